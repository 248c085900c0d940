/*
 * compare: where each municipality stands in one year, and how it got there.
 *
 *     compare FILE.csv --indicator COLUMN --year Y [--better high|low] [--group FILE]
 *             [--basis COLUMN|FILE]
 *
 * Prints a line per municipality: its rank and between which ranks it may lie, its quarter and
 * colour, the change since the first year of the file, the change per year (the median slope of all
 * pairs of years), and the verdict: random, or part of a trend?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "compare_input.h"

#include <nyckeltal/realloc.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fail.h"

#define USAGE                                                                                      \
    "usage: compare FILE.csv --indicator COLUMN --year Y [--better high|low] [--group FILE] "      \
    "[--basis COLUMN|FILE]"

/* ---- the command line ------------------------------------------------------------------------------- */

static int32_t take_direction(const char *text) {
    if (strcmp(text, "high") == 0)
        return NKT_DIRECTION_HIGH;
    if (strcmp(text, "low") == 0)
        return NKT_DIRECTION_LOW;
    fail(MISUSED, "--better %s: not high or low", text);
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

    c->better = better ? better : figure ? figure->better : NKT_DIRECTION_NONE;
    c->per = !figure || figure->unit == NKT_UNIT_PER_CENT ? 100
             : figure->unit == NKT_UNIT_PER_1000          ? 1000
                                                          : 0;
    if (figure && !figure->process)
        c->per = 0;
    c->measure =
        counted && counted->measure == NKT_MEASURE_STOCK ? NKT_MEASURE_STOCK : NKT_MEASURE_FLOW;
}

static void read_arguments(comparison *c, int argc, char **argv) {
    int32_t better = 0;

    memset(c, 0, sizeof *c);
    c->year = NAN;
    for (int i = 1; i < argc; i++) {
        char *value = i + 1 < argc ? argv[i + 1] : NULL;
        if (strncmp(argv[i], "--", 2) != 0) {
            if (c->file)
                fail(MISUSED, "%s\n%s", "more than one file", USAGE);
            c->file = argv[i];
            continue;
        }
        if (!value)
            fail(MISUSED, "%s needs a value\n%s", argv[i], USAGE);
        if (strcmp(argv[i], "--indicator") == 0)
            c->indicator = value;
        else if (strcmp(argv[i], "--year") == 0)
            c->year = take_year(value);
        else if (strcmp(argv[i], "--better") == 0)
            better = take_direction(value);
        else if (strcmp(argv[i], "--group") == 0)
            c->group = value;
        else if (strcmp(argv[i], "--basis") == 0)
            c->basis = value;
        else
            fail(MISUSED, "unknown option %s\n%s", argv[i], USAGE);
        i++;
    }
    if (!c->file || !c->indicator || isnan(c->year))
        fail(MISUSED, USAGE);
    look_up(c, better);
}

/* ---- what is computed --------------------------------------------------------------------------------- */

static void check(nkt_status status, const nkt_error *error) {
    if (status < 0)
        fail(FAILED, "%s", error->message);
    if (status > 0)
        fprintf(stderr, "compare: %s\n", error->message);
}

/* The part behind a published share: what is within a millionth of a whole number is one. */
static double part_of(const comparison *c, double value, double basis) {
    const double part = value * basis / c->per;
    return fabs(part - round(part)) < 1e-6 * fmax(basis, 1) ? round(part) : part;
}

typedef struct places {
    double *rank;
    double (*limits)[2]; /* the best and the worst rank */
    int32_t *quarter, *colour;
} places;

/* The figures of the year with their limits; without basis they have none. */
static nkt_estimate *estimate_all(const comparison *c) {
    nkt_estimate *estimates = allocate((size_t)c->n + 1, sizeof *estimates);
    nkt_error error;

    for (int64_t m = 0; m < c->n; m++) {
        const double value = c->municipalities[m].value, basis = c->municipalities[m].basis;
        estimates[m] = (nkt_estimate){
            value, NAN, NAN, basis, isnan(value) ? NKT_STATE_MISSING : NKT_STATE_VALUE, 0};
        if (isnan(value) || isnan(basis) || c->per == 0)
            continue;
        check(c->per == 100
                  ? nkt_share(part_of(c, value, basis), basis, NULL, &estimates[m], &error)
                  : nkt_rate(part_of(c, value, basis), basis, c->per, NULL, &estimates[m], &error),
              &error);
    }
    return estimates;
}

