/* dz-reading-pane.c - one report as a readable document
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Headings, paragraphs and tables are labels, so that they can be selected, searched by screen
 * readers, and their figures clicked. They are made a few at a time while the program is idle.
 */
#define G_LOG_DOMAIN "dz-app"

#include "dz-reading-pane.h"

#include "dz-compat.h"
#include "dz-spans.h"

#include <string.h>

#define SLICE 8000 /* microseconds of making blocks at a time */
#define LINE_HEIGHT 1.6

/* One label with its place in the document. */
typedef struct {
  GtkLabel *label; /* borrowed */
  guint block;
  int row, col;
  GArray *spans; /* of DzSpan: what is marked whatever is chosen */
} Text;

struct _DzReadingPane {
  GtkWidget parent_instance;

  GtkWidget *scrolled;
  GtkWidget *clamp;
  GtkBox *box;

  DzExtraction *extraction;
  DzDocument *document;
  GPtrArray *texts;      /* of Text *, in reading order */
  GHashTable *by_place;  /* place_key -> Text (borrowed) */
  GHashTable *spans;     /* place_key -> GArray of DzSpan: of facts and claims */
  GHashTable *changes;   /* place_key -> GArray of DzSpan: what other reports say otherwise */
  GPtrArray *blocks;     /* of GtkWidget, by block - first; NULL for an empty one */
  guint first, last, next;
  guint build_source;
  int chosen;
  gboolean reveal_pending;
  guint n_ticks; /* since the reveal was asked for */
  DzAddress words;   /* found by a search, marked; words.end 0 for none */
  double kept_place; /* to scroll to when the same document is shown anew; below 0 for none */
};

enum {
  FACT_ACTIVATED,
  LAID_OUT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DzReadingPane, dz_reading_pane, GTK_TYPE_WIDGET)

static void
text_free (gpointer data)
{
  Text *text = data;

  g_clear_pointer (&text->spans, g_array_unref);
  g_free (text);
}

/* Places as keys of hash tables */

static char *
place_key (guint block,
           int row,
           int col)
{
  return g_strdup_printf ("%u.%d.%d", block, row, col);
}

/* The cell that covers the place is what has a label. */
static void
normalize_place (DzReadingPane *self,
                 guint block,
                 int *row,
                 int *col)
{
  const DzBlock *b = block < dz_document_get_n_blocks (self->document) ? dz_document_get_block (self->document, block) : NULL;
  const DzCell *cell;

  if (b == NULL || b->kind != DZ_BLOCK_TABLE || *row < 0) {
    *row = *col = -1;
    return;
  }
  cell = dz_table_get_cell (b->table, (guint) *row, (guint) *col);
  if (cell != NULL) {
    *row = (int) cell->row;
    *col = (int) cell->col;
  }
}

static void
add_span_at (DzReadingPane *self,
             GHashTable *table,
             guint block,
             int row,
             int col,
             DzSpan span)
{
  g_autofree char *key = NULL;
  GArray *spans;

  normalize_place (self, block, &row, &col);
  key = place_key (block, row, col);
  spans = g_hash_table_lookup (table, key);
  if (spans == NULL) {
    spans = g_array_new (FALSE, FALSE, sizeof (DzSpan));
    g_hash_table_insert (table, g_steal_pointer (&key), spans);
  }
  g_array_append_val (spans, span);
}

static void
add_span (DzReadingPane *self,
          const DzAddress *address,
          DzSpan span)
{
  add_span_at (self, self->spans, address->block, address->row, address->col, span);
}

/* Where in its clause or cell the figure itself stands. */
static void
narrow_to_printed (DzReadingPane *self,
                   const DzFact *fact,
                   guint *start,
                   guint *end)
{
  g_autofree char *quote = dz_document_dup_quote (self->document, &fact->address);
  const char *at = quote == NULL || *fact->printed == '\0' ? NULL : strstr (quote, fact->printed);

  *start = fact->address.start;
  *end = fact->address.end;
  if (at == NULL)
    return;
  *start += (guint) g_utf8_strlen (quote, at - quote);
  *end = *start + (guint) g_utf8_strlen (fact->printed, -1);
}

