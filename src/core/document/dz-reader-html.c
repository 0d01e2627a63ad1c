/* dz-reader-html.c - web pages as saved from the sites of agencies
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-document"
#include "dz-reader-html.h"

#include "dz-charset.h"
#include "dz-document-builder.h"
#include "dz-html-notice.h"
#include "dz-html-tree.h"
#include "dz-limits.h"
#include "dz-readers-private.h"
#include "dz-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* How far a page is searched for what it says of its encoding. */
#define DECLARATION_BYTES 4096
/* A heading is a short line. */
#define HEADING_CHARS 40

typedef struct {
  DzHtmlTree *tree;
  DzDocumentBuilder *builder;
  GString *text; /* of the paragraph or cell under way */
  GArray *inner; /* of guint32: tables met inside cells, to come behind the outer one */
  guint level;   /* of the heading we are in, 0 none */
  gboolean has_date, has_source; /* what the page said of itself already */
} Walk;

/* The charset that meta or the XML declaration names, or NULL. */
static char *
find_declared (const guint8 *bytes,
               gsize size)
{
  g_autofree char *head = g_ascii_strdown ((const char *) bytes, (gssize) MIN (size, DECLARATION_BYTES));
  const char *at = strstr (head, "charset");
  gsize n;

  if (at != NULL)
    at += strlen ("charset");
  else if (g_str_has_prefix (head, "<?xml") && (at = strstr (head, "encoding")) != NULL)
    at += strlen ("encoding");
  if (at == NULL)
    return NULL;
  at += strspn (at, " =\t\"'");
  n = strspn (at, "abcdefghijklmnopqrstuvwxyz0123456789-_");
  return n > 0 ? g_strndup (at, n) : NULL;
}

/* --- text --- */

/* White space as a browser shows it: runs are one blank; a no-break blank and the full-width
 * one stay, since they carry the nesting of labels. */
static void
append_text (GString *out,
             const char *text,
             gsize length)
{
  for (gsize i = 0; i < length; i++) {
    if (!g_ascii_isspace (text[i]))
      g_string_append_c (out, text[i]);
    else if (out->len > 0 && out->str[out->len - 1] != ' ' && out->str[out->len - 1] != '\n')
      g_string_append_c (out, ' ');
  }
}

static void
append_break (GString *out)
{
  while (out->len > 0 && out->str[out->len - 1] == ' ')
    g_string_truncate (out, out->len - 1);
  if (out->len > 0 && out->str[out->len - 1] != '\n')
    g_string_append_c (out, '\n');
}

static void
trim_end (GString *out)
{
  while (out->len > 0 && g_ascii_isspace (out->str[out->len - 1]))
    g_string_truncate (out, out->len - 1);
}

/* Behind the blanks that indent a paragraph. */
static const char *
skip_indent (const char *text)
{
  while (g_unichar_isspace (g_utf8_get_char (text)) || g_utf8_get_char (text) == 0x3000)
    text = g_utf8_next_char (text);
  return text;
}

/* Level by the number in front of a short line that ends no sentence; 0 for a paragraph. */
static guint
guess_heading (const char *text)
{
  g_autofree char *folded = NULL;
  gsize length;
  guint ordinal, level;

  if (g_utf8_strlen (text, -1) > HEADING_CHARS)
    return 0;
  folded = dz_text_fold_string (text);
  level = dz_text_leading_number (folded, &length, &ordinal);
  if (level == 0 || level > 2 || strstr (folded, "。") != NULL || strchr (folded, ';') != NULL)
    return 0;
  return level;
}

/* The first line that says when and by whom the page was published; the head of the page weighs more. */
static void
read_notice (Walk *walk,
             const char *line)
{
  g_autofree char *date = NULL;
  g_autofree char *source = NULL;

  if (walk->has_date && walk->has_source)
    return;
  dz_html_notice_read (line, &date, &source);
  if (date != NULL && !walk->has_date)
    dz_document_builder_set_meta (walk->builder, "date", date);
  if (source != NULL && !walk->has_source)
    dz_document_builder_set_meta (walk->builder, "source", source);
  walk->has_date |= date != NULL;
  walk->has_source |= source != NULL;
}

static void
flush_paragraph (Walk *walk)
{
  const char *text;
  guint level = walk->level;

  trim_end (walk->text);
  text = skip_indent (walk->text->str);
  if (*text != '\0') {
    read_notice (walk, text);
    if (level == 0)
      level = guess_heading (text);
    if (level > 0)
      dz_document_builder_add_heading (walk->builder, level, text);
    else
      dz_document_builder_add_paragraph (walk->builder, text);
  }
  g_string_truncate (walk->text, 0);
}

/* --- tables --- */

static gboolean
is_block (DzHtmlKind kind)
{
  return kind == DZ_HTML_BLOCK || kind == DZ_HTML_HEADING || kind == DZ_HTML_LIST || kind == DZ_HTML_ITEM
         || kind == DZ_HTML_BREAK || kind == DZ_HTML_ROW || kind == DZ_HTML_CELL || kind == DZ_HTML_CAPTION;
}

