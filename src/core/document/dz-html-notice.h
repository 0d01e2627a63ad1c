/* dz-html-notice.h - the line of a page that says when and by whom it was published
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* "发布时间：2019-02-28　来源：某局　浏览次数：5": the date and the source as printed, each NULL when the
 * line does not say it. Long lines are sentences and say nothing. */
void dz_html_notice_read (const char *line,
                          char **date,
                          char **source);

G_END_DECLS
