/* dz-check-words.c - what the words of a report say, read once and kept
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Checks run on every change of a correction, and the texts do not change: folding them, looking for
 * phrases and taking fingerprints is half of the work. An extraction never changes, so what was found
 * in its words hangs on it, for this catalogue and this language of messages.
 */
#define G_LOG_DOMAIN "dz-check"

#include "dz-check-private.h"

#include <locale.h>

static void
words_clear (gpointer data)
{
  DzWords *self = data;

  g_free (self->made_for);
  g_ptr_array_unref (self->findings);
  g_array_unref (self->prints);
  g_array_unref (self->signature);
}

void
dz_words_unref (DzWords *self)
{
  g_atomic_rc_box_release_full (self, words_clear);
}

static gpointer
words_ref (gpointer data,
           gpointer user_data)
{
  return data != NULL ? g_atomic_rc_box_acquire (data) : NULL;
}

static char *
describe_circumstances (DzCatalogue *catalogue)
{
  const char *locale = setlocale (LC_MESSAGES, NULL);
  const char *language = g_getenv ("LANGUAGE");

  return g_strdup_printf ("%s %s %s", dz_catalogue_get_version (catalogue), locale != NULL ? locale : "", language != NULL ? language : "");
}

static DzWords *
read_words (DzCatalogue *catalogue,
            const DzSubject *subject)
{
  DzWords *self = g_atomic_rc_box_new0 (DzWords);
  g_autoptr (GPtrArray) text = dz_subject_fold_text (subject);
  DzChecker checker = { .catalogue = catalogue };
  gboolean year_named;

  self->made_for = describe_circumstances (catalogue);
  self->findings = checker.findings = g_ptr_array_new_with_free_func ((GDestroyNotify) dz_finding_unref);
  year_named = dz_check_phrases (&checker, subject, text);
  dz_check_outline (&checker, subject, text, year_named);
  self->prints = dz_fingerprint_text (text, subject->report, catalogue);
  self->signature = dz_copies_sign (self->prints);
  return self;
}

DzWords *
dz_words_get (DzCatalogue *catalogue,
              const DzSubject *subject)
{
  GQuark quark = g_quark_from_static_string ("dz-check-words");
  g_autofree char *circumstances = describe_circumstances (catalogue);
  GObject *holder = G_OBJECT (subject->extraction);
  DzWords *known;

  known = g_object_dup_qdata (holder, quark, words_ref, NULL);
  if (known != NULL && g_str_equal (known->made_for, circumstances))
    return known;
  g_clear_pointer (&known, dz_words_unref);
  known = read_words (catalogue, subject);
  g_object_set_qdata_full (holder, quark, words_ref (known, NULL), (GDestroyNotify) dz_words_unref);
  return known;
}

/* The same finding for the place that the report has this time. */
static DzFinding *
copy_finding (const DzFinding *model,
              guint index)
{
  DzFinding *self = g_atomic_rc_box_new (DzFinding);

  *self = *model;
  self->reports = g_array_new (FALSE, FALSE, sizeof (guint));
  g_array_append_val (self->reports, index);
  self->facts = g_ptr_array_ref (model->facts);
  self->message = g_strdup (model->message);
  self->arithmetic = g_strdup (model->arithmetic);
  self->cause = g_strdup (model->cause);
  self->key = g_strdup (model->key);
  return self;
}

void
dz_check_words (DzChecker *self,
                const DzSubject *subject)
{
  g_autoptr (DzWords) words = dz_words_get (self->catalogue, subject);

  for (guint i = 0; i < words->findings->len; i++)
    g_ptr_array_add (self->findings, copy_finding (words->findings->pdata[i], subject->index));
}
