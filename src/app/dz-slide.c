/* dz-slide.c - a chart as it was chosen: kind, indicators, reports
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-app"

#include "dz-slide.h"

#include "dz-words.h"

#define SLIDES_MAX 200

struct _DzSlide {
  GObject parent_instance;

  DzChartType type;
  char **indicators;
  char **reports;
};

G_DEFINE_FINAL_TYPE (DzSlide, dz_slide, G_TYPE_OBJECT)

static void
dz_slide_finalize (GObject *object)
{
  DzSlide *self = DZ_SLIDE (object);

  g_strfreev (self->indicators);
  g_strfreev (self->reports);
  G_OBJECT_CLASS (dz_slide_parent_class)->finalize (object);
}

static void
dz_slide_class_init (DzSlideClass *class)
{
  G_OBJECT_CLASS (class)->finalize = dz_slide_finalize;
}

static void
dz_slide_init (DzSlide *self)
{
}

DzSlide *
dz_slide_new (DzChartType type,
              const char *const *indicators,
              const char *const *reports)
{
  DzSlide *self = g_object_new (DZ_TYPE_SLIDE, NULL);

  self->type = type;
  self->indicators = g_strdupv ((char **) indicators);
  self->reports = g_strdupv ((char **) reports);
  return self;
}

DzChartType
dz_slide_get_chart_type (DzSlide *self)
{
  return self->type;
}

const char *const *
dz_slide_get_indicators (DzSlide *self)
{
  return (const char *const *) self->indicators;
}

const char *const *
dz_slide_get_reports (DzSlide *self)
{
  return (const char *const *) self->reports;
}

char *
dz_slide_report_key (DzReport *report)
{
  return g_strdup_printf ("%s\t%u", dz_words_agency (report), dz_report_get_year (report));
}

DzChartSpec *
dz_slide_make_spec (DzSlide *self,
                    DzComparison *comparison,
                    GError **error)
{
  g_autoptr (GArray) columns = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < dz_comparison_get_n_columns (comparison); i++) {
    DzReport *report = dz_extraction_get_report (dz_comparison_get_column (comparison, i));
    g_autofree char *key = dz_slide_report_key (report);

    if (g_strv_contains ((const char *const *) self->reports, key))
      g_array_append_val (columns, i);
  }
  return dz_chart_spec_new (comparison, self->type, (const char *const *) self->indicators, columns, error);
}

GVariant *
dz_slides_to_variant (GListModel *slides)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE (DZ_SLIDES_TYPE));
  for (guint i = 0; i < g_list_model_get_n_items (slides); i++) {
    g_autoptr (DzSlide) slide = g_list_model_get_item (slides, i);

    g_variant_builder_add (&builder, "(u^as^as)", (guint) slide->type, slide->indicators, slide->reports);
  }
  return g_variant_builder_end (&builder);
}

void
dz_slides_from_variant (GListStore *slides,
                        GVariant *variant)
{
  GVariantIter iter;
  guint type;
  char **indicators, **reports;

  g_list_store_remove_all (slides);
  if (variant == NULL || !g_variant_is_of_type (variant, G_VARIANT_TYPE (DZ_SLIDES_TYPE)))
    return;
  g_variant_iter_init (&iter, variant);
  while (g_variant_iter_next (&iter, "(u^as^as)", &type, &indicators, &reports)) {
    g_autoptr (DzSlide) slide = dz_slide_new ((DzChartType) MIN (type, (guint) DZ_CHART_MULTIPLES),
                                              (const char *const *) indicators, (const char *const *) reports);

    if (g_list_model_get_n_items (G_LIST_MODEL (slides)) < SLIDES_MAX)
      g_list_store_append (slides, slide);
    g_strfreev (indicators);
    g_strfreev (reports);
  }
}
