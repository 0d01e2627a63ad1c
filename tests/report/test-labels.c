/* test-labels.c - labels to rows of forms
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "dz-labels.h"

static DzCatalogue *catalogue;

static void
test_labels_rows (void)
{
  DzLabels *labels = dz_labels_get (catalogue);
  static const struct {
    const char *key, *form, *indicator;
  } cases[] = {
    { "收到申请数", "cn2014", "apply.received.new" },
    { "依申请公开数量", "zj2017", "apply.received.new" },
    { "本年新收政府信息公开申请数量", "cn2021", "apply.received.new" },
    { "属于国家秘密", "cn2019", "apply.result.refused.state_secret" },
    { "申请总次数", "sh2004", "apply.received.new" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    const DzLabelInfo *info = dz_labels_lookup (labels, cases[i].key);
    int form = dz_labels_find_form (labels, cases[i].form);
    gboolean found = FALSE;

    g_assert_nonnull (info);
    for (guint r = 0; r < info->n_rows; r++)
      found |= (int) info->rows[r].form == form && g_str_equal (info->rows[r].row->indicator->id, cases[i].indicator);
    g_test_message ("%s in %s", cases[i].key, cases[i].form);
    g_assert_true (found);
  }
  g_assert_null (dz_labels_lookup (labels, "没有这一行"));
}

static void
test_labels_matrix (void)
{
  DzLabels *labels = dz_labels_get (catalogue);
  const DzLabelInfo *info = dz_labels_lookup_matrix (labels, "行政诉讼/复议后起诉/总计");

  g_assert_nonnull (info);
  g_assert_cmpstr (info->rows[0].row->indicator->id, ==, "lawsuit.after_review.total");
  g_assert_true ((dz_labels_lookup (labels, "复议后起诉")->parts & DZ_PART_MIDDLE) != 0);
  g_assert_nonnull (dz_labels_lookup (labels, "自然人")->member);
}

static void
test_labels_paths (void)
{
  DzLabels *labels = dz_labels_get (catalogue);
  static const struct {
    const char *form, *indicator, *path;
  } cases[] = {
    { "cn2014", "apply.received.fax", "三、依申请公开情况 / （一）收到申请数 / 2.传真申请数" },
    { "cn2021", "charge.amount", "行政事业性收费 / 本年收费金额" },
    { "cn2021", "apply.result.other.other", "三、本年度办理结果 / （六）其他处理 / 3.其他" },
    { "cn2019", "review.total", "行政复议 / 总计" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    int form = dz_labels_find_form (labels, cases[i].form);
    const DzFormRow *row = dz_form_lookup_row (dz_labels_get_form (labels, (guint) form), cases[i].indicator);

    g_assert_cmpstr (dz_labels_get_row_path (labels, (guint) form, row), ==, cases[i].path);
  }
}

static void
test_labels_members (void)
{
  const DzMember *const *members = dz_labels_get_member_columns (dz_labels_get (catalogue));
  guint n = 0;

  while (members[n] != NULL)
    n++;
  g_assert_cmpuint (n, ==, 7);
  g_assert_cmpstr (members[0]->id, ==, "applicant.natural");
  g_assert_true (members[6]->is_total);
}

int
main (int argc,
      char **argv)
{
  g_autoptr (GError) error = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  catalogue = dz_catalogue_load_default (&error);
  g_assert_no_error (error);
  g_test_add_func ("/labels/rows", test_labels_rows);
  g_test_add_func ("/labels/matrix", test_labels_matrix);
  g_test_add_func ("/labels/paths", test_labels_paths);
  g_test_add_func ("/labels/members", test_labels_members);
  status = g_test_run ();
  g_assert_finalize_object (catalogue);
  return status;
}
