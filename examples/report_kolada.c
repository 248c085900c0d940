/*
 * The report's figures from a file of published Kolada values: see report.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "report.h"

#include "columns.h"
#include "panel_file.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static panel_file file;

/* ---- municipalities and years ------------------------------------------------------------------ */

static const char *cell_of(size_t row, ptrdiff_t column) {
    return csv_cell(&file.table, row, (size_t)column);
}

/* The nation is 0, also written 0000. */
static int find_unit(const struct book *book, const char *code) {
    int unit = BOOK_NATION + 1;
    if (is_nation(code))
        return BOOK_NATION;
    while (unit < book->n_units && strcmp(book->codes[unit], code) != 0)
        unit++;
    return unit;
}

/* Municipalities in the order of the file, the nation before them. */
static void read_units(struct book *book) {
    ptrdiff_t codes = csv_find(&file.table, "municipality"), names = csv_find(&file.table, "name");
    size_t n = file.table.n_rows;

    book->codes = allocate(n + 1, sizeof *book->codes);
    book->names = allocate(n + 1, sizeof *book->names);
    book->row_units = allocate(n, sizeof *book->row_units);
    book->codes[BOOK_NATION] = "0";
    book->names[BOOK_NATION] = "Riket";
    book->n_units = 1;
    for (size_t row = 0; row < n; row++) {
        const char *code = cell_of(row, codes);
        /* A municipality's rows mostly follow each other. */
        int unit = row && strcmp(code, cell_of(row - 1, codes)) == 0 ? (int)book->row_units[row - 1]
                                                                     : find_unit(book, code);
        if (unit == book->n_units) {
            book->codes[unit] = code;
            book->names[unit] = names < 0 ? "" : cell_of(row, names);
            book->n_units++;
        }
        book->row_units[row] = unit;
    }
    if (book->n_units == 1)
        fail(FAILED, "%s: there is no municipality", file.path);
}

/* The library numbers the years that there are, in order. */
static void read_years(struct book *book) {
    double *years = read_column(&file.table, "year");
    const nkt_column key = NKT_ARRAY_N(0, years, (int64_t)file.table.n_rows);
    const nkt_table keys = NKT_TABLE_OF(&key, 1, (int64_t)file.table.n_rows);
    int64_t n_years;

    book->row_years = allocate(file.table.n_rows, sizeof *book->row_years);
    must(nkt_group_keys(&keys, &NKT_TO_N(book->row_years, keys.rows.n_rows), &n_years, &scratch,
                        &fault));
    if (n_years > BOOK_MOST_YEARS)
        fail(FAILED, "%s: more than %d years", file.path, BOOK_MOST_YEARS);
    book->n_years = (int)n_years;
    for (size_t row = 0; row < file.table.n_rows; row++)
        book->years[book->row_years[row]] = (int)years[row];
    free(years);
}

/* ---- published figures ------------------------------------------------------------------------- */

/* Kolada repeats the council's balance index until the next election, while the population that it
   is set against goes on changing. */
static int is_repeated(const struct book *book, const nkt_indicator *figure, int64_t row) {
    return figure->id == NKT_COUNCIL_FOREIGN_BORN_BALANCE &&
           book->years[book->row_years[row]] % 4 != 2;
}

static int is_input(size_t column) {
    for (int64_t i = 0; i < file.n_inputs; i++)
        if (file.source[i] == column)
            return 1;
    return 0;
}

/* Where the book holds a figure of a row. */
static size_t place_of(const struct book *book, int64_t row, int32_t figure) {
    return book_place(book, (int)book->row_units[row], (int)book->row_years[row], figure);
}

/* Puts a published figure where none could be computed. Text where it should be is told of; in inputs
   that was done when the file was read. */
static void add_published(struct book *book, const nkt_indicator *figure, ptrdiff_t column) {
    const int is_told = is_input((size_t)column);

    for (int64_t row = 0; row < book->n_rows; row++) {
        const size_t place = place_of(book, row, figure->id);
        double value;
        const char *cell = cell_of((size_t)row, column);
        int32_t state = (int32_t)csv_number(cell, &value);

        if (state == NKT_STATE_INVALID && !is_told &&
            panel_file_complain(&file, (size_t)row, (size_t)column))
            fprintf(stderr, "'%s' is no number\n", cell);
        if (figure->kind == NKT_KIND_COUNT || figure->kind == NKT_KIND_MODEL)
            book->origins[place] = BOOK_PUBLISHED; /* nothing was computed: the number itself */
        if (book->estimates[place].state == NKT_STATE_VALUE && !is_repeated(book, figure, row))
            continue;
        book->estimates[place] = (nkt_estimate){value, NAN, NAN, NAN, state, 0};
        book->origins[place] = BOOK_PUBLISHED;
    }
}

/* The three outcomes of sfi sum to 100: where they are zeros alone, that stands for missing (the
   nation's figures of 2013 and 2014 are stored so). */
