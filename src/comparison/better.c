/*
 * Who does better under similar conditions?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <float.h>

#include "comparison/limited.h"
#include "nyckeltal/rank.h"
#include "rows/rows.h"

/* The parameters of the call, checked; and the focus, as far as it is known. */
typedef struct task {
    nkt_estimates estimates;
    const nkt_rows *rows;
    const nkt_peers *peers;
    nkt_better_options options;
    double own_value, own_sd; /* as a rival's below */
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
    nkt_i_code(call, "options.control", out->control, NKT_CONTROL_GROUP, NKT_CONTROL_EACH);
    nkt_i_reserved(call, "options.reserved", out->reserved);
}

/* ---- rivals ------------------------------------------------------------------------------------- */

/* One that the focus is compared with. */
typedef struct rival {
    int64_t row;
    double z;       /* how many standard errors it is better; DBL_MAX for any number over none */
    double sd;      /* of the rival's own figure, towards that of the focus */
    double both_sd; /* of the difference */
} rival;

/* A value turned so that high is better; and a standard error from the limit on one side. */
static double turned(const task *in, double value) {
    return in->options.direction == NKT_DIRECTION_HIGH ? value : -value;
}

static double sd_of(const task *in, const nkt_estimate *e, int is_upwards) {
    const int is_upper = is_upwards == (in->options.direction == NKT_DIRECTION_HIGH);
    const double reach = is_upper ? e->upper - e->value : e->value - e->lower;

    return fabs(reach) / nkt_i_normal_quantile(0.5 + in->options.confidence / 2);
}

/* Reads member k; 0: none to compare with. Bad data are noted; call NULL: they were. */
static int rival_at(nkt_i_call *call, const task *in, int64_t k, rival *out) {
    nkt_estimate e;

    out->row = nkt_i_peer(in->peers, k);
    if (out->row < 0 || out->row == nkt_i_focus(in->peers) ||
        !nkt_i_limited_read(call, &in->estimates, in->rows, out->row, &e))
        return 0;
    out->sd = sd_of(in, &e, 0);
    out->both_sd = sqrt(out->sd * out->sd + in->own_sd * in->own_sd);
    out->z = turned(in, e.value) - in->own_value;
    if (out->z != 0)
        out->z = out->both_sd > 0 ? out->z / out->both_sd : out->z > 0 ? DBL_MAX : -DBL_MAX;
    return 1;
}

static int64_t n_members(const task *in) {
    return nkt_i_n_peers(in->peers, in->rows->n_rows);
}

/* Reads the focus, and notes what is bad in it and in the members. 0: nobody can be compared with it. */
static int read_all(nkt_i_call *call, task *in) {
    nkt_estimate own;
    const int is_known =
        nkt_i_limited_read(call, &in->estimates, in->rows, nkt_i_focus(in->peers), &own);
    rival r;

    in->own_value = is_known ? turned(in, own.value) : NAN;
    in->own_sd = is_known ? sd_of(in, &own, 1) : NAN;
    for (int64_t k = 0; k < n_members(in); k++)
        rival_at(call, in, k, &r);
    return is_known;
}

/* ---- the group ---------------------------------------------------------------------------------- */

/* The rivals whose z is at most so large, none of them better in truth. */
typedef struct family {
    const task *in;
    double z;
} family;

/*
 * The probability that one of them seems better by z or more, where the focus lies u standard errors
 * below its truth, times the density of u: given u the rivals are independent. One whose own figure
 * has no error is a matter of u alone; and where the focus has none either, it is what it is.
 */
static double exceeding(double u, const void *context) {
    const family *f = context;
    const double own_sd = f->in->own_sd;
    double log_none = 0;
    rival r;

    for (int64_t k = 0; k < n_members(f->in); k++) {
        double room;
        if (!rival_at(NULL, f->in, k, &r) || r.z > f->z || r.both_sd == 0)
            continue;
        room = f->z * r.both_sd + own_sd * u;
        if (r.sd > 0 && room < 8.5 * r.sd)
            log_none += log1p(-nkt_i_normal_sf(room / r.sd));
        else if (room < 0)
            log_none = -INFINITY;
    }
    return -expm1(log_none) * exp(-u * u / 2) / sqrt(2 * NKT_I_PI);
}

