/*
 * Applications by what became of them, shares approved, balances.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "nyckeltal/funding.h"
#include "nyckeltal/kinds.h"

#include "numeric/numeric.h"
#include "followup/followup.h"

/* Three columns of applications, and exact sums of each kind. */
typedef struct columns {
    const nkt_column *applied, *granted, *decisions;
} columns;

typedef struct sums {
    nkt_i_exact_sum applied[NKT_FUNDING_PARTS], granted[NKT_FUNDING_PARTS];
} sums;

/* An amount of a row; NaN where it is missing. 0: it is bad data, and was noted. */
static int read_amount(const nkt_column *column, int64_t row, int32_t argument, const char *name,
                       double *amount, nkt_i_bad_rows *bad) {
    int8_t state = NKT_STATE_MISSING;

    *amount = column ? nkt_i_column_value(column, row, &state) : NAN;
    if (state == NKT_STATE_INVALID || (state == NKT_STATE_VALUE && *amount < 0)) {
        nkt_i_bad_rows_note(bad, argument, -1, row, *amount, name,
                            *amount < 0 ? "is negative" : "is no amount");
        return 0;
    }
    if (state != NKT_STATE_VALUE)
        *amount = NAN;
    return 1;
}

/* The decision of a row, 0 where it is missing; -1: bad data. */
static int read_decision(const nkt_column *column, int64_t row, nkt_i_bad_rows *bad) {
    int8_t state;
    const double value = nkt_i_column_value(column, row, &state);

    if (state == NKT_STATE_VALUE)
        for (int d = NKT_FUNDING_GRANTED; d <= NKT_FUNDING_NOT_BEGUN; d++)
            if (value == d)
                return d;
    if (state != NKT_STATE_VALUE && state != NKT_STATE_INVALID)
        return 0;
    nkt_i_bad_rows_note(bad, 3, -1, row, value, "decisions", "is no decision");
    return -1;
}

static void count_row(nkt_funding_part *part, nkt_i_exact_sum *applied, nkt_i_exact_sum *granted,
                      const double amounts[2]) {
    part->n++;
    if (!isnan(amounts[0])) {
        part->n_applied++;
        nkt_i_exact_sum_add(applied, amounts[0]);
    }
    if (!isnan(amounts[1])) {
        part->n_granted++;
        nkt_i_exact_sum_add(granted, amounts[1]);
    }
}

static void sum_rows(const columns *in, int64_t n_rows, nkt_funding_part *parts, sums *s,
                     nkt_i_bad_rows *bad) {
    for (int p = 0; p < NKT_FUNDING_PARTS; p++) {
        nkt_i_exact_sum_init(&s->applied[p]);
        nkt_i_exact_sum_init(&s->granted[p]);
    }
    for (int64_t row = 0; row < n_rows; row++) {
        double amounts[2];
        int decision;
        if (!read_amount(in->applied, row, 1, "applied", &amounts[0], bad) ||
            !read_amount(in->granted, row, 2, "granted", &amounts[1], bad))
            continue;
        decision = read_decision(in->decisions, row, bad);
        if (decision < 0)
            continue;
        count_row(&parts[0], &s->applied[0], &s->granted[0], amounts);
        if (decision)
            count_row(&parts[decision], &s->applied[decision], &s->granted[decision], amounts);
    }
    for (int p = 0; p < NKT_FUNDING_PARTS; p++) {
        parts[p].applied = nkt_i_exact_sum_round(&s->applied[p]);
        parts[p].granted = nkt_i_exact_sum_round(&s->granted[p]);
    }
}

static nkt_status check_summary(const columns *in, int64_t n_rows, const nkt_funding_part *parts,
                                nkt_error *error) {
    nkt_status status = NKT_OK;

    if (n_rows < 0)
        return nkt_i_refuse_count(error, 4, "n_rows", n_rows);
    if (!in->decisions)
        return nkt_i_refuse_null(error, 3, "decisions");
    if (in->applied)
        status = nkt_i_column_check(in->applied, n_rows, NKT_I_FAULT(1), "applied", error);
    if (!status && in->granted)
        status = nkt_i_column_check(in->granted, n_rows, NKT_I_FAULT(2), "granted", error);
    if (!status)
        status = nkt_i_column_check(in->decisions, n_rows, NKT_I_FAULT(3), "decisions", error);
    return status || parts ? status : nkt_i_refuse_null(error, 5, "parts");
}

