/*
 * Whether stated parts give a stated total, by arithmetic of intervals.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "nyckeltal/funding.h"

#include "numeric/numeric.h"
#include "followup/followup.h"

/* The numbers that a statement allows; open: the end itself does not belong to them. */
typedef struct interval {
    double lower, upper;
    int lower_open, upper_open;
} interval;

/* Refuses a statement that is none; at: the path and the number of the part. */
static void check(nkt_i_call *call, nkt_i_fault at, const nkt_stated *s) {
    if (s->precision < NKT_STATED_EXACTLY || s->precision > NKT_STATED_UNDER)
        nkt_i_refuse(call, NKT_E_ID, NKT_REASON_UNKNOWN_CODE, at,
                     "is stated with a precision that is none");
    else if (!(s->value >= 0) || isinf(s->value))
        nkt_i_refuse(call, NKT_E_DOMAIN, NKT_REASON_OUT_OF_RANGE, at, "is stated as no amount");
    else if (!(s->slack >= 0) || (s->slack == 0 && s->precision != NKT_STATED_EXACTLY))
        nkt_i_refuse(call, NKT_E_DOMAIN, NKT_REASON_OUT_OF_RANGE, at,
                     "is stated with a slack that is none");
    else if (s->reserved != 0)
        nkt_i_refuse(call, NKT_E_DOMAIN, NKT_REASON_OUT_OF_RANGE, at,
                     "has a reserved member that is not 0");
}

static interval interval_of(const nkt_stated *s) {
    interval i = {s->value, s->value, s->precision == NKT_STATED_OVER,
                  s->precision == NKT_STATED_UNDER};

    if (s->precision != NKT_STATED_OVER)
        i.lower = s->value > s->slack ? s->value - s->slack : 0;
    if (s->precision != NKT_STATED_UNDER)
        i.upper = s->value + s->slack;
    return i;
}

/* The difference a - b, where 0 stands for what rounding leaves of equal ends. */
static double apart(double a, double b) {
    const double size = fabs(a) > fabs(b) ? fabs(a) : fabs(b);
    const double difference = a - b;

    return isfinite(difference) && fabs(difference) <= NKT_I_ROUNDING * size ? 0 : difference;
}

/* Parts summed exactly: ten of 0.1 are 1 within one rounding. */
static interval sum_of(const nkt_i_array *parts, int64_t n) {
    nkt_i_exact_sum lower, upper;
    interval all = {0, 0, 0, 0};
    int unbounded = 0;

    nkt_i_exact_sum_init(&lower);
    nkt_i_exact_sum_init(&upper);
    for (int64_t p = 0; p < n; p++) {
        nkt_stated part;
        interval i;
        nkt_i_array_get(parts, p, &part);
        i = interval_of(&part);
        nkt_i_exact_sum_add(&lower, i.lower);
        if (isinf(i.upper))
            unbounded = 1;
        else
            nkt_i_exact_sum_add(&upper, i.upper);
        all.lower_open |= i.lower_open;
        all.upper_open |= i.upper_open;
    }
    all.lower = nkt_i_exact_sum_round(&lower);
    all.upper = unbounded ? INFINITY : nkt_i_exact_sum_round(&upper);
    return all;
}

nkt_status nkt_funding_agree(const nkt_stated *parts, int64_t stride, int64_t n_parts,
                             const nkt_stated *total, nkt_agreement *out, nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "parts stride n_parts total out error");
    nkt_agreement found = {0};
    interval sum, whole;
    nkt_i_array from;

    nkt_i_count(&call, "n_parts", n_parts, 0, INT32_MAX);
    from = nkt_i_array_open(&call, "parts", parts, sizeof *parts, "stride", stride, n_parts, 1);
    nkt_i_needed(&call, "total", total);
    nkt_i_needed(&call, "out", out);
    for (int64_t p = 0; p < n_parts && !nkt_i_call_refused(&call); p++) {
        nkt_i_fault fault = NKT_I_AT("parts");
        nkt_stated part;
        fault.item = (int32_t)p;
        nkt_i_array_get(&from, p, &part);
        check(&call, fault, &part);
    }
    if (!nkt_i_call_refused(&call))
        check(&call, NKT_I_AT("total"), total);
    if (nkt_i_call_refused(&call))
        return call.status;
    sum = sum_of(&from, n_parts);
    whole = interval_of(total);
    if (isinf(sum.lower)) {
        nkt_i_refuse_path(&call, NKT_E_DOMAIN, NKT_REASON_OVERFLOW, "parts",
                          "sum to more than the largest double");
        return call.status;
    }
    found.parts_lower = sum.lower;
    found.parts_upper = sum.upper;
    found.left_lower = apart(whole.lower, sum.upper);
    found.left_upper = apart(whole.upper, sum.lower);
    found.agrees =
        (found.left_lower < 0 || (found.left_lower == 0 && !whole.lower_open && !sum.upper_open)) &&
        (found.left_upper > 0 || (found.left_upper == 0 && !whole.upper_open && !sum.lower_open));
    *out = found;
    return nkt_i_call_end(&call);
}
