/* dz-docx-names.c - the elements and attributes that are read of WordprocessingML
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-document"
#include "dz-docx-private.h"

enum { SPACE_W = 1, SPACE_MC, SPACE_M, SPACE_WX, SPACE_AML };

/* The second address of each is the one of the strict variant; Word 2003 has its own. */
static const DzXmlSpace spaces[] = {
  { SPACE_W, "http://schemas.openxmlformats.org/wordprocessingml/2006/main" },
  { SPACE_W, "http://purl.oclc.org/ooxml/wordprocessingml/main" },
  { SPACE_W, "http://schemas.microsoft.com/office/word/2003/wordml" },
  { SPACE_WX, "http://schemas.microsoft.com/office/word/2003/auxHint" },
  { SPACE_AML, "http://schemas.microsoft.com/aml/2001/core" },
  { SPACE_MC, "http://schemas.openxmlformats.org/markup-compatibility/2006" },
  { SPACE_M, "http://schemas.openxmlformats.org/officeDocument/2006/math" },
  { SPACE_M, "http://purl.oclc.org/ooxml/officeDocument/math" },
};

static const DzXmlName names[] = {
  { SPACE_W, "abstractNum", W_ABSTRACT_NUM },
  { SPACE_W, "altChunk", W_ALT_CHUNK },
  { SPACE_W, "basedOn", W_BASED_ON },
  { SPACE_W, "body", W_BODY },
  { SPACE_W, "br", W_BR },
  { SPACE_W, "pPrChange", W_CHANGE },
  { SPACE_W, "rPrChange", W_CHANGE },
  { SPACE_W, "tcPrChange", W_CHANGE },
  { SPACE_W, "trPrChange", W_CHANGE },
  { SPACE_W, "checkBox", W_CHECK_BOX },
  { SPACE_W, "checked", W_CHECKED },
  { SPACE_W, "cr", W_CR },
  { SPACE_W, "default", W_DEFAULT },
  { SPACE_W, "del", W_DEL },
  { SPACE_W, "endnote", W_ENDNOTE },
  { SPACE_W, "endnoteReference", W_ENDNOTE_REFERENCE },
  { SPACE_W, "fldChar", W_FLD_CHAR },
  { SPACE_W, "footnote", W_FOOTNOTE },
  { SPACE_W, "footnoteReference", W_FOOTNOTE_REFERENCE },
  { SPACE_W, "gridBefore", W_GRID_BEFORE },
  { SPACE_W, "gridSpan", W_GRID_SPAN },
  { SPACE_W, "hMerge", W_H_MERGE },
  { SPACE_W, "hidden", W_HIDDEN },
  { SPACE_W, "instrText", W_INSTR_TEXT },
  { SPACE_W, "isLgl", W_IS_LGL },
  { SPACE_W, "lvl", W_LVL },
  { SPACE_W, "lvlOverride", W_LVL_OVERRIDE },
  { SPACE_W, "lvlRestart", W_LVL_RESTART },
  { SPACE_W, "lvlText", W_LVL_TEXT },
  { SPACE_W, "moveFrom", W_MOVE_FROM },
  { SPACE_W, "name", W_NAME },
  { SPACE_W, "noBreakHyphen", W_NO_BREAK_HYPHEN },
  { SPACE_W, "num", W_NUM },
  { SPACE_W, "numFmt", W_NUM_FMT },
  { SPACE_W, "numPr", W_NUM_PR },
  { SPACE_W, "numStyleLink", W_NUM_STYLE_LINK },
  { SPACE_W, "object", W_OBJECT },
  { SPACE_W, "outlineLvl", W_OUTLINE_LVL },
  { SPACE_W, "p", W_P },
  { SPACE_W, "pPr", W_P_PR },
  { SPACE_W, "pStyle", W_P_STYLE },
  { SPACE_W, "ptab", W_P_TAB },
  { SPACE_W, "r", W_R },
  { SPACE_W, "rPr", W_R_PR },
  { SPACE_W, "rStyle", W_R_STYLE },
  { SPACE_W, "rt", W_RT },
  { SPACE_W, "sdt", W_SDT },
  { SPACE_W, "sdtContent", W_SDT_CONTENT },
  { SPACE_W, "sdtPr", W_SDT_PR },
  { SPACE_W, "sectPr", W_SECT_PR },
  { SPACE_W, "showingPlcHdr", W_SHOWING_PLC_HDR },
  { SPACE_W, "start", W_START },
  { SPACE_W, "startOverride", W_START_OVERRIDE },
  { SPACE_W, "style", W_STYLE },
  { SPACE_W, "styleLink", W_STYLE_LINK },
  { SPACE_W, "suff", W_SUFF },
  { SPACE_W, "sym", W_SYM },
  { SPACE_W, "t", W_T },
  { SPACE_W, "tab", W_TAB },
  { SPACE_W, "tbl", W_TBL },
  { SPACE_W, "tblGrid", W_TBL_GRID },
  { SPACE_W, "tblHeader", W_TBL_HEADER },
  { SPACE_W, "tblPr", W_TBL_PR },
  { SPACE_W, "tc", W_TC },
  { SPACE_W, "tcPr", W_TC_PR },
  { SPACE_W, "tr", W_TR },
  { SPACE_W, "trPr", W_TR_PR },
  { SPACE_W, "txbxContent", W_TXBX_CONTENT },
  { SPACE_W, "vMerge", W_V_MERGE },
  { SPACE_W, "vmerge", W_V_MERGE },
  { SPACE_W, "hmerge", W_H_MERGE },
  { SPACE_W, "listDef", W_ABSTRACT_NUM },
  { SPACE_W, "listDefId", W_AT_LIST_DEF_ID },
  { SPACE_W, "ilst", W_ABSTRACT_NUM_ID },
  { SPACE_W, "list", W_NUM },
  { SPACE_W, "ilfo", W_ILFO },
  { SPACE_W, "nfc", W_NFC },
  { SPACE_WX, "t", WX_T },
  { SPACE_WX, "val", WX_AT_VAL },
  { SPACE_AML, "annotation", AML_ANNOTATION },
  { SPACE_W, "vanish", W_VANISH },
  { SPACE_MC, "AlternateContent", MC_ALTERNATE_CONTENT },
  { SPACE_MC, "Choice", MC_CHOICE },
  { SPACE_MC, "Fallback", MC_FALLBACK },
  { SPACE_M, "t", M_T },
  { SPACE_W, "char", W_AT_CHAR },
  { SPACE_W, "fldCharType", W_AT_FLD_CHAR_TYPE },
  { SPACE_W, "font", W_AT_FONT },
  { SPACE_W, "id", W_AT_ID },
  { SPACE_W, "styleId", W_AT_STYLE_ID },
  { SPACE_W, "type", W_AT_TYPE }, /* of an annotation too */
  { SPACE_W, "val", W_AT_VAL },
  /* Both an element and an attribute. */
  { SPACE_W, "abstractNumId", W_ABSTRACT_NUM_ID },
  { SPACE_W, "ilvl", W_ILVL },
  { SPACE_W, "numId", W_NUM_ID },
};

const DzXmlNames *
dz_docx_get_names (void)
{
  static gsize ready;

  if (g_once_init_enter (&ready))
    g_once_init_leave (&ready, (gsize) dz_xml_names_new (spaces, G_N_ELEMENTS (spaces), names, G_N_ELEMENTS (names)));
  return (const DzXmlNames *) ready;
}
