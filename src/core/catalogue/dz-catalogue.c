/* dz-catalogue.c - loading the catalogue and looking things up in it
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "dz-catalogue"

#include "dz-catalogue.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <string.h>

#include "dz-catalogue-private.h"

G_DEFINE_QUARK (dz-catalogue-error-quark, dz_catalogue_error)
G_DEFINE_FINAL_TYPE (DzCatalogue, dz_catalogue, G_TYPE_OBJECT)

static void
dz_catalogue_finalize (GObject *object)
{
  DzCatalogue *self = DZ_CATALOGUE (object);

  for (guint kind = 0; kind < G_N_ELEMENTS (self->patterns); kind++)
    g_ptr_array_unref (self->patterns[kind]);
  g_ptr_array_unref (self->sections);
  g_ptr_array_unref (self->derived);
  g_hash_table_unref (self->rule_ids);
  g_ptr_array_unref (self->rules);
  g_hash_table_unref (self->links);
  g_hash_table_unref (self->dimensions);
  g_hash_table_unref (self->member_ids);
  g_ptr_array_unref (self->members);
  g_hash_table_unref (self->form_ids);
  g_ptr_array_unref (self->forms);
  g_hash_table_unref (self->indicator_ids);
  g_hash_table_unref (self->indicator_pointers);
  g_ptr_array_unref (self->indicators);
  g_free (self->version);
  g_ptr_array_unref (self->blocks);
  g_ptr_array_unref (self->buffers);
  g_mutex_clear (&self->lock);
  G_OBJECT_CLASS (dz_catalogue_parent_class)->finalize (object);
}

static void
dz_catalogue_class_init (DzCatalogueClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = dz_catalogue_finalize;
}

static void
dz_catalogue_init (DzCatalogue *self)
{
  self->buffers = g_ptr_array_new_with_free_func (g_free);
  self->blocks = g_ptr_array_new_with_free_func (g_free);
  self->indicators = g_ptr_array_new ();
  self->indicator_ids = g_hash_table_new (g_str_hash, g_str_equal);
  self->indicator_pointers = g_hash_table_new (NULL, NULL);
  self->forms = g_ptr_array_new ();
  self->form_ids = g_hash_table_new (g_str_hash, g_str_equal);
  self->members = g_ptr_array_new ();
  self->member_ids = g_hash_table_new (g_str_hash, g_str_equal);
  self->dimensions = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
  self->links = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->rules = g_ptr_array_new_with_free_func ((GDestroyNotify) dz_rule_entry_free);
  self->rule_ids = g_hash_table_new (g_str_hash, g_str_equal);
  self->sections = g_ptr_array_new_with_free_func ((GDestroyNotify) dz_section_entry_free);
  self->derived = g_ptr_array_new ();
  g_mutex_init (&self->lock);
  for (guint kind = 0; kind < G_N_ELEMENTS (self->patterns); kind++)
    self->patterns[kind] = g_ptr_array_new_with_free_func ((GDestroyNotify) dz_pattern_entry_free);
}

/* The builders hold only groups that passed the schema, so a broken one stops the rest. */
static void
build (DzLoader *loader,
       gboolean compile)
{
  dz_loader_check_groups (loader);
  if (loader->problems->len > 0)
    return;
  dz_loader_build_members (loader);
  dz_loader_build_indicators (loader);
  if (loader->problems->len > 0)
    return; /* the forms follow parents, which may run in a circle */
  dz_loader_build_forms (loader);
  dz_loader_build_links (loader);
  dz_loader_build_rules (loader);
  dz_loader_build_patterns (loader);
  if (!compile)
    return;
  dz_catalogue_compile_rules (loader->catalogue, loader);
  for (guint kind = 0; kind <= DZ_PATTERN_PLAN; kind++)
    dz_catalogue_compile_patterns (loader->catalogue, kind, loader);
}

static DzCatalogue *
load (const char *const *folders,
      gboolean compile,
      GPtrArray *problems,
      GError **error)
{
  g_autoptr (DzCatalogue) self = g_object_new (DZ_TYPE_CATALOGUE, NULL);
  g_autoptr (GPtrArray) groups = g_ptr_array_new_with_free_func ((GDestroyNotify) dz_group_free);
  g_autoptr (GHashTable) index = dz_group_index_new ();
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_free);
  DzLoader loader = { self, groups, index, found, G_GUINT64_CONSTANT (0xcbf29ce484222325), 0 };

  for (loader.folder = 0; folders[loader.folder] != NULL; loader.folder++) {
    if (!g_file_test (folders[loader.folder], G_FILE_TEST_IS_DIR)) {
      g_set_error (error, DZ_CATALOGUE_ERROR, DZ_CATALOGUE_ERROR_MISSING,
                   _ ("%s: there is no catalogue folder; install the program's data or set DUIZHAO_CATALOGUE"),
                   folders[loader.folder]);
      return NULL;
    }
    dz_loader_read_folder (&loader, folders[loader.folder]);
  }
  build (&loader, compile);
  self->version = g_strdup_printf ("%016" G_GINT64_MODIFIER "x", loader.digest);
  if (found->len > 0) {
    g_set_error_literal (error, DZ_CATALOGUE_ERROR, DZ_CATALOGUE_ERROR_INVALID, found->pdata[0]);
    if (problems != NULL)
      g_ptr_array_extend_and_steal (problems, g_steal_pointer (&found));
    return NULL;
  }
  return g_steal_pointer (&self);
}

