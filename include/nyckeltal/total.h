/*
 * A sum or a mean over several rows (the units of a group, the years of a window), with what it
 * rests on; and the columns that feed it to nkt_compute again.
 *
 * Every sum of the library follows one rule. Its members are the rows that it is taken over, but
 * for those where the figure does not apply: these are no members of it.
 *
 *   - a secret member makes the sum NKT_STATE_SECRET: it could be found by subtraction;
 *   - otherwise bad data in a member makes it NKT_STATE_INVALID, and the call says where;
 *   - otherwise it is the sum of the members that have a value, with NKT_FLAG_PARTIAL where others
 *     are missing (or have no denominator);
 *   - NKT_STATE_MISSING where no member has a value, NKT_STATE_NOT_APPLICABLE where there is no
 *     member but rows to which the figure does not apply.
 *
 * What is partial or not comparable stays so: a member that has a value and carries
 * NKT_FLAG_PARTIAL or NKT_FLAG_SERIES_BREAK (nkt_column.flags) gives its flag to the sum.
 *
 * Bad data are infinities, what a column marks as invalid, and negative numbers in a column whose
 * id is an input or a figure of the catalogue that cannot be negative; under id 0 any finite number
 * will do. Sums are exact and rounded once: the same bits in any order of the rows. A sum beyond
 * the largest double is NKT_STATE_INVALID too.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NYCKELTAL_TOTAL_H
#define NYCKELTAL_TOTAL_H

#include "estimate.h"
#include "memory.h"
#include "table.h"

NKT_BEGIN

/* 32 bytes, the same on every machine, frozen for ever. */
typedef struct nkt_total {
    double value;         /* NaN unless state is NKT_STATE_VALUE */
    int64_t contributors; /* members that have a value */
    int64_t members;      /* how many there are, those without a value included */
    int32_t flags;        /* NKT_FLAG_PARTIAL, NKT_FLAG_SERIES_BREAK, both or 0 */
    int32_t state;        /* NKT_STATE_* */
} nkt_total;

/*
 * A column of an array of totals: their values, with their states as reasons, and their flags. The
 * same as NKT_TOTALS and NKT_TOTALS_FIELD, for languages that have no macros.
 *
 * totals   the array; its length is that of the calls that the column will serve
 * stride   bytes between totals, such as the size of the caller's struct that holds one; may be
 *          negative; 0: they follow one another
 * id       NKT_IN_*, or the id of a figure, or 0
 * out      receives the column. To spread totals of groups over the rows that they were taken
 *          from, set its rows to the groups of these rows.
 *
 * A partial total is a value like any other in the column, and its flag goes with it: a figure that
 * is made from it is NKT_FLAG_PARTIAL too.
 * Returns NKT_OK, NKT_E_NULL, NKT_E_STRIDE.
 */
NKT_API nkt_status nkt_total_column(const nkt_total *totals, int64_t stride, int32_t id,
                                    nkt_column *out, nkt_error *error);

/*
 * Makes several columns have their values in the same rows, so that sums over them are over the
 * same units and a ratio of two sums compares like with like: where one column has no value in a
 * row, the others are missing there too. Each keeps its own reason for having none, so a secret
 * numerator still makes the sum, and the ratio, secret.
 *
 * table    the columns, which stay as they are; ids as in nkt_group_mean. Groups are not looked at.
 *          In a row that is left out every column is missing
 * columns  receives table->n_columns columns: views of those of the table, in their order, through
 *          element numbers in `rows`. It may be the array that the table's columns lie in
 * rows     the memory that these element numbers live in: keep it as it is as long as the columns
 *          are used. It may not be what the table's columns point at
 *
 * Bad data count as no value here; the sum that is taken later says where they are.
 * Returns NKT_OK, NKT_ROWS_INVALID (include), NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_ID (an id
 * that is not 0, no input and no figure), NKT_E_DUPLICATE (rows is what columns of the table point
 * at), NKT_E_SIZE, NKT_E_CAPACITY, NKT_E_ALIGNMENT.
 */
NKT_API nkt_status nkt_total_match(const nkt_table *table, nkt_column *columns, nkt_memory *rows,
                                   nkt_error *error);

NKT_END

/*
 * NKT_TOTALS(id, totals):            the array `totals` of nkt_total, all of it.
 * NKT_TOTALS_N(id, p, n):            n of them from the pointer `p` on.
 * NKT_TOTALS_FIELD(id, rows, field): member `field`, an nkt_total, of the array of structs `rows`.
 * In C11 and later and in C++11 and later; in C99 call nkt_total_column.
 */
#ifndef NKT_NO_STD_INCLUDES
/* clang-format off */
#ifdef __cplusplus
#define NKT_TOTAL_COLUMN_(t, s, n, id_) \
    nkt_column{&(t).value, nullptr, &(t).state, &(t).flags, nullptr, nullptr, (s), (s), 0, (n), \
               NKT_FLOAT64, (id_)}
#elif defined(__STDC_VERSION__) && __STDC_VERSION__ >= 201112L
#define NKT_TOTAL_COLUMN_(t, s, n, id_) \
    ((nkt_column){.values = &(t).value, .reasons = &(t).state, .flags = &(t).flags, \
                  .stride = (s), .reasons_stride = (s), .length = (n), .type = NKT_FLOAT64, .id = (id_)})
#endif
/* clang-format on */
#ifdef NKT_TOTAL_COLUMN_
#define NKT_TOTALS(id, totals)                                                                     \
    NKT_TOTALS_N(id, &(totals)[0], (int64_t)(sizeof(totals) / sizeof(totals)[0]))
#define NKT_TOTALS_N(id, p, n) NKT_TOTAL_COLUMN_((p)[0], (int64_t)sizeof(p)[0], (n), (id))
#define NKT_TOTALS_FIELD(id, rows, field)                                                          \
    NKT_TOTAL_COLUMN_((rows)->field, (int64_t)sizeof *(rows), 0, (id))
#endif
#endif

#endif
