/* dz-number-format.c - how a spreadsheet shows a number
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-document"
#include "dz-number-format.h"

#include "dz-decimal.h"

#include <math.h>
#include <string.h>

/* Digits of whole numbers that are kept as they are written. */
#define WHOLE_DIGITS 18
/* Days from 1899-12-30 (or 1904-01-01) that have a date: up to the year 9999. */
#define LAST_DAY 2958465.0

/* Which letters of a date code stand for what. */
static void
note_letter (char letter,
             gboolean *has_date,
             gboolean *has_time)
{
  switch (letter) {
  case 'y':
  case 'Y':
  case 'd':
  case 'D':
  case 'e':
    *has_date = TRUE;
    break;
  case 'h':
  case 'H':
  case 's':
  case 'S':
    *has_time = TRUE;
    break;
  default:
    break;
  }
}

typedef struct {
  gboolean has_digit, has_point, has_percent, has_date, has_time, has_month;
  gboolean is_odd; /* an exponent, a fraction, a scale: shown as it is */
  guint places, least;
  GString *before, *behind;
} Code;

static void
append_literal (Code *code,
                const char *text,
                gsize length)
{
  g_string_append_len (code->has_digit ? code->behind : code->before, text, (gssize) length);
}

/* Goes over the part of a code for positive numbers. */
static void
read_code (const char *at,
           Code *code)
{
  const char *end;

  while (*at != '\0' && *at != ';') {
    if (g_str_has_prefix (at, "General") || g_str_has_prefix (at, "G/通用格式")) {
      at += strlen (*at == 'G' && at[1] == '/' ? "G/通用格式" : "General");
      code->has_digit = code->is_odd = TRUE;
      continue;
    }
    switch (*at) {
    case '"':
      end = strchr (at + 1, '"');
      if (end == NULL)
        return;
      append_literal (code, at + 1, (gsize) (end - at - 1));
      at = end + 1;
      continue;
    case '[':
      /* A colour, a condition, a language, or hours beyond 24. */
      end = strchr (at, ']');
      if (end == NULL)
        return;
      if (end - at <= 3 && strchr ("hHmMsS", at[1]) != NULL)
        code->has_time = TRUE;
      at = end + 1;
      continue;
    case '\\':
    case '_':
    case '*':
      /* The next one as it is; its width only; repeated. */
      if (at[1] == '\0')
        return;
      if (*at == '\\' && at[1] != ' ')
        append_literal (code, at + 1, (gsize) (g_utf8_next_char (at + 1) - at - 1));
      at = g_utf8_next_char (at + 1);
      continue;
    case '0':
    case '#':
    case '?':
      code->has_digit = TRUE;
      code->places += code->has_point;
      code->least += code->has_point && *at == '0';
      break;
    case ',':
      /* Between digits it groups, behind them it divides by a thousand. */
      code->is_odd |= code->has_digit && (at[1] == '\0' || strchr ("0#?", at[1]) == NULL);
      break;
    case '.':
      code->has_point = code->has_digit;
      break;
    case '%':
      code->has_percent = TRUE;
      break;
    case 'E':
      code->is_odd |= at[1] == '+' || at[1] == '-';
      break;
    case '!':
    case '/':
      code->is_odd |= code->has_digit;
      break;
    case 'm':
    case 'M':
      code->has_month = TRUE;
      break;
    default:
      note_letter (*at, &code->has_date, &code->has_time);
      if ((*at & 0x80) != 0) {
        end = g_utf8_next_char (at);
        append_literal (code, at, (gsize) (end - at));
        at = end;
        continue;
      }
      break;
    }
    at++;
  }
}

