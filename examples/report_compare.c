/*
 * The report's comparisons: quarters, trends, the municipalities most like this one and why, and who
 * of them does better.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "fail.h"
#include "report_print.h"
#include "report_words.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SIMILAR = 7, VARIABLES = 4, TEXT = 600 };

/* ---- quarters --------------------------------------------------------------------------------------- */

const char *quarter_of(const struct book *book, int year, int32_t id) {
    static const char *const words[] = {"", ", which is the best quarter", ", the middle half",
                                        ", which is the worst quarter"};
    const int64_t n = book->n_units;
    double *values = allocate((size_t)n, sizeof *values);
    int32_t *colours = allocate((size_t)n, sizeof *colours), colour;
    const nkt_column column = NKT_ARRAY(0, values);

    values[BOOK_NATION] = NAN; /* it is no municipality */
    for (int unit = BOOK_NATION + 1; unit < n; unit++)
        values[unit] = has(book, unit, year, id) ? value(book, unit, year, id) : NAN;
    must(nkt_quarters(&column, &(nkt_rows)NKT_ROWS(n), nkt_indicator_by_id(id)->better, NULL,
                      &NKT_TO_N(colours, n), &scratch, &fault));
    colour = colours[book->own];
    free(values);
    free(colours);
    return words[colour];
}

/* ---- trends ------------------------------------------------------------------------------------------ */

/* A series of the municipality; counts where every year has them. */
struct series {
    double years[BOOK_MOST_YEARS], values[BOOK_MOST_YEARS];
    double parts[BOOK_MOST_YEARS], wholes[BOOK_MOST_YEARS];
    int n, has_counts;
};

static void read_series(const struct book *book, int32_t id, struct series *s) {
    const nkt_indicator *figure = nkt_indicator_by_id(id);

    s->n = 0;
    s->has_counts = figure->unit == NKT_UNIT_PER_CENT && figure->process;
    for (int year = 0; year < book->n_years; year++) {
        const nkt_estimate *cell = book_cell(book, book->own, year, id);
        if (!has(book, book->own, year, id))
            continue;
        s->years[s->n] = book->years[year];
        s->values[s->n] = cell->value;
        s->wholes[s->n] = cell->basis;
        s->parts[s->n] = cell->value * cell->basis / 100;
        s->has_counts &= cell->basis > 0 && cell->value <= 100;
        s->n++;
    }
}

