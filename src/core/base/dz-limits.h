/* dz-limits.h - how much of anything a file may hold, and why
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Input is hostile by default. Each limit has its reason beside it and a test
 * just under and just over.
 */
#pragma once

/* Bytes of one input file. The largest real report seen has 4 MB (a PDF with
 * pictures); scans reach some tens of MB. */
#define DZ_LIMIT_INPUT_BYTES (64u * 1024u * 1024u)

/* Bytes of one text or web page: the largest page seen has 100 kB, and a page is
 * held in memory several times over. */
#define DZ_LIMIT_TEXT_BYTES (32u * 1024u * 1024u)

/* Lines of one text: the most cells a document may have, one a line with a blank line each. */
#define DZ_LIMIT_TEXT_LINES 2000000u

/* Bytes that one archive member, and one archive as a whole, may unfold to. */
#define DZ_LIMIT_MEMBER_BYTES (64u * 1024u * 1024u)
#define DZ_LIMIT_EXPANDED_BYTES (256u * 1024u * 1024u)

/* Unfolded over packed bytes, asked beyond the first MB: text packs 20 to 1,
 * XML tables 60 to 1; 1000 to 1 is a bomb. */
#define DZ_LIMIT_EXPANSION_RATIO 200u

/* Members of one archive, and archives within archives. */
#define DZ_LIMIT_ARCHIVE_MEMBERS 20000u
#define DZ_LIMIT_ARCHIVE_DEPTH 3u

/* Elements within elements: web pages reach 60. */
#define DZ_LIMIT_NESTING 2000u

/* Cells of one table, columns of one table, and cells of one document. The
 * largest form has 175 cells; a whole province in one sheet some 300,000. */
#define DZ_LIMIT_TABLE_CELLS 400000u
#define DZ_LIMIT_TABLE_COLUMNS 1024u
#define DZ_LIMIT_DOCUMENT_CELLS 1000000u

/* Blocks of one document and characters of one block. */
#define DZ_LIMIT_BLOCKS 200000u
#define DZ_LIMIT_BLOCK_CHARS (4u * 1024u * 1024u)

/* Pages of one document: an annual report has 5 to 60. */
#define DZ_LIMIT_PAGES 2000u

/* Seconds that one file may take, and bytes of memory a worker may hold. */
#define DZ_LIMIT_SECONDS 60u
#define DZ_LIMIT_WORKER_BYTES (1024u * 1024u * 1024u)

/* Folders within folders when a folder is walked. */
#define DZ_LIMIT_FOLDER_DEPTH 32u
