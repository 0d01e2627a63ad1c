/* dz-letter-template.c - the words of a letter, as its file has them
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-export"
#include "dz-letter-private.h"

#include "dz-catalogue.h"
#include "dz-export.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A letter's template is a page or two. */
#define LONGEST_TEMPLATE (256u * 1024u)

struct _DzLetterTemplate {
  GPtrArray *parts[DZ_N_PARTS]; /* of DzLetterLine */
  GPtrArray *left_out;          /* of char *: beginnings of rules */
};

static const char *const part_names[DZ_N_PARTS] = {
  [DZ_PART_OPENING] = "opening", [DZ_PART_ERROR] = "error", [DZ_PART_WARNING] = "warning", [DZ_PART_CHECK] = "check",
  [DZ_PART_NOTICE] = "notice", [DZ_PART_ITEM] = "item", [DZ_PART_FIGURE] = "figure", [DZ_PART_WORDS] = "words",
  [DZ_PART_REPLY] = "reply", [DZ_PART_CLOSING] = "closing",
};

static const struct {
  const char *sign;
  DzLetterLineKind kind;
} signs[] = {
  { "## ", DZ_LINE_HEADING }, { "# ", DZ_LINE_TITLE }, { "~ ", DZ_LINE_FLUSH }, { "- ", DZ_LINE_POINT },
  { "> ", DZ_LINE_REPLY },    { "=> ", DZ_LINE_RIGHT },
};

DzLetterLine *
dz_letter_line_new (DzLetterLineKind kind,
             char *text)
{
  DzLetterLine *self = g_new (DzLetterLine, 1);

  self->kind = kind;
  self->text = text;
  return self;
}

void
dz_letter_line_free (DzLetterLine *self)
{
  g_free (self->text);
  g_free (self);
}

void
dz_letter_template_free (DzLetterTemplate *self)
{
  for (guint i = 0; i < DZ_N_PARTS; i++)
    g_ptr_array_unref (self->parts[i]);
  g_ptr_array_unref (self->left_out);
  g_free (self);
}

static DzLetterLine *
read_line (const char *text)
{
  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    if (g_str_has_prefix (text, signs[i].sign))
      return dz_letter_line_new (signs[i].kind, g_strdup (text + strlen (signs[i].sign)));
  return dz_letter_line_new (DZ_LINE_PARAGRAPH, g_strdup (text));
}

static GPtrArray *
find_part (DzLetterTemplate *self,
           const char *name)
{
  for (guint i = 0; i < DZ_N_PARTS; i++)
    if (g_str_equal (part_names[i], name))
      return self->parts[i];
  return NULL;
}

static gboolean
read_template (DzLetterTemplate *self,
               const char *path,
               const char *text,
               GError **error)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  GPtrArray *part = NULL;
  gboolean leaving_out = FALSE;

  for (guint i = 0; lines[i] != NULL; i++) {
    char *line = g_strchomp (lines[i]);

    if (i == 0 && g_str_has_prefix (line, "\xef\xbb\xbf"))
      line += 3;
    if (*line == ';' || *line == '\0')
      continue;
    if (*line == '[' && g_str_has_suffix (line, "]")) {
      line[strlen (line) - 1] = '\0';
      leaving_out = g_str_equal (line + 1, "leave-out");
      part = leaving_out ? NULL : find_part (self, line + 1);
      if (part == NULL && !leaving_out) {
        g_set_error (error, DZ_EXPORT_ERROR, DZ_EXPORT_ERROR_FORMAT,
                     _ ("%s, line %u: a letter has no part [%s]; see the template that comes with the program"), path, i + 1, line + 1);
        return FALSE;
      }
    } else if (leaving_out) {
      g_ptr_array_add (self->left_out, g_strdup (line));
    } else if (part != NULL) {
      g_ptr_array_add (part, read_line (line));
    } else {
      g_set_error (error, DZ_EXPORT_ERROR, DZ_EXPORT_ERROR_FORMAT,
                   _ ("%s, line %u: words stand before the first part; begin with [opening]"), path, i + 1);
      return FALSE;
    }
  }
  if (self->parts[DZ_PART_ITEM]->len > 0)
    return TRUE;
  g_set_error (error, DZ_EXPORT_ERROR, DZ_EXPORT_ERROR_FORMAT, _ ("%s: the part [item] is missing, which words each finding"), path);
  return FALSE;
}

