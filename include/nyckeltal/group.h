/*
 * Rows brought together: the nation, a county, any grouping, as sums, and the unweighted mean
 * beside them.
 *
 * A key figure of a group is computed from sums of its inputs, never as a mean of the members'
 * figures. The dependency ratio of the nation, year by year, from rows of municipality × year:
 *
 *     const nkt_column key = NKT_FIELD(0, rows, year), in[] = {
 *         NKT_FIELD(NKT_IN_POPULATION_DEPENDENT, rows, dependent),
 *         NKT_FIELD(NKT_IN_POPULATION_20_64, rows, working)};
 *     const nkt_column groups = NKT_FIELD(0, rows, group);
 *     nkt_table table = NKT_TABLE(in, n), keys = NKT_TABLE_OF(&key, 1, n), nation;
 *     nkt_column sums[2];
 *
 *     nkt_group_keys(&keys, &NKT_TO_FIELD(rows, group), &table.rows.n_groups, &work, &error);
 *     table.rows.groups = &groups;
 *     nkt_group_table(&table, sums, &totals, &work, &error);
 *     nation = (nkt_table)NKT_TABLE(sums, table.rows.n_groups);     then nkt_compute(&nation, ...)
 *
 * Where an input is missing in some rows in which the other is not, pass both columns through
 * nkt_total_match first: otherwise the two sums are over different municipalities.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NYCKELTAL_GROUP_H
#define NYCKELTAL_GROUP_H

#include "target.h"
#include "total.h"

NKT_BEGIN

enum nkt_keys_limit {
    NKT_KEYS_MAX = 8 /* the most columns that one key may have, here and in panel.h */
};

/*
 * Numbers the distinct combinations of several codes: 0, 1, 2, ... in ascending order of the first
 * code, within it of the second, and so on.
 *
 * keys      1 ... NKT_KEYS_MAX columns of whole-number codes (year, county, sex); one of stride 0
 *           puts all rows in one group. Their ids are not looked at. Without groups
 * groups    a numbering: the number of the group of each row; none where it is in none. As a column
 *           it is what nkt_rows.groups takes; as an array of int64_t it can also be the rows of a
 *           column of totals, to spread a group's total over its rows
 * n_groups  receives how many groups there are
 * work      scratch
 *
 * A row one of whose keys is missing (for whatever reason) is in no group, and so is one that is
 * left out. So is one with a key that is bad data: fractional, infinite, beyond 2^53 in a type other
 * than int64, marked invalid.
 * Returns NKT_OK, NKT_ROWS_INVALID, NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE (also where there are more
 * groups than the type of the target can number), NKT_E_OPTION (groups), NKT_E_STRIDE, NKT_E_SIZE,
 * NKT_E_CAPACITY, NKT_E_ALIGNMENT.
 */
NKT_API nkt_status nkt_group_keys(const nkt_table *keys, const nkt_target *groups,
                                  int64_t *n_groups, nkt_memory *work, nkt_error *error);

/*
 * The sum of each group: value = Σ of the rows of the group, by the rules of total.h.
 *
 * values   a column; its id is an input, a figure that is a count, or 0. Other figures are refused
 *          (NKT_E_MEASURE): shares do not add up. That a group holds no two years of a stock is the
 *          caller's word
 * rows     with groups; NULL groups: all rows are one. A row that is left out or in no group is
 *          not looked at
 * out      receives the total of group g at (char *) out + g · stride; needs no alignment; may not
 *          overlap values, rows or work. A group without rows is NKT_STATE_MISSING. NULL only if
 *          there are no groups
 * stride   bytes, may be negative; 0: totals follow one another
 * work     scratch
 *
 * Returns NKT_OK, NKT_ROWS_INVALID, NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_ID (an id that is not
 * 0, no input and no figure), NKT_E_MEASURE, NKT_E_STRIDE, NKT_E_SIZE, NKT_E_CAPACITY,
 * NKT_E_ALIGNMENT.
 */
NKT_API nkt_status nkt_group_sum(const nkt_column *values, const nkt_rows *rows, nkt_total *out,
                                 int64_t stride, nkt_memory *work, nkt_error *error);

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
 *
 * values   a column; its id is an input, any figure, or 0
 * rows     with groups, as for nkt_group_sum; NULL groups: all rows are one
 * out      receives the mean of group g at (char *) out + g · stride, as there
 * stride   bytes, may be negative; 0: means follow one another
 * work     scratch
 *
 * The statuses are those of nkt_group_sum without NKT_E_MEASURE.
 */
NKT_API nkt_status nkt_group_mean(const nkt_column *values, const nkt_rows *rows, nkt_total *out,
                                  int64_t stride, nkt_memory *work, nkt_error *error);

/*
 * Every column of a table summed by group, as the columns of a table with a row per group: each as
 * nkt_group_sum has it, with states and flags. So the nation is one call, and its key figures are a
 * second one.
 *
 * table    the columns; its rows have groups, by year or by year and county. NULL groups: one group
 * columns  receives table->n_columns columns of n_groups rows, in the order of the table and with
 *          its ids. It may be the array that the table's columns lie in
 * totals   the memory that their numbers live in, an nkt_total for each: keep it as it is as long
 *          as the columns are used. It may not be what the table's columns point at
 * work     scratch
 *
 * The statuses are those of nkt_group_sum, and NKT_E_DUPLICATE where totals and work are one block,
 * or totals is what columns of the table point at.
 */
NKT_API nkt_status nkt_group_table(const nkt_table *table, nkt_column *columns, nkt_memory *totals,
                                   nkt_memory *work, nkt_error *error);

/*
 * A row to represent each group: the first one. As rows of a key's column it gives the key of each
 * group.
 *
 * rows        with groups; NULL groups: all rows are one
 * first_rows  a numbering, a row per group: the number of the group's first row; none where it has
 *             no rows
 *
 * Returns NKT_OK, NKT_ROWS_INVALID, NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_STRIDE, NKT_E_SIZE,
 * NKT_E_CAPACITY.
 */
NKT_API nkt_status nkt_group_first(const nkt_rows *rows, const nkt_target *first_rows,
                                   nkt_error *error);

NKT_END

#endif
