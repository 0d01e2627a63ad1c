/* dz-preferences.c - what the user may choose
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-app"

#include "dz-preferences.h"

#include "dz-decimal.h"

#include <glib/gi18n-lib.h>

struct _DzPreferences {
  AdwPreferencesWindow parent_instance;

  AdwComboRow *scheme;
  AdwComboRow *colors;
  GtkSwitch *compact;
  AdwEntryRow *tolerance;
  AdwEntryRow *tolerance_percent;

  GSettings *settings;
};

G_DEFINE_FINAL_TYPE (DzPreferences, dz_preferences, ADW_TYPE_PREFERENCES_WINDOW)

static gboolean
get_enum_cb (GValue *value,
             GVariant *variant,
             gpointer user_data)
{
  const char *const *nicks = user_data;
  const char *nick = g_variant_get_string (variant, NULL);

  for (guint i = 0; nicks[i] != NULL; i++) {
    if (g_str_equal (nicks[i], nick)) {
      g_value_set_uint (value, i);
      return TRUE;
    }
  }
  return FALSE;
}

static GVariant *
set_enum_cb (const GValue *value,
             const GVariantType *type,
             gpointer user_data)
{
  const char *const *nicks = user_data;
  guint index = g_value_get_uint (value);

  return index < g_strv_length ((char **) nicks) ? g_variant_new_string (nicks[index]) : NULL;
}

/* Only what is a number not below 0 is kept. */
static void
tolerance_applied_cb (AdwEntryRow *row,
                      DzPreferences *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (row));
  DzDecimal number;

  if (!dz_decimal_parse (text, &number) || dz_decimal_sign (number) < 0) {
    gtk_widget_add_css_class (GTK_WIDGET (row), "error");
    return;
  }
  gtk_widget_remove_css_class (GTK_WIDGET (row), "error");
  g_settings_set_string (self->settings, row == self->tolerance ? "tolerance" : "tolerance-percent", text);
}

static void
dz_preferences_finalize (GObject *object)
{
  g_clear_object (&DZ_PREFERENCES (object)->settings);
  G_OBJECT_CLASS (dz_preferences_parent_class)->finalize (object);
}

static void
dz_preferences_class_init (DzPreferencesClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = dz_preferences_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/duizhao/Duizhao/dz-preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, DzPreferences, scheme);
  gtk_widget_class_bind_template_child (widget_class, DzPreferences, colors);
  gtk_widget_class_bind_template_child (widget_class, DzPreferences, compact);
  gtk_widget_class_bind_template_child (widget_class, DzPreferences, tolerance);
  gtk_widget_class_bind_template_child (widget_class, DzPreferences, tolerance_percent);
  gtk_widget_class_bind_template_callback (widget_class, tolerance_applied_cb);
}

static void
dz_preferences_init (DzPreferences *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
dz_preferences_new (GSettings *settings)
{
  static const char *const schemes[] = { "system", "light", "dark", NULL };
  static const char *const colors[] = { "blue-orange", "red-green", "green-red", NULL };
  DzPreferences *self = g_object_new (DZ_TYPE_PREFERENCES, NULL);
  g_autofree char *tolerance = g_settings_get_string (settings, "tolerance");
  g_autofree char *percent = g_settings_get_string (settings, "tolerance-percent");

  self->settings = g_object_ref (settings);
  g_settings_bind_with_mapping (settings, "scheme", self->scheme, "selected", G_SETTINGS_BIND_DEFAULT,
                                get_enum_cb, set_enum_cb, (gpointer) schemes, NULL);
  g_settings_bind_with_mapping (settings, "change-colors", self->colors, "selected", G_SETTINGS_BIND_DEFAULT,
                                get_enum_cb, set_enum_cb, (gpointer) colors, NULL);
  g_settings_bind (settings, "compact", self->compact, "active", G_SETTINGS_BIND_DEFAULT);
  gtk_editable_set_text (GTK_EDITABLE (self->tolerance), tolerance);
  gtk_editable_set_text (GTK_EDITABLE (self->tolerance_percent), percent);
  return GTK_WIDGET (self);
}
