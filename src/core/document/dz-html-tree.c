/* dz-html-tree.c - the elements of a web page that matter, as a flat tree
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * libxml2 reads the tags, their omitted ends and the entities; its callbacks fill the tree.
 */
#define G_LOG_DOMAIN "dz-document"
#include "dz-html-tree.h"

#include "dz-document.h"
#include "dz-limits.h"

#include <glib/gi18n-lib.h>
#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>
#include <string.h>

/* A page of DZ_LIMIT_TEXT_BYTES full of tags would take gigabytes of nodes. */
#define MAX_NODES 4000000u

/* For each end tag without its beginning libxml2 looks through all open elements. Nested pages of
 * 100,000 elements stay far below so many looks; pages made to hang the parser do not. */
#define MAX_LOOKS (200 * 1000 * 1000)

typedef struct {
  DzHtmlTree *tree;
  GArray *open;    /* of guint32: indices of the open elements */
  guint32 last;    /* the node that ended last below the innermost open one, 0 none */
  GString *pending; /* character data not yet stored */
  gboolean in_title;
  guint skipped; /* open elements since the outermost skipped one, 0 outside */
  GCancellable *cancellable;
  xmlParserCtxtPtr parser;
  gboolean too_large;
  guint events;
  guint64 looks; /* at open elements, by the parser */
} Filler;

static const struct {
  const char *name;
  DzHtmlKind kind;
} elements[] = {
  { "a", DZ_HTML_LINK },
  { "address", DZ_HTML_BLOCK },
  { "article", DZ_HTML_BLOCK },
  { "aside", DZ_HTML_BLOCK },
  { "audio", DZ_HTML_SKIPPED },
  { "blockquote", DZ_HTML_BLOCK },
  { "body", DZ_HTML_BLOCK },
  { "br", DZ_HTML_BREAK },
  { "button", DZ_HTML_SKIPPED },
  { "canvas", DZ_HTML_SKIPPED },
  { "caption", DZ_HTML_CAPTION },
  { "center", DZ_HTML_BLOCK },
  { "dd", DZ_HTML_BLOCK },
  { "div", DZ_HTML_BLOCK },
  { "dl", DZ_HTML_LIST },
  { "dt", DZ_HTML_BLOCK },
  { "fieldset", DZ_HTML_BLOCK },
  { "figure", DZ_HTML_BLOCK },
  { "footer", DZ_HTML_BLOCK },
  { "form", DZ_HTML_BLOCK },
  { "h1", DZ_HTML_HEADING },
  { "h2", DZ_HTML_HEADING },
  { "h3", DZ_HTML_HEADING },
  { "h4", DZ_HTML_HEADING },
  { "h5", DZ_HTML_HEADING },
  { "h6", DZ_HTML_HEADING },
  { "header", DZ_HTML_BLOCK },
  { "hr", DZ_HTML_BREAK },
  { "iframe", DZ_HTML_SKIPPED },
  { "input", DZ_HTML_SKIPPED },
  { "li", DZ_HTML_ITEM },
  { "main", DZ_HTML_BLOCK },
  { "menu", DZ_HTML_LIST },
  { "nav", DZ_HTML_BLOCK },
  { "noscript", DZ_HTML_SKIPPED },
  { "object", DZ_HTML_SKIPPED },
  { "ol", DZ_HTML_LIST },
  { "option", DZ_HTML_SKIPPED },
  { "p", DZ_HTML_BLOCK },
  { "pre", DZ_HTML_BLOCK },
  { "script", DZ_HTML_SKIPPED },
  { "section", DZ_HTML_BLOCK },
  { "select", DZ_HTML_SKIPPED },
  { "style", DZ_HTML_SKIPPED },
  { "svg", DZ_HTML_SKIPPED },
  { "table", DZ_HTML_TABLE },
  { "td", DZ_HTML_CELL },
  { "template", DZ_HTML_SKIPPED },
  { "textarea", DZ_HTML_SKIPPED },
  { "th", DZ_HTML_CELL },
  { "tr", DZ_HTML_ROW },
  { "ul", DZ_HTML_LIST },
  { "video", DZ_HTML_SKIPPED },
};

