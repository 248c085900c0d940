/*
 * The report's comparisons: quarters, trends, the municipalities most like this one and why, and who
 * of them does better.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "report.h"

#include <math.h>
#include <stdlib.h>

enum { VARIABLES = 4 };

/* ---- quarters --------------------------------------------------------------------------------------- */

const char *quarter_of(const struct book *book, int year, int32_t id) {
    static const char *const words[] = {"", ", which is the best quarter", ", the middle half",
                                        ", which is the worst quarter"};
    const nkt_column values = book_column(book, year, id);
    const nkt_rows rows = book_rows(book);
    int32_t *colours = allocate((size_t)book->n_units, sizeof *colours), colour;

    must(nkt_quarters(&values, &rows, nkt_indicator_by_id(id)->better, NULL,
                      &NKT_TO_N(colours, rows.n_rows), &scratch, &fault));
    colour = colours[book->own];
    free(colours);
    return words[colour];
}

/* ---- trends ------------------------------------------------------------------------------------------ */

void say_trend(const struct book *book, int32_t id) {
    static const char *const words[] = {"too few years to tell a trend from chance",
                                        "no change worth the name",
                                        "no trend that chance could not make",
                                        "a trend upwards",
                                        "a trend downwards",
                                        "more change than chance makes, but no trend",
                                        "a rise, and then a fall",
                                        "too much alike to tell a trend from chance",
                                        "a fall, and then a rise"};
    enum { FALL_AND_RISE = NKT_VERDICT_NOT_TESTABLE + 1 };
    const nkt_indicator *figure = nkt_indicator_by_id(id);
    const nkt_column years = NKT_ARRAY(0, book->years);
    double values[BOOK_MOST_YEARS], parts[BOOK_MOST_YEARS], wholes[BOOK_MOST_YEARS];
    const nkt_column of_values = NKT_ARRAY(id, values); /* whose id says stock or flow */
    const nkt_column of_parts = NKT_ARRAY(0, parts), of_wholes = NKT_ARRAY(0, wholes);
    nkt_series series = {.rows = NKT_ROWS(book->n_years), .years = &years, .values = &of_values};
    int n = 0, word, has_counts = figure->unit == NKT_UNIT_PER_CENT && figure->process;
    nkt_trend_result r;

    for (int year = 0; year < book->n_years; year++) {
        const nkt_estimate *cell = book_cell(book, book->own, year, id);
        const int is_value = cell->state == NKT_STATE_VALUE;
        values[year] = is_value ? cell->value : NAN; /* a gap */
        wholes[year] = is_value ? cell->basis : NAN;
        parts[year] = values[year] * wholes[year] / 100;
        n += is_value;
        has_counts &= !is_value || (cell->basis > 0 && cell->value <= 100);
    }
    if (n < 2 || book->n_years > NKT_TREND_YEARS_MAX)
        return;
    if (has_counts) { /* in every year */
        series.parts = &of_parts;
        series.wholes = &of_wholes;
    }
    must(nkt_trend(&series, NULL, &r, &fault));
    if (r.break_year != 0) { /* what lies before is another series: the library has left it out */
        n = 0;
        for (int year = 0; year < book->n_years; year++)
            n += !isnan(values[year]) && book->years[year] >= r.break_year;
    }
    word = r.verdict == NKT_VERDICT_TURNED && r.turn.sign > 0 ? FALL_AND_RISE : r.verdict;
    if (r.verdict == NKT_VERDICT_UP || r.verdict == NKT_VERDICT_DOWN)
        print_bullet("Its %d years show %s, about %+.2g a year.", n, words[word], r.slope.value);
    else if (r.break_year != 0 && n == 1)
        print_bullet("Nothing is compared with the years before %d: %s.", (int)r.break_year,
                     nkt_break_by_id(r.break_id)->reason_en);
    else
        print_bullet("Its %d years%s: %s.", n, r.break_year != 0 ? " since the last break" : "",
                     words[word]);
}

/* ---- the most similar --------------------------------------------------------------------------------- */

/* The variables of Kolada's "Liknande kommuner, integration", and scales that give its groups of 2021. */
static const struct {
    const char *name;
    int32_t figure; /* 0: the population, which is an input */
    double scale;
} variables[VARIABLES] = {
    {"population", 0, 1},
    {"number of persons received per 1 000", NKT_RECEIVED_PER_1000, 3.093e-5},
    {"number of asylum seekers per 1 000", NKT_ASYLUM_SEEKERS_PER_1000, 6.647e-5},
    {"share foreign-born outside EU/EFTA", NKT_FOREIGN_BORN_OUTSIDE_EU_EFTA_SHARE, 26.02e-5}};

