/*
 * What stays of deviations: components of variance, and what they say of each unit.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "nyckeltal/stability.h"

#include "rows/rows.h"
#include "numeric/numeric.h"

/*
 * What is known of a unit: sums over its rows. g: what a year adds to its variance,
 * transitory + (1 - correlation) v; found in a second pass, when the first one has told it.
 */
typedef struct unit {
    double rows, d, dd, v, s;          /* s: sum of sqrt v */
    double one_g, s_g, v_g, d_g, ds_g; /* sums of 1, sqrt v, v, d, d sqrt v over g */
} unit;

/* The parameters of the call, checked. */
typedef struct input {
    const nkt_column *deviations, *variances;
    const nkt_rows *rows;
    int64_t n_units;
    double correlation;
} input;

/*
 * Unit, deviation and variance of a row; -1: it does not count. Bad data are noted; call NULL: they
 * were.
 */
static int64_t read_row(nkt_i_call *call, const input *in, int64_t row, double *d, double *v) {
    int8_t d_state, v_state = NKT_STATE_VALUE;
    nkt_i_call ignored = nkt_i_call_begin(NULL, "");
    int64_t group;

    if (!nkt_i_row_included(call, "rows.include", in->rows, row))
        return -1;
    group = nkt_i_row_group(call ? call : &ignored, "rows.groups", in->rows, row);
    *d = nkt_i_column_value(in->deviations, row, &d_state);
    *v = in->variances ? nkt_i_column_value(in->variances, row, &v_state) : 0;
    if (d_state == NKT_STATE_INVALID && call)
        nkt_i_bad_element(call, "deviations", -1, NULL, in->deviations, row, NKT_REASON_NOT_FINITE);
    if (v_state == NKT_STATE_INVALID || (v_state == NKT_STATE_VALUE && *v < 0)) {
        if (call)
            nkt_i_bad_element(call, "variances", -1, NULL, in->variances, row, NKT_REASON_NEGATIVE);
        return -1;
    }
    return d_state == NKT_STATE_VALUE && v_state == NKT_STATE_VALUE ? group : -1;
}

static void sum_rows(nkt_i_call *call, const input *in, unit *units) {
    for (int64_t u = 0; u < in->n_units; u++)
        units[u] = (unit){0};
    for (int64_t row = 0; row < in->rows->n_rows; row++) {
        double d, v;
        const int64_t number = read_row(call, in, row, &d, &v);
        unit *u;
        if (number < 0)
            continue;
        u = &units[number];
        u->rows++;
        u->d += d;
        u->dd += d * d;
        u->v += v;
        u->s += sqrt(v);
    }
}

/* Sums over units, from which both components follow; also without one of them. */
typedef struct sums {
    double products, pairs, squares, rows;
} sums;

/* Products of two different years of a unit, less what they share by chance. */
static double products_of(const unit *u, double correlation) {
    return (u->d * u->d - u->dd) - correlation * (u->s * u->s - u->v);
}

static void add_unit(sums *s, const unit *u, double correlation, double sign) {
    s->products += sign * products_of(u, correlation);
    s->pairs += sign * u->rows * (u->rows - 1);
    s->squares += sign * (u->dd - u->v);
    s->rows += sign * u->rows;
}

/* Before what lies below 0 is cut off: the jackknife needs it. */
static void components_of(const sums *s, double *persistent, double *transitory) {
    *persistent = s->products / s->pairs;
    *transitory = s->squares / s->rows - *persistent;
}

/* Standard errors from the components without each unit in turn. */
static void jackknife(const input *in, const unit *units, const sums *all, nkt_components *out) {
    double n = 0, mean[2] = {0}, squares[2] = {0};

    for (int pass = 0; pass < 2; pass++)
        for (int64_t u = 0; u < in->n_units; u++) {
            double without[2];
            sums s = *all;
            if (units[u].rows == 0)
                continue;
            add_unit(&s, &units[u], in->correlation, -1);
            components_of(&s, &without[0], &without[1]);
            n += pass == 0;
            for (int k = 0; k < 2; k++) {
                if (pass == 0)
                    mean[k] += without[k];
                else
                    squares[k] += (without[k] - mean[k] / n) * (without[k] - mean[k] / n);
            }
        }
    out->persistent_se = n > 1 ? sqrt((n - 1) / n * squares[0]) : NAN;
    out->transitory_se = n > 1 ? sqrt((n - 1) / n * squares[1]) : NAN;
}

/* Fills in the components; they are not finite where no unit has two rows or squares
 * overflow. */
static void find_components(const input *in, const unit *units, nkt_components *out) {
    sums all = {0};
    double chance = 0;

    *out = (nkt_components){NAN, NAN, NAN, NAN, NAN, NAN, 0, 0};
    for (int64_t u = 0; u < in->n_units; u++) {
        add_unit(&all, &units[u], in->correlation, 1);
        chance += units[u].v;
        out->n_units += units[u].rows > 0;
    }
    out->n_rows = (int64_t)all.rows;
    if (!(all.pairs > 0))
        return;
    components_of(&all, &out->persistent, &out->transitory);
    jackknife(in, units, &all, out);
    if (out->persistent < 0) /* not fmax, which would hide a NaN */
        out->persistent = 0;
    if (out->transitory < 0)
        out->transitory = 0;
    out->chance = chance / all.rows;
    if (out->persistent + out->transitory > 0)
        out->share = 100 * out->persistent / (out->persistent + out->transitory);
}

/* Where a year adds nothing to the variance, this much of the whole stands for it. */
#define NEXT_TO_NOTHING 1e-12