static DzHtmlKind
find_kind (const char *name)
{
  guint low = 0, high = G_N_ELEMENTS (elements);

  while (low < high) {
    guint middle = (low + high) / 2;
    int order = strcmp (name, elements[middle].name);

    if (order == 0)
      return elements[middle].kind;
    if (order < 0)
      high = middle;
    else
      low = middle + 1;
  }
  return DZ_HTML_INLINE;
}

/* Words that sites use in ids and classes, cut at marks and at capitals. */
static const char *const noise_words[] = {
  "aside", "banner", "bdshare", "breadcrumb", "copyright", "crumb", "crumbs", "foot", "footer", "friend", "header",
  "links", "location", "login", "menu", "nav", "navigation", "navbar", "path", "position", "qrcode", "recommend", "related",
  "search", "share", "side", "sidebar", "sitemap", "toolbar", "top", "topbar", "weizhi", NULL
};
static const char *const article_words[] = {
  "article", "content", "detail", "editor", "main", "news", "text", "trs", "ucap", "zoom", "zw", NULL
};

static guint8
mark_word (const char *word)
{
  if (g_strv_contains (noise_words, word))
    return DZ_HTML_NOISE;
  return g_strv_contains (article_words, word) ? DZ_HTML_ARTICLE : 0;
}

static guint8
mark_name (const char *name)
{
  char word[24];
  gsize n = 0;
  guint8 mark = 0;

  for (const char *p = name;; p++) {
    gboolean letter = g_ascii_isalpha (*p);
    gboolean starts = g_ascii_isupper (*p) && n > 0 && !g_ascii_isupper (p[-1]);

    if (n > 0 && (!letter || starts)) {
      word[n] = '\0';
      mark |= mark_word (word);
      n = 0;
    }
    if (*p == '\0')
      break;
    if (letter && n < sizeof word - 1)
      word[n++] = g_ascii_tolower (*p);
  }
  return mark;
}

static gboolean
is_hidden_style (const char *style)
{
  g_autofree char *plain = g_ascii_strdown (style, -1);
  gsize write = 0;

  for (gsize i = 0; plain[i] != '\0'; i++)
    if (!g_ascii_isspace (plain[i]))
      plain[write++] = plain[i];
  plain[write] = '\0';
  return strstr (plain, "display:none") != NULL || strstr (plain, "visibility:hidden") != NULL;
}

static guint16
parse_span (const char *text)
{
  gint64 value = g_ascii_strtoll (text, NULL, 10);

  return (guint16) CLAMP (value, 1, 60000);
}

static gboolean
may_go_on (Filler *filler)
{
  if (filler->too_large)
    return FALSE;
  if (filler->tree->nodes->len >= MAX_NODES)
    filler->too_large = TRUE;
  else if (++filler->events % 4096 != 0 || !g_cancellable_is_cancelled (filler->cancellable))
    return TRUE;
  xmlStopParser (filler->parser);
  return FALSE;
}

/* Each complaint of the parser: it has then searched the open elements in vain. */
static void
count_looks_cb (void *data,
                xmlErrorPtr problem)
{
  Filler *filler = data;

  filler->looks += (guint64) MAX (filler->parser->nameNr, 0);
  if (filler->looks <= MAX_LOOKS || filler->too_large)
    return;
  filler->too_large = TRUE;
  xmlStopParser (filler->parser);
}

/* Appends a node below the innermost open element. */
static guint32
add_node (Filler *filler,
          const DzHtmlNode *model)
{
  GArray *nodes = filler->tree->nodes;
  guint32 index = nodes->len;
  DzHtmlNode node = *model;

  node.parent = g_array_index (filler->open, guint32, filler->open->len - 1);
  node.end = index + 1;
  g_array_append_val (nodes, node);
  if (filler->last != 0)
    g_array_index (nodes, DzHtmlNode, filler->last).next = index;
  filler->last = index;
  return index;
}

