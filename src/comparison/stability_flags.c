/*
 * What stays of flags from one year to the next.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "nyckeltal/stability.h"
#include "nyckeltal/kinds.h"

#include "rows/rows.h"

static nkt_status check_flags(const nkt_column *before, const nkt_column *now, int64_t n_rows,
                              const int64_t *counts, const nkt_estimate *persisting,
                              nkt_error *error) {
    nkt_status status;

    if (n_rows < 0)
        return nkt_i_refuse_count(error, 3, "n_rows", n_rows);
    if (!before)
        return nkt_i_refuse_null(error, 1, "before");
    if (!now)
        return nkt_i_refuse_null(error, 2, "now");
    status = nkt_i_column_check(before, n_rows, NKT_I_FAULT(1), "before", error);
    if (!status)
        status = nkt_i_column_check(now, n_rows, NKT_I_FAULT(2), "now", error);
    if (!status && !counts)
        status = nkt_i_refuse_null(error, 5, "counts");
    if (!status && !persisting)
        status = nkt_i_refuse_null(error, 6, "persisting");
    return status;
}

/* 0 below, 1 none, 2 above; -1: there is no flag, -2: and that is bad data. */
static int flag_of(const nkt_column *column, int64_t row, int32_t argument, const char *name,
                   nkt_i_bad_rows *bad) {
    int8_t state;
    const double value = nkt_i_column_value(column, row, &state);

    if (state == NKT_STATE_INVALID && bad) {
        nkt_i_bad_rows_note(bad, argument, -1, row, value, name, "is no flag");
    }
    if (state != NKT_STATE_VALUE)
        return state == NKT_STATE_INVALID ? -2 : -1;
    return value < 0 ? 0 : value > 0 ? 2 : 1;
}

static void count_flags(const nkt_column *before, const nkt_column *now, int64_t n_rows,
                        int64_t counts[9], nkt_i_bad_rows *bad) {
    memset(counts, 0, 9 * sizeof *counts);
    for (int64_t row = 0; row < n_rows; row++) {
        const int b = flag_of(before, row, 1, "before", bad);
        const int n = flag_of(now, row, 2, "now", b == -2 ? NULL : bad);
        if (b >= 0 && n >= 0)
            counts[3 * b + n]++;
    }
}

nkt_status nkt_stability_flags(const nkt_column *before, const nkt_column *now, int64_t n_rows,
                               const nkt_options *options, int64_t *counts,
                               nkt_estimate *persisting, double *by_chance, nkt_error *error) {
    int64_t found[9];
    nkt_estimate share;
    nkt_i_bad_rows bad;
    double flagged, all = 0, expected = 0;
    nkt_status status;

    nkt_i_error_clear(error);
    status = check_flags(before, now, n_rows, counts, persisting, error);
    if (status)
        return status;
    nkt_i_bad_rows_begin(&bad);
    count_flags(before, now, n_rows, found, &bad);
    for (int k = 0; k < 9; k++)
        all += (double)found[k];
    flagged = (double)(found[0] + found[1] + found[2] + found[6] + found[7] + found[8]);
    status = nkt_share((double)(found[0] + found[8]), flagged, options, &share, error);
    if (status) {
        if (error)
            error->argument = 4;
        return status;
    }
    for (int f = 0; f < 3; f += 2) /* the share of each flag now, of those who had it before */
        expected += (double)(found[3 * f] + found[3 * f + 1] + found[3 * f + 2]) *
                    (double)(found[f] + found[3 + f] + found[6 + f]) / all;
    memcpy(counts, found, sizeof found);
    *persisting = share;
    if (by_chance)
        *by_chance = flagged > 0 ? 100 * expected / flagged : NAN;
    return nkt_i_bad_rows_end(&bad, error);
}
