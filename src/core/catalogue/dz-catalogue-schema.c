/* dz-catalogue-schema.c - which groups and keys a catalogue may hold
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-catalogue"

#include "dz-catalogue-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef enum {
  KEY_TEXT,
  KEY_LIST,
  KEY_NUMBER,  /* a whole number */
  KEY_DECIMAL,
  KEY_BOOLEAN, /* yes or no */
  KEY_WORD,    /* one of @words */
} KeyType;

typedef struct {
  const char *name;
  KeyType type;
  gboolean required;
  const char *words;
} KeySpec;

typedef struct {
  const char *kind;
  guint n_args;
  const char *example;
  const KeySpec *keys; /* ends with a NULL name */
} GroupSpec;

static const KeySpec name_keys[] = {
  { "zh", KEY_TEXT, TRUE },
  { "en", KEY_TEXT, TRUE },
  { NULL },
};

static const KeySpec dimension_keys[] = {
  { "zh", KEY_TEXT, TRUE },
  { "en", KEY_TEXT, TRUE },
  { "total", KEY_TEXT, TRUE },
  { NULL },
};

static const KeySpec member_keys[] = {
  { "dimension", KEY_TEXT, TRUE },
  { "zh", KEY_TEXT, TRUE },
  { "en", KEY_TEXT, TRUE },
  { "parent", KEY_TEXT },
  { "labels", KEY_LIST },
  { "cells", KEY_BOOLEAN },
  { NULL },
};

static const KeySpec indicator_keys[] = {
  { "parent", KEY_TEXT },
  { "zh", KEY_TEXT, TRUE },
  { "en", KEY_TEXT, TRUE },
  { "unit", KEY_TEXT },
  { "kind", KEY_WORD, TRUE, DZ_WORDS_INDICATOR_KIND },
  { "dimension", KEY_TEXT },
  { "relation", KEY_WORD, FALSE, DZ_WORDS_RELATION },
  { "partition", KEY_TEXT },
  { "aliases", KEY_LIST },
  { "signed", KEY_BOOLEAN },
  { NULL },
};

static const KeySpec form_keys[] = {
  { "zh", KEY_TEXT, TRUE },
  { "en", KEY_TEXT, TRUE },
  { "extends", KEY_TEXT },
  { "first-year", KEY_NUMBER },
  { "last-year", KEY_NUMBER },
  { "anchors", KEY_LIST },
  { "counter", KEY_LIST },
  { NULL },
};

static const KeySpec row_keys[] = {
  { "labels", KEY_LIST, TRUE },
  { "level", KEY_NUMBER },
  { "order", KEY_NUMBER },
  { "unit", KEY_TEXT },
  { "parent", KEY_TEXT },
  { "relation", KEY_WORD, FALSE, DZ_WORDS_RELATION },
  { "partition", KEY_TEXT },
  { "cells", KEY_BOOLEAN },
  { NULL },
};

static const KeySpec link_keys[] = {
  { "mark", KEY_WORD, TRUE, DZ_WORDS_COMPARABLE },
  { "detail", KEY_TEXT },
  { NULL },
};

static const KeySpec rule_keys[] = {
  { "kind", KEY_WORD, TRUE, DZ_WORDS_RULE_KIND },
  { "severity", KEY_WORD, TRUE, DZ_WORDS_SEVERITY },
  { "forms", KEY_LIST },
  { "left", KEY_TEXT },
  { "right", KEY_TEXT },
  { "each-member", KEY_BOOLEAN },
  { "sum-members", KEY_BOOLEAN },
  { "tolerance", KEY_DECIMAL },
  { "factor", KEY_DECIMAL },
  { "min-base", KEY_NUMBER },
  { "regex", KEY_TEXT },
  { "unless", KEY_TEXT },
  { "first-year", KEY_NUMBER },
  { "last-year", KEY_NUMBER },
  { "zh", KEY_TEXT, TRUE },
  { "en", KEY_TEXT, TRUE },
  { "advice-zh", KEY_TEXT },
  { "advice-en", KEY_TEXT },
  { "source", KEY_TEXT, TRUE },
  { "everywhere", KEY_BOOLEAN }, /* in reports of every kind */
  { "covers", KEY_LIST }, /* ids of the list of rules this one answers, for docs/rules.md */
  { NULL },
};

static const KeySpec section_keys[] = {
  { "zh", KEY_TEXT, TRUE },
  { "en", KEY_TEXT, TRUE },
  { "forms", KEY_LIST },
  { "heading", KEY_TEXT, TRUE },
  { "order", KEY_NUMBER, TRUE },
  { "min-chars", KEY_NUMBER },
  { NULL },
};

static const KeySpec derived_keys[] = {
  { "zh", KEY_TEXT, TRUE },
  { "en", KEY_TEXT, TRUE },
  { "unit", KEY_TEXT },
  { "forms", KEY_LIST },
  { "numerator", KEY_TEXT, TRUE },
  { "denominator", KEY_TEXT },
  { "percent", KEY_BOOLEAN },
  { "min-base", KEY_NUMBER },
  { NULL },
};

static const KeySpec pattern_keys[] = {
  { "regex", KEY_TEXT, TRUE },
  { "unless", KEY_TEXT },
  { "indicator", KEY_TEXT },
  { "member", KEY_TEXT },
  { "by-form", KEY_LIST },
  { "again", KEY_BOOLEAN }, /* its number may serve another pattern too */
  { "unit", KEY_TEXT },
  { "confidence", KEY_NUMBER },
  { "words", KEY_LIST },
  { "everywhere", KEY_BOOLEAN }, /* in reports of every kind */
  { "label", KEY_TEXT },
  { "reason-zh", KEY_TEXT },
  { "reason-en", KEY_TEXT },
  { NULL },
};

