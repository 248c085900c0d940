/*
 * The report's book: see report_book.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "report_book.h"

#include "fail.h"

#include <math.h>
#include <string.h>

static const nkt_estimate no_estimate = {NAN, NAN, NAN, NAN, NKT_STATE_MISSING, 0};

size_t book_unit_year(const struct book *book, int unit, int year) {
    return (size_t)(year * book->n_units + unit);
}

size_t book_place(const struct book *book, int unit, int year, int32_t figure) {
    int i = 0;

    while (i < book->n_figures && nkt_indicator_at(i)->id != figure)
        i++;
    if (i == book->n_figures)
        fail(FAILED, "the catalogue has no figure %d", (int)figure);
    return (size_t)(i * book->n_years) * (size_t)book->n_units + book_unit_year(book, unit, year);
}

const nkt_estimate *book_cell(const struct book *book, int unit, int year, int32_t figure) {
    return &book->shown[book_place(book, unit, year, figure)];
}

int has(const struct book *book, int unit, int year, int32_t figure) {
    return year >= 0 && book_cell(book, unit, year, figure)->state == NKT_STATE_VALUE;
}

double value(const struct book *book, int unit, int year, int32_t figure) {
    return book_cell(book, unit, year, figure)->value;
}

int book_origin(const struct book *book, int unit, int year, int32_t figure) {
    return book->origins[book_place(book, unit, year, figure)];
}

int book_is_few(const struct book *book, int unit, int year, int32_t figure) {
    return book->estimates[book_place(book, unit, year, figure)].state !=
           book_cell(book, unit, year, figure)->state;
}

int book_latest(const struct book *book, int unit, int32_t figure) {
    int year = book->n_years - 1;

    while (year >= 0 && !has(book, unit, year, figure))
        year--;
    return year;
}

/* ---- filling it -------------------------------------------------------------------------------- */

void book_open(struct book *book) {
    const size_t n_unit_years = (size_t)book->n_units * (size_t)book->n_years;
    int8_t *is_municipality = allocate((size_t)book->n_units, sizeof *is_municipality);
    size_t n_cells;

    book->n_figures = (int)nkt_indicator_count();
    n_cells = n_unit_years * (size_t)book->n_figures;
    book->estimates = allocate(n_cells, sizeof *book->estimates);
    book->shown = allocate(n_cells, sizeof *book->shown);
    book->origins = allocate(n_cells, sizeof *book->origins);
    for (size_t cell = 0; cell < n_cells; cell++)
        book->estimates[cell] = no_estimate;
    for (int unit = BOOK_NATION + 1; unit < book->n_units; unit++)
        is_municipality[unit] = 1;
    book->municipalities = NKT_ARRAY_N(0, is_municipality, book->n_units);

    book->false_zeros = allocate(n_unit_years, sizeof *book->false_zeros);
    book->group_sizes = allocate(n_unit_years, sizeof *book->group_sizes);
    book->row_of = allocate(n_unit_years, sizeof *book->row_of);
    for (size_t i = 0; i < n_unit_years; i++)
        book->row_of[i] = -1;
    for (int64_t row = 0; row < book->n_rows; row++)
        book->row_of[book->row_years[row] * book->n_units + book->row_units[row]] = row;
}

void book_compute(struct book *book) {
    const nkt_table table = NKT_TABLE_OF(book->inputs, book->n_inputs, book->n_rows);
    int64_t n_figures = book->n_figures;
    int32_t *figures = allocate((size_t)n_figures, sizeof *figures);
    nkt_estimate *rows = allocate((size_t)(book->n_rows * n_figures), sizeof *rows);

    must(nkt_area_figures(0, figures, n_figures, &n_figures, &fault));
    must(nkt_compute(&table, figures, n_figures, NULL,
                     &NKT_ESTIMATES_N(rows, book->n_rows * n_figures), &fault));
    for (int64_t row = 0; row < book->n_rows; row++)
        for (int64_t i = 0; i < n_figures; i++) {
            const size_t place =
                book_place(book, (int)book->row_units[row], (int)book->row_years[row], figures[i]);
            book->estimates[place] = rows[row * n_figures + i];
            book->origins[place] = BOOK_COMPUTED;
        }
    for (int year = 0; year < book->n_years; year++)
        for (int unit = 0; unit < book->n_units; unit++)
            book->group_sizes[book_unit_year(book, unit, year)] =
                book->estimates[book_place(book, unit, year, NKT_REFUGEES_EMPLOYED_SHARE)].basis;
    free(figures);
    free(rows);
}

