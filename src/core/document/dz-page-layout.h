/* dz-page-layout.h - pages of characters and rules to blocks of a document
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Shared by all formats that know only places on pages.
 */
#pragma once

#include "dz-document-builder.h"
#include "dz-page.h"

G_BEGIN_DECLS

typedef struct _DzPageLayout DzPageLayout;

DzPageLayout *dz_page_layout_new (void) G_GNUC_WARN_UNUSED_RESULT;
void dz_page_layout_free (DzPageLayout *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzPageLayout, dz_page_layout_free)

/* Pages come in their order; @page is only read. */
void dz_page_layout_add_page (DzPageLayout *self,
                              const DzPage *page);

/* Adds all blocks to @builder: paragraphs and tables joined over page breaks; running heads
 * and page numbers left out. The layout is spent. */
void dz_page_layout_finish (DzPageLayout *self,
                            DzDocumentBuilder *builder);

G_END_DECLS
