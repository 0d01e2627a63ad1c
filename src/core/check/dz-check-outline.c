/* dz-check-outline.c - parts that are missing, empty or numbered wrongly
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A text whose headings were lost on the way has no outline: nothing is called missing unless
 * most of the parts are there.
 */
#define G_LOG_DOMAIN "dz-check"

#include "dz-check-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
report_block (DzChecker *self,
              const DzSubject *subject,
              const DzRule *rule,
              const DzTextBlock *block,
              char *message)
{
  GPtrArray *facts = dz_facts_new ();

  if (block != NULL && block->folded->length > 0)
    g_ptr_array_add (facts, dz_subject_quote (subject, block, 0, block->folded->length));
  dz_checker_add (self, rule, subject, facts, message, NULL);
}

static gboolean
is_meant (const DzSubject *subject,
          DzCatalogue *catalogue,
          const DzSection *section)
{
  const DzRule probe = { .forms = section->forms, .report_kind = section->report_kind };

  return section->heading != NULL && dz_subject_takes_rule (subject, catalogue, &probe, NULL);
}

static guint
find_heading (GPtrArray *text,
              const DzSection *section)
{
  for (guint i = 0; i < text->len; i++) {
    const DzTextBlock *block = text->pdata[i];

    if (block->is_heading && block->level <= 1 && g_regex_match (section->heading, block->folded->text, 0, NULL))
      return i;
  }
  return G_MAXUINT;
}

/* Characters below a heading up to the next of its rank; a table counts as plenty. */
static guint
count_chars (GPtrArray *text,
             guint heading)
{
  guint n = 0;

  for (guint i = heading + 1; i < text->len; i++) {
    const DzTextBlock *block = text->pdata[i];

    if (block->is_heading && block->level <= 1)
      break;
    if (block->is_table)
      return G_MAXUINT;
    n += block->folded->n_chars;
  }
  return n;
}

static void
check_sections (DzChecker *self,
                const DzSubject *subject,
                GPtrArray *text)
{
  GPtrArray *sections = dz_catalogue_get_sections (self->catalogue);
  const DzRule *missing = dz_checker_get_rule (self, "OL.1");
  const DzRule *empty = dz_checker_get_rule (self, "OL.2");
  g_autofree guint *found = g_new (guint, sections->len + 1);
  guint wanted = 0, present = 0;

  for (guint i = 0; i < sections->len; i++) {
    found[i] = G_MAXUINT;
    if (!is_meant (subject, self->catalogue, sections->pdata[i]))
      continue;
    wanted++;
    found[i] = find_heading (text, sections->pdata[i]);
    present += found[i] != G_MAXUINT;
  }
  if (wanted == 0 || 2 * present <= wanted)
    return;
  for (guint i = 0; i < sections->len; i++) {
    const DzSection *section = sections->pdata[i];

    if (!is_meant (subject, self->catalogue, section))
      continue;
    if (found[i] == G_MAXUINT && missing != NULL)
      report_block (self, subject, missing, NULL,
                    g_strdup_printf (_ ("%s: “%s” was not found among the headings"), dz_rule_get_label (missing), dz_section_get_label (section)));
    else if (found[i] != G_MAXUINT && empty != NULL && section->min_chars > 0 && count_chars (text, found[i]) < section->min_chars)
      report_block (self, subject, empty, text->pdata[found[i]],
                    g_strdup_printf (_ ("%s: there is hardly a word below “%s”"), dz_rule_get_label (empty), dz_section_get_label (section)));
  }
}

/* 二 without its 、 is no heading to the reader of numbers, but it is there. */
static gboolean
has_plain_number (GPtrArray *text,
                  guint from,
                  guint to,
                  guint ordinal)
{
  static const char *const numerals[] = { "一", "二", "三", "四", "五", "六", "七", "八", "九", "十" };

  for (guint i = from; ordinal <= G_N_ELEMENTS (numerals) && i < to; i++) {
    const DzTextBlock *block = text->pdata[i];

    if (block->level == 0 && g_str_has_prefix (block->folded->text, numerals[ordinal - 1]))
      return TRUE;
  }
  return FALSE;
}

