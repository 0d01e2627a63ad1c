/* lsan-libraries.c - leaves to libraries what they allocate while they are loaded
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * GLib gives up its first table of quarks on purpose once there are more than 2048 of them,
 * which a program with GTK has. That table is made before main(), through frames that cannot
 * be named in a suppression.
 */
#include <sanitizer/lsan_interface.h>

static void
before_libraries (int argc,
                  char **argv,
                  char **envp)
{
  __lsan_disable ();
}

__attribute__ ((section (".preinit_array"), used)) static void (*const first) (int, char **, char **) = before_libraries;

__attribute__ ((constructor)) static void
before_main (void)
{
  __lsan_enable ();
}
