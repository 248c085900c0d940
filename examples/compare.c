/*
 * compare: where each municipality stands in one year, and how it got there.
 *
 *     compare FILE.csv --indicator COLUMN --year Y [--better high|low] [--group FILE]
 *             [--basis COLUMN|FILE] [--across yes|no]
 *
 * Prints a line per municipality: its rank and between which ranks it may lie, its quarter and
 * colour, the change since the first year of the file, the change per year (the median slope of all
 * pairs of years), and the verdict: random, or part of a trend? Years before a break that the catalogue
 * knows of the figure are left out of these, unless they are asked for by --across yes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "compare_input.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "columns.h"
#include "fail.h"

static const char usage[] =
    "usage: compare FILE.csv --indicator COLUMN --year Y [--better high|low] [--group FILE] "
    "[--basis COLUMN|FILE] [--across yes|no]";

/* ---- the command line ------------------------------------------------------------------------------- */

static int32_t take_direction(const char *text) {
    if (strcmp(text, "high") == 0)
        return NKT_DIRECTION_HIGH;
    if (strcmp(text, "low") == 0)
        return NKT_DIRECTION_LOW;
    fail(MISUSED, "--better %s: not high or low", text);
}

static int32_t take_across(const char *text) {
    if (strcmp(text, "yes") == 0)
        return NKT_ACROSS_ALL;
    if (strcmp(text, "no") == 0)
        return NKT_ACROSS_NONE;
    fail(MISUSED, "--across %s: not yes or no", text);
}

static double take_year(const char *text) {
    double year;

    if (csv_number(text, &year) != CSV_NUMBER || year != floor(year))
        fail(MISUSED, "--year: \"%s\" is no year", text);
    return year;
}

/* What the catalogue says of the column, where it is the Kolada id of a figure. */
static void look_up(comparison *c, int32_t better) {
    const nkt_indicator *figure = nkt_indicator_by_kolada(c->indicator);
    const nkt_input *counted = figure ? nkt_input_by_id(figure->numerator[0]) : NULL;

    c->figure = figure ? figure->id : 0;
    c->better = better ? better : figure ? figure->better : NKT_DIRECTION_NONE;
    c->per = !figure || figure->unit == NKT_UNIT_PER_CENT ? 100
             : figure->unit == NKT_UNIT_PER_1000          ? 1000
                                                          : 0;
    if (figure && !figure->process)
        c->per = 0;
    c->measure =
        counted && counted->measure == NKT_MEASURE_STOCK ? NKT_MEASURE_STOCK : NKT_MEASURE_FLOW;
}

static void read_arguments(comparison *c, char **argv) {
    char *year = NULL, *better = NULL, *across = NULL;
    const cli_option options[] = {{"--indicator", &c->indicator}, {"--year", &year},
                                  {"--better", &better},          {"--group", &c->group},
                                  {"--basis", &c->basis},         {"--across", &across}};

    c->file = read_options(argv, options, sizeof options / sizeof options[0], usage);
    if (across)
        c->across = take_across(across);
    if (year)
        c->year = take_year(year);
    if (!c->file || !c->indicator || !year)
        fail(MISUSED, "%s", usage);
    look_up(c, better ? take_direction(better) : 0);
}

/* ---- what is computed --------------------------------------------------------------------------------- */

static void check(nkt_status status) {
    must(status);
    tell_remark("compare");
}

/* How many persons the figure of a row rests on; NAN: nobody says, or it rests on none. */
static double whole_of(const comparison *c, int64_t row) {
    return c->wholes && c->per != 0 ? c->wholes[row] : NAN;
}

/* The part behind a published share: what is within a millionth of a whole number is one. */
static double part_of(const comparison *c, int64_t row) {
    const double whole = whole_of(c, row), part = c->values[row] * whole / c->per;
    return fabs(part - round(part)) < 1e-6 * fmax(whole, 1) ? round(part) : part;
}

/* Whether a municipality has what its limits and its verdict rest on. */
static int is_judged(const comparison *c, const municipality *m) {
    return !isnan(c->values[m->row]) && !isnan(whole_of(c, m->row));
}

/* The figure of the year with its limits; without basis it has none. */
static void estimate(const comparison *c, municipality *m) {
    const double value = c->values[m->row], part = part_of(c, m->row), whole = whole_of(c, m->row);

    m->figure =
        (nkt_estimate){value, NAN, NAN, NAN, isnan(value) ? NKT_STATE_MISSING : NKT_STATE_VALUE, 0};
    if (is_judged(c, m))
        check(c->per == 100 ? nkt_share(part, whole, NULL, &m->figure, &fault)
                            : nkt_rate(part, whole, c->per, NULL, &m->figure, &fault));
    m->figure.value = value; /* as published */
}

