/*
 * Rows brought together: the nation, a county, any grouping, as sums, and the unweighted mean
 * beside them.
 *
 * A key figure of a group is computed from sums of its inputs, never as a mean of the members'
 * figures. The dependency ratio of the nation, year by year, from rows of municipality × year:
 *
 *     nkt_column year = NKT_FIELD(0, rows, year);
 *     nkt_column young_old = NKT_FIELD(NKT_IN_POPULATION_DEPENDENT, rows, dependent);
 *     nkt_column working = NKT_FIELD(NKT_IN_POPULATION_20_64, rows, working);
 *     nkt_group_keys(&year, 1, n, groups, &n_years, work, work_size, &error);
 *     nkt_group_sum(&young_old, groups, n, n_years, a, sizeof *a, work, work_size, &error);
 *     nkt_group_sum(&working, groups, n, n_years, b, sizeof *b, work, work_size, &error);
 *     const nkt_column sums[] = {NKT_TOTALS(NKT_IN_POPULATION_DEPENDENT, a),
 *                                NKT_TOTALS(NKT_IN_POPULATION_20_64, b)};
 *     const int32_t figure = NKT_DEPENDENCY_RATIO;
 *     nkt_compute(sums, 2, n_years, &figure, 1, NULL, nation, sizeof *nation, 0, &error);
 *
 * Where an input is missing in some rows in which the other is not, pass both columns through
 * nkt_total_match first: otherwise the two sums are over different municipalities.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NYCKELTAL_GROUP_H
#define NYCKELTAL_GROUP_H

#include "total.h"

NKT_BEGIN

/* The most columns that one key may have, here and in panel.h. */
#define NKT_KEYS_MAX 8

/*
 * How much work nkt_group_keys needs.
 *
 * n_rows  0 or more
 * size    receives the bytes
 * Returns NKT_OK, NKT_E_NULL, NKT_E_COUNT, NKT_E_SIZE. Thread-safe. Since 0.1.
 */
NKT_API nkt_status nkt_group_keys_work_size(int64_t n_rows, size_t *size, nkt_error *error);

/*
 * Numbers the distinct combinations of several codes: groups[r] is 0, 1, 2, ... in ascending order
 * of the first code, within it of the second, and so on.
 *
 * keys       n_keys columns of whole-number codes (year, county, sex); a column of stride 0 puts
 *            all rows in one group. The id of a key is not looked at
 * n_keys     1 to NKT_KEYS_MAX
 * n_rows     0 or more
 * groups     receives the number of the group of each of the n_rows rows, -1: none. So it can also
 *            be the rows of a column of totals, to spread a group's total over its rows. NULL only
 *            if n_rows is 0
 * n_groups   receives how many groups there are
 * work       8-byte aligned, work_size bytes as told by nkt_group_keys_work_size; contents are lost
 *
 * A row one of whose keys is missing (for whatever reason) is in no group. So is one with a key
 * that is bad data: fractional, infinite, beyond 2^53 in a type other than int64, marked invalid.
 * Returns NKT_OK; NKT_ROWS_INVALID with the first bad row and the number of bad rows; NKT_E_NULL,
 * NKT_E_COUNT, NKT_E_TYPE, NKT_E_CAPACITY (work_size), NKT_E_ALIGNMENT, NKT_E_SIZE. On refusal
 * nothing is written. Outputs may not overlap the keys or the work. Thread-safe. Since 0.1.
 */
NKT_API nkt_status nkt_group_keys(const nkt_column *keys, int64_t n_keys, int64_t n_rows,
                                  int64_t *groups, int64_t *n_groups, void *work, size_t work_size,
                                  nkt_error *error);

/*
 * How much work nkt_group_sum and nkt_group_mean need.
 *
 * n_rows, n_groups  0 or more
 * size              receives the bytes
 * Returns NKT_OK, NKT_E_NULL, NKT_E_COUNT, NKT_E_SIZE. Thread-safe. Since 0.1.
 */
