/* document-text.h - a document as plain lines, to compare with
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "dz-document.h"

/* A line a block: "H1 text", "P text", "T ROWSxCOLS" with a line a row:
 * "ROW: [COL ROWSPANxCOLSPAN fFLAGS]text …"; line ends in texts as ^. A sheet's name and
 * place are told where there are any. */
char *document_to_text (DzDocument *document) G_GNUC_WARN_UNUSED_RESULT;
