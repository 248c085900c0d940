/*
 * Sums and unweighted means of groups of rows.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "rows/rows.h"

static nkt_status needed_size(int64_t n_rows, int64_t n_groups, size_t *size, nkt_error *error) {
    size_t bytes;

    nkt_i_error_clear(error);
    if (n_rows < 0)
        return nkt_i_refuse_count(error, 1, "n_rows", n_rows);
    if (n_groups < 0)
        return nkt_i_refuse_count(error, 2, "n_groups", n_groups);
    if (!size)
        return nkt_i_refuse_null(error, 3, "size");
    if (!nkt_i_bytes_for(n_rows, n_groups, &bytes))
        return nkt_i_refuse_size(1, n_rows, error);
    *size = bytes;
    return NKT_OK;
}

nkt_status nkt_group_sum_work_size(int64_t n_rows, int64_t n_groups, size_t *size,
                                   nkt_error *error) {
    return needed_size(n_rows, n_groups, size, error);
}

nkt_status nkt_group_mean_work_size(int64_t n_rows, int64_t n_groups, size_t *size,
                                    nkt_error *error) {
    return needed_size(n_rows, n_groups, size, error);
}

/*
 * The rows of each group together, in ascending order, by counting: group g has the rows
 * order[end[g - 1]] ... order[end[g] - 1], the first group from order[0] on.
 */
static void collect(const int64_t *groups, int64_t n_rows, int64_t n_groups, int64_t *end,
                    int64_t *order) {
    int64_t start = 0;

    memset(end, 0, (size_t)n_groups * sizeof *end);
    for (int64_t r = 0; r < n_rows; r++)
        if (groups[r] >= 0)
            end[groups[r]]++;
    for (int64_t g = 0; g < n_groups; g++) {
        int64_t count = end[g];
        end[g] = start; /* where the next row of the group goes: its end, once all are there */
        start += count;
    }
    for (int64_t r = 0; r < n_rows; r++)
        if (groups[r] >= 0)
            order[end[groups[r]]++] = r;
}

/* What a group gets: sum or mean. */
static nkt_total total_of(const nkt_i_members *members, int use) {
    return use == NKT_I_AVERAGE ? nkt_i_members_mean(members) : nkt_i_members_sum(members, 0);
}

static nkt_total one_group(const nkt_i_terms *terms, const int64_t *rows, int64_t n, int use,
                           nkt_i_bad_rows *bad) {
    nkt_i_members members;
    nkt_total total;

    nkt_i_members_begin(&members);
    for (int64_t i = 0; i < n; i++) {
        int8_t state;
        double value = nkt_i_terms_value(terms, rows[i], &state);
        nkt_i_members_add(&members, value, state);
        if (state == NKT_STATE_INVALID)
            nkt_i_terms_note(terms, rows[i], bad);
    }
    total = total_of(&members, use);
    if (nkt_i_members_overflow(&members, &total))
        nkt_i_terms_note_overflow(terms, rows[0], bad);
    return total;
}

static nkt_status totals(const nkt_column *column, const int64_t *groups, int64_t n_rows,
                         int64_t n_groups, int use, nkt_total *out, int64_t stride, void *work,
                         size_t size, nkt_error *error) {
    int64_t *end = (int64_t *)work, *order, start = 0;
    nkt_i_bad_rows bad;
    nkt_i_terms terms;
    nkt_status status;
    size_t needed;

    nkt_i_error_clear(error);
    status = nkt_i_groups_check(groups, n_rows, n_groups, 2, error);
    if (!status)
        status = nkt_i_terms_open(column, n_rows, use, NKT_I_FAULT(1), &terms, error);
    if (!status)
        status = nkt_i_totals_check(out, n_groups, stride, 5, error);
    if (status)
        return status;
    if (!nkt_i_bytes_for(n_rows, n_groups, &needed))
        return nkt_i_refuse_size(3, n_rows, error);
    status = nkt_i_memory_check(work, size, needed, 7, "work", error);
    if (status || n_groups == 0)
        return status;

    order = end + n_groups;
    collect(groups, n_rows, n_groups, end, order);
    nkt_i_bad_rows_begin(&bad);
    for (int64_t g = 0; g < n_groups; g++) {
        nkt_total total = one_group(&terms, order + start, end[g] - start, use, &bad);
        nkt_i_totals_write(out, g, stride, &total);
        start = end[g];
    }
    return nkt_i_bad_rows_end(&bad, error);
}

nkt_status nkt_group_sum(const nkt_column *column, const int64_t *groups, int64_t n_rows,
                         int64_t n_groups, nkt_total *out, int64_t stride, void *work,
                         size_t work_size, nkt_error *error) {
    return totals(column, groups, n_rows, n_groups, NKT_I_ADD_UNITS, out, stride, work, work_size,
                  error);
}

nkt_status nkt_group_mean(const nkt_column *column, const int64_t *groups, int64_t n_rows,
                          int64_t n_groups, nkt_total *out, int64_t stride, void *work,
                          size_t work_size, nkt_error *error) {
    return totals(column, groups, n_rows, n_groups, NKT_I_AVERAGE, out, stride, work, work_size,
                  error);
}
