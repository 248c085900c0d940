/*
 * Quarters and colours; the place of one unit among others.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "comparison/rank.h"

#include "nyckeltal/catalogue.h"

static nkt_status check_direction(int32_t direction, nkt_error *error) {
    nkt_i_fault fault = NKT_I_FAULT(3);

    if (direction >= NKT_DIRECTION_LOW && direction <= NKT_DIRECTION_HIGH)
        return NKT_OK;
    fault.value = direction;
    return nkt_i_error_value(error, NKT_E_DOMAIN, fault, "direction", "is no direction");
}

static int32_t colour_of(int32_t quarter, int32_t direction) {
    if (direction == NKT_DIRECTION_NONE)
        return NKT_COLOUR_NONE;
    return quarter == 1 ? NKT_COLOUR_BEST : quarter == 4 ? NKT_COLOUR_WORST : NKT_COLOUR_MIDDLE;
}

/* 1 + 4 · better / n, rounded down, without overflow. */
static int32_t quarter_of(int64_t better, int64_t n) {
    int32_t quarter = 1;
    for (int64_t k = 1; k < 4; k++)
        quarter += (double)better >= (double)k * (double)n / 4;
    return quarter;
}

nkt_status nkt_quarters(const nkt_column *values, int64_t n_rows, int32_t direction,
                        int32_t *quarters, int64_t quarters_stride, int32_t *colours,
                        int64_t colours_stride, void *work, size_t work_size, nkt_error *error) {
    const nkt_i_target into_quarters =
        nkt_i_target_of(quarters, sizeof *quarters, n_rows, quarters_stride, "quarters", 4);
    const nkt_i_target into_colours =
        nkt_i_target_of(colours, sizeof *colours, n_rows, colours_stride, "colours", 6);
    const int32_t first = direction == NKT_DIRECTION_LOW ? NKT_DIRECTION_LOW : NKT_DIRECTION_HIGH;
    const int32_t none = 0;
    nkt_i_ordered ordered;
    nkt_i_bad_rows bad;
    nkt_status status;

    nkt_i_error_clear(error);
    status = nkt_i_ordered_begin(&ordered, n_rows, 2, work, work_size, 8, error);
    if (!status)
        status = nkt_i_ordered_check(values, n_rows, 1, "values", error);
    if (!status)
        status = check_direction(direction, error);
    if (!status)
        status = nkt_i_target_check(&into_quarters, 0, error);
    if (!status)
        status = nkt_i_target_check(&into_colours, 0, error);
    if (status)
        return status;
    nkt_i_bad_rows_begin(&bad);
    nkt_i_ordered_read(&ordered, values, n_rows, first == NKT_DIRECTION_HIGH, 1, "values", &bad);
    nkt_i_sort_keyed(ordered.items, ordered.scratch, ordered.n);
    for (int64_t row = 0; row < n_rows; row++) {
        nkt_i_target_put(&into_quarters, row, 0, &none);
        nkt_i_target_put(&into_colours, row, 0, &none);
    }
    for (int64_t begin = 0, end; begin < ordered.n; begin = end) {
        const int32_t quarter = quarter_of(begin, ordered.n),
                      colour = colour_of(quarter, direction);
        end = nkt_i_ordered_equal(&ordered, begin);
        for (int64_t i = begin; i < end; i++) {
            nkt_i_target_put(&into_quarters, ordered.items[i].row, 0, &quarter);
            nkt_i_target_put(&into_colours, ordered.items[i].row, 0, &colour);
        }
    }
    return nkt_i_bad_rows_end(&bad, error);
}

/* ---- one unit among others ------------------------------------------------------------------------- */

static nkt_status check_place(const nkt_column *values, int64_t n_rows, int64_t focus,
                              const int64_t *members, int64_t n_members, int32_t first,
                              const nkt_place *out, nkt_error *error) {
    nkt_i_fault fault = NKT_I_FAULT(3);
    nkt_status status;

    if (n_rows < 0)
        return nkt_i_refuse_count(error, 2, "n_rows", n_rows);
    status = nkt_i_ordered_check(values, n_rows, 1, "values", error);
    if (status)
        return status;
    if (focus < 0 || focus >= n_rows) {
        fault.value = (double)focus;
        return nkt_i_error_value(error, NKT_E_DOMAIN, fault, "focus", "is no number of a row");
    }
    if (members && n_members < 0)
        return nkt_i_refuse_count(error, 5, "n_members", n_members);
    for (int64_t k = 0; members && k < n_members; k++)
        if (members[k] < -1 || members[k] >= n_rows) {
            fault = NKT_I_FAULT(4);
            fault.item = k > INT32_MAX ? INT32_MAX : (int32_t)k;
            fault.value = (double)members[k];
            return nkt_i_error_value(error, NKT_E_DOMAIN, fault, "members",
                                     "is no number of a row");
        }
    status = nkt_i_check_first(first, 6, error);
    return status || out ? status : nkt_i_refuse_null(error, 7, "out");
}

/* A number of the order; NaN where there is none. Bad data are noted. */
static double read_number(const nkt_column *values, int64_t row, nkt_i_bad_rows *bad) {
    int8_t state;
    const double x = nkt_i_column_value(values, row, &state);

    if (state == NKT_STATE_INVALID) {
        nkt_i_bad_rows_note(bad, 1, -1, row, x, "values", "is no finite number");
    }
    return state == NKT_STATE_VALUE ? x : NAN;
}

nkt_status nkt_place_among(const nkt_column *values, int64_t n_rows, int64_t focus,
                           const int64_t *members, int64_t n_members, int32_t first, nkt_place *out,
                           nkt_error *error) {
    nkt_place place = {0, 0, 0, 0, NAN};
    nkt_i_bad_rows bad;
    nkt_status status;
    double own;

    nkt_i_error_clear(error);
    status = check_place(values, n_rows, focus, members, n_members, first, out, error);
    if (status)
        return status;
    nkt_i_bad_rows_begin(&bad);
    own = read_number(values, focus, &bad);
    for (int64_t k = 0; k < (members ? n_members : n_rows); k++) {
        const int64_t row = members ? members[k] : k;
        double x;
        if (row == focus || row < 0)
            continue;
        x = read_number(values, row, &bad);
        place.n += !isnan(x);
        place.equal += x == own;
        place.before += first == NKT_DIRECTION_HIGH ? x > own : x < own;
        place.behind += first == NKT_DIRECTION_HIGH ? x < own : x > own;
    }
    if (!isnan(own)) {
        place.n++;
        place.rank = (double)(place.before + 1);
    }
    *out = place;
    return nkt_i_bad_rows_end(&bad, error);
}
