/* test-catalogue.c - loading, looking up, refusing
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "dz-catalogue.h"
#include "dz-pattern.h"
#include "dz-rule.h"

#include <gio/gio.h>
#include <glib/gstdio.h>

static DzCatalogue *
load_default (void)
{
  g_autoptr (GError) error = NULL;
  DzCatalogue *catalogue = dz_catalogue_load_default (&error);

  g_assert_no_error (error);
  return catalogue;
}

static void
test_forms (void)
{
  g_autoptr (DzCatalogue) catalogue = load_default ();
  const DzForm *base = dz_catalogue_lookup_form (catalogue, "cn2019");
  const DzForm *variant = dz_catalogue_lookup_form (catalogue, "hb2019");
  const DzFormRow *row = dz_form_lookup_row (variant, "doc.other.made");

  g_assert_nonnull (base);
  g_assert_nonnull (variant);
  g_assert_nonnull (row);
  g_assert_cmpuint (variant->rows->len, >, base->rows->len);
  g_assert_null (dz_form_lookup_row (base, "doc.other.made"));
  g_assert_nonnull (dz_form_lookup_row (variant, "apply.carry.in"));
  for (guint i = 0; i < variant->rows->len; i++)
    g_assert_cmpuint (((DzFormRow *) variant->rows->pdata[i])->order, ==, i + 1);
  for (guint i = 0; i < base->rows->len; i++)
    g_assert_cmpuint (((DzFormRow *) base->rows->pdata[i])->order, ==, i + 1);
  /* A new row stands behind the one it follows in the file. */
  g_assert_cmpuint (row->order, >, dz_form_lookup_row (variant, "doc.normative")->order);
  g_assert_cmpuint (row->order, <, dz_form_lookup_row (variant, "permit")->order);
  g_assert_cmpuint (((DzForm *) dz_catalogue_lookup_form (catalogue, "prose"))->rows->len, ==, 0);
}

static void
test_members (void)
{
  g_autoptr (DzCatalogue) catalogue = load_default ();
  const DzMember *total = dz_catalogue_lookup_member (catalogue, "applicant.total");
  const DzMember *legal = dz_catalogue_lookup_member (catalogue, "applicant.legal");

  g_assert_cmpuint (dz_catalogue_get_members (catalogue, "applicant")->len, ==, 8);
  g_assert_true (total->is_total);
  g_assert_true (total->has_cells);
  g_assert_false (legal->is_total);
  g_assert_false (legal->has_cells);
  g_assert_null (dz_catalogue_get_members (catalogue, "weather"));
}

static void
test_comparable (void)
{
  static const struct {
    const char *indicator, *a, *b;
    DzComparable expected;
  } cases[] = {
    { "apply.carry.in", "cn2019", "cn2019", DZ_COMPARABLE_SAME },
    { "apply.carry.in", "cn2019", "cn2021", DZ_COMPARABLE_SAME },
    { "apply.carry.in", "cn2021", "hb2019", DZ_COMPARABLE_SAME },
    { "apply.carry.in", "hb2019", "cn2019", DZ_COMPARABLE_SAME },
    { "proactive.total", "cn2014", "zj2017", DZ_COMPARABLE_NEAR },
    { "proactive.total", "prose", "cn2014", DZ_COMPARABLE_NEAR },
    { "apply.carry.in", "prose", "cn2021", DZ_COMPARABLE_SAME },
  };
  g_autoptr (DzCatalogue) catalogue = load_default ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (dz_catalogue_compare_forms (catalogue, cases[i].indicator, cases[i].a, cases[i].b, NULL), ==,
                     cases[i].expected);
  g_assert_cmpint (dz_catalogue_compare_indicators (catalogue, "proactive.total", "doc.rules.published", NULL), ==, DZ_COMPARABLE_NO);
}

static void
test_interned (void)
{
  g_autoptr (DzCatalogue) catalogue = load_default ();
  GPtrArray *indicators = dz_catalogue_get_indicators (catalogue);

  g_assert_cmpuint (indicators->len, >, 200);
  for (guint i = 0; i < indicators->len; i++) {
    const DzIndicator *indicator = indicators->pdata[i];

    g_assert_true (indicator->id == g_intern_string (indicator->id));
    g_assert_cmpuint (indicator->order, ==, i);
    g_assert_true (dz_catalogue_lookup_indicator (catalogue, indicator->id) == indicator);
  }
}

/* A catalogue in a folder of its own, made from the text of one file. */
static char *
write_catalogue (const char *text)
{
  char *folder = g_dir_make_tmp ("duizhao-XXXXXX", NULL);
  g_autofree char *kind = g_build_filename (folder, "minutes", NULL);
  g_autofree char *file = g_build_filename (kind, "all.ini", NULL);

  g_assert_cmpint (g_mkdir (kind, 0700), ==, 0);
  g_assert_true (g_file_set_contents (file, text, -1, NULL));
  return folder;
}

static void
remove_catalogue (const char *folder)
{
  g_autofree char *kind = g_build_filename (folder, "minutes", NULL);
  g_autofree char *file = g_build_filename (kind, "all.ini", NULL);

  g_unlink (file);
  g_rmdir (kind);
  g_rmdir (folder);
}

#define GOOD "[indicator a]\nzh=甲\nen=A\nkind=count\n\n[indicator b]\nzh=乙\nen=B\nkind=count\nparent=a\n\n"

