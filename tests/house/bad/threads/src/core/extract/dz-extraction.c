/* dz-extraction.c - breaks the rule, so that the check is seen to work
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
void
spread (void)
{
  g_thread_new ("x", run, NULL);
}
