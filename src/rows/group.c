/*
 * The numbering of groups of rows by their keys.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "rows/rows.h"

nkt_status nkt_group_keys_work_size(int64_t n_rows, size_t *size, nkt_error *error) {
    size_t bytes;

    nkt_i_error_clear(error);
    if (n_rows < 0)
        return nkt_i_refuse_count(error, 1, "n_rows", n_rows);
    if (!size)
        return nkt_i_refuse_null(error, 2, "size");
    if (!nkt_i_bytes_for(n_rows, n_rows, &bytes))
        return nkt_i_refuse_size(1, n_rows, error);
    *size = bytes;
    return NKT_OK;
}

nkt_status nkt_group_keys(const nkt_column *keys, int64_t n_keys, int64_t n_rows, int64_t *groups,
                          int64_t *n_groups, void *work, size_t work_size, nkt_error *error) {
    const nkt_i_keys by = {.keys = keys, .n_keys = n_keys, .keys_argument = 1};
    int64_t *order = (int64_t *)work;
    int64_t n, group = -1;
    nkt_i_bad_rows bad;
    nkt_status status;
    size_t needed;

    nkt_i_error_clear(error);
    if (n_rows < 0)
        return nkt_i_refuse_count(error, 3, "n_rows", n_rows);
    status = nkt_i_keys_check(&by, n_rows, error);
    if (status)
        return status;
    if (!groups && n_rows > 0)
        return nkt_i_refuse_null(error, 4, "groups");
    if (!n_groups)
        return nkt_i_refuse_null(error, 5, "n_groups");
    if (!nkt_i_bytes_for(n_rows, n_rows, &needed))
        return nkt_i_refuse_size(3, n_rows, error);
    status = nkt_i_memory_check(work, work_size, needed, 6, "work", error);
    if (status)
        return status;
    if (n_rows == 0) {
        *n_groups = 0;
        return NKT_OK;
    }

    nkt_i_bad_rows_begin(&bad);
    /* Nothing is refused from here on: the output may serve as scratch first. */
    n = nkt_i_keys_sort(&by, n_rows, order, groups, order + n_rows, &bad);
    for (int64_t r = 0; r < n_rows; r++)
        groups[r] = -1;
    for (int64_t i = 0; i < n; i++) {
        group += i == 0 || !nkt_i_keys_equal(&by, order[i - 1], order[i]);
        groups[order[i]] = group;
    }
    *n_groups = group + 1;
    return nkt_i_bad_rows_end(&bad, error);
}

nkt_status nkt_i_groups_check(const int64_t *groups, int64_t n_rows, int64_t n_groups,
                              int32_t argument, nkt_error *error) {
    if (n_rows < 0)
        return nkt_i_refuse_count(error, argument + 1, "n_rows", n_rows);
    if (n_groups < 0)
        return nkt_i_refuse_count(error, argument + 2, "n_groups", n_groups);
    if (!groups && n_rows > 0)
        return nkt_i_refuse_null(error, argument, "groups");
    for (int64_t r = 0; r < n_rows; r++)
        if (groups[r] < -1 || groups[r] >= n_groups) {
            nkt_i_fault fault = NKT_I_FAULT(argument);
            fault.row = r;
            fault.value = (double)groups[r];
            return nkt_i_error_value(error, NKT_E_DOMAIN, fault, "groups",
                                     "is no group: neither -1 nor below n_groups");
        }
    return NKT_OK;
}

nkt_status nkt_group_first(const int64_t *groups, int64_t n_rows, int64_t n_groups, int64_t *rows,
                           nkt_error *error) {
    nkt_status status;

    nkt_i_error_clear(error);
    status = nkt_i_groups_check(groups, n_rows, n_groups, 1, error);
    if (status)
        return status;
    if (!rows && n_groups > 0)
        return nkt_i_refuse_null(error, 4, "rows");
    for (int64_t g = 0; g < n_groups; g++)
        rows[g] = -1;
    for (int64_t r = n_rows - 1; r >= 0; r--)
        if (groups[r] >= 0)
            rows[groups[r]] = r;
    return NKT_OK;
}
