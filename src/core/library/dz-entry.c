/* dz-entry.c - one report in the workspace, or one file that could not be read
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-library"
#include "dz-entry-private.h"

#include <string.h>

/* Agencies that are followed from one to the next. */
#define MAX_CONTINUATIONS 8u

#define FILE_TYPE "(xxssas)"
#define CORRECTION_TYPE "(sssusssssx)"

struct _DzEntry {
  GObject parent_instance;

  gint64 id;
  char *path;
  guint ordinal;
  DzStore *store;         /* borrowed; NULL once detached */
  DzCatalogue *catalogue; /* borrowed */
  const DzDecisions *decisions; /* borrowed; NULL once detached */
  char *error;            /* NULL when it was read */
  char *document_blob;
  char *extraction_blob;
  gint64 mtime, size;
  DzDocument *document;
  gboolean needs_words;    /* the base is to have its document */
  DzExtraction *base;      /* as read */
  DzExtraction *corrected; /* with corrections; NULL: to be made */
  GHashTable *corrections; /* what -> DzCorrectionRecord, both owned */
  guint n_findings;
  gboolean changed;
  char *twin; /* path of another report of its agency and year, or NULL */
  gboolean twin_is_same;
};

enum {
  PROP_0,
  PROP_TITLE,
  PROP_N_FINDINGS,
  PROP_ERROR,
  PROP_CHANGED_ON_DISK,
  PROP_TWIN,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (DzEntry, dz_entry, G_TYPE_OBJECT)

static GBytes *
print_variant (GVariant *variant)
{
  g_autoptr (GVariant) own = g_variant_ref_sink (variant);

  return g_variant_get_data_as_bytes (own);
}

/* NULL when the bytes are not of the type: a workspace may come from anywhere. */
static GVariant *
parse_variant (GBytes *bytes,
               const char *type)
{
  GVariant *variant;

  if (bytes == NULL)
    return NULL;
  variant = g_variant_ref_sink (g_variant_new_from_bytes (G_VARIANT_TYPE (type), bytes, FALSE));
  if (g_variant_is_normal_form (variant))
    return variant;
  g_variant_unref (variant);
  return NULL;
}

DzFileRecord *
dz_file_record_parse (GBytes *bytes)
{
  g_autoptr (GVariant) variant = parse_variant (bytes, FILE_TYPE);
  DzFileRecord *self;

  if (variant == NULL)
    return NULL;
  self = g_new0 (DzFileRecord, 1);
  g_variant_get (variant, "(xxss^as)", &self->mtime, &self->size, &self->error, &self->document, &self->extractions);
  return self;
}

GBytes *
dz_file_record_print (const DzFileRecord *self)
{
  return print_variant (g_variant_new ("(xxss^as)", self->mtime, self->size, self->error, self->document,
                                       self->extractions));
}

void
dz_file_record_free (DzFileRecord *self)
{
  if (self == NULL)
    return;
  g_free (self->error);
  g_free (self->document);
  g_strfreev (self->extractions);
  g_free (self);
}

DzCorrectionRecord *
dz_correction_record_parse (GBytes *bytes)
{
  g_autoptr (GVariant) variant = parse_variant (bytes, CORRECTION_TYPE);
  DzCorrectionRecord *self;
  g_autofree char *spare = NULL;

  if (variant == NULL)
    return NULL;
  self = g_new0 (DzCorrectionRecord, 1);
  g_variant_get (variant, CORRECTION_TYPE, &self->what, &self->indicator, &self->member, &self->kind, &self->to,
                 &self->from, &self->reason, &self->who, &spare, &self->when);
  return self;
}

GBytes *
dz_correction_record_print (const DzCorrectionRecord *self)
{
  return print_variant (g_variant_new (CORRECTION_TYPE, self->what, self->indicator, self->member, self->kind, self->to,
                                       self->from, self->reason, self->who, "", self->when));
}

void
dz_correction_record_free (DzCorrectionRecord *self)
{
  if (self == NULL)
    return;
  g_free (self->what);
  g_free (self->indicator);
  g_free (self->member);
  g_free (self->to);
  g_free (self->from);
  g_free (self->reason);
  g_free (self->who);
  g_free (self);
}

static void
dz_entry_get_property (GObject *object,
                       guint prop_id,
                       GValue *value,
                       GParamSpec *pspec)
{
  DzEntry *self = DZ_ENTRY (object);
  DzExtraction *extraction;

  switch (prop_id) {
  case PROP_TITLE:
    extraction = dz_entry_get_extraction (self);
    if (extraction == NULL)
      g_value_take_string (value, g_path_get_basename (self->path));
    else
      g_value_take_string (value, g_strdup_printf ("%s %u", dz_report_get_agency (dz_extraction_get_report (extraction)),
                                                   dz_report_get_year (dz_extraction_get_report (extraction))));
    break;
  case PROP_N_FINDINGS:
    g_value_set_uint (value, self->n_findings);
    break;
  case PROP_ERROR:
    g_value_set_string (value, self->error);
    break;
  case PROP_CHANGED_ON_DISK:
    g_value_set_boolean (value, self->changed);
    break;
  case PROP_TWIN:
    g_value_set_string (value, self->twin);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
dz_entry_finalize (GObject *object)
{
  DzEntry *self = DZ_ENTRY (object);

  g_free (self->path);
  g_free (self->error);
  g_free (self->document_blob);
  g_free (self->extraction_blob);
  g_free (self->twin);
  g_clear_object (&self->document);
  g_clear_object (&self->base);
  g_clear_object (&self->corrected);
  g_hash_table_unref (self->corrections);
  G_OBJECT_CLASS (dz_entry_parent_class)->finalize (object);
}

static void
dz_entry_class_init (DzEntryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = dz_entry_get_property;
  object_class->finalize = dz_entry_finalize;
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_N_FINDINGS] = g_param_spec_uint ("n-findings", NULL, NULL, 0, G_MAXUINT, 0,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_ERROR] = g_param_spec_string ("error", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_CHANGED_ON_DISK] = g_param_spec_boolean ("changed-on-disk", NULL, NULL, FALSE,
                                                           G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_TWIN] = g_param_spec_string ("twin", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
dz_entry_init (DzEntry *self)
{
  static gint64 last_id = 0;

  self->id = ++last_id;
  self->corrections = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                             (GDestroyNotify) dz_correction_record_free);
}

DzEntry *
dz_entry_new_private (DzStore *store,
                      DzCatalogue *catalogue,
                      const DzDecisions *decisions,
                      const char *path,
                      guint ordinal,
                      const DzFileRecord *file)
{
  DzEntry *self = g_object_new (DZ_TYPE_ENTRY, NULL);

  self->store = store;
  self->catalogue = catalogue;
  self->decisions = decisions;
  self->path = g_strdup (path);
  self->ordinal = ordinal;
  self->mtime = file->mtime;
  self->size = file->size;
  self->document_blob = g_strdup (file->document);
  if (ordinal < g_strv_length (file->extractions))
    self->extraction_blob = g_strdup (file->extractions[ordinal]);
  else
    self->error = g_strdup (file->error);
  return self;
}

gint64
dz_entry_get_id (DzEntry *self)
{
  return self->id;
}

const char *
dz_entry_get_path (DzEntry *self)
{
  g_return_val_if_fail (DZ_IS_ENTRY (self), NULL);

  return self->path;
}

const char *
dz_entry_get_error (DzEntry *self)
{
  g_return_val_if_fail (DZ_IS_ENTRY (self), NULL);

  return self->error;
}

guint
dz_entry_get_n_findings (DzEntry *self)
{
  g_return_val_if_fail (DZ_IS_ENTRY (self), 0);

  return self->n_findings;
}

const char *
dz_entry_get_twin (DzEntry *self,
                   gboolean *same)
{
  g_return_val_if_fail (DZ_IS_ENTRY (self), NULL);

  if (same != NULL)
    *same = self->twin_is_same;
  return self->twin;
}

void
dz_entry_set_twin_private (DzEntry *self,
                           const char *path,
                           gboolean same)
{
  if (g_strcmp0 (self->twin, path) == 0 && self->twin_is_same == same)
    return;
  g_free (self->twin);
  self->twin = g_strdup (path);
  self->twin_is_same = same;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TWIN]);
}

guint
dz_entry_get_ordinal_private (DzEntry *self)
{
  return self->ordinal;
}

gint64
dz_entry_get_mtime_private (DzEntry *self)
{
  return self->mtime;
}

gint64
dz_entry_get_size_private (DzEntry *self)
{
  return self->size;
}

GHashTable *
dz_entry_get_corrections_private (DzEntry *self)
{
  return self->corrections;
}

DzDocument *
dz_entry_load_document (DzEntry *self)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GVariant) variant = NULL;
  g_autoptr (GVariant) boxed = NULL;
  g_autoptr (GError) error = NULL;
  DzDocument *document;

  g_return_val_if_fail (DZ_IS_ENTRY (self), NULL);

  if (self->document != NULL || self->store == NULL || self->document_blob[0] == '\0')
    return self->document != NULL ? g_object_ref (self->document) : NULL;
  bytes = dz_store_get_blob (self->store, self->document_blob);
  boxed = parse_variant (bytes, "v");
  if (boxed == NULL)
    return NULL;
  variant = g_variant_get_variant (boxed);
  document = dz_document_new_from_variant (variant, &error);
  if (document == NULL)
    g_warning ("%s: %s", self->path, error->message);
  return document;
}

