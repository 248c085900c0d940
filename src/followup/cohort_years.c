/*
 * A cohort by years since reception.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "nyckeltal/cohort.h"
#include "nyckeltal/kinds.h"

#include "rows/order.h"
#include "followup/followup.h"

/* The columns, in the order of their ids. */
enum { SINCE, RESIDENT, EMPLOYED, STUDYING, SELF_SUPPORTING, INCOME, N_COLUMNS };

/* The columns by what they hold; NULL: there is none. */
typedef struct people {
    const nkt_column *column[N_COLUMNS];
    int32_t item[N_COLUMNS]; /* where each stands among the caller's */
} people;

/* The work area: the rows put together by year, and the incomes of one year. */
typedef struct workspace {
    nkt_i_grouping years;
    nkt_i_ordered incomes;
} workspace;

static workspace claim(nkt_i_call *call, int64_t n_rows, int64_t n_years, nkt_memory *work) {
    workspace w = {{0, 0, NULL, NULL, NULL}, {NULL, NULL, NULL, 0}};
    nkt_i_bytes bytes = {0, 0};
    const size_t years = nkt_i_grouping_bytes(&bytes, n_rows, n_years);
    const size_t items = nkt_i_bytes_add(&bytes, n_rows, sizeof(nkt_i_keyed));
    const size_t scratch = nkt_i_bytes_add(&bytes, n_rows, sizeof(nkt_i_keyed));
    const size_t select = nkt_i_bytes_add(&bytes, 1, NKT_I_SELECT_BYTES);
    char *at = nkt_i_claim(call, "work", work, bytes);

    if (at) {
        w.years = nkt_i_grouping_at(at + years, n_rows, n_years);
        w.incomes.items = (nkt_i_keyed *)(void *)(at + items);
        w.incomes.scratch = (nkt_i_keyed *)(void *)(at + scratch);
        w.incomes.starts = (int64_t *)(void *)(at + select);
    }
    return w;
}

static void open_columns(nkt_i_call *call, const nkt_table *table, people *p) {
    nkt_i_fault fault = NKT_I_AT("table.columns");

    nkt_i_table_by_id(call, table, NKT_I_WITHOUT_GROUPS, NKT_COHORT_IN_SINCE, NKT_COHORT_IN_INCOME,
                      p->column, p->item);
    fault.id = NKT_COHORT_IN_SINCE;
    if (!p->column[SINCE])
        nkt_i_refuse(call, NKT_E_ID, NKT_REASON_LACKING, fault, "lacks NKT_COHORT_IN_SINCE");
}

/* What is wrong with a number of that column; NKT_REASON_NONE: nothing. */
static int32_t fault_of(int k, double x) {
    if (k == SINCE)
        return x < 0 ? NKT_REASON_NEGATIVE : x != floor(x) ? NKT_REASON_NOT_WHOLE : NKT_REASON_NONE;
    return k < INCOME && x != 0 && x != 1 ? NKT_REASON_OUT_OF_RANGE : NKT_REASON_NONE;
}

/* One row; NaN: missing. Returns 0 where something is bad, which is noted unless call is NULL. */
static int read_row(nkt_i_call *call, const people *p, int64_t row, double *x) {
    for (int k = SINCE; k < N_COLUMNS; k++) {
        int8_t state = NKT_STATE_MISSING;
        int32_t reason = NKT_REASON_NONE;
        x[k] = p->column[k] ? nkt_i_column_value(p->column[k], row, &state) : NAN;
        if (state == NKT_STATE_VALUE)
            reason = fault_of(k, x[k]);
        else
            x[k] = NAN;
        if (state != NKT_STATE_INVALID && reason == NKT_REASON_NONE)
            continue;
        if (call)
            nkt_i_bad_element(call, "table.columns", p->item[k], NULL, p->column[k], row, reason);
        return 0;
    }
    return 1;
}

/* The year of each row, or -1: it is not looked at. */
static void find_years(nkt_i_call *call, const people *p, const nkt_rows *rows, int64_t n_years,
                       int64_t *year_of) {
    for (int64_t row = 0; row < rows->n_rows; row++) {
        double x[N_COLUMNS];
        year_of[row] = -1;
        if (nkt_i_row_included(call, "table.rows.include", rows, row) &&
            read_row(call, p, row, x) && x[SINCE] < (double)n_years)
            year_of[row] = (int64_t)x[SINCE];
    }
}

static nkt_cohort_year year_of(const people *p, const int64_t *rows, int64_t n,
                               nkt_i_ordered *incomes, const nkt_options *options) {
    static const double quarters[] = {0.25, 0.5, 0.75};
    double part[N_COLUMNS] = {0}, whole[N_COLUMNS] = {0}, quartiles[3];
    nkt_cohort_year y = {.n = n};

    incomes->n = 0;
    for (int64_t i = 0; i < n; i++) {
        double x[N_COLUMNS];
        read_row(NULL, p, rows[i], x);
        if (!p->column[RESIDENT])
            x[RESIDENT] = 1;
        for (int k = RESIDENT; k < INCOME; k++)
            if (!isnan(x[k]) && (k == RESIDENT || x[RESIDENT] == 1)) {
                part[k] += x[k];
                whole[k]++;
            }
        if (x[RESIDENT] == 1 && !isnan(x[INCOME]))
            incomes->items[incomes->n++] = (nkt_i_keyed){nkt_i_key_of(x[INCOME]), rows[i]};
    }
    for (int k = RESIDENT; k < INCOME; k++)
        if (!p->column[k])
            part[k] = whole[k] = NAN;
    nkt_share(part[RESIDENT], whole[RESIDENT], options, &y.resident, NULL);
    nkt_share(part[EMPLOYED], whole[EMPLOYED], options, &y.employed, NULL);
    nkt_share(part[STUDYING], whole[STUDYING], options, &y.studying, NULL);
    nkt_share(part[SELF_SUPPORTING], whole[SELF_SUPPORTING], options, &y.self_supporting, NULL);
    y.n_income = incomes->n;
    nkt_i_ordered_quantiles(incomes, quarters, 3, 7, quartiles);
    y.income_lower_quartile = quartiles[0];
    y.income_median = quartiles[1];
    y.income_upper_quartile = quartiles[2];
    return y;
}

nkt_status nkt_cohort_years(const nkt_table *table, int64_t n_years, const nkt_options *options,
                            nkt_cohort_year *out, int64_t stride, nkt_memory *work,
                            nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "table n_years options out stride work error");
    const int64_t n_rows = table ? table->rows.n_rows : 0;
    nkt_i_array to;
    nkt_options read;
    workspace w;
    people p;

    open_columns(&call, table, &p);
    nkt_i_count(&call, "n_years", n_years, 0, INT64_MAX);
    nkt_i_figure_options(&call, options, NKT_INTERVAL_WILSON, &read);
    to = nkt_i_array_open(&call, "out", out, sizeof *out, "stride", stride, n_years, 1);
    w = claim(&call, n_rows, n_years, work);
    if (nkt_i_call_refused(&call))
        return call.status;
    find_years(&call, &p, &table->rows, n_years, w.years.groups);
    nkt_i_grouping_sort(&w.years); /* years are groups that are known already */
    for (int64_t y = 0; y < n_years; y++) {
        const nkt_cohort_year year =
            year_of(&p, w.years.rows + w.years.starts[y], w.years.starts[y + 1] - w.years.starts[y],
                    &w.incomes, &read);
        nkt_i_array_put(&to, y, &year);
    }
    return nkt_i_call_end(&call);
}
