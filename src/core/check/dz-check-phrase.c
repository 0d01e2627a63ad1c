/* dz-check-phrase.c - what the words of the text promise
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A phrase of the rule files is looked for in every paragraph. "year" and "agency" among its named
 * groups must be the report's own; its sides must hold; without any of these the words
 * themselves are what is found.
 */
#define G_LOG_DOMAIN "dz-check"

#include "dz-check-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Findings of one phrase in one report: more are of the same kind. */
#define MOST_OF_A_KIND 3u

static void
report_phrase (DzChecker *self,
               const DzSubject *subject,
               const DzRule *rule,
               DzFact *quote,
               GPtrArray *cells,
               char *message,
               char *arithmetic)
{
  GPtrArray *facts = dz_facts_new ();

  g_ptr_array_add (facts, quote);
  for (guint i = 0; cells != NULL && i < cells->len; i++)
    dz_facts_add (facts, cells->pdata[i]);
  dz_checker_add (self, rule, subject, facts, message, arithmetic);
}

/* "year" of the match against the report's; TRUE when the group is there. */
static gboolean
check_year (DzChecker *self,
            const DzSubject *subject,
            const DzRule *rule,
            GMatchInfo *match,
            DzFact **quote)
{
  g_autofree char *text = g_match_info_fetch_named (match, "year");
  guint year = text != NULL ? (guint) g_ascii_strtoull (text, NULL, 10) : 0;

  if (year == 0)
    return text != NULL;
  if (subject->year != 0 && year != subject->year)
    report_phrase (self, subject, rule, g_steal_pointer (quote), NULL,
                   g_strdup_printf (_ ("%s: the report is on %u, these words name %u"), dz_rule_get_label (rule), subject->year, year),
                   g_strdup_printf ("%u ≠ %u", year, subject->year));
  return TRUE;
}

/* Whether the characters of @part stand in @whole in their order, maybe with others between: 住建局 in
 * 住房和城乡建设局. */
static gboolean
is_short_for (const char *part,
              const char *whole)
{
  for (; *part != '\0'; part = g_utf8_next_char (part)) {
    whole = g_utf8_strchr (whole, -1, g_utf8_get_char (part));
    if (whole == NULL)
      return FALSE;
    whole = g_utf8_next_char (whole);
  }
  return TRUE;
}

/* Names of one agency: one is the end of the other, or short for it. */
static gboolean
is_same_agency (const char *a,
                const char *b)
{
  return g_str_has_suffix (a, b) || g_str_has_suffix (b, a) || g_str_has_prefix (a, b) || g_str_has_prefix (b, a) ||
         is_short_for (a, b) || is_short_for (b, a);
}

static gboolean
check_agency (DzChecker *self,
              const DzSubject *subject,
              const DzRule *rule,
              GMatchInfo *match,
              DzFact **quote)
{
  g_autofree char *named = g_match_info_fetch_named (match, "agency");
  g_autofree char *own = NULL;

  if (named == NULL || *named == '\0')
    return named != NULL;
  own = dz_text_fold_string (dz_report_get_agency (subject->report));
  if (*own != '\0' && dz_report_get_reading (subject->report, "agency")->confidence >= DZ_CHECK_SURE && !is_same_agency (own, named))
    report_phrase (self, subject, rule, g_steal_pointer (quote), NULL,
                   g_strdup_printf (_ ("%s: the report is by %s, these words name %s"), dz_rule_get_label (rule), own, named),
                   g_strdup_printf ("%s ≠ %s", named, own));
  return TRUE;
}

