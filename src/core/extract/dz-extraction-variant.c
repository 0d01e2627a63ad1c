/* dz-extraction-variant.c - extractions on their way between processes and in the cache
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The sender is not trusted: every number is checked before it is used.
 */
#define G_LOG_DOMAIN "dz-extract"
#include "dz-extraction-private.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#define ADDRESS_TYPE "(uuiiuu)"
#define VALUE_TYPE "(yyxy)"
#define FACT_TYPE "(ssss" VALUE_TYPE "ssmsys" ADDRESS_TYPE "uubs)"
#define CLAIM_TYPE "(" ADDRESS_TYPE "sis)"
#define STATEMENT_TYPE "(yii" VALUE_TYPE "bs" ADDRESS_TYPE ")"
#define REMARK_TYPE "(sss)"
#define EXTRACTION_TYPE "(uva" FACT_TYPE "a" CLAIM_TYPE "a" STATEMENT_TYPE "a" REMARK_TYPE ")"
#define VERSION 1

static GVariant *
address_to_variant (const DzAddress *a)
{
  return g_variant_new (ADDRESS_TYPE, a->page, a->block, a->row, a->col, a->start, a->end);
}

static GVariant *
value_to_variant (DzValue value)
{
  return g_variant_new (VALUE_TYPE, (guchar) value.kind, (guchar) value.bound, value.number.mantissa,
                        (guchar) value.number.scale);
}

static DzAddress
read_address (GVariant *variant)
{
  DzAddress a;

  g_variant_get (variant, ADDRESS_TYPE, &a.page, &a.block, &a.row, &a.col, &a.start, &a.end);
  return a;
}

static gboolean
read_value (GVariant *variant,
            DzValue *value)
{
  guchar kind, bound, scale;
  gint64 mantissa;

  g_variant_get (variant, VALUE_TYPE, &kind, &bound, &mantissa, &scale);
  if (kind > DZ_VALUE_NOT_IN_FORM || bound > DZ_BOUND_BELOW || scale > DZ_DECIMAL_MAX_SCALE
      || mantissa > G_GINT64_CONSTANT (999999999999999999) || mantissa < -G_GINT64_CONSTANT (999999999999999999))
    return FALSE;
  *value = (DzValue) { (DzValueKind) kind, (DzBound) bound, { mantissa, scale } };
  return TRUE;
}

static const char *
or_empty (const char *text)
{
  return text != NULL ? text : "";
}

static const char *
or_null (const char *text)
{
  return text[0] != '\0' ? text : NULL;
}

static GVariant *
fact_to_variant (const DzFact *f)
{
  return g_variant_new ("(ssss@" VALUE_TYPE "ssmsys@" ADDRESS_TYPE "uubs)", or_empty (f->indicator),
                        or_empty (f->member), f->label, f->path, value_to_variant (f->value), f->unit, f->printed,
                        f->note, (guchar) f->where, f->quote, address_to_variant (&f->address), f->confidence,
                        f->year, f->denial, or_empty (f->of));
}

GVariant *
dz_extraction_to_variant (DzExtraction *self)
{
  GVariantBuilder facts, claims, statements, remarks;
  GPtrArray *list;
  g_autoptr (GVariant) report = NULL;

  g_return_val_if_fail (DZ_IS_EXTRACTION (self), NULL);

  g_variant_builder_init (&facts, G_VARIANT_TYPE ("a" FACT_TYPE));
  list = dz_extraction_get_facts (self);
  for (guint i = 0; i < list->len; i++)
    g_variant_builder_add_value (&facts, fact_to_variant (g_ptr_array_index (list, i)));
  g_variant_builder_init (&claims, G_VARIANT_TYPE ("a" CLAIM_TYPE));
  list = dz_extraction_get_claims (self);
  for (guint i = 0; i < list->len; i++) {
    const DzClaim *c = g_ptr_array_index (list, i);

    g_variant_builder_add (&claims, "(@" ADDRESS_TYPE "sis)", address_to_variant (&c->address), c->printed, c->fact,
                           or_empty (c->reason));
  }
  g_variant_builder_init (&statements, G_VARIANT_TYPE ("a" STATEMENT_TYPE));
  list = dz_extraction_get_statements (self);
  for (guint i = 0; i < list->len; i++) {
    const DzStatement *s = g_ptr_array_index (list, i);

    g_variant_builder_add (&statements, "(yii@" VALUE_TYPE "bs@" ADDRESS_TYPE ")", (guchar) s->kind, s->fact,
                           s->whole, value_to_variant (s->stated), s->percent, s->quote,
                           address_to_variant (&s->address));
  }
  g_variant_builder_init (&remarks, G_VARIANT_TYPE ("a" REMARK_TYPE));
  list = dz_extraction_get_remarks (self);
  for (guint i = 0; i < list->len; i++) {
    const DzRemark *r = g_ptr_array_index (list, i);

    g_variant_builder_add (&remarks, REMARK_TYPE, r->code, or_empty (r->place), r->message);
  }
  report = dz_report_to_variant (dz_extraction_get_report (self));
  return g_variant_ref_sink (g_variant_new (EXTRACTION_TYPE, VERSION, report, &facts, &claims, &statements,
                                            &remarks));
}