nkt_status nkt_funding_summary(const nkt_column *applied, const nkt_column *granted,
                               const nkt_column *decisions, int64_t n_rows, nkt_funding_part *parts,
                               nkt_error *error) {
    const columns in = {applied, granted, decisions};
    nkt_funding_part found[NKT_FUNDING_PARTS] = {{0}};
    nkt_i_bad_rows bad = {0};
    nkt_status status;
    sums s;

    nkt_i_error_clear(error);
    status = check_summary(&in, n_rows, parts, error);
    if (status)
        return status;
    sum_rows(&in, n_rows, found, &s, &bad);
    if (!isfinite(found[0].applied) || !isfinite(found[0].granted))
        return nkt_i_error_set(error, NKT_E_DOMAIN, NKT_I_FAULT(isfinite(found[0].applied) ? 2 : 1),
                               isfinite(found[0].applied) ? "granted" : "applied",
                               "sum to more than the largest double");
    memcpy(parts, found, sizeof found);
    return nkt_i_bad_rows_end(&bad, error);
}

/* ---- approval -------------------------------------------------------------------------------- */

static nkt_status check_part(const nkt_funding_part *parts, int p, nkt_error *error) {
    const double amount = p == 0 ? parts[0].applied : p < 3 ? parts[p].granted : 0;
    nkt_i_fault fault = NKT_I_FAULT(1);

    fault.item = p;
    if (parts[p].n < 0) {
        fault.value = (double)parts[p].n;
        return nkt_i_error_value(error, NKT_E_COUNT, fault, "parts", "is negative");
    }
    if (amount < 0 || isinf(amount)) {
        fault.value = amount;
        return nkt_i_error_value(error, NKT_E_DOMAIN, fault, "parts", "is no amount");
    }
    return NKT_OK;
}

nkt_status nkt_funding_approve(const nkt_funding_part *parts, const nkt_options *options,
                               nkt_funding_approval *out, nkt_error *error) {
    nkt_funding_approval found;
    nkt_options read;
    nkt_status status;
    double n;

    nkt_i_error_clear(error);
    if (!parts)
        return nkt_i_refuse_null(error, 1, "parts");
    if (!out)
        return nkt_i_refuse_null(error, 3, "out");
    for (int p = 0; p <= NKT_FUNDING_REJECTED; p++) {
        status = check_part(parts, p, error);
        if (status)
            return status;
    }
    status = nkt_i_options_read(options, 2, &read, error);
    if (status)
        return status;
    n = (double)parts[NKT_FUNDING_GRANTED].n + (double)parts[NKT_FUNDING_RESERVED].n;
    nkt_share(n, (double)parts[0].n, &read, &found.of_all, NULL);
    nkt_share(n, n + (double)parts[NKT_FUNDING_REJECTED].n, &read, &found.of_decided, NULL);
    read.mode = NKT_MODE_DESCRIPTIVE;
    nkt_share(parts[NKT_FUNDING_GRANTED].granted + parts[NKT_FUNDING_RESERVED].granted,
              parts[0].applied, &read, &found.by_amount, NULL);
    if (parts[0].n_applied < parts[0].n ||
        parts[NKT_FUNDING_GRANTED].n_granted < parts[NKT_FUNDING_GRANTED].n ||
        parts[NKT_FUNDING_RESERVED].n_granted < parts[NKT_FUNDING_RESERVED].n)
        found.by_amount.flags |= NKT_FLAG_PARTIAL;
    *out = found;
    return NKT_OK;
}

/* ---- balance --------------------------------------------------------------------------------- */

nkt_status nkt_funding_balance_of(double appropriation, double tied, double waiting, double more,
                                  nkt_funding_balance *out, nkt_error *error) {
    static const char *const names[] = {"appropriation", "tied", "waiting", "more"};
    const double amounts[] = {appropriation, tied, waiting, more};
    nkt_funding_balance found;

    nkt_i_error_clear(error);
    for (int k = 0; k < 4; k++) {
        nkt_i_fault fault = NKT_I_FAULT(k + 1);
        fault.value = amounts[k];
        if (!(amounts[k] >= 0) || isinf(amounts[k]))
            return isnan(amounts[k])
                       ? nkt_i_error_set(error, NKT_E_DOMAIN, fault, names[k], "is no number")
                       : nkt_i_error_value(error, NKT_E_DOMAIN, fault, names[k],
                                           "is not 0 or more, and finite");
    }
    if (!out)
        return nkt_i_refuse_null(error, 5, "out");
    found.left = appropriation - tied;
    found.tied_share = appropriation > 0 ? 100 * (tied / appropriation) : NAN;
    found.after = found.left - waiting;
    found.with_more = found.after + more;
    found.needed = found.after >= 0 ? 0 : -found.after < more ? -found.after : more;
    if (!isfinite(found.after) || !isfinite(found.with_more) || isinf(found.tied_share))
        return nkt_i_error_set(error, NKT_E_DOMAIN, NKT_I_FAULT(1), "appropriation",
                               "leaves a balance beyond the largest double");
    *out = found;
    return NKT_OK;
}
