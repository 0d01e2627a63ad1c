/* dz-odf.c - what OpenDocument texts and spreadsheets have in common
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define _GNU_SOURCE /* memmem */
#define G_LOG_DOMAIN "dz-document"
#include "dz-odf-private.h"

#include "dz-limits.h"
#include "dz-ordinal.h"
#include "dz-zip.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_START 32767
#define MAX_SPACES 1000
#define MAX_NESTING 16
/* How far into a flat file its kind must be told. */
#define HEAD_BYTES 4096

static const DzXmlSpace spaces[] = {
  { ODF_SPACE_OFFICE, "urn:oasis:names:tc:opendocument:xmlns:office:1.0" },
  { ODF_SPACE_STYLE, "urn:oasis:names:tc:opendocument:xmlns:style:1.0" },
  { ODF_SPACE_TEXT, "urn:oasis:names:tc:opendocument:xmlns:text:1.0" },
  { ODF_SPACE_TABLE, "urn:oasis:names:tc:opendocument:xmlns:table:1.0" },
  { ODF_SPACE_DRAW, "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" },
};

static const DzXmlName names[] = {
  { ODF_SPACE_OFFICE, "annotation", ODF_ANNOTATION },
  { ODF_SPACE_OFFICE, "body", ODF_BODY },
  { ODF_SPACE_TABLE, "covered-table-cell", ODF_COVERED_CELL },
  { ODF_SPACE_OFFICE, "forms", ODF_FORMS },
  { ODF_SPACE_TEXT, "h", ODF_H },
  { ODF_SPACE_TABLE, "table-header-rows", ODF_HEADER_ROWS },
  { ODF_SPACE_TEXT, "line-break", ODF_LINE_BREAK },
  { ODF_SPACE_TEXT, "list", ODF_LIST },
  { ODF_SPACE_TEXT, "list-header", ODF_LIST_HEADER },
  { ODF_SPACE_TEXT, "list-item", ODF_LIST_ITEM },
  { ODF_SPACE_TEXT, "list-level-style-number", ODF_LIST_LEVEL_NUMBER },
  { ODF_SPACE_TEXT, "list-style", ODF_LIST_STYLE },
  { ODF_SPACE_TEXT, "note", ODF_NOTE },
  { ODF_SPACE_TEXT, "note-body", ODF_NOTE_BODY },
  { ODF_SPACE_TEXT, "note-citation", ODF_NOTE_CITATION },
  { ODF_SPACE_TEXT, "number", ODF_NUMBER },
  { ODF_SPACE_TEXT, "outline-level-style", ODF_OUTLINE_LEVEL_STYLE },
  { ODF_SPACE_TEXT, "outline-style", ODF_OUTLINE_STYLE },
  { ODF_SPACE_TEXT, "p", ODF_P },
  { ODF_SPACE_TEXT, "ruby-text", ODF_RUBY_TEXT },
  { ODF_SPACE_TEXT, "s", ODF_S },
  { ODF_SPACE_TEXT, "section", ODF_SECTION },
  { ODF_SPACE_TABLE, "shapes", ODF_SHAPES },
  { ODF_SPACE_TEXT, "span", ODF_SPAN },
  { ODF_SPACE_STYLE, "style", ODF_STYLE },
  { ODF_SPACE_OFFICE, "styles", ODF_STYLES },
  { ODF_SPACE_OFFICE, "automatic-styles", ODF_AUTOMATIC_STYLES },
  { ODF_SPACE_TEXT, "tab", ODF_TAB },
  { ODF_SPACE_TABLE, "table", ODF_TABLE },
  { ODF_SPACE_TABLE, "table-cell", ODF_TABLE_CELL },
  { ODF_SPACE_TABLE, "table-column", ODF_TABLE_COLUMN },
  { ODF_SPACE_STYLE, "table-properties", ODF_TABLE_PROPERTIES },
  { ODF_SPACE_TABLE, "table-row", ODF_TABLE_ROW },
  { ODF_SPACE_STYLE, "text-properties", ODF_TEXT_PROPERTIES },
  { ODF_SPACE_TEXT, "tracked-changes", ODF_TRACKED_CHANGES },
  { ODF_SPACE_TABLE, "tracked-changes", ODF_TABLE_TRACKED_CHANGES },
  { ODF_SPACE_TEXT, "c", ODF_AT_C },
  { ODF_SPACE_TABLE, "number-columns-repeated", ODF_AT_COLUMNS_REPEATED },
  { ODF_SPACE_TABLE, "number-columns-spanned", ODF_AT_COLUMNS_SPANNED },
  { ODF_SPACE_TEXT, "continue-list", ODF_AT_CONTINUE_LIST },
  { ODF_SPACE_TEXT, "continue-numbering", ODF_AT_CONTINUE_NUMBERING },
  { ODF_SPACE_TEXT, "display-levels", ODF_AT_DISPLAY_LEVELS },
  { ODF_SPACE_TEXT, "is-list-header", ODF_AT_IS_LIST_HEADER },
  { ODF_SPACE_TEXT, "level", ODF_AT_LEVEL },
  { ODF_SPACE_STYLE, "num-format", ODF_AT_NUM_FORMAT },
  { ODF_SPACE_STYLE, "num-prefix", ODF_AT_NUM_PREFIX },
  { ODF_SPACE_STYLE, "num-suffix", ODF_AT_NUM_SUFFIX },
  { ODF_SPACE_TEXT, "outline-level", ODF_AT_OUTLINE_LEVEL },
  { ODF_SPACE_TABLE, "number-rows-repeated", ODF_AT_ROWS_REPEATED },
  { ODF_SPACE_TABLE, "number-rows-spanned", ODF_AT_ROWS_SPANNED },
  { ODF_SPACE_TEXT, "start-value", ODF_AT_START_VALUE },
  { ODF_SPACE_STYLE, "name", ODF_AT_STYLE_NAME },
  { ODF_SPACE_TABLE, "display", ODF_AT_TABLE_DISPLAY },
  { ODF_SPACE_TABLE, "name", ODF_AT_TABLE_NAME },
  { ODF_SPACE_TABLE, "style-name", ODF_AT_TABLE_STYLE_NAME },
  { ODF_SPACE_TEXT, "display", ODF_AT_TEXT_DISPLAY },
  { ODF_SPACE_TEXT, "style-name", ODF_AT_TEXT_STYLE_NAME },
  { ODF_SPACE_TABLE, "visibility", ODF_AT_VISIBILITY },
};

