/*
 * Costs and income of groups of rows.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "nyckeltal/cost.h"

#include "numeric/numeric.h"
#include "followup/followup.h"

enum { N_COLUMNS = NKT_COST_REFERENCE + 1 }; /* by id; 0 is gross */

/* The columns by what they hold; NULL: there is none. */
typedef struct accounts {
    const nkt_column *column[N_COLUMNS];
    int32_t item[N_COLUMNS]; /* where each stands among the caller's */
} accounts;

static int sizes(int64_t n_rows, int64_t n_groups, size_t *bytes) {
    size_t words;

    return nkt_i_size_add((size_t)n_rows, (size_t)n_groups, &words) &&
           nkt_i_size_add(words, 1, &words) && nkt_i_size_mul(words, sizeof(int64_t), bytes);
}

nkt_status nkt_cost_work_size(int64_t n_rows, int64_t n_groups, size_t *size, nkt_error *error) {
    nkt_i_error_clear(error);
    if (n_rows < 0)
        return nkt_i_refuse_count(error, 1, "n_rows", n_rows);
    if (n_groups < 0)
        return nkt_i_refuse_count(error, 2, "n_groups", n_groups);
    if (!size)
        return nkt_i_refuse_null(error, 3, "size");
    if (!sizes(n_rows, n_groups, size))
        return nkt_i_error_set(error, NKT_E_SIZE, NKT_I_FAULT(1), "n_rows",
                               "is more than memory can hold");
    return NKT_OK;
}

/*
 * One row, by id, gross in place 0; NaN: missing. Returns 0, with a note, where something is bad; and
 * remarks where the parts differ.
 */
static int read_row(const accounts *a, int64_t row, double *x, int32_t *flags,
                    nkt_i_bad_rows *bad) {
    for (int id = NKT_COST_ASSISTANCE; id < N_COLUMNS; id++) {
        int8_t state = NKT_STATE_MISSING;
        x[id] = NAN;
        if (!a->column[id])
            continue;
        x[id] = nkt_i_column_value(a->column[id], row, &state);
        if (state == NKT_STATE_INVALID || (state == NKT_STATE_VALUE && x[id] < 0)) {
            nkt_i_bad_rows_note(bad, 1, a->item[id], row, x[id], "inputs",
                                x[id] < 0 ? "is negative" : "is no finite number");
            return 0;
        }
        if (state != NKT_STATE_VALUE)
            x[id] = NAN;
    }
    x[0] = x[NKT_COST_ASSISTANCE] + x[NKT_COST_BENEFIT];
    if (isnan(x[0]))
        x[0] = x[NKT_COST_BOTH];
    else if (fabs(x[0] - x[NKT_COST_BOTH]) > NKT_I_ROUNDING * x[0])
        *flags |= NKT_COST_PARTS_DIFFER;
    return 1;
}

static double percent(double part, double whole) {
    return whole > 0 ? 100 * (part / whole) : NAN;
}

static double per(double amount, double persons) {
    return persons > 0 ? amount / persons : NAN;
}

static void finish(const nkt_i_exact_sum *sums, int32_t measure, nkt_cost *c) {
    double x[N_COLUMNS], measured;

    for (int id = 0; id < N_COLUMNS; id++)
        x[id] = nkt_i_exact_sum_round(&sums[id]);
    c->gross = x[0];
    c->net = c->gross - x[NKT_COST_INCOME];
    c->own = c->net - x[NKT_COST_REIMBURSEMENT];
    c->benefit_share = percent(x[NKT_COST_BENEFIT], c->gross);
    c->reimbursed_share = percent(x[NKT_COST_REIMBURSEMENT], c->gross);
    measured = measure == NKT_COST_GROSS ? c->gross : measure == NKT_COST_NET ? c->net : c->own;
    c->per_inhabitant = per(measured, x[NKT_COST_INHABITANTS]);
    c->per_recipient = per(measured, x[NKT_COST_RECIPIENTS]);
    c->per_person_year = per(measured, x[NKT_COST_PERSON_YEARS]);
    c->reference = x[NKT_COST_REFERENCE];
    c->deviation = percent(measured - c->reference, c->reference);
}

/* A sum that meets a NaN is NaN from then on: that is how a missing amount shows. */
static void add_row(nkt_i_exact_sum *sums, const double *x) {
    for (int id = 0; id < N_COLUMNS; id++)
        nkt_i_exact_sum_add(&sums[id], x[id]);
}

static void sum_group(const accounts *a, const int64_t *rows, int64_t n, int32_t measure,
                      nkt_cost *c, nkt_i_bad_rows *bad) {
    nkt_i_exact_sum sums[N_COLUMNS];
    double x[N_COLUMNS];

    *c = (nkt_cost){.n_rows = n};
    for (int id = 0; id < N_COLUMNS; id++)
        nkt_i_exact_sum_init(&sums[id]);
    for (int64_t i = 0; i < n; i++)
        if (read_row(a, rows[i], x, &c->flags, bad))
            add_row(sums, x);
        else
            c->flags |= NKT_COST_BAD_ROW;
    if (n == 0 || (c->flags & NKT_COST_BAD_ROW) != 0)
        for (int id = 0; id < N_COLUMNS; id++)
            nkt_i_exact_sum_add(&sums[id], NAN);
    finish(sums, measure, c);
}

nkt_status nkt_cost_follow_up(const nkt_column *inputs, int64_t n_inputs, int64_t n_rows,
                              const int64_t *groups, int64_t n_groups, int32_t measure,
                              nkt_cost *out, int64_t stride, void *work, size_t work_size,
                              nkt_error *error) {
    const nkt_i_target target = nkt_i_target_of(out, sizeof *out, n_groups, stride, "out", 7);
    int64_t *rows = work, *starts;
    nkt_i_bad_rows bad;
    nkt_status status;
    size_t bytes;
    accounts a;

    nkt_i_error_clear(error);
    status = nkt_i_columns_by_id(inputs, n_inputs, n_rows, NKT_COST_REFERENCE, "is no NKT_COST_ id",
                                 a.column, a.item, error);
    if (!status && (n_groups < 0 || (!groups && n_groups != n_rows)))
        status = nkt_i_error_set(error, NKT_E_COUNT, NKT_I_FAULT(5), "n_groups",
                                 n_groups < 0 ? "is negative" : "is not n_rows, without groups");
    if (!status && (measure < NKT_COST_GROSS || measure > NKT_COST_OWN))
        status = nkt_i_refuse_number(6, measure, "measure", "is no NKT_COST_ measure", error);
    if (!status)
        status = nkt_i_target_check(&target, 1, error);
    if (!status && !sizes(n_rows, n_groups, &bytes))
        status = nkt_i_error_set(error, NKT_E_SIZE, NKT_I_FAULT(3), "n_rows",
                                 "is more than memory can hold");
    if (!status)
        status = nkt_i_memory_check(work, work_size, bytes, 9, "work", error);
    if (status)
        return status;
    starts = rows + n_rows;
    nkt_i_bad_rows_begin(&bad);
    nkt_i_rows_by_group(groups, n_rows, n_groups, rows, starts, 4, &bad);
    for (int64_t g = 0; g < n_groups; g++) {
        nkt_cost c;
        sum_group(&a, rows + starts[g], starts[g + 1] - starts[g], measure, &c, &bad);
        nkt_i_target_put(&target, g, 0, &c);
    }
    return nkt_i_bad_rows_end(&bad, error);
}