NKT_API nkt_status nkt_group_sum_work_size(int64_t n_rows, int64_t n_groups, size_t *size,
                                           nkt_error *error);
NKT_API nkt_status nkt_group_mean_work_size(int64_t n_rows, int64_t n_groups, size_t *size,
                                            nkt_error *error);

/*
 * The sum of each group: value = Σ of the rows r with groups[r] = g, by the rules of total.h.
 *
 * column     n_rows rows; its id is an input, a figure that is a count, or 0. Other figures are
 *            refused (NKT_E_MEASURE): shares do not add up. That a group holds no two years of a
 *            stock is the caller's word
 * groups     the group of each row, as of nkt_group_keys or the caller's own; -1: in none, and then
 *            its value is not looked at. NULL only if n_rows is 0
 * n_rows, n_groups  0 or more
 * out        receives the total of group g at (char *) out + g · stride; needs no alignment; may
 *            not overlap column, groups or work. A group without rows is NKT_STATE_MISSING. NULL
 *            only if n_groups is 0
 * stride     bytes, may be negative, at least sizeof (nkt_total) in size; not looked at where there
 *            is one group
 * work       8-byte aligned, work_size bytes as told by nkt_group_sum_work_size; contents are lost
 *
 * Returns NKT_OK; NKT_ROWS_INVALID with the first bad row and how many are bad; NKT_E_NULL,
 * NKT_E_COUNT, NKT_E_TYPE, NKT_E_ID (an id that is not 0, no input and no figure), NKT_E_MEASURE,
 * NKT_E_DOMAIN (a number in groups below -1 or not below n_groups: which row), NKT_E_STRIDE,
 * NKT_E_CAPACITY (work_size), NKT_E_ALIGNMENT, NKT_E_SIZE. On refusal nothing is written to out.
 * Thread-safe on distinct outputs and work. Since 0.1.
 */
NKT_API nkt_status nkt_group_sum(const nkt_column *column, const int64_t *groups, int64_t n_rows,
                                 int64_t n_groups, nkt_total *out, int64_t stride, void *work,
                                 size_t work_size, nkt_error *error);

/*
 * The unweighted mean of each group (Kolada's "ovägt medel"): value = Σ of the rows that have a
 * value / their number. Each unit counts the same, large or small: it tells of the typical
 * municipality, not of the inhabitants, and differs from the figure of the nation.
 *
 * As nkt_group_sum, but for two things. Any figure of the catalogue may be averaged. And a secret
 * member is left out, with NKT_FLAG_PARTIAL, as Kolada does: the mean of many does not show it. (If
 * few are left, or all but one are published, it may: that is for the caller to judge, from
 * contributors and members.) With no value at all the mean is NKT_STATE_SECRET where some member
 * is. Bad data in a member make it NKT_STATE_INVALID.
 * The statuses are those of nkt_group_sum without NKT_E_MEASURE. Since 0.1.
 */
NKT_API nkt_status nkt_group_mean(const nkt_column *column, const int64_t *groups, int64_t n_rows,
                                  int64_t n_groups, nkt_total *out, int64_t stride, void *work,
                                  size_t work_size, nkt_error *error);

/*
 * A row to represent each group: the first one. As rows of a key's column it tells the key of each
 * group.
 *
 * groups     the group of each row, -1: in none. NULL only if n_rows is 0
 * n_rows, n_groups  0 or more
 * rows       receives n_groups row numbers; -1: the group has no rows. It may not overlap groups.
 *            NULL only if n_groups is 0
 * Returns NKT_OK, NKT_E_NULL, NKT_E_COUNT, NKT_E_DOMAIN (as nkt_group_sum). On refusal nothing is
 * written. Thread-safe. Since 0.1.
 */
NKT_API nkt_status nkt_group_first(const int64_t *groups, int64_t n_rows, int64_t n_groups,
                                   int64_t *rows, nkt_error *error);

NKT_END

#endif
