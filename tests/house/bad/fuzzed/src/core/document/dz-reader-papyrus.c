/* dz-reader-papyrus.c - breaks the rule, so that the check is seen to work
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
