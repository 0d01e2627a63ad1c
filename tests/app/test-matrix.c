/* test-matrix.c - the matrix widget over an invented model
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "dz-matrix.h"
#include "gui.h"

#define N_ROWS 300
#define N_COLUMNS 1000

/* Groups of ten rows and of four columns; a cell says "row.column". Every seventh cell differs. */
struct _FakeModel {
  GObject parent_instance;
  guint n_rows, n_columns;
  guint n_toggled;
  guint n_pinned;
  guint move_first, move_n, move_to;
  DzMatrixSort sort;
  char key[16];
};

#define FAKE_TYPE_MODEL (fake_model_get_type ())
G_DECLARE_FINAL_TYPE (FakeModel, fake_model, FAKE, MODEL, GObject)

static guint
fake_get_n_rows (DzMatrixModel *model)
{
  return FAKE_MODEL (model)->n_rows;
}

static guint
fake_get_n_columns (DzMatrixModel *model)
{
  return FAKE_MODEL (model)->n_columns;
}

static const char *
fake_get_key (DzMatrixModel *model,
              guint index)
{
  FakeModel *self = FAKE_MODEL (model);

  g_snprintf (self->key, sizeof self->key, "%u", index);
  return self->key;
}

static void
fake_get_row_head (DzMatrixModel *model,
                   guint row,
                   DzMatrixRowHead *head)
{
  head->label = g_strdup_printf ("第%u行", row);
  head->unit = g_strdup ("件");
  head->is_group = row % 10 == 0;
  head->depth = head->is_group ? 0 : 1;
}

static void
fake_get_column_head (DzMatrixModel *model,
                      guint column,
                      DzMatrixColumnHead *head)
{
  head->group = g_strdup_printf ("第%u机关", column / 4);
  head->label = g_strdup_printf ("%u", 2000 + column % 4);
}

static guint
fake_get_column_chars (DzMatrixModel *model,
                       guint column)
{
  return 7;
}

static DzFaceFlags
fake_get_flags (DzMatrixModel *model,
                guint row,
                guint column)
{
  return (row * 31 + column) % 7 == 0 ? DZ_FACE_DIFFERS : 0;
}

static void
fake_get_face (DzMatrixModel *model,
               guint row,
               guint column,
               DzMatrixFace *face)
{
  face->text = g_strdup_printf ("%u.%u", row, column);
  face->flags = fake_get_flags (model, row, column);
  face->direction = face->flags != 0 ? (int) (column % 5) - 2 : 0;
}

static char *
fake_dup_words (DzMatrixModel *model,
                guint row,
                guint column)
{
  return g_strdup_printf ("第%u行，第%u列", row, column);
}

static void
fake_toggle_row (DzMatrixModel *model,
                 guint row)
{
  FAKE_MODEL (model)->n_toggled++;
}

static guint
fake_get_n_pinned (DzMatrixModel *model)
{
  return FAKE_MODEL (model)->n_pinned;
}

static gboolean
fake_move_columns (DzMatrixModel *model,
                   guint first,
                   guint n,
                   guint to)
{
  FakeModel *self = FAKE_MODEL (model);

  self->move_first = first;
  self->move_n = n;
  self->move_to = to;
  return TRUE;
}

static void
fake_pin_columns (DzMatrixModel *model,
                  guint first,
                  guint n,
                  gboolean pinned)
{
  FAKE_MODEL (model)->n_pinned = pinned ? first + n : 0;
  dz_matrix_model_changed (model);
}

static void
fake_sort_rows (DzMatrixModel *model,
                guint column,
                DzMatrixSort sort)
{
  FAKE_MODEL (model)->sort = sort;
}

static void
fake_model_iface_init (DzMatrixModelInterface *iface)
{
  iface->get_n_rows = fake_get_n_rows;
  iface->get_n_columns = fake_get_n_columns;
  iface->get_row_key = fake_get_key;
  iface->get_column_key = fake_get_key;
  iface->get_row_head = fake_get_row_head;
  iface->get_column_head = fake_get_column_head;
  iface->get_column_chars = fake_get_column_chars;
  iface->get_face = fake_get_face;
  iface->get_flags = fake_get_flags;
  iface->dup_words = fake_dup_words;
  iface->dup_tooltip = fake_dup_words;
  iface->toggle_row = fake_toggle_row;
  iface->get_n_pinned = fake_get_n_pinned;
  iface->move_columns = fake_move_columns;
  iface->pin_columns = fake_pin_columns;
  iface->sort_rows = fake_sort_rows;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (FakeModel, fake_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (DZ_TYPE_MATRIX_MODEL, fake_model_iface_init))

static void
fake_model_class_init (FakeModelClass *class)
{
}

static void
fake_model_init (FakeModel *self)
{
}

typedef struct {
  GtkWidget *window;
  GtkWidget *scrolled;
  DzMatrix *matrix;
  FakeModel *model;
} Fixture;

static void
set_up (Fixture *f,
        gconstpointer data)
{
  f->model = g_object_new (FAKE_TYPE_MODEL, NULL);
  f->model->n_rows = N_ROWS;
  f->model->n_columns = N_COLUMNS;
  f->matrix = DZ_MATRIX (dz_matrix_new ());
  dz_matrix_set_model (f->matrix, DZ_MATRIX_MODEL (f->model));
  f->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (f->scrolled), GTK_WIDGET (f->matrix));
  f->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (f->window), 1400, 900);
  gtk_window_set_child (GTK_WINDOW (f->window), f->scrolled);
  gtk_window_present (GTK_WINDOW (f->window));
  gui_wait_frame (f->window);
}

