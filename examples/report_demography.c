/*
 * The report's area 5: the dependency ratio now and over time, foreign-born, recruiting need by area
 * of operation.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "report.h"

void say_demography(const struct book *book) {
    int year = book_latest(book, book->own, NKT_DEPENDENCY_RATIO);
    int computed = year >= 0 && !book->from_counts &&
                   book_origin(book, book->own, year, NKT_DEPENDENCY_RATIO) == BOOK_COMPUTED;

    if (year >= 0)
        print_bullet(
            "In %d 100 inhabitants of working age (20–64) had to provide for %.0f younger and "
            "older ones besides themselves%s.",
            book->years[year], 100 * value(book, book->own, year, NKT_DEPENDENCY_RATIO),
            computed ? " (computed here from N01976 and N01955)" : "");
    say_development(book, NKT_DEPENDENCY_RATIO);
    say_place(book, NKT_DEPENDENCY_RATIO);
    say_place(book, NKT_FOREIGN_BORN_SHARE);
    if (book->from_counts)
        report_synthetic_recruiting(book);
    print_bullet("The floor area is overstated where many asylum seekers live in ebo: they are not "
                 "registered as residents.");
}
