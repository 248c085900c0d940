/*
 * The report's area 1: how many, how has it developed, how large against others, assigned or
 * self-settled, which ages, which housing.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "report.h"

/* What a count is made of, in the latest year that has it. */
static void say_composition(const struct book *book, const char *title, int32_t whole,
                            int32_t composition, const char *const *names, int n) {
    const int year = book_latest(book, book->own, whole);
    const composed c = compose(book, year, composition, names, n);

    if (c.text[0])
        print_bullet("%s %d: %s%s.", title, book->years[year], c.text,
                     c.sum == NKT_SUM_ABOVE ? "; these are more than the whole, as published" : "");
}

static void say_settlement(const struct book *book) {
    static const char *const more[] = {"as many were assigned as settled by themselves",
                                       "more were assigned than settled by themselves",
                                       "more settled by themselves than were assigned"};
    int year = book_latest(book, book->own, NKT_RECEIVED_ASSIGNED_SHARE);
    nkt_column inputs[BOOK_MOST_INPUTS];
    nkt_estimate items[3], pooled;
    nkt_table row;
    int32_t way;
    int n_years;

    if (year < 0)
        return;
    row = book_inputs(book, book->own, year, inputs);
    must(nkt_reception_settlement(&row, NULL, &NKT_ESTIMATES(items), &NKT_TO_N(&way, 1), &fault));
    if (way != NKT_SETTLED_NONE)
        print_bullet(
            "Assigned or self-settled? In %d %s: %.0f per cent of %.0f came after assignment "
            "by an agency.%s",
            book->years[year], more[way], items[NKT_ITEM_SETTLEMENT_ASSIGNED_SHARE].value,
            items[NKT_ITEM_SETTLEMENT_ASSIGNED_SHARE].basis,
            items[NKT_ITEM_SETTLEMENT_SELF_NUMBER].value < 0
                ? " More assigned than received: these published counts do not fit."
                : "");
    pooled = book_pooled(book, book->own, year, 3, NKT_RECEIVED_ASSIGNED_SHARE, &n_years);
    if (pooled.state == NKT_STATE_VALUE && n_years > 1)
        print_bullet(
            "Three years together, %d–%d, it was %.0f per cent of %.0f (the sums of the years' "
            "counts, not a mean of shares%s).",
            book->years[year] - 2, book->years[year], pooled.value, pooled.basis,
            years_in(n_years, 3));
}

void say_reception(const struct book *book) {
    static const char *const ages[] = {"0–5", "6–15", "16–17", "18–19", "20–64", "65 and over"};
    static const char *const housing[] = {"abo (of the agency)", "ebo (their own)", "other",
                                          "unknown"};

    say_development(book, NKT_RECEIVED);
    say_place(book, NKT_RECEIVED_PER_1000);
    say_settlement(book);
    say_composition(book, "Ages of those received in", NKT_RECEIVED, NKT_COMPOSITION_RECEIVED_AGES,
                    ages, 6);
    say_composition(book, "Housing of the asylum seekers of 31 December", NKT_ASYLUM_SEEKERS,
                    NKT_COMPOSITION_ASYLUM_HOUSING, housing, 4);
}
