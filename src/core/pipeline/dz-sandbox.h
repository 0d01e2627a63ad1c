/* dz-sandbox.h - takes from this process what reading a file does not need
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  DZ_SANDBOX_LIMITS = 1 << 0,   /* memory, written bytes, processes */
  DZ_SANDBOX_LANDLOCK = 1 << 1, /* files: only fonts, character tables and libraries, to read */
  DZ_SANDBOX_SECCOMP = 1 << 2,  /* no network, no programs, no writing */
} DzSandbox;

/* From now on and for good. What the kernel does not have is left out; returns what holds. */
DzSandbox dz_sandbox_enter (void);

G_END_DECLS
