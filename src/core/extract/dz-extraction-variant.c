/* dz-extraction-variant.c - extractions on their way between processes and in the cache
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A version, the report, and one packed stream (dz-pack.h) of facts, claims, statements and
 * remarks: thousands of small values are no work for GVariant. The sender is not trusted: every
 * number is checked before it is used.
 */
#define G_LOG_DOMAIN "dz-extract"
#include "dz-extraction-private.h"

#include "dz-pack.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#define EXTRACTION_TYPE "(uvay)"
#define VERSION 2

static void
put_address (DzPacker *packer,
             const DzAddress *a)
{
  dz_packer_put_uint (packer, a->page);
  dz_packer_put_uint (packer, a->block);
  dz_packer_put_int (packer, a->row);
  dz_packer_put_int (packer, a->col);
  dz_packer_put_uint (packer, a->start);
  dz_packer_put_uint (packer, a->end);
}

static int
get_place (DzUnpacker *unpacker)
{
  gint64 place = dz_unpacker_get_int (unpacker);

  return (int) CLAMP (place, -1, G_MAXINT);
}

static DzAddress
get_address (DzUnpacker *unpacker)
{
  DzAddress a;

  a.page = dz_unpacker_get_uint_to (unpacker, G_MAXUINT);
  a.block = dz_unpacker_get_uint_to (unpacker, G_MAXUINT);
  a.row = get_place (unpacker);
  a.col = get_place (unpacker);
  a.start = dz_unpacker_get_uint_to (unpacker, G_MAXUINT);
  a.end = dz_unpacker_get_uint_to (unpacker, G_MAXUINT);
  return a;
}

static void
put_value (DzPacker *packer,
           DzValue value)
{
  dz_packer_put_uint (packer, value.kind);
  dz_packer_put_uint (packer, value.bound);
  dz_packer_put_int (packer, value.number.mantissa);
  dz_packer_put_uint (packer, value.number.scale);
}

/* A number that no decimal may hold gives an unsound value: FALSE. */
static gboolean
get_value (DzUnpacker *unpacker,
           DzValue *value)
{
  guint kind = dz_unpacker_get_uint_to (unpacker, DZ_VALUE_NOT_IN_FORM);
  guint bound = dz_unpacker_get_uint_to (unpacker, DZ_BOUND_BELOW);
  gint64 mantissa = dz_unpacker_get_int (unpacker);
  guint scale = dz_unpacker_get_uint_to (unpacker, DZ_DECIMAL_MAX_SCALE);

  *value = (DzValue) { (DzValueKind) kind, (DzBound) bound, { mantissa, (guint8) scale } };
  return dz_unpacker_is_sound (unpacker) && mantissa <= G_GINT64_CONSTANT (999999999999999999)
         && mantissa >= -G_GINT64_CONSTANT (999999999999999999);
}

static void
put_fact (DzPacker *packer,
          const DzFact *f)
{
  dz_packer_put_text (packer, f->indicator);
  dz_packer_put_text (packer, f->member);
  dz_packer_put_text (packer, f->label);
  dz_packer_put_text (packer, f->path);
  put_value (packer, f->value);
  dz_packer_put_text (packer, f->unit);
  dz_packer_put_text (packer, f->printed);
  dz_packer_put_text (packer, f->note);
  dz_packer_put_uint (packer, f->where);
  dz_packer_put_text (packer, f->quote);
  put_address (packer, &f->address);
  dz_packer_put_uint (packer, f->confidence);
  dz_packer_put_uint (packer, f->year);
  dz_packer_put_uint (packer, f->denial ? 1 : 0);
  dz_packer_put_text (packer, f->of);
}

