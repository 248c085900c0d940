/*
 * Standardised figures, directly and indirectly.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "comparison/strata.h"
#include "nyckeltal/kinds.h"

/* ---- direct -------------------------------------------------------------------------------------------- */

/* Sums over the strata. */
typedef struct sums {
    double parts, wholes, standard, figure, variance;
    int32_t flags; /* of the figure */
    int8_t state;
} sums;

/*
 * The variance of a share, with that of the noise on its counts, or of a rate. Half a person more on
 * each side, as Jeffreys has it, because nobody of five is no proof of none.
 */
static double variance_of(double part, double whole, int32_t kind, double noise) {
    /* in perturbed tables a part may exceed its whole */
    const double share = part < whole ? (part + 0.5) / (whole + 1) : (whole + 0.5) / (whole + 1);

    if (kind == NKT_STANDARD_RATE)
        return (part + 0.5) / whole / whole;
    return share * (1 - share) / whole + noise * (1 + share * share) / whole / whole;
}

enum { WEIGHT, PART, WHOLE };

static void add_stratum(sums *t, const double *n, int32_t kind, double noise) {
    t->standard += n[WEIGHT];
    t->parts += n[PART];
    t->wholes += n[WHOLE];
    if (n[WHOLE] == 0) {
        t->state = nkt_i_state_worst(t->state, NKT_STATE_NO_DENOMINATOR);
        return;
    }
    if (kind == NKT_STANDARD_SHARE && n[PART] > n[WHOLE])
        t->flags |= NKT_FLAG_NUMERATOR_ABOVE_DENOMINATOR;
    t->figure += n[WEIGHT] * (n[PART] / n[WHOLE]);
    t->variance += n[WEIGHT] * n[WEIGHT] * variance_of(n[PART], n[WHOLE], kind, noise);
}

static nkt_estimate standardised(const sums *t, int32_t kind, const nkt_options *options) {
    const double per = kind == NKT_STANDARD_SHARE ? 100 : 1000;
    double stretch, middle, center;
    nkt_estimate crude, e = {NAN, NAN, NAN, t->wholes, t->state, 0};

    if (t->state == NKT_STATE_VALUE && !(t->standard > 0))
        e.state = NKT_STATE_NO_DENOMINATOR;
    if (e.state != NKT_STATE_VALUE)
        return e;
    if (kind == NKT_STANDARD_SHARE)
        nkt_share(t->parts, t->wholes, options, &crude, NULL);
    else
        nkt_rate(t->parts, t->wholes, per, options, &crude, NULL);
    e.value = per * t->figure / t->standard;
    e.flags = crude.flags | t->flags;
    stretch = sqrt(t->variance / variance_of(t->parts, t->wholes, kind, options->noise_variance)) /
              t->standard;
    /* Noise may put a share above 100, but no limit: they are taken about 100 then. */
    middle = kind == NKT_STANDARD_SHARE ? fmin(e.value, 100) : e.value;
    center = kind == NKT_STANDARD_SHARE ? fmin(crude.value, 100) : crude.value;
    e.lower = middle - stretch * (center - crude.lower);
    e.upper = middle + stretch * (crude.upper - center);
    if (e.lower < 0)
        e.lower = 0;
    if (kind == NKT_STANDARD_SHARE && e.upper > 100)
        e.upper = 100;
    return e;
}

nkt_status nkt_standardise_direct(const nkt_strata *group, const nkt_column *standard,
                                  const nkt_rows *rows, int32_t kind, const nkt_options *options,
                                  nkt_estimate *out, nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "group standard rows kind options out error");
    const nkt_i_strata strata = {
        {standard, group ? group->parts : NULL, group ? group->wholes : NULL},
        {"standard", "group.parts", "group.wholes"},
        3,
        rows};
    sums t = {0, 0, 0, 0, 0, 0, NKT_STATE_VALUE};
    nkt_options read;

    nkt_i_needed(&call, "group", group);
    nkt_i_strata_check(&call, &strata);
    nkt_i_code(&call, "kind", kind, NKT_STANDARD_SHARE, NKT_STANDARD_RATE);
    nkt_i_figure_options(&call, options, NKT_INTERVAL_WILSON, &read);
    nkt_i_needed(&call, "out", out);
    if (nkt_i_call_refused(&call))
        return call.status;

    for (int64_t row = 0; row < rows->n_rows; row++) {
        double numbers[NKT_I_STRATA_COLUMNS];
        int is_in;
        const int8_t state = nkt_i_stratum(&call, &strata, row, numbers, &is_in);
        if (!is_in || numbers[WEIGHT] == 0) /* nothing of a stratum that has no weight counts */
            continue;
        t.state = nkt_i_state_worst(t.state, state);
        if (state == NKT_STATE_VALUE)
            add_stratum(&t, numbers, kind, read.noise_variance);
    }
    *out = standardised(&t, kind, &read);
    return nkt_i_call_end(&call);
}

