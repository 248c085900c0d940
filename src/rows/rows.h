/*
 * What the files of this room, and those above it, share: rows put together by group, exact sums by
 * the rules of total.h, columns that are summed, keys of rows, and the block behind a panel.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NKT_ROWS_H
#define NKT_ROWS_H

#include "base/base.h"
#include "numeric/numeric.h"
#include "nyckeltal/group.h"
#include "nyckeltal/panel.h"
#include "nyckeltal/total.h"

/* ---- rows by group ---------------------------------------------------------------------------- */

/*
 * The rows of each group together, in ascending order: group g has rows[starts[g]] ...
 * rows[starts[g + 1] - 1]. A call adds its bytes to those that it claims, and places it there:
 *
 *     at = nkt_i_grouping_bytes(&bytes, n_rows, n_groups);
 *     base = nkt_i_claim(&call, "work", work, bytes);
 *     ...
 *     by = nkt_i_grouping_at(base + at, n_rows, n_groups);
 *     nkt_i_grouping_read(&call, "rows.include", "rows.groups", &by, rows);
 */
typedef struct nkt_i_grouping {
    int64_t n_rows, n_groups;
    int64_t *groups; /* of each row; -1: none, or left out */
    int64_t *rows;   /* those in a group */
    int64_t *starts; /* of each group, and the end of the last */
} nkt_i_grouping;

size_t nkt_i_grouping_bytes(nkt_i_bytes *bytes, int64_t n_rows, int64_t n_groups);
nkt_i_grouping nkt_i_grouping_at(void *memory, int64_t n_rows, int64_t n_groups);

/* Reads the groups of rows that were checked, and sorts. Bad data are noted under the two paths. */
void nkt_i_grouping_read(nkt_i_call *call, const char *include_path, const char *groups_path,
                         nkt_i_grouping *by, const nkt_rows *rows);

/* Sorts by groups that the caller has put there, -1 ... n_groups - 1. */
void nkt_i_grouping_sort(nkt_i_grouping *by);

/* The place of one, for a call that needs nothing else of "work": claims it, unless it is refused. */
nkt_i_grouping nkt_i_grouping_claim(nkt_i_call *call, int64_t n_rows, int64_t n_groups,
                                    nkt_memory *work);

/* ---- exact sums ------------------------------------------------------------------------------- */

/*
 * The members that a sum is taken over: how many of each state, and the sum of those with a value.
 * Counts are whole numbers: while they and their sum are small enough for plain addition to be
 * exact, the half kilobyte of the exact sum stays untouched. For a sum that is no nkt_total, add
 * with NKT_STATE_VALUE and take nkt_i_members_value.
 */
typedef struct nkt_i_members {
    int64_t with_state[NKT_STATE_INVALID + 1];
    int64_t partial, broken; /* members with a value and such a flag */
    double plain;            /* the sum, until a term is not whole or the reach is used up */
    double reach;            /* the sum of the magnitudes of the terms in plain */
    int is_wide;             /* 1: the sum is in wide */
    nkt_i_exact_sum wide;    /* not initialised before is_wide is 1 */
} nkt_i_members;

void nkt_i_members_begin(nkt_i_members *members);
void nkt_i_members_add(nkt_i_members *members, double value, int8_t state);
/* Takes out again what was added before. */
void nkt_i_members_remove(nkt_i_members *members, double value, int8_t state);
/* The flags of a member with a value; by: 1 where it is added, -1 where it is taken out. */
void nkt_i_members_flag(nkt_i_members *members, int32_t flags, int by);

/* The sum of those with a value, rounded once; infinite where it is beyond the largest double. */
double nkt_i_members_value(const nkt_i_members *members);

/* The sum by the rules of total.h; absent: members without a row, which count as missing. */
nkt_total nkt_i_members_sum(const nkt_i_members *members, int64_t absent);

/* The unweighted mean by the rules of nkt_group_mean. */
nkt_total nkt_i_members_mean(const nkt_i_members *members);

/* Whether a total is invalid though none of its members is: its sum is beyond the largest double. */
int nkt_i_members_overflow(const nkt_i_members *members, const nkt_total *total);

/* ---- columns that are summed ------------------------------------------------------------------ */

/* What is to be done with the numbers of a column, and so which ids are refused. */
enum {
    NKT_I_ADD_UNITS = 1, /* not shares and other figures that do not add up */
    NKT_I_ADD_YEARS = 2, /* only what is counted during a year */
    NKT_I_AVERAGE = 3    /* anything */
};

/* A column whose numbers are summed. */
typedef struct nkt_i_summand {
    const nkt_column *column;
    const char
        *path; /* where it stands among the arguments, and as which of several: item, or -1 */
    const char *name; /* of the input or figure; NULL: what the column says, or its path */
    int32_t item;
    int may_be_negative;
} nkt_i_summand;

/* Refuses a column that cannot be read, or is not fit for the use. */
nkt_i_summand nkt_i_summand_open(nkt_i_call *call, const char *path, int32_t item,
                                 const nkt_column *column, int64_t n_rows, int use);