static void
flush_text (Filler *filler)
{
  DzHtmlNode node = { .kind = DZ_HTML_TEXT };
  GString *pending = filler->pending;

  if (pending->len == 0)
    return;
  node.text = g_string_chunk_insert_len (filler->tree->strings, pending->str, (gssize) pending->len);
  node.length = (guint32) pending->len;
  for (gsize i = 0; i < pending->len; i++)
    if ((pending->str[i] & 0xc0) != 0x80 && !g_ascii_isspace (pending->str[i]))
      node.chars++;
  g_string_truncate (pending, 0);
  add_node (filler, &node);
}

static void
read_meta (Filler *filler,
           const char **attributes)
{
  const char *name = NULL, *content = NULL;

  for (guint i = 0; attributes != NULL && attributes[i] != NULL; i += 2) {
    if (g_str_equal (attributes[i], "name") || g_str_equal (attributes[i], "property"))
      name = attributes[i + 1];
    else if (g_str_equal (attributes[i], "content"))
      content = attributes[i + 1];
  }
  if (name != NULL && content != NULL)
    g_hash_table_replace (filler->tree->meta, g_ascii_strdown (name, -1), g_strdup (content));
}

static void
read_attributes (DzHtmlNode *node,
                 const char **attributes)
{
  for (guint i = 0; attributes != NULL && attributes[i] != NULL; i += 2) {
    const char *name = attributes[i], *value = attributes[i + 1] != NULL ? attributes[i + 1] : "";

    if (g_str_equal (name, "id") || g_str_equal (name, "class"))
      node->mark |= mark_name (value);
    else if (g_str_equal (name, "hidden") || (g_str_equal (name, "style") && is_hidden_style (value)))
      node->kind = DZ_HTML_SKIPPED;
    else if (g_str_equal (name, "rowspan"))
      node->row_span = parse_span (value);
    else if (g_str_equal (name, "colspan"))
      node->col_span = parse_span (value);
  }
}

static void
start_element_cb (void *data,
                  const xmlChar *xml_name,
                  const xmlChar **xml_attributes)
{
  Filler *filler = data;
  const char *name = (const char *) xml_name;
  const char **attributes = (const char **) xml_attributes;
  DzHtmlNode node = { .row_span = 1, .col_span = 1 };
  guint32 index;

  if (!may_go_on (filler))
    return;
  flush_text (filler);
  node.kind = find_kind (name);
  if (filler->skipped > 0) {
    filler->skipped++;
    return;
  }
  if (g_str_equal (name, "meta"))
    read_meta (filler, attributes);
  if (g_str_equal (name, "title"))
    filler->in_title = TRUE;
  if (node.kind == DZ_HTML_BLOCK || node.kind == DZ_HTML_LIST)
    node.mark = mark_name (name);
  read_attributes (&node, attributes);
  if (node.kind == DZ_HTML_SKIPPED) {
    filler->skipped = 1;
    return;
  }
  if (node.kind == DZ_HTML_HEADING)
    node.level = (guint16) (name[1] - '0');
  node.is_head = g_str_equal (name, "th");
  index = add_node (filler, &node);
  g_array_append_val (filler->open, index);
  filler->last = 0;
}

static void
end_element_cb (void *data,
                const xmlChar *name)
{
  Filler *filler = data;
  guint32 index;

  if (filler->too_large)
    return;
  if (filler->skipped > 0) {
    filler->skipped--;
    return;
  }
  flush_text (filler);
  filler->in_title = FALSE;
  if (filler->open->len <= 1)
    return;
  index = g_array_index (filler->open, guint32, filler->open->len - 1);
  g_array_set_size (filler->open, filler->open->len - 1);
  dz_html_tree_get (filler->tree, index)->end = filler->tree->nodes->len;
  filler->last = index;
}