void say_trend(const struct book *book, int32_t id) {
    static const char *const words[] = {"too few years to tell a trend from chance",
                                        "no change worth the name",
                                        "no trend that chance could not make",
                                        "a trend upwards",
                                        "a trend downwards",
                                        "more change than chance makes, but no trend"};
    struct series s;
    nkt_trend_result r;

    read_series(book, id, &s);
    if (s.n < 2 || s.n > NKT_TREND_YEARS_MAX)
        return;
    {
        const nkt_column years = NKT_ARRAY(0, s.years), values = NKT_ARRAY(id, s.values);
        const nkt_column parts = NKT_ARRAY(0, s.parts), wholes = NKT_ARRAY(0, s.wholes);
        const nkt_series series = {.rows = NKT_ROWS(s.n),
                                   .years = &years,
                                   .values = &values, /* whose id says stock or flow */
                                   .parts = s.has_counts ? &parts : NULL,
                                   .wholes = s.has_counts ? &wholes : NULL};
        must(nkt_trend(&series, NULL, &r, &fault));
    }
    if (r.verdict == NKT_VERDICT_UP || r.verdict == NKT_VERDICT_DOWN)
        print_bullet("Its %d years show %s, about %+.2g a year.", s.n, words[r.verdict],
                     r.slope.value);
    else
        print_bullet("Its %d years: %s.", s.n, words[r.verdict]);
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

/*
 * The population of every unit in a year, seen through the rows that hold it; rows has room for a
 * number per unit. 0: the book has no population.
 */
static int population_of_all(const struct book *book, int year, int64_t *rows, nkt_column *column) {
    int64_t input = 0;

    while (input < book->n_inputs && book->inputs[input].id != NKT_IN_POPULATION)
        input++;
    if (input == book->n_inputs)
        return 0;
    for (int unit = 0; unit < book->n_units; unit++)
        rows[unit] = -1;
    for (int64_t row = 0; row < book->n_rows; row++)
        if (book->row_years[row] == year && book->row_units[row] != BOOK_NATION)
            rows[book->row_units[row]] =
                book->inputs[input].rows ? book->inputs[input].rows[row] : row;
    *column = book->inputs[input];
    column->rows = rows;
    return 1;
}

struct similar {
    int64_t members[SIMILAR];
    double distances[SIMILAR], contributions[SIMILAR * VARIABLES];
};

/* 0: the municipality misses a variable in that year. */
static int find_similar(const struct book *book, int year, struct similar *found) {
    const int64_t n = book->n_units, focus = book->own;
    double *values = allocate((size_t)n * VARIABLES, sizeof *values), scales[VARIABLES];
    int64_t *rows = allocate((size_t)n, sizeof *rows);
    nkt_column columns[VARIABLES];
    int is_found = 0;
    const nkt_column foci = NKT_CONSTANT(0, focus);
    const nkt_similar_task task = {.variables = NKT_TABLE(columns, n),
                                   .scales = scales,
                                   .foci = &foci,
                                   .n_foci = 1,
                                   .k = SIMILAR};
    const nkt_similar_result result = {
        .members = {.values = found->members, .type = NKT_INT64},
        .distances = {.values = found->distances, .type = NKT_FLOAT64},
        .contributions = {.values = found->contributions, .type = NKT_FLOAT64}};

    for (int v = 0; v < VARIABLES; v++) {
        double *of = values + v * n;
        scales[v] = variables[v].scale;
        columns[v] = NKT_ARRAY(0, of);
        for (int unit = 0; unit < n; unit++)
            of[unit] = unit != BOOK_NATION && variables[v].figure &&
                               has(book, unit, year, variables[v].figure)
                           ? value(book, unit, year, variables[v].figure)
                           : NAN;
    }
    if (population_of_all(book, year, rows, &columns[0])) {
        must(nkt_similar(&task, NULL, &result, &scratch, &fault));
        is_found = found->members[0] >= 0;
    }
    free(values);
    free(rows);
    return is_found;
}

static const char *name_of(const struct book *book, int64_t unit) {
    return book->names[unit][0] ? book->names[unit] : book->codes[unit];
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
        const double size = *book_group_size(book, unit, year);
        const double share = has(book, unit, year, NKT_REFUGEES_EMPLOYED_SHARE)
                                 ? value(book, unit, year, NKT_REFUGEES_EMPLOYED_SHARE)
                                 : NAN;
        must(nkt_share(share * size / 100, size, NULL, &shares[unit], &fault));
    }
    return shares;
}

static void say_better(const struct book *book, int year, const struct similar *found,
                       nkt_estimate *estimates, const char *what) {
    const nkt_column members = NKT_ARRAY(0, found->members);
    const nkt_peers peers = {.members = &members, .n_members = SIMILAR, .focus = book->own};
    const nkt_better_options options = {.size = sizeof options, .direction = NKT_DIRECTION_HIGH};
    int64_t better[SIMILAR], n;
    char text[TEXT] = "";
    size_t used = 0;

    if (estimates[book->own].state != NKT_STATE_VALUE || isnan(estimates[book->own].lower))
        return;
    must(nkt_better_among(&NKT_ESTIMATES(estimates), &(nkt_rows)NKT_ROWS(book->n_units), &peers,
                          &options, &NKT_TO(better), NULL, &n, &fault));
    for (int64_t i = 0; i < n && used < TEXT; i++)
        used += (size_t)snprintf(text + used, TEXT - used, "%s%s (%.1f)", i ? ", " : "",
                                 name_of(book, better[i]), estimates[better[i]].value);
    print_bullet("Which of them %s in %d, with a probability of 95 per cent? %s.", what,
                 book->years[year], n ? text : "None");
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
