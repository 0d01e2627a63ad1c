/* dz-catalogue-file.c - key files to groups that know their lines
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The files are GLib key files whose values are taken as they stand: a backslash is a
 * backslash, as regular expressions want it. GKeyFile tells no lines, and every problem of a
 * catalogue has to name one, so the few rules of the format are read here.
 */
#define G_LOG_DOMAIN "dz-catalogue"

#include "dz-catalogue-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "dz-limits.h"

/* Bytes of a block that structs are cut from. */
#define ROOM ((gsize) 32768)

void
dz_loader_problem (DzLoader *self,
                   const char *file,
                   guint line,
                   const char *format,
                   ...)
{
  va_list args;
  g_autofree char *text = NULL;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  g_ptr_array_add (self->problems,
                   line == 0 ? g_strdup_printf ("%s: %s", file, text) : g_strdup_printf ("%s:%u: %s", file, line, text));
}

/* Thousands of small structs and lists: cut from large blocks, never freed one by one. */
gpointer
dz_loader_allocate (DzLoader *self,
                    gsize size)
{
  char *piece;

  size = (size + 15) & ~(gsize) 15;
  if (size > self->room_left) {
    self->room_left = MAX (size, ROOM);
    self->room = g_malloc0 (self->room_left);
    g_ptr_array_add (self->catalogue->blocks, self->room);
  }
  piece = self->room;
  self->room += size;
  self->room_left -= size;
  return piece;
}

void
dz_group_free (DzGroup *self)
{
  g_array_unref (self->entries);
  g_free (self);
}

/* Ids are interned, kinds are not. */
static guint
group_hash (gconstpointer data)
{
  const DzGroup *self = data;
  gsize hash = (guchar) self->kind[0];

  for (guint i = 0; i < self->n_args; i++)
    hash = hash * 31 + (GPOINTER_TO_SIZE (self->args[i]) >> 3);
  return (guint) (hash ^ hash >> 32);
}

static gboolean
group_equal (gconstpointer a,
             gconstpointer b)
{
  const DzGroup *x = a;
  const DzGroup *y = b;

  for (guint i = 0; i < DZ_GROUP_MAX_ARGS; i++)
    if (x->args[i] != y->args[i])
      return FALSE;
  return strcmp (x->kind, y->kind) == 0;
}

GHashTable *
dz_group_index_new (void)
{
  return g_hash_table_new (group_hash, group_equal);
}

DzGroup *
dz_loader_find_group (DzLoader *self,
                      const char *kind,
                      const char *id)
{
  const DzGroup wanted = { .kind = kind, .args = { g_intern_string (id) }, .n_args = 1 };

  return g_hash_table_lookup (self->group_index, &wanted);
}

/* "row cn2021 doc" to its words, in place; FALSE when there are none or too many. */
static gboolean
split_head (char *head,
            DzGroup *group)
{
  guint n = 0;

  for (char *word = strtok_r (head, " \t", &head); word != NULL; word = strtok_r (NULL, " \t", &head)) {
    if (n == 0)
      group->kind = word;
    else if (n <= DZ_GROUP_MAX_ARGS)
      group->args[n - 1] = g_intern_string (word);
    n++;
  }
  group->n_args = MAX (n, 1) - 1;
  return n > 1 && group->n_args <= DZ_GROUP_MAX_ARGS;
}

/* A group of the same name in the same folder is a slip; from a later folder it adds to and
 * replaces keys of the first. */
static DzGroup *
add_group (DzLoader *self,
           DzGroup *group)
{
  DzGroup *known = g_hash_table_lookup (self->group_index, group);
  gboolean user = group->user;

  if (known == NULL) {
    g_ptr_array_add (self->groups, group);
    g_hash_table_add (self->group_index, group);
    return group;
  }
  if (!user || known->user)
    dz_loader_problem (self, group->file, group->line, _ ("[%s %s] stands already in %s line %u; keep one of the two"),
                       group->kind, group->args[0], known->file, known->line);
  dz_group_free (group);
  return user ? known : NULL;
}