static char *
find_default (void)
{
  const char *wanted = g_getenv ("DUIZHAO_LETTERS");
  const char *name = dz_catalogue_speaks_chinese () ? "zh_CN.txt" : "en.txt";
  const char *folders[] = { wanted != NULL ? wanted : "", DZ_DATADIR "/letters", DZ_SOURCE_DATADIR "/letters" };
  g_autofree char *own = g_build_filename (g_get_user_data_dir (), "duizhao", "letters", name, NULL);

  if ((wanted == NULL || *wanted == '\0') && g_file_test (own, G_FILE_TEST_IS_REGULAR))
    return g_steal_pointer (&own);
  for (guint i = 0; i < G_N_ELEMENTS (folders); i++) {
    g_autofree char *path = g_build_filename (folders[i], name, NULL);

    if (*folders[i] != '\0' && g_file_test (path, G_FILE_TEST_IS_REGULAR))
      return g_steal_pointer (&path);
  }
  return g_build_filename (DZ_DATADIR, "letters", name, NULL);
}

DzLetterTemplate *
dz_letter_template_load (const char *path,
                         GError **error)
{
  DzLetterTemplate *self;
  g_autofree char *found = path != NULL ? g_strdup (path) : find_default ();
  g_autofree char *shown = g_filename_display_name (found);
  g_autofree char *text = NULL;
  g_autoptr (GError) problem = NULL;
  gsize length;

  if (!g_file_get_contents (found, &text, &length, &problem)) {
    g_set_error (error, DZ_EXPORT_ERROR, DZ_EXPORT_ERROR_FORMAT, _ ("%s: the template of the letter cannot be read; check the name"), shown);
    return NULL;
  }
  if (length > LONGEST_TEMPLATE || !g_utf8_validate (text, (gssize) length, NULL)) {
    g_set_error (error, DZ_EXPORT_ERROR, DZ_EXPORT_ERROR_FORMAT,
                 _ ("%s: this is no template of a letter; save it as plain text in UTF-8"), shown);
    return NULL;
  }
  self = g_new0 (DzLetterTemplate, 1);
  for (guint i = 0; i < DZ_N_PARTS; i++)
    self->parts[i] = g_ptr_array_new_with_free_func ((GDestroyNotify) dz_letter_line_free);
  self->left_out = g_ptr_array_new_with_free_func (g_free);
  if (read_template (self, shown, text, error))
    return self;
  dz_letter_template_free (self);
  return NULL;
}

GPtrArray *
dz_letter_template_get_part (const DzLetterTemplate *self,
                             DzLetterPart part)
{
  return self->parts[part];
}

/* "K-8c" is a rule, "CAP." a family. */
gboolean
dz_letter_template_leaves_out (const DzLetterTemplate *self,
                               const char *rule)
{
  for (guint i = 0; i < self->left_out->len; i++) {
    const char *pattern = self->left_out->pdata[i];

    if (g_str_has_suffix (pattern, ".") ? g_str_has_prefix (rule, pattern) : g_str_equal (rule, pattern))
      return TRUE;
  }
  return FALSE;
}

char *
dz_letter_fill (const char *text,
                const DzSlot *slots)
{
  g_autoptr (GString) out = g_string_new (NULL);

  while (*text != '\0') {
    const char *end = *text == '{' ? strchr (text, '}') : NULL;
    const char *words = NULL;

    if (end == NULL) {
      g_string_append_c (out, *text++);
      continue;
    }
    for (guint i = 0; slots[i].name != NULL && words == NULL; i++)
      if (strlen (slots[i].name) == (gsize) (end - text - 1) && strncmp (slots[i].name, text + 1, (gsize) (end - text - 1)) == 0)
        words = slots[i].words;
    if (words == NULL || *words == '\0')
      return NULL;
    g_string_append (out, words);
    text = end + 1;
  }
  return g_string_free (g_steal_pointer (&out), FALSE);
}
