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

/* The columns of the call. */
typedef struct input {
    const nkt_column *deviations, *variances;
    const int64_t *units;
    int64_t n_rows, n_units;
    double correlation;
} input;

/* Notes a bad value, where bad is not NULL. */
static void note(nkt_i_bad_rows *bad, int32_t argument, int64_t row, double value, const char *name,
                 const char *sentence) {
    if (bad)
        nkt_i_bad_rows_note(bad, argument, -1, row, value, name, sentence);
}

/* Deviation and variance of a row that counts; 0 where it does not. bad NULL: it was told before. */
static int read_row(const input *in, int64_t row, double *d, double *v, nkt_i_bad_rows *bad) {
    const int64_t number = in->units[row];
    int8_t d_state, v_state = NKT_STATE_VALUE;

    *d = nkt_i_column_value(in->deviations, row, &d_state);
    *v = in->variances ? nkt_i_column_value(in->variances, row, &v_state) : 0;
    if (number < -1 || number >= in->n_units)
        note(bad, 3, row, (double)number, "units", "is no number of a unit");
    else if (d_state == NKT_STATE_INVALID)
        note(bad, 1, row, *d, "deviations", "is no deviation");
    else if (v_state == NKT_STATE_INVALID || (v_state == NKT_STATE_VALUE && *v < 0))
        note(bad, 2, row, *v, "variances", "is no variance");
    else
        return number >= 0 && d_state == NKT_STATE_VALUE && v_state == NKT_STATE_VALUE;
    return 0;
}

