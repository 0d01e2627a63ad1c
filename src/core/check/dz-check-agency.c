/* dz-check-agency.c - which reports are of the same agency
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One year an office writes 洪泽区人民政府, the next 淮安市洪泽区人民政府. The full name is the region
 * with what the agency's name adds to it; a shorter name is the same agency when it is the end
 * of exactly one full name.
 */
#define G_LOG_DOMAIN "dz-check"

#include "dz-check-private.h"

#include <string.h>

/* Characters of the region that a shortened name must keep: 市司法局 alone is anybody. */
#define SHORTEST_REGION 2

/* Region and agency joined where they overlap: 浙江省余姚市 + 余姚市司法局. */
static char *
make_full_name (const char *region,
                const char *agency)
{
  for (const char *tail = region; *tail != '\0'; tail = g_utf8_next_char (tail))
    if (g_str_has_prefix (agency, tail))
      return g_strconcat (region, agency + strlen (tail), NULL);
  return g_strconcat (region, agency, NULL);
}

#define AMBIGUOUS G_MAXUINT

static void
add_endings (GHashTable *endings,
             const char *full,
             const char *region,
             guint number)
{
  glong length = g_utf8_strlen (region, -1);
  const char *ending = full;

  for (glong skipped = 1; skipped <= length - SHORTEST_REGION; skipped++) {
    gpointer known;

    ending = g_utf8_next_char (ending);
    if (!g_hash_table_lookup_extended (endings, ending, NULL, &known))
      g_hash_table_insert (endings, (gpointer) ending, GUINT_TO_POINTER (number));
    else if (GPOINTER_TO_UINT (known) != number)
      g_hash_table_insert (endings, (gpointer) ending, GUINT_TO_POINTER (AMBIGUOUS));
  }
}

void
dz_check_number_agencies (GPtrArray *subjects)
{
  g_autoptr (GHashTable) full_names = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) endings = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  guint next = 1;

  for (guint i = 0; i < subjects->len; i++) {
    DzSubject *subject = subjects->pdata[i];
    const char *agency = dz_report_get_agency (subject->report);
    const char *region = dz_report_get_region (subject->report);
    char *full = make_full_name (region != NULL ? region : "", agency != NULL ? agency : "");

    g_ptr_array_add (names, full);
    subject->agency = GPOINTER_TO_UINT (g_hash_table_lookup (full_names, full));
    if (subject->agency != 0)
      continue;
    subject->agency = next++;
    if (agency == NULL || *agency == '\0')
      continue; /* nobody knows who: like no other */
    g_hash_table_insert (full_names, full, GUINT_TO_POINTER (subject->agency));
    add_endings (endings, full, region != NULL ? region : "", subject->agency);
  }
  for (guint i = 0; i < subjects->len; i++) {
    DzSubject *subject = subjects->pdata[i];
    guint longer = GPOINTER_TO_UINT (g_hash_table_lookup (endings, names->pdata[i]));

    if (longer != 0 && longer != AMBIGUOUS)
      subject->agency = longer;
  }
}

static guint
hash_agency_year (gconstpointer key)
{
  const DzSubject *subject = key;

  return subject->agency * 4099u + subject->year;
}

static gboolean
equal_agency_year (gconstpointer a,
                   gconstpointer b)
{
  const DzSubject *x = a;
  const DzSubject *y = b;

  return x->agency == y->agency && x->year == y->year && g_str_equal (x->kind, y->kind);
}

void
dz_check_link_years (GPtrArray *subjects)
{
  g_autoptr (GHashTable) table = g_hash_table_new_full (hash_agency_year, equal_agency_year, NULL, (GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; i < subjects->len; i++) {
    DzSubject *subject = subjects->pdata[i];
    GPtrArray *same = g_hash_table_lookup (table, subject);

    if (same == NULL) {
      same = g_ptr_array_new ();
      g_hash_table_insert (table, subject, same);
    }
    g_ptr_array_add (same, subject);
  }
  for (guint i = 0; i < subjects->len; i++) {
    DzSubject *subject = subjects->pdata[i];
    DzSubject before = { .agency = subject->agency, .year = subject->year - 1, .kind = subject->kind };
    GPtrArray *same = g_hash_table_lookup (table, subject);
    GPtrArray *previous = subject->year > 0 ? g_hash_table_lookup (table, &before) : NULL;

    if (previous != NULL)
      g_ptr_array_extend (subject->previous, previous, NULL, NULL);
    for (guint k = 0; subject->year > 0 && k < same->len; k++)
      if (same->pdata[k] != subject)
        g_ptr_array_add (subject->twins, same->pdata[k]);
  }
}
