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
 * The variance of a share or rate. Half a person more on each side, as Jeffreys has it, because
 * nobody of five is no proof of none.
 */
static double variance_of(double part, double whole, int32_t kind) {
    /* in perturbed tables a part may exceed its whole */
    const double share = part < whole ? (part + 0.5) / (whole + 1) : (whole + 0.5) / (whole + 1);

    return kind == NKT_STANDARD_SHARE ? share * (1 - share) / whole : (part + 0.5) / whole / whole;
}

static void add_stratum(sums *t, const double n[3], int32_t kind) {
    t->standard += n[2];
    t->parts += n[0];
    t->wholes += n[1];
    if (n[2] == 0)
        return;
    if (n[1] == 0) {
        t->state = nkt_i_state_worst(t->state, NKT_STATE_NO_DENOMINATOR);
        return;
    }
    if (kind == NKT_STANDARD_SHARE && n[0] > n[1])
        t->flags |= NKT_FLAG_NUMERATOR_ABOVE_DENOMINATOR;
    t->figure += n[2] * (n[0] / n[1]);
    t->variance += n[2] * n[2] * variance_of(n[0], n[1], kind);
}

static nkt_estimate standardised(const sums *t, int32_t kind, const nkt_options *options) {
    const double per = kind == NKT_STANDARD_SHARE ? 100 : 1000;
    double stretch;
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
    stretch = sqrt(t->variance / variance_of(t->parts, t->wholes, kind)) / t->standard;
    e.lower = e.value - stretch * (crude.value - crude.lower);
    e.upper = e.value + stretch * (crude.upper - crude.value);
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
        {group ? group->parts : NULL, group ? group->wholes : NULL, standard},
        {"group.parts", "group.wholes", "standard"},
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
        if (!is_in)
            continue;
        t.state = nkt_i_state_worst(t.state, state);
        if (state == NKT_STATE_VALUE)
            add_stratum(&t, numbers, kind);
    }
    *out = standardised(&t, kind, &read);
    return nkt_i_call_end(&call);
}

/* ---- indirect ------------------------------------------------------------------------------------------- */

static nkt_estimate in_per_cent_of(double observed, double expected, const nkt_options *options) {
    nkt_estimate count, e = {NAN, NAN, NAN, expected, NKT_STATE_NO_DENOMINATOR, 0};

    if (!(expected > 0))
        return e;
    nkt_count(observed, options, &count, NULL);
    e.state = count.state;
    e.flags = count.flags & ~NKT_FLAG_BASIS_BELOW_MINIMUM;
    if (expected < options->minimum_basis)
        e.flags |= NKT_FLAG_BASIS_BELOW_MINIMUM;
    e.value = 100 * count.value / expected;
    e.lower = 100 * count.lower / expected;
    e.upper = 100 * count.upper / expected;
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

nkt_status nkt_standardise_indirect(double observed, const nkt_column *wholes,
                                    const nkt_strata *standard, const nkt_rows *rows,
                                    const nkt_options *options, nkt_estimate *out, double *expected,
                                    nkt_error *error) {
    nkt_i_call call =
        nkt_i_call_begin(error, "observed wholes standard rows options out expected error");
    const nkt_i_strata strata = {
        {wholes, standard ? standard->parts : NULL, standard ? standard->wholes : NULL},
        {"wholes", "standard.parts", "standard.wholes"},
        3,
        rows};
    int8_t worst;
    double sum = 0;
    nkt_options read;

    nkt_i_needed(&call, "standard", standard);
    nkt_i_strata_check(&call, &strata);
    nkt_i_figure_options(&call, options, NKT_INTERVAL_WILSON, &read);
    nkt_i_needed(&call, "out", out);
    if (nkt_i_call_refused(&call))
        return call.status;

    worst = state_of_observed(&call, observed);
    for (int64_t row = 0; row < rows->n_rows; row++) {
        double n[NKT_I_STRATA_COLUMNS];
        int is_in;
        int8_t state = nkt_i_stratum(&call, &strata, row, n, &is_in);
        if (!is_in)
            continue;
        if (state == NKT_STATE_VALUE && n[2] == 0 && n[0] > 0)
            state = NKT_STATE_NO_DENOMINATOR;
        else if (state == NKT_STATE_VALUE && n[0] > 0)
            sum += n[0] * (n[1] / n[2]);
        worst = nkt_i_state_worst(worst, state);
    }
    *out = worst == NKT_STATE_VALUE ? in_per_cent_of(observed, sum, &read)
                                    : (nkt_estimate){NAN, NAN, NAN, NAN, worst, 0};
    if (expected)
        *expected = worst == NKT_STATE_VALUE ? sum : NAN;
    return nkt_i_call_end(&call);
}
