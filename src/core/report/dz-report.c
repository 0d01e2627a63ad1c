/* dz-report.c - a document recognised: who, which year, which form
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-report"
#include "dz-report-private.h"

#include "dz-region.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef enum {
  READING_AGENCY,
  READING_REGION,
  READING_YEAR,
  READING_FORM,
  READING_PUBLISHED,
  READING_PERIOD,
  READING_KIND,
  READING_ANNEX,
  N_READINGS
} Reading;

static const char *const reading_names[N_READINGS] = {
  "agency", "region", "year", "form", "published", "period", "kind", "annex"
};

typedef struct {
  guint block;
  const char *form; /* interned */
} TableForm;

struct _DzReport {
  GObject parent_instance;

  DzDocument *document; /* NULL for a report from elsewhere */
  char *file;
  guint first, last; /* blocks [first, last) */
  DzReading readings[N_READINGS]; /* text NULL: not read */
  DzLevel level;
  guint year;
  const char *form; /* interned */
  char *form_reason;
  const char *kind; /* interned; "" not known */
  GArray *table_forms; /* of TableForm, by block */
  GPtrArray *remarks;  /* of DzRemark */
};

G_DEFINE_FINAL_TYPE (DzReport, dz_report, G_TYPE_OBJECT)

static void
clear_reading (DzReading *reading)
{
  g_clear_pointer (&reading->text, g_free);
  g_clear_pointer (&reading->quote, g_free);
}

static void
dz_report_finalize (GObject *object)
{
  DzReport *self = DZ_REPORT (object);

  g_clear_object (&self->document);
  g_free (self->file);
  for (guint i = 0; i < N_READINGS; i++)
    clear_reading (&self->readings[i]);
  g_free (self->form_reason);
  g_array_unref (self->table_forms);
  g_ptr_array_unref (self->remarks);
  G_OBJECT_CLASS (dz_report_parent_class)->finalize (object);
}

static void
dz_report_class_init (DzReportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = dz_report_finalize;
}

static void
dz_report_init (DzReport *self)
{
  self->form = g_intern_static_string ("prose");
  self->kind = g_intern_static_string ("");
  self->form_reason = g_strdup ("");
  self->table_forms = g_array_new (FALSE, FALSE, sizeof (TableForm));
  self->remarks = g_ptr_array_new_with_free_func ((GDestroyNotify) dz_remark_free);
}

static int
find_reading (const char *what)
{
  for (int i = 0; i < N_READINGS; i++)
    if (strcmp (what, reading_names[i]) == 0)
      return i;
  return -1;
}

const char *
dz_level_to_string (DzLevel level)
{
  static const char *const names[] = { "unknown", "nation", "province", "prefecture", "county", "township" };

  g_return_val_if_fail ((guint) level < G_N_ELEMENTS (names), "unknown");

  return names[level];
}

DzReport *
dz_report_new (DzDocument *document,
               const char *file,
               const char *agency,
               const char *region,
               guint year,
               const char *form)
{
  DzReport *self = g_object_new (DZ_TYPE_REPORT, NULL);
  g_autofree char *year_text = g_strdup_printf ("%u", year);
  struct {
    const char *what, *text;
  } given[] = { { "agency", agency }, { "region", region }, { "year", year > 0 ? year_text : "" }, { "form", form } };

  self->document = document != NULL ? g_object_ref (document) : NULL;
  self->last = document != NULL ? dz_document_get_n_blocks (document) : 0;
  self->file = g_strdup (file != NULL ? file : "");
  for (guint i = 0; i < G_N_ELEMENTS (given); i++) {
    DzReading reading = { (char *) given[i].text, (char *) "", { 0, 0, -1, -1, 0, 0 }, 100, FALSE };

    if (given[i].text != NULL && given[i].text[0] != '\0')
      dz_report_set_reading_private (self, given[i].what, &reading);
  }
  self->level = dz_region_guess_level (dz_report_get_region (self), dz_report_get_agency (self));
  return self;
}