/* Numbers of headings of one rank follow each other; a lower rank starts anew below each higher
 * one, and an annex may start anew with 1. */
static void
check_numbering (DzChecker *self,
                 const DzSubject *subject,
                 GPtrArray *text)
{
  const DzRule *twice = dz_checker_get_rule (self, "OL.3");
  const DzRule *skipped = dz_checker_get_rule (self, "OL.4");
  guint last[3] = { 0, 0, 0 };
  guint place[3] = { 0, 0, 0 };

  for (guint i = 0; i < text->len; i++) {
    const DzTextBlock *block = text->pdata[i];

    if (!block->is_heading || block->level == 0 || block->level > 2)
      continue;
    if (block->ordinal > 1 && block->ordinal == last[block->level] && twice != NULL)
      report_block (self, subject, twice, block,
                    g_strdup_printf (_ ("%s: the number of “%s” was used before"), dz_rule_get_label (twice), block->folded->text));
    else if (last[block->level] > 0 && block->ordinal > last[block->level] + 1 && skipped != NULL &&
             !has_plain_number (text, place[block->level], i, block->ordinal - 1))
      report_block (self, subject, skipped, block,
                    g_strdup_printf (_ ("%s: “%s” follows number %u"), dz_rule_get_label (skipped), block->folded->text, last[block->level]));
    last[block->level] = block->ordinal;
    place[block->level] = i;
    if (block->level == 1)
      last[2] = 0;
  }
}

/* The last paragraph before a heading or the end, when it breaks off. */
static void
check_endings (DzChecker *self,
               const DzSubject *subject,
               GPtrArray *text)
{
  const DzRule *rule = dz_checker_get_rule (self, "OL.5");

  for (guint i = 0; rule != NULL && rule->regex != NULL && i < text->len; i++) {
    const DzTextBlock *block = text->pdata[i];
    const DzTextBlock *next = i + 1 < text->len ? text->pdata[i + 1] : NULL;

    if (block->is_table || block->is_heading || block->folded->n_chars < rule->min_base || (next != NULL && !next->is_heading) ||
        !g_regex_match (rule->regex, block->folded->text, 0, NULL))
      continue;
    report_block (self, subject, rule, block, g_strdup_printf (_ ("%s: the paragraph breaks off"), dz_rule_get_label (rule)));
  }
}

/* What reading the report left in doubt and the files hold for worth telling: RM.year_conflict, unless
 * the words that name another year were found already. */
static void
check_remarks (DzChecker *self,
               const DzSubject *subject,
               GPtrArray *remarks,
               gboolean year_named)
{
  for (guint i = 0; remarks != NULL && i < remarks->len; i++) {
    const DzRemark *remark = remarks->pdata[i];
    g_autofree char *id = g_strconcat ("RM.", remark->code, NULL);
    g_autofree char *plain = g_strdelimit (g_strdup (id), "-", '_');
    const DzRule *rule = dz_checker_get_rule (self, plain);
    DzFinding *finding;

    if (rule == NULL || (rule->report_kind != NULL && subject->kind[0] != '\0' && !g_str_equal (rule->report_kind, subject->kind))
        || (year_named && g_str_equal (remark->code, "year-conflict")))
      continue;
    finding = dz_checker_add (self, rule, subject, dz_facts_new (),
                              g_strdup_printf (_ ("%s: %s"), dz_rule_get_label (rule), remark->message), NULL);
    g_free (finding->key);
    finding->key = g_strdup_printf ("%s %s %u %s", rule->id, dz_report_get_agency (subject->report), subject->year,
                                    remark->place != NULL ? remark->place : "");
  }
}

void
dz_check_outline (DzChecker *self,
                  const DzSubject *subject,
                  GPtrArray *text,
                  gboolean year_named)
{
  check_sections (self, subject, text);
  check_numbering (self, subject, text);
  check_endings (self, subject, text);
  check_remarks (self, subject, dz_report_get_remarks (subject->report), year_named);
  check_remarks (self, subject, dz_extraction_get_remarks (subject->extraction), year_named);
}