/* Each municipality's place, into its own struct. */
static void find_places(const comparison *c) {
    municipality *m = c->municipalities;
    const int32_t first = c->better == NKT_DIRECTION_LOW ? NKT_DIRECTION_LOW : NKT_DIRECTION_HIGH;
    const nkt_column values = NKT_FIELD(0, m, figure.value);
    const nkt_rows rows = NKT_ROWS(c->n);

    for (int64_t i = 0; i < c->n; i++)
        estimate(c, &m[i]);
    check(nkt_rank(&values, &rows, first, NKT_TIES_BETTER, &NKT_TO_FIELD(m, rank), NULL, &scratch,
                   &fault));
    check(nkt_quarters(&values, &rows, c->better, &NKT_TO_FIELD(m, quarter),
                       &NKT_TO_FIELD(m, colour), &scratch, &fault));
    check(nkt_rank_limits(&NKT_ESTIMATES_FIELD(m, figure), &rows, first,
                          &NKT_TO_FIELD(m, limits[0]), &scratch, &fault));
}

/*
 * What became of a municipality up to the year, from the last break on. Change and slope are those of its
 * values; the verdict on a flow compares the years that have counts, that on a stock the values.
 */
static nkt_trend_result find_trend(const comparison *c, const municipality *m) {
    const nkt_trend_options options = {
        .size = sizeof options, .measure = c->measure, .across_breaks = c->across};
    int64_t *rows = allocate(c->table.n_rows, sizeof *rows), n;
    double *part = allocate(c->table.n_rows, sizeof *part);
    nkt_column years = NKT_ARRAY_N(0, c->years, (int64_t)c->table.n_rows),
               values = NKT_ARRAY_N(c->figure, c->values, (int64_t)c->table.n_rows), wholes,
               parts = NKT_ARRAY_N(0, part, (int64_t)c->table.n_rows);
    nkt_series series = {.years = &years, .values = &values};
    nkt_trend_result result;
    nkt_status status;

    /* Its rows in order of year; those up to the year are the series, which is seen through them. */
    must(nkt_panel_unit_rows(&c->panel, m->row, &NKT_TO_N(rows, (int64_t)c->table.n_rows), &n,
                             &fault));
    while (c->years[rows[n - 1]] > c->year)
        n--;
    series.rows.n_rows = n;
    years.rows = values.rows = rows;
    if (c->wholes && c->per != 0) {
        wholes = NKT_ARRAY_N(0, c->wholes, (int64_t)c->table.n_rows);
        wholes.rows = rows;
        for (int64_t i = 0; i < n; i++)
            part[i] = part_of(c, rows[i]);
        series.parts = &parts;
        series.wholes = &wholes;
    }
    status = nkt_trend(&series, &options, &result, &fault);
    if (status < 0)
        fail(FAILED, "%s: municipality %s: %s", c->file, code_of(c, m->row), fault.message);
    if (status > 0)
        fprintf(stderr, "compare: municipality %s: %s\n", code_of(c, m->row), fault.message);
    free(rows);
    free(part);
    return result;
}

/* ---- the output ------------------------------------------------------------------------------------------ */

static void print_number(double value) {
    putchar(',');
    csv_write_number(stdout, value);
}

/* In words; what the library calls it is shorter. */
static const char *verdict(int32_t code) {
    static const char *const words[] = {"too few years", "stable",      "random",
                                        "trend up",      "trend down",  "changed without trend",
                                        "turned",        "not testable"};
    return words[code];
}

static void print_line(const comparison *c, const municipality *m) {
    static const char *const colours[] = {"", "best", "middle", "worst"};
    const nkt_trend_result trend = find_trend(c, m);
    const double value = c->values[m->row];

    csv_write_text(stdout, code_of(c, m->row));
    print_number(value);
    print_number(m->rank);
    print_number(m->limits[0]);
    print_number(m->limits[1]);
    print_number(m->quarter == NKT_NO_CODE ? NAN : (double)m->quarter);
    printf(",%s", colours[m->colour]);
    print_number(isnan(value) ? NAN : trend.change.value);
    print_number(isnan(value) ? NAN : trend.slope.value);
    printf(",%s\n", is_judged(c, m) ? verdict(trend.verdict) : "");
}

int main(int argc, char **argv) {
    static comparison c = {.panel = NKT_MEMORY_REALLOC};

    (void)argc;
    read_arguments(&c, argv);
    comparison_read(&c);
    if (!c.basis)
        fprintf(stderr, "compare: without --basis nobody can tell chance from change: limits of "
                        "ranks and verdicts are empty\n");
    else if (c.per == 0)
        fprintf(stderr,
                "compare: %s rests on no count of persons: limits of ranks and verdicts are "
                "empty\n",
                c.indicator);
    find_places(&c);
    printf("municipality,value,rank,rank_lower,rank_upper,quarter,colour,change,trend,verdict\n");
    for (int64_t m = 0; m < c.n; m++)
        print_line(&c, &c.municipalities[m]);
    comparison_free(&c);
    check_output();
    return 0;
}