void
dz_report_set_reading_private (DzReport *self,
                               const char *what,
                               const DzReading *reading)
{
  int i = find_reading (what);

  g_return_if_fail (i >= 0);

  clear_reading (&self->readings[i]);
  self->readings[i] = *reading;
  self->readings[i].text = g_strdup (reading->text != NULL ? reading->text : "");
  self->readings[i].quote = g_strdup (reading->quote != NULL ? reading->quote : "");
  if (i == READING_YEAR)
    self->year = (guint) g_ascii_strtoull (self->readings[i].text, NULL, 10);
  else if (i == READING_FORM)
    self->form = g_intern_string (self->readings[i].text);
  else if (i == READING_KIND)
    self->kind = g_intern_string (self->readings[i].text);
}

void
dz_report_set_range_private (DzReport *self,
                             guint first,
                             guint last)
{
  self->first = first;
  self->last = last;
}

void
dz_report_set_level_private (DzReport *self,
                             DzLevel level)
{
  self->level = level;
}

void
dz_report_set_form_reason_private (DzReport *self,
                                   const char *reason)
{
  g_free (self->form_reason);
  self->form_reason = g_strdup (reason);
}

void
dz_report_set_table_form_private (DzReport *self,
                                  guint block,
                                  const char *form)
{
  TableForm entry = { block, g_intern_string (form) };

  g_array_append_val (self->table_forms, entry);
}

void
dz_report_take_remark_private (DzReport *self,
                               DzRemark *remark)
{
  g_ptr_array_add (self->remarks, remark);
}

DzDocument *
dz_report_get_document (DzReport *self)
{
  g_return_val_if_fail (DZ_IS_REPORT (self), NULL);

  return self->document;
}

const char *
dz_report_get_file (DzReport *self)
{
  g_return_val_if_fail (DZ_IS_REPORT (self), "");

  return self->file;
}

void
dz_report_get_range (DzReport *self,
                     guint *first,
                     guint *last)
{
  g_return_if_fail (DZ_IS_REPORT (self));

  *first = self->first;
  *last = self->last;
}

static const char *
reading_text (DzReport *self,
              Reading what)
{
  return self->readings[what].text != NULL ? self->readings[what].text : "";
}

const char *
dz_report_get_agency (DzReport *self)
{
  g_return_val_if_fail (DZ_IS_REPORT (self), "");

  return reading_text (self, READING_AGENCY);
}

const char *
dz_report_get_region (DzReport *self)
{
  g_return_val_if_fail (DZ_IS_REPORT (self), "");

  return reading_text (self, READING_REGION);
}

DzLevel
dz_report_get_level (DzReport *self)
{
  g_return_val_if_fail (DZ_IS_REPORT (self), DZ_LEVEL_UNKNOWN);

  return self->level;
}

guint
dz_report_get_year (DzReport *self)
{
  g_return_val_if_fail (DZ_IS_REPORT (self), 0);

  return self->year;
}

const char *
dz_report_get_form (DzReport *self)
{
  g_return_val_if_fail (DZ_IS_REPORT (self), "prose");

  return self->form;
}

const char *
dz_report_get_form_reason (DzReport *self)
{
  g_return_val_if_fail (DZ_IS_REPORT (self), "");

  return self->form_reason;
}

const char *
dz_report_get_kind (DzReport *self)
{
  g_return_val_if_fail (DZ_IS_REPORT (self), "");

  return self->kind;
}

const char *
dz_report_get_table_form (DzReport *self,
                          guint block)
{
  g_return_val_if_fail (DZ_IS_REPORT (self), "");

  for (guint i = 0; i < self->table_forms->len; i++) {
    const TableForm *entry = &g_array_index (self->table_forms, TableForm, i);

    if (entry->block == block)
      return entry->form;
  }
  return g_intern_static_string ("");
}

const DzReading *
dz_report_get_reading (DzReport *self,
                       const char *what)
{
  int i = find_reading (what);

  return i >= 0 && self->readings[i].text != NULL ? &self->readings[i] : NULL;
}

