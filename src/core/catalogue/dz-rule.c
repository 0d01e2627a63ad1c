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
  gboolean right = rule->n_right > 0;

  if (rule->sum_members && rule->n_right == 0)
    return; /* all rows that have columns, or those on the left */
  if (rule->kind == DZ_RULE_TEXT || rule->kind == DZ_RULE_INTEGER || rule->kind == DZ_RULE_PHRASE || (rule->n_left > 0 && right))
    return;
  dz_loader_problem (self, group->file, group->line, _ ("the rule needs “%s”; write the sum that stands on that side"),
                     rule->n_left == 0 ? "left" : "right");
}

static void
build_rule (DzLoader *self,
            DzGroup *group)
{
  DzRuleEntry *entry = dz_loader_allocate (self, sizeof *entry);
  DzRule *rule = &entry->rule;
  const char *factor = dz_group_get (group, "factor");
  const char *tolerance = dz_group_get (group, "tolerance");

  rule->id = group->args[0];
  rule->kind = dz_group_get_word (group, "kind", DZ_WORDS_RULE_KIND, 0);
  rule->severity = dz_group_get_word (group, "severity", DZ_WORDS_SEVERITY, DZ_SEVERITY_NOTICE);
  rule->report_kind = dz_group_get_boolean (group, "everywhere", FALSE) ? NULL : group->report_kind;
  rule->forms = dz_group_get_list (self, group, "forms", TRUE);
  rule->left = read_terms (self, group, "left", &rule->n_left);
  rule->right = read_terms (self, group, "right", &rule->n_right);
  rule->each_member = dz_group_get_boolean (group, "each-member", FALSE);
  rule->sum_members = dz_group_get_boolean (group, "sum-members", FALSE);
  if (tolerance == NULL || !dz_decimal_parse (tolerance, &rule->tolerance))
    rule->tolerance = DZ_DECIMAL_ZERO;
  rule->factor = factor != NULL ? g_ascii_strtod (factor, NULL) : 0;
  rule->min_base = dz_group_get_uint (group, "min-base", 0);
  entry->regex = dz_loader_keep_entry (self, group, "regex");
  entry->unless = dz_loader_keep_entry (self, group, "unless");
  rule->first_year = dz_group_get_uint (group, "first-year", 0);
  rule->last_year = dz_group_get_uint (group, "last-year", 0);
  rule->zh = get_text (group, "zh");
  rule->en = get_text (group, "en");
  rule->advice_zh = get_text (group, "advice-zh");
  rule->advice_en = get_text (group, "advice-en");
  rule->source = get_text (group, "source");
  check_forms (self, group, rule->forms);
  check_sides (self, group, rule);
  if (rule->kind == DZ_RULE_PHRASE && entry->regex == NULL)
    dz_loader_problem (self, group->file, group->line, _ ("the key “%s” is missing; add it"), "regex");
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

static void
build_section (DzLoader *self,
               DzGroup *group)
{
  DzSectionEntry *entry = dz_loader_allocate (self, sizeof *entry);
  DzSection *section = &entry->section;

  section->id = group->args[0];
  section->zh = get_text (group, "zh");
  section->en = get_text (group, "en");
  section->report_kind = group->report_kind;
  section->forms = dz_group_get_list (self, group, "forms", TRUE);
  section->order = dz_group_get_uint (group, "order", 0);
  section->min_chars = dz_group_get_uint (group, "min-chars", 0);
  entry->heading = dz_loader_keep_entry (self, group, "heading");
  check_forms (self, group, section->forms);
  g_ptr_array_add (self->catalogue->sections, entry);
}

static int
compare_sections (gconstpointer a,
                  gconstpointer b)
{
  const DzSection *x = *(const DzSection *const *) a;
  const DzSection *y = *(const DzSection *const *) b;

  return x->order < y->order ? -1 : x->order > y->order;
}

void
dz_rule_entry_free (DzRuleEntry *self)
{
  g_clear_pointer (&self->rule.regex, g_regex_unref);
  g_clear_pointer (&self->rule.unless, g_regex_unref);
}

void
dz_section_entry_free (DzSectionEntry *self)
{
  g_clear_pointer (&self->section.heading, g_regex_unref);
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
    else if (g_str_equal (group->kind, "section"))
      build_section (self, group);
  }
  g_ptr_array_sort (self->catalogue->sections, compare_sections);
}

void
dz_catalogue_compile_rules (DzCatalogue *self,
                            DzLoader *loader)
{
  for (guint i = 0; i < self->rules->len; i++) {
    DzRuleEntry *entry = self->rules->pdata[i];

    if (entry->rule.regex == NULL)
      entry->rule.regex = dz_entry_compile (entry->regex, loader);
    if (entry->rule.unless == NULL)
      entry->rule.unless = dz_entry_compile (entry->unless, loader);
  }
  for (guint i = 0; i < self->sections->len; i++) {
    DzSectionEntry *entry = self->sections->pdata[i];

    if (entry->section.heading == NULL)
      entry->section.heading = dz_entry_compile (entry->heading, loader);
  }
}

static void
ensure_compiled (DzCatalogue *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (!self->rules_compiled)
    dz_catalogue_compile_rules (self, NULL);
  self->rules_compiled = TRUE;
}

GPtrArray *
dz_catalogue_get_rules (DzCatalogue *self)
{
  g_return_val_if_fail (DZ_IS_CATALOGUE (self), NULL);
  ensure_compiled (self);
  return self->rules;
}

GPtrArray *
dz_catalogue_get_sections (DzCatalogue *self)
{
  g_return_val_if_fail (DZ_IS_CATALOGUE (self), NULL);
  ensure_compiled (self);
  return self->sections;
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
dz_section_get_label (const DzSection *section)
{
  return dz_catalogue_speaks_chinese () ? section->zh : section->en;
}

const char *
dz_rule_get_advice (const DzRule *rule)
{
  return dz_catalogue_speaks_chinese () ? rule->advice_zh : rule->advice_en;
}
