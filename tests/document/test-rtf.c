/* test-rtf.c - Rich Text, written out here
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "document-text.h"

#include "dz-limits.h"
#include "dz-reader.h"

#include <string.h>

#define HEAD "{\\rtf1\\ansi\\ansicpg936\\uc1{\\fonttbl{\\f0\\fcharset134 SimSun;}{\\f1\\fcharset0 Arial;}}"
#define STYLED HEAD "{\\stylesheet{\\s1\\outlinelevel0 heading 1;}{\\s2 body;}}"

static const struct {
  const char *why, *text, *expected;
} cases[] = {
  { "GBK bytes, Unicode with what older readers show, signs by name",
    HEAD "\\f0 \\'c4\\'ea\\'b1\\'a8\\f1 \\'c4\\'ea \\u24180?\\u25253\\'3f\\emdash \\{x\\}\\~y\\_z\\line \\u-10179?\\u-8704?\\par}",
    "P 年报年 年报—{x} y-z\nP 😀\n" },
  { "what older readers show may be longer or left out",
    HEAD "{\\uc2\\u24180ab}{\\uc0\\u25253}c\\par}", "P 年报c\n" },
  { "headings by style and level, hidden and deleted text, fields by their result",
    STYLED "{\\s1\\outlinelevel0 head\\par}\\pard\\plain\\s2 a{\\v hidden}{\\deleted old}{\\field{\\*\\fldinst PAGE}{\\fldrslt 7}}b\\par"
    "\\pard\\s1 second\\par\\pard{\\listtext\\tab 1.}c\\par}",
    "H1 head\nP a7b\nH1 second\nP 1.c\n" },
  { "what is no text",
    HEAD "{\\info{\\title t}}{\\header h\\par}{\\*\\generator g;}{\\pict 0102}a{\\*\\bkmkstart b}{\\bin3 }}}}c\\par}", "P ac\n" },
  { "the two bytes of a character in a group each, and on both sides of a word",
    HEAD "{\\'c4}{\\'ea}\\'b1\\b\\'a8\\par}", "P 年报\n" },
  { "plain text is in the first font again, which need not be that of the code page",
    "{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0\\fcharset134 S;}{\\f1\\fcharset204 C;}}"
    "\\'c4\\'ea\\f1 \\'cf\\plain \\'c4\\'ea\\par}",
    "P 年П年\n" },
  { "UTF-8 named as the code page", "{\\rtf1\\ansi\\ansicpg65001 \\'e5\\'b9\\'b4\\'e6\\'8a\\'a5}", "P 年报\n" },
  { "a footnote at the end, a text box before its paragraph",
    HEAD "12{\\footnote  words\\par}{\\shp{\\*\\shpinst\\shpleft0{\\sp{\\sn x}{\\sv y}}{\\shptxt box\\par}}{\\shprslt old}}x\\par end\\par}",
    "P box\nP 12①x\nP end\nP ①words \n" },
  { "a table by its edges: merged to the right and down, edges that nearly meet",
    HEAD "\\trowd\\trhdr\\clvmgf\\cellx1000\\cellx2000\\cellx3000\\pard\\intbl a\\par b\\cell c\\cell d\\cell\\row"
    "\\trowd\\clvmrg\\cellx1010\\cellx2990\\pard\\intbl\\cell e\\cell\\row"
    "\\trowd\\clmgf\\cellx1000\\clmrg\\cellx2000\\cellx3000\\pard\\intbl f\\cell\\cell g\\cell\\row\\pard end\\par}",
    "T 3x3\n0: [0 2x1 f1]a^b [1 f1]c [2 f1]d\n1: [1 1x2]e\n2: [0 1x2]f [2]g\nP end\n" },
  { "a table in a cell; a row that never ends",
    HEAD "\\pard\\intbl a\\par\\pard\\intbl\\itap2 in\\nestcell{\\*\\nesttableprops\\trowd\\cellx500\\nestrow}\\pard\\intbl\\cell b\\cell"
    "\\trowd\\cellx1000\\cellx2000\\row\\pard\\intbl last\\cell}",
    "T 2x2\n0: [0]a [1]b\n1: [0]last\nT 1x1\n0: [0]in\n" },
};

static GBytes *
bytes_of (const char *text)
{
  return g_bytes_new (text, strlen (text));
}

static void
test_cases (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GBytes) bytes = bytes_of (cases[i].text);
    g_autoptr (GError) error = NULL;
    g_autoptr (DzDocument) document = dz_reader_read (bytes, "a.doc", NULL, NULL, &error);
    g_autofree char *text = NULL;

    g_test_message ("%s", cases[i].why);
    g_assert_no_error (error);
    g_assert_cmpstr (dz_document_get_format (document), ==, "rtf");
    text = document_to_text (document);
    g_assert_cmpstr (text, ==, cases[i].expected);
  }
}

/* Cut off anywhere it is damaged, and nothing worse. */
static void
test_cut_off (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (gsize cut = 5; cut < strlen (cases[i].text); cut++) {
      g_autoptr (GBytes) bytes = g_bytes_new (cases[i].text, cut);
      g_autoptr (GError) error = NULL;
      g_autoptr (DzDocument) document = dz_reader_find (bytes, NULL)->read (bytes, NULL, NULL, NULL, &error);

      g_assert_true ((document != NULL) != (error != NULL));
    }
}

static void
test_hostile (void)
{
  g_autoptr (GString) deep = g_string_new ("{\\rtf1 ");
  g_autoptr (GString) cells = g_string_new ("{\\rtf1\\pard\\intbl\\itap60 ");
  g_autoptr (GBytes) bytes = NULL, table = NULL;
  g_autoptr (DzDocument) document = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 100000; i++)
    g_string_append_c (deep, '{');
  bytes = bytes_of (deep->str);
  g_assert_null (dz_reader_read (bytes, NULL, NULL, NULL, &error));
  g_assert_error (error, DZ_DOCUMENT_ERROR, DZ_DOCUMENT_ERROR_TOO_LARGE);
  g_clear_error (&error);
  for (guint i = 0; i < 2000; i++)
    g_string_append (cells, "\\trowd\\cellx-2147483648\\cellx2147483647 a\\nestcell\\bin-5 \\u99999 \\nestrow\\row");
  g_string_append_c (cells, '}');
  table = bytes_of (cells->str);
  document = dz_reader_read (table, NULL, NULL, NULL, &error);
  g_assert_true ((document != NULL) != (error != NULL));
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rtf/cases", test_cases);
  g_test_add_func ("/rtf/cut-off", test_cut_off);
  g_test_add_func ("/rtf/hostile", test_hostile);
  return g_test_run ();
}
