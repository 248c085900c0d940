/*
 * In how many cases something was done.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "nyckeltal/timeliness.h"
#include "nyckeltal/kinds.h"

#include "followup/followup.h"

/* The parameters of the call. */
typedef struct call {
    const nkt_column *done, *include;
    const int64_t *groups;
    int64_t n_rows, n_groups;
} call;

/* Whether a row is in a share, and what it adds to it; bad data is noted. */
static int read_row(const call *in, int64_t row, int64_t *group, double *done,
                    nkt_i_bad_rows *bad) {
    int8_t state;

    *group = in->groups ? in->groups[row] : 0;
    if (in->include &&
        !(nkt_i_column_value(in->include, row, &state) != 0 && state == NKT_STATE_VALUE))
        return 0;
    if (*group < -1 || *group >= in->n_groups) {
        nkt_i_bad_rows_note(bad, 3, -1, row, (double)*group, "groups", "is no number of a group");
        return 0;
    }
    *done = nkt_i_column_value(in->done, row, &state);
    if (state == NKT_STATE_INVALID || (state == NKT_STATE_VALUE && *done != 0 && *done != 1)) {
        nkt_i_bad_rows_note(bad, 1, -1, row, *done, "done", "is neither 0 nor 1");
        return 0;
    }
    return *group >= 0 && state == NKT_STATE_VALUE;
}

static nkt_status check(const call *in, nkt_error *error) {
    nkt_status status;

    if (!in->done)
        return nkt_i_refuse_null(error, 1, "done");
    if (in->n_rows < 0)
        return nkt_i_refuse_count(error, 4, "n_rows", in->n_rows);
    if (in->n_groups < 1)
        return nkt_i_error_set(error, NKT_E_COUNT, NKT_I_FAULT(5), "n_groups", "is less than 1");
    status = nkt_i_column_check(in->done, in->n_rows, NKT_I_FAULT(1), "done", error);
    if (!status && in->include)
        status = nkt_i_column_check(in->include, in->n_rows, NKT_I_FAULT(2), "include", error);
    return status;
}

nkt_status nkt_timeliness_shares(const nkt_column *done, const nkt_column *include,
                                 const int64_t *groups, int64_t n_rows, int64_t n_groups,
                                 const nkt_options *options, nkt_estimate *out, int64_t stride,
                                 nkt_error *error) {
    const call in = {done, include, groups, n_rows, n_groups};
    const nkt_i_target target = nkt_i_target_of(out, sizeof *out, n_groups, stride, "out", 7);
    const nkt_options exact = {.size = sizeof exact,
                               .share_interval = NKT_INTERVAL_CLOPPER_PEARSON};
    const nkt_estimate nothing = {.flags = 0};
    nkt_i_bad_rows bad;
    nkt_options read;
    nkt_status status;

    nkt_i_error_clear(error);
    status = check(&in, error);
    if (!status)
        status = nkt_i_options_read(options ? options : &exact, 6, &read, error);
    if (!status)
        status = nkt_i_target_check(&target, 1, error);
    if (status)
        return status;
    nkt_i_bad_rows_begin(&bad);
    for (int64_t g = 0; g < n_groups; g++)
        nkt_i_target_put(&target, g, 0, &nothing);
    for (int64_t row = 0; row < n_rows; row++) {
        nkt_estimate counts; /* part in value, whole in basis */
        double was_done;
        int64_t group;
        if (!read_row(&in, row, &group, &was_done, &bad))
            continue;
        memcpy(&counts, target.at + group * stride, sizeof counts);
        counts.value += was_done;
        counts.basis++;
        nkt_i_target_put(&target, group, 0, &counts);
    }
    for (int64_t g = 0; g < n_groups; g++) {
        nkt_estimate share;
        memcpy(&share, target.at + g * stride, sizeof share);
        nkt_share(share.value, share.basis, &read, &share, NULL);
        nkt_i_target_put(&target, g, 0, &share);
    }
    return nkt_i_bad_rows_end(&bad, error);
}
