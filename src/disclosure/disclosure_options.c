/*
 * The rules of disclosure with their defaults, and how columns of counts are read.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "disclosure/disclosure.h"

#define MOST_DOMINANT 16

/* 0 becomes the default, -1 what switches the rule off. Refuses other numbers below 0. */
static nkt_status fill(double *field, double standard, double off, int32_t argument,
                       const char *name, nkt_error *error) {
    if (*field == 0)
        *field = standard;
    else if (*field == -1)
        *field = off;
    else if (!(*field > 0) || isinf(*field))
        return nkt_i_refuse_option(error, argument, *field, name, "is not -1, or 0 or more");
    return NKT_OK;
}

nkt_status nkt_i_disclosure_options(const nkt_disclosure_options *options, int32_t argument,
                                    nkt_disclosure_options *out, nkt_error *error) {
    nkt_status status = nkt_i_options_copy(
        options, argument, out, sizeof *out,
        "is no size of options: set it to sizeof (nkt_disclosure_options)", error);

    if (!status && out->extremes != NKT_EXTREMES_HIDDEN && out->extremes != NKT_EXTREMES_SHOWN)
        status = nkt_i_refuse_option(error, argument, out->extremes, "options.extremes",
                                     "is not 0 or 1");
    if (!status)
        status = fill(&out->minimum_numerator, 3, 0, argument, "options.minimum_numerator", error);
    if (!status)
        status =
            fill(&out->minimum_denominator, 10, 0, argument, "options.minimum_denominator", error);
    if (!status)
        status =
            fill(&out->minimum_complement, 3, 0, argument, "options.minimum_complement", error);
    if (!status)
        status = fill(&out->dominance_percent, 85, INFINITY, argument, "options.dominance_percent",
                      error);
    if (!status && out->dominance_percent > 100 && isfinite(out->dominance_percent))
        status = nkt_i_refuse_option(error, argument, out->dominance_percent,
                                     "options.dominance_percent", "is above 100");
    if (!status)
        status = fill(&out->p_percent, 10, 0, argument, "options.p_percent", error);
    if (status)
        return status;
    if (out->minimum_contributors < -1)
        return nkt_i_refuse_option(error, argument, out->minimum_contributors,
                                   "options.minimum_contributors", "is not -1, or 0 or more");
    if (out->minimum_contributors == 0)
        out->minimum_contributors = 3;
    if (out->dominance_n == 0)
        out->dominance_n = 2;
    if (out->dominance_n < 1 || out->dominance_n > MOST_DOMINANT)
        return nkt_i_refuse_option(error, argument, out->dominance_n, "options.dominance_n",
                                   "is not 1 to 16");
    return NKT_OK;
}

double nkt_i_count_read(const nkt_column *column, int64_t row, int32_t argument, const char *name,
                        nkt_i_bad_rows *bad, int8_t *state) {
    const double value = nkt_i_column_value(column, row, state);
    const int is_negative = *state == NKT_STATE_VALUE && value < 0;

    if (is_negative)
        *state = NKT_STATE_INVALID;
    if (*state == NKT_STATE_INVALID && bad) {
        nkt_i_fault fault = NKT_I_FAULT(argument);
        fault.row = row;
        fault.value = value;
        nkt_i_bad_rows_add(bad, fault, name, is_negative ? "is negative" : "is no count");
    }
    return value;
}

nkt_status nkt_i_column_need(const nkt_column *column, int64_t n_rows, int32_t argument,
                             const char *name, nkt_error *error) {
    if (!column)
        return nkt_i_refuse_null(error, argument, name);
    return nkt_i_column_check(column, n_rows, NKT_I_FAULT(argument), name, error);
}

nkt_status nkt_i_estimates_check(const nkt_estimate *estimates, int64_t n, int64_t stride,
                                 int32_t argument, const char *name, int32_t stride_argument,
                                 const char *stride_name, nkt_error *error) {
    const uint64_t size = stride < 0 ? 0 - (uint64_t)stride : (uint64_t)stride;
    nkt_i_fault fault = NKT_I_FAULT(stride_argument);

    if (n == 0)
        return NKT_OK;
    if (!estimates)
        return nkt_i_refuse_null(error, argument, name);
    fault.value = (double)stride;
    if (n > 1 && size < sizeof(nkt_estimate))
        return nkt_i_error_value(error, NKT_E_STRIDE, fault, stride_name,
                                 "makes estimates overlap");
    if (n > 1 && size > (uint64_t)PTRDIFF_MAX / (uint64_t)n)
        return nkt_i_error_value(error, NKT_E_SIZE, fault, stride_name, "reaches beyond memory");
    return NKT_OK;
}