static DzNumberFormatKind
get_kind (const char *text,
          const Code *code)
{
  if (*text == '@' || *text == '\0')
    return DZ_NUMBER_FORMAT_GENERAL;
  if (code->has_date && code->has_time)
    return DZ_NUMBER_FORMAT_DATE_TIME;
  if (code->has_time)
    return DZ_NUMBER_FORMAT_TIME;
  if (code->has_date || (code->has_month && !code->has_digit))
    return DZ_NUMBER_FORMAT_DATE;
  if (code->is_odd || !code->has_digit)
    return DZ_NUMBER_FORMAT_GENERAL;
  return code->has_percent ? DZ_NUMBER_FORMAT_PERCENT : DZ_NUMBER_FORMAT_FIXED;
}

static char *
steal_words (GString *words)
{
  char *text = g_string_free (words, FALSE);

  if (*g_strstrip (text) == '\0')
    g_clear_pointer (&text, g_free);
  return text;
}

void
dz_number_format_init (DzNumberFormat *self,
                       const char *text)
{
  Code code = { 0 };

  code.before = g_string_new (NULL);
  code.behind = g_string_new (NULL);
  if (g_utf8_validate (text, -1, NULL))
    read_code (text, &code);
  *self = (DzNumberFormat) { get_kind (text, &code), MIN (code.places, DZ_DECIMAL_MAX_SCALE),
                              MIN (code.least, DZ_DECIMAL_MAX_SCALE) };
  self->before = steal_words (code.before);
  self->behind = steal_words (code.behind);
  if (self->kind >= DZ_NUMBER_FORMAT_DATE)
    dz_number_format_clear (self);
}

void
dz_number_format_init_builtin (DzNumberFormat *self,
                               guint id)
{
  static const struct {
    guint8 first, last;
    DzNumberFormatKind kind;
    guint8 places;
  } builtin[] = {
    { 1, 1, DZ_NUMBER_FORMAT_FIXED, 0 }, { 2, 2, DZ_NUMBER_FORMAT_FIXED, 2 },
    { 3, 3, DZ_NUMBER_FORMAT_FIXED, 0 }, { 4, 4, DZ_NUMBER_FORMAT_FIXED, 2 },
    { 5, 6, DZ_NUMBER_FORMAT_FIXED, 0 }, { 7, 8, DZ_NUMBER_FORMAT_FIXED, 2 },
    { 9, 9, DZ_NUMBER_FORMAT_PERCENT, 0 }, { 10, 10, DZ_NUMBER_FORMAT_PERCENT, 2 },
    { 14, 17, DZ_NUMBER_FORMAT_DATE, 0 }, { 18, 21, DZ_NUMBER_FORMAT_TIME, 0 },
    { 22, 22, DZ_NUMBER_FORMAT_DATE_TIME, 0 }, { 27, 31, DZ_NUMBER_FORMAT_DATE, 0 },
    { 32, 35, DZ_NUMBER_FORMAT_TIME, 0 }, { 36, 36, DZ_NUMBER_FORMAT_DATE, 0 },
    { 37, 38, DZ_NUMBER_FORMAT_FIXED, 0 }, { 39, 40, DZ_NUMBER_FORMAT_FIXED, 2 },
    { 41, 42, DZ_NUMBER_FORMAT_FIXED, 0 }, { 43, 44, DZ_NUMBER_FORMAT_FIXED, 2 },
    { 45, 47, DZ_NUMBER_FORMAT_TIME, 0 }, { 50, 58, DZ_NUMBER_FORMAT_DATE, 0 },
  };

  *self = (DzNumberFormat) { DZ_NUMBER_FORMAT_GENERAL };
  for (guint i = 0; i < G_N_ELEMENTS (builtin); i++)
    if (id >= builtin[i].first && id <= builtin[i].last) {
      self->kind = builtin[i].kind;
      self->places = self->least = builtin[i].places;
    }
}

void
dz_number_format_clear (DzNumberFormat *self)
{
  g_clear_pointer (&self->before, g_free);
  g_clear_pointer (&self->behind, g_free);
}

