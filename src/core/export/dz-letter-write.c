/* dz-letter-write.c - a letter as plain text and as a Word document
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The document has styles of its own, named in its list of styles, so that an office can change all
 * letters by their styles: title, headings and body as official letters have them.
 */
#define G_LOG_DOMAIN "dz-export"
#include "dz-letter-private.h"

#include "dz-export-private.h"
#include "dz-zip-writer.h"

#include <string.h>

#define WORD "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define PACKAGE "http://schemas.openxmlformats.org/package/2006/"
#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
/* For an answer in plain text. */
#define ROOM "________________________________"
#define XML_HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"

static const struct {
  const char *style; /* its name in the document */
  const char *title; /* as a person sees it */
  const char *text;  /* what stands before it in plain text */
  const char *paragraph;
  const char *run;
} looks[DZ_N_LINES] = {
  [DZ_LINE_PARAGRAPH] = { "LetterBody", "Letter body", "　　", "<w:ind w:firstLineChars=\"200\" w:firstLine=\"640\"/>", "" },
  [DZ_LINE_FLUSH] = { "LetterFlush", "Letter addressee", "", "", "" },
  [DZ_LINE_TITLE] = { "LetterTitle", "Letter title", "", "<w:spacing w:before=\"240\" w:after=\"480\"/><w:jc w:val=\"center\"/>",
                      "<w:rFonts w:eastAsia=\"黑体\"/><w:b/><w:sz w:val=\"40\"/>" },
  [DZ_LINE_HEADING] = { "LetterHeading", "Letter heading", "", "<w:keepNext/><w:spacing w:before=\"240\" w:after=\"120\"/><w:outlineLvl w:val=\"0\"/>",
                        "<w:rFonts w:eastAsia=\"黑体\"/><w:b/>" },
  [DZ_LINE_POINT] = { "LetterPoint", "Letter point", "　　　　", "<w:ind w:left=\"640\"/>", "<w:sz w:val=\"26\"/>" },
  [DZ_LINE_REPLY] = { "LetterReply", "Letter reply", "　　", "", "<w:sz w:val=\"26\"/>" },
  [DZ_LINE_RIGHT] = { "LetterRight", "Letter signature", "　　　　　　　　　　　　　　　　", "<w:jc w:val=\"right\"/>", "" },
};

GString *
dz_letter_write_text (const DzLetter *self)
{
  GString *out = g_string_new (NULL);
  DzLetterLineKind last = DZ_LINE_PARAGRAPH;

  for (guint i = 0; i < self->lines->len; i++) {
    const DzLetterLine *line = self->lines->pdata[i];

    if (line->kind == DZ_LINE_HEADING || (line->kind == DZ_LINE_RIGHT && last != DZ_LINE_RIGHT))
      g_string_append_c (out, '\n');
    g_string_append_printf (out, "%s%s%s", looks[line->kind].text, line->text, line->kind == DZ_LINE_REPLY ? ROOM : "");
    g_string_append (out, line->kind == DZ_LINE_REPLY || line->kind == DZ_LINE_TITLE ? "\n\n" : "\n");
    last = line->kind;
  }
  return out;
}

static void
append_paragraph (GString *out,
                  DzLetterLineKind kind,
                  const char *text)
{
  g_string_append_printf (out, "<w:p><w:pPr><w:pStyle w:val=\"%s\"/></w:pPr>", looks[kind].style);
  if (*text != '\0') {
    g_string_append (out, "<w:r><w:t xml:space=\"preserve\">");
    dz_export_append_escaped (out, text);
    g_string_append (out, "</w:t></w:r>");
  }
  g_string_append (out, "</w:p>");
}