static DzFact *
get_fact (DzUnpacker *unpacker)
{
  DzFact model = { .indicator = dz_unpacker_get_text_or_null (unpacker) };
  gboolean sound;

  model.member = dz_unpacker_get_text_or_null (unpacker);
  model.label = (char *) dz_unpacker_get_text (unpacker);
  model.path = (char *) dz_unpacker_get_text (unpacker);
  sound = get_value (unpacker, &model.value);
  model.unit = (char *) dz_unpacker_get_text (unpacker);
  model.printed = (char *) dz_unpacker_get_text (unpacker);
  model.note = (char *) dz_unpacker_get_text_or_null (unpacker);
  model.where = (DzWhere) dz_unpacker_get_uint_to (unpacker, DZ_WHERE_MANUAL);
  model.quote = (char *) dz_unpacker_get_text (unpacker);
  model.address = get_address (unpacker);
  model.confidence = dz_unpacker_get_uint_to (unpacker, 100);
  model.year = dz_unpacker_get_uint_to (unpacker, G_MAXUINT);
  model.denial = dz_unpacker_get_uint_to (unpacker, 1) == 1;
  model.of = dz_unpacker_get_text_or_null (unpacker);
  return sound && dz_unpacker_is_sound (unpacker) ? dz_fact_new (&model) : NULL;
}

static void
put_facts (DzPacker *packer,
           GPtrArray *facts)
{
  dz_packer_put_uint (packer, facts->len);
  for (guint i = 0; i < facts->len; i++)
    put_fact (packer, g_ptr_array_index (facts, i));
}

static GPtrArray *
get_facts (DzUnpacker *unpacker)
{
  guint n = dz_unpacker_get_count (unpacker);
  g_autoptr (GPtrArray) facts = g_ptr_array_new_with_free_func ((GDestroyNotify) dz_fact_unref);

  for (guint i = 0; i < n; i++) {
    DzFact *fact = get_fact (unpacker);

    if (fact == NULL)
      return NULL;
    g_ptr_array_add (facts, fact);
  }
  return g_steal_pointer (&facts);
}

static void
put_claims (DzPacker *packer,
            GPtrArray *claims)
{
  dz_packer_put_uint (packer, claims->len);
  for (guint i = 0; i < claims->len; i++) {
    const DzClaim *c = g_ptr_array_index (claims, i);

    put_address (packer, &c->address);
    dz_packer_put_text (packer, c->printed);
    dz_packer_put_int (packer, c->fact);
    dz_packer_put_text (packer, c->reason);
  }
}

static GPtrArray *
get_claims (DzUnpacker *unpacker,
            guint n_facts)
{
  guint n = dz_unpacker_get_count (unpacker);
  GPtrArray *claims = dz_claims_new ();

  for (guint i = 0; i < n && dz_unpacker_is_sound (unpacker); i++) {
    DzClaim *claim = g_new0 (DzClaim, 1);
    gint64 fact;

    claim->address = get_address (unpacker);
    claim->printed = g_strdup (dz_unpacker_get_text (unpacker));
    fact = dz_unpacker_get_int (unpacker);
    claim->fact = fact >= 0 && fact < n_facts ? (int) fact : -1;
    claim->reason = g_intern_string (dz_unpacker_get_text_or_null (unpacker));
    g_ptr_array_add (claims, claim);
  }
  return claims;
}

static void
put_statements (DzPacker *packer,
                GPtrArray *statements)
{
  dz_packer_put_uint (packer, statements->len);
  for (guint i = 0; i < statements->len; i++) {
    const DzStatement *s = g_ptr_array_index (statements, i);

    dz_packer_put_uint (packer, (guchar) s->kind);
    dz_packer_put_int (packer, s->fact);
    dz_packer_put_int (packer, s->whole);
    put_value (packer, s->stated);
    dz_packer_put_uint (packer, s->percent ? 1 : 0);
    dz_packer_put_text (packer, s->quote);
    put_address (packer, &s->address);
  }
}

/* A statement about a fact that is not there is dropped. */
static GPtrArray *
get_statements (DzUnpacker *unpacker,
                guint n_facts)
{
  guint n = dz_unpacker_get_count (unpacker);
  GPtrArray *statements = dz_statements_new ();

  for (guint i = 0; i < n && dz_unpacker_is_sound (unpacker); i++) {
    DzStatement s = { .kind = (char) dz_unpacker_get_uint_to (unpacker, 127) };
    gint64 fact = dz_unpacker_get_int (unpacker);
    gint64 whole = dz_unpacker_get_int (unpacker);
    gboolean sound = get_value (unpacker, &s.stated);

    s.percent = dz_unpacker_get_uint_to (unpacker, 1) == 1;
    s.quote = g_strdup (dz_unpacker_get_text (unpacker));
    s.address = get_address (unpacker);
    s.fact = (int) CLAMP (fact, -1, G_MAXINT);
    s.whole = whole >= 0 && whole < n_facts ? (int) whole : -1;
    if (sound && fact >= 0 && fact < n_facts)
      g_ptr_array_add (statements, g_memdup2 (&s, sizeof s));
    else
      g_free (s.quote);
  }
  return statements;
}

