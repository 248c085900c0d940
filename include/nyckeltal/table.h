/*
 * The rows of a call, and columns that have them in common.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NYCKELTAL_TABLE_H
#define NYCKELTAL_TABLE_H

#include "column.h"

NKT_BEGIN

/*
 * The rows of a call: how many, which of them take part, and which group each belongs to.
 *
 * A row that is left out takes no part, as if it were not there; where a result is by row, it has
 * none: NaN, -1, NKT_STATE_NOT_APPLICABLE. So Kolada's row of the country is left out by `include`,
 * and no code is magic.
 *
 * A group number that is neither one of 0 ... n_groups - 1 (counted from first_group) nor none (-1,
 * or missing) is bad data: the row is left out, and the call says where (NKT_ROWS_INVALID).
 */
typedef struct nkt_rows {
    const nkt_column *include; /* a row takes part where this is neither 0 nor missing; NULL: all */
    const nkt_column *groups;  /* the number of the group of each row, of any integer type; -1 or
                                  missing: none. NULL: all rows are one group */
    int64_t n_rows;            /* 0 or more */
    int64_t n_groups;          /* 0 or more; without groups 0 or 1 */
    int32_t first_group;       /* what the first group's number is: 0, or 1 as in factors of R */
    int32_t reserved;          /* 0 */
} nkt_rows;

/* Columns of the same rows, in any order: what each of them is, its id says. */
typedef struct nkt_table {
    nkt_rows rows;
    const nkt_column *columns; /* n_columns of them; NULL only if that is 0 */
    int64_t n_columns;         /* 0 or more */
} nkt_table;

/* A unit among others: the unit's row, and the rows of those it is compared with. */
typedef struct nkt_peers {
    const nkt_column *members; /* n_members numbers of rows, of any integer type; -1 or missing is
                                  passed over. NULL: all rows that take part */
    int64_t n_members;         /* 0 or more; without members 0 */
    int64_t focus;             /* the unit's row */
    int32_t first_row; /* what the first row is called, in members and focus: 0, or 1 as in R */
    int32_t reserved;  /* 0 */
} nkt_peers;

NKT_END

/*
 * NKT_ROWS(n):                rows without groups, all of which take part
 * NKT_TABLE(columns, n):      the array `columns` (no pointer) as a table of n rows
 * NKT_TABLE_OF(p, n_columns, n):  the same, from a pointer
 * As initialisers; in C also as compound literals, (nkt_rows)NKT_ROWS(290).
 */
#ifdef __cplusplus
#define NKT_ROWS(n)                                                                                \
    { nullptr, nullptr, (n), 0, 0, 0 }
#else
#define NKT_ROWS(n)                                                                                \
    { NULL, NULL, (n), 0, 0, 0 }
#endif
#define NKT_TABLE_OF(p, n_columns, n)                                                              \
    { NKT_ROWS(n), (p), (n_columns) }
#define NKT_TABLE(columns, n)                                                                      \
    NKT_TABLE_OF(columns, (int64_t)(sizeof(columns) / sizeof(columns)[0]), n)

#endif