/* The words of a cell; paragraphs in it are divided by a line end. Tables inside wait. */
static void
read_cell (Walk *walk,
           guint32 cell)
{
  guint32 end = dz_html_tree_get (walk->tree, cell)->end;

  g_string_truncate (walk->text, 0);
  for (guint32 i = cell + 1; i < end;) {
    const DzHtmlNode *node = dz_html_tree_get (walk->tree, i);

    if (node->kind == DZ_HTML_TABLE) {
      if (node->chars > 0)
        g_array_append_val (walk->inner, i);
      i = node->end;
      continue;
    }
    if (node->kind == DZ_HTML_TEXT)
      append_text (walk->text, node->text, node->length);
    else if (is_block (node->kind))
      append_break (walk->text);
    i++;
  }
  trim_end (walk->text);
}

static void
add_caption (Walk *walk,
             guint32 table)
{
  guint32 end = dz_html_tree_get (walk->tree, table)->end;

  for (guint32 i = table + 1; i < end; i++) {
    if (dz_html_tree_get (walk->tree, i)->kind == DZ_HTML_TABLE)
      i = dz_html_tree_get (walk->tree, i)->end - 1;
    else if (dz_html_tree_get (walk->tree, i)->kind == DZ_HTML_CAPTION) {
      read_cell (walk, i);
      flush_paragraph (walk);
    }
  }
}

static void
add_table (Walk *walk,
           guint32 table)
{
  guint32 end = dz_html_tree_get (walk->tree, table)->end;
  gboolean in_row = FALSE;

  add_caption (walk, table);
  dz_document_builder_begin_table (walk->builder);
  for (guint32 i = table + 1; i < end;) {
    const DzHtmlNode *node = dz_html_tree_get (walk->tree, i);

    if (node->kind == DZ_HTML_ROW) {
      dz_document_builder_begin_row (walk->builder);
      in_row = TRUE;
    } else if (node->kind == DZ_HTML_CELL) {
      if (!in_row)
        dz_document_builder_begin_row (walk->builder);
      in_row = TRUE;
      read_cell (walk, i);
      dz_document_builder_add_cell (walk->builder, walk->text->str, node->row_span, node->col_span,
                                    node->is_head ? DZ_CELL_HEADER : DZ_CELL_NORMAL);
      i = node->end;
      continue;
    } else if (node->kind == DZ_HTML_TABLE) {
      i = node->end;
      continue;
    }
    i++;
  }
  dz_document_builder_end_table (walk->builder);
  g_string_truncate (walk->text, 0);
}

/* A data table, then those that stood in its cells, which may hold others again. */
static void
add_tables (Walk *walk,
            guint32 table)
{
  add_table (walk, table);
  for (guint i = 0; i < walk->inner->len; i++)
    add_table (walk, g_array_index (walk->inner, guint32, i));
  g_array_set_size (walk->inner, 0);
}

/* --- the page --- */

static void
enter (Walk *walk,
       const DzHtmlNode *node)
{
  if (node->kind == DZ_HTML_TEXT) {
    append_text (walk->text, node->text, node->length);
  } else if (is_block (node->kind) || node->kind == DZ_HTML_TABLE) {
    flush_paragraph (walk);
    if (node->kind == DZ_HTML_HEADING)
      walk->level = node->level;
  }
}

static void
leave (Walk *walk,
       const DzHtmlNode *node)
{
  if (is_block (node->kind) || node->kind == DZ_HTML_TABLE)
    flush_paragraph (walk);
  if (node->kind == DZ_HTML_HEADING)
    walk->level = 0;
}

static void
walk_page (Walk *walk)
{
  DzHtmlTree *tree = walk->tree;
  guint32 i = 1;
  guint32 open = 0; /* the innermost node that was entered and not left */

  while (i < tree->nodes->len && !dz_document_builder_is_full (walk->builder)) {
    const DzHtmlNode *node = dz_html_tree_get (tree, i);

    while (open != 0 && i >= dz_html_tree_get (tree, open)->end) {
      leave (walk, dz_html_tree_get (tree, open));
      open = dz_html_tree_get (tree, open)->parent;
    }
    if (node->mark & DZ_HTML_DROPPED) {
      flush_paragraph (walk);
      i = node->end;
    } else if (node->kind == DZ_HTML_TABLE && !dz_html_tree_is_layout (tree, i)) {
      flush_paragraph (walk);
      add_tables (walk, i);
      i = node->end;
    } else {
      enter (walk, node);
      if (node->end > i + 1)
        open = i;
      else
        leave (walk, node);
      i++;
    }
  }
  for (; open != 0; open = dz_html_tree_get (tree, open)->parent)
    leave (walk, dz_html_tree_get (tree, open));
  flush_paragraph (walk);
}

/* The characters that would be shown outside links. */
static guint
count_shown (DzHtmlTree *tree)
{
  guint n = 0;

  for (guint32 i = 1; i < tree->nodes->len;) {
    const DzHtmlNode *node = dz_html_tree_get (tree, i);

    if ((node->mark & DZ_HTML_DROPPED) || node->kind == DZ_HTML_LINK) {
      i = node->end;
      continue;
    }
    if (node->kind == DZ_HTML_TEXT)
      n += node->chars;
    i++;
  }
  return n;
}