/* 2018-01-05, as the number of days since the beginning. */
static char *
print_date (DzNumberFormatKind kind,
            double value,
            gboolean from_1904)
{
  double days = floor (value);
  guint seconds = (guint) floor ((value - days) * 86400 + 0.5);
  GDate date;

  if (seconds == 86400) {
    seconds = 0;
    days++;
  }
  if (kind == DZ_NUMBER_FORMAT_TIME)
    return g_strdup_printf ("%u:%02u:%02u", (guint) days * 24 + seconds / 3600, seconds / 60 % 60, seconds % 60);
  /* The first day is a Saturday of 1899 (or a Friday of 1904); before March 1900 the counting
   * is one off, which no report reaches. */
  g_date_set_dmy (&date, from_1904 ? 1 : 30, from_1904 ? G_DATE_JANUARY : G_DATE_DECEMBER, from_1904 ? 1904 : 1899);
  g_date_add_days (&date, (guint) days);
  if (kind == DZ_NUMBER_FORMAT_DATE || seconds == 0)
    return g_strdup_printf ("%04u-%02u-%02u", g_date_get_year (&date), g_date_get_month (&date), g_date_get_day (&date));
  return g_strdup_printf ("%04u-%02u-%02u %u:%02u:%02u", g_date_get_year (&date), g_date_get_month (&date),
                          g_date_get_day (&date), seconds / 3600, seconds / 60 % 60, seconds % 60);
}

static char *
print_fixed (const DzNumberFormat *self,
             const char *plain,
             double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE + 400];
  gboolean percent = self->kind == DZ_NUMBER_FORMAT_PERCENT;
  DzDecimal exact;

  if (dz_decimal_parse (plain, &exact) && (!percent || dz_decimal_shift (exact, 2, &exact))) {
    exact = dz_decimal_round (exact, self->places);
    while (exact.scale > self->least && exact.mantissa % 10 == 0)
      exact = (DzDecimal) { exact.mantissa / 10, (guint8) (exact.scale - 1) };
    while (exact.scale < self->least && ABS (exact.mantissa) < G_MAXINT64 / 10)
      exact = (DzDecimal) { exact.mantissa * 10, (guint8) (exact.scale + 1) };
    return dz_decimal_to_string (exact);
  }
  if (fabs (value) > 1e30)
    return g_strdup (plain);
  return g_strdup (g_ascii_formatd (buffer, sizeof buffer, "%.2f", percent ? value * 100 : value));
}

/* Nearly all numbers are. */
static gboolean
is_short_integer (const char *text)
{
  gsize length = strspn (text, "0123456789");

  return length > 0 && length <= WHOLE_DIGITS && text[length] == '\0' && (text[0] != '0' || length == 1);
}

char *
dz_number_format_print (const DzNumberFormat *self,
                        const char *number,
                        gboolean from_1904)
{
  g_autofree char *shown = NULL;
  char plain[G_ASCII_DTOSTR_BUF_SIZE];
  double value;
  char *end;

  if (self->kind <= DZ_NUMBER_FORMAT_FIXED && self->places == 0 && self->before == NULL && self->behind == NULL
      && is_short_integer (number))
    return g_strdup (number);
  value = g_ascii_strtod (number, &end);
  if (end == number || *end != '\0' || !isfinite (value))
    return g_strdup (number);
  /* What lies behind 15 digits is noise of the binary form. */
  g_ascii_formatd (plain, sizeof plain, fabs (value) < 1e18 && value == floor (value) ? "%.0f" : "%.15g", value);
  if (self->kind >= DZ_NUMBER_FORMAT_DATE && value >= 0 && value <= LAST_DAY)
    return print_date (self->kind, value, from_1904);
  if (self->kind == DZ_NUMBER_FORMAT_FIXED || self->kind == DZ_NUMBER_FORMAT_PERCENT)
    shown = print_fixed (self, plain, value);
  else
    shown = g_strdup (plain);
  return g_strconcat (self->before != NULL ? self->before : "", shown,
                      self->kind == DZ_NUMBER_FORMAT_PERCENT ? "%" : "",
                      self->behind != NULL ? self->behind : "", NULL);
}
