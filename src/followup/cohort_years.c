/*
 * A cohort by years since reception.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "nyckeltal/cohort.h"
#include "nyckeltal/kinds.h"

#include "numeric/numeric.h"
#include "followup/followup.h"

enum { N_COLUMNS = NKT_COHORT_INCOME + 1 }; /* by id; 0 is none */

/* The columns by what they hold; NULL: there is none. */
typedef struct people {
    const nkt_column *column[N_COLUMNS];
    int32_t item[N_COLUMNS]; /* where each stands among the caller's */
} people;

/* How the work area is cut up. */
typedef struct parts {
    size_t items, years, rows, starts;
} parts;

static int sizes(int64_t n_rows, int64_t n_years, parts *p, size_t *bytes) {
    size_t years;

    return nkt_i_size_mul((size_t)n_rows, 2 * sizeof(nkt_i_keyed), &p->items) &&
           nkt_i_size_mul((size_t)n_rows, sizeof(int64_t), &p->years) &&
           nkt_i_size_add((size_t)n_years, 1, &years) &&
           nkt_i_size_mul(years, sizeof(int64_t), &p->starts) &&
           nkt_i_size_add(p->items, p->years, bytes) && nkt_i_size_add(*bytes, p->years, bytes) &&
           nkt_i_size_add(*bytes, p->starts, bytes);
}

nkt_status nkt_cohort_years_work_size(int64_t n_rows, int64_t n_years, size_t *size,
                                      nkt_error *error) {
    parts p;

    nkt_i_error_clear(error);
    if (n_rows < 0)
        return nkt_i_refuse_count(error, 1, "n_rows", n_rows);
    if (n_years < 0)
        return nkt_i_refuse_count(error, 2, "n_years", n_years);
    if (!size)
        return nkt_i_refuse_null(error, 3, "size");
    if (!sizes(n_rows, n_years, &p, size))
        return nkt_i_error_set(error, NKT_E_SIZE, NKT_I_FAULT(1), "n_rows",
                               "is more than memory can hold");
    return NKT_OK;
}

static nkt_status find_columns(const nkt_column *inputs, int64_t n_inputs, int64_t n_rows,
                               people *p, nkt_error *error) {
    const nkt_status status = nkt_i_columns_by_id(
        inputs, n_inputs, n_rows, NKT_COHORT_INCOME, "is no NKT_COHORT_ id", p->column, p->item, error);

    if (!status && !p->column[NKT_COHORT_SINCE])
        return nkt_i_error_set(error, NKT_E_ID, NKT_I_FAULT(1), "inputs", "lacks NKT_COHORT_SINCE");
    return status;
}

/* One row, by id; NaN: missing. Returns what is wrong with it, and of which id; NULL: nothing. */
static const char *read_row(const people *p, int64_t row, double *x, int *wrong) {
    for (int id = NKT_COHORT_SINCE; id < N_COLUMNS; id++) {
        int8_t state = NKT_STATE_MISSING;
        x[id] = p->column[id] ? nkt_i_column_value(p->column[id], row, &state) : NAN;
        *wrong = id;
        if (state == NKT_STATE_INVALID)
            return "is no finite number";
        if (state != NKT_STATE_VALUE)
            x[id] = NAN;
        else if (id == NKT_COHORT_SINCE && !(x[id] >= 0 && x[id] == floor(x[id])))
            return "is no whole number of 0 or more";
        else if (id > NKT_COHORT_SINCE && id < NKT_COHORT_INCOME && x[id] != 0 && x[id] != 1)
            return "is neither 0 nor 1";
    }
    return NULL;
}

/* The year of each row, or -1; bad rows are noted and have none. */
static void find_years(const people *p, int64_t n_rows, int64_t n_years, int64_t *years,
                       nkt_i_bad_rows *bad) {
    for (int64_t row = 0; row < n_rows; row++) {
        double x[N_COLUMNS];
        int wrong;
        const char *sentence = read_row(p, row, x, &wrong);
        years[row] = -1;
        if (sentence)
            nkt_i_bad_rows_note(bad, 1, p->item[wrong], row, x[wrong], "inputs", sentence);
        else if (x[NKT_COHORT_SINCE] < (double)n_years)
            years[row] = (int64_t)x[NKT_COHORT_SINCE];
    }
}

