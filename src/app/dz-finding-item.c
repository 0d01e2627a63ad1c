/* dz-finding-item.c - a finding with what a person said of it, as an item of lists
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-app"

#include "dz-finding-item.h"

#include "dz-words.h"

#include <glib/gi18n-lib.h>

struct _DzFindingItem {
  GObject parent_instance;

  DzFinding *finding;
  DzFindingState state;
  char *note;
  GPtrArray *extractions; /* of DzExtraction, those of the finding's reports, in its order */
};

G_DEFINE_FINAL_TYPE (DzFindingItem, dz_finding_item, G_TYPE_OBJECT)

static void
dz_finding_item_finalize (GObject *object)
{
  DzFindingItem *self = DZ_FINDING_ITEM (object);

  g_clear_pointer (&self->finding, dz_finding_unref);
  g_clear_pointer (&self->extractions, g_ptr_array_unref);
  g_free (self->note);
  G_OBJECT_CLASS (dz_finding_item_parent_class)->finalize (object);
}

static void
dz_finding_item_class_init (DzFindingItemClass *class)
{
  G_OBJECT_CLASS (class)->finalize = dz_finding_item_finalize;
}

static void
dz_finding_item_init (DzFindingItem *self)
{
  self->extractions = g_ptr_array_new_with_free_func (g_object_unref);
}

DzFindingItem *
dz_finding_item_new (DzFinding *finding,
                     GPtrArray *extractions,
                     DzFindingState state,
                     const char *note)
{
  DzFindingItem *self = g_object_new (DZ_TYPE_FINDING_ITEM, NULL);

  self->finding = dz_finding_ref (finding);
  self->state = state;
  self->note = g_strdup (note);
  for (guint i = 0; i < finding->reports->len; i++) {
    guint index = g_array_index (finding->reports, guint, i);

    if (index < extractions->len)
      g_ptr_array_add (self->extractions, g_object_ref (g_ptr_array_index (extractions, index)));
  }
  return self;
}

DzFinding *
dz_finding_item_get_finding (DzFindingItem *self)
{
  return self->finding;
}

DzFindingState
dz_finding_item_get_state (DzFindingItem *self)
{
  return self->state;
}

const char *
dz_finding_item_get_note (DzFindingItem *self)
{
  return self->note;
}

DzExtraction *
dz_finding_item_get_extraction (DzFindingItem *self)
{
  return self->extractions->len == 0 ? NULL : g_ptr_array_index (self->extractions, 0);
}

DzExtraction *
dz_finding_item_find_owner (DzFindingItem *self,
                            const DzFact *fact)
{
  guint place;

  for (guint i = 1; i < self->extractions->len; i++) {
    DzExtraction *extraction = g_ptr_array_index (self->extractions, i);

    if (g_ptr_array_find (dz_extraction_get_facts (extraction), fact, NULL))
      return extraction;
  }
  /* Passages that two reports share are quotes by turns, one of each. */
  if (self->extractions->len == 2 && fact->indicator == NULL && fact->value.kind == DZ_VALUE_NOT_APPLICABLE &&
      g_ptr_array_find (self->finding->facts, fact, &place) && place % 2 == 1)
    return g_ptr_array_index (self->extractions, 1);
  return dz_finding_item_get_extraction (self);
}

DzExtraction *
dz_finding_item_get_other (DzFindingItem *self)
{
  return self->extractions->len < 2 ? NULL : g_ptr_array_index (self->extractions, 1);
}

char *
dz_finding_item_dup_title (DzFindingItem *self)
{
  DzExtraction *extraction = dz_finding_item_get_extraction (self);

  return extraction == NULL ? g_strdup ("") : dz_words_report (dz_extraction_get_report (extraction));
}

const char *
dz_severity_get_words (DzSeverity severity)
{
  switch (severity) {
  case DZ_SEVERITY_ERROR:
    return _ ("Certainly wrong");
  case DZ_SEVERITY_WARNING:
    return _ ("Contradictory");
  case DZ_SEVERITY_CHECK:
    return _ ("Please check");
  case DZ_SEVERITY_NOTICE:
    return _ ("Worth a look");
  default:
    g_return_val_if_reached ("");
  }
}