static void sum_rows(const input *in, unit *units, nkt_i_bad_rows *bad) {
    for (int64_t u = 0; u < in->n_units; u++)
        units[u] = (unit){0};
    for (int64_t row = 0; row < in->n_rows; row++) {
        double d, v;
        unit *u;
        if (!read_row(in, row, &d, &v, bad))
            continue;
        u = &units[in->units[row]];
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

    for (int64_t row = 0; row < in->n_rows; row++) {
        double d, v, g, root;
        unit *u;
        if (!read_row(in, row, &d, &v, NULL))
            continue;
        u = &units[in->units[row]];
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
 * variance, c the correlation, s the roots of v, G diagonal. V^-1 by way of the two by two matrix M
 * that the two products add (Woodbury).
 */
static nkt_estimate predict(const unit *u, double p, double c, double z) {
    const double m11 = 1 + p * u->one_g, m12 = sqrt(p * c) * u->s_g, m22 = 1 + c * u->v_g;
    const double det = m11 * m22 - m12 * m12;
    const double a1 = sqrt(p) * u->one_g, a2 = sqrt(c) * u->s_g; /* 1'G^-1 U */
    const double b1 = sqrt(p) * u->d_g, b2 = sqrt(c) * u->ds_g;  /* d'G^-1 U */
    const double one_d = u->d_g - (a1 * (m22 * b1 - m12 * b2) + a2 * (m11 * b2 - m12 * b1)) / det;
    const double one_one =
        u->one_g - (a1 * (m22 * a1 - m12 * a2) + a2 * (m11 * a2 - m12 * a1)) / det;
    const double reach = z * sqrt(fmax(p - p * p * one_one, 0));
    const double value = p * one_d;

    return (nkt_estimate){value, value - reach, value + reach, u->rows, NKT_STATE_VALUE, 0};
}

/* c NULL: there are no components, so nothing is known of any unit. */
static void put_units(const input *in, const nkt_components *c, const unit *units, double z,
                      nkt_estimate *persistent, int64_t stride) {
    for (int64_t number = 0; number < in->n_units; number++) {
        const unit *u = &units[number];
        nkt_estimate estimate = {NAN, NAN, NAN, 0, NKT_STATE_MISSING, 0};
        if (u->rows > 0 && c) {
            estimate = predict(u, c->persistent, in->correlation, z);
            if (isnan(z))
                estimate.lower = estimate.upper = NAN;
        }
        memcpy((char *)persistent + number * stride, &estimate, sizeof estimate);
    }
}

/* ---- the call -------------------------------------------------------------------------------------------- */

nkt_status nkt_stability_work_size(int64_t n_units, size_t *size, nkt_error *error) {
    size_t bytes;

    nkt_i_error_clear(error);
    if (n_units < 0)
        return nkt_i_refuse_count(error, 1, "n_units", n_units);
    if (!size)
        return nkt_i_refuse_null(error, 2, "size");
    if (!nkt_i_size_mul((size_t)n_units, sizeof(unit), &bytes))
        return nkt_i_error_set(error, NKT_E_SIZE, NKT_I_FAULT(1), "n_units",
                               "is more than memory can hold");
    *size = bytes;
    return NKT_OK;
}

static nkt_status check_strides(const nkt_estimate *persistent, int64_t stride, int64_t n_units,
                                nkt_error *error) {
    const int64_t size = (int64_t)sizeof *persistent;

    if (!persistent || n_units < 2)
        return NKT_OK;
    if (stride > -size && stride < size)
        return nkt_i_error_set(error, NKT_E_STRIDE, NKT_I_FAULT(10), "stride",
                               "makes estimates overlap");
    if (stride > PTRDIFF_MAX / (n_units - 1) || stride < -PTRDIFF_MAX / (n_units - 1))
        return nkt_i_error_set(error, NKT_E_SIZE, NKT_I_FAULT(10), "stride",
                               "reaches beyond memory");
    return NKT_OK;
}

static nkt_status check(const input *in, const nkt_components *out, const void *work,
                        size_t work_size, nkt_error *error) {
    nkt_i_fault fault = NKT_I_FAULT(6);
    nkt_status status;
    size_t needed;

    if (in->n_rows < 0)
        return nkt_i_refuse_count(error, 4, "n_rows", in->n_rows);
    if (in->n_units < 0)
        return nkt_i_refuse_count(error, 5, "n_units", in->n_units);
    if (!in->deviations)
        return nkt_i_refuse_null(error, 1, "deviations");
    status = nkt_i_column_check(in->deviations, in->n_rows, NKT_I_FAULT(1), "deviations", error);
    if (!status && in->variances)
        status = nkt_i_column_check(in->variances, in->n_rows, NKT_I_FAULT(2), "variances", error);
    if (!status && !in->units && in->n_rows > 0)
        status = nkt_i_refuse_null(error, 3, "units");
    fault.value = in->correlation;
    if (!status && !(in->correlation >= 0 && in->correlation <= 1))
        status = nkt_i_error_value(error, NKT_E_DOMAIN, fault, "correlation", "is not 0 to 1");
    if (!status && !out)
        status = nkt_i_refuse_null(error, 8, "out");
    if (!status && !nkt_i_size_mul((size_t)in->n_units, sizeof(unit), &needed))
        status = nkt_i_error_set(error, NKT_E_SIZE, NKT_I_FAULT(5), "n_units",
                                 "is more than memory can hold");
    return status ? status : nkt_i_memory_check(work, work_size, needed, 11, "work", error);
}

nkt_status nkt_stability_components(const nkt_column *deviations, const nkt_column *variances,
                                    const int64_t *units, int64_t n_rows, int64_t n_units,
                                    double correlation, const nkt_options *options,
                                    nkt_components *out, nkt_estimate *persistent, int64_t stride,
                                    void *work, size_t work_size, nkt_error *error) {
    const input in = {deviations, variances, units, n_rows, n_units, correlation};
    nkt_options read;
    nkt_i_bad_rows bad;
    nkt_status status;
    double z;
    int found;

    nkt_i_error_clear(error);
    status = nkt_i_options_read(options, 7, &read, error);
    if (!status)
        status = check(&in, out, work, work_size, error);
    if (!status)
        status = check_strides(persistent, stride, n_units, error);
    if (status)
        return status;
    nkt_i_bad_rows_begin(&bad);
    z = read.mode == NKT_MODE_PROCESS ? nkt_i_normal_quantile(0.5 + read.confidence / 2) : NAN;
    sum_rows(&in, (unit *)work, &bad);
    find_components(&in, (const unit *)work, out);
    found = isfinite(out->persistent + out->transitory + out->chance);
    if (found && persistent)
        sum_weighted_rows(&in, out, (unit *)work);
    if (persistent)
        put_units(&in, found ? out : NULL, (const unit *)work, z, persistent, stride);
    if (bad.rows)
        return nkt_i_bad_rows_end(&bad, error);
    if (found)
        return NKT_OK;
    return isnan(out->chance) ? nkt_i_error_set(error, NKT_NOT_ESTIMABLE, NKT_I_FAULT(3), "units",
                                                "have one row each at most: nothing can stay")
                              : nkt_i_error_set(error, NKT_NOT_ESTIMABLE, NKT_I_FAULT(1),
                                                "deviations", "are too large to be squared");
}