static void
set_meta (Walk *walk,
          DzHtmlTree *tree)
{
  static const struct {
    const char *key;
    const char *names[5];
  } sources[] = {
    { "title", { "articletitle", "og:title", "title" } },
    { "date", { "pubdate", "publishdate", "article:published_time", "date" } },
    { "source", { "contentsource", "source", "sitename" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    for (guint k = 0; k < G_N_ELEMENTS (sources[i].names) && sources[i].names[k] != NULL; k++) {
      const char *value = g_hash_table_lookup (tree->meta, sources[i].names[k]);

      if (value != NULL && value[0] != '\0') {
        dz_document_builder_set_meta (walk->builder, sources[i].key, value);
        walk->has_date |= g_str_equal (sources[i].key, "date");
        walk->has_source |= g_str_equal (sources[i].key, "source");
        break;
      }
    }
}

DzDocument *
dz_html_read_text (const char *text,
                   gsize length,
                   const char *format,
                   const char *encoding,
                   guint n_bad,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (DzHtmlTree) tree = dz_html_tree_parse (text, length, cancellable, error);
  g_autoptr (DzDocumentBuilder) builder = NULL;
  Walk walk = { 0 };

  if (tree == NULL)
    return NULL;
  builder = dz_document_builder_new (format);
  dz_document_builder_set_meta (builder, "encoding", encoding);
  walk.builder = builder;
  set_meta (&walk, tree);
  if (n_bad > 0)
    dz_document_builder_add_remark (builder, "bad-bytes", NULL,
                                    _ ("Some bytes belong to no character and are shown as �."));
  dz_html_tree_drop_noise (tree, TRUE);
  if (count_shown (tree) < 60) {
    /* A page of links alone: better shown as it is than empty. */
    dz_html_tree_drop_noise (tree, FALSE);
    dz_document_builder_add_remark (builder, "links-only", NULL, _ ("The page holds hardly more than links."));
  }
  walk.tree = tree;
  walk.text = g_string_new (NULL);
  walk.inner = g_array_new (FALSE, FALSE, sizeof (guint32));
  walk_page (&walk);
  g_string_free (walk.text, TRUE);
  g_array_unref (walk.inner);
  return dz_document_builder_end (builder, error);
}

static DzDocument *
read_html (GBytes *bytes,
           const char *name,
           DzProgress *progress,
           GCancellable *cancellable,
           GError **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  g_autofree char *declared = find_declared (data, size);
  g_autoptr (DzDecoded) decoded = NULL;

  if (size > DZ_LIMIT_TEXT_BYTES) {
    g_set_error_literal (error, DZ_DOCUMENT_ERROR, DZ_DOCUMENT_ERROR_TOO_LARGE,
                         _ ("the page is too large; save the report alone"));
    return NULL;
  }
  decoded = dz_charset_decode (data, size, declared);
  if (decoded == NULL) {
    g_set_error_literal (error, DZ_DOCUMENT_ERROR, DZ_DOCUMENT_ERROR_DAMAGED,
                         _ ("the characters of the page cannot be read; save it again as UTF-8"));
    return NULL;
  }
  dz_progress_set (progress, 0.3);
  return dz_html_read_text (decoded->text, decoded->length, "html", decoded->encoding, decoded->n_bad, cancellable, error);
}

/* --- recognising --- */

static const char *const extensions[] = { "html", "htm", "xhtml", "shtml", "jsp", "php", "aspx", NULL };

/* Elements that stand in pages and hardly in other texts. */
static guint
count_tags (const char *head)
{
  static const char *const tags[] = { "<html", "<!doctype html", "<body", "<div", "<table", "<head", "<td", "<meta ", "<p>", "<p ", "<span", "<br" };
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (tags); i++)
    n += strstr (head, tags[i]) != NULL;
  return n;
}

static int
sniff_html (GBytes *bytes,
            const char *name)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  g_autoptr (GString) plain = g_string_new (NULL);
  g_autofree char *head = NULL;
  const char *dot = name != NULL ? strrchr (name, '.') : NULL;
  guint n;

  /* A page that lies unpacked in an archive is no page. */
  if (size >= 4 && memcmp (data, "PK\3\4", 4) == 0)
    return 0;
  /* UTF-16 pages: every other byte is 0. */
  for (gsize i = 0; i < MIN (size, 2 * DECLARATION_BYTES); i++)
    if (data[i] != 0)
      g_string_append_c (plain, (char) data[i]);
  head = g_ascii_strdown (plain->str, -1);
  n = count_tags (head);
  if (strstr (head, "<html") != NULL || strstr (head, "<!doctype html") != NULL)
    return g_str_has_prefix (head, "mime-version") ? 40 : 90;
  if (n >= 2)
    return 70;
  if (n == 1 && dot != NULL && g_strv_contains (extensions, dot + 1))
    return 60;
  return 0;
}

const DzReader dz_reader_html = {
  .format = "html",
  .title = N_ ("Web page"),
  .extensions = extensions,
  .sniff = sniff_html,
  .read = read_html,
};
