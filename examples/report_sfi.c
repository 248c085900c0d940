/*
 * The report's area 2: the cohort that began sfi two years earlier, what those who interrupted do,
 * women and men.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "report.h"

#include <math.h>
#include <stdio.h>

enum { TEXT = 400 };

static void say_false_zeros(const struct book *book, int unit, const char *whose) {
    char years[TEXT] = "";
    size_t used = 0;

    for (int year = 0; year < book->n_years && used < TEXT - 20; year++)
        if (book->false_zeros[book_unit_year(book, unit, year)])
            used += (size_t)snprintf(years + used, TEXT - used, "%s%d", used ? ", " : "",
                                     book->years[year]);
    if (used)
        print_bullet(
            "%s sfi outcomes of %s are stored as 0, and left out here as not reported: the "
            "three sum to 100, so zeros alone stand for a missing value.",
            whose, years);
}

/* Whether the three published shares sum to 100, as far as their rounding lets them. */
static int32_t check_shares(const struct book *book, int year) {
    static const int32_t ids[] = {NKT_SFI_PASSED_SHARE, NKT_SFI_CONTINUING_SHARE,
                                  NKT_SFI_INTERRUPTED_SHARE};
    nkt_column shares[3];
    int32_t sum, decimals = 0;

    for (int i = 0; i < 3; i++) {
        const nkt_estimate *share = book_cell(book, book->own, year, ids[i]);
        shares[i] = NKT_ESTIMATE_ARRAY_N(ids[i], share, 1);
        decimals |= share->value != floor(share->value);
    }
    must(nkt_composition_check(&(nkt_table)NKT_TABLE(shares, 1), decimals, &NKT_TO_N(&sum, 1), NULL,
                               &fault));
    return sum;
}

static void say_outcomes(const struct book *book) {
    int year = book_latest(book, book->own, NKT_SFI_PASSED_SHARE);

    if (has(book, book->own, year, NKT_SFI_CONTINUING_SHARE) &&
        has(book, book->own, year, NKT_SFI_INTERRUPTED_SHARE)) {
        double passed = value(book, book->own, year, NKT_SFI_PASSED_SHARE);
        double continuing = value(book, book->own, year, NKT_SFI_CONTINUING_SHARE);
        double interrupted = value(book, book->own, year, NKT_SFI_INTERRUPTED_SHARE);
        int32_t sum = book->from_counts
                          ? compose(book, year, NKT_COMPOSITION_SFI_OUTCOMES, NULL, 0).sum
                          : check_shares(book, year);
        print_bullet(
            "Of those who began sfi in %d, by the end of %d %.1f per cent had passed at "
            "least two courses, %.1f were still studying and %.1f had interrupted. The three "
            "sum to %.0f%s.",
            book->years[year] - 2, book->years[year], passed, continuing, interrupted,
            passed + continuing + interrupted,
            sum == NKT_SUM_EQUAL ? ", as they must but for their rounding"
                                 : ": NOT what they must, so look at these data");
    }
    say_place(book, NKT_SFI_PASSED_SHARE);
}

/* Possible only from counts: what is published tells "either", not which. */
static void say_after_interruption(const struct book *book) {
    static const char *const names[] = {"employed only", "studying only", "both", "neither"};
    int year = book_latest(book, book->own, NKT_SFI_INTERRUPTED_EMPLOYED_SHARE);
    const composed c = compose(book, year, NKT_COMPOSITION_SFI_AFTER_INTERRUPTION, names, 4);

    if (c.text[0])
        print_bullet("Those who had interrupted by %d: %s (of %.0f persons).", book->years[year],
                     c.text, c.items[NKT_ITEM_SFI_AFTER_NEITHER].basis);
}

void say_sfi(const struct book *book) {
    int year = book_latest(book, book->own, NKT_SFI_PASSED_SHARE), n_years;
    nkt_estimate pooled;

    say_outcomes(book);
    if (year >= 0) {
        pooled = book_pooled(book, book->own, year, 3, NKT_SFI_PASSED_SHARE, &n_years);
        if (pooled.state == NKT_STATE_VALUE && n_years > 1)
            print_bullet(
                "Three cohorts together, followed up in %d–%d: %.1f per cent passed (%.1f to "
                "%.1f); that rests on %.0f beginners%s.",
                book->years[year] - 2, book->years[year], pooled.value, pooled.lower, pooled.upper,
                pooled.basis, years_in(n_years, 3));
    }
    print_bullet(
        "An interruption may mean a job or other studies: the share who interrupted has no "
        "direction.");
    say_after_interruption(book);
    if (book_latest(book, book->own, NKT_SFI_INTERRUPTED_EMPLOYED_OR_STUDYING_SHARE) >= 0)
        say_place(book, NKT_SFI_INTERRUPTED_EMPLOYED_OR_STUDYING_SHARE);
    if (book->from_counts) {
        report_synthetic_gap(book, NKT_SFI_PASSED_SHARE, "passed");
        report_synthetic_gap(book, NKT_SFI_INTERRUPTED_EMPLOYED_SHARE,
                             "in work after interrupting");
    }
    say_false_zeros(book, BOOK_NATION, "Riket’s");
    say_false_zeros(book, book->own, "The municipality’s");
}
