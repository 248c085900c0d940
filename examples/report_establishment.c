/*
 * The report's area 3: status after 90 days, several years together, women and men, education, few
 * individuals, counties.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "report.h"

#include <stdio.h>
#include <string.h>

enum { COUNTIES = 100 };

static const int32_t share = NKT_LEFT_EMPLOYED_OR_STUDYING_SHARE;

/* Several years together, from the counts: as many of the last ones as hold no secret number. */
static void say_pooled_years(const struct book *book, int unit, const char *who) {
    int last = book->n_years - 1, width = book->n_years, n_years;
    nkt_estimate pooled;

    for (; width > 1; width--) {
        pooled = book_pooled(book, unit, last, width, share, &n_years);
        if (pooled.state == NKT_STATE_VALUE && n_years > 1)
            break;
    }
    if (width < 2)
        return;
    print_bullet(
        "%s, %d–%d together: %.1f per cent of the %s who left went to work or studies (%.1f "
        "to %.1f; the sums of the years' counts%s).%s",
        who, book->years[last - width + 1], book->years[last], pooled.value,
        print_count(pooled.basis), pooled.lower, pooled.upper, years_in(n_years, width),
        width < book->n_years ? " Earlier years hold secret numbers, which a sum would show." : "");
}

/* Several years together, where only the shares and the number who left are published. */
static void say_weighted_years(const struct book *book, int unit, const char *who) {
    struct book_weighted weighted = {0, 0};
    int first = -1, last = -1;
    nkt_estimate together;

    for (int year = 0; year < book->n_years; year++)
        if (book_weighted_add(&weighted, book, unit, year, share, NKT_LEFT)) {
            first = first < 0 ? year : first;
            last = year;
        }
    together = book_weighted_mean(&weighted);
    if (together.state == NKT_STATE_VALUE && together.basis >= NKT_ESTABLISHMENT_MINIMUM_LEAVERS)
        print_bullet(
            "%s, %d–%d together: %.1f per cent of the %s who left went to work or studies. "
            "Computed here: each year's published share weighted with the published number "
            "who left (N00964).",
            who, book->years[first], book->years[last], together.value,
            print_count(together.basis));
}

static void say_years_together(const struct book *book, int unit, const char *who) {
    if (book->from_counts)
        say_pooled_years(book, unit, who);
    else
        say_weighted_years(book, unit, who);
}

/*
 * The lowest and the highest share by county in a year, and how many counties have enough who left;
 * a county is the first two figures of its municipalities' codes.
 */
static int spread_of_counties(const struct book *book, int year, double *lowest, double *highest) {
    struct book_weighted counties[COUNTIES] = {{0, 0}};
    int n = 0;

    for (int unit = BOOK_NATION + 1; unit < book->n_units; unit++) {
        const char *code = book->codes[unit];
        if (strlen(code) == 4 && strspn(code, "0123456789") == 4)
            book_weighted_add(&counties[(code[0] - '0') * 10 + code[1] - '0'], book, unit, year,
                              share, NKT_LEFT);
    }
    for (int county = 0; county < COUNTIES; county++) {
        nkt_estimate mean = book_weighted_mean(&counties[county]);
        if (mean.state != NKT_STATE_VALUE || mean.basis < NKT_ESTABLISHMENT_MINIMUM_LEAVERS)
            continue;
        *lowest = n == 0 || mean.value < *lowest ? mean.value : *lowest;
        *highest = n == 0 || mean.value > *highest ? mean.value : *highest;
        n++;
    }
    return n;
}

static void say_counties(const struct book *book) {
    double lowest, highest;
    int told = 0;

    for (int year = 0; year < book->n_years; year++) {
        int n = spread_of_counties(book, year, &lowest, &highest);
        if (n < 2)
            continue;
        if (!told++)
            print_bullet(
                "By county, those with at least %d who left. Computed here: the municipalities' "
                "published shares, weighted with the number who left.",
                NKT_ESTABLISHMENT_MINIMUM_LEAVERS);
        printf("      %d: %.1f to %.1f per cent (%d counties)%s\n", book->years[year], lowest,
               highest, n, book->years[year] == 2015 ? "   (the guide: 20 to 45)" : "");
    }
}

static void say_number_who_left(const struct book *book) {
    int year = book_latest(book, book->own, NKT_LEFT);
    double left;

    if (year < 0)
        return;
    left = value(book, book->own, year, NKT_LEFT);
    print_bullet(
        "In %d %.0f persons left the programme%s.", book->years[year], left,
        left < NKT_ESTABLISHMENT_MINIMUM_LEAVERS
            ? ": fewer than ten, so what became of them is not shown; the guide leaves such "
              "municipalities out of its diagram"
        : left < 30 ? ": so few that one person more or less moves a share by several points. "
                      "Read it over several years"
                    : "");
}

static void say_status(const struct book *book) {
    static const char *const names[] = {"employed only", "studying only", "both",
                                        "in a labour-market programme"};
    int year = book_latest(book, book->own, NKT_LEFT_STUDYING_SHARE);
    const composed c = compose(book, year, NKT_COMPOSITION_LEFT_STATUS, names, 4);

    if (c.text[0] && c.items[NKT_ITEM_LEFT_STATUS_OTHER_MOST].state == NKT_STATE_VALUE)
        print_bullet(
            "90 days after leaving in %d: %s; none of these %.0f to %.0f per cent (who is both "
            "in a programme and in work or studies is not known).",
            book->years[year], c.text, c.items[NKT_ITEM_LEFT_STATUS_OTHER_LEAST].value,
            c.items[NKT_ITEM_LEFT_STATUS_OTHER_MOST].value);
}

static void say_education(const struct book *book) {
    static const char *const names[] = {"at most lower-secondary", "upper-secondary",
                                        "post-secondary over two years", "not known"};
    int year = book_latest(book, book->own, NKT_ENROLLED_LOWER_SECONDARY_SHARE);
    const composed c = compose(book, year, NKT_COMPOSITION_ENROLLED_EDUCATION, names, 4);

    if (c.text[0])
        print_bullet("Education of those enrolled in %d: %s.", book->years[year], c.text);
    print_bullet(
        "The three shares of education need not sum to 100: whose education is not known is "
        "among the enrolled all the same.");
}

void say_establishment(const struct book *book) {
    say_number_who_left(book);
    say_place(book, share);
    say_years_together(book, book->own, "The municipality");
    say_years_together(book, BOOK_NATION, "Riket");
    say_status(book);
    if (book->from_counts)
        report_synthetic_gap(book, share, "in work or studies after leaving");
    else
        say_counties(book);
    say_education(book);
}
