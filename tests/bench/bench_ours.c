/*
 * nkt_compute over the whole catalogue: see bench_ours.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "bench_ours.h"

#include "bench_common.h"
#include "bench_data.h"

#include <math.h>
#include <string.h>

static void begin(struct ours *ours) {
    nkt_status status = nkt_area_figures(
        0, ours->figures, sizeof ours->figures / sizeof ours->figures[0], &ours->n_figures, NULL);
    if (status)
        bench_fail("nkt_area_figures: %s", nkt_code_of("status", status)->text);
    ours->columns = bench_allocate((size_t)bench_columns() * sizeof *ours->columns);
}

static void take_arrays(struct ours *ours, double *numbers) {
    for (int64_t c = 0; c < bench_columns(); c++)
        ours->columns[c] = NKT_ARRAY_N(bench_column_id(c), &numbers[c * BENCH_ROWS], BENCH_ROWS);
}

void ours_columns(struct ours *ours, double *numbers, enum wanted wanted) {
    size_t n;

    begin(ours);
    take_arrays(ours, numbers);
    n = (size_t)(BENCH_ROWS * ours->n_figures);
    ours->out = (nkt_estimates){.value = bench_allocate(n * sizeof(double)),
                                .stride = sizeof(double),
                                .item_stride = BENCH_ROWS * (int64_t)sizeof(double),
                                .state_stride = sizeof(int32_t),
                                .state_item_stride = BENCH_ROWS * (int64_t)sizeof(int32_t)};
    if (wanted >= WANT_LIMITS) {
        ours->out.lower = bench_allocate(n * sizeof(double));
        ours->out.upper = bench_allocate(n * sizeof(double));
    }
    if (wanted == WANT_ALL) {
        ours->out.basis = bench_allocate(n * sizeof(double));
        ours->out.state = bench_allocate(n * sizeof(int32_t));
        ours->out.flags = bench_allocate(n * sizeof(int32_t));
    }
}

/* Room for structs, those of a row and those of a figure so far apart. */
static void put_in_structs(struct ours *ours, int64_t row_stride, int64_t figure_stride) {
    const int64_t n = BENCH_ROWS * ours->n_figures;
    nkt_estimate *room = bench_allocate((size_t)n * sizeof *room);

    ours->out = NKT_ESTIMATES_N(room, n);
    ours->out.stride = ours->out.state_stride = row_stride;
    ours->out.item_stride = ours->out.state_item_stride = figure_stride;
}

void ours_arrays(struct ours *ours, double *numbers) {
    begin(ours);
    take_arrays(ours, numbers);
    put_in_structs(ours, sizeof(nkt_estimate), BENCH_ROWS * (int64_t)sizeof(nkt_estimate));
}

/* Where each member lies, the doubles first, so that no padding is needed but at the end. */
static int64_t lay_out(nkt_column *columns, char *base) {
    int64_t at = 0;

    for (int real = 1; real >= 0; real--)
        for (int64_t c = 0; c < bench_columns(); c++)
            if (bench_is_real(c) == real) {
                columns[c] = (nkt_column){.values = base ? base + at : NULL,
                                          .type = real ? NKT_FLOAT64 : NKT_INT32_R,
                                          .id = bench_column_id(c)};
                at += real ? (int64_t)sizeof(double) : (int64_t)sizeof(int32_t);
            }
    return (at + 7) / 8 * 8;
}

static void put(const nkt_column *column, int64_t row, double number) {
    char *at = (char *)column->values + row * column->stride;
    int32_t whole = isnan(number) ? INT32_MIN : (int32_t)number;
    if (column->type == NKT_FLOAT64)
        memcpy(at, &number, sizeof number);
    else
        memcpy(at, &whole, sizeof whole);
}

void ours_structs(struct ours *ours, const double *numbers) {
    int64_t size;

    begin(ours);
    size = lay_out(ours->columns, NULL);
    lay_out(ours->columns, bench_allocate((size_t)(size * BENCH_ROWS)));
    for (int64_t c = 0; c < bench_columns(); c++) {
        ours->columns[c].stride = size;
        for (int64_t row = 0; row < BENCH_ROWS; row++)
            put(&ours->columns[c], row, numbers[c * BENCH_ROWS + row]);
    }
    put_in_structs(ours, ours->n_figures * (int64_t)sizeof(nkt_estimate), sizeof(nkt_estimate));
}

double ours_run(const struct ours *ours) {
    const nkt_table table = NKT_TABLE_OF(ours->columns, bench_columns(), BENCH_ROWS);
    nkt_error error;
    double start = bench_clock(), took;
    nkt_status status;

    status = nkt_compute(&table, ours->figures, ours->n_figures, NULL, &ours->out, &error);
    took = bench_clock() - start;
    if (status < 0)
        bench_fail("nkt_compute: %s", error.message);
    return took;
}

/* The bits of a column, put together so that reading them cannot be left out. */
static uint64_t read_all(const uint64_t *bits) {
    uint64_t all = 0;
    for (int64_t i = 0; i < BENCH_ROWS; i++)
        all ^= bits[i];
    return all;
}

static void write_doubles(double *to, int64_t figure, double number) {
    for (int64_t i = 0; to && i < BENCH_ROWS; i++)
        to[figure * BENCH_ROWS + i] = number;
}

static void write_codes(int32_t *to, int64_t figure, int32_t code) {
    for (int64_t i = 0; to && i < BENCH_ROWS; i++)
        to[figure * BENCH_ROWS + i] = code;
}

double ours_memory(const struct ours *ours) {
    const double start = bench_clock();
    uint64_t all = 0;
    double number;

    for (int64_t c = 0; c < bench_columns(); c++)
        all ^= read_all(ours->columns[c].values);
    number = (double)all;
    for (int64_t f = 0; f < ours->n_figures; f++) {
        write_doubles(ours->out.value, f, number);
        write_doubles(ours->out.lower, f, number);
        write_doubles(ours->out.upper, f, number);
        write_doubles(ours->out.basis, f, number);
        write_codes(ours->out.state, f, (int32_t)(all >> 33));
        write_codes(ours->out.flags, f, (int32_t)(all >> 33));
    }
    return bench_clock() - start;
}

static void get(const void *from, int64_t offset, void *to, size_t size) {
    if (from)
        memcpy(to, (const char *)from + offset, size);
}

nkt_estimate ours_estimate(const struct ours *ours, int64_t row, int64_t figure) {
    const nkt_estimates *out = &ours->out;
    const int64_t at = row * out->stride + figure * out->item_stride;
    const int64_t state_at = row * out->state_stride + figure * out->state_item_stride;
    nkt_estimate estimate = {NAN, NAN, NAN, NAN, 0, 0};

    get(out->value, at, &estimate.value, sizeof(double));
    get(out->lower, at, &estimate.lower, sizeof(double));
    get(out->upper, at, &estimate.upper, sizeof(double));
    get(out->basis, at, &estimate.basis, sizeof(double));
    get(out->state, state_at, &estimate.state, sizeof(int32_t));
    get(out->flags, state_at, &estimate.flags, sizeof(int32_t));
    return estimate;
}