DzDocument *
dz_entry_get_document (DzEntry *self)
{
  g_return_val_if_fail (DZ_IS_ENTRY (self), NULL);

  if (self->document == NULL)
    self->document = dz_entry_load_document (self);
  return self->document;
}

/* The agency that the report's own continues as, by decision; NULL when it does not. */
static const char *
find_continuation (DzEntry *self,
                   const char *agency)
{
  const char *into = NULL;

  /* A goes on as B, which goes on as C; two that go on as each other end somewhere. */
  for (guint i = 0; self->decisions != NULL && i < MAX_CONTINUATIONS; i++) {
    const char *next = g_hash_table_lookup (self->decisions->agencies, into != NULL ? into : agency);

    if (next == NULL)
      break;
    into = next;
  }
  return into;
}

/* A corrected agency or form needs the words again; a value does not. */
static gboolean
has_report_correction (DzEntry *self)
{
  GHashTableIter iter;
  gpointer record;

  g_hash_table_iter_init (&iter, self->corrections);
  while (g_hash_table_iter_next (&iter, NULL, &record))
    if (((DzCorrectionRecord *) record)->what[0] != '\0')
      return TRUE;
  return FALSE;
}

DzExtraction *
dz_entry_get_base_private (DzEntry *self)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GVariant) boxed = NULL;
  g_autoptr (GVariant) variant = NULL;
  g_autoptr (GError) error = NULL;

  if (self->base != NULL || self->store == NULL || self->extraction_blob == NULL)
    return self->base;
  bytes = dz_store_get_blob (self->store, self->extraction_blob);
  boxed = parse_variant (bytes, "v");
  if (boxed == NULL)
    return NULL;
  variant = g_variant_get_variant (boxed);
  self->base = dz_extraction_new_from_variant (variant, self->catalogue,
                                               self->needs_words || has_report_correction (self) ? dz_entry_get_document (self) : NULL,
                                               &error);
  if (self->base == NULL)
    g_warning ("%s: %s", self->path, error->message);
  return self->base;
}

