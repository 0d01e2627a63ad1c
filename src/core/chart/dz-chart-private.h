/* dz-chart-private.h - what the three steps of a chart share
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every kind of chart is a grid: series × categories, each place a cell of the comparison or
 * none. The layout turns it into shapes: boxes, lines, texts, in points from the upper left
 * corner; drawing knows shapes only.
 */
#pragma once

#include "dz-chart.h"

#include <pango/pangocairo.h>

G_BEGIN_DECLS

/**
 * DzChartPoint:
 * @column: of the comparison; -1 when no report stands there
 * @number: exact, for labels; @value: for the place on the paper only
 * @is_number: FALSE is a gap
 * @joined: with the point before, of the same series: the year before, in a comparable form
 * @broken: the forms of both differ too much for a line
 * @about, @doubtful: approximate; read with little confidence
 * @words: for a person who asks what this is
 */
typedef struct {
  guint row;
  int column;
  DzDecimal number;
  double value;
  DzValueKind kind;
  gboolean is_number;
  gboolean joined;
  gboolean broken;
  gboolean about;
  gboolean doubtful;
  char *words;
} DzChartPoint;

typedef struct {
  char *label;
  guint row;       /* of the comparison */
  guint agency;    /* number of the agency, where the series is one */
  GArray *points;  /* of DzChartPoint, one a category */
} DzChartSeries;

struct _DzChartSpec {
  DzComparison *comparison;
  DzChartType type;
  GArray *rows;         /* of guint */
  GArray *columns;      /* of guint, those that take part */
  GPtrArray *categories; /* of char * */
  GPtrArray *series;    /* of DzChartSeries */
  const char *unit;
  gboolean years_across; /* the categories are years */
  gboolean has_median;
  DzDecimal median;      /* of the bars */
  char *title;
  char *subtitle;
  char *source;
  GPtrArray *notes;      /* of char * */
};

DzChartPoint *dz_chart_spec_point (const DzChartSpec *self,
                                   guint series,
                                   guint category);
DzChartSeries *dz_chart_spec_series (const DzChartSpec *self,
                                     guint index);
/* "30 件" */
char *dz_chart_format (const DzChartSpec *self,
                       DzDecimal number) G_GNUC_WARN_UNUSED_RESULT;
/* What stands at a point: "≈30", "30?", "未". */
char *dz_chart_format_point (const DzChartPoint *point) G_GNUC_WARN_UNUSED_RESULT;
void dz_chart_spec_fill_words (DzChartSpec *self);
guint dz_chart_get_year (const DzChartSpec *self,
                         guint column);
const char *dz_chart_get_agency (const DzChartSpec *self,
                                 guint column);

/* Lines of a slope chart that get a name: more than a dozen nobody follows across. */
#define DZ_CHART_MAX_SLOPES 12u

/* --- which reports: indexes of the comparison's columns and rows --- */

guint dz_chart_column_at (const DzChartSpec *self,
                          guint index);
guint dz_chart_row_at (const DzChartSpec *self,
                       guint index);
guint dz_chart_count_agencies (const DzChartSpec *self);
/* The column of @agency and @year, -1 when there is none. */
int dz_chart_find_column (const DzChartSpec *self,
                          guint agency,
                          guint year);
/* The latest year, before @before unless that is 0, that at least half as many reports speak of
 * as of the fullest; 0 when there is none. */
guint dz_chart_find_year (const DzChartSpec *self,
                          guint before);
/* The years from the first to the last that has a number; 0 when there is none. */
void dz_chart_get_years (const DzChartSpec *self,
                         guint *first,
                         guint *last);
/* Leaves the reports that may stand beside each other: one agency's years in their order, else
 * the agencies of one year. */
void dz_chart_choose_reports (DzChartSpec *self,
                              gboolean sorted);
int dz_chart_compare_columns (gconstpointer a,
                              gconstpointer b,
                              gpointer user_data);

/* --- shapes --- */

typedef struct {
  double r, g, b, a;
} DzInk;

typedef enum {
  DZ_SHAPE_BOX,
  DZ_SHAPE_LINE,
  DZ_SHAPE_TEXT,
  DZ_SHAPE_MARKER,
} DzShapeKind;

/**
 * DzShape:
 * @x, @y, @width, @height: the box; of a line from (x, y) by (width, height); of a text its
 *   upper left corner and the room for it; of a marker its middle and size
 * @ink: of fill, stroke or text
 * @stroke: width of the line; of a box the outline, 0 none; of a marker 0 filled, else hollow
 * @pattern: of a line: dashes; of a box: hatching; of a marker: its shape
 * @align: of a text in its room: 0 left, 1 right, 0.5 middle
 * @halo: a text with the paper's colour around it, to stand on lines
 */
