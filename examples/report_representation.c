/*
 * The report's area 6: balance indices, and how the municipalities distribute over their classes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "report.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { CLASSES = NKT_REPRESENTATION_OVER + 1 };

/* The guide's classes in one year, formed after rounding to one decimal. */
static void say_classes(const struct book *book, int year) {
    static const double cuts[] = {0.7, 1.0};
    static const nkt_classing guide = NKT_CLASSING(cuts, NKT_CLOSED_RIGHT, 1);
    const nkt_rows rows = book_rows(book);
    int32_t *classes = allocate((size_t)book->n_units, sizeof *classes);
    int64_t counts[CLASSES], by_state[6];
    const nkt_column indices = book_column(book, year, NKT_EMPLOYEES_FOREIGN_BORN_BALANCE);
    const nkt_column codes = NKT_ARRAY_N(0, classes, book->n_units);
    nkt_estimate shares[CLASSES];

    must(nkt_classify(&indices, &rows, &guide, &NKT_TO_N(classes, rows.n_rows), NULL, &fault));
    must(nkt_class_distribution(&codes, &rows, CLASSES, counts, &NKT_ESTIMATES(shares), by_state,
                                &fault));
    if (by_state[NKT_STATE_VALUE] > 0)
        printf("      %d: %5.1f per cent   %5.1f per cent   %5.1f per cent   of %d%s\n",
               book->years[year], shares[NKT_REPRESENTATION_UNDER].value,
               shares[NKT_REPRESENTATION_SIMILAR].value, shares[NKT_REPRESENTATION_OVER].value,
               (int)by_state[NKT_STATE_VALUE],
               book->years[year] == 2014 && !book->from_counts ? "   (guide: 58, a third, 5)" : "");
    free(classes);
}

static void say_balance(const struct book *book, int32_t figure, const char *group) {
    int year = book_latest(book, book->own, figure);

    if (year < 0)
        return;
    print_bullet(
        "%s %d: %.0f foreign-born for every 100 that there would be if their share were that "
        "of the population%s.",
        group, book->years[year], 100 * value(book, book->own, year, figure),
        !book->from_counts && book_origin(book, book->own, year, figure) == BOOK_COMPUTED
            ? " (a ratio of two published shares, computed here)"
            : "");
    say_place(book, figure);
}

void say_representation(const struct book *book) {
    say_balance(book, NKT_EMPLOYEES_FOREIGN_BORN_BALANCE, "Municipal employees");
    say_balance(book, NKT_COUNCIL_FOREIGN_BORN_BALANCE, "The municipal council");
    print_bullet("How the municipalities distribute over the guide's classes of the index for "
                 "employees, rounded to one decimal: at most 0.7; 0.8 to 1.0; above 1.0.");
    for (int year = 0; year < book->n_years; year++)
        say_classes(book, year);
    print_bullet("A difference need not be a problem; a large and lasting one may be worth asking "
                 "about. Council figures are those of the last election, repeated until the next.");
}
