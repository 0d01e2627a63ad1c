/* dz-pack.h - many small numbers and repeated words as few bytes
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * For facts and cells on their way between processes and in the workspace: a stream of
 * numbers and texts; a text that came before costs one number. The stream does not say what
 * comes next: writer and reader agree on that. Reading never trusts: once anything is wrong,
 * every further call gives 0 or "", and dz_unpacker_is_sound() says so.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _DzPacker DzPacker;

DzPacker *dz_packer_new (void) G_GNUC_WARN_UNUSED_RESULT;
void dz_packer_free (DzPacker *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzPacker, dz_packer_free)

void dz_packer_put_uint (DzPacker *self,
                         guint64 number);
void dz_packer_put_int (DzPacker *self,
                        gint64 number);
/* UTF-8 or NULL. It must stay where it is until the packer ends. */
void dz_packer_put_text (DzPacker *self,
                         const char *text);
/* What was put; the packer is empty afterwards. */
GBytes *dz_packer_end (DzPacker *self) G_GNUC_WARN_UNUSED_RESULT;

typedef struct _DzUnpacker DzUnpacker;

/* @bytes must live longer. */
DzUnpacker *dz_unpacker_new (GBytes *bytes) G_GNUC_WARN_UNUSED_RESULT;
void dz_unpacker_free (DzUnpacker *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzUnpacker, dz_unpacker_free)

guint64 dz_unpacker_get_uint (DzUnpacker *self);
/* Unsound when it is larger than @most. */
guint dz_unpacker_get_uint_to (DzUnpacker *self,
                               guint most);
gint64 dz_unpacker_get_int (DzUnpacker *self);
/* Valid UTF-8, living in the bytes; never NULL. */
const char *dz_unpacker_get_text (DzUnpacker *self);
/* The same, NULL where NULL was put. */
const char *dz_unpacker_get_text_or_null (DzUnpacker *self);

/* A number of things that follow, each of at least one byte: unsound when there is no room for them. */
guint dz_unpacker_get_count (DzUnpacker *self);

/* Nothing was wrong so far. */
gboolean dz_unpacker_is_sound (DzUnpacker *self);
/* Nothing was wrong and nothing is left. */
gboolean dz_unpacker_is_done (DzUnpacker *self);

G_END_DECLS