static void
tear_down (Fixture *f,
           gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
  g_assert_finalize_object (f->model);
}

static void
scroll_to (Fixture *f,
           GtkOrientation orientation,
           double value)
{
  GtkAdjustment *adjustment;

  g_object_get (f->matrix, orientation == GTK_ORIENTATION_VERTICAL ? "vadjustment" : "hadjustment", &adjustment, NULL);
  gtk_adjustment_set_value (adjustment, value);
  g_object_unref (adjustment);
  gui_wait_frame (f->window);
}

/* All cells whose text is "row.column", in the order of the widgets; checks the order. */
static guint
count_cells_in_order (GtkWidget *widget,
                      guint *last_row,
                      guint *last_column)
{
  guint n = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    n += count_cells_in_order (child, last_row, last_column);
    if (strcmp (G_OBJECT_TYPE_NAME (child), "DzGridCell") == 0) {
      guint row, column;

      if (sscanf (gui_matrix_cell_get_text (child), "%u.%u", &row, &column) == 2) {
        g_assert_true (row > *last_row || (row == *last_row && column > *last_column) || n == 0);
        *last_row = row;
        *last_column = column;
        n++;
      }
    }
  }
  return n;
}

static void
assert_in_order (Fixture *f)
{
  guint row = 0, column = 0;

  g_assert_cmpuint (count_cells_in_order (GTK_WIDGET (f->matrix), &row, &column), >, 100);
}

static void
test_matrix_few_widgets (Fixture *f,
                         gconstpointer data)
{
  guint n = gui_count_widgets (f->window);

  g_assert_cmpuint (n, >, 200);
  g_assert_cmpuint (n, <=, 2000);
  scroll_to (f, GTK_ORIENTATION_VERTICAL, 3000);
  scroll_to (f, GTK_ORIENTATION_HORIZONTAL, 40000);
  g_assert_cmpuint (gui_count_widgets (f->window), <=, 2000);
}

static void
test_matrix_reading_order (Fixture *f,
                           gconstpointer data)
{
  static const double steps[] = { 30, 61, 700, 650, 20, 5000, 100, 0 };

  assert_in_order (f);
  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++) {
    scroll_to (f, GTK_ORIENTATION_VERTICAL, steps[i]);
    assert_in_order (f);
    scroll_to (f, GTK_ORIENTATION_HORIZONTAL, steps[i] * 4);
    assert_in_order (f);
  }
}

static void
test_matrix_cursor (Fixture *f,
                    gconstpointer data)
{
  guint row, column;
  GtkWidget *focus;

  g_assert_false (dz_matrix_get_cursor (f->matrix, &row, &column));
  gtk_widget_grab_focus (GTK_WIDGET (f->matrix));
  dz_matrix_set_cursor (f->matrix, 250, 900, FALSE);
  gui_wait_frame (f->window);
  g_assert_true (dz_matrix_get_cursor (f->matrix, &row, &column));
  g_assert_cmpuint (row, ==, 250);
  g_assert_cmpuint (column, ==, 900);

  /* Real focus in the cell, which a screen reader speaks. */
  focus = gtk_window_get_focus (GTK_WINDOW (f->window));
  g_assert_cmpstr (G_OBJECT_TYPE_NAME (focus), ==, "DzGridCell");
  g_assert_cmpstr (gui_matrix_cell_get_text (focus), ==, "250.900");
  gtk_test_accessible_assert_role (focus, GTK_ACCESSIBLE_ROLE_GRID_CELL);
  gtk_test_accessible_assert_property (focus, GTK_ACCESSIBLE_PROPERTY_LABEL, "第250行，第900列");

  /* Out of view the focus stays with the matrix, and comes back with the cell. */
  scroll_to (f, GTK_ORIENTATION_VERTICAL, 0);
  gui_wait_frame (f->window);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (f->window)) == GTK_WIDGET (f->matrix));
  dz_matrix_set_cursor (f->matrix, 250, 900, FALSE);
  gui_wait_frame (f->window);
  g_assert_cmpstr (gui_matrix_cell_get_text (gtk_window_get_focus (GTK_WINDOW (f->window))), ==, "250.900");
}