typedef struct {
  DzOrdinal style;
  char *prefix, *suffix; /* owned */
  int start;
  guint n_shown; /* of its own number and those above */
} Level;

struct _DzOdfList {
  Level levels[DZ_ODF_LEVELS];
  int counters[DZ_ODF_LEVELS]; /* -1: not begun */
};

static const DzXmlNames *
get_names (void)
{
  static gsize ready;

  if (g_once_init_enter (&ready))
    g_once_init_leave (&ready, (gsize) dz_xml_names_new (spaces, G_N_ELEMENTS (spaces), names, G_N_ELEMENTS (names)));
  return (const DzXmlNames *) ready;
}

gboolean
dz_odf_next_within (DzOdf *self,
                    guint depth,
                    DzXmlEvent *event)
{
  *event = dz_xml_next (self->xml);
  return *event != DZ_XML_DONE && !(*event == DZ_XML_END && dz_xml_get_depth (self->xml) == depth);
}

void
dz_odf_list_restart (DzOdfList *self)
{
  for (guint i = 0; i < DZ_ODF_LEVELS; i++)
    self->counters[i] = -1;
}

static DzOdfList *
list_new (void)
{
  DzOdfList *self = g_new0 (DzOdfList, 1);

  dz_odf_list_restart (self);
  return self;
}

static void
list_free (gpointer data)
{
  DzOdfList *self = data;

  for (guint i = 0; self != NULL && i < DZ_ODF_LEVELS; i++) {
    g_free (self->levels[i].prefix);
    g_free (self->levels[i].suffix);
  }
  g_free (self);
}