/* How probable it is that a rival as good as this z is better: the control decides what is meant. */
static double certainty_at(const task *in, double z) {
    const family f = {in, z};
    const double alone = nkt_i_normal_cdf(z);

    if (in->options.control == NKT_CONTROL_EACH || z == DBL_MAX || alone < in->options.certainty)
        return alone; /* together they are never surer than alone */
    return fmin(alone, 1 - nkt_i_integral(exceeding, &f, -NKT_I_NORMAL_END, NKT_I_NORMAL_END, 8));
}

/* The largest z below a bound; -DBL_MAX: there is none. */
static double next_below(const task *in, double bound) {
    double best = -DBL_MAX;
    rival r;

    for (int64_t k = 0; k < n_members(in); k++)
        if (rival_at(NULL, in, k, &r) && r.z < bound && r.z > best)
            best = r.z;
    return best;
}

/*
 * From the best rival down, as long as each is better with the certainty: those that were found
 * better are no longer among the others (Dunnett & Tamhane 1991). Returns the certainty at that z.
 * A rival that is equal is not better, whatever certainty is asked for.
 */
typedef struct descent {
    double z, certainty;
} descent;

static int step_down(const task *in, descent *d) {
    const double z = next_below(in, d->z), certainty = z > 0 ? certainty_at(in, z) : 0;

    if (!(z > 0 && certainty >= in->options.certainty && certainty > 0.5))
        return 0;
    *d = (descent){z, fmin(d->certainty, certainty)};
    return 1;
}

static int64_t count_from(const task *in, double z, int64_t end) {
    int64_t n = 0;
    rival r;

    for (int64_t k = 0; k < end; k++)
        n += rival_at(NULL, in, k, &r) && r.z >= z;
    return n;
}

/* Writes those that are at this step, among all from `last` on, in the order of the members. */
static void put_step(const task *in, const descent *d, double last, const nkt_i_out *better,
                     const nkt_i_out *probabilities) {
    rival r;

    for (int64_t k = 0; k < n_members(in); k++) {
        int64_t at;
        if (!rival_at(NULL, in, k, &r) || r.z != d->z)
            continue;
        at = count_from(in, last, k);
        nkt_i_put_numbering(better, at, 0, r.row);
        nkt_i_put_number(probabilities, at, 0, d->certainty);
    }
}

nkt_status nkt_better_among(const nkt_estimates *estimates, const nkt_rows *rows,
                            const nkt_peers *peers, const nkt_better_options *options,
                            const nkt_target *better, const nkt_target *probabilities,
                            int64_t *n_better, nkt_error *error) {
    nkt_i_call call =
        nkt_i_call_begin(error, "estimates rows peers options better probabilities n_better error");
    const int64_t n_rows = rows ? rows->n_rows : 0;
    task in = {.rows = rows, .peers = peers};
    descent first = {INFINITY, 1}, last = first;
    nkt_i_out to_better, to_probabilities;
    int64_t n = 0;

    nkt_i_rows_check(&call, "rows", rows, NKT_I_WITHOUT_GROUPS);
    in.estimates = nkt_i_estimates_open(&call, "estimates", estimates, n_rows, 1, 1);
    nkt_i_peers_check(&call, "peers", peers, n_rows);
    read_options(&call, options, &in.options);
    if (peers && nkt_i_n_peers(peers, n_rows) > 0)
        nkt_i_needed(&call, "better", better);
    nkt_i_needed(&call, "n_better", n_better);
    if (nkt_i_call_refused(&call))
        return call.status;

    if (read_all(&call, &in)) {
        while (step_down(&in, &last))
            continue;
        n = count_from(&in, last.z, n_members(&in));
    }
    to_better = nkt_i_list_open(&call, "better", better, NKT_I_CONTENT_NUMBERING(n_rows - 1), n, 1);
    to_probabilities =
        nkt_i_list_open(&call, "probabilities", probabilities, NKT_I_CONTENT_NUMBERS, n, 0);
    if (nkt_i_call_refused(&call))
        return call.status;
    for (descent d = first; d.z > last.z && step_down(&in, &d);)
        put_step(&in, &d, last.z, &to_better, &to_probabilities);
    *n_better = n;
    return nkt_i_call_end(&call);
}