void find_nearest(const struct book *book, const nkt_table *by, const double *scales,
                  int64_t members[SIMILAR], double *distances, double *contributions) {
    const int64_t focus = book->own;
    const nkt_column foci = NKT_CONSTANT(0, focus);
    const nkt_similar_task task = {
        .variables = *by, .scales = scales, .foci = &foci, .n_foci = 1, .k = SIMILAR};
    const nkt_similar_result result = {
        .members = {.values = members, .type = NKT_INT64},
        .distances = {.values = distances, .type = NKT_FLOAT64},
        .contributions = {.values = contributions, .type = NKT_FLOAT64}};

    must(nkt_similar(&task, NULL, &result, &scratch, &fault));
}

struct similar {
    int64_t members[SIMILAR];
    double distances[SIMILAR], contributions[SIMILAR * VARIABLES];
};

/* 0: the municipality misses a variable in that year. */
static int find_similar(const struct book *book, int year, struct similar *found) {
    nkt_column columns[VARIABLES];
    const nkt_table table = {book_rows(book), columns, VARIABLES};
    double scales[VARIABLES];

    for (int v = 0; v < VARIABLES; v++) {
        scales[v] = variables[v].scale;
        if (variables[v].figure)
            columns[v] = book_column(book, year, variables[v].figure);
        else if (!book_input(book, 0, year, NKT_IN_POPULATION, &columns[v]))
            return 0;
    }
    find_nearest(book, &table, scales, found->members, found->distances, found->contributions);
    return found->members[0] >= 0;
}

/* Why they are alike: what they differ in most, and how much of the distance that is. */
static void say_members(const struct book *book, const struct similar *found) {
    for (int j = 0; j < SIMILAR && found->members[j] >= 0; j++) {
        const double *terms = found->contributions + j * VARIABLES;
        int most = 0;
        for (int v = 1; v < VARIABLES; v++)
            if (terms[v] > terms[most])
                most = v;
        if (found->distances[j] > 0)
            print_bullet("%s; what differs most is the %s (%.0f per cent of the distance).",
                         name_of(book, found->members[j]), variables[most].name,
                         100 * terms[most] / found->distances[j]);
        else
            print_bullet("%s; nothing differs.", name_of(book, found->members[j]));
    }
}

/* Shares in work with limits, where the sizes of the groups are known. */
static nkt_estimate *shares_in_work(const struct book *book, int year) {
    nkt_estimate *shares = allocate((size_t)book->n_units, sizeof *shares);

    for (int unit = 0; unit < book->n_units; unit++) {
        const double size = book->group_sizes[book_unit_year(book, unit, year)];
        const nkt_estimate *share = book_cell(book, unit, year, NKT_REFUGEES_EMPLOYED_SHARE);
        must(nkt_share(share->state == NKT_STATE_VALUE ? share->value * size / 100 : NAN, size,
                       NULL, &shares[unit], &fault));
    }
    return shares;
}

static void say_better(const struct book *book, int year, const struct similar *found,
                       nkt_estimate *estimates, const char *what) {
    const nkt_column members = NKT_ARRAY(0, found->members);
    const nkt_peers peers = {.members = &members, .n_members = SIMILAR, .focus = book->own};
    const nkt_better_options options = {.size = sizeof options, .direction = NKT_DIRECTION_HIGH};
    const nkt_rows rows = book_rows(book);
    int64_t better[SIMILAR], n;

    if (isnan(estimates[book->own].lower))
        return;
    must(nkt_better_among(&NKT_ESTIMATES_N(estimates, rows.n_rows), &rows, &peers, &options,
                          &NKT_TO(better), NULL, &n, &fault));
    print_bullet("Which of them %s in %d, with a probability of 95 per cent? %s.", what,
                 book->years[year],
                 n ? list_units(book, better, n, estimates, NKT_REFUGEES_EMPLOYED_SHARE) : "None");
}

void say_similar(const struct book *book) {
    struct similar found;
    int year = book->n_years - 1;

    print_heading('=', "The municipalities most like it%s", book->from_counts ? " SYNTHETIC" : "");
    while (year >= 0 && !find_similar(book, year, &found))
        year--;
    if (year < 0) {
        print_bullet("It misses one of the variables in every year: population, persons received "
                     "and asylum seekers per 1 000, foreign-born outside EU/EFTA.");
        return;
    }
    print_paragraph(
        "In %d, by population, persons received and asylum seekers per 1 000, and the "
        "share of foreign-born outside EU/EFTA: the nearest by city-block distance, with "
        "scales that give Kolada’s groups (Liknande kommuner, integration) of 2021.",
        book->years[year]);
    say_members(book, &found);
    {
        nkt_estimate *shares = shares_in_work(book, year);
        nkt_estimate *deviations = model_deviations(book, year);
        say_better(book, year, &found, shares, "has a larger share of its refugees in work");
        if (deviations)
            say_better(book, year, &found, deviations, "lies further above what the model expects");
        free(shares);
        free(deviations);
    }
}