GPtrArray *
dz_report_get_remarks (DzReport *self)
{
  g_return_val_if_fail (DZ_IS_REPORT (self), NULL);

  return self->remarks;
}

static DzReport *
copy_report (DzReport *self)
{
  DzReport *copy = g_object_new (DZ_TYPE_REPORT, NULL);

  copy->document = self->document != NULL ? g_object_ref (self->document) : NULL;
  copy->file = g_strdup (self->file);
  copy->first = self->first;
  copy->last = self->last;
  for (guint i = 0; i < N_READINGS; i++)
    if (self->readings[i].text != NULL)
      dz_report_set_reading_private (copy, reading_names[i], &self->readings[i]);
  copy->level = self->level;
  dz_report_set_form_reason_private (copy, self->form_reason);
  g_array_append_vals (copy->table_forms, self->table_forms->data, self->table_forms->len);
  for (guint i = 0; i < self->remarks->len; i++)
    g_ptr_array_add (copy->remarks, dz_remark_copy (g_ptr_array_index (self->remarks, i)));
  return copy;
}

DzReport *
dz_report_correct (DzReport *self,
                   DzCatalogue *catalogue,
                   const char *what,
                   const char *text)
{
  DzReport *copy = copy_report (self);
  DzReading reading = { (char *) text, (char *) "", { 0, 0, -1, -1, 0, 0 }, 100, TRUE };

  g_return_val_if_fail (find_reading (what) >= 0, copy);

  dz_report_set_reading_private (copy, what, &reading);
  if (strcmp (what, "agency") == 0 || strcmp (what, "region") == 0)
    copy->level = dz_region_guess_level (dz_report_get_region (copy), dz_report_get_agency (copy));
  return copy;
}

static void
join_tables (DzReport *self,
             DzReport *annex,
             guint offset)
{
  for (guint i = 0; i < annex->table_forms->len; i++) {
    const TableForm *entry = &g_array_index (annex->table_forms, TableForm, i);

    dz_report_set_table_form_private (self, entry->block + offset, entry->form);
  }
  for (guint i = 0; i < annex->remarks->len; i++)
    dz_report_take_remark_private (self, dz_remark_move (g_ptr_array_index (annex->remarks, i), offset));
}

DzReport *
dz_report_join (DzReport *prose,
                DzReport *annex,
                DzDocument *document)
{
  DzReport *self;
  DzReading where = { annex->file, (char *) "", { 0, 0, -1, -1, 0, 1 }, 100, FALSE };
  g_autofree char *message = NULL;

  g_return_val_if_fail (DZ_IS_REPORT (prose) && DZ_IS_REPORT (annex), NULL);

  self = copy_report (prose);
  g_clear_object (&self->document);
  self->document = document != NULL ? g_object_ref (document) : NULL;
  where.address.block = prose->last;
  dz_report_set_reading_private (self, "annex", &where);
  if (annex->readings[READING_FORM].text != NULL) {
    DzReading form = annex->readings[READING_FORM];

    form.address.block += prose->last;
    dz_report_set_reading_private (self, "form", &form);
  }
  dz_report_set_form_reason_private (self, annex->form_reason);
  join_tables (self, annex, prose->last);
  self->last = prose->last + annex->last;
  message = g_strdup_printf (_ ("The prose stands in %s and the tables in %s; both were read as one report."),
                             prose->file, annex->file);
  dz_report_take_remark_private (self, dz_remark_new ("files-joined", NULL, message));
  return self;
}

const char *
dz_report_get_file_of (DzReport *self,
                       guint block,
                       guint *own_block)
{
  const DzReading *annex;

  g_return_val_if_fail (DZ_IS_REPORT (self), "");

  annex = dz_report_get_reading (self, "annex");
  *own_block = block;
  if (annex == NULL || block < annex->address.block)
    return self->file;
  *own_block -= annex->address.block;
  return annex->text;
}