/* ---- indirect ------------------------------------------------------------------------------------------- */

/* What is counted in a group of so many, in per cent of what is expected. */
static nkt_estimate in_per_cent_of(double expected, double observed, double size, int32_t kind,
                                   const nkt_options *options) {
    nkt_estimate e = {NAN, NAN, NAN, expected, NKT_STATE_NO_DENOMINATOR, 0}, found;
    double per = 1; /* events by what is found */

    if (!(expected > 0))
        return e;
    if (kind == NKT_STANDARD_SHARE) {
        nkt_share(observed, size, options, &found, NULL);
        per = size / 100;
    } else {
        nkt_count(observed, options, &found, NULL);
    }
    e.state = found.state;
    if (e.state != NKT_STATE_VALUE)
        e.basis = NAN;
    e.flags = found.flags & ~NKT_FLAG_BASIS_BELOW_MINIMUM;
    if (expected < options->minimum_basis)
        e.flags |= NKT_FLAG_BASIS_BELOW_MINIMUM;
    e.value = e.state == NKT_STATE_VALUE ? 100 * observed / expected : NAN;
    e.lower = 100 * per * found.lower / expected;
    e.upper = 100 * per * found.upper / expected;
    return e;
}

/* The state that the observed number alone leads to; what cannot be is remarked on. */
static int8_t state_of_observed(nkt_i_call *call, double observed) {
    nkt_i_fault fault = NKT_I_AT("observed");

    if (isnan(observed))
        return NKT_STATE_MISSING;
    if (observed >= 0 && !isinf(observed))
        return NKT_STATE_VALUE;
    fault.value = observed;
    nkt_i_remark(call, NKT_ROWS_INVALID, observed < 0 ? NKT_REASON_NEGATIVE : NKT_REASON_NOT_FINITE,
                 fault, "is no number of persons");
    return NKT_STATE_INVALID;
}

/* Where a share may not exceed its whole, more than there are is bad data. */
static void refuse_more_than_all(nkt_i_call *call, double observed, const nkt_estimate *e) {
    nkt_i_fault fault = NKT_I_AT("observed");

    fault.value = observed;
    if (e->state == NKT_STATE_INVALID)
        nkt_i_remark(call, NKT_ROWS_INVALID, NKT_REASON_ABOVE_WHOLE, fault, NULL);
}

enum { OWN_WHOLE, STANDARD_PART, STANDARD_WHOLE };

nkt_status nkt_standardise_indirect(double observed, const nkt_column *wholes,
                                    const nkt_strata *standard, const nkt_rows *rows, int32_t kind,
                                    const nkt_options *options, nkt_estimate *out,
                                    nkt_error *error) {
    nkt_i_call call =
        nkt_i_call_begin(error, "observed wholes standard rows kind options out error");
    const nkt_i_strata strata = {
        {wholes, standard ? standard->parts : NULL, standard ? standard->wholes : NULL},
        {"wholes", "standard.parts", "standard.wholes"},
        3,
        rows};
    int8_t worst;
    double expected = 0, size = 0;
    nkt_options read;

    nkt_i_needed(&call, "standard", standard);
    nkt_i_strata_check(&call, &strata);
    nkt_i_code(&call, "kind", kind, NKT_STANDARD_SHARE, NKT_STANDARD_RATE);
    nkt_i_figure_options(&call, options, NKT_INTERVAL_WILSON, &read);
    nkt_i_needed(&call, "out", out);
    if (nkt_i_call_refused(&call))
        return call.status;

    worst = state_of_observed(&call, observed);
    for (int64_t row = 0; row < rows->n_rows; row++) {
        double n[NKT_I_STRATA_COLUMNS];
        int is_in;
        int8_t state = nkt_i_stratum(&call, &strata, row, n, &is_in);
        if (!is_in || n[OWN_WHOLE] == 0) /* where the group has nobody, nothing is expected */
            continue;
        if (state == NKT_STATE_VALUE && n[STANDARD_WHOLE] == 0)
            state = NKT_STATE_NO_DENOMINATOR;
        worst = nkt_i_state_worst(worst, state);
        if (state != NKT_STATE_VALUE)
            continue;
        expected += n[OWN_WHOLE] * (n[STANDARD_PART] / n[STANDARD_WHOLE]);
        size += n[OWN_WHOLE];
    }
    *out = (nkt_estimate){NAN, NAN, NAN, NAN, worst, 0};
    if (worst == NKT_STATE_VALUE) {
        *out = in_per_cent_of(expected, observed, size, kind, &read);
        refuse_more_than_all(&call, observed, out);
    }
    return nkt_i_call_end(&call);
}
