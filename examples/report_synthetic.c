/*
 * The report's figures from the SYNTHETIC panel: see report.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "report.h"

#include "data/synthetic.h"

#include <stdio.h>

static synthetic_row rows[SYNTHETIC_ROWS];
static synthetic_operation operations[SYNTHETIC_OPERATION_ROWS];

enum { TOTAL, WOMEN, MEN };

static synthetic_row *row_of(int unit, int year, int sex) {
    return &rows[(unit * SYNTHETIC_YEARS + year) * SYNTHETIC_SEXES + sex];
}

static void name_units(struct book *book) {
    static char codes[SYNTHETIC_MUNICIPALITIES + 1][16], names[SYNTHETIC_MUNICIPALITIES + 1][32];

    book->n_units = SYNTHETIC_MUNICIPALITIES + 1;
    book->codes = allocate((size_t)book->n_units, sizeof *book->codes);
    book->names = allocate((size_t)book->n_units, sizeof *book->names);
    for (int unit = 0; unit < book->n_units; unit++) {
        snprintf(codes[unit], sizeof codes[unit], "%d", (int)row_of(unit, 0, TOTAL)->municipality);
        snprintf(names[unit], sizeof names[unit], unit ? "Synthetic municipality %d" : "all%.0d",
                 unit);
        book->codes[unit] = codes[unit];
        book->names[unit] = names[unit];
    }
}

/* The rows of totals, every third one, are seen through strides; nothing is copied. */
static void view_totals(struct book *book) {
    book->n_rows = SYNTHETIC_ROWS / SYNTHETIC_SEXES;
    book->row_units = allocate((size_t)book->n_rows, sizeof *book->row_units);
    book->row_years = allocate((size_t)book->n_rows, sizeof *book->row_years);
    for (int64_t row = 0; row < book->n_rows; row++) {
        book->row_units[row] = row / SYNTHETIC_YEARS;
        book->row_years[row] = row % SYNTHETIC_YEARS;
    }
    book->n_inputs = SYNTHETIC_INPUTS;
    synthetic_view(rows, book->inputs);
    for (int64_t i = 0; i < SYNTHETIC_INPUTS; i++) {
        book->inputs[i].stride *= SYNTHETIC_SEXES;
        book->inputs[i].reasons_stride *= SYNTHETIC_SEXES;
    }
}

void report_synthetic_read(struct book *book) {
    if (synthetic_panel(SYNTHETIC_SEED, rows, operations) != 0)
        fail(FAILED, "the synthetic panel could not be made");
    name_units(book);
    book->n_years = SYNTHETIC_YEARS;
    for (int year = 0; year < SYNTHETIC_YEARS; year++)
        book->years[year] = SYNTHETIC_FIRST_YEAR + year;
    view_totals(book);
    book->from_counts = 1;
    book_open(book);
    book_compute(book);
    book_close(book);
}

/* ---- women and men ----------------------------------------------------------------------------- */

void report_synthetic_gap(const struct book *book, int32_t figure, const char *what) {
    int year = book->n_years - 1;
    int64_t women = row_of(book->own, year, WOMEN) - rows, men = women + MEN - WOMEN;
    const nkt_column first = NKT_CONSTANT(0, women), second = NKT_CONSTANT(0, men);
    const nkt_pairs pairs = {.first = &first, .second = &second, .n_pairs = 1};
    nkt_column inputs[SYNTHETIC_INPUTS];
    const nkt_table table = NKT_TABLE(inputs, SYNTHETIC_ROWS);
    nkt_estimate gap;

    synthetic_view(rows, inputs);
    must(nkt_gap_rows(&table, &pairs, &figure, 1, NKT_CONTRAST_DIFFERENCE, NULL,
                      &NKT_ESTIMATES_N(&gap, 1), &fault));
    if (gap.state != NKT_STATE_VALUE)
        print_bullet("Women and men, %s %d: by sex the numbers are %s.", what, book->years[year],
                     gap.state == NKT_STATE_SECRET ? "secret" : "not there");
    else
        print_bullet(
            "Women and men, %s %d: women less men %+.1f percentage points (%+.1f to %+.1f; the "
            "smaller group is %.0f)%s.",
            what, book->years[year], gap.value, gap.lower, gap.upper, gap.basis,
            gap.lower <= 0 && gap.upper >= 0 ? ", which may be chance" : "");
}

/* ---- areas of operation ------------------------------------------------------------------------ */

void report_synthetic_recruiting(const struct book *book) {
    const int n = SYNTHETIC_OPERATIONS, year = book->n_years - 1;
    const synthetic_operation *own = &operations[(book->own * SYNTHETIC_YEARS + year) * n];
    const nkt_column inputs[] = {NKT_FIELD(NKT_IN_EMPLOYEES, own, employees),
                                 NKT_FIELD(NKT_IN_EMPLOYEES_55_64, own, employees_55_64)};
    nkt_estimate needs[SYNTHETIC_OPERATIONS][4];
    const nkt_table table = NKT_TABLE(inputs, n);
    double ranks[SYNTHETIC_OPERATIONS];

    must(nkt_recruiting_need(&table, 0, NULL, &NKT_ESTIMATES_ROWS(needs), &NKT_TO(ranks), &scratch,
                             &fault));
    print_bullet(
        "Where will most have to be recruited within ten years? Employees aged 55–64 in %d, by "
        "area of operation:",
        book->years[year]);
    for (int rank = 1; rank <= n; rank++)
        for (int area = 0; area < n; area++)
            if (ranks[area] == rank)
                printf("      %-34s %4.0f, %4.1f per cent of its employees; %4.1f a year\n",
                       synthetic_area_name(area), needs[area][NKT_ITEM_NEED_NUMBER].value,
                       needs[area][NKT_ITEM_NEED_SHARE].value,
                       needs[area][NKT_ITEM_NEED_PER_YEAR].value);
}
