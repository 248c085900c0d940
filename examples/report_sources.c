/*
 * Figures that the source documents print, beside those computed here: see report.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "report.h"

#include <math.h>
#include <stddef.h>

/* A printed figure with its number of decimals, and the same computed from bundled numbers. */
static void compare(const char *what, double printed, int decimals, double computed,
                    const char *from) {
    const double half = 0.5 / pow(10, decimals); /* half a unit of the last decimal */

    print_bullet(
        "%s: %.*f. Computed: %.*f (%s). %s", what, decimals, printed, decimals + 2, computed, from,
        fabs(computed - printed) <= half ? "They agree." : "They DIFFER by more than rounding.");
}

/* A printed sum of amounts, and the same computed from the amounts. */
static void compare_sum(const char *what, double printed, const double *amounts, int64_t n) {
    nkt_column column = NKT_ARRAY_N(0, amounts, n);
    nkt_rows rows = NKT_ROWS(n); /* all in one group */
    nkt_total total = {.value = NAN};

    must(nkt_group_sum(&column, &rows, &total, 0, &scratch, &fault));
    print_bullet("%s: %s kronor. Computed from the %d amounts: %s. %s", what, print_count(printed),
                 (int)n, print_count(total.value),
                 total.value == printed ? "They agree." : "They DIFFER.");
}

static double share(double part, double whole) {
    nkt_estimate estimate;

    must(nkt_share(part, whole, NULL, &estimate, &fault));
    return estimate.value;
}

static double ratio(double numerator, double denominator) {
    nkt_estimate estimate;

    must(nkt_ratio(numerator, denominator, NULL, &estimate, &fault));
    return estimate.value;
}

/* Riket 2015 as Kolada publishes it: N01976, N01955; N00973, N00971; N18409, N18410, N18411. */
static void guide_2017(void) {
    nkt_estimate dependency;

    print_paragraph("The guide Nyckeltal med integration i fokus (SKL 2017):");
    nkt_odds(4186842, 5664175, NULL, &dependency, NULL);
    compare("Dependency ratio (försörjningskvot) of riket 2015", 0.74, 2, dependency.value,
            "4 186 842 aged 0–19 or 65 and over, to 5 664 175 aged 20–64");
    compare("Per cent who studied, of those who left the establishment programme in 2015", 7, 0,
            31.35494188 - 24.65711298,
            "Kolada's 31.355 in work or studies less its 24.657 in work");
    print_bullet(
        "Of those who began sfi two years earlier, by 2015: 44 per cent had passed, about a "
        "third continued, 24 per cent had interrupted. Kolada today: 45, 32 and 24. The "
        "shares who passed DIFFER by one; Kolada's three, each rounded by itself, sum to "
        "%.0f.",
        45.0 + 32 + 24);
    print_bullet("Left the programme to work or study in 2015, by county: 20 to 45 per cent, more "
                 "than twice as many in the best as in the worst. Computed: %.2f times.",
                 ratio(45, 20));
    print_bullet(
        "Balance index of employees: at most 0.7 in 58 per cent of the municipalities, 0.8 "
        "to 1.0 in about a third, above 1.0 in 5 per cent. With --kolada the report computes "
        "the classes.");
}

static void interim_report_2002(void) {
    static const double grants[] = {400000, 225000, 120000,  420000, 1000000, 450000,
                                    700000, 405000, 1000000, 165000, 210000,  594000,
                                    165600, 180000, 525000,  200000, 300000};
    static const double fund[] = {1229200, 387500,  303375, 325000, 44769,  400000, 61620,  245000,
                                  602500,  1233100, 125191, 840000, 368255, 709033, 489000, 100000};

    print_paragraph("The interim report of Integrationsverket (2002, stencil 2002:6):");
    compare_sum("Development grants of spring 2002", 7059600, grants, 17);
    compare_sum("Grants of the European refugee fund", 7463543, fund, 16);
    print_bullet("16 of 61 applications to the fund were granted. Computed: %.1f per cent.",
                 share(16, 61));
    print_bullet("30 municipalities took two thirds of the refugees of five years. Computed: they "
                 "are %.1f per cent of the 289 municipalities of that time.",
                 share(30, 289));
}

static void audit_and_appeals(void) {
    nkt_estimate in_time;

    print_paragraph("The audit of Alvesta (2018):");
    print_bullet("90 per cent of the unaccompanied children were to be content; 82 were in 2016. "
                 "Computed: %.0f per cent of the aim was reached.",
                 100 * ratio(82, 90));
    print_paragraph("The Danish National Social Appeals Board (Ankestyrelsen 2019):");
    nkt_share(1, 12, NULL, &in_time, NULL);
    print_bullet("In 1 of 12 cases the offer came in time. Computed: %.1f per cent; seen as the "
                 "outcome of a process, anything from %.1f to %.1f: twelve cases say little.",
                 in_time.value, in_time.lower, in_time.upper);
    print_bullet("In 6 of the other 11 it came within four more weeks. Computed: %.1f per cent.",
                 share(6, 11));
}

void report_sources(void) {
    print_heading('=', "Figures that the source documents print, and what is computed here");
    guide_2017();
    interim_report_2002();
    audit_and_appeals();
}
