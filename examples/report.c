/*
 * report: one municipality over the six areas, beside the nation, earlier years and the median
 * municipality.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "report.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char usage[] =
    "usage: report [--municipality CODE] [--kolada FILE.csv [--size FILE.csv]]\n"
    "\n"
    "Reports on one municipality (CODE, or its name): on published figures with --kolada, a\n"
    "file with a row per municipality and year and a column per Kolada id; otherwise on the\n"
    "figures that the source documents print, and a SYNTHETIC panel.\n"
    "--size tells how many persons the share of refugees in work rests on: a file with the\n"
    "columns municipality, year and, last, the number; without it, nobody can tell how much of\n"
    "a deviation from the expected share is chance.\n";

/* Codes are compared as numbers too: 114 is 0114. */
static int is_code(const char *code, const char *wanted) {
    char *end_of_code, *end_of_wanted;
    long a = strtol(code, &end_of_code, 10), b = strtol(wanted, &end_of_wanted, 10);

    return strcmp(code, wanted) == 0 || (a == b && *code && !*end_of_code && !*end_of_wanted);
}

static void find_own(struct book *book, const char *wanted, const char *file) {
    char some[400] = "";
    int used = 0;

    for (book->own = BOOK_NATION + 1; wanted && book->own < book->n_units; book->own++)
        if (is_code(book->codes[book->own], wanted) || strcmp(book->names[book->own], wanted) == 0)
            return;
    if (!wanted)
        return;
    for (int unit = BOOK_NATION + 1; unit < book->n_units && unit <= 5; unit++)
        used += snprintf(some + used, sizeof some - (size_t)used, "\n  %.10s %.40s",
                         book->codes[unit], book->names[unit]);
    if (strcmp(wanted, "0") == 0)
        fail(MISUSED, "0 is the nation, which stands beside every municipality");
    fail(MISUSED,
         "there is no municipality '%s' here. Codes have four digits, as in%s\n"
         "All %d of them: %s%s",
         wanted, some, book->n_units - 1, file ? "the column `municipality` of " : "9901 to 9920",
         file ? file : "");
}

static void report_area(const struct book *book, int32_t area) {
    static void (*const say[])(const struct book *) = {
        say_reception,  say_sfi,        say_establishment,
        say_employment, say_demography, say_representation,
    };

    report_table(book, area);
    say[area - NKT_AREA_RECEPTION](book);
}

int main(int argc, char **argv) {
    static struct book book;
    const char *municipality = NULL, *file = NULL, *sizes = NULL;

    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "-h") == 0 || strcmp(argv[i], "--help") == 0) {
            fputs(usage, stdout);
            check_output();
            return EXIT_SUCCESS;
        }
        if (strcmp(argv[i], "--municipality") == 0 && argv[i + 1])
            municipality = argv[++i];
        else if (strcmp(argv[i], "--kolada") == 0 && argv[i + 1])
            file = argv[++i];
        else if (strcmp(argv[i], "--size") == 0 && argv[i + 1])
            sizes = argv[++i];
        else
            fail(MISUSED, "unknown option, or its value is missing: %s\n\n%s", argv[i], usage);
    }
    if (sizes && !file)
        fail(MISUSED, "--size goes with --kolada\n\n%s", usage);
    if (file)
        report_kolada_read(&book, file);
    else
        report_synthetic_read(&book);
    if (sizes)
        report_kolada_read_sizes(&book, sizes);
    find_own(&book, municipality, file);

    if (!file)
        report_sources();
    print_heading('=', "%s%s %s: key figures of integration %d–%d",
                  file ? "" : "SYNTHETIC FIGURES. ", book.codes[book.own], book.names[book.own],
                  book.years[0], book.years[book.n_years - 1]);
    if (file)
        print_paragraph("Source: published values of Kolada (RKA), whose sources are SCB, SKR, "
                        "Migrationsverket, Arbetsförmedlingen and Skolverket; read from %s. Key "
                        "figures as in Nyckeltal med integration i fokus (SKL 2017).",
                        file);
    else
        print_paragraph(
            "Every number below is SYNTHETIC: made by a generator "
            "(examples/data/synthetic.c), about no place that exists. With --kolada the "
            "report is on published figures.");
    say_in_short(&book);
    report_legend(&book);
    for (int32_t area = NKT_AREA_RECEPTION; area <= NKT_AREA_REPRESENTATION; area++)
        report_area(&book, area);
    say_similar(&book);
    if (file)
        report_kolada_checks(&book);
    print_paragraph(
        "Grants, audits, deadlines, costs and cohorts, as four other documents follow them "
        "up: see the program `programmes`.");
    check_output();
    return EXIT_SUCCESS;
}
