/* test-xml.c - XML events: names, entities, encodings, and what is refused
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "dz-xml.h"

#include "dz-document.h"
#include "dz-limits.h"

#include <string.h>

enum { A_P = 1, A_T, B_P, AT_VAL, AT_PLAIN };

static const DzXmlSpace spaces[] = { { 1, "urn:a" }, { 1, "urn:a-strict" }, { 2, "urn:b" } };
static const DzXmlName names[] = {
  { 1, "p", A_P }, { 1, "t", A_T }, { 2, "p", B_P }, { 1, "val", AT_VAL }, { 0, "val", AT_PLAIN },
};

static DzXml *
open_text (const char *text,
           gssize length)
{
  static DzXmlNames *table;
  gsize n_bytes = length < 0 ? strlen (text) : (gsize) length;
  char *copy = g_malloc (n_bytes + 1);

  if (table == NULL)
    table = dz_xml_names_new (spaces, G_N_ELEMENTS (spaces), names, G_N_ELEMENTS (names));
  memcpy (copy, text, n_bytes);
  copy[n_bytes] = '\0';
  return dz_xml_new (copy, n_bytes, table);
}

/* All events in a line: "<1 …>", "text", "/1". */
static char *
trace (const char *text,
       gssize length)
{
  g_autoptr (DzXml) xml = open_text (text, length);
  g_autoptr (GError) error = NULL;
  GString *out = g_string_new (NULL);

  for (;;) {
    switch (dz_xml_next (xml)) {
    case DZ_XML_START:
      g_string_append_printf (out, "<%u", dz_xml_get_name (xml));
      if (dz_xml_get_attribute (xml, AT_VAL) != NULL)
        g_string_append_printf (out, " a=%s", dz_xml_get_attribute (xml, AT_VAL));
      if (dz_xml_get_attribute (xml, AT_PLAIN) != NULL)
        g_string_append_printf (out, " =%s", dz_xml_get_attribute (xml, AT_PLAIN));
      g_string_append_c (out, '>');
      break;
    case DZ_XML_END:
      g_string_append_printf (out, "/%u", dz_xml_get_name (xml));
      break;
    case DZ_XML_TEXT:
      g_string_append (out, dz_xml_get_text (xml, NULL));
      break;
    case DZ_XML_DONE:
      if (!dz_xml_check (xml, &error))
        g_string_append_printf (out, "!%d", error->code);
      return g_string_free (out, FALSE);
    }
  }
}

static void
test_events (void)
{
  static const struct {
    const char *text, *events;
  } cases[] = {
    { "<p/>", "<0>/0" },
    { "<?xml version='1.0'?>\n<p xmlns='urn:a'>x</p>", "<1>x/1" },
    { "\xef\xbb\xbf<p xmlns='urn:a-strict'/>\n<!-- end -->", "<1>/1" },
    { "<a:p xmlns:a='urn:a' a:val='1' val=\"2\"/>", "<1 a=1 =2>/1" },
    { "<q:p xmlns:q='urn:a'><q:p xmlns:q='urn:b'/><q:p q:val = 'x'  ></q:p ></q:p>", "<1><3>/3<1 a=x>/1/1" },
    { "<p xmlns='urn:a' val='&lt;&#65;&#x5bf9;&amp;&quot;'>&lt;&apos;&#20064;b</p>", "<1 =<A对&\">" "<'习b/1" },
    { "<p xmlns='urn:a'><![CDATA[<t>&amp;]]>x<!--<t>--><?t ?></p>", "<1><t>&amp;x/1" },
    { "<p xmlns='urn:a'> <t> y </t>\n</p>", "<1> <2> y /2\n/1" },
    { "<p val='>'>/</p>", "<0 =>>//0" },
    /* not well-formed */
    { "", "!2" },
    { "plain", "!2" },
    { "<p", "!2" },
    { "<p>", "<0>!2" },
    { "<p>text", "<0>!2" },
    { "<p></q>", "<0>!2" },
    { "<p></pp>", "<0>!2" },
    { "<p a></p>", "!2" },
    { "<p a=1></p>", "!2" },
    { "<p a='1></p>", "!2" },
    { "<p>&nbsp;</p>", "<0>!2" },
    { "<p>& </p>", "<0>!2" },
    { "<p><!-- </p>", "<0>!2" },
    { "<p><![CDATA[</p>", "<0>!2" },
    { "</p>", "!2" },
    /* a document type, and with it every entity of one's own */
    { "<!DOCTYPE p [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><p>&e;</p>", "!2" },
    { "<!DOCTYPE p [<!ENTITY a 'aa'><!ENTITY b '&a;&a;'>]><p>&b;</p>", "!2" },
  };

  G_STATIC_ASSERT (DZ_DOCUMENT_ERROR_DAMAGED == 2);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *events = trace (cases[i].text, -1);

    g_test_message ("%s", cases[i].text);
    g_assert_cmpstr (events, ==, cases[i].events);
  }
}

