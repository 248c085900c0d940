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

static const char *fault_of(const nkt_stated *s) {
    if (!(s->value >= 0) || isinf(s->value))
        return "is stated as no amount";
    if (s->precision < NKT_STATED_EXACTLY || s->precision > NKT_STATED_UNDER)
        return "is stated with a precision that is none";
    if (!(s->slack >= 0) || (s->slack == 0 && s->precision != NKT_STATED_EXACTLY))
        return "is stated with a slack that is none";
    if (s->reserved != 0)
        return "has a reserved member that is not 0";
    return NULL;
}

static nkt_status check(const nkt_stated *s, int32_t argument, int32_t item, const char *name,
                        nkt_error *error) {
    const char *sentence = fault_of(s);
    nkt_i_fault fault = NKT_I_FAULT(argument);

    fault.item = item;
    return sentence ? nkt_i_error_set(error, NKT_E_DOMAIN, fault, name, sentence) : NKT_OK;
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
static interval sum_of(const nkt_stated *parts, int64_t n) {
    nkt_i_exact_sum lower, upper;
    interval all = {0, 0, 0, 0};
    int unbounded = 0;

    nkt_i_exact_sum_init(&lower);
    nkt_i_exact_sum_init(&upper);
    for (int64_t p = 0; p < n; p++) {
        const interval i = interval_of(&parts[p]);
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

nkt_status nkt_funding_agree(const nkt_stated *parts, int64_t n_parts, const nkt_stated *total,
                             nkt_agreement *out, nkt_error *error) {
    nkt_agreement found = {0};
    interval sum, whole;
    nkt_status status;

    nkt_i_error_clear(error);
    if (n_parts < 0 || n_parts > INT32_MAX)
        return nkt_i_refuse_count(error, 2, "n_parts", n_parts);
    if (!parts && n_parts > 0)
        return nkt_i_refuse_null(error, 1, "parts");
    if (!total)
        return nkt_i_refuse_null(error, 3, "total");
    if (!out)
        return nkt_i_refuse_null(error, 4, "out");
    for (int64_t p = 0; p < n_parts; p++)
        if ((status = check(&parts[p], 1, (int32_t)p, "parts", error)))
            return status;
    if ((status = check(total, 3, -1, "total", error)))
        return status;
    sum = sum_of(parts, n_parts);
    whole = interval_of(total);
    if (isinf(sum.lower))
        return nkt_i_error_set(error, NKT_E_DOMAIN, NKT_I_FAULT(1), "parts",
                               "sum to more than the largest double");
    found.parts_lower = sum.lower;
    found.parts_upper = sum.upper;
    found.left_lower = apart(whole.lower, sum.upper);
    found.left_upper = apart(whole.upper, sum.lower);
    found.agrees =
        (found.left_lower < 0 || (found.left_lower == 0 && !whole.lower_open && !sum.upper_open)) &&
        (found.left_upper > 0 || (found.left_upper == 0 && !whole.upper_open && !sum.lower_open));
    *out = found;
    return NKT_OK;
}
