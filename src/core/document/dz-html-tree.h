/* dz-html-tree.h - the elements of a web page that matter, as a flat tree
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Nodes lie in document order in one array and point by index, so that nothing walks by
 * recursion and nesting costs nothing. Index 0 is the page itself.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum {
  DZ_HTML_TEXT, /* character data */
  DZ_HTML_INLINE,
  DZ_HTML_BLOCK,
  DZ_HTML_BREAK, /* br, hr */
  DZ_HTML_HEADING,
  DZ_HTML_LIST,
  DZ_HTML_ITEM,
  DZ_HTML_LINK,
  DZ_HTML_TABLE,
  DZ_HTML_ROW,
  DZ_HTML_CELL,
  DZ_HTML_CAPTION,
  DZ_HTML_SKIPPED, /* never shown: script, style, form controls, display:none */
} DzHtmlKind;

/**
 * DzHtmlNode:
 * @parent, @next: indices; 0 is none. Children of a node follow it directly
 * @end: index behind the last descendant
 * @level: of a heading; @row_span, @col_span: of a cell
 * @is_head: a th
 * @mark: what id, class and element name say: DZ_HTML_NOISE, DZ_HTML_ARTICLE
 * @text, @length: of character data, in the tree's buffer
 * @chars, @link_chars: visible characters below it, all and those inside links
 * @n_links, @n_tables, @n_headings: below it
 */
typedef struct {
  DzHtmlKind kind;
  guint32 parent, next, end;
  guint16 level;
  guint16 row_span, col_span;
  guint8 is_head;
  guint8 mark;
  const char *text;
  guint32 length;
  guint32 chars, link_chars;
  guint32 n_links, n_tables, n_headings;
} DzHtmlNode;

enum {
  DZ_HTML_NOISE = 1 << 0,   /* navigation, footer, share buttons … by its name */
  DZ_HTML_ARTICLE = 1 << 1, /* the text of the page by its name */
  DZ_HTML_DROPPED = 1 << 2, /* to be left out */
};

typedef struct {
  GArray *nodes;         /* of DzHtmlNode */
  GStringChunk *strings; /* of character data */
  GHashTable *meta;      /* lower-case name -> content, both owned; "title" from the head */
} DzHtmlTree;

/* @text: valid UTF-8. Fails with DZ_DOCUMENT_ERROR_TOO_LARGE or G_IO_ERROR_CANCELLED. */
DzHtmlTree *dz_html_tree_parse (const char *text,
                                gsize length,
                                GCancellable *cancellable,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
void dz_html_tree_free (DzHtmlTree *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzHtmlTree, dz_html_tree_free)

#define dz_html_tree_get(self, index) (&g_array_index ((self)->nodes, DzHtmlNode, (index)))

/* Marks navigation, related links and footers as dropped; with @by_links also lists that are
 * mostly links. */
void dz_html_tree_drop_noise (DzHtmlTree *self,
                              gboolean by_links);

/* Whether a table arranges the page rather than holding data. */
gboolean dz_html_tree_is_layout (DzHtmlTree *self,
                                 guint32 table);

G_END_DECLS
