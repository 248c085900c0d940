/*
 * Prices of one year.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "nyckeltal/cost.h"

#include "followup/followup.h"
#include "numeric/numeric.h"

/* amount · base / level; what no double holds is bad data. */
static double in_prices_of(nkt_i_call *call, int64_t row, double amount, double base,
                           double level) {
    double price = amount * (base / level);
    nkt_i_fault fault = NKT_I_AT("amounts");

    if (!isfinite(price))
        price = nkt_i_scaled_quotient(amount, base, level, 1);
    if (!isinf(price))
        return price;
    fault.row = row;
    fault.value = amount;
    nkt_i_bad_row(call, NKT_REASON_OVERFLOW, fault, "becomes more than the largest number");
    return NAN;
}

/* The amount of a row in the prices of the base year, NaN where there is none. */
static double price_of(nkt_i_call *call, const nkt_column *amounts, const nkt_column *index,
                       int64_t row, double base) {
    int8_t state, index_state;
    const double amount = nkt_i_column_value(amounts, row, &state);
    const double level = nkt_i_column_value(index, row, &index_state);

    if (state == NKT_STATE_INVALID)
        nkt_i_bad_element(call, "amounts", -1, NULL, amounts, row, NKT_REASON_NOT_FINITE);
    else if (index_state == NKT_STATE_INVALID || (index_state == NKT_STATE_VALUE && !(level > 0)))
        nkt_i_bad_element(call, "index", -1, NULL, index, row, NKT_REASON_TOO_SMALL);
    else if (state == NKT_STATE_VALUE && index_state == NKT_STATE_VALUE)
        return in_prices_of(call, row, amount, base, level);
    return NAN;
}

nkt_status nkt_cost_prices(const nkt_column *amounts, const nkt_column *index, const nkt_rows *rows,
                           double base, const nkt_target *out, nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "amounts index rows base out error");
    const int64_t n_rows = rows ? rows->n_rows : 0;
    nkt_i_out to;

    nkt_i_rows_check(&call, "rows", rows, NKT_I_WITHOUT_GROUPS);
    nkt_i_column_needed(&call, "amounts", amounts, n_rows);
    nkt_i_column_needed(&call, "index", index, n_rows);
    nkt_i_above_0(&call, "base", base);
    to = nkt_i_target_open(&call, "out", out, NKT_I_CONTENT_NUMBERS, n_rows, 1, 1);
    if (nkt_i_call_refused(&call))
        return call.status;
    for (int64_t row = 0; row < n_rows; row++)
        nkt_i_put_number(&to, row, 0,
                         nkt_i_row_included(&call, "rows.include", rows, row)
                             ? price_of(&call, amounts, index, row, base)
                             : NAN);
    return nkt_i_call_end(&call);
}
