/* dz-pattern.c - the wording of reports as regular expressions
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Compiling them all takes longer than loading the whole catalogue, and a command that lists
 * indicators needs none: each kind is compiled when it is first asked for.
 */
#define G_LOG_DOMAIN "dz-catalogue"

#include "dz-pattern.h"

#include <glib/gi18n-lib.h>

#include "dz-catalogue-private.h"

static const char *const kind_words[] = { "fact", "denial", "list", "ignore", "title", "period", "agency", "plan" };

G_STATIC_ASSERT (G_N_ELEMENTS (kind_words) == DZ_PATTERN_PLAN + 1);

void
dz_pattern_entry_free (DzPatternEntry *self)
{
  g_clear_pointer (&self->pattern.regex, g_regex_unref);
  g_clear_pointer (&self->pattern.unless, g_regex_unref);
}

GRegex *
dz_entry_compile (const DzEntry *entry,
                  DzLoader *loader)
{
  g_autoptr (GError) error = NULL;
  GRegex *regex;

  if (entry == NULL || entry->value[0] == '\0')
    return NULL;
  regex = g_regex_new (entry->value, G_REGEX_OPTIMIZE | G_REGEX_DUPNAMES, 0, &error);
  if (regex == NULL && loader != NULL)
    dz_loader_problem (loader, entry->file, entry->line, _ ("this regular expression cannot be used (%s); correct it"), error->message);
  else if (regex == NULL)
    g_warning ("%s:%u: %s", entry->file, entry->line, error->message);
  return regex;
}

/* With the lock held. A pattern that cannot be compiled is left out. */
void
dz_catalogue_compile_patterns (DzCatalogue *self,
                               DzPatternKind kind,
                               DzLoader *loader)
{
  GPtrArray *patterns = self->patterns[kind];

  for (guint i = 0; i < patterns->len; i++) {
    DzPatternEntry *entry = patterns->pdata[i];

    if (entry->pattern.regex != NULL)
      continue;
    entry->pattern.regex = dz_entry_compile (entry->regex, loader);
    entry->pattern.unless = dz_entry_compile (entry->unless, loader);
    if (entry->pattern.regex == NULL)
      g_ptr_array_remove_index (patterns, i--);
  }
}

static void
check_by_form (DzLoader *self,
               const DzGroup *group,
               const char *const *pairs)
{
  for (guint i = 0; pairs[i] != NULL; i += 2)
    if (!g_hash_table_contains (self->catalogue->form_ids, pairs[i]) ||
        !g_hash_table_contains (self->catalogue->indicator_ids, pairs[i + 1]))
      dz_loader_problem (self, group->file, group->line, _ ("“%s:%s” in “by-form” must be a form and an indicator"), pairs[i],
                         pairs[i + 1]);
}

/* "cn2014:apply.closed; cn2021:apply.result.total" to pairs. */
static const char *const *
read_by_form (DzLoader *self,
              DzGroup *group)
{
  const char *const *parts = dz_group_get_list (self, group, "by-form", FALSE);
  guint n = g_strv_length ((char **) parts);
  const char **pairs = dz_loader_allocate (self, (2 * n + 1) * sizeof *pairs);

  for (guint i = 0; i < n; i++) {
    g_auto (GStrv) halves = g_strsplit (parts[i], ":", 2);

    pairs[2 * i] = g_intern_string (g_strstrip (halves[0]));
    pairs[2 * i + 1] = g_intern_string (halves[1] != NULL ? g_strstrip (halves[1]) : "");
  }
  check_by_form (self, group, pairs);
  return pairs;
}

static const char *
get_known (DzLoader *self,
           const DzGroup *group,
           const char *key,
           GHashTable *ids)
{
  const DzEntry *entry = dz_group_find (group, key);

  if (entry == NULL || entry->value[0] == '\0')
    return NULL;
  if (!g_hash_table_contains (ids, entry->value))
    dz_loader_problem (self, entry->file, entry->line, _ ("“%s” is not in the catalogue; correct “%s” or add it"), entry->value, key);
  return g_intern_string (entry->value);
}

static void
build_pattern (DzLoader *self,
               DzGroup *group,
               DzPatternKind kind)
{
  DzCatalogue *catalogue = self->catalogue;
  DzPatternEntry *entry = dz_loader_allocate (self, sizeof *entry);
  DzPattern *pattern = &entry->pattern;
  const char *unit = dz_group_get (group, "unit");

  pattern->id = group->args[0];
  pattern->kind = kind;
  pattern->report_kind = dz_group_get_boolean (group, "everywhere", FALSE) ? NULL : group->report_kind;
  pattern->indicator = get_known (self, group, "indicator", catalogue->indicator_ids);
  pattern->member = get_known (self, group, "member", catalogue->member_ids);
  pattern->by_form = read_by_form (self, group);
  pattern->unit = unit != NULL ? unit : "";
  pattern->again = dz_group_get_boolean (group, "again", FALSE);
  pattern->confidence = MIN (dz_group_get_uint (group, "confidence", 80), 100);
  pattern->words = dz_group_get_list (self, group, "words", FALSE);
  pattern->label = dz_group_get (group, "label");
  pattern->reason_zh = dz_group_get (group, "reason-zh");
  pattern->reason_en = dz_group_get (group, "reason-en");
  entry->regex = dz_loader_keep_entry (self, group, "regex");
  entry->unless = dz_loader_keep_entry (self, group, "unless");
  g_ptr_array_add (catalogue->patterns[kind], entry);
}

void
dz_loader_build_patterns (DzLoader *self)
{
  for (guint i = 0; i < self->groups->len; i++) {
    DzGroup *group = self->groups->pdata[i];

    for (guint kind = 0; kind < G_N_ELEMENTS (kind_words); kind++)
      if (g_str_equal (group->kind, kind_words[kind]))
        build_pattern (self, group, kind);
  }
}

gboolean
dz_pattern_is_for (const DzPattern *self,
                   const char *report_kind)
{
  return self->report_kind == NULL || report_kind[0] == '\0' || g_str_equal (self->report_kind, report_kind);
}

GPtrArray *
dz_catalogue_get_patterns (DzCatalogue *self,
                           DzPatternKind kind)
{
  g_autoptr (GMutexLocker) locker = NULL;

  g_return_val_if_fail (DZ_IS_CATALOGUE (self), NULL);
  g_return_val_if_fail (kind <= DZ_PATTERN_PLAN, NULL);
  locker = g_mutex_locker_new (&self->lock);
  if (!self->compiled[kind])
    dz_catalogue_compile_patterns (self, kind, NULL);
  self->compiled[kind] = TRUE;
  return self->patterns[kind];
}