DzCatalogue *
dz_catalogue_load (const char *const *folders,
                   GPtrArray *problems,
                   GError **error)
{
  g_return_val_if_fail (folders != NULL && folders[0] != NULL, NULL);
  return load (folders, FALSE, problems, error);
}

gboolean
dz_catalogue_check (const char *const *folders,
                    GPtrArray *problems)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DzCatalogue) catalogue = NULL;
  guint before;

  g_return_val_if_fail (folders != NULL && folders[0] != NULL, FALSE);
  g_return_val_if_fail (problems != NULL, FALSE);
  before = problems->len;
  catalogue = load (folders, TRUE, problems, &error);
  if (catalogue == NULL && problems->len == before)
    g_ptr_array_add (problems, g_strdup (error->message));
  return catalogue != NULL;
}

char *
dz_catalogue_dup_default_folder (void)
{
  const char *wanted = g_getenv ("DUIZHAO_CATALOGUE");
  g_autofree char *installed = g_build_filename (DZ_DATADIR, "catalogue", NULL);

  if (wanted != NULL && *wanted != '\0')
    return g_strdup (wanted);
  if (g_file_test (installed, G_FILE_TEST_IS_DIR))
    return g_steal_pointer (&installed);
  return g_build_filename (DZ_SOURCE_DATADIR, "catalogue", NULL);
}

DzCatalogue *
dz_catalogue_load_default (GError **error)
{
  g_autofree char *folder = dz_catalogue_dup_default_folder ();
  g_autofree char *own = g_build_filename (g_get_user_data_dir (), "duizhao", "catalogue", NULL);
  const char *folders[] = { folder, g_file_test (own, G_FILE_TEST_IS_DIR) ? own : NULL, NULL };

  return load (folders, FALSE, NULL, error);
}

const char *
dz_catalogue_get_version (DzCatalogue *self)
{
  g_return_val_if_fail (DZ_IS_CATALOGUE (self), NULL);
  return self->version;
}

GPtrArray *
dz_catalogue_get_indicators (DzCatalogue *self)
{
  g_return_val_if_fail (DZ_IS_CATALOGUE (self), NULL);
  return self->indicators;
}

/* Ids are interned, so the pointer is tried before the letters. */
static gpointer
lookup_id (GHashTable *pointers,
           GHashTable *ids,
           const char *id)
{
  gpointer found;

  if (id == NULL)
    return NULL;
  found = g_hash_table_lookup (pointers, id);
  return found != NULL ? found : g_hash_table_lookup (ids, id);
}

const DzIndicator *
dz_catalogue_lookup_indicator (DzCatalogue *self,
                               const char *id)
{
  g_return_val_if_fail (DZ_IS_CATALOGUE (self), NULL);
  return lookup_id (self->indicator_pointers, self->indicator_ids, id);
}

GPtrArray *
dz_catalogue_get_forms (DzCatalogue *self)
{
  g_return_val_if_fail (DZ_IS_CATALOGUE (self), NULL);
  return self->forms;
}

const DzForm *
dz_catalogue_lookup_form (DzCatalogue *self,
                          const char *id)
{
  g_return_val_if_fail (DZ_IS_CATALOGUE (self), NULL);
  return id != NULL ? g_hash_table_lookup (self->form_ids, id) : NULL;
}

const DzFormRow *
dz_form_lookup_row (const DzForm *form,
                    const char *indicator)
{
  const DzFormEntry *entry;

  g_return_val_if_fail (form != NULL, NULL);
  entry = (const DzFormEntry *) form;
  return lookup_id (entry->by_pointer, entry->by_indicator, indicator);
}

GPtrArray *
dz_catalogue_get_members (DzCatalogue *self,
                          const char *dimension)
{
  g_return_val_if_fail (DZ_IS_CATALOGUE (self), NULL);
  return dimension != NULL ? g_hash_table_lookup (self->dimensions, dimension) : NULL;
}

const DzMember *
dz_catalogue_lookup_member (DzCatalogue *self,
                            const char *id)
{
  g_return_val_if_fail (DZ_IS_CATALOGUE (self), NULL);
  return id != NULL ? g_hash_table_lookup (self->member_ids, id) : NULL;
}

