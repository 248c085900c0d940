/*
 * Prices of one year, and when a way of working has repaid itself.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "nyckeltal/cost.h"

#include "followup/followup.h"

nkt_status nkt_cost_prices(const nkt_column *amounts, const nkt_column *index, int64_t n_rows,
                           double base, double *out, int64_t stride, nkt_error *error) {
    const nkt_i_target target = nkt_i_target_of(out, sizeof *out, n_rows, stride, "out", 5);
    nkt_i_bad_rows bad;
    nkt_status status;

    nkt_i_error_clear(error);
    if (!amounts)
        return nkt_i_refuse_null(error, 1, "amounts");
    if (!index)
        return nkt_i_refuse_null(error, 2, "index");
    if (n_rows < 0)
        return nkt_i_refuse_count(error, 3, "n_rows", n_rows);
    status = nkt_i_column_check(amounts, n_rows, NKT_I_FAULT(1), "amounts", error);
    if (!status)
        status = nkt_i_column_check(index, n_rows, NKT_I_FAULT(2), "index", error);
    if (!status && !(base > 0 && isfinite(base)))
        status = nkt_i_refuse_number(4, base, "base", "is no price index above 0", error);
    if (!status)
        status = nkt_i_target_check(&target, 1, error);
    if (status)
        return status;
    nkt_i_bad_rows_begin(&bad);
    for (int64_t row = 0; row < n_rows; row++) {
        int8_t state, index_state;
        const double amount = nkt_i_column_value(amounts, row, &state);
        const double level = nkt_i_column_value(index, row, &index_state);
        const int is_bad = index_state == NKT_STATE_VALUE && !(level > 0);
        double price = NAN;
        if (state == NKT_STATE_INVALID)
            nkt_i_bad_rows_note(&bad, 1, -1, row, amount, "amounts", "is no finite number");
        else if (index_state == NKT_STATE_INVALID || is_bad)
            nkt_i_bad_rows_note(&bad, 2, -1, row, level, "index", "is no price index above 0");
        else if (state == NKT_STATE_VALUE && index_state == NKT_STATE_VALUE)
            price = amount * (base / level);
        nkt_i_target_put(&target, row, 0, &price);
    }
    return nkt_i_bad_rows_end(&bad, error);
}

nkt_status nkt_cost_payback(double saving_per_case, double cases, double period, double cost,
                            double limit, nkt_payback *out, nkt_error *error) {
    nkt_payback p;

    nkt_i_error_clear(error);
    if (!isfinite(saving_per_case))
        return nkt_i_refuse_number(1, saving_per_case, "saving_per_case", "is no finite number",
                                   error);
    if (!(cases >= 0 && isfinite(cases)))
        return nkt_i_refuse_number(2, cases, "cases", "is not 0 or more", error);
    if (!(period > 0 && isfinite(period)))
        return nkt_i_refuse_number(3, period, "period", "is not above 0", error);
    if (cost < 0 || isinf(cost))
        return nkt_i_refuse_number(4, cost, "cost", "is not 0 or more", error);
    if (!(limit >= 0 && isfinite(limit)))
        return nkt_i_refuse_number(5, limit, "limit", "is not 0 or more", error);
    if (!out)
        return nkt_i_refuse_null(error, 6, "out");
    p.saving = saving_per_case * cases;
    p.net = p.saving - cost;
    p.per_krona = cost > 0 ? p.saving / cost : NAN;
    p.months = p.saving > 0 ? cost * period / p.saving : isnan(cost) ? NAN : INFINITY;
    p.highest_cost = p.saving > 0 ? p.saving * limit / period : 0;
    *out = p;
    return NKT_OK;
}