static void
collect_spans (DzReadingPane *self)
{
  GPtrArray *facts = dz_extraction_get_facts (self->extraction);
  GPtrArray *claims = dz_extraction_get_claims (self->extraction);
  g_autoptr (GHashTable) claimed = g_hash_table_new (NULL, NULL);

  for (guint i = 0; claims != NULL && i < claims->len; i++) {
    const DzClaim *claim = g_ptr_array_index (claims, i);

    if (claim->fact >= 0) {
      g_hash_table_add (claimed, GINT_TO_POINTER (claim->fact + 1));
      add_span (self, &claim->address, (DzSpan) { claim->address.start, claim->address.end, DZ_SPAN_FACT, claim->fact });
    } else if (claim->reason == NULL) {
      add_span (self, &claim->address, (DzSpan) { claim->address.start, claim->address.end, DZ_SPAN_UNCLAIMED, -1 });
    }
  }
  for (guint i = 0; i < facts->len; i++) {
    const DzFact *fact = g_ptr_array_index (facts, i);
    DzSpan span = { 0, 0, DZ_SPAN_FACT, (int) i };

    if (fact->where == DZ_WHERE_MANUAL || g_hash_table_contains (claimed, GINT_TO_POINTER (i + 1)))
      continue;
    narrow_to_printed (self, fact, &span.start, &span.end);
    if (span.end > span.start)
      add_span (self, &fact->address, span);
  }
}

/* Showing */

static const char *
changed_color (void)
{
  return adw_style_manager_get_dark (adw_style_manager_get_default ()) ? "#62a0ea" : "#e5a50a";
}

/* Two links must not overlap: of those that do the first stays. */
static void
append_links (GArray *all,
              const GArray *spans)
{
  for (guint i = 0; spans != NULL && i < spans->len; i++) {
    DzSpan span = g_array_index (spans, DzSpan, i);
    gboolean overlaps = FALSE;

    for (guint j = 0; (span.kind & DZ_SPAN_FACT) && j < all->len && !overlaps; j++) {
      const DzSpan *other = &g_array_index (all, DzSpan, j);

      overlaps = (other->kind & DZ_SPAN_FACT) && span.start < other->end && other->start < span.end;
    }
    if (!overlaps)
      g_array_append_val (all, span);
  }
}

static void
show_text (DzReadingPane *self,
           Text *text)
{
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (DzSpan));
  DzAddress address = { .block = text->block, .row = text->row, .col = text->col };
  const char *words = dz_document_get_text_at (self->document, &address);
  g_autofree char *key = place_key (text->block, text->row, text->col);
  GArray *changes = g_hash_table_lookup (self->changes, key);
  g_autofree char *markup = NULL;
  guint n;

  append_links (all, text->spans);
  if (changes != NULL)
    g_array_append_vals (all, changes->data, changes->len);
  n = all->len;
  for (guint i = 0; i < n; i++) {
    DzSpan span = g_array_index (all, DzSpan, i);

    if (!(span.kind & DZ_SPAN_FACT) || span.fact != self->chosen)
      continue;
    span.kind = DZ_SPAN_CHOSEN;
    g_array_append_val (all, span);
  }
  markup = dz_spans_markup (words == NULL ? "" : words, all, changed_color ());
  gtk_label_set_markup (text->label, markup);
}

static gboolean
link_cb (GtkLabel *label,
         const char *uri,
         DzReadingPane *self)
{
  if (!g_str_has_prefix (uri, "f:"))
    return FALSE;
  g_signal_emit (self, signals[FACT_ACTIVATED], 0, (guint) g_ascii_strtoull (uri + 2, NULL, 10));
  return TRUE;
}

static GtkWidget *
make_label (DzReadingPane *self,
            guint block,
            int row,
            int col)
{
  GtkWidget *label = gtk_label_new (NULL);
  Text *text = g_new0 (Text, 1);
  char *key = place_key (block, row, col);
  GArray *spans = g_hash_table_lookup (self->spans, key);

  text->label = GTK_LABEL (label);
  text->block = block;
  text->row = row;
  text->col = col;
  text->spans = spans == NULL ? NULL : g_array_ref (spans);
  g_ptr_array_add (self->texts, text);
  g_hash_table_insert (self->by_place, key, text);
  gtk_label_set_wrap (text->label, TRUE);
  gtk_label_set_wrap_mode (text->label, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (text->label, 0);
  g_signal_connect (label, "activate-link", G_CALLBACK (link_cb), self);
  show_text (self, text);
  return label;
}

static GtkWidget *
make_paragraph (DzReadingPane *self,
                guint index,
                const DzBlock *block)
{
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  GtkWidget *label = make_label (self, index, -1, -1);

  pango_attr_list_insert (attributes, pango_attr_line_height_new (LINE_HEIGHT));
  pango_attr_list_insert (attributes, pango_attr_language_new (pango_language_from_string ("zh-cn")));
  gtk_label_set_attributes (GTK_LABEL (label), attributes);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, block->kind == DZ_BLOCK_HEADING ? "reading-heading" : "reading-paragraph");
  return label;
}

