/*
 * How many stay on their side from one year to the next.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "nyckeltal/stability.h"
#include "nyckeltal/kinds.h"

#include "rows/rows.h"

/* The side of a row; NKT_NO_CODE where there is none. Bad data are noted. */
static int64_t side_of(nkt_i_call *call, const char *path, const nkt_column *column, int64_t row) {
    int8_t state;
    const int64_t side = nkt_i_column_code(column, row, &state);

    if (state == NKT_STATE_VALUE && side >= NKT_SIDE_BELOW && side <= NKT_SIDE_ABOVE)
        return side;
    if (state == NKT_STATE_INVALID || (state == NKT_STATE_VALUE && side != NKT_NO_CODE))
        nkt_i_bad_element(call, path, -1, NULL, column, row, NKT_REASON_UNKNOWN_CODE);
    return NKT_NO_CODE;
}

static void count_sides(nkt_i_call *call, const nkt_column *before, const nkt_column *now,
                        const nkt_rows *rows, int64_t counts[9]) {
    memset(counts, 0, 9 * sizeof *counts);
    for (int64_t row = 0; row < rows->n_rows; row++) {
        int64_t b, n;
        if (!nkt_i_row_included(call, "rows.include", rows, row))
            continue;
        b = side_of(call, "before", before, row);
        n = side_of(call, "now", now, row);
        if (b != NKT_NO_CODE && n != NKT_NO_CODE)
            counts[3 * (b + 1) + n + 1]++;
    }
}

nkt_status nkt_stability_sides(const nkt_column *before, const nkt_column *now,
                               const nkt_rows *rows, const nkt_options *options, int64_t *counts,
                               nkt_estimate *persisting, double *by_chance, nkt_error *error) {
    nkt_i_call call =
        nkt_i_call_begin(error, "before now rows options counts persisting by_chance error");
    const int64_t n_rows = rows ? rows->n_rows : 0;
    double flagged, all = 0, expected = 0;
    nkt_options read;

    nkt_i_rows_check(&call, "rows", rows, NKT_I_WITHOUT_GROUPS);
    nkt_i_column_needed(&call, "before", before, n_rows);
    nkt_i_column_needed(&call, "now", now, n_rows);
    nkt_i_figure_options(&call, options, NKT_INTERVAL_WILSON, &read);
    nkt_i_needed(&call, "counts", counts);
    nkt_i_needed(&call, "persisting", persisting);
    if (nkt_i_call_refused(&call))
        return call.status;

    count_sides(&call, before, now, rows, counts);
    for (int k = 0; k < 9; k++)
        all += (double)counts[k];
    flagged = all - (double)(counts[3] + counts[4] + counts[5]);
    for (int f = 0; f < 3; f += 2) /* the share of each side now, of those who had it before */
        expected += (double)(counts[3 * f] + counts[3 * f + 1] + counts[3 * f + 2]) *
                    (double)(counts[f] + counts[3 + f] + counts[6 + f]) / all;
    nkt_share((double)(counts[0] + counts[8]), flagged, &read, persisting, NULL);
    if (by_chance)
        *by_chance = flagged > 0 ? 100 * expected / flagged : NAN;
    return nkt_i_call_end(&call);
}
