/*
 * The composite index of several figures.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "comparison/rank.h"

#include "nyckeltal/catalogue.h"

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
    return x <= s.low ? 0 : x >= s.high ? 100 : 100 * ((x - s.low) / (s.high - s.low));
}

static nkt_status check_composite(const nkt_column *figures, int64_t n_figures, int64_t n_rows,
                                  const int32_t *directions, nkt_error *error) {
    nkt_status status;

    if (n_figures < 1)
        return nkt_i_refuse_count(error, 2, "n_figures", n_figures);
    if (!figures)
        return nkt_i_refuse_null(error, 1, "figures");
    status = nkt_i_columns_check(figures, n_figures, n_rows, 1, "figures", error);
    if (status)
        return status;
    if (!directions)
        return nkt_i_refuse_null(error, 4, "directions");
    for (int64_t f = 0; f < n_figures; f++)
        if (directions[f] != NKT_DIRECTION_HIGH && directions[f] != NKT_DIRECTION_LOW) {
            nkt_i_fault fault = NKT_I_FAULT(4);
            fault.item = f > INT32_MAX ? INT32_MAX : (int32_t)f;
            fault.value = directions[f];
            return nkt_i_error_value(error, NKT_E_DOMAIN, fault, "directions",
                                     "is neither high nor low");
        }
    return NKT_OK;
}

static double index_so_far(const nkt_i_target *target, int64_t row) {
    double index;
    memcpy(&index, target->at + row * target->row_stride, sizeof index);
    return index;
}

/* Adds a figure, scaled, to the sums that stand in the output; NaN where a unit misses it. */
static void add_figure(const nkt_column *figure, int32_t direction, int64_t n_rows,
                       nkt_i_ordered *ordered, const nkt_i_target *target, nkt_i_bad_rows *bad) {
    scale s;

    nkt_i_ordered_read(ordered, figure, n_rows, 0, 1, "figures", bad);
    s = scale_of(ordered);
    for (int64_t row = 0; row < n_rows; row++) {
        int8_t state;
        const double x = nkt_i_column_value(figure, row, &state);
        double sum = index_so_far(target, row);
        if (state != NKT_STATE_VALUE)
            sum = NAN;
        else
            sum += direction == NKT_DIRECTION_HIGH ? scaled(s, x) : 100 - scaled(s, x);
        nkt_i_target_put(target, row, 0, &sum);
    }
}

nkt_status nkt_composite(const nkt_column *figures, int64_t n_figures, int64_t n_rows,
                         const int32_t *directions, double *index, int64_t stride, void *work,
                         size_t work_size, nkt_error *error) {
    const nkt_i_target target = nkt_i_target_of(index, sizeof *index, n_rows, stride, "index", 5);
    const double nothing = 0;
    nkt_column means;
    nkt_i_ordered ordered;
    nkt_i_bad_rows bad;
    nkt_status status;
    scale s;

    nkt_i_error_clear(error);
    status = nkt_i_ordered_begin(&ordered, n_rows, 3, work, work_size, 7, error);
    if (!status)
        status = check_composite(figures, n_figures, n_rows, directions, error);
    if (!status)
        status = nkt_i_target_check(&target, 1, error);
    if (status)
        return status;
    nkt_i_bad_rows_begin(&bad);
    for (int64_t row = 0; row < n_rows; row++)
        nkt_i_target_put(&target, row, 0, &nothing);
    for (int64_t f = 0; f < n_figures; f++)
        add_figure(&figures[f], directions[f], n_rows, &ordered, &target, &bad);
    memset(&means, 0, sizeof means);
    means.values = index;
    means.stride = stride;
    means.type = NKT_FLOAT64;
    nkt_i_ordered_read(&ordered, &means, n_rows, 0, 5, "index", &bad);
    s = scale_of(&ordered); /* of sums: scaled, they are as their means */
    for (int64_t row = 0; row < n_rows; row++) {
        const double sum = index_so_far(&target, row);
        const double found = isnan(sum) ? NAN : scaled(s, sum);
        nkt_i_target_put(&target, row, 0, &found);
    }
    return nkt_i_bad_rows_end(&bad, error);
}