static gboolean
is_figure (const char *text)
{
  return *text != '\0' && strspn (text, "0123456789.,%-+ ") == strlen (text);
}

static GtkWidget *
make_table (DzReadingPane *self,
            guint index,
            const DzTable *table)
{
  GtkWidget *grid = gtk_grid_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  /* A wide table scrolls by itself; the paragraphs keep the width of the pane. */
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_AUTOMATIC, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), grid);
  gtk_widget_add_css_class (grid, "reading-table");
  for (guint i = 0; i < table->n_cells; i++) {
    const DzCell *cell = &table->cells[i];
    GtkWidget *label = make_label (self, index, (int) cell->row, (int) cell->col);
    glong length = g_utf8_strlen (cell->text, -1);

    gtk_widget_add_css_class (label, "reading-cell");
    if (cell->flags & DZ_CELL_HEADER)
      gtk_widget_add_css_class (label, "reading-head");
    if (is_figure (cell->text)) {
      gtk_label_set_wrap (GTK_LABEL (label), FALSE);
      gtk_label_set_xalign (GTK_LABEL (label), 1);
      gtk_widget_add_css_class (label, "numeric");
    }
    gtk_label_set_width_chars (GTK_LABEL (label), (int) CLAMP (length * 2, 2, is_figure (cell->text) ? 2 : 10));
    gtk_label_set_max_width_chars (GTK_LABEL (label), (int) CLAMP (length * 2, 4, 30));
    gtk_widget_set_hexpand (label, length > 4);
    gtk_grid_attach (GTK_GRID (grid), label, (int) cell->col, (int) cell->row, (int) cell->col_span, (int) cell->row_span);
  }
  return scrolled;
}

static GtkWidget *
make_block (DzReadingPane *self,
            guint index)
{
  const DzBlock *block = dz_document_get_block (self->document, index);

  if (block->kind == DZ_BLOCK_TABLE)
    return make_table (self, index, block->table);
  return *block->text == '\0' ? NULL : make_paragraph (self, index, block);
}

static Text *
find_fact_text (DzReadingPane *self,
                int fact)
{
  const DzFact *f = g_ptr_array_index (dz_extraction_get_facts (self->extraction), (guint) fact);
  int row = f->address.row, col = f->address.col;
  g_autofree char *key = NULL;

  normalize_place (self, f->address.block, &row, &col);
  key = place_key (f->address.block, row, col);
  return g_hash_table_lookup (self->by_place, key);
}

static void
scroll_to (DzReadingPane *self,
           GtkWidget *widget)
{
  GtkAdjustment *adjustment = dz_reading_pane_get_adjustment (self);
  graphene_point_t point;

  if (gtk_widget_compute_point (widget, GTK_WIDGET (self->box), &GRAPHENE_POINT_INIT (0, 0), &point))
    gtk_adjustment_set_value (adjustment, point.y - gtk_adjustment_get_page_size (adjustment) / 3);
}

/* Waits for the layout: heights are not known before. */
static Text *
find_text (DzReadingPane *self,
           const DzAddress *address)
{
  int row = address->row, col = address->col;
  g_autofree char *key = NULL;

  normalize_place (self, address->block, &row, &col);
  key = place_key (address->block, row, col);
  return g_hash_table_lookup (self->by_place, key);
}

static gboolean
reveal_cb (GtkWidget *widget,
           GdkFrameClock *clock,
           gpointer user_data)
{
  DzReadingPane *self = DZ_READING_PANE (widget);
  Text *text = self->words.end > 0                                   ? find_text (self, &self->words)
               : self->chosen < 0 || self->extraction == NULL ? NULL
                                                              : find_fact_text (self, self->chosen);

  /* The first tick comes before the layout of its frame. */
  if (self->n_ticks++ < 2)
    return G_SOURCE_CONTINUE;
  self->reveal_pending = FALSE;
  if (self->kept_place >= 0)
    gtk_adjustment_set_value (dz_reading_pane_get_adjustment (self), self->kept_place);
  else if (text != NULL)
    scroll_to (self, GTK_WIDGET (text->label));
  self->kept_place = -1;
  g_signal_emit (self, signals[LAID_OUT], 0);
  return G_SOURCE_REMOVE;
}