static const DzLink *
find_link (DzCatalogue *self,
           const char *indicator,
           const char *a,
           const char *b)
{
  g_autofree char *key = g_strjoin (" ", indicator, a, b, NULL);

  return g_hash_table_lookup (self->links, key);
}

/* The form, or the one it takes the row over from. */
static const char *
find_origin (DzCatalogue *self,
             const char *id,
             const char *indicator)
{
  const DzForm *form = g_hash_table_lookup (self->form_ids, id);

  while (form != NULL && form->extends != NULL) {
    const DzForm *base = g_hash_table_lookup (self->form_ids, form->extends);

    if (base == NULL || dz_form_lookup_row (base, indicator) == NULL)
      break;
    form = base;
  }
  return form != NULL ? form->id : id;
}

/* A form without rows (prose) says nothing of its own: what it is held against decides whether
 * the words may mean something else. */
static DzComparable
compare_with_rowless (DzCatalogue *self,
                      const char *indicator,
                      const char *form)
{
  for (guint i = 0; i < self->forms->len; i++) {
    const DzForm *other = self->forms->pdata[i];
    const DzLink *link = find_link (self, indicator, form, other->id);

    if (link != NULL && link->comparable != DZ_COMPARABLE_SAME)
      return DZ_COMPARABLE_NEAR;
  }
  return DZ_COMPARABLE_SAME;
}

static gboolean
is_rowless (DzCatalogue *self,
            const char *id)
{
  const DzForm *form = g_hash_table_lookup (self->form_ids, id);

  return form == NULL || form->rows->len == 0;
}

DzComparable
dz_catalogue_compare_forms (DzCatalogue *self,
                            const char *indicator,
                            const char *form_a,
                            const char *form_b,
                            const char **detail)
{
  const DzLink *link;

  g_return_val_if_fail (DZ_IS_CATALOGUE (self), DZ_COMPARABLE_NO);
  g_return_val_if_fail (indicator != NULL, DZ_COMPARABLE_NO);
  if (detail != NULL)
    *detail = NULL;
  if (form_a == NULL || form_b == NULL || g_str_equal (form_a, form_b))
    return DZ_COMPARABLE_SAME;
  link = find_link (self, indicator, form_a, form_b);
  if (link == NULL) {
    form_a = find_origin (self, form_a, indicator);
    form_b = find_origin (self, form_b, indicator);
    if (g_str_equal (form_a, form_b))
      return DZ_COMPARABLE_SAME;
    link = find_link (self, indicator, form_a, form_b);
  }
  if (link != NULL) {
    if (detail != NULL)
      *detail = link->detail;
    return link->comparable;
  }
  if (is_rowless (self, form_a))
    return compare_with_rowless (self, indicator, form_b);
  if (is_rowless (self, form_b))
    return compare_with_rowless (self, indicator, form_a);
  return DZ_COMPARABLE_NEAR;
}

DzComparable
dz_catalogue_compare_indicators (DzCatalogue *self,
                                 const char *a,
                                 const char *b,
                                 const char **detail)
{
  const DzLink *link;
  g_autofree char *key = NULL;

  g_return_val_if_fail (DZ_IS_CATALOGUE (self), DZ_COMPARABLE_NO);
  g_return_val_if_fail (a != NULL && b != NULL, DZ_COMPARABLE_NO);
  if (detail != NULL)
    *detail = NULL;
  if (g_str_equal (a, b))
    return DZ_COMPARABLE_SAME;
  key = g_strjoin (" ", a, b, NULL);
  link = g_hash_table_lookup (self->links, key);
  if (link == NULL)
    return DZ_COMPARABLE_NO;
  if (detail != NULL)
    *detail = link->detail;
  return link->comparable;
}

/* Where gettext stays silent, so do Chinese labels. */
gboolean
dz_catalogue_speaks_chinese (void)
{
  const char *locale = setlocale (LC_MESSAGES, NULL);

  if (locale == NULL || g_str_equal (locale, "C") || g_str_equal (locale, "POSIX"))
    return FALSE;
  return g_str_has_prefix (g_get_language_names ()[0], "zh");
}

const char *
dz_indicator_get_label (const DzIndicator *indicator)
{
  g_return_val_if_fail (indicator != NULL, NULL);
  return dz_catalogue_speaks_chinese () ? indicator->zh : indicator->en;
}

const char *
dz_member_get_label (const DzMember *member)
{
  g_return_val_if_fail (member != NULL, NULL);
  return dz_catalogue_speaks_chinese () ? member->zh : member->en;
}

const char *
dz_form_get_label (const DzForm *form)
{
  g_return_val_if_fail (form != NULL, NULL);
  return dz_catalogue_speaks_chinese () ? form->zh : form->en;
}