void
dz_odf_list_append (DzOdfList *self,
                    guint level,
                    int start,
                    GString *into)
{
  const Level *own;
  guint first;

  if (level < 1 || level > DZ_ODF_LEVELS)
    return;
  own = &self->levels[level - 1];
  if (start >= 0)
    self->counters[level - 1] = start;
  else if (self->counters[level - 1] < 0)
    self->counters[level - 1] = own->start;
  else
    self->counters[level - 1]++;
  for (guint i = level; i < DZ_ODF_LEVELS; i++)
    self->counters[i] = -1;
  if (own->style == DZ_ORDINAL_NONE)
    return;
  g_string_append (into, own->prefix != NULL ? own->prefix : "");
  first = level - CLAMP (own->n_shown, 1, level);
  for (guint i = first; i < level; i++) {
    if (i > first)
      g_string_append_c (into, '.');
    dz_ordinal_append (self->levels[i].style, (guint) MAX (self->counters[i], 0), into);
  }
  g_string_append (into, own->suffix != NULL ? own->suffix : "");
  /* "1." and a figure behind it would read as one number. */
  if (into->len > 0 && (guchar) into->str[into->len - 1] < 0x80)
    g_string_append_c (into, ' ');
}

static void
read_list_level (DzOdf *self,
                 DzOdfList *list)
{
  int n = dz_xml_get_int (self->xml, ODF_AT_LEVEL, 0);
  const char *format = dz_xml_get_attribute (self->xml, ODF_AT_NUM_FORMAT);
  Level *level;

  if (n < 1 || n > DZ_ODF_LEVELS)
    return;
  level = &list->levels[n - 1];
  g_free (level->prefix);
  g_free (level->suffix);
  level->style = dz_ordinal_from_odf (format != NULL ? format : "");
  level->prefix = g_strdup (dz_xml_get_attribute (self->xml, ODF_AT_NUM_PREFIX));
  level->suffix = g_strdup (dz_xml_get_attribute (self->xml, ODF_AT_NUM_SUFFIX));
  level->start = CLAMP (dz_xml_get_int (self->xml, ODF_AT_START_VALUE, 1), 0, MAX_START);
  level->n_shown = (guint) CLAMP (dz_xml_get_int (self->xml, ODF_AT_DISPLAY_LEVELS, 1), 1, DZ_ODF_LEVELS);
}

static void
read_list_style (DzOdf *self)
{
  guint depth = dz_xml_get_depth (self->xml);
  gboolean is_outline = dz_xml_get_name (self->xml) == ODF_OUTLINE_STYLE;
  g_autofree char *name = g_strdup (dz_xml_get_attribute (self->xml, ODF_AT_STYLE_NAME));
  DzOdfList *list = list_new ();
  DzXmlEvent event;

  while (dz_odf_next_within (self, depth, &event))
    if (event == DZ_XML_START
        && dz_xml_get_name (self->xml) == (is_outline ? ODF_OUTLINE_LEVEL_STYLE : ODF_LIST_LEVEL_NUMBER))
      read_list_level (self, list);
  if (is_outline) {
    list_free (self->outline);
    self->outline = list;
  } else if (name != NULL) {
    g_hash_table_replace (self->lists, g_steal_pointer (&name), list);
  } else {
    list_free (list);
  }
}

static void
read_style (DzOdf *self)
{
  guint depth = dz_xml_get_depth (self->xml);
  g_autofree char *name = g_strdup (dz_xml_get_attribute (self->xml, ODF_AT_STYLE_NAME));
  gboolean hidden = FALSE;
  DzXmlEvent event;

  while (dz_odf_next_within (self, depth, &event)) {
    if (event != DZ_XML_START)
      continue;
    if (dz_xml_get_name (self->xml) == ODF_TEXT_PROPERTIES)
      hidden |= g_strcmp0 (dz_xml_get_attribute (self->xml, ODF_AT_TEXT_DISPLAY), "none") == 0;
    else if (dz_xml_get_name (self->xml) == ODF_TABLE_PROPERTIES)
      hidden |= g_strcmp0 (dz_xml_get_attribute (self->xml, ODF_AT_TABLE_DISPLAY), "false") == 0;
  }
  if (hidden && name != NULL)
    g_hash_table_add (self->hidden, g_steal_pointer (&name));
}