static void
set_entry (DzLoader *self,
           DzGroup *group,
           const DzEntry *entry)
{
  for (guint i = 0; i < group->entries->len; i++) {
    DzEntry *known = &g_array_index (group->entries, DzEntry, i);

    if (!g_str_equal (known->key, entry->key))
      continue;
    if (known->file == entry->file)
      dz_loader_problem (self, entry->file, entry->line, _ ("the key “%s” stands already in line %u; keep one of the two"),
                         entry->key, known->line);
    *known = *entry;
    return;
  }
  g_array_append_val (group->entries, *entry);
}

static void
read_head (DzLoader *self,
           const char *file,
           guint line,
           const char *report_kind,
           char *text,
           DzGroup **current)
{
  DzGroup *group = g_new0 (DzGroup, 1);
  char *end = strchr (text, ']');

  group->entries = g_array_sized_new (FALSE, FALSE, sizeof (DzEntry), 8);
  group->file = file;
  group->line = line;
  group->report_kind = report_kind;
  group->user = self->folder > 0;
  *current = NULL;
  if (end == NULL || end[1] != '\0') {
    dz_loader_problem (self, file, line, _ ("the head of a group must end with “]”"));
    dz_group_free (group);
    return;
  }
  *end = '\0';
  if (!split_head (text + 1, group)) {
    dz_loader_problem (self, file, line, _ ("the head of a group is a kind and its ids, such as [indicator apply.closed]"));
    dz_group_free (group);
    return;
  }
  *current = add_group (self, group);
}

static char *
skip_blanks (char *text)
{
  while (*text == ' ' || *text == '\t')
    text++;
  return text;
}

static void
cut_blanks (char *text,
            char *end)
{
  while (end > text && g_ascii_isspace (end[-1]))
    end--;
  *end = '\0';
}

static void
read_line (DzLoader *self,
           const char *file,
           guint line,
           const char *report_kind,
           char *text,
           char *end,
           DzGroup **current)
{
  char *equals;
  DzEntry entry = { .file = file, .line = line };

  cut_blanks (text, end);
  text = skip_blanks (text);
  if (*text == '\0' || *text == '#')
    return;
  if (*text == '[') {
    read_head (self, file, line, report_kind, text, current);
    return;
  }
  equals = strchr (text, '=');
  if (equals == NULL || equals == text) {
    dz_loader_problem (self, file, line, _ ("this is neither “[kind id]” nor “key=value” nor a comment with “#”"));
    return;
  }
  if (*current == NULL)
    return; /* its head was told about already, or there is none: told by the schema */
  cut_blanks (text, equals);
  entry.key = text;
  entry.value = skip_blanks (equals + 1);
  set_entry (self, *current, &entry);
}

static void
add_to_digest (DzLoader *self,
               const char *bytes,
               gsize length)
{
  guint64 word = 0;

  for (; length >= sizeof word; bytes += sizeof word, length -= sizeof word) {
    memcpy (&word, bytes, sizeof word);
    self->digest = (self->digest ^ GUINT64_FROM_LE (word)) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
    self->digest ^= self->digest >> 29;
  }
  for (gsize i = 0; i < length; i++)
    self->digest = (self->digest ^ (guchar) bytes[i]) * G_GUINT64_CONSTANT (0x100000001b3);
}

