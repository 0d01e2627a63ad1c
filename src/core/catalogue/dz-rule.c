/* dz-rule.c - relations between figures, and figures made from others
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-catalogue"

#include "dz-rule.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "dz-catalogue-private.h"

const char *
dz_severity_to_string (DzSeverity severity)
{
  static const char *const words[] = { "error", "warning", "check", "notice" };

  g_return_val_if_fail (severity < G_N_ELEMENTS (words), "notice");
  return words[severity];
}

static gboolean
is_id_char (char c)
{
  return g_ascii_isalnum (c) || c == '.' || c == '_';
}

static char *
read_id (const char **rest)
{
  const char *start = *rest;

  while (is_id_char (**rest))
    (*rest)++;
  return g_strndup (start, *rest - start);
}

static void
skip_blanks (const char **rest)
{
  while (**rest == ' ' || **rest == '\t')
    (*rest)++;
}

/* "apply.carry.out[applicant.total]@-1" behind its sign; FALSE with a problem told. */
static gboolean
read_term (DzLoader *self,
           const DzEntry *entry,
           const char **rest,
           DzTerm *term)
{
  DzCatalogue *catalogue = self->catalogue;
  g_autofree char *id = read_id (rest);

  if (!g_hash_table_contains (catalogue->indicator_ids, id)) {
    dz_loader_problem (self, entry->file, entry->line, _ ("“%s” in “%s” is no indicator; a side is a sum such as a.b + c.d[member]@-1"),
                       id, entry->key);
    return FALSE;
  }
  term->indicator = g_intern_string (id);
  if (**rest == '[') {
    g_autofree char *member = NULL;

    (*rest)++;
    member = read_id (rest);
    if (!g_hash_table_contains (catalogue->member_ids, member) || **rest != ']') {
      dz_loader_problem (self, entry->file, entry->line, _ ("“%s” in “%s” is no member of a dimension; correct it"), member, entry->key);
      return FALSE;
    }
    term->member = g_intern_string (member);
    (*rest)++;
  }
  if (g_str_has_prefix (*rest, "@-1")) {
    term->year_offset = -1;
    *rest += 3;
  }
  return TRUE;
}

/* A side of a rule: terms with + or - between them. */
static const DzTerm *
read_terms (DzLoader *self,
            const DzGroup *group,
            const char *key,
            guint *n_terms)
{
  const DzEntry *entry = dz_group_find (group, key);
  const char *rest = entry != NULL ? entry->value : "";
  g_autoptr (GArray) terms = g_array_new (FALSE, TRUE, sizeof (DzTerm));
  DzTerm *result;
  int sign = 1;

  skip_blanks (&rest);
  while (*rest != '\0') {
    DzTerm term = { .sign = sign };

    if (!read_term (self, entry, &rest, &term))
      break;
    g_array_append_val (terms, term);
    skip_blanks (&rest);
    if (*rest == '\0')
      break;
    if (*rest != '+' && *rest != '-') {
      dz_loader_problem (self, entry->file, entry->line, _ ("a “+” or “-” is missing before “%s” in “%s”"), rest, key);
      break;
    }
    sign = *rest++ == '-' ? -1 : 1;
    skip_blanks (&rest);
  }
  *n_terms = terms->len;
  result = dz_loader_allocate (self, MAX (terms->len, 1) * sizeof (DzTerm));
  if (terms->len > 0)
    memcpy (result, terms->data, terms->len * sizeof (DzTerm));
  return result;
}

static void
check_forms (DzLoader *self,
             const DzGroup *group,
             const char *const *forms)
{
  for (guint i = 0; forms[i] != NULL; i++)
    if (!g_hash_table_contains (self->catalogue->form_ids, forms[i]))
      dz_loader_problem (self, group->file, group->line, _ ("“%s” is no form; correct “forms” or add it"), forms[i]);
}

static const char *
get_text (const DzGroup *group,
          const char *key)
{
  const char *value = dz_group_get (group, key);

  return value != NULL ? value : "";
}

