/*
 * The report's area 4: actual, expected, deviation; which municipalities with like conditions have a
 * larger positive deviation; the young who neither work nor study.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "fail.h"
#include "report_print.h"
#include "report_synthetic.h"
#include "report_words.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { SIMILAR = 7, TEXT = 500 };

static void say_deviation(const struct book *book, int year) {
    const nkt_estimate *cell = book_cell(book, book->own, year, NKT_REFUGEES_EMPLOYED_DEVIATION);
    int origin = book_origin(book, book->own, year, NKT_REFUGEES_EMPLOYED_DEVIATION);

    print_bullet(
        "In %d the share lay %.1f points %s the %.1f per cent that the model expects of a "
        "municipality with its education, years of residence and labour market %s. In small "
        "groups such a deviation is largely chance, and it is no grade by itself.",
        book->years[year], fabs(cell->value), cell->value < 0 ? "below" : "above",
        value(book, book->own, year, NKT_REFUGEES_EMPLOYED_EXPECTED),
        origin == BOOK_COMPUTED ? "(the difference of two published figures, computed here)"
                                : "(as published)");
}

/* A municipality, and how far its expected share is from that of the report's own. */
struct neighbour {
    double distance;
    int64_t unit;
};

static int by_distance(const void *a, const void *b) {
    const struct neighbour *x = a, *y = b;
    if (x->distance != y->distance)
        return x->distance < y->distance ? -1 : 1;
    return (x->unit > y->unit) - (x->unit < y->unit);
}

/* The municipalities whose expected share is nearest: how many there are, at most SIMILAR. */
static int64_t find_similar(const struct book *book, int year, int64_t *similar) {
    const int32_t expected = NKT_REFUGEES_EMPLOYED_EXPECTED;
    struct neighbour *all = allocate((size_t)book->n_units, sizeof *all);
    int64_t n = 0, n_similar;

    for (int unit = BOOK_NATION + 1; unit < book->n_units; unit++)
        if (unit != book->own && has(book, unit, year, expected))
            all[n++] = (struct neighbour){
                fabs(value(book, unit, year, expected) - value(book, book->own, year, expected)),
                unit};
    qsort(all, (size_t)n, sizeof *all, by_distance);
    n_similar = n < SIMILAR ? n : SIMILAR;
    for (int64_t i = 0; i < n_similar; i++)
        similar[i] = all[i].unit;
    free(all);
    return n_similar;
}

static void say_whom_to_learn_from(const struct book *book, int year) {
    int64_t similar[SIMILAR], ahead[SIMILAR], n_similar, n_ahead;
    double *deviations = allocate((size_t)book->n_units, sizeof *deviations);
    nkt_column column = NKT_ARRAY(NKT_REFUGEES_EMPLOYED_DEVIATION, deviations);
    const nkt_column members = NKT_ARRAY(0, similar);
    const nkt_rows units = NKT_ROWS(book->n_units);
    nkt_peers peers = {.members = &members, .focus = book->own};
    char text[TEXT] = "";
    size_t used = 0;

    for (int unit = 0; unit < book->n_units; unit++)
        deviations[unit] = value(book, unit, year, NKT_REFUGEES_EMPLOYED_DEVIATION);
    n_similar = find_similar(book, year, similar);
    peers.n_members = n_similar;
    must(nkt_employment_ahead(&column, &units, &peers, &NKT_TO(ahead), &n_ahead, NULL, NULL,
                              &fault));
    for (int64_t i = 0; i < n_ahead && used < TEXT; i++)
        used += (size_t)snprintf(text + used, TEXT - used, "%s%s (%+.1f)", i ? ", " : "",
                                 book->names[ahead[i]][0] ? book->names[ahead[i]]
                                                          : book->codes[ahead[i]],
                                 deviations[ahead[i]]);
    if (n_similar > 0)
        print_bullet(
            "Whom to learn from? Of the %d municipalities whose expected share is nearest, "
            "%s.",
            (int)n_similar,
            n_ahead ? "these have a larger positive deviation"
                    : "none has a larger positive "
                      "deviation");
    if (n_ahead)
        print_bullet("%s.", text);
    free(deviations);
}

void say_employment(const struct book *book) {
    int year = book_latest(book, book->own, NKT_REFUGEES_EMPLOYED_DEVIATION);

    say_place(book, NKT_REFUGEES_EMPLOYED_SHARE);
    say_development(book, NKT_REFUGEES_EMPLOYED_SHARE);
    if (year >= 0) {
        say_deviation(book, year);
        say_whom_to_learn_from(book, year);
    } else {
        print_bullet("There is no published expected value here, so no deviation from it.");
    }
    say_model(book);
    if (book_latest(book, book->own, NKT_REFUGEES_20_25_NEET_SHARE) >= 0)
        say_place(book, NKT_REFUGEES_20_25_NEET_SHARE);
    if (book->from_counts)
        report_synthetic_gap(book, NKT_REFUGEES_EMPLOYED_SHARE, "in work");
    print_bullet(
        "These are stocks: neighbouring years are largely the same persons, so they are not "
        "pooled.");
}
