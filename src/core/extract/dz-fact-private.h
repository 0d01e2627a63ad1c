/* dz-fact-private.h - facts whose ids come from the catalogue
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "dz-fact.h"

G_BEGIN_DECLS

/* Like dz_fact_new() for a @model whose indicator, member and of are interned already. */
DzFact *dz_fact_new_interned (const DzFact *model) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