#define REPORT_TYPE "(suua(usssub)usa(us)a(sss))"

static void
add_reading (GVariantBuilder *builder,
             guint index,
             const DzReading *reading)
{
  g_autofree char *place = reading->address.end > 0 ? dz_address_to_string (&reading->address) : NULL;

  g_variant_builder_add (builder, "(usssub)", index, reading->text, reading->quote, place != NULL ? place : "",
                         reading->confidence, reading->by_hand);
}

GVariant *
dz_report_to_variant (DzReport *self)
{
  GVariantBuilder readings, forms, remarks;

  g_return_val_if_fail (DZ_IS_REPORT (self), NULL);

  g_variant_builder_init (&readings, G_VARIANT_TYPE ("a(usssub)"));
  for (guint i = 0; i < N_READINGS; i++)
    if (self->readings[i].text != NULL)
      add_reading (&readings, i, &self->readings[i]);
  g_variant_builder_init (&forms, G_VARIANT_TYPE ("a(us)"));
  for (guint i = 0; i < self->table_forms->len; i++) {
    const TableForm *entry = &g_array_index (self->table_forms, TableForm, i);

    g_variant_builder_add (&forms, "(us)", entry->block, entry->form);
  }
  g_variant_builder_init (&remarks, G_VARIANT_TYPE ("a(sss)"));
  for (guint i = 0; i < self->remarks->len; i++) {
    const DzRemark *r = g_ptr_array_index (self->remarks, i);

    g_variant_builder_add (&remarks, "(sss)", r->code, r->place != NULL ? r->place : "", r->message);
  }
  return g_variant_ref_sink (g_variant_new (REPORT_TYPE, self->file, self->first, self->last, &readings,
                                            (guint) self->level, self->form_reason, &forms, &remarks));
}

static void
read_readings (DzReport *self,
               GVariantIter *iter)
{
  const char *text, *quote, *place;
  guint index, confidence;
  gboolean by_hand;

  while (g_variant_iter_next (iter, "(u&s&s&sub)", &index, &text, &quote, &place, &confidence, &by_hand)) {
    DzReading reading = { (char *) text, (char *) quote, { 0, 0, -1, -1, 0, 0 }, MIN (confidence, 100), by_hand };

    if (index >= N_READINGS)
      continue;
    if (place[0] != '\0' && !dz_address_parse (place, &reading.address))
      continue;
    dz_report_set_reading_private (self, reading_names[index], &reading);
  }
}

DzReport *
dz_report_new_from_variant (GVariant *variant,
                            DzDocument *document)
{
  DzReport *self;
  g_autoptr (GVariantIter) readings = NULL, forms = NULL, remarks = NULL;
  const char *file, *reason, *form, *code, *place, *message;
  guint level, block;

  if (!g_variant_is_of_type (variant, G_VARIANT_TYPE (REPORT_TYPE)) || !g_variant_is_normal_form (variant))
    return NULL;
  self = g_object_new (DZ_TYPE_REPORT, NULL);
  g_variant_get (variant, "(&suua(usssub)u&sa(us)a(sss))", &file, &self->first, &self->last, &readings, &level,
                 &reason, &forms, &remarks);
  self->document = document != NULL ? g_object_ref (document) : NULL;
  self->file = g_strdup (file);
  self->level = level <= DZ_LEVEL_TOWNSHIP ? (DzLevel) level : DZ_LEVEL_UNKNOWN;
  if (document != NULL) {
    self->last = MIN (self->last, dz_document_get_n_blocks (document));
    self->first = MIN (self->first, self->last);
  }
  dz_report_set_form_reason_private (self, reason);
  read_readings (self, readings);
  while (g_variant_iter_next (forms, "(u&s)", &block, &form))
    dz_report_set_table_form_private (self, block, form);
  while (g_variant_iter_next (remarks, "(&s&s&s)", &code, &place, &message))
    g_ptr_array_add (self->remarks, dz_remark_new (code, place[0] != '\0' ? place : NULL, message));
  return self;
}