static void
check_sides (DzChecker *self,
             const DzSubject *subject,
             const DzRule *rule,
             DzFact **quote)
{
  g_autoptr (GPtrArray) cells = dz_facts_new ();
  DzRange left, right = { .exact = TRUE };
  g_autofree char *a = NULL;
  g_autofree char *b = NULL;
  char *arithmetic;
  char *message;

  if (!dz_subject_sum (subject, self->catalogue, rule->left, rule->n_left, NULL, &left, cells))
    return;
  if (rule->n_right > 0 && !dz_subject_sum (subject, self->catalogue, rule->right, rule->n_right, NULL, &right, cells))
    return;
  if ((left.open_high || right.open_low || dz_decimal_compare (left.high, right.low) >= 0) &&
      (left.open_low || right.open_high || dz_decimal_compare (left.low, right.high) <= 0))
    return;
  a = dz_decimal_to_string (left.low);
  b = dz_decimal_to_string (right.low);
  arithmetic = g_strdup_printf ("%s ≠ %s", a, b);
  message = g_strdup_printf (_ ("%s: the text says “%s”, the table %s instead of %s"), dz_rule_get_label (rule), (*quote)->quote, a, b);
  report_phrase (self, subject, rule, g_steal_pointer (quote), cells,
                 message, arithmetic);
}

/* The same words again tell nothing new. */
static gboolean
was_said (DzChecker *self,
          const DzSubject *subject,
          const DzRule *rule,
          const char *message)
{
  for (guint i = self->findings->len; i > 0; i--) {
    const DzFinding *finding = self->findings->pdata[i - 1];

    if (finding->rule != rule->id || g_array_index (finding->reports, guint, 0) != subject->index)
      return FALSE;
    if (g_str_equal (finding->message, message))
      return TRUE;
  }
  return FALSE;
}

static void
check_match (DzChecker *self,
             const DzSubject *subject,
             const DzRule *rule,
             const DzTextBlock *block,
             GMatchInfo *match)
{
  g_autoptr (DzFact) quote = NULL;
  gboolean named;
  int from, to;
  gsize start, end;

  if (!g_match_info_fetch_pos (match, 0, &from, &to) || from == to)
    return;
  dz_text_block_get_sentence (block, (gsize) from, (gsize) to, &start, &end);
  if (rule->unless != NULL) {
    g_autofree char *sentence = g_strndup (block->folded->text + start, end - start);

    if (g_regex_match (rule->unless, sentence, 0, NULL))
      return;
  }
  quote = dz_subject_quote (subject, block, (gsize) from, (gsize) to);
  named = check_year (self, subject, rule, match, &quote);
  if (quote != NULL)
    named |= check_agency (self, subject, rule, match, &quote);
  if (named || quote == NULL)
    return;
  if (rule->n_left > 0) {
    check_sides (self, subject, rule, &quote);
  } else {
    char *message = g_strdup_printf (_ ("%s: “%s”"), dz_rule_get_label (rule), quote->quote);

    if (was_said (self, subject, rule, message)) {
      g_free (message);
      return;
    }
    report_phrase (self, subject, rule, g_steal_pointer (&quote), NULL, message, NULL);
  }
}

static void
check_block (DzChecker *self,
             const DzSubject *subject,
             const DzRule *rule,
             const DzTextBlock *block)
{
  g_autoptr (GMatchInfo) match = NULL;

  g_regex_match_full (rule->regex, block->folded->text, (gssize) block->folded->length, 0, 0, &match, NULL);
  while (g_match_info_matches (match)) {
    check_match (self, subject, rule, block, match);
    if (!g_match_info_next (match, NULL))
      break;
  }
}

static gboolean
names_a_year (const DzRule *rule)
{
  return g_regex_get_string_number (rule->regex, "year") > 0;
}

gboolean
dz_check_phrases (DzChecker *self,
                  const DzSubject *subject,
                  GPtrArray *text)
{
  GPtrArray *rules = dz_catalogue_get_rules (self->catalogue);
  gboolean year_named = FALSE;

  for (guint i = 0; i < rules->len; i++) {
    const DzRule *rule = rules->pdata[i];
    guint before = self->findings->len;

    if (rule->kind != DZ_RULE_PHRASE || rule->regex == NULL || !dz_subject_takes_rule (subject, self->catalogue, rule, NULL))
      continue;
    for (guint k = 0; k < text->len && self->findings->len < before + MOST_OF_A_KIND; k++) {
      const DzTextBlock *block = text->pdata[k];

      if (!block->is_table && block->folded->n_chars >= rule->min_base)
        check_block (self, subject, rule, block);
    }
    year_named |= self->findings->len > before && names_a_year (rule);
  }
  return year_named;
}