static places find_places(const comparison *c) {
    const size_t n = (size_t)c->n + 1;
    const places p = {allocate(n, sizeof *p.rank), allocate(n, sizeof *p.limits),
                      allocate(n, sizeof *p.quarter), allocate(n, sizeof *p.colour)};
    const int32_t first = c->better == NKT_DIRECTION_LOW ? NKT_DIRECTION_LOW : NKT_DIRECTION_HIGH;
    const nkt_column values = NKT_FIELD(0, c->municipalities, value);
    nkt_estimate *estimates = estimate_all(c);
    nkt_memory memory = NKT_MEMORY_REALLOC;
    const nkt_rows rows = NKT_ROWS(c->n);
    const nkt_target limits = {.values = p.limits, .type = NKT_FLOAT64};
    nkt_error error;

    check(nkt_rank(&values, &rows, first, NKT_TIES_BETTER, &NKT_TO_N(p.rank, c->n), NULL, &memory,
                   &error),
          &error);
    check(nkt_quarters(&values, &rows, c->better, &NKT_TO_N(p.quarter, c->n),
                       &NKT_TO_N(p.colour, c->n), &memory, &error),
          &error);
    check(nkt_rank_limits(&NKT_ESTIMATES_N(estimates, 0), &rows, first, &limits, &memory, &error),
          &error);
    nkt_memory_free(&memory);
    free(estimates);
    return p;
}

/* Fails or tells, with the municipality, what the library says of its series. */
static void check_series(const comparison *c, const municipality *m, nkt_status status,
                         const nkt_error *error) {
    if (status < 0)
        fail(FAILED, "%s: municipality %s: %s", c->file, m->code, error->message);
    if (status > 0)
        fprintf(stderr, "compare: municipality %s: %s\n", m->code, error->message);
}

/*
 * What became of a municipality up to the year. Change and slope are those of its values; the
 * verdict on a flow compares the years that have counts, that on a stock the order of the values.
 */
static nkt_trend_result find_trend(const comparison *c, const municipality *m) {
    const nkt_trend_options options = {.size = sizeof options, .measure = c->measure};
    double *parts = allocate((size_t)m->n_years + 1, sizeof *parts);
    const nkt_column years = NKT_FIELD(0, m->series, year), values = NKT_FIELD(0, m->series, value),
                     wholes = NKT_FIELD(0, m->series, basis), of_parts = NKT_ARRAY_N(0, parts, 0);
    nkt_series series = {.rows = NKT_ROWS(m->n_years), .years = &years, .values = &values};
    nkt_trend_result result;
    nkt_error error;

    for (int64_t i = 0; i < m->n_years; i++)
        parts[i] = part_of(c, m->series[i].value, m->series[i].basis);
    if (c->basis && c->per != 0) {
        series.parts = &of_parts;
        series.wholes = &wholes;
    }
    check_series(c, m, nkt_trend(&series, &options, &result, &error), &error);
    free(parts);
    return result;
}

/* ---- the output ------------------------------------------------------------------------------------------ */

static void print_number(double value) {
    putchar(',');
    csv_write_number(stdout, value);
}

/* In words; what the library calls it is shorter. */
static const char *verdict(int32_t code) {
    static const char *const words[] = {"too few years", "stable",     "random",
                                        "trend up",      "trend down", "changed without trend"};
    return words[code];
}

static void print_line(const comparison *c, const places *p, int64_t i) {
    static const char *const colours[] = {"", "best", "middle", "worst"};
    const municipality *m = &c->municipalities[i];
    const nkt_trend_result trend = find_trend(c, m);
    const int is_judged = c->basis && c->per != 0 && !isnan(m->value) && !isnan(m->basis);

    csv_write_text(stdout, m->code);
    print_number(m->value);
    print_number(p->rank[i]);
    print_number(p->limits[i][0]);
    print_number(p->limits[i][1]);
    print_number(p->quarter[i] == NKT_NO_CODE ? NAN : (double)p->quarter[i]);
    printf(",%s", colours[p->colour[i]]);
    print_number(isnan(m->value) ? NAN : trend.change.value);
    print_number(isnan(m->value) ? NAN : trend.slope.value);
    printf(",%s\n", is_judged ? verdict(trend.verdict) : "");
}

int main(int argc, char **argv) {
    static comparison c;
    places p;

    read_arguments(&c, argc, argv);
    comparison_read(&c);
    if (!c.basis)
        fprintf(stderr, "compare: without --basis nobody can tell chance from change: limits of "
                        "ranks and verdicts are empty\n");
    else if (c.per == 0)
        fprintf(stderr,
                "compare: %s rests on no count of persons: limits of ranks and verdicts are "
                "empty\n",
                c.indicator);
    p = find_places(&c);
    printf("municipality,value,rank,rank_lower,rank_upper,quarter,colour,change,trend,verdict\n");
    for (int64_t m = 0; m < c.n; m++)
        print_line(&c, &p, m);
    free(p.rank);
    free(p.limits);
    free(p.quarter);
    free(p.colour);
    comparison_free(&c);
    check_output();
    return 0;
}