static void
test_problems (void)
{
  static const struct {
    const char *text, *problem;
  } cases[] = {
    { "[indicator a]\nzh=甲\nen=A\nkind=cuont\n", "minutes/all.ini:4:" },
    { "[indicator a]\nzh=甲\nkind=count\n", "minutes/all.ini:1:" },
    { "[indicator a]\nzh=甲\nen=A\nkind=count\nlabels=x\n", "minutes/all.ini:5:" },
    { GOOD "[indicator a]\nzh=甲\nen=A\nkind=count\n", "minutes/all.ini:12:" },
    { GOOD "zh=x\n", "minutes/all.ini:12:" },
    { GOOD "[indicator c]\nzh=丙\nen=C\nkind=count\nparent=d\n", "minutes/all.ini:16:" },
    { "[indicator a]\nzh=甲\nen=A\nkind=count\nparent=a\n", "minutes/all.ini:1:" },
    { GOOD "[row f a]\nlabels=x\n", "minutes/all.ini:12:" },
    { GOOD "[form f]\nzh=式\nen=F\nextends=f\n", "minutes/all.ini:12:" },
    { GOOD "[form f]\nzh=式\nen=F\nfirst-year=soon\n", "minutes/all.ini:15:" },
    { GOOD "[unknown x]\n", "minutes/all.ini:12:" },
    { GOOD "[indicator\n", "minutes/all.ini:12:" },
    { GOOD "[form f g]\nzh=式\nen=F\n", "minutes/all.ini:12:" },
    { GOOD "no key\n", "minutes/all.ini:12:" },
    { GOOD "[rule r]\nkind=equal\nseverity=error\nzh=则\nen=R\nsource=s\nleft=a\nright=c\n", "minutes/all.ini:19:" },
    { GOOD "[rule r]\nkind=equal\nseverity=error\nzh=则\nen=R\nsource=s\nleft=a b\nright=a\n", "minutes/all.ini:18:" },
    { GOOD "[rule r]\nkind=equal\nseverity=error\nzh=则\nen=R\nsource=s\nleft=a\n", "minutes/all.ini:12:" },
    { GOOD "[fact f]\nregex=((\n", "minutes/all.ini:13:" },
    { GOOD "[fact f]\nregex=x\nindicator=z\n", "minutes/all.ini:14:" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *folder = write_catalogue (cases[i].text);
    const char *folders[] = { folder, NULL };
    g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);

    g_assert_false (dz_catalogue_check (folders, problems));
    g_assert_cmpuint (problems->len, >=, 1);
    if (!g_str_has_prefix (problems->pdata[0], cases[i].problem))
      g_error ("case %u: “%s” instead of “%s …”", i, (char *) problems->pdata[0], cases[i].problem);
    remove_catalogue (folder);
  }
}

static void
test_missing (void)
{
  const char *folders[] = { "/nowhere/at/all", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (DzCatalogue) catalogue = dz_catalogue_load (folders, NULL, &error);

  g_assert_null (catalogue);
  g_assert_error (error, DZ_CATALOGUE_ERROR, DZ_CATALOGUE_ERROR_MISSING);
}

static void
test_rules_and_patterns (void)
{
  g_autofree char *folder = write_catalogue (
    GOOD "[rule r]\nkind=at-most\nseverity=check\nzh=则\nen=R\nsource=s\nleft=b@-1 - a\nright=a\ntolerance=0.5\n"
         "[fact f]\nregex=甲(?<n>\\d+);?\nindicator=a\n[fact g]\nregex=乙\n");
  const char *folders[] = { folder, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (DzCatalogue) catalogue = dz_catalogue_load (folders, NULL, &error);
  const DzRule *rule;
  GPtrArray *facts;

  g_assert_no_error (error);
  rule = dz_catalogue_lookup_rule (catalogue, "r");
  g_assert_cmpint (rule->kind, ==, DZ_RULE_AT_MOST);
  g_assert_cmpuint (rule->n_left, ==, 2);
  g_assert_cmpint (rule->left[0].year_offset, ==, -1);
  g_assert_cmpint (rule->left[1].sign, ==, -1);
  g_assert_true (rule->left[1].indicator == g_intern_string ("a"));
  g_assert_cmpint (rule->tolerance.mantissa, ==, 5);
  facts = dz_catalogue_get_patterns (catalogue, DZ_PATTERN_FACT);
  g_assert_cmpuint (facts->len, ==, 2);
  g_assert_true (g_regex_match (((DzPattern *) facts->pdata[0])->regex, "甲12;", 0, NULL));
  g_assert_cmpuint (dz_catalogue_get_patterns (catalogue, DZ_PATTERN_DENIAL)->len, ==, 0);
  remove_catalogue (folder);
}

static void
test_user_folder_extends (void)
{
  g_autofree char *first = write_catalogue (GOOD);
  g_autofree char *second = write_catalogue ("[indicator a]\naliases=甲项;\n\n[indicator c]\nzh=丙\nen=C\nkind=amount\nunit=元\n");
  const char *folders[] = { first, second, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (DzCatalogue) catalogue = dz_catalogue_load (folders, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (dz_catalogue_get_indicators (catalogue)->len, ==, 3);
  g_assert_cmpstr (dz_catalogue_lookup_indicator (catalogue, "a")->aliases[0], ==, "甲项");
  g_assert_cmpstr (dz_catalogue_lookup_indicator (catalogue, "a")->zh, ==, "甲");
  g_assert_cmpstr (dz_catalogue_lookup_indicator (catalogue, "c")->unit, ==, "元");
  remove_catalogue (first);
  remove_catalogue (second);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/catalogue/forms", test_forms);
  g_test_add_func ("/catalogue/members", test_members);
  g_test_add_func ("/catalogue/comparable", test_comparable);
  g_test_add_func ("/catalogue/interned", test_interned);
  g_test_add_func ("/catalogue/problems", test_problems);
  g_test_add_func ("/catalogue/missing", test_missing);
  g_test_add_func ("/catalogue/rules-and-patterns", test_rules_and_patterns);
  g_test_add_func ("/catalogue/user-folder-extends", test_user_folder_extends);
  return g_test_run ();
}
