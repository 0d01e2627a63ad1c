/* dz-reader-mhtml.c - web archives: a page in one file with its pictures
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * RFC 2557: MIME parts behind each other. The first part of type text/html is the page; all
 * others are passed over unread.
 */
#define G_LOG_DOMAIN "dz-document"
#include "dz-charset.h"
#include "dz-limits.h"
#include "dz-reader-html.h"
#include "dz-readers-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Parts within parts: a saved page has one level, a forwarded mail two. */
#define MAX_DEPTH 4
/* Lines of one part's head: real ones have ten. */
#define MAX_HEAD 200

typedef struct {
  char *type;     /* "text/html", lower case */
  char *charset;  /* or NULL */
  char *boundary; /* or NULL */
  char *encoding; /* "base64", "quoted-printable" or "" */
} PartHead;

static void
part_head_clear (PartHead *head)
{
  g_free (head->type);
  g_free (head->charset);
  g_free (head->boundary);
  g_free (head->encoding);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PartHead, part_head_clear)

/* The value of name="…" in a field; NULL when it is not there. */
static char *
find_parameter (const char *field,
                const char *name)
{
  g_autofree char *key = g_strconcat (name, "=", NULL);
  g_autofree char *lower = g_ascii_strdown (field, -1);
  const char *at = strstr (lower, key);

  if (at == NULL)
    return NULL;
  at = field + (at - lower) + strlen (key);
  if (*at == '"')
    return g_strndup (at + 1, strcspn (at + 1, "\""));
  return g_strndup (at, strcspn (at, "; \t\r\n"));
}

static void
read_field (PartHead *head,
            const char *field)
{
  const char *colon = strchr (field, ':');
  g_autofree char *value = NULL;

  if (colon == NULL)
    return;
  value = g_strstrip (g_strdup (colon + 1));
  if (g_ascii_strncasecmp (field, "content-type:", 13) == 0) {
    g_free (head->type);
    head->type = g_ascii_strdown (value, (gssize) strcspn (value, "; \t"));
    g_free (head->charset);
    head->charset = find_parameter (value, "charset");
    g_free (head->boundary);
    head->boundary = find_parameter (value, "boundary");
  } else if (g_ascii_strncasecmp (field, "content-transfer-encoding:", 26) == 0) {
    g_free (head->encoding);
    head->encoding = g_ascii_strdown (value, -1);
  }
}

/* Reads the head that begins at @data; returns where the body begins. A line that begins with
 * white space goes on with the one before. */
static const char *
read_head (const char *data,
           const char *end,
           PartHead *head)
{
  g_autoptr (GString) field = g_string_new (NULL);
  const char *p = data;

  head->type = g_strdup ("");
  head->encoding = g_strdup ("");
  for (guint lines = 0; p < end && lines < MAX_HEAD; lines++) {
    const char *stop = memchr (p, '\n', (gsize) (end - p));
    gsize length = (gsize) ((stop != NULL ? stop : end) - p);

    if (length > 0 && p[length - 1] == '\r')
      length--;
    if (length == 0) {
      p = stop != NULL ? stop + 1 : end;
      break;
    }
    if (!g_ascii_isspace (*p)) {
      read_field (head, field->str);
      g_string_truncate (field, 0);
    }
    g_string_append_len (field, p, (gssize) length);
    p = stop != NULL ? stop + 1 : end;
  }
  read_field (head, field->str);
  return p;
}

static GBytes *
decode_quoted (const char *data,
               gsize length)
{
  GString *out = g_string_sized_new (length);

  for (gsize i = 0; i < length; i++) {
    if (data[i] != '=') {
      g_string_append_c (out, data[i]);
    } else if (i + 2 < length && g_ascii_isxdigit (data[i + 1]) && g_ascii_isxdigit (data[i + 2])) {
      g_string_append_c (out, (char) (g_ascii_xdigit_value (data[i + 1]) << 4 | g_ascii_xdigit_value (data[i + 2])));
      i += 2;
    } else {
      /* A soft line end. */
      if (i + 1 < length && data[i + 1] == '\r')
        i++;
      if (i + 1 < length && data[i + 1] == '\n')
        i++;
    }
  }
  return g_string_free_to_bytes (out);
}