static void clear_false_zeros(struct book *book) {
    static const int32_t outcomes[] = {NKT_SFI_PASSED_SHARE, NKT_SFI_CONTINUING_SHARE,
                                       NKT_SFI_INTERRUPTED_SHARE};
    int32_t *sums = allocate((size_t)book->n_units, sizeof *sums);
    nkt_estimate *units[3];
    nkt_column shares[3];

    for (int year = 0; year < book->n_years; year++) {
        for (int i = 0; i < 3; i++) {
            units[i] = &book->estimates[book_place(book, 0, year, outcomes[i])];
            shares[i] = NKT_ESTIMATE_ARRAY_N(outcomes[i], units[i], book->n_units);
        }
        if (nkt_composition_check(&(nkt_table)NKT_TABLE(shares, book->n_units), 0,
                                  &NKT_TO_N(sums, book->n_units), NULL, &fault) < 0)
            fail(FAILED, "%s: %s", file.path, fault.message);
        for (int unit = 0; unit < book->n_units; unit++) {
            if (sums[unit] != NKT_SUM_ALL_ZERO)
                continue;
            book->false_zeros[book_unit_year(book, unit, year)] = 1;
            for (int i = 0; i < 3; i++)
                units[i][unit].state = NKT_STATE_MISSING;
        }
    }
    free(sums);
}

static ptrdiff_t published_column(const nkt_indicator *figure) {
    return figure->kolada[0] ? csv_find(&file.table, figure->kolada) : -1;
}

void report_kolada_read(struct book *book, const char *path) {
    char keys[] = "municipality,year";

    panel_file_read(&file, path, keys);
    read_units(book);
    read_years(book);
    book->n_rows = (int64_t)file.table.n_rows;
    book->n_inputs = file.n_inputs;
    memcpy(book->inputs, file.inputs, sizeof file.inputs);
    book_open(book);
    book_compute(book);
    while (book->n_inputs > 0 && book->inputs[book->n_inputs - 1].rows)
        book->n_inputs--; /* those of the year before have served */
    for (int i = 0; i < book->n_figures; i++) {
        const nkt_indicator *figure = nkt_indicator_at(i);
        ptrdiff_t column = published_column(figure);
        if (column >= 0)
            add_published(book, figure, column);
    }
    clear_false_zeros(book);
    book_close(book);
}

/* ---- sizes of groups --------------------------------------------------------------------------- */

void report_kolada_read_sizes(struct book *book, const char *path) {
    csv_table sizes;
    ptrdiff_t codes, years;

    open_table(&sizes, path);
    codes = csv_find(&sizes, "municipality");
    years = csv_find(&sizes, "year");
    if (codes < 0 || years < 0 || sizes.n_columns < 3)
        fail(FAILED, "%s:1: the columns are not municipality, year and a number of persons", path);
    for (size_t row = 0; row < sizes.n_rows; row++) {
        const int unit = find_unit(book, csv_cell(&sizes, row, (size_t)codes));
        const char *cell = csv_cell(&sizes, row, sizes.n_columns - 1);
        double year, size;
        if (csv_number(csv_cell(&sizes, row, (size_t)years), &year) != CSV_NUMBER)
            fail(FAILED, "%s:%zu: there is no year", path, csv_line(&sizes, row));
        if (csv_number(cell, &size) == CSV_NO_NUMBER || size < 0)
            fail(FAILED, "%s:%zu: '%s' is no number of persons", path, csv_line(&sizes, row), cell);
        for (int i = 0; unit < book->n_units && i < book->n_years; i++)
            if (book->years[i] == year)
                book->group_sizes[book_unit_year(book, unit, i)] = size;
    }
    csv_free(&sizes);
}

/* ---- do they agree? ---------------------------------------------------------------------------- */

/* How often a figure was both computed and published, and the largest difference. */
static int compare(const struct book *book, const nkt_indicator *figure, double *largest) {
    ptrdiff_t column = published_column(figure);
    int n = 0;

    *largest = 0;
    for (int64_t row = 0; column >= 0 && row < book->n_rows; row++) {
        const size_t place = place_of(book, row, figure->id);
        const nkt_estimate *cell = &book->estimates[place];
        double published;
        if (book->origins[place] != BOOK_COMPUTED || cell->state != NKT_STATE_VALUE ||
            csv_number(cell_of((size_t)row, column), &published) != CSV_NUMBER)
            continue;
        *largest = fmax(*largest, fabs(cell->value - published));
        n++;
    }
    return n;
}

void report_kolada_checks(const struct book *book) {
    print_heading('-', "Computed here, and published");
    for (int i = 0; i < book->n_figures; i++) {
        const nkt_indicator *figure = nkt_indicator_at(i);
        double largest;
        int n = compare(book, figure, &largest);
        if (n > 0)
            print_bullet("%s (%s): %d values computed here have a published one beside them; the "
                         "largest difference is %.1e.",
                         figure->title_en, figure->kolada, n, largest);
    }
}