static void
reveal_later (DzReadingPane *self)
{
  if (self->reveal_pending)
    return;
  self->reveal_pending = TRUE;
  self->n_ticks = 0;
  gtk_widget_queue_resize (GTK_WIDGET (self->box));
  gtk_widget_add_tick_callback (GTK_WIDGET (self), reveal_cb, NULL, NULL);
}

static gboolean
build_cb (gpointer user_data)
{
  DzReadingPane *self = user_data;
  gint64 until = g_get_monotonic_time () + SLICE;

  while (self->next < self->last && g_get_monotonic_time () < until) {
    GtkWidget *widget = make_block (self, self->next);

    g_ptr_array_add (self->blocks, widget);
    if (widget != NULL)
      gtk_box_append (self->box, widget);
    self->next++;
  }
  if (self->next < self->last)
    return G_SOURCE_CONTINUE;
  self->build_source = 0;
  reveal_later (self);
  return G_SOURCE_REMOVE;
}

static void
clear (DzReadingPane *self)
{
  GtkWidget *child;

  g_clear_handle_id (&self->build_source, g_source_remove);
  while (self->box != NULL && (child = gtk_widget_get_first_child (GTK_WIDGET (self->box))) != NULL)
    gtk_box_remove (self->box, child);
  g_hash_table_remove_all (self->by_place);
  g_hash_table_remove_all (self->spans);
  g_hash_table_remove_all (self->changes);
  g_ptr_array_set_size (self->texts, 0);
  g_ptr_array_set_size (self->blocks, 0);
  self->words.end = 0;
  g_clear_object (&self->extraction);
  g_clear_object (&self->document);
}

static void
dz_reading_pane_dispose (GObject *object)
{
  DzReadingPane *self = DZ_READING_PANE (object);

  clear (self);
  g_clear_pointer (&self->scrolled, gtk_widget_unparent);
  self->box = NULL;
  G_OBJECT_CLASS (dz_reading_pane_parent_class)->dispose (object);
}

static void
dz_reading_pane_finalize (GObject *object)
{
  DzReadingPane *self = DZ_READING_PANE (object);

  g_hash_table_unref (self->by_place);
  g_hash_table_unref (self->spans);
  g_hash_table_unref (self->changes);
  g_ptr_array_unref (self->texts);
  g_ptr_array_unref (self->blocks);
  G_OBJECT_CLASS (dz_reading_pane_parent_class)->finalize (object);
}

static void
dz_reading_pane_class_init (DzReadingPaneClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = dz_reading_pane_dispose;
  G_OBJECT_CLASS (class)->finalize = dz_reading_pane_finalize;
  signals[FACT_ACTIVATED] = g_signal_new ("fact-activated", DZ_TYPE_READING_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                          NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[LAID_OUT] = g_signal_new ("laid-out", DZ_TYPE_READING_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "reading");
}

static void
dz_reading_pane_init (DzReadingPane *self)
{
  self->chosen = -1;
  self->kept_place = -1;
  self->texts = g_ptr_array_new_with_free_func (text_free);
  self->blocks = g_ptr_array_new ();
  self->by_place = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->spans = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
  self->changes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
  self->scrolled = gtk_scrolled_window_new ();
  self->clamp = adw_clamp_new ();
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 6));
  gtk_widget_add_css_class (GTK_WIDGET (self->box), "reading-page");
  adw_clamp_set_maximum_size (ADW_CLAMP (self->clamp), 680);
  adw_clamp_set_child (ADW_CLAMP (self->clamp), GTK_WIDGET (self->box));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), self->clamp);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_widget_set_hexpand (self->scrolled, TRUE);
  gtk_widget_set_vexpand (self->scrolled, TRUE);
  gtk_widget_set_parent (self->scrolled, GTK_WIDGET (self));
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self), TRUE);
}

GtkWidget *
dz_reading_pane_new (void)
{
  return g_object_new (DZ_TYPE_READING_PANE, NULL);
}

void
dz_reading_pane_set_report (DzReadingPane *self,
                            DzExtraction *extraction,
                            DzDocument *document)
{
  gboolean same = document != NULL && self->document == document;

  if (self->extraction == extraction && same)
    return;
  self->kept_place = same ? gtk_adjustment_get_value (dz_reading_pane_get_adjustment (self)) : -1;
  clear (self);
  if (!same)
    self->chosen = -1;
  if (extraction == NULL || document == NULL)
    return;
  self->extraction = g_object_ref (extraction);
  self->document = g_object_ref (document);
  dz_report_get_range (dz_extraction_get_report (extraction), &self->first, &self->last);
  self->last = MIN (self->last, dz_document_get_n_blocks (document));
  self->first = MIN (self->first, self->last);
  self->next = self->first;
  if (self->chosen >= (int) dz_extraction_get_facts (extraction)->len)
    self->chosen = -1;
  collect_spans (self);
  self->build_source = g_idle_add (build_cb, self);
}