static const GroupSpec specs[] = {
  { "kind", 1, "[kind disclosure]", name_keys },
  { "dimension", 1, "[dimension applicant]", dimension_keys },
  { "member", 1, "[member applicant.natural]", member_keys },
  { "indicator", 1, "[indicator apply.closed]", indicator_keys },
  { "form", 1, "[form cn2021]", form_keys },
  { "row", 2, "[row cn2021 apply.carry.in]", row_keys },
  { "same", 3, "[same apply.carry.in cn2019 cn2021]", link_keys },
  { "pair", 2, "[pair apply.closed apply.result.total]", link_keys },
  { "rule", 1, "[rule R19.1]", rule_keys },
  { "section", 1, "[section overall]", section_keys },
  { "derived", 2, "[derived rate.refused cn2014]", derived_keys },
  { "fact", 1, "[fact received]", pattern_keys },
  { "denial", 1, "[denial no-review]", pattern_keys },
  { "list", 1, "[list of-which]", pattern_keys },
  { "ignore", 1, "[ignore hotline]", pattern_keys },
  { "title", 1, "[title plain]", pattern_keys },
  { "period", 1, "[period plain]", pattern_keys },
  { "agency", 1, "[agency footer]", pattern_keys },
  { "plan", 1, "[plan next-year]", pattern_keys },
};

static const GroupSpec *
find_spec (const char *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (specs); i++)
    if (g_str_equal (specs[i].kind, kind))
      return &specs[i];
  return NULL;
}

static const KeySpec *
find_key (const GroupSpec *spec,
          const char *name)
{
  for (const KeySpec *key = spec->keys; key->name != NULL; key++)
    if (key->name[0] == name[0] && strcmp (key->name, name) == 0)
      return key;
  return NULL;
}

static char *
join_kinds (void)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (specs); i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", specs[i].kind);
  return g_string_free (text, FALSE);
}

static char *
join_keys (const GroupSpec *spec)
{
  GString *text = g_string_new (NULL);

  for (const KeySpec *key = spec->keys; key->name != NULL; key++)
    g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", key->name);
  return g_string_free (text, FALSE);
}

static gboolean
is_whole_number (const char *value)
{
  gsize length = strspn (value, "0123456789");

  return length > 0 && length < 9 && value[length] == '\0';
}

static void
check_value (DzLoader *self,
             const DzGroup *group,
             const KeySpec *key,
             const DzEntry *entry)
{
  DzDecimal number;

  if (entry->value[0] == '\0') {
    if (key->required)
      dz_loader_problem (self, entry->file, entry->line, _ ("the key “%s” has no value; write one"), key->name);
    return;
  }
  if (key->type == KEY_NUMBER && !is_whole_number (entry->value))
    dz_loader_problem (self, entry->file, entry->line, _ ("“%s” is no whole number; “%s” needs one"), entry->value, key->name);
  else if (key->type == KEY_DECIMAL && !dz_decimal_parse (entry->value, &number))
    dz_loader_problem (self, entry->file, entry->line, _ ("“%s” is no number; “%s” needs one"), entry->value, key->name);
  else if (key->type == KEY_BOOLEAN && !g_str_equal (entry->value, "yes") && !g_str_equal (entry->value, "no"))
    dz_loader_problem (self, entry->file, entry->line, _ ("“%s” must be “yes” or “no”, not “%s”"), key->name, entry->value);
  else if (key->type == KEY_WORD && dz_group_get_word (group, key->name, key->words, G_MAXUINT) == G_MAXUINT)
    dz_loader_problem (self, entry->file, entry->line, _ ("“%s” cannot be “%s”; it is one of: %s"), key->name, entry->value,
                       key->words);
}

static void
check_group (DzLoader *self,
             const DzGroup *group)
{
  const GroupSpec *spec = find_spec (group->kind);

  if (spec == NULL) {
    g_autofree char *kinds = join_kinds ();

    dz_loader_problem (self, group->file, group->line, _ ("there is no group of the kind “%s”; there are: %s"), group->kind, kinds);
    return;
  }
  if (group->n_args != spec->n_args) {
    dz_loader_problem (self, group->file, group->line, _ ("the head names %u ids, but one of this kind looks like %s"),
                       group->n_args, spec->example);
    return;
  }
  for (guint i = 0; i < group->entries->len; i++) {
    const DzEntry *entry = &g_array_index (group->entries, DzEntry, i);
    const KeySpec *key = find_key (spec, entry->key);

    if (key != NULL) {
      check_value (self, group, key, entry);
    } else {
      g_autofree char *keys = join_keys (spec);

      dz_loader_problem (self, entry->file, entry->line, _ ("a group “%s” has no key “%s”; it has: %s"), group->kind, entry->key,
                         keys);
    }
  }
  for (const KeySpec *key = spec->keys; key->name != NULL; key++)
    if (key->required && dz_group_find (group, key->name) == NULL)
      dz_loader_problem (self, group->file, group->line, _ ("the key “%s” is missing; add it"), key->name);
}

void
dz_loader_check_groups (DzLoader *self)
{
  for (guint i = 0; i < self->groups->len; i++)
    check_group (self, self->groups->pdata[i]);
}
