/*
 * The rules for shares and counts of persons.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "disclosure/disclosure.h"

static int32_t hide_share(double a, double b, const nkt_disclosure_options *o) {
    int32_t hide = 0;

    if (b == 0 && a == 0) /* nobody */
        return 0;
    if (a > 0 && a < o->minimum_numerator)
        hide |= NKT_HIDE_NUMERATOR;
    if (b < o->minimum_denominator)
        hide |= NKT_HIDE_DENOMINATOR;
    if (a < b && b - a < o->minimum_complement)
        hide |= NKT_HIDE_COMPLEMENT;
    if (o->extremes == NKT_EXTREMES_HIDDEN && a == 0)
        hide |= NKT_HIDE_NOBODY;
    if (o->extremes == NKT_EXTREMES_HIDDEN && a >= b)
        hide |= NKT_HIDE_EVERYBODY;
    return hide;
}

static int32_t hide_row(nkt_i_call *call, const nkt_column *parts, const nkt_column *wholes,
                        int64_t row, const nkt_disclosure_options *o) {
    int8_t a_state, b_state = NKT_STATE_VALUE;
    const double a = nkt_i_count_read(call, "parts", parts, row, &a_state);
    double b = 0;

    if (wholes)
        b = nkt_i_count_read(call, "wholes", wholes, row, &b_state);
    if (a_state != NKT_STATE_VALUE || b_state != NKT_STATE_VALUE)
        return NKT_HIDE_UNKNOWN;
    if (!wholes)
        return a > 0 && a < o->minimum_numerator ? NKT_HIDE_NUMERATOR : 0;
    return hide_share(a, b, o);
}

nkt_status nkt_disclosure_shares(const nkt_column *parts, const nkt_column *wholes,
                                 const nkt_rows *rows, const nkt_disclosure_options *options,
                                 const nkt_target *hide, nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "parts wholes rows options hide error");
    const int64_t n_rows = rows ? rows->n_rows : 0;
    nkt_disclosure_options rules;
    nkt_i_out out;

    nkt_i_rows_check(&call, "rows", rows, NKT_I_WITHOUT_GROUPS);
    nkt_i_column_needed(&call, "parts", parts, n_rows);
    nkt_i_column_optional(&call, "wholes", wholes, n_rows);
    rules = nkt_i_disclosure_options(&call, options);
    out = nkt_i_target_open(&call, "hide", hide, NKT_I_CONTENT_HIDE, n_rows, 1, 1);
    if (nkt_i_call_refused(&call))
        return call.status;
    for (int64_t row = 0; row < n_rows; row++) {
        const int takes_part = nkt_i_row_included(&call, "rows.include", rows, row);
        nkt_i_put_code(&out, row, 0,
                       takes_part ? hide_row(&call, parts, wholes, row, &rules) : NKT_NO_CODE);
    }
    return nkt_i_call_end(&call);
}