/* Up to the body, or to the end of a part that has none. */
static void
read_head (DzOdf *self)
{
  DzXmlEvent event;

  while ((event = dz_xml_next (self->xml)) != DZ_XML_DONE) {
    if (event != DZ_XML_START)
      continue;
    switch (dz_xml_get_name (self->xml)) {
    case ODF_STYLE:
      read_style (self);
      break;
    case ODF_LIST_STYLE:
    case ODF_OUTLINE_STYLE:
      read_list_style (self);
      break;
    case ODF_BODY:
      return;
    default:
      break;
    }
  }
}

static DzXml *
open_part (DzZip *zip,
           const char *part,
           GError **error)
{
  gsize length;
  char *text = dz_zip_read_name (zip, part, &length, error);

  return text != NULL ? dz_xml_new (text, length, get_names ()) : NULL;
}

static DzXml *
open_flat (GBytes *bytes)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  char *copy = g_malloc (length + 1);

  memcpy (copy, data, length);
  copy[length] = '\0';
  return dz_xml_new (copy, length, get_names ());
}

gboolean
dz_odf_init (DzOdf *self,
             GBytes *bytes,
             GError **error)
{
  g_autoptr (DzZip) zip = NULL;

  self->hidden = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->lists = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, list_free);
  self->notes = g_ptr_array_new_with_free_func (g_free);
  if (!dz_zip_is_zip (bytes)) {
    self->xml = open_flat (bytes);
  } else {
    zip = dz_zip_new (bytes, error);
    if (zip == NULL)
      return FALSE;
    /* The named styles; a damaged part costs only what they say. */
    self->xml = open_part (zip, "styles.xml", NULL);
    if (self->xml != NULL)
      read_head (self);
    g_clear_pointer (&self->xml, dz_xml_free);
    self->xml = open_part (zip, "content.xml", error);
    if (self->xml == NULL)
      return FALSE;
  }
  read_head (self);
  return TRUE;
}

void
dz_odf_clear (DzOdf *self)
{
  g_clear_pointer (&self->xml, dz_xml_free);
  g_clear_pointer (&self->hidden, g_hash_table_unref);
  g_clear_pointer (&self->lists, g_hash_table_unref);
  g_clear_pointer (&self->outline, list_free);
  g_clear_pointer (&self->notes, g_ptr_array_unref);
}

static gboolean
is_encrypted (GBytes *bytes)
{
  g_autoptr (DzZip) zip = dz_zip_is_zip (bytes) ? dz_zip_new (bytes, NULL) : NULL;
  g_autofree char *manifest = zip != NULL ? dz_zip_read_name (zip, "META-INF/manifest.xml", NULL, NULL) : NULL;

  return manifest != NULL && strstr (manifest, "encryption-data") != NULL;
}

gboolean
dz_odf_check (DzOdf *self,
              GBytes *bytes,
              GError **error)
{
  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  if (dz_xml_check (self->xml, NULL))
    return TRUE;
  if (!is_encrypted (bytes))
    return dz_xml_check (self->xml, error);
  g_set_error_literal (error, DZ_DOCUMENT_ERROR, DZ_DOCUMENT_ERROR_LOCKED,
                       _ ("it is protected by a password; save it without one and add it again"));
  return FALSE;
}

int
dz_odf_sniff (GBytes *bytes,
              const char *kind)
{
  g_autofree char *type = g_strconcat ("application/vnd.oasis.opendocument.", kind, NULL);
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  gsize head = MIN (length, HEAD_BYTES);
  const char *at;

  if (dz_zip_is_zip (bytes)) {
    /* The first member is stored and says what it is: "text", but not "text-template". */
    at = memmem (data, MIN (head, 200), type, strlen (type));
    return at != NULL && length > 38 && memcmp (data + 30, "mimetype", 8) == 0 ? 95 : 0;
  }
  if (length < 5 || (memcmp (data, "<?xml", 5) != 0 && memcmp (data, "\xef\xbb\xbf<?", 5) != 0))
    return 0;
  return memmem (data, head, "office:document", 15) != NULL && memmem (data, head, type, strlen (type)) != NULL ? 95 : 0;
}