static void sum_weighted_rows(const input *in, const nkt_components *c, unit *units) {
    const double least = NEXT_TO_NOTHING * (c->persistent + c->transitory + c->chance);

    for (int64_t row = 0; row < in->rows->n_rows; row++) {
        double d, v, g, root;
        const int64_t number = read_row(NULL, in, row, &d, &v);
        unit *u;
        if (number < 0)
            continue;
        u = &units[number];
        g = fmax(c->transitory + (1 - in->correlation) * v, least);
        root = sqrt(v);
        u->one_g += 1 / g;
        u->s_g += root / g;
        u->v_g += v / g;
        u->d_g += d / g;
        u->ds_g += d * root / g;
    }
}

/*
 * The best linear prediction of a: cov(a, d) V^-1 d, V = G + p 1 1' + c s s', p the persistent
 * variance, c the correlation, s the roots of v, G diagonal. V^-1 by way of the two by two matrix that
 * the two products add (Woodbury), multiplied out, so that nothing is the difference of what large
 * 1 / g make nearly equal.
 */
static nkt_estimate predict(const unit *u, double p, double c, double z) {
    const double years = 1 + c * u->v_g;
    const double known = u->one_g + c * fmax(0, u->one_g * u->v_g - u->s_g * u->s_g);
    const double det = years + p * known;
    const double value = p * (u->d_g + c * (u->d_g * u->v_g - u->s_g * u->ds_g)) / det;
    const double reach = z * sqrt(p * years / det);

    return (nkt_estimate){value, value - reach, value + reach, u->rows, NKT_STATE_VALUE, 0};
}

/* Where nothing stays of any unit, there is nothing to predict; nor, where no row varies, to divide by. */
static nkt_estimate nothing_stays(const unit *u) {
    return (nkt_estimate){0, 0, 0, u->rows, NKT_STATE_VALUE, 0};
}

/* c NULL: there are no components, so nothing is known of any unit. */
static void put_units(const input *in, const nkt_components *c, const unit *units, double z,
                      const nkt_estimates *persistent) {
    for (int64_t number = 0; number < in->n_units; number++) {
        const unit *u = &units[number];
        nkt_estimate estimate = {NAN, NAN, NAN, 0, NKT_STATE_MISSING, 0};
        if (u->rows > 0 && c) {
            estimate = c->persistent > 0 ? predict(u, c->persistent, in->correlation, z)
                                         : nothing_stays(u);
            if (isnan(z))
                estimate.lower = estimate.upper = NAN;
        }
        nkt_i_estimates_put(persistent, number, 0, &estimate);
    }
}

/* ---- the call -------------------------------------------------------------------------------------------- */

static void read_options(nkt_i_call *call, const nkt_stability_options *options,
                         nkt_stability_options *out) {
    nkt_i_options_open(call, options, out, sizeof *out);
    nkt_i_code(call, "options.mode", out->mode, NKT_MODE_PROCESS, NKT_MODE_DESCRIPTIVE);
    nkt_i_confidence_option(call, &out->confidence);
    nkt_i_within(call, "options.correlation", out->correlation, 0, 1);
}

static void remark_why_not(nkt_i_call *call, const nkt_components *out) {
    if (isnan(out->chance))
        nkt_i_remark(call, NKT_NOT_ESTIMABLE, NKT_REASON_TOO_FEW, NKT_I_AT("rows.groups"),
                     "have one row each at most: nothing can stay");
    else
        nkt_i_remark(call, NKT_NOT_ESTIMABLE, NKT_REASON_OVERFLOW, NKT_I_AT("deviations"),
                     "are too large to be squared");
}

nkt_status nkt_stability_components(const nkt_column *deviations, const nkt_column *variances,
                                    const nkt_rows *rows, const nkt_stability_options *options,
                                    nkt_components *out, const nkt_estimates *persistent,
                                    nkt_memory *work, nkt_error *error) {
    nkt_i_call call =
        nkt_i_call_begin(error, "deviations variances rows options out persistent work error");
    input in = {deviations, variances, rows, rows && rows->groups ? rows->n_groups : 0, 0};
    const int64_t n_rows = rows ? rows->n_rows : 0;
    nkt_i_bytes bytes = {0, 0};
    nkt_stability_options read;
    nkt_estimates to;
    unit *units;
    double z;
    int found;

    nkt_i_rows_check(&call, "rows", rows, NKT_I_WITH_GROUPS);
    nkt_i_column_needed(&call, "deviations", deviations, n_rows);
    nkt_i_column_optional(&call, "variances", variances, n_rows);
    if (rows)
        nkt_i_needed(&call, "rows.groups", rows->groups);
    read_options(&call, options, &read);
    nkt_i_needed(&call, "out", out);
    to = nkt_i_estimates_open(&call, "persistent", persistent, in.n_units, 1, 0);
    nkt_i_bytes_add(&bytes, in.n_units, sizeof(unit));
    units = (unit *)nkt_i_claim(&call, "work", work, bytes);
    if (nkt_i_call_refused(&call))
        return call.status;

    in.correlation = read.correlation;
    z = read.mode == NKT_MODE_PROCESS ? nkt_i_normal_quantile(0.5 + read.confidence / 2) : NAN;
    sum_rows(&call, &in, units);
    find_components(&in, units, out);
    found = isfinite(out->persistent + out->transitory + out->chance);
    if (found && nkt_i_estimates_wanted(&to))
        sum_weighted_rows(&in, out, units);
    put_units(&in, found ? out : NULL, units, z, &to);
    if (!found)
        remark_why_not(&call, out);
    return nkt_i_call_end(&call);
}
