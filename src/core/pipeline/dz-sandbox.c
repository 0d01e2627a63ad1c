/* dz-sandbox.c - takes from this process what reading a file does not need
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Three fences, each of use without the others: limits of resources; Landlock, so that only
 * shared data of the system (fonts, poppler's character tables, iconv's modules) can be opened,
 * and only to read; seccomp, so that no socket, no program and no changing of files is to be had.
 */
#define G_LOG_DOMAIN "dz-pipeline"
#define _GNU_SOURCE
#include "dz-sandbox.h"

#include "dz-limits.h"

#include <fcntl.h>
#include <linux/landlock.h>
#include <seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

/* What a reader's libraries look up while they work. */
static const char *const readable_folders[] = {
  "/usr/share",
  "/usr/local/share",
  "/usr/lib",
  "/usr/lib64",
  "/usr/local/lib",
  "/lib",
  "/lib64",
  "/etc/fonts",
  "/var/cache/fontconfig",
  "/app/share",
  "/app/lib",
  "/run/host/fonts",
  NULL,
};

/* Sanitizers map terabytes of shadow and open files of their own. */
#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(memory_sanitizer)
#define SANITIZED 1
#endif
#endif
#ifndef SANITIZED
#define SANITIZED 0
#endif

static gboolean
limit (__rlimit_resource_t resource,
       rlim_t most)
{
  struct rlimit wanted = { most, most };

  return setrlimit (resource, &wanted) == 0;
}

static gboolean
enter_limits (void)
{
  gboolean ok = limit (RLIMIT_FSIZE, 0) && limit (RLIMIT_CORE, 0) && limit (RLIMIT_NOFILE, 64);

  if (!SANITIZED)
    ok = limit (RLIMIT_AS, DZ_LIMIT_WORKER_BYTES) && ok;
  return ok;
}

static void
allow_reading (int ruleset,
               const char *folder)
{
  struct landlock_path_beneath_attr beneath = {
    .allowed_access = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR,
    .parent_fd = open (folder, O_PATH | O_CLOEXEC),
  };

  if (beneath.parent_fd < 0)
    return;
  syscall (SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &beneath, 0);
  close (beneath.parent_fd);
}

static gboolean
enter_landlock (void)
{
  /* All rights of the first version: those that came later concern what seccomp refuses. */
  struct landlock_ruleset_attr handled = { .handled_access_fs = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1 };
  int ruleset;
  gboolean ok;

  if (syscall (SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION) < 1)
    return FALSE;
  ruleset = (int) syscall (SYS_landlock_create_ruleset, &handled, sizeof handled.handled_access_fs, 0);
  if (ruleset < 0)
    return FALSE;
  for (guint i = 0; readable_folders[i] != NULL; i++)
    allow_reading (ruleset, readable_folders[i]);
  ok = syscall (SYS_landlock_restrict_self, ruleset, 0) == 0;
  close (ruleset);
  return ok;
}

static const int allowed_calls[] = {
  SCMP_SYS (read), SCMP_SYS (readv), SCMP_SYS (pread64), SCMP_SYS (write), SCMP_SYS (writev),
  SCMP_SYS (recvmsg), SCMP_SYS (recvfrom), SCMP_SYS (sendto), SCMP_SYS (sendmsg),
  SCMP_SYS (close), SCMP_SYS (close_range), SCMP_SYS (lseek), SCMP_SYS (dup), SCMP_SYS (fcntl), SCMP_SYS (fcntl64),
  SCMP_SYS (fstat), SCMP_SYS (fstat64), SCMP_SYS (stat), SCMP_SYS (lstat), SCMP_SYS (newfstatat), SCMP_SYS (statx),
  SCMP_SYS (statfs), SCMP_SYS (fstatfs), SCMP_SYS (access), SCMP_SYS (faccessat), SCMP_SYS (faccessat2),
  SCMP_SYS (readlink), SCMP_SYS (readlinkat), SCMP_SYS (getdents64), SCMP_SYS (getcwd), SCMP_SYS (memfd_create),
  SCMP_SYS (mmap), SCMP_SYS (mmap2), SCMP_SYS (munmap), SCMP_SYS (mremap), SCMP_SYS (mprotect), SCMP_SYS (madvise),
  SCMP_SYS (brk), SCMP_SYS (futex), SCMP_SYS (futex_time64), SCMP_SYS (set_robust_list), SCMP_SYS (rseq),
  SCMP_SYS (poll), SCMP_SYS (ppoll), SCMP_SYS (clock_gettime), SCMP_SYS (clock_getres), SCMP_SYS (gettimeofday),
  SCMP_SYS (nanosleep), SCMP_SYS (clock_nanosleep), SCMP_SYS (getrandom), SCMP_SYS (sched_yield),
  SCMP_SYS (sched_getaffinity), SCMP_SYS (uname), SCMP_SYS (sysinfo), SCMP_SYS (getrusage),
  SCMP_SYS (getpid), SCMP_SYS (gettid), SCMP_SYS (getuid), SCMP_SYS (geteuid), SCMP_SYS (getgid), SCMP_SYS (getegid),
  SCMP_SYS (rt_sigaction), SCMP_SYS (rt_sigprocmask), SCMP_SYS (rt_sigreturn), SCMP_SYS (sigaltstack),
  SCMP_SYS (restart_syscall), SCMP_SYS (exit), SCMP_SYS (exit_group),
};

/* A call that is not allowed fails with EACCES, as if the file were not ours: libraries bear that. */
static gboolean
enter_seccomp (void)
{
  const scmp_datum_t writing = O_ACCMODE | O_CREAT | O_TRUNC;
  scmp_filter_ctx filter = seccomp_init (SCMP_ACT_ERRNO (EACCES));
  gboolean ok = filter != NULL;

  if (!ok)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (allowed_calls); i++)
    seccomp_rule_add (filter, SCMP_ACT_ALLOW, allowed_calls[i], 0);
  seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (open), 1, SCMP_A1 (SCMP_CMP_MASKED_EQ, writing, O_RDONLY));
  seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (openat), 1, SCMP_A2 (SCMP_CMP_MASKED_EQ, writing, O_RDONLY));
  seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (tgkill), 1, SCMP_A0 (SCMP_CMP_EQ, (scmp_datum_t) getpid ()));
  ok = seccomp_load (filter) == 0;
  seccomp_release (filter);
  return ok;
}

DzSandbox
dz_sandbox_enter (void)
{
  DzSandbox holds = 0;

  prctl (PR_SET_DUMPABLE, 0, 0, 0, 0);
  if (enter_limits ())
    holds |= DZ_SANDBOX_LIMITS;
  if (prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
    return holds;
  if (enter_landlock ())
    holds |= DZ_SANDBOX_LANDLOCK;
  if (enter_seccomp ())
    holds |= DZ_SANDBOX_SECCOMP;
  return holds;
}