/* The quantile of n numbers in ascending order: type 7 of Hyndman & Fan 1996. */
static double quantile(const nkt_i_keyed *items, int64_t n, double p) {
    const double at = p * (double)(n - 1);
    const int64_t low = (int64_t)at;
    double value;

    if (n == 0)
        return NAN;
    value = nkt_i_key_value(items[low].key);
    return low + 1 < n ? value + (at - (double)low) * (nkt_i_key_value(items[low + 1].key) - value)
                       : value;
}

static nkt_cohort_year year_of(const people *p, const int64_t *rows, int64_t n, nkt_i_keyed *items,
                               nkt_i_keyed *scratch, const nkt_options *options) {
    double part[N_COLUMNS] = {0}, whole[N_COLUMNS] = {0};
    nkt_cohort_year y = {.n = n};

    for (int64_t i = 0; i < n; i++) {
        double x[N_COLUMNS];
        int wrong;
        read_row(p, rows[i], x, &wrong);
        if (!p->column[NKT_COHORT_RESIDENT])
            x[NKT_COHORT_RESIDENT] = 1;
        for (int id = NKT_COHORT_RESIDENT; id < NKT_COHORT_INCOME; id++)
            if (!isnan(x[id]) && (id == NKT_COHORT_RESIDENT || x[NKT_COHORT_RESIDENT] == 1)) {
                part[id] += x[id];
                whole[id]++;
            }
        if (x[NKT_COHORT_RESIDENT] == 1 && !isnan(x[NKT_COHORT_INCOME]))
            items[y.n_income++] = (nkt_i_keyed){nkt_i_key_of(x[NKT_COHORT_INCOME]), rows[i]};
    }
    for (int id = NKT_COHORT_RESIDENT; id < NKT_COHORT_INCOME; id++)
        if (!p->column[id])
            part[id] = whole[id] = NAN;
    nkt_share(part[NKT_COHORT_RESIDENT], whole[NKT_COHORT_RESIDENT], options, &y.resident, NULL);
    nkt_share(part[NKT_COHORT_EMPLOYED], whole[NKT_COHORT_EMPLOYED], options, &y.employed, NULL);
    nkt_share(part[NKT_COHORT_STUDYING], whole[NKT_COHORT_STUDYING], options, &y.studying, NULL);
    nkt_share(part[NKT_COHORT_SELF_SUPPORTING], whole[NKT_COHORT_SELF_SUPPORTING], options,
              &y.self_supporting, NULL);
    nkt_i_sort_keyed(items, scratch, y.n_income);
    y.income_lower_quartile = quantile(items, y.n_income, 0.25);
    y.income_median = quantile(items, y.n_income, 0.5);
    y.income_upper_quartile = quantile(items, y.n_income, 0.75);
    return y;
}

nkt_status nkt_cohort_years(const nkt_column *inputs, int64_t n_inputs, int64_t n_rows,
                            int64_t n_years, const nkt_options *options, nkt_cohort_year *out,
                            int64_t stride, void *work, size_t work_size, nkt_error *error) {
    const nkt_i_target target = nkt_i_target_of(out, sizeof *out, n_years, stride, "out", 6);
    nkt_i_keyed *items = work;
    int64_t *years, *rows, *starts;
    nkt_i_bad_rows bad;
    nkt_options read;
    nkt_status status;
    size_t bytes;
    people p;
    parts cut;

    nkt_i_error_clear(error);
    status = find_columns(inputs, n_inputs, n_rows, &p, error);
    if (!status && n_years < 0)
        status = nkt_i_refuse_count(error, 4, "n_years", n_years);
    if (!status)
        status = nkt_i_options_read(options, 5, &read, error);
    if (!status)
        status = nkt_i_target_check(&target, 1, error);
    if (!status && !sizes(n_rows, n_years, &cut, &bytes))
        status = nkt_i_error_set(error, NKT_E_SIZE, NKT_I_FAULT(3), "n_rows",
                                 "is more than memory can hold");
    if (!status)
        status = nkt_i_memory_check(work, work_size, bytes, 8, "work", error);
    if (status)
        return status;
    years = (int64_t *)(void *)(items + 2 * n_rows);
    rows = years + n_rows;
    starts = rows + n_rows;
    nkt_i_bad_rows_begin(&bad);
    find_years(&p, n_rows, n_years, years, &bad);
    nkt_i_rows_by_group(years, n_rows, n_years, rows, starts, 1, &bad);
    for (int64_t y = 0; y < n_years; y++) {
        const nkt_cohort_year year =
            year_of(&p, rows + starts[y], starts[y + 1] - starts[y], items, items + n_rows, &read);
        nkt_i_target_put(&target, y, 0, &year);
    }
    return nkt_i_bad_rows_end(&bad, error);
}
