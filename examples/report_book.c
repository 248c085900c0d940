/*
 * The report's book: see report_book.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "report_book.h"

#include "fail.h"

#include <math.h>
#include <stdlib.h>

static size_t figure_number(const struct book *book, int32_t figure) {
    for (int i = 0; i < book->n_figures; i++)
        if (nkt_indicator_at(i)->id == figure)
            return (size_t)i;
    fail(FAILED, "the catalogue has no figure %d", (int)figure);
}

static size_t cell_number(const struct book *book, int unit, int year, int32_t figure) {
    return (size_t)(unit * book->n_years + year) * (size_t)book->n_figures +
           figure_number(book, figure);
}

const nkt_estimate *book_cell(const struct book *book, int unit, int year, int32_t figure) {
    return &book->estimates[cell_number(book, unit, year, figure)];
}

nkt_estimate *book_cell_to_write(struct book *book, int unit, int year, int32_t figure,
                                 int8_t **origin) {
    size_t cell = cell_number(book, unit, year, figure);
    *origin = &book->origins[cell];
    return &book->estimates[cell];
}

int book_origin(const struct book *book, int unit, int year, int32_t figure) {
    return book->origins[cell_number(book, unit, year, figure)];
}

static nkt_estimate no_estimate(void) {
    return (nkt_estimate){NAN, NAN, NAN, NAN, NKT_STATE_MISSING, 0};
}

void book_open(struct book *book) {
    size_t n;

    book->n_figures = (int)nkt_indicator_count();
    n = (size_t)book->n_units * (size_t)book->n_years * (size_t)book->n_figures;
    book->estimates = allocate(n, sizeof *book->estimates);
    book->origins = allocate(n, sizeof *book->origins);
    book->false_zeros =
        allocate((size_t)book->n_units * (size_t)book->n_years, sizeof *book->false_zeros);
    book->group_sizes =
        allocate((size_t)book->n_units * (size_t)book->n_years, sizeof *book->group_sizes);
    book->row_numbers = allocate((size_t)book->n_rows, sizeof *book->row_numbers);
    for (int64_t row = 0; row < book->n_rows; row++)
        book->row_numbers[row] = row;
    for (size_t i = 0; i < n; i++)
        book->estimates[i] = no_estimate();
}

double *book_group_size(const struct book *book, int unit, int year) {
    return &book->group_sizes[unit * book->n_years + year];
}

void book_compute(struct book *book) {
    const nkt_table table = NKT_TABLE_OF(book->inputs, book->n_inputs, book->n_rows);
    int64_t n_figures = book->n_figures;
    int32_t *figures = allocate((size_t)n_figures, sizeof *figures);
    nkt_estimate *rows = allocate((size_t)(book->n_rows * n_figures), sizeof *rows);

    must(nkt_area_figures(0, figures, n_figures, &n_figures, &fault));
    must(nkt_compute(&table, figures, n_figures, NULL, &NKT_ESTIMATES(rows), &fault));
    for (int64_t row = 0; row < book->n_rows; row++)
        for (int64_t i = 0; i < n_figures; i++) {
            int8_t *origin;
            nkt_estimate *cell = book_cell_to_write(book, (int)book->row_units[row],
                                                    (int)book->row_years[row], figures[i], &origin);
            *cell = rows[row * n_figures + i];
            *origin = BOOK_COMPUTED;
        }
    for (int unit = 0; unit < book->n_units; unit++)
        for (int year = 0; year < book->n_years; year++)
            *book_group_size(book, unit, year) =
                book_cell(book, unit, year, NKT_REFUGEES_EMPLOYED_SHARE)->basis;
    free(figures);
    free(rows);
}

int book_is_few(const struct book *book, int unit, int year, int32_t figure) {
    const nkt_indicator *about = nkt_indicator_by_id(figure);
    const nkt_estimate *left;

    if (about->area != NKT_AREA_ESTABLISHMENT || about->denominator != NKT_IN_LEFT)
        return 0;
    left = book_cell(book, unit, year, NKT_LEFT);
    return left->state == NKT_STATE_VALUE && left->value < NKT_ESTABLISHMENT_MINIMUM_LEAVERS;
}

static int has_value(const struct book *book, int unit, int year, int32_t figure) {
    return book_cell(book, unit, year, figure)->state == NKT_STATE_VALUE &&
           !book_is_few(book, unit, year, figure);
}

int book_latest(const struct book *book, int unit, int32_t figure) {
    int year = book->n_years - 1;

    while (year >= 0 && !has_value(book, unit, year, figure))
        year--;
    return year;
}

static int by_number(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* The unweighted mean, as the library takes it. */
static double mean_of(const double *values, int n, int32_t figure) {
    nkt_column column = NKT_ARRAY(figure, values);
    nkt_rows rows = NKT_ROWS(n); /* all in one group */
    nkt_total mean = {.value = NAN};

    must(nkt_group_mean(&column, &rows, &mean, 0, &scratch, &fault));
    return mean.value;
}