/* The number in a row, and its state; NaN where there is none. */
double nkt_i_summand_value(const nkt_i_summand *summand, int64_t row, int8_t *state);

/* Adds a row to the members, and takes it out again. Returns whether it is bad data, not noted. */
int nkt_i_summand_add(const nkt_i_summand *summand, int64_t row, nkt_i_members *members);
void nkt_i_summand_remove(const nkt_i_summand *summand, int64_t row, nkt_i_members *members);

/* Notes a row that is bad data; one that the sum beyond the largest double stands for. */
void nkt_i_summand_note(nkt_i_call *call, const nkt_i_summand *summand, int64_t row);
void nkt_i_summand_note_overflow(nkt_i_call *call, const nkt_i_summand *summand, int64_t row);

/* ---- keys ------------------------------------------------------------------------------------- */

/* The columns of codes by which rows are brought together; years is NULL for groups. */
typedef struct nkt_i_row_keys {
    const nkt_table *keys;
    const nkt_column *years;
} nkt_i_row_keys;

/* Refuses "keys" that cannot be read. */
void nkt_i_row_keys_check(nkt_i_call *call, const nkt_table *keys);

/* Three arrays of n_rows, to sort in. */
typedef struct nkt_i_row_order {
    int64_t *rows; /* in order, n of them */
    int64_t *scratch, *codes;
    int64_t n;
} nkt_i_row_order;

/* Their bytes; where they lie. */
size_t nkt_i_row_order_bytes(nkt_i_bytes *bytes, int64_t n_rows);
nkt_i_row_order nkt_i_row_order_at(void *memory, int64_t n_rows);

/*
 * The rows that take part and have all keys (and a year), in ascending order of keys, then year,
 * then row. Bad data are noted.
 */
void nkt_i_row_keys_sort(nkt_i_call *call, const nkt_i_row_keys *by, nkt_i_row_order *order);

/* Whether two rows have the same keys; the year is not looked at. */
int nkt_i_row_keys_equal(const nkt_i_row_keys *by, int64_t a, int64_t b);

/* The year of a row that has one. */
int64_t nkt_i_row_year(const nkt_i_row_keys *by, int64_t row);

/* ---- the block behind a panel ----------------------------------------------------------------- */

#define NKT_I_PANEL UINT64_C(0x326c656e61702d6b) /* "k-panel2" in memory, little-endian */

/* What a panel's memory starts with. Native byte order, no padding, 8-byte aligned. */
typedef struct nkt_i_panel_head {
    uint64_t magic;
    uint64_t size;   /* bytes, this head included: words of 8, all of them set */
    int64_t n_rows;  /* of the caller */
    int64_t n_seats; /* how many of them belong to a unit */
    int64_t n_units;
    uint64_t body_sum; /* checksum of the arrays behind the head */
    uint64_t head_sum; /* checksum of the head up to here */
} nkt_i_panel_head;

/* Where a row has no seat. */
enum { NKT_I_NO_UNIT = -1, NKT_I_LEFT_OUT = -2 };

/*
 * A panel as its functions see it. Seats are the places of rows in order of unit and year. Unit u
 * has the seats first[u] ... first[u + 1] - 1.
 */
typedef struct nkt_i_panel {
    int64_t n_rows, n_seats, n_units;
    int64_t *row;   /* of each seat */
    int64_t *year;  /* of each seat */
    int64_t *unit;  /* of each seat */
    int64_t *seat;  /* of each row; NKT_I_NO_UNIT, NKT_I_LEFT_OUT */
    int64_t *first; /* of each unit, and the end of the last */
} nkt_i_panel;

/* The bytes of a panel of so many rows. */
void nkt_i_panel_bytes(nkt_i_bytes *bytes, int64_t n_rows);

/* The view of a block of that many bytes. Seats and units are the caller's to set. */
nkt_i_panel nkt_i_panel_lay_out(void *block, int64_t n_rows);

/* Writes the head of a block whose arrays are complete. */
void nkt_i_panel_seal(void *block, const nkt_i_panel *panel);

/*
 * Refuses a memory that holds no panel; otherwise fills in the view. whole: also that the arrays are
 * what they were and lead nowhere but into the panel, for functions that read all of them anyway.
 * The others check what they read.
 */
void nkt_i_panel_open(nkt_i_call *call, const char *path, const nkt_memory *memory, int whole,
                      nkt_i_panel *panel);

/* Refuses a memory that holds no panel, or one that could lead a reader astray. */
void nkt_i_panel_check(nkt_i_call *call, const char *path, const nkt_memory *memory);

/* For each of the panel's rows the row of the same unit `years` earlier; -1: none. */
void nkt_i_panel_lag_rows(const nkt_i_panel *panel, int64_t years, int64_t *rows);

/* a - b, or 0 returned where that does not fit. */
int nkt_i_year_subtract(int64_t a, int64_t b, int64_t *out);

#endif
