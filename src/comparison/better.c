/*
 * Who does better under similar conditions?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "comparison/limited.h"
#include "nyckeltal/rank.h"
#include "rows/rows.h"

/* The parameters of the call, checked. */
typedef struct task {
    nkt_estimates estimates;
    const nkt_rows *rows;
    const nkt_peers *peers;
    nkt_better_options options;
} task;

static void read_options(nkt_i_call *call, const nkt_better_options *options,
                         nkt_better_options *out) {
    nkt_i_options_open(call, options, out, sizeof *out);
    nkt_i_direction(call, "options.direction", out->direction);
    nkt_i_confidence_option(call, &out->confidence);
    if (out->certainty == 0)
        out->certainty = 0.95;
    if (!(out->certainty >= 0.5 && out->certainty < 1))
        nkt_i_refuse_value(call, NKT_E_OPTION, NKT_REASON_OUT_OF_RANGE, "options.certainty",
                           out->certainty, "is not 0.5 to below 1");
}

/* The probability that a is above b, both with a value and limits. */
static double probability_above(const nkt_estimate *a, const nkt_estimate *b, double confidence) {
    const double distance = a->value - b->value;
    const double reach_a = distance > 0 ? a->value - a->lower : a->upper - a->value;
    const double reach_b = distance > 0 ? b->upper - b->value : b->value - b->lower;
    const double sd =
        sqrt(reach_a * reach_a + reach_b * reach_b) / nkt_i_normal_quantile(0.5 + confidence / 2);

    if (sd == 0)
        return distance > 0 ? 1 : distance < 0 ? 0 : 0.5;
    return nkt_i_normal_cdf(distance / sd);
}

/*
 * Looks for those that are better, writes them where targets are given, and returns how many they
 * are. call NULL: bad data were noted.
 */
static int64_t find_better(nkt_i_call *call, const task *in, const nkt_i_out *better,
                           const nkt_i_out *probabilities) {
    const int64_t focus = nkt_i_focus(in->peers);
    nkt_estimate own, other;
    const int is_known = nkt_i_limited_read(call, &in->estimates, in->rows, focus, &own);
    int64_t n = 0;

    for (int64_t k = 0; k < nkt_i_n_peers(in->peers, in->rows->n_rows); k++) {
        const int64_t row = nkt_i_peer(in->peers, k);
        double p;
        if (row < 0 || row == focus ||
            !nkt_i_limited_read(call, &in->estimates, in->rows, row, &other) || !is_known)
            continue;
        p = in->options.direction == NKT_DIRECTION_HIGH
                ? probability_above(&other, &own, in->options.confidence)
                : probability_above(&own, &other, in->options.confidence);
        if (!(p >= in->options.certainty && p > 0.5)) /* one that is equal is not better */
            continue;
        if (better)
            nkt_i_put_numbering(better, n, 0, row);
        if (probabilities)
            nkt_i_put_number(probabilities, n, 0, p);
        n++;
    }
    return n;
}

nkt_status nkt_better_among(const nkt_estimates *estimates, const nkt_rows *rows,
                            const nkt_peers *peers, const nkt_better_options *options,
                            const nkt_target *better, const nkt_target *probabilities,
                            int64_t *n_better, nkt_error *error) {
    nkt_i_call call =
        nkt_i_call_begin(error, "estimates rows peers options better probabilities n_better error");
    const int64_t n_rows = rows ? rows->n_rows : 0;
    task in = {.rows = rows, .peers = peers};
    nkt_i_out to_better, to_probabilities;
    int64_t n;

    nkt_i_rows_check(&call, "rows", rows, NKT_I_WITHOUT_GROUPS);
    in.estimates = nkt_i_estimates_open(&call, "estimates", estimates, n_rows, 1, 1);
    nkt_i_peers_check(&call, "peers", peers, n_rows);
    read_options(&call, options, &in.options);
    if (peers && nkt_i_n_peers(peers, n_rows) > 0)
        nkt_i_needed(&call, "better", better);
    nkt_i_needed(&call, "n_better", n_better);
    if (nkt_i_call_refused(&call))
        return call.status;

    n = find_better(&call, &in, NULL, NULL);
    to_better = nkt_i_list_open(&call, "better", better, NKT_I_CONTENT_NUMBERING(n_rows - 1), n, 1);
    to_probabilities =
        nkt_i_list_open(&call, "probabilities", probabilities, NKT_I_CONTENT_NUMBERS, n, 0);
    if (nkt_i_call_refused(&call))
        return call.status;
    *n_better = find_better(NULL, &in, &to_better, &to_probabilities);
    return nkt_i_call_end(&call);
}