book_spread book_spread_of(const struct book *book, int year, int32_t figure) {
    double *values = allocate((size_t)book->n_units, sizeof *values);
    const nkt_estimate *own = book_cell(book, book->own, year, figure);
    book_spread spread = {0, 0, NAN, NAN};

    for (int unit = BOOK_NATION + 1; unit < book->n_units; unit++)
        if (has_value(book, unit, year, figure)) {
            values[spread.n] = book_cell(book, unit, year, figure)->value;
            spread.above += values[spread.n] > own->value;
            spread.n++;
        }
    if (spread.n > 0) {
        size_t n = (size_t)spread.n;
        qsort(values, n, sizeof *values, by_number);
        spread.median = (values[(n - 1) / 2] + values[n / 2]) / 2;
        spread.mean = mean_of(values, spread.n, figure);
    }
    free(values);
    return spread;
}

/* ---- several years ----------------------------------------------------------------------------- */

static const nkt_column *input_of(const struct book *book, int32_t id) {
    for (int64_t i = 0; i < book->n_inputs; i++)
        if (book->inputs[i].id == id)
            return &book->inputs[i];
    return NULL;
}

/* A panel of the book's rows. */
static void make_panel(const struct book *book, nkt_memory *panel) {
    nkt_column units = NKT_ARRAY(0, book->row_units);
    nkt_column years = NKT_ARRAY(0, book->row_years);
    nkt_table keys = NKT_TABLE_OF(&units, 1, book->n_rows);

    must(nkt_panel_init(panel, &keys, &years, &scratch, &fault));
}

static int64_t row_of(const struct book *book, int unit, int year) {
    int64_t row = 0;

    while (row < book->n_rows && (book->row_units[row] != unit || book->row_years[row] != year))
        row++;
    return row < book->n_rows ? row : -1;
}

int book_inputs(const struct book *book, int unit, int year, nkt_column *inputs) {
    int64_t row = row_of(book, unit, year);

    if (row < 0)
        return 0;
    for (int64_t i = 0; i < book->n_inputs; i++) {
        inputs[i] = book->inputs[i];
        inputs[i].rows = (inputs[i].rows ? inputs[i].rows : book->row_numbers) + row;
    }
    return 1;
}

nkt_estimate book_pooled(const struct book *book, int unit, int year, int width, int32_t figure,
                         int *n_years) {
    const nkt_indicator *about = nkt_indicator_by_id(figure);
    const nkt_column *part = input_of(book, about->numerator[0]);
    const nkt_column *whole = input_of(book, about->denominator);
    size_t n = (size_t)book->n_rows;
    int64_t row = row_of(book, unit, year);
    nkt_memory panel = NKT_MEMORY_REALLOC, both = NKT_MEMORY_REALLOC;
    nkt_total *parts, *wholes;
    nkt_estimate estimate = no_estimate();
    nkt_column columns[2];
    nkt_table table = NKT_TABLE(columns, book->n_rows);

    *n_years = 0;
    if (!part || !whole || row < 0)
        return estimate;
    /* A year counts only where it has both. */
    columns[0] = *part;
    columns[1] = *whole;
    must(nkt_total_match(&table, columns, &both, &fault));

    make_panel(book, &panel);
    parts = allocate(n, sizeof *parts);
    wholes = allocate(n, sizeof *wholes);
    must(nkt_panel_window(&panel, &columns[0], width, parts, 0, &fault));
    must(nkt_panel_window(&panel, &columns[1], width, wholes, 0, &fault));
    columns[0] = NKT_TOTALS(about->numerator[0], parts + row);
    columns[1] = NKT_TOTALS(about->denominator, wholes + row);
    must(nkt_compute(&(nkt_table)NKT_TABLE_OF(columns, 2, 1), &figure, 1, NULL,
                     &NKT_ESTIMATES(&estimate), &fault));
    *n_years = (int)wholes[row].contributors;
    free(wholes);
    free(parts);
    nkt_memory_free(&panel);
    nkt_memory_free(&both);
    return estimate;
}

int book_weighted_add(struct book_weighted *weighted, const struct book *book, int unit, int year,
                      int32_t share, int32_t weight) {
    const nkt_estimate *value = book_cell(book, unit, year, share);
    const nkt_estimate *n = book_cell(book, unit, year, weight);

    if (value->state != NKT_STATE_VALUE || n->state != NKT_STATE_VALUE)
        return 0;
    weighted->sum += value->value * n->value;
    weighted->weights += n->value;
    return 1;
}

nkt_estimate book_weighted_mean(const struct book_weighted *weighted) {
    nkt_estimate mean;
    nkt_mean(weighted->sum, NAN, weighted->weights, NULL, &mean, NULL);
    return mean;
}
