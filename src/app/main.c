/* main.c - duizhao: the window
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-app"

#include "dz-application.h"
#include "dz-pipeline.h"

#include <glib/gi18n-lib.h>
#include <locale.h>

int
main (int argc,
      char **argv)
{
  const char *locale_folder = g_getenv ("DUIZHAO_LOCALEDIR");
  g_autoptr (DzApplication) application = NULL;

  dz_pipeline_maybe_become_worker (argc, argv);
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, locale_folder != NULL ? locale_folder : DZ_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  /* Chinese text in a locale that is not: Chinese shapes, not Japanese ones. */
  g_setenv ("PANGO_LANGUAGE", "zh-cn", FALSE);
  g_set_application_name (_ ("Duizhao"));
  application = dz_application_new (G_APPLICATION_DEFAULT_FLAGS);
  return g_application_run (G_APPLICATION (application), argc, argv);
}