/* A box with room below its words. */
static void
append_reply (GString *out,
              const char *text)
{
  g_string_append (out, "<w:tbl><w:tblPr><w:tblW w:w=\"5000\" w:type=\"pct\"/><w:tblBorders>");
  for (guint i = 0; i < 4; i++)
    g_string_append_printf (out, "<w:%s w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>",
                            (const char *const[]) { "top", "left", "bottom", "right" }[i]);
  g_string_append (out, "</w:tblBorders></w:tblPr><w:tblGrid><w:gridCol w:w=\"8844\"/></w:tblGrid>"
                        "<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val=\"1134\" w:hRule=\"atLeast\"/></w:trPr>"
                        "<w:tc><w:tcPr><w:tcW w:w=\"5000\" w:type=\"pct\"/></w:tcPr>");
  append_paragraph (out, DZ_LINE_REPLY, text);
  g_string_append (out, "</w:tc></w:tr></w:tbl>");
  append_paragraph (out, DZ_LINE_REPLY, "");
}

static GString *
write_body (const DzLetter *self)
{
  GString *out = g_string_new (XML_HEAD "<w:document xmlns:w=\"" WORD "\"><w:body>");

  for (guint i = 0; i < self->lines->len; i++) {
    const DzLetterLine *line = self->lines->pdata[i];

    if (line->kind == DZ_LINE_REPLY)
      append_reply (out, line->text);
    else
      append_paragraph (out, line->kind, line->text);
  }
  /* A4, margins of an official letter. */
  g_string_append (out, "<w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"2098\" w:right=\"1474\" w:bottom=\"1985\" "
                        "w:left=\"1588\" w:header=\"851\" w:footer=\"992\" w:gutter=\"0\"/></w:sectPr></w:body></w:document>");
  return out;
}

static GString *
write_styles (void)
{
  GString *out = g_string_new (XML_HEAD "<w:styles xmlns:w=\"" WORD "\"><w:docDefaults><w:rPrDefault><w:rPr>"
                                        "<w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" w:eastAsia=\"仿宋\"/>"
                                        "<w:sz w:val=\"32\"/><w:lang w:val=\"en-US\" w:eastAsia=\"zh-CN\"/></w:rPr></w:rPrDefault>"
                                        "<w:pPrDefault><w:pPr><w:spacing w:line=\"520\" w:lineRule=\"atLeast\"/></w:pPr></w:pPrDefault>"
                                        "</w:docDefaults>"
                                        "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/></w:style>");

  for (guint i = 0; i < DZ_N_LINES; i++)
    g_string_append_printf (out, "<w:style w:type=\"paragraph\" w:customStyle=\"1\" w:styleId=\"%s\"><w:name w:val=\"%s\"/>"
                                 "<w:basedOn w:val=\"Normal\"/><w:pPr>%s</w:pPr><w:rPr>%s</w:rPr></w:style>",
                            looks[i].style, looks[i].title, looks[i].paragraph, looks[i].run);
  g_string_append (out, "</w:styles>");
  return out;
}

static void
add_text (DzZipWriter *zip,
          const char *name,
          const char *text)
{
  dz_zip_writer_add (zip, name, text, strlen (text));
}

GString *
dz_letter_write_docx (const DzLetter *self)
{
  g_autoptr (DzZipWriter) zip = dz_zip_writer_new ();
  GString *body = write_body (self);
  GString *styles = write_styles ();

  add_text (zip, "[Content_Types].xml",
            XML_HEAD "<Types xmlns=\"" PACKAGE "content-types\">"
                     "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                     "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
                     "<Override PartName=\"/word/document.xml\" "
                     "ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>"
                     "<Override PartName=\"/word/styles.xml\" "
                     "ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml\"/></Types>");
  add_text (zip, "_rels/.rels",
            XML_HEAD "<Relationships xmlns=\"" PACKAGE "relationships\"><Relationship Id=\"rId1\" Type=\"" OFFICE
                     "/officeDocument\" Target=\"word/document.xml\"/></Relationships>");
  add_text (zip, "word/_rels/document.xml.rels",
            XML_HEAD "<Relationships xmlns=\"" PACKAGE "relationships\"><Relationship Id=\"rId1\" Type=\"" OFFICE
                     "/styles\" Target=\"styles.xml\"/></Relationships>");
  dz_zip_writer_add (zip, "word/document.xml", body->str, body->len);
  dz_zip_writer_add (zip, "word/styles.xml", styles->str, styles->len);
  g_string_free (body, TRUE);
  g_string_free (styles, TRUE);
  return dz_zip_writer_end (zip);
}