/* What the report reads as by hand, or NULL. */
static const char *
find_report_correction (DzEntry *self,
                        const char *what)
{
  const DzCorrectionRecord *record = g_hash_table_lookup (self->corrections, what);

  return record != NULL ? record->to : NULL;
}

/* The base with its report corrected: extracted again, since agency, year and form decide
 * what the words mean. */
static DzExtraction *
correct_report (DzEntry *self,
                DzExtraction *base)
{
  static const char *const order[] = { "form", "agency", "region", "year" };
  DzReport *read = dz_extraction_get_report (base);
  const char *agency = find_report_correction (self, "agency");
  const char *into = find_continuation (self, agency != NULL ? agency : dz_report_get_agency (read));
  g_autoptr (DzReport) report = NULL;
  g_autoptr (DzDocument) document = NULL;
  gboolean any = into != NULL;

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    any |= find_report_correction (self, order[i]) != NULL;
  if (!any)
    return g_object_ref (base);
  if (dz_report_get_document (read) == NULL) {
    g_clear_object (&self->base);
    self->needs_words = TRUE;
    base = dz_entry_get_base_private (self);
    if (base == NULL || dz_report_get_document (dz_extraction_get_report (base)) == NULL)
      return base != NULL ? g_object_ref (base) : NULL;
  }
  report = g_object_ref (dz_extraction_get_report (base));
  for (guint i = 0; i < G_N_ELEMENTS (order); i++) {
    const char *text = find_report_correction (self, order[i]);
    DzReport *next;

    if (strcmp (order[i], "agency") == 0 && into != NULL)
      text = into;
    if (text == NULL)
      continue;
    next = dz_report_correct (report, self->catalogue, order[i], text);
    g_object_unref (report);
    report = next;
  }
  return dz_extract (report, self->catalogue);
}