static GPtrArray *
read_facts (GVariantIter *iter)
{
  g_autoptr (GPtrArray) facts = g_ptr_array_new_with_free_func ((GDestroyNotify) dz_fact_unref);
  const char *indicator, *member, *label, *path, *unit, *printed, *note, *quote, *of;
  GVariant *value, *address;
  guchar where;
  guint confidence, year;
  gboolean denial;

  while (g_variant_iter_next (iter, "(&s&s&s&s@" VALUE_TYPE "&s&sm&sy&s@" ADDRESS_TYPE "uub&s)", &indicator, &member,
                              &label, &path, &value, &unit, &printed, &note, &where, &quote, &address, &confidence,
                              &year, &denial, &of)) {
    DzFact model = {
      .indicator = or_null (indicator), .member = or_null (member), .label = (char *) label, .path = (char *) path,
      .unit = (char *) unit, .printed = (char *) printed, .note = (char *) note, .quote = (char *) quote,
      .address = read_address (address), .confidence = MIN (confidence, 100), .year = year, .denial = denial,
      .of = or_null (of)
    };
    gboolean sound = where <= DZ_WHERE_MANUAL && read_value (value, &model.value);

    g_variant_unref (value);
    g_variant_unref (address);
    if (!sound)
      return NULL;
    model.where = (DzWhere) where;
    g_ptr_array_add (facts, dz_fact_new (&model));
  }
  return g_steal_pointer (&facts);
}

static GPtrArray *
read_claims (GVariantIter *iter,
             guint n_facts)
{
  GPtrArray *claims = dz_claims_new ();
  const char *printed, *reason;
  GVariant *address;
  int fact;

  while (g_variant_iter_next (iter, "(@" ADDRESS_TYPE "&si&s)", &address, &printed, &fact, &reason)) {
    DzClaim *claim = g_new0 (DzClaim, 1);

    claim->address = read_address (address);
    claim->printed = g_strdup (printed);
    claim->fact = fact >= 0 && (guint) fact < n_facts ? fact : -1;
    claim->reason = g_intern_string (or_null (reason));
    g_ptr_array_add (claims, claim);
    g_variant_unref (address);
  }
  return claims;
}

static GPtrArray *
read_statements (GVariantIter *iter,
                 guint n_facts)
{
  GPtrArray *statements = dz_statements_new ();
  const char *quote;
  GVariant *value, *address;
  guchar kind;
  int fact, whole;
  gboolean percent;

  while (g_variant_iter_next (iter, "(yii@" VALUE_TYPE "b&s@" ADDRESS_TYPE ")", &kind, &fact, &whole, &value,
                              &percent, &quote, &address)) {
    DzStatement s = { (char) kind, fact, whole >= 0 && (guint) whole < n_facts ? whole : -1 };

    if (fact >= 0 && (guint) fact < n_facts && read_value (value, &s.stated)) {
      s.percent = percent;
      s.quote = g_strdup (quote);
      s.address = read_address (address);
      g_ptr_array_add (statements, g_memdup2 (&s, sizeof s));
    }
    g_variant_unref (value);
    g_variant_unref (address);
  }
  return statements;
}

static GPtrArray *
read_remarks (GVariantIter *iter)
{
  GPtrArray *remarks = g_ptr_array_new_with_free_func ((GDestroyNotify) dz_remark_free);
  const char *code, *place, *message;

  while (g_variant_iter_next (iter, "(&s&s&s)", &code, &place, &message))
    g_ptr_array_add (remarks, dz_remark_new (code, or_null (place), message));
  return remarks;
}

DzExtraction *
dz_extraction_new_from_variant (GVariant *variant,
                                DzCatalogue *catalogue,
                                DzDocument *document,
                                GError **error)
{
  g_autoptr (GVariantIter) facts = NULL, claims = NULL, statements = NULL, remarks = NULL;
  g_autoptr (GVariant) stored_report = NULL;
  g_autoptr (DzReport) report = NULL;
  GPtrArray *list;
  guint version;

  if (!g_variant_is_of_type (variant, G_VARIANT_TYPE (EXTRACTION_TYPE)) || !g_variant_is_normal_form (variant)) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _ ("the stored copy is damaged"));
    return NULL;
  }
  g_variant_get (variant, EXTRACTION_TYPE, &version, &stored_report, &facts, &claims, &statements, &remarks);
  if (version != VERSION) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _ ("the stored copy is from another version"));
    return NULL;
  }
  report = dz_report_new_from_variant (stored_report, document);
  list = report != NULL ? read_facts (facts) : NULL;
  if (list == NULL) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _ ("the stored copy is damaged"));
    return NULL;
  }
  return dz_extraction_new_private (report, catalogue, list, read_claims (claims, list->len),
                                    read_statements (statements, list->len), read_remarks (remarks));
}
