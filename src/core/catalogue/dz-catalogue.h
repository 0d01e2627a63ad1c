/* dz-catalogue.h - what is known of indicators, forms, rules and wording: data, not code
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Loaded from folders of key files (docs/catalogue.md describes them), checked against a
 * schema, then never changed: a result, safe in any thread. Pointers to the structs below are
 * borrowed and live as long as the catalogue. All ids are interned strings: equal ids are
 * equal pointers within one process.
 */
#pragma once

#include <glib-object.h>

#include "dz-decimal.h"

G_BEGIN_DECLS

#define DZ_CATALOGUE_ERROR (dz_catalogue_error_quark ())
GQuark dz_catalogue_error_quark (void);

typedef enum {
  DZ_CATALOGUE_ERROR_MISSING, /* no catalogue where one was looked for */
  DZ_CATALOGUE_ERROR_INVALID, /* the schema refuses it; the message names file and line */
} DzCatalogueError;

typedef enum {
  DZ_INDICATOR_COUNT,
  DZ_INDICATOR_AMOUNT,
  DZ_INDICATOR_RATIO,
  DZ_INDICATOR_HEADER, /* groups rows; normally without a value of its own */
} DzIndicatorKind;

typedef enum {
  DZ_RELATION_NONE,
  DZ_RELATION_SUM_PART, /* the siblings of one partition present in the form add up to the parent */
  DZ_RELATION_OF_WHICH, /* each at most the parent */
} DzRelation;

/**
 * DzIndicator:
 * @id: "apply.received.new"
 * @parent: the id it belongs to, or NULL
 * @zh, @en: labels
 * @unit: "件", or "" where it has none
 * @dimension: "applicant" or NULL
 * @partition: name of the set of siblings that adds up, or ""
 * @aliases: other spellings; NULL-terminated, may be empty
 * @is_signed: the value may be negative (a change)
 * @order: place in the whole catalogue, from 0; a reader of the matrix follows it
 * @report_kind: the kind of report it belongs to, "disclosure"
 */
typedef struct {
  const char *id;
  const char *parent;
  const char *zh;
  const char *en;
  const char *unit;
  DzIndicatorKind kind;
  const char *dimension;
  DzRelation relation;
  const char *partition;
  const char *const *aliases;
  guint order;
  const char *report_kind;
  gboolean is_signed;
} DzIndicator;

/**
 * DzFormRow: a row (or a row and column of a matrix table) of a form
 * @labels: as printed, the canonical one first; heads of a matrix joined by " / "; NULL-terminated
 * @level: nesting, from 1; 0 not known
 * @order: place in the form, from 1
 * @unit: as the form prints it (元 in one form, 万元 in another)
 * @parent, @relation, @partition: as in this form
 * @has_cells: FALSE for a head that never carries a value in this form
 */
typedef struct {
  const DzIndicator *indicator;
  const char *const *labels;
  guint level;
  guint order;
  const char *unit;
  const char *parent;
  DzRelation relation;
  const char *partition;
  gboolean has_cells;
} DzFormRow;

/**
 * DzForm:
 * @id: "cn2019"; "prose" is the form without any row
 * @extends: the form whose rows it takes over, or NULL; @rows has them all
 * @first_year, @last_year: years reported on, 0 open
 * @anchors, @counter: label keys that speak for and against it; NULL-terminated
 */
typedef struct {
  const char *id;
  const char *zh;
  const char *en;
  const char *extends;
  const char *report_kind;
  guint first_year, last_year;
  const char *const *anchors;
  const char *const *counter;
  GPtrArray *rows; /* of DzFormRow, by order */
} DzForm;

/**
 * DzMember: a member of a dimension, "applicant.natural" of "applicant"
 * @labels: column heads that mean it, the canonical one first
 * @parent: the member it is part of, or NULL
 * @is_total: it stands for the whole
 * @has_cells: FALSE for a head over others (法人或其他组织)
 */
typedef struct {
  const char *id;
  const char *dimension;
  const char *zh;
  const char *en;
  const char *parent;
  const char *const *labels;
  gboolean is_total;
  gboolean has_cells;
} DzMember;

typedef enum {
  DZ_COMPARABLE_SAME, /* the same thing */
  DZ_COMPARABLE_SUM,  /* the same after summing */
  DZ_COMPARABLE_NEAR, /* with reservations */
  DZ_COMPARABLE_NO,   /* looks alike, must not be joined */
} DzComparable;

#define DZ_TYPE_CATALOGUE (dz_catalogue_get_type ())
G_DECLARE_FINAL_TYPE (DzCatalogue, dz_catalogue, DZ, CATALOGUE, GObject)

/* The catalogue that comes with the program: DUIZHAO_CATALOGUE in the environment, else the
 * installed folder, else the one in the source tree the program was built from. Then the
 * user's own folder (…/duizhao/catalogue in the user's data folder) where there is one. */
DzCatalogue *dz_catalogue_load_default (GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* @folders: NULL-terminated; later ones extend earlier ones. Fails on the first folder that
 * the schema refuses, with all problems in @problems (of char *: "file:line: what and how to mend it"). */
DzCatalogue *dz_catalogue_load (const char *const *folders,
                                GPtrArray *problems,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Loads, compiles every pattern and throws the result away: TRUE when there is nothing to mend,
 * else @problems (of char *, as above) has at least one line more. */
gboolean dz_catalogue_check (const char *const *folders,
                             GPtrArray *problems);

/* The folder that dz_catalogue_load_default() begins with. */
char *dz_catalogue_dup_default_folder (void) G_GNUC_WARN_UNUSED_RESULT;

/* A digest of all that was loaded, for workbooks and caches. */
const char *dz_catalogue_get_version (DzCatalogue *self);

/* Of DzIndicator, by order. */
GPtrArray *dz_catalogue_get_indicators (DzCatalogue *self);
const DzIndicator *dz_catalogue_lookup_indicator (DzCatalogue *self,
                                                  const char *id);

/* Of DzForm. */
GPtrArray *dz_catalogue_get_forms (DzCatalogue *self);
const DzForm *dz_catalogue_lookup_form (DzCatalogue *self,
                                        const char *id);
const DzFormRow *dz_form_lookup_row (const DzForm *form,
                                     const char *indicator);

/* Of DzMember, of one dimension. */
GPtrArray *dz_catalogue_get_members (DzCatalogue *self,
                                     const char *dimension);
const DzMember *dz_catalogue_lookup_member (DzCatalogue *self,
                                            const char *id);

/* How far @indicator may be compared between two forms; @detail (nullable out) gets a finer
 * word ("narrower", "broader", "weak") or NULL. The same form is always SAME. */
DzComparable dz_catalogue_compare_forms (DzCatalogue *self,
                                         const char *indicator,
                                         const char *form_a,
                                         const char *form_b,
                                         const char **detail);

/* The same for two indicators of different forms; NO when nothing is known. */
DzComparable dz_catalogue_compare_indicators (DzCatalogue *self,
                                              const char *a,
                                              const char *b,
                                              const char **detail);

/* Whether messages are in Chinese: then zh is shown, else en. */
gboolean dz_catalogue_speaks_chinese (void);

/* Label in the language of messages: zh for zh*, else en. */
const char *dz_indicator_get_label (const DzIndicator *indicator);
const char *dz_member_get_label (const DzMember *member);
const char *dz_form_get_label (const DzForm *form);

G_END_DECLS