static DzFact *
map_fact (const DzFact *fact,
          gpointer user_data)
{
  const DzDecisions *decisions = user_data;
  g_autofree char *key = fact->indicator == NULL ? dz_comparison_dup_path_key (fact) : NULL;
  const char *indicator = key != NULL ? g_hash_table_lookup (decisions->rows, key) : NULL;
  DzFact model = *fact;

  if (indicator == NULL)
    return NULL;
  model.indicator = indicator;
  return dz_fact_new (&model);
}

/* Rows that a person gave to an indicator. Takes @extraction. */
static DzExtraction *
map_rows (DzEntry *self,
          DzExtraction *extraction)
{
  DzExtraction *mapped = NULL;

  if (extraction != NULL && self->decisions != NULL && g_hash_table_size (self->decisions->rows) > 0)
    mapped = dz_extraction_map (extraction, map_fact, (gpointer) self->decisions);
  if (mapped == NULL)
    return extraction;
  g_object_unref (extraction);
  return mapped;
}

static DzExtraction *
correct_value (DzExtraction *extraction,
               DzCatalogue *catalogue,
               const DzCorrectionRecord *record)
{
  const DzIndicator *indicator = dz_catalogue_lookup_indicator (catalogue, record->indicator);
  const DzFact *shown;
  g_autoptr (DzFact) fact = NULL;
  DzFact model = { .where = DZ_WHERE_MANUAL, .confidence = 100, .address = { .row = -1, .col = -1 } };

  if (indicator == NULL || record->kind > DZ_VALUE_NOT_IN_FORM)
    return g_object_ref (extraction);
  shown = dz_extraction_lookup (extraction, record->indicator, record->member[0] != '\0' ? record->member : NULL);
  model.indicator = indicator->id;
  model.member = record->member[0] != '\0' ? record->member : NULL;
  model.label = (char *) (shown != NULL ? shown->label : indicator->zh);
  model.path = (char *) (shown != NULL ? shown->path : indicator->zh);
  model.unit = (char *) (shown != NULL ? shown->unit : indicator->unit);
  model.printed = record->to;
  model.quote = record->to;
  model.note = record->reason;
  model.value = record->kind == DZ_VALUE_NUMBER ? dz_value_number (DZ_DECIMAL_ZERO)
                                                : dz_value_none ((DzValueKind) record->kind);
  if (record->kind == DZ_VALUE_NUMBER && !dz_decimal_parse (record->to, &model.value.number))
    return g_object_ref (extraction);
  if (shown != NULL)
    model.address = shown->address;
  fact = dz_fact_new (&model);
  return dz_extraction_correct (extraction, fact);
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static gboolean
has_decisions (DzEntry *self)
{
  return self->decisions != NULL
         && g_hash_table_size (self->decisions->rows) + g_hash_table_size (self->decisions->agencies) > 0;
}

DzExtraction *
dz_entry_get_extraction (DzEntry *self)
{
  DzExtraction *base;
  g_autofree const char **names = NULL;
  guint n;

  g_return_val_if_fail (DZ_IS_ENTRY (self), NULL);

  if (self->corrected != NULL)
    return self->corrected;
  base = dz_entry_get_base_private (self);
  if (base == NULL || (g_hash_table_size (self->corrections) == 0 && !has_decisions (self)))
    return base;
  self->corrected = map_rows (self, correct_report (self, base));
  names = (const char **) g_hash_table_get_keys_as_array (self->corrections, &n);
  qsort (names, n, sizeof *names, compare_names);
  for (guint i = 0; self->corrected != NULL && i < n; i++) {
    const DzCorrectionRecord *record = g_hash_table_lookup (self->corrections, names[i]);
    DzExtraction *next;

    if (record->what[0] != '\0')
      continue;
    next = correct_value (self->corrected, self->catalogue, record);
    g_object_unref (self->corrected);
    self->corrected = next;
  }
  return self->corrected;
}

void
dz_entry_set_base_private (DzEntry *self,
                           DzExtraction *base)
{
  g_set_object (&self->base, base);
  g_set_object (&self->document, dz_report_get_document (dz_extraction_get_report (base)));
}

void
dz_entry_put_correction_private (DzEntry *self,
                                 const char *what,
                                 DzCorrectionRecord *record)
{
  if (record != NULL)
    g_hash_table_replace (self->corrections, g_strdup (what), record);
  else
    g_hash_table_remove (self->corrections, what);
  g_clear_object (&self->corrected);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

void
dz_entry_forget_private (DzEntry *self)
{
  g_clear_object (&self->corrected);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

void
dz_entry_set_n_findings_private (DzEntry *self,
                                 guint n)
{
  if (self->n_findings == n)
    return;
  self->n_findings = n;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_FINDINGS]);
}

void
dz_entry_set_changed_private (DzEntry *self,
                              gboolean changed)
{
  if (self->changed == changed)
    return;
  self->changed = changed;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHANGED_ON_DISK]);
}

