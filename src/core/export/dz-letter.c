/* dz-letter.c - letters that ask an agency to verify what was found in its reports
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-export"
#include "dz-letter-private.h"

#include "dz-export-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

/* Figures and words that one finding shows, and the characters of a quote. */
#define MOST_FACTS 10u
#define MOST_WORDS 120

/* One agency's findings while they are gathered. */
typedef struct {
  char *agency;
  GPtrArray *findings; /* of DzFinding (borrowed) */
  guint first_year, last_year;
} Case;

typedef struct {
  const DzLetterTemplate *template;
  GPtrArray *extractions;
  GPtrArray *lines; /* of DzLetterLine */
  guint number;
} Writer;

static void
case_free (gpointer data)
{
  Case *self = data;

  g_free (self->agency);
  g_ptr_array_unref (self->findings);
  g_free (self);
}

static void
letter_free (gpointer data)
{
  DzLetter *self = data;

  g_free (self->agency);
  g_ptr_array_unref (self->lines);
  g_free (self);
}

static DzExtraction *
get_extraction (GPtrArray *extractions,
                const DzFinding *finding,
                guint i)
{
  guint index = i < finding->reports->len ? g_array_index (finding->reports, guint, i) : G_MAXUINT;

  return index < extractions->len ? extractions->pdata[index] : NULL;
}

static void
write_part (Writer *self,
            DzLetterPart part,
            const DzSlot *slots)
{
  GPtrArray *lines = dz_letter_template_get_part (self->template, part);

  for (guint i = 0; i < lines->len; i++) {
    const DzLetterLine *line = lines->pdata[i];
    char *text = dz_letter_fill (line->text, slots);

    if (text != NULL)
      g_ptr_array_add (self->lines, dz_letter_line_new (line->kind, text));
  }
}

/* Whose fact it is: one of the finding's reports; words without a value are looked up in their text. */
static DzExtraction *
find_owner (Writer *self,
            const DzFinding *finding,
            const DzFact *fact)
{
  for (guint i = 0; i < finding->reports->len; i++) {
    DzExtraction *extraction = get_extraction (self->extractions, finding, i);

    if (extraction != NULL && g_ptr_array_find (dz_extraction_get_facts (extraction), fact, NULL))
      return extraction;
  }
  return get_extraction (self->extractions, finding, 0);
}

/* "the report of 2018, page 3, in a table, row 5, column 2" */
static char *
write_place (Writer *self,
             const DzFinding *finding,
             const DzFact *fact)
{
  DzExtraction *first = get_extraction (self->extractions, finding, 0);
  DzExtraction *owner = find_owner (self, finding, fact);
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);

  if (owner != NULL && owner != first)
    g_ptr_array_add (words, dz_export_dup_report_title (dz_extraction_get_report (owner)));
  if (fact->address.page > 0)
    g_ptr_array_add (words, g_strdup_printf (_ ("page %u"), fact->address.page));
  if (fact->where == DZ_WHERE_MANUAL)
    g_ptr_array_add (words, g_strdup (_ ("corrected by hand")));
  else if (fact->where == DZ_WHERE_PROSE)
    g_ptr_array_add (words, g_strdup (_ ("in the text")));
  else
    g_ptr_array_add (words, g_strdup_printf (_ ("in a table, row %d, column %d"), fact->address.row + 1, fact->address.col + 1));
  g_ptr_array_add (words, NULL);
  return g_strjoinv (_ (", "), (char **) words->pdata);
}

/* The words on one line, cut where they are long. */
static char *
shorten (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *cut = NULL;

  g_strdelimit (valid, "\r\n\t\v\f", ' ');
  g_strstrip (valid);
  if (g_utf8_strlen (valid, -1) <= MOST_WORDS)
    return g_steal_pointer (&valid);
  cut = g_utf8_substring (valid, 0, MOST_WORDS);
  return g_strconcat (cut, "……", NULL);
}

static char *
label_fact (Writer *self,
            const DzFinding *finding,
            const DzFact *fact)
{
  DzCatalogue *catalogue = dz_extraction_get_catalogue (find_owner (self, finding, fact));
  const DzIndicator *indicator = catalogue != NULL ? dz_catalogue_lookup_indicator (catalogue, fact->indicator) : NULL;
  const DzMember *member = catalogue != NULL ? dz_catalogue_lookup_member (catalogue, fact->member) : NULL;
  const char *label = indicator != NULL ? dz_indicator_get_label (indicator) : fact->label;

  if (member == NULL)
    return g_strdup (label);
  return g_strdup_printf (_ ("%s, %s"), label, dz_member_get_label (member));
}

static char *
write_value (const DzFact *fact)
{
  if (fact->where == DZ_WHERE_MANUAL && dz_value_is_number (fact->value))
    return dz_decimal_to_string (fact->value.number);
  if (dz_value_is_number (fact->value) && g_str_has_suffix (fact->printed, fact->unit))
    return shorten (fact->printed);
  if (dz_value_is_number (fact->value)) {
    g_autofree char *printed = shorten (fact->printed);

    return g_strconcat (printed, fact->unit, NULL);
  }
  return g_strdup (fact->value.kind == DZ_VALUE_BLANK ? _ ("blank") : "——");
}

