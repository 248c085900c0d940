/*
 * Between which ranks all units lie together.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "comparison/limited.h"
#include "nyckeltal/rank.h"
#include "numeric/numeric.h"

enum { BEST, WORST, ITEMS };

/* A figure turned so that low comes first, and the squares of its standard errors on both sides. */
typedef struct spread {
    int64_t row;
    double value, down, up;
} spread;

/* The parameters of the call, checked; and those that take part. */
typedef struct task {
    nkt_estimates estimates;
    const nkt_rows *rows;
    nkt_rank_options options;
    spread *spreads;
    int64_t n;
} task;

static void read_options(nkt_i_call *call, const nkt_rank_options *options, nkt_rank_options *out) {
    nkt_i_options_open(call, options, out, sizeof *out);
    nkt_i_direction(call, "options.direction", out->direction);
    nkt_i_confidence_option(call, &out->confidence);
    if (out->joint == 0)
        out->joint = 0.95;
    nkt_i_between(call, "options.joint", out->joint, 0, 1);
}

static double square(double x) {
    return x * x;
}

static void read_spreads(nkt_i_call *call, task *in) {
    const double z = nkt_i_normal_quantile(0.5 + in->options.confidence / 2);

    for (int64_t row = 0; row < in->rows->n_rows; row++) {
        nkt_estimate e;
        if (!nkt_i_limited_read(call, &in->estimates, in->rows, row, &e))
            continue;
        in->spreads[in->n++] = in->options.direction == NKT_DIRECTION_HIGH
                                   ? (spread){row, -e.value, square((e.upper - e.value) / z),
                                              square((e.value - e.lower) / z)}
                                   : (spread){row, e.value, square((e.value - e.lower) / z),
                                              square((e.upper - e.value) / z)};
    }
}

/* Whether a is surely before b: so many standard errors of the difference, on the facing sides. */
static int is_before(const spread *a, const spread *b, double critical) {
    return a->value < b->value && b->value - a->value > critical * sqrt(a->up + b->down);
}

static void put_limits(const task *in, const nkt_i_out *out) {
    /* of one alone there is no difference, and nothing to be critical of */
    const double critical =
        in->n > 1 ? nkt_i_range_quantile(in->options.joint, (double)in->n) / sqrt(2) : 0;

    for (int64_t row = 0; row < in->rows->n_rows; row++) {
        nkt_i_put_number(out, row, BEST, NAN);
        nkt_i_put_number(out, row, WORST, NAN);
    }
    for (int64_t i = 0; i < in->n; i++) {
        int64_t before = 0, behind = 0;
        for (int64_t j = 0; j < in->n; j++) {
            before += is_before(&in->spreads[j], &in->spreads[i], critical);
            behind += is_before(&in->spreads[i], &in->spreads[j], critical);
        }
        nkt_i_put_number(out, in->spreads[i].row, BEST, (double)(1 + before));
        nkt_i_put_number(out, in->spreads[i].row, WORST, (double)(in->n - behind));
    }
}

nkt_status nkt_rank_limits_joint(const nkt_estimates *estimates, const nkt_rows *rows,
                                 const nkt_rank_options *options, const nkt_target *limits,
                                 nkt_memory *work, nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "estimates rows options limits work error");
    const int64_t n_rows = rows ? rows->n_rows : 0;
    task in = {.rows = rows};
    nkt_i_bytes bytes = {0, 0};
    nkt_i_out out;

    nkt_i_rows_check(&call, "rows", rows, NKT_I_WITHOUT_GROUPS);
    in.estimates = nkt_i_estimates_open(&call, "estimates", estimates, n_rows, 1, 1);
    read_options(&call, options, &in.options);
    out = nkt_i_target_open(&call, "limits", limits, NKT_I_CONTENT_NUMBERS, n_rows, ITEMS, 1);
    nkt_i_bytes_add(&bytes, n_rows, sizeof(spread));
    in.spreads = nkt_i_claim(&call, "work", work, bytes);
    if (nkt_i_call_refused(&call))
        return call.status;

    read_spreads(&call, &in);
    put_limits(&in, &out);
    return nkt_i_call_end(&call);
}