void book_close(struct book *book) {
    const size_t n_unit_years = (size_t)book->n_units * (size_t)book->n_years;
    const nkt_estimate *left = &book->estimates[book_place(book, 0, 0, NKT_LEFT)];

    memcpy(book->shown, book->estimates,
           n_unit_years * (size_t)book->n_figures * sizeof *book->shown);
    for (int i = 0; i < book->n_figures; i++)
        for (size_t j = 0; j < n_unit_years; j++)
            if (nkt_indicator_at(i)->area == NKT_AREA_ESTABLISHMENT &&
                nkt_indicator_at(i)->denominator == NKT_IN_LEFT &&
                left[j].state == NKT_STATE_VALUE &&
                left[j].value < NKT_ESTABLISHMENT_MINIMUM_LEAVERS &&
                book->shown[(size_t)i * n_unit_years + j].state == NKT_STATE_VALUE)
                book->shown[(size_t)i * n_unit_years + j].state = NKT_STATE_SECRET;
}

/* ---- as columns -------------------------------------------------------------------------------- */

nkt_rows book_rows(const struct book *book) {
    return (nkt_rows){.include = &book->municipalities, .n_rows = book->n_units};
}

nkt_column book_column(const struct book *book, int year, int32_t figure) {
    return NKT_ESTIMATE_ARRAY_N(figure, book_cell(book, 0, year, figure), book->n_units);
}

int book_input(const struct book *book, int unit, int year, int32_t id, nkt_column *input) {
    for (int64_t i = 0; i < book->n_inputs; i++)
        if (book->inputs[i].id == id) {
            *input = book->inputs[i];
            input->rows = &book->row_of[book_unit_year(book, unit, year)];
            return 1;
        }
    return 0;
}

nkt_table book_inputs(const struct book *book, int unit, int year, nkt_column *inputs) {
    for (int64_t i = 0; i < book->n_inputs; i++)
        book_input(book, unit, year, book->inputs[i].id, &inputs[i]);
    return (nkt_table)NKT_TABLE_OF(inputs, book->n_inputs, 1);
}

book_spread book_spread_of(const struct book *book, int year, int32_t figure) {
    const nkt_column values = book_column(book, year, figure);
    const nkt_rows rows = book_rows(book);
    const nkt_peers all = {.focus = book->own};
    nkt_summary summary;
    nkt_place own;

    must(nkt_summarise(&values, NULL, &rows, &summary, &scratch, &fault));
    must(nkt_place_among(&values, &rows, &all, NKT_DIRECTION_HIGH, &own, &fault));
    return (book_spread){(int)summary.n, (int)own.before, summary.median, summary.mean};
}

/* ---- several years ----------------------------------------------------------------------------- */

nkt_estimate book_pooled(const struct book *book, int unit, int year, int width, int32_t figure,
                         int *n_years) {
    const nkt_indicator *about = nkt_indicator_by_id(figure);
    nkt_memory both = NKT_MEMORY_REALLOC, totals = NKT_MEMORY_REALLOC;
    nkt_estimate estimate = no_estimate;
    int64_t rows[BOOK_MOST_YEARS];
    nkt_column columns[2];
    nkt_table table = NKT_TABLE(columns, width);

    *n_years = 0;
    if (!book_input(book, unit, year, about->numerator[0], &columns[0]) ||
        !book_input(book, unit, year, about->denominator, &columns[1]))
        return estimate;
    /* Both counts, seen through the rows of the unit's years, and only where a year has both. */
    for (int i = 0; i < width; i++)
        rows[i] = i > year ? -1 : book->row_of[book_unit_year(book, unit, year - i)];
    columns[0].rows = columns[1].rows = rows;
    must(nkt_total_match(&table, columns, &both, &fault));
    must(nkt_group_table(&table, columns, &totals, &scratch, &fault));
    *n_years = (int)((const nkt_total *)totals.data)[1].contributors;
    table = (nkt_table)NKT_TABLE(columns, 1);
    must(nkt_compute(&table, &figure, 1, NULL, &NKT_ESTIMATES_N(&estimate, 1), &fault));
    nkt_memory_free(&both);
    nkt_memory_free(&totals);
    return estimate;
}

int book_weighted_add(struct book_weighted *weighted, const struct book *book, int unit, int year,
                      int32_t share, int32_t weight) {
    const nkt_estimate *of = &book->estimates[book_place(book, unit, year, share)];
    const nkt_estimate *n = &book->estimates[book_place(book, unit, year, weight)];

    if (of->state != NKT_STATE_VALUE || n->state != NKT_STATE_VALUE)
        return 0;
    weighted->sum += of->value * n->value;
    weighted->weights += n->value;
    return 1;
}

nkt_estimate book_weighted_mean(const struct book_weighted *weighted) {
    nkt_estimate mean;
    nkt_mean(weighted->sum, NAN, weighted->weights, NULL, &mean, NULL);
    return mean;
}