static void
write_fact (Writer *self,
            const DzFinding *finding,
            const DzFact *fact)
{
  g_autofree char *label = label_fact (self, finding, fact);
  g_autofree char *value = write_value (fact);
  g_autofree char *quote = shorten (fact->quote);
  g_autofree char *place = write_place (self, finding, fact);
  const DzSlot slots[] = { { "label", label }, { "value", value }, { "quote", quote }, { "place", place }, { NULL, NULL } };

  if (fact->where == DZ_WHERE_PROSE || !(dz_value_is_number (fact->value) || fact->value.kind == DZ_VALUE_BLANK))
    write_part (self, DZ_PART_WORDS, slots);
  else
    write_part (self, DZ_PART_FIGURE, slots);
}

/* A full stop of its own stands in the template. */
static char *
without_stop (const char *text)
{
  char *plain = g_strdup (text != NULL ? text : "");

  g_strchomp (plain);
  if (g_str_has_suffix (plain, "。"))
    plain[strlen (plain) - strlen ("。")] = '\0';
  else if (g_str_has_suffix (plain, "."))
    plain[strlen (plain) - 1] = '\0';
  return plain;
}

static void
write_finding (Writer *self,
               const DzFinding *finding)
{
  DzExtraction *extraction = get_extraction (self->extractions, finding, 0);
  DzCatalogue *catalogue = dz_extraction_get_catalogue (extraction);
  const DzRule *rule = catalogue != NULL ? dz_catalogue_lookup_rule (catalogue, finding->rule) : NULL;
  g_autofree char *number = g_strdup_printf ("%u", ++self->number);
  g_autofree char *year = dz_export_dup_year (dz_extraction_get_report (extraction));
  g_autofree char *message = without_stop (finding->message);
  g_autofree char *cause = without_stop (finding->cause);
  g_autofree char *advice = without_stop (rule != NULL ? dz_rule_get_advice (rule) : "");
  const DzSlot slots[] = {
    { "number", number }, { "year", year }, { "message", message }, { "cause", cause }, { "advice", advice },
    { "arithmetic", finding->arithmetic }, { "rule", finding->rule }, { NULL, NULL },
  };

  write_part (self, DZ_PART_ITEM, slots);
  for (guint i = 0; i < MIN (finding->facts->len, MOST_FACTS); i++)
    write_fact (self, finding, finding->facts->pdata[i]);
  write_part (self, DZ_PART_REPLY, slots);
}

/* 一、二、三 … in Chinese, else I, II … */
static const char *
write_ordinal (guint n)
{
  static const char *const chinese[] = { "一", "二", "三", "四" };
  static const char *const latin[] = { "I", "II", "III", "IV" };

  return (dz_catalogue_speaks_chinese () ? chinese : latin)[MIN (n, 3)];
}

static char *
write_years (const Case *dossier)
{
  if (dossier->last_year == 0)
    return g_strdup ("?");
  if (dossier->first_year == dossier->last_year)
    return g_strdup_printf ("%u", dossier->first_year);
  return g_strdup_printf (_ ("%u to %u"), dossier->first_year, dossier->last_year);
}

static DzLetter *
write_letter (const DzLetterTemplate *template,
              const Case *dossier,
              GPtrArray *extractions)
{
  Writer writer = { template, extractions, g_ptr_array_new_with_free_func ((GDestroyNotify) dz_letter_line_free), 0 };
  DzLetter *letter = g_new0 (DzLetter, 1);
  g_autofree char *total = g_strdup_printf ("%u", dossier->findings->len);
  g_autofree char *years = write_years (dossier);
  guint n_groups = 0;

  letter->agency = g_strdup (dossier->agency);
  letter->n_findings = dossier->findings->len;
  letter->lines = writer.lines;
  write_part (&writer, DZ_PART_OPENING,
              (const DzSlot[]) { { "agency", dossier->agency }, { "years", years }, { "total", total }, { NULL, NULL } });
  for (guint severity = DZ_SEVERITY_ERROR; severity <= DZ_SEVERITY_NOTICE; severity++) {
    g_autofree char *count = NULL;
    guint n = 0;

    for (guint i = 0; i < dossier->findings->len; i++)
      n += ((DzFinding *) dossier->findings->pdata[i])->severity == severity;
    if (n == 0)
      continue;
    count = g_strdup_printf ("%u", n);
    write_part (&writer, DZ_PART_ERROR + severity,
                (const DzSlot[]) { { "ordinal", write_ordinal (n_groups++) }, { "count", count }, { "agency", dossier->agency }, { NULL, NULL } });
    for (guint i = 0; i < dossier->findings->len; i++)
      if (((DzFinding *) dossier->findings->pdata[i])->severity == severity)
        write_finding (&writer, dossier->findings->pdata[i]);
  }
  write_part (&writer, DZ_PART_CLOSING,
              (const DzSlot[]) { { "agency", dossier->agency }, { "years", years }, { "total", total }, { NULL, NULL } });
  return letter;
}