static void
read_file (DzLoader *self,
           const char *path,
           const char *name,
           const char *report_kind)
{
  g_autoptr (GError) error = NULL;
  char *bytes;
  char *rest;
  gsize length;
  guint line = 0;
  DzGroup *current = NULL;
  const char *file = g_intern_string (name);

  if (!g_file_get_contents (path, &bytes, &length, &error)) {
    dz_loader_problem (self, path, 0, "%s", error->message);
    return;
  }
  g_ptr_array_add (self->catalogue->buffers, bytes);
  if (!g_utf8_validate (bytes, length, NULL)) {
    dz_loader_problem (self, name, 0, _ ("the file is not UTF-8; save it as UTF-8"));
    return;
  }
  add_to_digest (self, name, strlen (name));
  add_to_digest (self, bytes, length);
  rest = g_str_has_prefix (bytes, "\xef\xbb\xbf") ? bytes + 3 : bytes;
  while (rest != NULL) {
    char *text = rest;

    char *end = strchr (text, '\n');

    rest = end != NULL ? end + 1 : NULL;
    read_line (self, file, ++line, report_kind, text, end != NULL ? end : text + strlen (text), &current);
  }
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static GPtrArray *
list_names (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (name[0] != '.')
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  return names;
}

/* @shown: the path below the catalogue's folder, as messages name it. */
static void
walk (DzLoader *self,
      const char *folder,
      const char *shown,
      const char *report_kind,
      guint depth)
{
  g_autoptr (GPtrArray) names = list_names (folder);

  for (guint i = 0; i < names->len; i++) {
    const char *name = names->pdata[i];
    g_autofree char *path = g_build_filename (folder, name, NULL);
    g_autofree char *place = shown[0] == '\0' ? g_strdup (name) : g_build_filename (shown, name, NULL);

    if (g_str_has_suffix (name, ".ini")) {
      if (report_kind == NULL)
        dz_loader_problem (self, place, 0, _ ("the file belongs into the folder of a kind of report; move it there"));
      else
        read_file (self, path, place, report_kind);
    } else if (depth < DZ_LIMIT_FOLDER_DEPTH && g_file_test (path, G_FILE_TEST_IS_DIR)) {
      walk (self, path, place, report_kind != NULL ? report_kind : g_intern_string (name), depth + 1);
    }
  }
}

void
dz_loader_read_folder (DzLoader *self,
                       const char *folder)
{
  walk (self, folder, "", NULL, 0);
}

const DzEntry *
dz_group_find (const DzGroup *self,
               const char *key)
{
  for (guint i = 0; i < self->entries->len; i++) {
    const DzEntry *entry = &g_array_index (self->entries, DzEntry, i);

    if (entry->key[0] == key[0] && strcmp (entry->key, key) == 0)
      return entry;
  }
  return NULL;
}

const DzEntry *
dz_loader_keep_entry (DzLoader *self,
                      const DzGroup *group,
                      const char *key)
{
  const DzEntry *entry = dz_group_find (group, key);
  DzEntry *copy;

  if (entry == NULL)
    return NULL;
  copy = dz_loader_allocate (self, sizeof *copy);
  *copy = *entry;
  return copy;
}

const char *
dz_group_get (const DzGroup *self,
              const char *key)
{
  const DzEntry *entry = dz_group_find (self, key);

  return entry != NULL && entry->value[0] != '\0' ? entry->value : NULL;
}

guint
dz_group_get_uint (const DzGroup *self,
                   const char *key,
                   guint otherwise)
{
  const char *value = dz_group_get (self, key);

  return value != NULL ? (guint) g_ascii_strtoull (value, NULL, 10) : otherwise;
}

gboolean
dz_group_get_boolean (const DzGroup *self,
                      const char *key,
                      gboolean otherwise)
{
  const char *value = dz_group_get (self, key);

  return value != NULL ? g_str_equal (value, "yes") : otherwise;
}

const char *const *
dz_group_get_list (DzLoader *loader,
                   DzGroup *self,
                   const char *key,
                   gboolean intern)
{
  const DzEntry *entry = dz_group_find (self, key);
  char *rest = entry != NULL ? entry->value : NULL;
  const char **list;
  guint n = 0;

  for (const char *c = rest; c != NULL && *c != '\0'; c++)
    n += *c == ';';
  list = dz_loader_allocate (loader, (n + 2) * sizeof *list);
  n = 0;
  while (rest != NULL) {
    char *part = rest;

    rest = strchr (rest, ';');
    if (rest != NULL)
      *rest++ = '\0';
    g_strstrip (part);
    if (*part != '\0')
      list[n++] = intern ? g_intern_string (part) : part;
  }
  return list;
}

guint
dz_group_get_word (const DzGroup *self,
                   const char *key,
                   const char *words,
                   guint otherwise)
{
  const char *value = dz_group_get (self, key);
  gsize length = value != NULL ? strlen (value) : 0;
  guint index = 0;

  for (const char *word = words; value != NULL && word != NULL; index++) {
    if (strncmp (word, value, length) == 0 && (word[length] == ' ' || word[length] == '\0'))
      return index;
    word = strchr (word, ' ');
    word = word != NULL ? word + 1 : NULL;
  }
  return otherwise;
}
