/* dz-pdf-span.c - values of a PDF file, read in place
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-document"
#include "dz-pdf-file.h"

#include <string.h>

/* Values within values; files keep under 10. */
#define DEEPEST_VALUE 100

static gboolean
is_white (char c)
{
  return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\0';
}

static gboolean
is_delimiter (char c)
{
  return c == '(' || c == ')' || c == '<' || c == '>' || c == '[' || c == ']' || c == '{'
         || c == '}' || c == '/' || c == '%';
}

void
dz_pdf_span_skip_white (DzPdfSpan *span)
{
  while (span->at < span->end) {
    if (*span->at == '%')
      while (span->at < span->end && *span->at != '\n' && *span->at != '\r')
        span->at++;
    else if (is_white (*span->at))
      span->at++;
    else
      break;
  }
}

static void
skip_string (DzPdfSpan *span)
{
  int depth = 0;

  for (; span->at < span->end; span->at++) {
    if (*span->at == '\\' && span->at + 1 < span->end)
      span->at++;
    else if (*span->at == '(')
      depth++;
    else if (*span->at == ')' && --depth == 0) {
      span->at++;
      return;
    }
  }
}

static void
skip_regular (DzPdfSpan *span)
{
  while (span->at < span->end && !is_white (*span->at) && !is_delimiter (*span->at))
    span->at++;
}

/* One token; -> how it changes the depth: 1 opens, -1 closes, 0 neither, -2 the end. */
static int
skip_token (DzPdfSpan *span)
{
  gboolean twice;

  dz_pdf_span_skip_white (span);
  if (span->at >= span->end)
    return -2;
  twice = span->at + 1 < span->end && span->at[1] == span->at[0];
  switch (*span->at) {
  case '(':
    skip_string (span);
    return 0;
  case '<':
    if (!twice) {
      while (span->at < span->end && *span->at != '>')
        span->at++;
      span->at += span->at < span->end;
      return 0;
    }
    span->at += 2;
    return 1;
  case '>':
    span->at += twice ? 2 : 1;
    return -1;
  case '[':
  case '{':
    span->at++;
    return 1;
  case ']':
  case '}':
    span->at++;
    return -1;
  case '/':
    span->at++;
    skip_regular (span);
    return 0;
  case ')':
    span->at++;
    return 0;
  default:
    skip_regular (span);
    return 0;
  }
}

/* Behind "12": " 0 R". */
static void
skip_rest_of_reference (DzPdfSpan *span)
{
  DzPdfSpan ahead = *span;
  const char *start;

  dz_pdf_span_skip_white (&ahead);
  for (start = ahead.at; ahead.at < ahead.end && g_ascii_isdigit (*ahead.at);)
    ahead.at++;
  if (ahead.at == start || ahead.at >= ahead.end)
    return;
  dz_pdf_span_skip_white (&ahead);
  if (ahead.at >= ahead.end || *ahead.at != 'R')
    return;
  ahead.at++;
  if (ahead.at == ahead.end || is_white (*ahead.at) || is_delimiter (*ahead.at))
    *span = ahead;
}

gboolean
dz_pdf_span_skip_value (DzPdfSpan *span)
{
  gboolean number;
  int depth;

  dz_pdf_span_skip_white (span);
  number = span->at < span->end && g_ascii_isdigit (*span->at);
  depth = skip_token (span);
  if (depth < 0)
    return FALSE;
  if (number)
    skip_rest_of_reference (span);
  while (depth > 0) {
    int change = skip_token (span);

    if (change == -2 || depth + change > DEEPEST_VALUE)
      return FALSE;
    depth += change;
  }
  return TRUE;
}

gboolean
dz_pdf_span_equal (DzPdfSpan span,
                   const char *text)
{
  gsize length = strlen (text);

  return span.at != NULL && (gsize) (span.end - span.at) == length
         && memcmp (span.at, text, length) == 0;
}

DzPdfSpan
dz_pdf_span_find (DzPdfSpan dict,
                  const char *key)
{
  if (dict.at == NULL || dict.end - dict.at < 2 || dict.at[0] != '<' || dict.at[1] != '<')
    return (DzPdfSpan) { NULL, NULL };
  dict.at += 2;
  while (dict.at < dict.end) {
    DzPdfSpan name, value;

    dz_pdf_span_skip_white (&dict);
    if (dict.at >= dict.end || *dict.at != '/')
      break;
    name.at = ++dict.at;
    skip_regular (&dict);
    name.end = dict.at;
    dz_pdf_span_skip_white (&dict);
    value.at = dict.at;
    if (!dz_pdf_span_skip_value (&dict))
      break;
    value.end = dict.at;
    if (dz_pdf_span_equal (name, key))
      return value;
  }
  return (DzPdfSpan) { NULL, NULL };
}

gboolean
dz_pdf_span_next (DzPdfSpan *rest,
                  DzPdfSpan *element)
{
  if (rest->at == NULL)
    return FALSE;
  if (rest->at < rest->end && *rest->at == '[')
    rest->at++;
  dz_pdf_span_skip_white (rest);
  if (rest->at >= rest->end || *rest->at == ']')
    return FALSE;
  element->at = rest->at;
  if (!dz_pdf_span_skip_value (rest))
    return FALSE;
  element->end = rest->at;
  return TRUE;
}

guint
dz_pdf_span_get_numbers (DzPdfSpan array,
                         double *numbers,
                         guint n)
{
  DzPdfSpan element;
  guint count = 0;

  if (array.at == NULL || array.at >= array.end || *array.at != '[')
    return 0;
  array.at++;
  while (count < n && dz_pdf_span_next (&array, &element)) {
    char text[40];
    gsize length = MIN ((gsize) (element.end - element.at), sizeof text - 1);

    memcpy (text, element.at, length);
    text[length] = '\0';
    numbers[count++] = g_ascii_strtod (text, NULL);
  }
  return count;
}