static int
compare_cases (gconstpointer a,
               gconstpointer b)
{
  return strcmp ((*(Case *const *) a)->agency, (*(Case *const *) b)->agency);
}

static GPtrArray *
gather_cases (const DzLetterTemplate *template,
              GPtrArray *findings,
              GPtrArray *extractions)
{
  GPtrArray *cases = g_ptr_array_new_with_free_func (case_free);
  g_autoptr (GHashTable) by_agency = g_hash_table_new (g_str_hash, g_str_equal); /* agency -> Case, both borrowed */

  for (guint i = 0; i < findings->len; i++) {
    DzFinding *finding = findings->pdata[i];
    DzExtraction *extraction = get_extraction (extractions, finding, 0);
    DzReport *report = extraction != NULL ? dz_extraction_get_report (extraction) : NULL;
    guint year = report != NULL ? dz_report_get_year (report) : 0;
    const char *agency;
    Case *dossier;

    if (report == NULL || dz_letter_template_leaves_out (template, finding->rule))
      continue;
    agency = dz_export_get_agency (report);
    dossier = g_hash_table_lookup (by_agency, agency);
    if (dossier == NULL) {
      dossier = g_new0 (Case, 1);
      dossier->agency = g_strdup (agency);
      dossier->findings = g_ptr_array_new ();
      g_hash_table_insert (by_agency, dossier->agency, dossier);
      g_ptr_array_add (cases, dossier);
    }
    g_ptr_array_add (dossier->findings, finding);
    if (year > 0) {
      dossier->first_year = dossier->first_year == 0 ? year : MIN (dossier->first_year, year);
      dossier->last_year = MAX (dossier->last_year, year);
    }
  }
  g_ptr_array_sort (cases, compare_cases);
  return cases;
}

GPtrArray *
dz_letters_new (const DzLetterTemplate *template,
                GPtrArray *findings,
                GPtrArray *extractions)
{
  GPtrArray *letters = g_ptr_array_new_with_free_func (letter_free);
  g_autoptr (GPtrArray) cases = NULL;

  g_return_val_if_fail (template != NULL, letters);

  cases = gather_cases (template, findings, extractions);
  for (guint i = 0; i < cases->len; i++)
    g_ptr_array_add (letters, write_letter (template, cases->pdata[i], extractions));
  return letters;
}

const char *
dz_letter_get_agency (const DzLetter *self)
{
  return self->agency;
}

guint
dz_letter_get_n_findings (const DzLetter *self)
{
  return self->n_findings;
}

char *
dz_letter_dup_file_name (const DzLetter *self)
{
  g_autofree char *base = g_path_get_basename (self->agency);
  char *name = g_strdup_printf (_ ("Letter_%s"), base);

  g_strdelimit (name, "/\\:*?\"<>|\n\r\t", '_');
  if (strlen (name) > 180)
    *g_utf8_find_prev_char (name, name + 180) = '\0';
  return name;
}

gboolean
dz_letter_save (const DzLetter *self,
                const char *path,
                GError **error)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);
  GString *text = NULL;
  gboolean done;

  if (g_str_has_suffix (lower, ".docx")) {
    text = dz_letter_write_docx (self);
  } else if (g_str_has_suffix (lower, ".txt")) {
    text = dz_letter_write_text (self);
  } else {
    g_set_error (error, DZ_EXPORT_ERROR, DZ_EXPORT_ERROR_FORMAT,
                 _ ("%s: no such kind of letter can be written; let the name end in .docx or .txt"), path);
    return FALSE;
  }
  done = dz_export_write_file (path, text->str, text->len, error);
  g_string_free (text, TRUE);
  return done;
}

gboolean
dz_letters_save (GPtrArray *letters,
                 const char *folder,
                 const char *const *endings,
                 GError **error)
{
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (g_mkdir_with_parents (folder, 0777) != 0) {
    g_autofree char *shown = g_filename_display_name (folder);

    g_set_error (error, DZ_EXPORT_ERROR, DZ_EXPORT_ERROR_WRITE, _ ("%s: the folder cannot be made (%s); choose another one"), shown,
                 g_strerror (errno));
    return FALSE;
  }
  for (guint i = 0; i < letters->len; i++) {
    const DzLetter *letter = letters->pdata[i];
    char *name = dz_letter_dup_file_name (letter);

    /* Two names that differ in signs which no file may have. */
    for (guint n = 2; g_hash_table_contains (names, name); n++) {
      g_autofree char *plain = dz_letter_dup_file_name (letter);

      g_free (name);
      name = g_strdup_printf ("%s %u", plain, n);
    }
    g_hash_table_add (names, name);
    for (guint k = 0; endings[k] != NULL; k++) {
      g_autofree char *file = g_strconcat (name, endings[k], NULL);
      g_autofree char *path = g_build_filename (folder, file, NULL);

      if (!dz_letter_save (letter, path, error))
        return FALSE;
    }
  }
  return TRUE;
}
