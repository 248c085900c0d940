/*
 * Costs and income of groups of rows.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "nyckeltal/cost.h"
#include "nyckeltal/estimate.h"

#include "numeric/numeric.h"
#include "followup/followup.h"
#include "rows/rows.h"

/* The columns, in the order of their ids; and gross, which is made from them. */
enum {
    ASSISTANCE,
    BENEFIT,
    BOTH,
    INCOME,
    REIMBURSEMENT,
    INHABITANTS,
    RECIPIENTS,
    PERSON_YEARS,
    REFERENCE,
    N_COLUMNS,
    GROSS = N_COLUMNS,
    N_SUMS
};

/* The columns by what they hold; NULL: there is none. */
typedef struct accounts {
    const nkt_column *column[N_COLUMNS];
    int32_t item[N_COLUMNS]; /* where each stands among the caller's */
} accounts;

/*
 * One row; NaN: missing. Returns 0, with a note, where something is bad; and remarks where the parts
 * differ.
 */
static int read_row(nkt_i_call *call, const accounts *a, int64_t row, double *x, int32_t *flags) {
    for (int k = 0; k < N_COLUMNS; k++) {
        int8_t state = NKT_STATE_MISSING;
        x[k] = NAN;
        if (!a->column[k])
            continue;
        x[k] = nkt_i_column_value(a->column[k], row, &state);
        if (state == NKT_STATE_INVALID || (state == NKT_STATE_VALUE && x[k] < 0)) {
            nkt_i_bad_element(call, "table.columns", a->item[k], NULL, a->column[k], row,
                              NKT_REASON_NEGATIVE);
            return 0;
        }
        if (state != NKT_STATE_VALUE)
            x[k] = NAN;
    }
    x[GROSS] = x[ASSISTANCE] + x[BENEFIT];
    if (isnan(x[GROSS]))
        x[GROSS] = x[BOTH];
    else if (fabs(x[GROSS] - x[BOTH]) > NKT_I_ROUNDING * x[GROSS])
        *flags |= NKT_FLAG_PARTS_DIFFER;
    return 1;
}

static double percent(double part, double whole) {
    return whole > 0 ? 100 * (part / whole) : NAN;
}

static double per(double amount, double persons) {
    return persons > 0 ? amount / persons : NAN;
}

static void finish(const nkt_i_exact_sum *sums, int32_t kind, nkt_cost *c) {
    double x[N_SUMS], asked;

    for (int k = 0; k < N_SUMS; k++)
        x[k] = nkt_i_exact_sum_round(&sums[k]);
    c->gross = x[GROSS];
    c->net = c->gross - x[INCOME];
    c->own = c->net - x[REIMBURSEMENT];
    c->benefit_share = percent(x[BENEFIT], c->gross);
    c->reimbursed_share = percent(x[REIMBURSEMENT], c->gross);
    if (x[BENEFIT] > c->gross || x[REIMBURSEMENT] > c->gross)
        c->flags |= NKT_FLAG_NUMERATOR_ABOVE_DENOMINATOR;
    asked = kind == NKT_COST_KIND_GROSS ? c->gross : kind == NKT_COST_KIND_NET ? c->net : c->own;
    c->per_inhabitant = per(asked, x[INHABITANTS]);
    c->per_recipient = per(asked, x[RECIPIENTS]);
    c->per_person_year = per(asked, x[PERSON_YEARS]);
    c->reference = x[REFERENCE];
    c->deviation = percent(asked - c->reference, c->reference);
}

/* A sum that meets a NaN is NaN from then on: that is how a missing amount shows. */
static void add_row(nkt_i_exact_sum *sums, const double *x) {
    for (int k = 0; k < N_SUMS; k++)
        nkt_i_exact_sum_add(&sums[k], x[k]);
}

static nkt_cost cost_of(nkt_i_call *call, const accounts *a, const int64_t *rows, int64_t n,
                        int32_t kind) {
    nkt_cost c = {.n_rows = n, .state = n > 0 ? NKT_STATE_VALUE : NKT_STATE_MISSING};
    nkt_i_exact_sum sums[N_SUMS];
    double x[N_SUMS];

    for (int k = 0; k < N_SUMS; k++)
        nkt_i_exact_sum_init(&sums[k]);
    for (int64_t i = 0; i < n; i++)
        if (read_row(call, a, rows[i], x, &c.flags))
            add_row(sums, x);
        else
            c.state = NKT_STATE_INVALID;
    if (c.state != NKT_STATE_VALUE)
        for (int k = 0; k < N_SUMS; k++)
            nkt_i_exact_sum_add(&sums[k], NAN);
    finish(sums, kind, &c);
    return c;
}

nkt_status nkt_cost_follow_up(const nkt_table *table, int32_t kind, nkt_cost *out, int64_t stride,
                              nkt_memory *work, nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "table kind out stride work error");
    const int64_t n_rows = table ? table->rows.n_rows : 0;
    const int64_t n_groups = table ? nkt_i_n_groups(&table->rows) : 0;
    nkt_i_array to;
    nkt_i_grouping by;
    accounts a;

    nkt_i_table_by_id(&call, table, NKT_I_WITH_GROUPS, NKT_COST_IN_ASSISTANCE,
                      NKT_COST_IN_REFERENCE, a.column, a.item);
    nkt_i_code(&call, "kind", kind, NKT_COST_KIND_GROSS, NKT_COST_KIND_OWN);
    to = nkt_i_array_open(&call, "out", out, sizeof *out, "stride", stride, n_groups, 1);
    by = nkt_i_grouping_claim(&call, n_rows, n_groups, work);
    if (nkt_i_call_refused(&call))
        return call.status;
    nkt_i_grouping_read(&call, "table.rows.include", "table.rows.groups", &by, &table->rows);
    for (int64_t g = 0; g < n_groups; g++) {
        const nkt_cost c =
            cost_of(&call, &a, by.rows + by.starts[g], by.starts[g + 1] - by.starts[g], kind);
        nkt_i_array_put(&to, g, &c);
    }
    return nkt_i_call_end(&call);
}