/* A sign cut off in the middle must not lead anyone beyond the end. */
static void
test_bad_bytes (void)
{
  static const char *const cases[] = {
    "<p xmlns='urn:a'>a\xe4\xba</p>", "<p xmlns='urn:a'>a\xff</p>", "<p xmlns='urn:a' val='\xf0'/>",
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *events = trace (cases[i], -1);

    g_assert_true (g_utf8_validate (events, -1, NULL));
    g_assert_nonnull (strstr (events, "\xef\xbf\xbd"));
  }
}

static void
test_encodings (void)
{
  static const char *const encodings[] = { "UTF-16LE", "UTF-16BE", "GBK" };
  static const char *const heads[] = { "\xff\xfe", "\xfe\xff", "<?xml version='1.0' encoding='gb2312'?>" };

  for (guint i = 0; i < G_N_ELEMENTS (encodings); i++) {
    gsize length;
    g_autofree char *body = g_convert ("<p xmlns='urn:a'>对照</p>", -1, encodings[i], "UTF-8", NULL, &length, NULL);
    g_autoptr (GString) whole = g_string_new (heads[i]);
    g_autofree char *events = NULL;

    g_string_append_len (whole, body, (gssize) length);
    events = trace (whole->str, (gssize) whole->len);
    g_assert_cmpstr (events, ==, "<1>对照/1");
  }
}

static char *
nest (guint depth)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < depth; i++)
    g_string_append (text, "<p>");
  for (guint i = 0; i < depth; i++)
    g_string_append (text, "</p>");
  return g_string_free (text, FALSE);
}

static void
test_depth (void)
{
  static const struct {
    guint depth;
    gboolean fits;
  } cases[] = { { DZ_LIMIT_NESTING, TRUE }, { DZ_LIMIT_NESTING + 1, FALSE }, { 100000, FALSE } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *text = nest (cases[i].depth);
    g_autoptr (DzXml) xml = open_text (text, -1);
    g_autoptr (GError) error = NULL;

    while (dz_xml_next (xml) != DZ_XML_DONE)
      ;
    g_assert_cmpint (dz_xml_check (xml, &error), ==, cases[i].fits);
    if (!cases[i].fits)
      g_assert_error (error, DZ_DOCUMENT_ERROR, DZ_DOCUMENT_ERROR_TOO_LARGE);
  }
}

static void
test_skip_and_collect (void)
{
  g_autoptr (DzXml) xml = open_text ("<p xmlns='urn:a'><t>a<t>b</t>c</t><t val='-7'/><t>d<p>e</p></t></p>", -1);
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_cmpint (dz_xml_next (xml), ==, DZ_XML_START);
  g_assert_cmpuint (dz_xml_get_depth (xml), ==, 1);
  g_assert_cmpint (dz_xml_next (xml), ==, DZ_XML_START);
  g_assert_cmpstr (dz_xml_get_local_name (xml), ==, "t");
  dz_xml_skip (xml);
  g_assert_cmpint (dz_xml_next (xml), ==, DZ_XML_START);
  g_assert_cmpint (dz_xml_get_int (xml, AT_PLAIN, 3), ==, -7);
  g_assert_cmpint (dz_xml_get_int (xml, AT_VAL, 3), ==, 3);
  dz_xml_skip (xml);
  g_assert_cmpint (dz_xml_next (xml), ==, DZ_XML_START);
  dz_xml_collect (xml, text);
  g_assert_cmpstr (text->str, ==, "de");
  g_assert_cmpint (dz_xml_next (xml), ==, DZ_XML_END);
  g_assert_cmpint (dz_xml_next (xml), ==, DZ_XML_DONE);
  g_assert_true (dz_xml_check (xml, NULL));
}

/* Every truncation of a small document is an error. */
static void
test_cut_off (void)
{
  static const char text[] = "<a:p xmlns:a='urn:a' a:val='&lt;'>x<![CDATA[y]]><!--z--><a:t/>&amp;</a:p>";

  for (gsize cut = 0; cut < strlen (text); cut++) {
    g_autofree char *events = trace (text, (gssize) cut);

    g_assert_true (g_str_has_suffix (events, "!2"));
  }
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/xml/events", test_events);
  g_test_add_func ("/xml/encodings", test_encodings);
  g_test_add_func ("/xml/bad-bytes", test_bad_bytes);
  g_test_add_func ("/xml/depth", test_depth);
  g_test_add_func ("/xml/skip-and-collect", test_skip_and_collect);
  g_test_add_func ("/xml/cut-off", test_cut_off);
  return g_test_run ();
}
