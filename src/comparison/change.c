/*
 * Two years: the change, its direction, and what it takes for one to show.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "rows/rows.h"
#include "nyckeltal/trend.h"

static nkt_status refuse(int32_t argument, double value, const char *name, const char *sentence,
                         nkt_error *error) {
    nkt_i_fault fault = NKT_I_FAULT(argument);

    fault.value = value;
    return nkt_i_error_value(error, NKT_E_DOMAIN, fault, name, sentence);
}

static int is_correlation(double r) {
    return r >= -1 && r <= 1;
}

/* ---- change ---------------------------------------------------------------------------------------------- */

/* A distance of a limit: root of a² + b² - 2 r a b, in a form that rounding hardly makes negative. */
static double combine(double a, double b, double r) {
    return sqrt(fabs((a - b) * (a - b) + 2 * (1 - r) * a * b));
}

nkt_status nkt_change(const nkt_estimate *before, const nkt_estimate *now, double correlation,
                      nkt_estimate *out, nkt_error *error) {
    nkt_estimate e = {NAN, NAN, NAN, NAN, NKT_STATE_VALUE, 0};

    nkt_i_error_clear(error);
    if (!before)
        return nkt_i_refuse_null(error, 1, "before");
    if (!now)
        return nkt_i_refuse_null(error, 2, "now");
    if (!is_correlation(correlation))
        return refuse(3, correlation, "correlation", "is not -1 to 1", error);
    if (!out)
        return nkt_i_refuse_null(error, 4, "out");
    e.state = nkt_state_worst(before->state, now->state);
    e.flags = before->flags | now->flags;
    e.basis = isnan(before->basis) || before->basis < now->basis ? before->basis : now->basis;
    if (e.state == NKT_STATE_VALUE) {
        e.value = now->value - before->value;
        e.lower =
            e.value - combine(now->value - now->lower, before->upper - before->value, correlation);
        e.upper =
            e.value + combine(now->upper - now->value, before->value - before->lower, correlation);
    }
    *out = e;
    return NKT_OK;
}

nkt_status nkt_arrow(const nkt_estimate *change, double dead_band, int32_t *arrow,
                     nkt_error *error) {
    nkt_i_error_clear(error);
    if (!change)
        return nkt_i_refuse_null(error, 1, "change");
    if (!(dead_band >= 0))
        return refuse(2, dead_band, "dead_band", "is not 0 or more", error);
    if (!arrow)
        return nkt_i_refuse_null(error, 3, "arrow");
    *arrow = 0;
    if (change->state == NKT_STATE_VALUE)
        *arrow = (change->value > dead_band) - (change->value < -dead_band);
    return NKT_OK;
}

/* ---- what would show --------------------------------------------------------------------------------------- */

/* Checks what both have in common; the first of confidence and power is parameter `argument`. */
static nkt_status check_test(double share, double *confidence, double *power, int32_t argument,
                             nkt_error *error) {
    if (!(share >= 0 && share <= 100))
        return refuse(1, share, "share", "is not 0 to 100", error);
    *confidence = *confidence == 0 ? 0.95 : *confidence;
    *power = *power == 0 ? 0.8 : *power;
    if (!(*confidence > 0 && *confidence < 1))
        return refuse(argument, *confidence, "confidence", "is not between 0 and 1", error);
    if (!(*power > 0 && *power < 1))
        return refuse(argument + 1, *power, "power", "is not between 0 and 1", error);
    return NKT_OK;
}

/* How many standard errors a true change must be. */
static double distance_of(double confidence, double power) {
    return nkt_i_normal_quantile(0.5 + confidence / 2) + nkt_i_normal_quantile(power);
}

nkt_status nkt_detectable_difference(double share, double size_before, double size_now,
                                     double correlation, double confidence, double power,
                                     double *points, nkt_error *error) {
    nkt_status status;

    nkt_i_error_clear(error);
    status = check_test(share, &confidence, &power, 5, error);
    if (status)
        return status;
    if (!(size_before > 0))
        return refuse(2, size_before, "size_before", "is not above 0", error);
    if (!(size_now > 0))
        return refuse(3, size_now, "size_now", "is not above 0", error);
    if (!is_correlation(correlation))
        return refuse(4, correlation, "correlation", "is not -1 to 1", error);
    if (!points)
        return nkt_i_refuse_null(error, 7, "points");
    *points = distance_of(confidence, power) * sqrt(share * (100 - share)) *
              combine(1 / sqrt(size_before), 1 / sqrt(size_now), correlation);
    return NKT_OK;
}

nkt_status nkt_years_to_show(double share, double size, double change, double confidence,
                             double power, int32_t *years, nkt_error *error) {
    nkt_status status;

    nkt_i_error_clear(error);
    status = check_test(share, &confidence, &power, 4, error);
    if (status)
        return status;
    if (!(size > 0))
        return refuse(2, size, "size", "is not above 0", error);
    if (!(change != 0) || isnan(change))
        return refuse(3, change, "change", "is no change", error);
    if (!years)
        return nkt_i_refuse_null(error, 6, "years");
    *years = -1;
    for (int32_t n = 2; n <= NKT_TREND_YEARS_MAX; n++) {
        /* The variance of a slope over n years: share · (100 - share) / size / sum of t². */
        const double squares = (double)n * ((double)n * n - 1) / 12;
        if (fabs(change) >=
            distance_of(confidence, power) * sqrt(share * (100 - share) / size / squares)) {
            *years = n;
            break;
        }
    }
    return NKT_OK;
}