/* White space of the source is one blank at most, and none at the beginning. */
static void
append_collapsed (GString *into,
                  const char *text,
                  gsize length)
{
  for (const char *at = text, *end = text + length; at < end;) {
    gsize run = 0;

    while (at + run < end && strchr (" \t\r\n", at[run]) == NULL)
      run++;
    g_string_append_len (into, at, (gssize) run);
    at += run;
    if (at == end)
      return;
    if (into->len > 0 && into->str[into->len - 1] != ' ')
      g_string_append_c (into, ' ');
    at++;
  }
}

static gboolean
is_hidden_style (DzOdf *self)
{
  const char *style = dz_xml_get_attribute (self->xml, ODF_AT_TEXT_STYLE_NAME);

  return style != NULL && g_hash_table_contains (self->hidden, style);
}

/* A note: its mark goes into the text, its words are kept for the end. */
static void
read_note (DzOdf *self,
           GString *into)
{
  guint depth = dz_xml_get_depth (self->xml);
  GString *words = g_string_new (NULL);
  DzXmlEvent event;

  self->n_notes++;
  dz_ordinal_append (DZ_ORDINAL_CIRCLED, self->n_notes, words);
  g_string_append_len (into, words->str, (gssize) words->len);
  self->nesting++;
  while (dz_odf_next_within (self, depth, &event)) {
    if (event != DZ_XML_START)
      continue;
    if (dz_xml_get_name (self->xml) == ODF_NOTE_CITATION || self->nesting > MAX_NESTING)
      dz_xml_skip (self->xml);
    else if (dz_xml_get_name (self->xml) == ODF_P)
      dz_odf_read_paragraph (self, words, NULL);
  }
  self->nesting--;
  g_ptr_array_add (self->notes, g_string_free (words, FALSE));
}

static void
read_block_aside (DzOdf *self,
                  DzOdfBlockFunc read_block)
{
  if (read_block == NULL || self->flow == NULL || self->nesting >= MAX_NESTING) {
    dz_xml_skip (self->xml);
    return;
  }
  self->nesting++;
  dz_flow_begin_aside (self->flow);
  read_block (self);
  dz_flow_end_aside (self->flow);
  self->nesting--;
}

static void
read_inline (DzOdf *self,
             GString *into,
             gboolean collects,
             DzOdfBlockFunc read_block)
{
  guint depth = dz_xml_get_depth (self->xml);
  DzXmlEvent event;

  while (dz_odf_next_within (self, depth, &event)) {
    if (event == DZ_XML_TEXT && collects) {
      gsize length;
      const char *text = dz_xml_get_text (self->xml, &length);

      append_collapsed (into, text, length);
    }
    if (event != DZ_XML_START)
      continue;
    switch (dz_xml_get_name (self->xml)) {
    case ODF_S:
      for (int n = CLAMP (dz_xml_get_int (self->xml, ODF_AT_C, 1), 1, MAX_SPACES); collects && n > 0; n--)
        g_string_append_c (into, ' ');
      break;
    case ODF_TAB:
    case ODF_LINE_BREAK:
      if (collects)
        g_string_append_c (into, dz_xml_get_name (self->xml) == ODF_TAB ? '\t' : '\n');
      break;
    case ODF_SPAN:
      read_inline (self, into, collects && !is_hidden_style (self), read_block);
      break;
    case ODF_NOTE:
      if (collects)
        read_note (self, into);
      else
        dz_xml_skip (self->xml);
      break;
    case ODF_P:
    case ODF_H:
    case ODF_LIST:
    case ODF_TABLE:
      read_block_aside (self, read_block);
      break;
    case ODF_NUMBER:
    case ODF_RUBY_TEXT:
    case ODF_ANNOTATION:
      dz_xml_skip (self->xml);
      break;
    default:
      /* Fields and links hold their text; frames hold text boxes; all else is none of ours. */
      if (dz_xml_get_space (self->xml) == ODF_SPACE_TEXT)
        read_inline (self, into, collects, read_block);
      else if (dz_xml_get_space (self->xml) == ODF_SPACE_DRAW)
        read_inline (self, into, FALSE, read_block);
      else
        dz_xml_skip (self->xml);
      break;
    }
  }
}

void
dz_odf_read_paragraph (DzOdf *self,
                       GString *into,
                       DzOdfBlockFunc read_block)
{
  read_inline (self, into, !is_hidden_style (self), read_block);
}
