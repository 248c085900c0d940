/*
 * Ranks.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "comparison/rank.h"

nkt_status nkt_rank_work_size(int64_t n_rows, size_t *size, nkt_error *error) {
    size_t bytes;

    nkt_i_error_clear(error);
    if (n_rows < 0)
        return nkt_i_refuse_count(error, 1, "n_rows", n_rows);
    if (!nkt_i_ordered_bytes(n_rows, &bytes))
        return nkt_i_refuse_size(1, n_rows, error);
    if (!size)
        return nkt_i_refuse_null(error, 2, "size");
    *size = bytes;
    return NKT_OK;
}

nkt_status nkt_i_check_first(int32_t first, int32_t argument, nkt_error *error) {
    nkt_i_fault fault = NKT_I_FAULT(argument);

    if (first == NKT_RANK_HIGH_FIRST || first == NKT_RANK_LOW_FIRST)
        return NKT_OK;
    fault.value = first;
    return nkt_i_error_value(error, NKT_E_DOMAIN, fault, "first", "is no end of an order");
}

/* Of the item i among equal ones that stand from begin to end - 1, the `groups`th such group. */
static double rank_of(int32_t ties, int64_t i, int64_t begin, int64_t end, int64_t groups) {
    switch (ties) {
    case NKT_TIES_WORSE:
        return (double)end;
    case NKT_TIES_AVERAGE:
        return ((double)begin + 1 + (double)end) / 2;
    case NKT_TIES_FIRST:
        return (double)(i + 1);
    case NKT_TIES_DENSE:
        return (double)groups;
    default:
        return (double)(begin + 1);
    }
}

static nkt_status check_ties(int32_t ties, nkt_error *error) {
    nkt_i_fault fault = NKT_I_FAULT(4);

    if (ties >= NKT_TIES_BETTER && ties <= NKT_TIES_DENSE)
        return NKT_OK;
    fault.value = ties;
    return nkt_i_error_value(error, NKT_E_DOMAIN, fault, "ties", "is no rule for ties");
}

nkt_status nkt_rank(const nkt_column *values, int64_t n_rows, int32_t first, int32_t ties,
                    double *ranks, int64_t stride, int64_t *n_ranked, void *work, size_t work_size,
                    nkt_error *error) {
    const nkt_i_target target = nkt_i_target_of(ranks, sizeof *ranks, n_rows, stride, "ranks", 5);
    const double none = NAN;
    nkt_i_ordered ordered;
    nkt_i_bad_rows bad;
    nkt_status status;

    nkt_i_error_clear(error);
    status = nkt_i_ordered_begin(&ordered, n_rows, 2, work, work_size, 8, error);
    if (!status)
        status = nkt_i_ordered_check(values, n_rows, 1, "values", error);
    if (!status)
        status = nkt_i_check_first(first, 3, error);
    if (!status)
        status = check_ties(ties, error);
    if (!status)
        status = nkt_i_target_check(&target, 1, error);
    if (status)
        return status;
    nkt_i_bad_rows_begin(&bad);
    nkt_i_ordered_read(&ordered, values, n_rows, first == NKT_RANK_HIGH_FIRST, 1, "values", &bad);
    nkt_i_sort_keyed(ordered.items, ordered.scratch, ordered.n);
    for (int64_t row = 0; row < n_rows; row++)
        nkt_i_target_put(&target, row, 0, &none);
    for (int64_t begin = 0, end, groups = 1; begin < ordered.n; begin = end, groups++) {
        end = nkt_i_ordered_equal(&ordered, begin);
        for (int64_t i = begin; i < end; i++) {
            const double rank = rank_of(ties, i, begin, end, groups);
            nkt_i_target_put(&target, ordered.items[i].row, 0, &rank);
        }
    }
    if (n_ranked)
        *n_ranked = ordered.n;
    return nkt_i_bad_rows_end(&bad, error);
}
