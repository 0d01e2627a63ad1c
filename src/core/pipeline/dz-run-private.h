/* dz-run-private.h - one run of the pipeline: what its two faces share
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "dz-pipeline.h"

G_BEGIN_DECLS

/* Takes @outcome. In the thread that runs. FALSE stops. */
typedef gboolean (*DzTakeFunc) (DzOutcome *outcome,
                                const DzPipelineState *state,
                                gpointer user_data);

/* As dz_pipeline_run(), but hands the outcomes over for good. */
gboolean dz_pipeline_run_private (const char *const *paths,
                                  DzCatalogue *catalogue,
                                  const DzPipelineOptions *options,
                                  DzTakeFunc func,
                                  gpointer user_data,
                                  GCancellable *cancellable,
                                  GError **error);

/* Never NULL; takes over @error, which begins with the name. */
DzOutcome *dz_outcome_new_private (const char *path,
                                   GError *error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
