/* dump-facts.c - prints the facts of files, a line each, without any other stage
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * For scoring extraction alone: dump-facts FILE... > facts.ndjson
 */
#include "dz-extraction.h"
#include "dz-reader.h"

#include <stdio.h>

static void
print_string (const char *key,
              const char *text)
{
  printf ("\"%s\":", key);
  if (text == NULL) {
    printf ("null");
    return;
  }
  putchar ('"');
  for (const char *p = text; *p != '\0'; p++) {
    if (*p == '"' || *p == '\\')
      printf ("\\%c", *p);
    else if ((guchar) *p < 0x20)
      printf ("\\u%04x", (guint) *p);
    else
      putchar (*p);
  }
  putchar ('"');
}

static void
print_fact (DzReport *report,
            DzCatalogue *catalogue,
            const DzFact *fact)
{
  const DzMember *member = fact->member != NULL ? dz_catalogue_lookup_member (catalogue, fact->member) : NULL;
  g_autofree char *value = dz_value_is_number (fact->value) ? dz_decimal_to_string (fact->value.number) : NULL;
  g_autofree char *address = dz_address_to_string (&fact->address);

  putchar ('{');
  print_string ("file", dz_report_get_file (report));
  printf (",");
  print_string ("agency", dz_report_get_agency (report));
  printf (",");
  print_string ("region", dz_report_get_region (report));
  printf (",\"year\":%u,", fact->year > 0 ? fact->year : dz_report_get_year (report));
  print_string ("form", dz_report_get_form (report));
  printf (",");
  print_string ("indicator", fact->indicator);
  printf (",");
  print_string ("label", fact->label);
  printf (",");
  print_string ("path", fact->path);
  printf (",");
  print_string ("applicant", member != NULL ? member->zh : "");
  printf (",");
  print_string ("value", value);
  printf (",");
  print_string ("unit", fact->unit);
  printf (",");
  print_string ("state", dz_value_kind_to_string (fact->value.kind));
  printf (",\"approximate\":%s,", fact->value.bound != DZ_BOUND_EXACT ? "true" : "false");
  print_string ("where", dz_where_to_string (fact->where));
  printf (",");
  print_string ("quote", fact->quote);
  printf (",");
  print_string ("address", address);
  printf (",\"confidence\":%u}\n", fact->confidence);
}

static gboolean
dump (const char *file,
      DzCatalogue *catalogue,
      gboolean claims)
{
  g_autofree char *contents = NULL;
  gsize length;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (DzDocument) document = NULL;
  g_autoptr (GPtrArray) reports = NULL;

  if (!g_file_get_contents (file, &contents, &length, &error)) {
    g_printerr ("%s: %s\n", file, error->message);
    return FALSE;
  }
  bytes = g_bytes_new_take (g_steal_pointer (&contents), length);
  document = dz_reader_read (bytes, file, NULL, NULL, &error);
  if (document == NULL) {
    g_printerr ("%s: %s\n", file, error->message);
    return FALSE;
  }
  reports = dz_report_recognise (document, catalogue, file);
  if (reports->len == 0)
    g_printerr ("%s: no report\n", file);
  for (guint i = 0; i < reports->len; i++) {
    g_autoptr (DzExtraction) extraction = dz_extract (g_ptr_array_index (reports, i), catalogue);
    GPtrArray *facts = dz_extraction_get_facts (extraction);
    GPtrArray *list = dz_extraction_get_claims (extraction);

    for (guint j = 0; j < facts->len; j++)
      print_fact (g_ptr_array_index (reports, i), catalogue, g_ptr_array_index (facts, j));
    if (facts->len == 0)
      printf ("{\"file\":\"%s\",\"agency\":\"%s\",\"year\":%u}\n", file, dz_report_get_agency (g_ptr_array_index (reports, i)),
              dz_report_get_year (g_ptr_array_index (reports, i)));
    for (guint j = 0; claims && j < list->len; j++) {
      const DzClaim *claim = g_ptr_array_index (list, j);
      g_autofree char *address = dz_address_to_string (&claim->address);

      g_printerr ("claim %s %s %s %d\n", address, claim->printed, claim->reason != NULL ? claim->reason : "-", claim->fact);
    }
  }
  return TRUE;
}

int
main (int argc,
      char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DzCatalogue) catalogue = dz_catalogue_load_default (&error);
  gboolean claims = FALSE;
  int status = 0;

  if (catalogue == NULL) {
    g_printerr ("%s\n", error->message);
    return 2;
  }
  for (int i = 1; i < argc; i++) {
    if (g_str_equal (argv[i], "--claims"))
      claims = TRUE;
    else if (!dump (argv[i], catalogue, claims))
      status = 1;
  }
  return status;
}