static GBytes *
decode_body (const char *data,
             gsize length,
             const char *encoding)
{
  g_autofree char *text = NULL;
  gsize size;
  guchar *decoded;

  if (g_str_equal (encoding, "quoted-printable"))
    return decode_quoted (data, length);
  if (!g_str_equal (encoding, "base64"))
    return g_bytes_new (data, length);
  text = g_strndup (data, length);
  decoded = g_base64_decode (text, &size);
  return g_bytes_new_take (decoded, size);
}

/* The end of the part that begins at @data: the next boundary line, or @end. */
static const char *
find_boundary (const char *data,
               const char *end,
               const char *mark)
{
  const char *p = data;

  while (p < end) {
    const char *at = g_strstr_len (p, end - p, mark);

    if (at == NULL)
      return end;
    if (at == data || at[-1] == '\n')
      return at;
    p = at + 1;
  }
  return end;
}

/* The page's bytes and charset; NULL when no part is a page. */
static GBytes *
find_page (const char *data,
           const char *end,
           guint depth,
           char **charset)
{
  g_auto (PartHead) head = { 0 };
  const char *body = read_head (data, end, &head);
  g_autofree char *mark = NULL;
  const char *part;

  if (g_str_equal (head.type, "text/html")) {
    *charset = g_steal_pointer (&head.charset);
    return decode_body (body, (gsize) (end - body), head.encoding);
  }
  if (head.boundary == NULL || head.boundary[0] == '\0' || depth >= MAX_DEPTH)
    return NULL;
  mark = g_strconcat ("--", head.boundary, NULL);
  part = find_boundary (body, end, mark);
  while (part < end) {
    const char *begin = memchr (part, '\n', (gsize) (end - part));
    const char *next;
    GBytes *page;

    if (begin == NULL)
      break;
    next = find_boundary (begin + 1, end, mark);
    page = find_page (begin + 1, next, depth + 1, charset);
    if (page != NULL)
      return page;
    part = next;
  }
  return NULL;
}

static DzDocument *
read_mhtml (GBytes *bytes,
            const char *name,
            DzProgress *progress,
            GCancellable *cancellable,
            GError **error)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  g_autofree char *charset = NULL;
  g_autoptr (GBytes) page = NULL;
  g_autoptr (DzDecoded) decoded = NULL;
  gconstpointer text;
  gsize length;

  if (size <= DZ_LIMIT_INPUT_BYTES)
    page = find_page (data, data + size, 0, &charset);
  if (page == NULL) {
    g_set_error_literal (error, DZ_DOCUMENT_ERROR, DZ_DOCUMENT_ERROR_DAMAGED,
                         _ ("no page is found in the web archive; save it again"));
    return NULL;
  }
  text = g_bytes_get_data (page, &length);
  decoded = length > 0 ? dz_charset_decode (text, length, charset) : NULL;
  if (decoded == NULL) {
    g_set_error_literal (error, DZ_DOCUMENT_ERROR, DZ_DOCUMENT_ERROR_DAMAGED,
                         _ ("the characters of the page cannot be read; save it again as UTF-8"));
    return NULL;
  }
  return dz_html_read_text (decoded->text, decoded->length, "mhtml", decoded->encoding, decoded->n_bad, cancellable, error);
}

static const char *const extensions[] = { "mht", "mhtml", NULL };

static int
sniff_mhtml (GBytes *bytes,
             const char *name)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  g_autofree char *head = g_ascii_strdown (data, (gssize) MIN (size, 2048));

  if (strstr (head, "content-type: multipart/related") != NULL || strstr (head, "content-type:multipart/related") != NULL)
    return 95;
  if (strstr (head, "mime-version:") != NULL && strstr (head, "content-type:") != NULL)
    return 80;
  return 0;
}

const DzReader dz_reader_mhtml = {
  .format = "mhtml",
  .title = N_ ("Web archive"),
  .extensions = extensions,
  .sniff = sniff_mhtml,
  .read = read_mhtml,
};