static void
check_sides (DzLoader *self,
             const DzGroup *group,
             const DzRule *rule)
{
  gboolean right = rule->n_right > 0 || rule->sum_members || rule->kind == DZ_RULE_INTEGER;

  if (rule->kind == DZ_RULE_TEXT || (rule->n_left > 0 && right))
    return;
  dz_loader_problem (self, group->file, group->line, _ ("the rule needs “%s”; write the sum that stands on that side"),
                     rule->n_left == 0 ? "left" : "right");
}

static void
build_rule (DzLoader *self,
            DzGroup *group)
{
  DzRule *rule = dz_loader_allocate (self, sizeof *rule);
  const char *tolerance = dz_group_get (group, "tolerance");

  rule->id = group->args[0];
  rule->kind = dz_group_get_word (group, "kind", DZ_WORDS_RULE_KIND, 0);
  rule->severity = dz_group_get_word (group, "severity", DZ_WORDS_SEVERITY, DZ_SEVERITY_NOTICE);
  rule->report_kind = group->report_kind;
  rule->forms = dz_group_get_list (self, group, "forms", TRUE);
  rule->left = read_terms (self, group, "left", &rule->n_left);
  rule->right = read_terms (self, group, "right", &rule->n_right);
  rule->each_member = dz_group_get_boolean (group, "each-member", FALSE);
  rule->sum_members = dz_group_get_boolean (group, "sum-members", FALSE);
  if (tolerance == NULL || !dz_decimal_parse (tolerance, &rule->tolerance))
    rule->tolerance = DZ_DECIMAL_ZERO;
  rule->first_year = dz_group_get_uint (group, "first-year", 0);
  rule->last_year = dz_group_get_uint (group, "last-year", 0);
  rule->zh = get_text (group, "zh");
  rule->en = get_text (group, "en");
  rule->advice_zh = get_text (group, "advice-zh");
  rule->advice_en = get_text (group, "advice-en");
  rule->source = get_text (group, "source");
  check_forms (self, group, rule->forms);
  check_sides (self, group, rule);
  g_ptr_array_add (self->catalogue->rules, rule);
  g_hash_table_insert (self->catalogue->rule_ids, (gpointer) rule->id, rule);
}

static void
build_derived (DzLoader *self,
               DzGroup *group)
{
  DzDerived *derived = dz_loader_allocate (self, sizeof *derived);

  derived->id = group->args[0];
  derived->zh = get_text (group, "zh");
  derived->en = get_text (group, "en");
  derived->unit = get_text (group, "unit");
  derived->forms = dz_group_get_list (self, group, "forms", TRUE);
  derived->numerator = read_terms (self, group, "numerator", &derived->n_numerator);
  derived->denominator = read_terms (self, group, "denominator", &derived->n_denominator);
  derived->percent = dz_group_get_boolean (group, "percent", FALSE);
  derived->min_base = dz_group_get_uint (group, "min-base", 0);
  check_forms (self, group, derived->forms);
  g_ptr_array_add (self->catalogue->derived, derived);
}

void
dz_loader_build_rules (DzLoader *self)
{
  for (guint i = 0; i < self->groups->len; i++) {
    DzGroup *group = self->groups->pdata[i];

    if (g_str_equal (group->kind, "rule"))
      build_rule (self, group);
    else if (g_str_equal (group->kind, "derived"))
      build_derived (self, group);
  }
}

GPtrArray *
dz_catalogue_get_rules (DzCatalogue *self)
{
  g_return_val_if_fail (DZ_IS_CATALOGUE (self), NULL);
  return self->rules;
}

const DzRule *
dz_catalogue_lookup_rule (DzCatalogue *self,
                          const char *id)
{
  g_return_val_if_fail (DZ_IS_CATALOGUE (self), NULL);
  return id != NULL ? g_hash_table_lookup (self->rule_ids, id) : NULL;
}

GPtrArray *
dz_catalogue_get_derived (DzCatalogue *self)
{
  g_return_val_if_fail (DZ_IS_CATALOGUE (self), NULL);
  return self->derived;
}

const char *
dz_rule_get_label (const DzRule *rule)
{
  return dz_catalogue_speaks_chinese () ? rule->zh : rule->en;
}

const char *
dz_rule_get_advice (const DzRule *rule)
{
  return dz_catalogue_speaks_chinese () ? rule->advice_zh : rule->advice_en;
}