static void
test_matrix_selection (Fixture *f,
                       gconstpointer data)
{
  g_autofree char *text = NULL;
  g_autofree char *html = NULL;
  DzMatrixRange range;

  dz_matrix_set_cursor (f->matrix, 3, 4, FALSE);
  dz_matrix_set_cursor (f->matrix, 2, 5, TRUE);
  g_assert_true (dz_matrix_get_selection (f->matrix, &range));
  g_assert_cmpuint (range.first_row, ==, 2);
  g_assert_cmpuint (range.last_row, ==, 3);
  g_assert_cmpuint (range.first_column, ==, 4);
  g_assert_cmpuint (range.last_column, ==, 5);
  text = dz_matrix_dup_text (f->matrix);
  g_assert_cmpstr (text, ==, "\t\t第1机关 2000\t第1机关 2001\n第2行\t件\t2.4\t2.5\n第3行\t件\t3.4\t3.5");
  html = dz_matrix_dup_html (f->matrix);
  g_assert_nonnull (strstr (html, "<td align=\"right\">3.5</td>"));
  dz_matrix_copy (f->matrix);
}

static void
test_matrix_next_difference (Fixture *f,
                             gconstpointer data)
{
  guint row, column;

  g_assert_true (dz_matrix_find_flag (f->matrix, 1, DZ_FACE_DIFFERS));
  dz_matrix_get_cursor (f->matrix, &row, &column);
  g_assert_cmpuint (row, ==, 0);
  g_assert_cmpuint (column, ==, 0);
  g_assert_true (dz_matrix_find_flag (f->matrix, 1, DZ_FACE_DIFFERS));
  dz_matrix_get_cursor (f->matrix, &row, &column);
  g_assert_cmpuint (column, ==, 7);
  g_assert_true (dz_matrix_find_flag (f->matrix, -1, DZ_FACE_DIFFERS));
  g_assert_false (dz_matrix_find_flag (f->matrix, -1, DZ_FACE_DIFFERS));
  g_assert_false (dz_matrix_find_flag (f->matrix, 1, DZ_FACE_FINDING));
}

static void
test_matrix_model_change (Fixture *f,
                          gconstpointer data)
{
  guint row, column;

  dz_matrix_set_cursor (f->matrix, 200, 500, FALSE);
  f->model->n_rows = 100;
  f->model->n_columns = 3;
  dz_matrix_model_changed (DZ_MATRIX_MODEL (f->model));
  gui_wait_frame (f->window);
  g_assert_true (dz_matrix_get_cursor (f->matrix, &row, &column));
  g_assert_cmpuint (row, ==, 99);
  g_assert_cmpuint (column, ==, 2);
  f->model->n_rows = 0;
  dz_matrix_model_changed (DZ_MATRIX_MODEL (f->model));
  gui_wait_frame (f->window);
  g_assert_false (dz_matrix_get_cursor (f->matrix, &row, &column));
  f->model->n_rows = 1;
  f->model->n_columns = 1;
  dz_matrix_model_changed (DZ_MATRIX_MODEL (f->model));
  gui_wait_frame (f->window);
  dz_matrix_set_cursor (f->matrix, 0, 0, FALSE);
  gui_wait_frame (f->window);
}

static void
test_matrix_keys (Fixture *f,
                  gconstpointer data)
{
  static const struct {
    guint key;
    GdkModifierType mods;
    guint row, column;
  } steps[] = {
    { GDK_KEY_Down, 0, 0, 0 },
    { GDK_KEY_Down, 0, 1, 0 },
    { GDK_KEY_Right, 0, 1, 1 },
    { GDK_KEY_End, 0, 1, N_COLUMNS - 1 },
    { GDK_KEY_End, GDK_CONTROL_MASK, N_ROWS - 1, N_COLUMNS - 1 },
    { GDK_KEY_Home, GDK_CONTROL_MASK, 0, 0 },
    { GDK_KEY_Up, 0, 0, 0 },
    { GDK_KEY_Right, GDK_CONTROL_MASK, 0, N_COLUMNS - 1 },
    { GDK_KEY_Left, GDK_CONTROL_MASK, 0, 0 },
  };
  guint row, column;

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++) {
    g_assert_true (gui_press_key (GTK_WIDGET (f->matrix), steps[i].key, steps[i].mods));
    g_assert_true (dz_matrix_get_cursor (f->matrix, &row, &column));
    g_assert_cmpuint (row, ==, steps[i].row);
    g_assert_cmpuint (column, ==, steps[i].column);
  }
  g_assert_true (gui_press_key (GTK_WIDGET (f->matrix), GDK_KEY_space, 0));
  g_assert_cmpuint (f->model->n_toggled, ==, 1);
}