static void
characters_cb (void *data,
               const xmlChar *text,
               int length)
{
  Filler *filler = data;

  if (filler->skipped > 0 || !may_go_on (filler))
    return;
  if (filler->in_title) {
    const char *old = g_hash_table_lookup (filler->tree->meta, "title");
    g_autofree char *part = g_strndup ((const char *) text, (gsize) length);

    g_hash_table_replace (filler->tree->meta, g_strdup ("title"), g_strconcat (old != NULL ? old : "", part, NULL));
    return;
  }
  g_string_append_len (filler->pending, (const char *) text, length);
}

/* Sums from the leaves up: a parent stands before its children. */
static void
count_up (DzHtmlTree *self)
{
  for (guint32 i = self->nodes->len - 1; i > 0; i--) {
    DzHtmlNode *node = dz_html_tree_get (self, i);
    DzHtmlNode *parent = dz_html_tree_get (self, node->parent);

    if (node->kind == DZ_HTML_LINK) {
      node->link_chars = node->chars;
      node->n_links++;
    }
    parent->chars += node->chars;
    parent->link_chars += node->link_chars;
    parent->n_links += node->n_links;
    parent->n_tables += node->n_tables + (node->kind == DZ_HTML_TABLE);
    parent->n_headings += node->n_headings + (node->kind == DZ_HTML_HEADING);
  }
}

static void
fill (Filler *filler,
      const char *text,
      gsize length)
{
  htmlSAXHandler handler = {
    .startElement = start_element_cb,
    .endElement = end_element_cb,
    .characters = characters_cb,
    .cdataBlock = characters_cb,
    .ignorableWhitespace = characters_cb,
    .initialized = XML_SAX2_MAGIC,
    .serror = count_looks_cb,
  };
  guint32 root = 0;
  DzHtmlNode page = { .kind = DZ_HTML_BLOCK };

  g_array_append_val (filler->tree->nodes, page);
  g_array_append_val (filler->open, root);
  filler->parser = htmlCreateMemoryParserCtxt (text, (int) length);
  if (filler->parser == NULL)
    return;
  /* The context owns its handler: take ours for the reading, give its own back for the freeing. */
  {
    htmlSAXHandlerPtr own = filler->parser->sax;

    filler->parser->sax = &handler;
    filler->parser->userData = filler;
    htmlCtxtUseOptions (filler->parser, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET
                                          | HTML_PARSE_IGNORE_ENC | (int) XML_PARSE_HUGE);
    xmlSwitchEncoding (filler->parser, XML_CHAR_ENCODING_UTF8);
    htmlParseDocument (filler->parser);
    filler->parser->sax = own;
    filler->parser->userData = filler->parser;
    htmlFreeParserCtxt (filler->parser);
  }
  flush_text (filler);
  for (guint i = filler->open->len; i-- > 0;)
    dz_html_tree_get (filler->tree, g_array_index (filler->open, guint32, i))->end = filler->tree->nodes->len;
}

DzHtmlTree *
dz_html_tree_parse (const char *text,
                    gsize length,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autoptr (DzHtmlTree) self = g_new0 (DzHtmlTree, 1);
  Filler filler = { .tree = self, .cancellable = cancellable };

  self->nodes = g_array_new (FALSE, TRUE, sizeof (DzHtmlNode));
  self->strings = g_string_chunk_new (65536);
  self->meta = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  filler.open = g_array_new (FALSE, FALSE, sizeof (guint32));
  filler.pending = g_string_new (NULL);
  if (length <= DZ_LIMIT_TEXT_BYTES)
    fill (&filler, text, length);
  else
    filler.too_large = TRUE;
  g_array_unref (filler.open);
  g_string_free (filler.pending, TRUE);
  if (filler.too_large) {
    g_set_error_literal (error, DZ_DOCUMENT_ERROR, DZ_DOCUMENT_ERROR_TOO_LARGE,
                         _ ("the page is too large; save the report alone"));
    return NULL;
  }
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  count_up (self);
  return g_steal_pointer (&self);
}

