/*
 * The composite index of several figures.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "nyckeltal/rank.h"
#include "rows/order.h"

/* The ends of a scale. */
typedef struct scale {
    double low, high;
} scale;

static scale scale_of(nkt_i_ordered *ordered) {
    static const double probabilities[] = {0.025, 0.975};
    double ends[2];

    nkt_i_ordered_quantiles(ordered, probabilities, 2, 7, ends);
    return (scale){ends[0], ends[1]};
}

static double scaled(scale s, double x) {
    if (!(s.high > s.low))
        return 50;
    if (isinf(s.high - s.low)) /* halves of them are closer */
        return scaled((scale){s.low / 2, s.high / 2}, x / 2);
    return x <= s.low ? 0 : x >= s.high ? 100 : 100 * ((x - s.low) / (s.high - s.low));
}

static void check_directions(nkt_i_call *call, const nkt_table *figures,
                             const int32_t *directions) {
    nkt_i_needed(call, "directions", directions);
    for (int64_t f = 0; !nkt_i_call_refused(call) && f < figures->n_columns; f++)
        if (directions[f] != NKT_DIRECTION_HIGH && directions[f] != NKT_DIRECTION_LOW) {
            nkt_i_fault fault = NKT_I_AT("directions");
            fault.item = (int32_t)f;
            fault.value = directions[f];
            nkt_i_refuse(call, NKT_E_ID, NKT_REASON_UNKNOWN_CODE, fault,
                         "is neither high (1) nor low (-1)");
        }
}

/* Row by row, so that a row is counted once however many figures are bad in it. */
static void note_bad_rows(nkt_i_call *call, const nkt_table *figures) {
    for (int64_t row = 0; row < figures->rows.n_rows; row++) {
        if (!nkt_i_row_included(call, "figures.rows.include", &figures->rows, row))
            continue;
        for (int64_t f = 0; f < figures->n_columns; f++) {
            int8_t state;
            nkt_i_column_value(&figures->columns[f], row, &state);
            if (state == NKT_STATE_INVALID)
                nkt_i_bad_element(call, "figures.columns", (int32_t)f, NULL, &figures->columns[f],
                                  row, NKT_REASON_NOT_FINITE);
        }
    }
}

/* Adds a figure, scaled, to the sums; NaN where a unit misses it. */
static void add_figure(const nkt_table *figures, int64_t f, int32_t direction,
                       nkt_i_ordered *ordered, double *sums) {
    const nkt_column *figure = &figures->columns[f];
    scale s;

    nkt_i_order_read_column(NULL, ordered, NULL, -1, figure, &figures->rows, 0);
    s = scale_of(ordered);
    for (int64_t row = 0; row < figures->rows.n_rows; row++) {
        int8_t state;
        const double x = nkt_i_column_value(figure, row, &state);
        if (state != NKT_STATE_VALUE)
            sums[row] = NAN;
        else
            sums[row] += direction == NKT_DIRECTION_HIGH ? scaled(s, x) : 100 - scaled(s, x);
    }
}

nkt_status nkt_composite(const nkt_table *figures, const int32_t *directions,
                         const nkt_target *index, nkt_memory *work, nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "figures directions index work error");
    const int64_t n_rows = figures ? figures->rows.n_rows : 0;
    nkt_column of_sums = {.stride = sizeof(double), .type = NKT_FLOAT64};
    nkt_i_ordered ordered;
    double *sums = NULL;
    nkt_i_out out;
    scale s;

    nkt_i_table_check(&call, "figures", figures, NKT_I_WITHOUT_GROUPS);
    if (figures)
        nkt_i_count(&call, "figures.n_columns", figures->n_columns, 1, INT32_MAX);
    check_directions(&call, figures, directions);
    out = nkt_i_target_open(&call, "index", index, NKT_I_CONTENT_NUMBERS, n_rows, 1, 1);
    ordered = nkt_i_order_claim_with(&call, n_rows, n_rows, &sums, work);
    if (nkt_i_call_refused(&call))
        return call.status;

    note_bad_rows(&call, figures);
    for (int64_t row = 0; row < n_rows; row++)
        sums[row] = nkt_i_row_included(NULL, NULL, &figures->rows, row) ? 0 : NAN;
    for (int64_t f = 0; f < figures->n_columns; f++)
        add_figure(figures, f, directions[f], &ordered, sums);
    of_sums.values = sums;
    nkt_i_order_read_column(NULL, &ordered, NULL, -1, &of_sums, &figures->rows, 0);
    s = scale_of(&ordered); /* of sums: scaled, they are as their means */
    for (int64_t row = 0; row < n_rows; row++)
        nkt_i_put_number(&out, row, 0, isnan(sums[row]) ? NAN : scaled(s, sums[row]));
    return nkt_i_call_end(&call);
}