/* Pinned columns are in view however far the others are scrolled, and come first in reading order. */
static void
test_matrix_pinned (Fixture *f,
                    gconstpointer data)
{
  GtkWidget *focus;
  graphene_rect_t before, after;

  dz_matrix_set_cursor (f->matrix, 5, 1, FALSE);
  dz_matrix_model_pin_columns (DZ_MATRIX_MODEL (f->model), 0, 2, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (f->matrix));
  gui_wait_frame (f->window);
  assert_in_order (f);
  focus = gtk_window_get_focus (GTK_WINDOW (f->window));
  g_assert_cmpstr (gui_matrix_cell_get_text (focus), ==, "5.1");
  g_assert_true (gtk_widget_compute_bounds (focus, f->window, &before));
  scroll_to (f, GTK_ORIENTATION_HORIZONTAL, 40000);
  assert_in_order (f);
  focus = gtk_window_get_focus (GTK_WINDOW (f->window));
  g_assert_cmpstr (gui_matrix_cell_get_text (focus), ==, "5.1");
  g_assert_true (gtk_widget_compute_bounds (focus, f->window, &after));
  g_assert_cmpfloat (before.origin.x, ==, after.origin.x);
  /* The last column can be reached, and the first one that scrolls. */
  dz_matrix_set_cursor (f->matrix, 5, N_COLUMNS - 1, FALSE);
  gui_wait_frame (f->window);
  g_assert_cmpstr (gui_matrix_cell_get_text (gtk_window_get_focus (GTK_WINDOW (f->window))), ==, "5.999");
  dz_matrix_set_cursor (f->matrix, 5, 2, FALSE);
  gui_wait_frame (f->window);
  g_assert_cmpstr (gui_matrix_cell_get_text (gtk_window_get_focus (GTK_WINDOW (f->window))), ==, "5.2");
  /* More than fit are pinned as far as there is room. */
  dz_matrix_model_pin_columns (DZ_MATRIX_MODEL (f->model), 0, 500, TRUE);
  gui_wait_frame (f->window);
  assert_in_order (f);
  g_assert_cmpuint (gui_count_widgets (f->window), <=, 2000);
}

static void
test_matrix_move_columns (Fixture *f,
                          gconstpointer data)
{
  guint first, n;

  g_assert_false (dz_matrix_move_columns (f->matrix, 1));
  dz_matrix_set_cursor (f->matrix, 2, 7, FALSE);
  g_assert_true (gui_press_key (GTK_WIDGET (f->matrix), GDK_KEY_Right, GDK_ALT_MASK | GDK_SHIFT_MASK));
  g_assert_cmpuint (f->model->move_first, ==, 7);
  g_assert_cmpuint (f->model->move_n, ==, 1);
  g_assert_cmpuint (f->model->move_to, ==, 9);
  /* The cursor goes with the column. */
  dz_matrix_get_cursor (f->matrix, &first, &n);
  g_assert_cmpuint (n, ==, 8);
  g_assert_true (gui_press_key (GTK_WIDGET (f->matrix), GDK_KEY_Left, GDK_ALT_MASK | GDK_SHIFT_MASK));
  g_assert_cmpuint (f->model->move_to, ==, 7);
  dz_matrix_set_cursor (f->matrix, 2, N_COLUMNS - 1, FALSE);
  g_assert_false (dz_matrix_move_columns (f->matrix, 1));
  dz_matrix_set_cursor (f->matrix, 2, 0, FALSE);
  g_assert_false (dz_matrix_move_columns (f->matrix, -1));
}

int
main (int argc,
      char **argv)
{
  gui_init (&argc, &argv);
#define ADD(name, func) g_test_add ("/matrix/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("few-widgets", test_matrix_few_widgets);
  ADD ("reading-order", test_matrix_reading_order);
  ADD ("cursor", test_matrix_cursor);
  ADD ("selection", test_matrix_selection);
  ADD ("next-difference", test_matrix_next_difference);
  ADD ("model-change", test_matrix_model_change);
  ADD ("keys", test_matrix_keys);
  ADD ("pinned", test_matrix_pinned);
  ADD ("move-columns", test_matrix_move_columns);
  return g_test_run ();
}