static void
put_remarks (DzPacker *packer,
             GPtrArray *remarks)
{
  dz_packer_put_uint (packer, remarks->len);
  for (guint i = 0; i < remarks->len; i++) {
    const DzRemark *r = g_ptr_array_index (remarks, i);

    dz_packer_put_text (packer, r->code);
    dz_packer_put_text (packer, r->place);
    dz_packer_put_text (packer, r->message);
  }
}

static GPtrArray *
get_remarks (DzUnpacker *unpacker)
{
  guint n = dz_unpacker_get_count (unpacker);
  GPtrArray *remarks = g_ptr_array_new_with_free_func ((GDestroyNotify) dz_remark_free);

  for (guint i = 0; i < n && dz_unpacker_is_sound (unpacker); i++) {
    const char *code = dz_unpacker_get_text (unpacker);
    const char *place = dz_unpacker_get_text_or_null (unpacker);

    g_ptr_array_add (remarks, dz_remark_new (code, place, dz_unpacker_get_text (unpacker)));
  }
  return remarks;
}

GVariant *
dz_extraction_to_variant (DzExtraction *self)
{
  g_autoptr (DzPacker) packer = dz_packer_new ();
  g_autoptr (GBytes) packed = NULL;
  g_autoptr (GVariant) report = NULL;

  g_return_val_if_fail (DZ_IS_EXTRACTION (self), NULL);

  put_facts (packer, dz_extraction_get_facts (self));
  put_claims (packer, dz_extraction_get_claims (self));
  put_statements (packer, dz_extraction_get_statements (self));
  put_remarks (packer, dz_extraction_get_remarks (self));
  packed = dz_packer_end (packer);
  report = dz_report_to_variant (dz_extraction_get_report (self));
  return g_variant_ref_sink (g_variant_new ("(uv@ay)", VERSION, report,
                                            g_variant_new_from_bytes (G_VARIANT_TYPE_BYTESTRING, packed, TRUE)));
}

static DzExtraction *
set_damaged (GError **error)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _ ("the stored copy is damaged"));
  return NULL;
}

DzExtraction *
dz_extraction_new_from_variant (GVariant *variant,
                                DzCatalogue *catalogue,
                                DzDocument *document,
                                GError **error)
{
  g_autoptr (GVariant) stored_report = NULL, stored = NULL;
  g_autoptr (GBytes) packed = NULL;
  g_autoptr (DzUnpacker) unpacker = NULL;
  g_autoptr (DzReport) report = NULL;
  g_autoptr (GPtrArray) facts = NULL, claims = NULL, statements = NULL, remarks = NULL;
  guint version;

  if (!g_variant_is_of_type (variant, G_VARIANT_TYPE (EXTRACTION_TYPE)) || !g_variant_is_normal_form (variant))
    return set_damaged (error);
  g_variant_get (variant, "(uv@ay)", &version, &stored_report, &stored);
  if (version != VERSION) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _ ("the stored copy is from another version"));
    return NULL;
  }
  packed = g_variant_get_data_as_bytes (stored);
  unpacker = dz_unpacker_new (packed);
  report = dz_report_new_from_variant (stored_report, document);
  facts = report != NULL ? get_facts (unpacker) : NULL;
  if (facts == NULL)
    return set_damaged (error);
  claims = get_claims (unpacker, facts->len);
  statements = get_statements (unpacker, facts->len);
  remarks = get_remarks (unpacker);
  if (!dz_unpacker_is_done (unpacker))
    return set_damaged (error);
  return dz_extraction_new_private (report, catalogue, g_steal_pointer (&facts), g_steal_pointer (&claims),
                                    g_steal_pointer (&statements), g_steal_pointer (&remarks));
}
