/*
 * The report's area 4: actual, expected, deviation; which municipalities with like conditions have a
 * larger positive deviation; the young who neither work nor study.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "report.h"

#include <math.h>

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

static void say_whom_to_learn_from(const struct book *book, int year) {
    const nkt_column expected = book_column(book, year, NKT_REFUGEES_EMPLOYED_EXPECTED);
    const nkt_column deviations = book_column(book, year, NKT_REFUGEES_EMPLOYED_DEVIATION);
    const nkt_table variables = {book_rows(book), &expected, 1};
    const double scale = 1;
    int64_t similar[SIMILAR], ahead[SIMILAR], n_similar = 0, n_ahead;
    const nkt_column members = NKT_ARRAY(0, similar);
    const nkt_peers peers = {.members = &members, .n_members = SIMILAR, .focus = book->own};

    find_nearest(book, &variables, &scale, similar, NULL, NULL);
    while (n_similar < SIMILAR && similar[n_similar] >= 0)
        n_similar++;
    must(nkt_employment_ahead(&deviations, &variables.rows, &peers, &NKT_TO(ahead), &n_ahead, NULL,
                              NULL, &fault));
    if (n_similar > 0)
        print_bullet(
            "Whom to learn from? Of the %d municipalities whose expected share is nearest, "
            "%s.",
            (int)n_similar,
            n_ahead ? "these have a larger positive deviation"
                    : "none has a larger positive "
                      "deviation");
    if (n_ahead)
        print_bullet("%s.", list_units(book, ahead, n_ahead,
                                       book_cell(book, 0, year, NKT_REFUGEES_EMPLOYED_DEVIATION),
                                       NKT_REFUGEES_EMPLOYED_DEVIATION));
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