typedef struct {
  DzShapeKind kind;
  double x, y, width, height;
  DzInk ink;
  double stroke;
  guint pattern;
  char *text;
  double size;
  gboolean bold;
  double align;
  guint max_lines;
  gboolean halo;
} DzShape;

typedef struct {
  cairo_rectangle_t area;
  guint row, column;
  const char *words; /* borrowed of the spec's points, kept by the layout's copy */
} DzMark;

#define DZ_N_INKS 8

typedef struct {
  DzInk paper, ink, dim, faint, grid, rise, fall;
  DzInk series[DZ_N_INKS];
  DzInk names[DZ_N_INKS];     /* of text beside a series: dark enough to read */
  gboolean hatched;
  double small, label, title; /* sizes of text */
  double hair;                /* of axes and helping lines */
  double line;                /* of a series */
  double marker;
  double margin;
} DzTheme;

struct _DzChartLayout {
  double width, height;
  DzTheme theme;
  GArray *shapes; /* of DzShape */
  GArray *marks;  /* of DzMark */
  GPtrArray *texts; /* of char *: words of the marks */
  char *title;
  PangoContext *pango;
};

void dz_theme_init (DzTheme *self,
                    DzChartStyle style,
                    double height);

/* A context whose sizes are points, the same on screen and on paper. */
PangoContext *dz_chart_pango_new (void) G_GNUC_WARN_UNUSED_RESULT;
PangoLayout *dz_chart_pango_layout (PangoContext *context,
                                    const DzShape *text) G_GNUC_WARN_UNUSED_RESULT;

void dz_layout_box (DzChartLayout *self,
                    double x,
                    double y,
                    double width,
                    double height,
                    DzInk ink,
                    guint hatch);
void dz_layout_line (DzChartLayout *self,
                     double x0,
                     double y0,
                     double x1,
                     double y1,
                     DzInk ink,
                     double stroke,
                     guint dash);
void dz_layout_marker (DzChartLayout *self,
                       double x,
                       double y,
                       DzInk ink,
                       guint shape,
                       gboolean hollow);

/* How a text is put: @x and @y are where its box is held: (0, 0) the upper left corner of it,
 * (1, 0.5) the middle of its right side. */
typedef struct {
  double x, y;
  double hold_x, hold_y;
  double size;
  gboolean bold;
  DzInk ink;
  double max_width; /* 0 any */
  guint max_lines;  /* 0 one */
  gboolean halo;
} DzTextPlace;

/* Puts it and gives the box that it takes (nullable). */
void dz_layout_text (DzChartLayout *self,
                     const char *text,
                     const DzTextPlace *place,
                     cairo_rectangle_t *box);
void dz_layout_measure (DzChartLayout *self,
                        const char *text,
                        double size,
                        gboolean bold,
                        double max_width,
                        guint max_lines,
                        double *width,
                        double *height);
void dz_layout_mark (DzChartLayout *self,
                     const DzChartPoint *point,
                     double x,
                     double y,
                     double width,
                     double height);
/* The widest of the texts. */
double dz_layout_widest (DzChartLayout *self,
                         const char *const *texts,
                         guint n,
                         double size,
                         gboolean bold,
                         double max_width);

/* Round steps for an axis from 0 to at least @max; @max is raised to the last one. */
double dz_chart_nice_step (double *max,
                           guint n_steps);
/* Moves labels of one height apart within [top, bottom], keeping their order; @y are middles. */
void dz_chart_spread (double *y,
                      guint n,
                      double height,
                      double top,
                      double bottom);

/* The kinds; @area is what title and source leave. Each may add a line to @notes (of char *). */
void dz_layout_trend (DzChartLayout *self,
                      const DzChartSpec *spec,
                      cairo_rectangle_t area,
                      GPtrArray *notes);
void dz_layout_bars (DzChartLayout *self,
                     const DzChartSpec *spec,
                     cairo_rectangle_t area,
                     GPtrArray *notes);
void dz_layout_stacked (DzChartLayout *self,
                        const DzChartSpec *spec,
                        cairo_rectangle_t area,
                        GPtrArray *notes);
void dz_layout_slope (DzChartLayout *self,
                      const DzChartSpec *spec,
                      cairo_rectangle_t area,
                      GPtrArray *notes);
void dz_layout_heatmap (DzChartLayout *self,
                        const DzChartSpec *spec,
                        cairo_rectangle_t area,
                        GPtrArray *notes);
void dz_layout_multiples (DzChartLayout *self,
                          const DzChartSpec *spec,
                          cairo_rectangle_t area,
                          GPtrArray *notes);

G_END_DECLS
