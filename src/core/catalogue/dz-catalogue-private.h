/* dz-catalogue-private.h - what the files of this folder share
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Loading has three steps: the files are split into groups (dz-catalogue-file.c), each group is
 * held against the schema (dz-catalogue-schema.c), and the builders make the structs of the
 * public headers from them. Strings of the structs point into the buffers of the files, which
 * the catalogue keeps.
 */
#pragma once

#include "dz-catalogue.h"
#include "dz-pattern.h"
#include "dz-rule.h"

G_BEGIN_DECLS

/* Key and value borrow from the buffer of the file. */
typedef struct {
  const char *key;
  char *value;
  const char *file;
  guint line;
} DzEntry;

#define DZ_GROUP_MAX_ARGS 4u

/**
 * DzGroup: "[row cn2021 apply.received.new]" and its keys
 * @kind: "row"; @args: "cn2021", "apply.received.new"
 * @report_kind: name of the folder the file lies in (interned)
 * @user: from a folder behind the first one
 */
typedef struct {
  const char *kind;
  const char *args[DZ_GROUP_MAX_ARGS];
  guint n_args;
  const char *file;
  guint line;
  const char *report_kind;
  gboolean user;
  GArray *entries; /* of DzEntry */
} DzGroup;

/* A form with its index of rows; the public part comes first. */
typedef struct {
  DzForm form;
  GHashTable *by_indicator; /* id (borrowed) -> DzFormRow (borrowed) */
  GHashTable *by_pointer;   /* the same by the interned pointer: most who ask have it */
} DzFormEntry;

/* A pattern and the words it is compiled from when first asked for. */
typedef struct {
  DzPattern pattern;
  const DzEntry *regex, *unless;
} DzPatternEntry;

/* A rule or section with the words its expressions are compiled from. */
typedef struct {
  DzRule rule;
  const DzEntry *regex, *unless;
} DzRuleEntry;

typedef struct {
  DzSection section;
  const DzEntry *heading;
} DzSectionEntry;

typedef struct {
  DzComparable comparable;
  const char *detail;
} DzLink;

struct _DzCatalogue {
  GObject parent_instance;

  GPtrArray *buffers;        /* of char *: the files */
  GPtrArray *blocks;         /* of memory that the structs point to */
  char *version;
  GPtrArray *indicators;     /* of DzIndicator */
  GHashTable *indicator_ids; /* id -> DzIndicator (borrowed) */
  GHashTable *indicator_pointers; /* the same by the interned pointer */
  GPtrArray *forms;          /* of DzFormEntry */
  GHashTable *form_ids;
  GPtrArray *members;        /* of DzMember */
  GHashTable *member_ids;
  GHashTable *dimensions;    /* id -> GPtrArray of DzMember */
  GHashTable *links;         /* "indicator form form" or "id id" -> DzLink */
  GPtrArray *rules;          /* of DzRuleEntry */
  GHashTable *rule_ids;
  GPtrArray *sections;       /* of DzSectionEntry */
  GPtrArray *derived;        /* of DzDerived */

  GMutex lock;               /* guards the compiling of expressions */
  gboolean rules_compiled;
  gboolean compiled[DZ_PATTERN_PLAN + 1];
  GPtrArray *patterns[DZ_PATTERN_PLAN + 1]; /* of DzPatternEntry */
};

/**
 * DzLoader: a catalogue in the making
 * @problems: of char *, "file:line: what is wrong and how to mend it"
 */
typedef struct {
  DzCatalogue *catalogue;
  GPtrArray *groups;       /* of DzGroup */
  GHashTable *group_index; /* of DzGroup (borrowed), by kind and ids */
  GPtrArray *problems;     /* of char * */
  guint64 digest;
  guint folder;            /* index of the folder being read */
  char *room;              /* borrowed: what is left of the block being cut up */
  gsize room_left;
} DzLoader;

/* Files to groups. */
void dz_loader_read_folder (DzLoader *self,
                            const char *folder);
void dz_loader_problem (DzLoader *self,
                        const char *file,
                        guint line,
                        const char *format,
                        ...) G_GNUC_PRINTF (4, 5);
GHashTable *dz_group_index_new (void) G_GNUC_WARN_UNUSED_RESULT;
DzGroup *dz_loader_find_group (DzLoader *self,
                               const char *kind,
                               const char *id);
void dz_group_free (DzGroup *self);

/* Memory that lives as long as the catalogue, filled with zeros. */
gpointer dz_loader_allocate (DzLoader *self,
                             gsize size);

/* Values of a group; NULL, "" or 0 where the key is absent. */
const DzEntry *dz_group_find (const DzGroup *self,
                              const char *key);
const char *dz_group_get (const DzGroup *self,
                          const char *key);
guint dz_group_get_uint (const DzGroup *self,
                         const char *key,
                         guint otherwise);
gboolean dz_group_get_boolean (const DzGroup *self,
                               const char *key,
                               gboolean otherwise);
/* Parts between semicolons, NULL-terminated; the value is cut up in place, so ask once. */
const char *const *dz_group_get_list (DzLoader *loader,
                                      DzGroup *self,
                                      const char *key,
                                      gboolean intern);
/* The place of the key's value among @words (divided by blanks); the schema has checked it. */
guint dz_group_get_word (const DzGroup *self,
                         const char *key,
                         const char *words,
                         guint otherwise);

/* The schema. */
void dz_loader_check_groups (DzLoader *self);

/* The builders. */
void dz_loader_build_indicators (DzLoader *self);
void dz_loader_build_members (DzLoader *self);
void dz_loader_build_forms (DzLoader *self);
void dz_loader_build_links (DzLoader *self);
void dz_loader_build_rules (DzLoader *self);
void dz_loader_build_patterns (DzLoader *self);

/* A copy of the key and its place that lives as long as the catalogue; NULL where the group has none. */
const DzEntry *dz_loader_keep_entry (DzLoader *self,
                                     const DzGroup *group,
                                     const char *key);

/* The expression of an entry; NULL where there is none or it cannot be used. @loader, where there is
 * one, gets the problem. */
GRegex *dz_entry_compile (const DzEntry *entry,
                          DzLoader *loader);

/* Compile what is not yet; @loader may be NULL. */
void dz_catalogue_compile_patterns (DzCatalogue *self,
                                    DzPatternKind kind,
                                    DzLoader *loader);
void dz_catalogue_compile_rules (DzCatalogue *self,
                                 DzLoader *loader);
void dz_pattern_entry_free (DzPatternEntry *self);
void dz_rule_entry_free (DzRuleEntry *self);
void dz_section_entry_free (DzSectionEntry *self);

/* The words of the enumerations, in the order of their values. */
#define DZ_WORDS_INDICATOR_KIND "count amount ratio header"
#define DZ_WORDS_RELATION "none sum-part of-which"
#define DZ_WORDS_COMPARABLE "same sum near no"
#define DZ_WORDS_RULE_KIND "equal at-most implies integer text phrase reading"
#define DZ_WORDS_SEVERITY "error warning check notice"

G_END_DECLS
