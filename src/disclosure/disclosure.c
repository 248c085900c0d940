/*
 * The rules for shares and counts of persons.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "disclosure/disclosure.h"

static int32_t reasons_of_share(double a, double b, const nkt_disclosure_options *o) {
    int32_t reasons = 0;

    if (b == 0 && a == 0) /* nobody */
        return 0;
    if (a > 0 && a < o->minimum_numerator)
        reasons |= NKT_DISCLOSURE_NUMERATOR;
    if (b < o->minimum_denominator)
        reasons |= NKT_DISCLOSURE_DENOMINATOR;
    if (a < b && b - a < o->minimum_complement)
        reasons |= NKT_DISCLOSURE_COMPLEMENT;
    if (o->extremes == NKT_EXTREMES_HIDDEN && a == 0)
        reasons |= NKT_DISCLOSURE_NONE;
    if (o->extremes == NKT_EXTREMES_HIDDEN && a >= b)
        reasons |= NKT_DISCLOSURE_ALL;
    return reasons;
}

static int32_t reasons_of_row(const nkt_column *parts, const nkt_column *wholes, int64_t row,
                              const nkt_disclosure_options *o, nkt_i_bad_rows *bad) {
    int8_t a_state, b_state = NKT_STATE_VALUE;
    const double a = nkt_i_count_read(parts, row, 1, "parts", bad, &a_state);
    double b = 0;

    if (wholes) /* a row is told once */
        b = nkt_i_count_read(wholes, row, 2, "wholes", a_state == NKT_STATE_INVALID ? NULL : bad,
                             &b_state);
    if (a_state != NKT_STATE_VALUE || b_state != NKT_STATE_VALUE)
        return NKT_DISCLOSURE_UNKNOWN;
    if (!wholes)
        return a > 0 && a < o->minimum_numerator ? NKT_DISCLOSURE_NUMERATOR : 0;
    return reasons_of_share(a, b, o);
}

nkt_status nkt_disclosure_shares(const nkt_column *parts, const nkt_column *wholes, int64_t n_rows,
                                 const nkt_disclosure_options *options, int32_t *reasons,
                                 nkt_error *error) {
    nkt_disclosure_options rules;
    nkt_i_bad_rows bad;
    nkt_status status;

    nkt_i_error_clear(error);
    if (n_rows < 0)
        return nkt_i_refuse_count(error, 3, "n_rows", n_rows);
    status = nkt_i_column_need(parts, n_rows, 1, "parts", error);
    if (!status && wholes)
        status = nkt_i_column_check(wholes, n_rows, NKT_I_FAULT(2), "wholes", error);
    if (!status)
        status = nkt_i_disclosure_options(options, 4, &rules, error);
    if (!status && !reasons && n_rows > 0)
        status = nkt_i_refuse_null(error, 5, "reasons");
    if (status)
        return status;
    nkt_i_bad_rows_begin(&bad);
    for (int64_t row = 0; row < n_rows; row++)
        reasons[row] = reasons_of_row(parts, wholes, row, &rules, &bad);
    return nkt_i_bad_rows_end(&bad, error);
}