void
dz_html_tree_free (DzHtmlTree *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->nodes);
  g_string_chunk_free (self->strings);
  g_hash_table_unref (self->meta);
  g_free (self);
}

/* --- judging --- */

/* What is called a footer and yet holds a quarter of the page's words is the article. */
static gboolean
is_noise_by_name (DzHtmlTree *self,
                  const DzHtmlNode *node)
{
  const DzHtmlNode *page = dz_html_tree_get (self, 0);
  guint32 own = node->chars - node->link_chars;

  return (node->mark & DZ_HTML_NOISE) != 0 && (node->mark & DZ_HTML_ARTICLE) == 0 && node->n_headings == 0
         && (guint64) own * 4 <= (guint64) page->chars - page->link_chars && own < 2000;
}

/* Lists of links beside the article: most of their words are links. */
static gboolean
is_link_list (const DzHtmlNode *node)
{
  if (node->kind != DZ_HTML_LIST && node->kind != DZ_HTML_BLOCK && node->kind != DZ_HTML_CELL && node->kind != DZ_HTML_TABLE)
    return FALSE;
  return node->n_links >= 3 && (guint64) node->link_chars * 10 >= (guint64) node->chars * 6;
}

void
dz_html_tree_drop_noise (DzHtmlTree *self,
                         gboolean by_links)
{
  for (guint32 i = 1; i < self->nodes->len;) {
    DzHtmlNode *node = dz_html_tree_get (self, i);
    gboolean drop = node->kind != DZ_HTML_TEXT
                    && (is_noise_by_name (self, node) || (by_links && is_link_list (node)));

    node->mark = (guint8) (drop ? node->mark | DZ_HTML_DROPPED : node->mark & ~DZ_HTML_DROPPED);
    i = drop ? node->end : i + 1;
  }
}

/* Rows, the widest row, and words outside nested tables and in them. */
typedef struct {
  guint n_rows, n_cols, n_cells;
  guint nested_chars;
  guint longest;  /* characters of the longest cell */
  guint n_blocks; /* most paragraphs in one cell */
} Shape;

static guint
count_blocks (DzHtmlTree *self,
              guint32 cell)
{
  guint n = 0;

  for (guint32 i = cell + 1; i < dz_html_tree_get (self, cell)->end; i++)
    n += dz_html_tree_get (self, i)->kind == DZ_HTML_BLOCK && dz_html_tree_get (self, i)->chars > 0;
  return n;
}

static void
measure (DzHtmlTree *self,
         guint32 table,
         Shape *shape)
{
  guint in_row = 0;
  guint32 end = dz_html_tree_get (self, table)->end;

  for (guint32 i = table + 1; i < end;) {
    const DzHtmlNode *node = dz_html_tree_get (self, i);

    if (node->kind == DZ_HTML_TABLE) {
      shape->nested_chars += node->chars;
      i = node->end;
      continue;
    }
    if (node->kind == DZ_HTML_ROW) {
      shape->n_rows++;
      in_row = 0;
    } else if (node->kind == DZ_HTML_CELL) {
      shape->n_cells++;
      in_row += node->col_span;
      shape->n_cols = MAX (shape->n_cols, in_row);
      shape->longest = MAX (shape->longest, node->chars);
      if (node->chars > 200)
        shape->n_blocks = MAX (shape->n_blocks, count_blocks (self, i));
    }
    i++;
  }
}

gboolean
dz_html_tree_is_layout (DzHtmlTree *self,
                        guint32 table)
{
  const DzHtmlNode *node = dz_html_tree_get (self, table);
  Shape shape = { 0 };

  measure (self, table, &shape);
  if (shape.n_cells <= 1 || shape.n_cols <= 1)
    return TRUE;
  /* A data table may hold a small table in a cell; one that holds mostly tables arranges them. */
  if (shape.nested_chars > 0 && (shape.n_rows <= 2 || (guint64) shape.nested_chars * 3 > node->chars))
    return TRUE;
  return shape.longest > 400 && shape.n_blocks > 4 && (guint64) shape.longest * 2 > node->chars;
}