void
dz_entry_detach_private (DzEntry *self,
                         DzStore *store)
{
  self->store = store;
  if (store == NULL)
    self->decisions = NULL;
}

int
dz_entry_compare_private (gconstpointer a,
                          gconstpointer b,
                          gpointer user_data)
{
  DzEntry *left = DZ_ENTRY ((gpointer) a), *right = DZ_ENTRY ((gpointer) b);
  DzExtraction *x = dz_entry_get_extraction (left), *y = dz_entry_get_extraction (right);
  DzReport *p, *q;
  int order;

  if (x == NULL || y == NULL)
    return x == y ? strcmp (left->path, right->path) : x == NULL ? 1
                                                                 : -1;
  p = dz_extraction_get_report (x);
  q = dz_extraction_get_report (y);
  order = strcmp (dz_report_get_region (p), dz_report_get_region (q));
  if (order == 0)
    order = strcmp (dz_report_get_agency (p), dz_report_get_agency (q));
  if (order == 0)
    order = (int) dz_report_get_year (p) - (int) dz_report_get_year (q);
  if (order == 0)
    order = strcmp (left->path, right->path);
  return order != 0 ? order : (int) left->ordinal - (int) right->ordinal;
}

/* A name that a person gave in place of one that was misread is the report's own. */
const char *
dz_entry_get_own_agency (DzEntry *self)
{
  DzExtraction *base;
  const char *corrected;

  g_return_val_if_fail (DZ_IS_ENTRY (self), "");

  corrected = find_report_correction (self, "agency");
  if (corrected != NULL)
    return corrected;
  base = dz_entry_get_base_private (self);
  return base != NULL ? dz_report_get_agency (dz_extraction_get_report (base)) : "";
}