DzExtraction *
dz_reading_pane_get_extraction (DzReadingPane *self)
{
  return self->extraction;
}

DzDocument *
dz_reading_pane_get_document (DzReadingPane *self)
{
  return self->document;
}

GtkAdjustment *
dz_reading_pane_get_adjustment (DzReadingPane *self)
{
  return gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled));
}

static void
unmark_words (DzReadingPane *self)
{
  int row = self->words.row, col = self->words.col;
  Text *text = self->words.end > 0 ? find_text (self, &self->words) : NULL;
  g_autofree char *key = NULL;
  GArray *spans;

  if (self->words.end == 0)
    return;
  normalize_place (self, self->words.block, &row, &col);
  key = place_key (self->words.block, row, col);
  spans = g_hash_table_lookup (self->spans, key);
  for (guint i = spans == NULL ? 0 : spans->len; i-- > 0;)
    if (g_array_index (spans, DzSpan, i).kind == DZ_SPAN_CHOSEN)
      g_array_remove_index (spans, i);
  self->words.end = 0;
  if (text != NULL)
    show_text (self, text);
}

void
dz_reading_pane_reveal_fact (DzReadingPane *self,
                             int fact)
{
  Text *old, *text;

  if (self->extraction == NULL || fact >= (int) dz_extraction_get_facts (self->extraction)->len)
    return;
  unmark_words (self);
  old = self->chosen < 0 ? NULL : find_fact_text (self, self->chosen);
  self->chosen = fact;
  self->kept_place = -1;
  text = fact < 0 ? NULL : find_fact_text (self, fact);
  if (old != NULL && old != text)
    show_text (self, old);
  if (text != NULL)
    show_text (self, text);
  if (self->build_source == 0)
    reveal_later (self);
}

void
dz_reading_pane_reveal_words (DzReadingPane *self,
                              const DzAddress *address)
{
  Text *text;

  if (self->extraction == NULL)
    return;
  dz_reading_pane_reveal_fact (self, -1);
  if (address->end == 0 || address->block >= self->last)
    return;
  self->words = *address;
  add_span (self, address, (DzSpan) { address->start, address->end, DZ_SPAN_CHOSEN, -1 });
  text = find_text (self, address);
  if (text != NULL)
    show_text (self, text);
}

void
dz_reading_pane_clear_changes (DzReadingPane *self)
{
  g_hash_table_remove_all (self->changes);
}

void
dz_reading_pane_add_change (DzReadingPane *self,
                            guint block,
                            int row,
                            int col,
                            guint start,
                            guint end)
{
  add_span_at (self, self->changes, block, row, col, (DzSpan) { start, end, DZ_SPAN_CHANGED, -1 });
}

void
dz_reading_pane_show_changes (DzReadingPane *self)
{
  for (guint i = 0; i < self->texts->len; i++)
    show_text (self, g_ptr_array_index (self->texts, i));
}

gboolean
dz_reading_pane_is_complete (DzReadingPane *self)
{
  return self->extraction != NULL && self->build_source == 0 && !self->reveal_pending;
}

gboolean
dz_reading_pane_get_height (DzReadingPane *self,
                            guint block,
                            int row,
                            double *y)
{
  GtkWidget *widget = NULL;
  graphene_point_t point;

  if (row >= 0) {
    int col = 0;
    g_autofree char *key = NULL;
    Text *text;

    normalize_place (self, block, &row, &col);
    key = place_key (block, row, col);
    text = g_hash_table_lookup (self->by_place, key);
    widget = text == NULL ? NULL : GTK_WIDGET (text->label);
  } else if (block >= self->first && block - self->first < self->blocks->len) {
    widget = g_ptr_array_index (self->blocks, block - self->first);
  }
  if (widget == NULL || !gtk_widget_compute_point (widget, GTK_WIDGET (self->box), &GRAPHENE_POINT_INIT (0, 0), &point))
    return FALSE;
  *y = point.y;
  return TRUE;
}

void
dz_reading_pane_get_range (DzReadingPane *self,
                           guint *first,
                           guint *last)
{
  *first = self->first;
  *last = self->last;
}
