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
    ours->out = bench_allocate((size_t)(BENCH_ROWS * ours->n_figures) * sizeof *ours->out);
}

void ours_arrays(struct ours *ours, double *numbers) {
    begin(ours);
    for (int64_t c = 0; c < bench_columns(); c++)
        ours->columns[c] = NKT_ARRAY(bench_column_id(c), &numbers[c * BENCH_ROWS]);
    ours->row_stride = sizeof(nkt_estimate);
    ours->figure_stride = BENCH_ROWS * ours->row_stride;
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
    ours->figure_stride = sizeof(nkt_estimate);
    ours->row_stride = ours->n_figures * ours->figure_stride;
}

double ours_run(const struct ours *ours) {
    const nkt_table table = NKT_TABLE_OF(ours->columns, bench_columns(), BENCH_ROWS);
    nkt_estimates out = NKT_ESTIMATES(ours->out);
    nkt_error error;
    double start = bench_clock(), took;
    nkt_status status;

    out.stride = out.state_stride = ours->row_stride;
    out.item_stride = out.state_item_stride = ours->figure_stride;
    status = nkt_compute(&table, ours->figures, ours->n_figures, NULL, &out, &error);
    took = bench_clock() - start;
    if (status < 0)
        bench_fail("nkt_compute: %s", error.message);
    return took;
}

const nkt_estimate *ours_estimate(const struct ours *ours, int64_t row, int64_t figure) {
    return (const nkt_estimate *)((const char *)ours->out + row * ours->row_stride +
                                  figure * ours->figure_stride);
}
