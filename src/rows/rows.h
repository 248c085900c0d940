/*
 * What the files of this room, and those above it, share: keys of rows, columns that are summed, running sums over the
 * members of a group or window, and the block behind a panel.
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

/* ---- sizes and groups ------------------------------------------------------------------------- */

/* The bytes of a + b elements of int64_t, neither count negative; 0 where that does not fit. */
int nkt_i_bytes_for(int64_t a, int64_t b, size_t *size);

/* Refuses a number of rows, parameter number `argument`, because of it. */
nkt_status nkt_i_refuse_size(int32_t argument, int64_t count, nkt_error *error);

/* groups, n_rows and n_groups are parameters number `argument` and the two after it. */
nkt_status nkt_i_groups_check(const int64_t *groups, int64_t n_rows, int64_t n_groups,
                              int32_t argument, nkt_error *error);

/* ---- keys ------------------------------------------------------------------------------------- */

/* The columns of codes by which rows are brought together; years is NULL for groups. */
typedef struct nkt_i_keys {
    const nkt_column *keys;
    int64_t n_keys;
    const nkt_column *years;
    int32_t keys_argument, years_argument; /* their numbers among the parameters of the call */
} nkt_i_keys;

/* Refuses keys or years that cannot be read; n_keys is the parameter after keys. */
nkt_status nkt_i_keys_check(const nkt_i_keys *keys, int64_t n_rows, nkt_error *error);

/*
 * The rows that have all keys (and a year), in ascending order of keys, then year, then row. Returns
 * how many they are. rows, scratch and codes have room for n_rows. Bad data are noted.
 */
int64_t nkt_i_keys_sort(const nkt_i_keys *keys, int64_t n_rows, int64_t *rows, int64_t *scratch,
                        int64_t *codes, nkt_i_bad_rows *bad);

/* Whether two rows have the same keys; the year is not looked at. */
int nkt_i_keys_equal(const nkt_i_keys *keys, int64_t a, int64_t b);

/* The year of a row that has one. */
int64_t nkt_i_keys_year(const nkt_i_keys *keys, int64_t row);

/* ---- columns that are summed ------------------------------------------------------------------ */

/* What is to be done with the numbers of a column, and so which ids are refused. */
enum {
    NKT_I_ADD_UNITS = 1, /* not shares and other figures that do not add up */
    NKT_I_ADD_YEARS = 2, /* only what is counted during a year */
    NKT_I_AVERAGE = 3    /* anything */
};

/* A column whose numbers are summed. */
typedef struct nkt_i_terms {
    const nkt_column *column;
    const char *name; /* of the input or figure; "column" where it is neither */
    int may_be_negative;
    int32_t argument;
} nkt_i_terms;

/* Refuses a column that cannot be read, or is not fit for the use. fault: where it stands. */
nkt_status nkt_i_terms_open(const nkt_column *column, int64_t n_rows, int use, nkt_i_fault fault,
                            nkt_i_terms *terms, nkt_error *error);

/* The number in a row, and its state; NaN where there is none. */
double nkt_i_terms_value(const nkt_i_terms *terms, int64_t row, int8_t *state);

/* Notes a row that nkt_i_terms_value found invalid. */
void nkt_i_terms_note(const nkt_i_terms *terms, int64_t row, nkt_i_bad_rows *bad);

/* ---- running sums ----------------------------------------------------------------------------- */

/*
 * The rows that a sum is taken over: how many of each state, and the sum of those with a value.
 * Counts are whole numbers: while they and their sum are small enough for plain addition to be
 * exact, the half kilobyte of the exact sum stays untouched.
 */
typedef struct nkt_i_members {
    int64_t with_state[NKT_STATE_INVALID + 1];
    double plain;         /* the sum, until a term is not whole or the reach is used up */
    double reach;         /* the sum of the magnitudes of the terms in plain */
    int is_wide;          /* 1: the sum is in wide */
    nkt_i_exact_sum wide; /* not initialised before is_wide is 1 */
} nkt_i_members;

void nkt_i_members_begin(nkt_i_members *members);
void nkt_i_members_add(nkt_i_members *members, double value, int8_t state);
/* Takes out again what was added before. */
void nkt_i_members_remove(nkt_i_members *members, double value, int8_t state);

/* The sum by the rules of total.h; absent: members without a row, which count as missing. */
nkt_total nkt_i_members_sum(const nkt_i_members *members, int64_t absent);

/* The unweighted mean by the rules of nkt_group_mean. */
nkt_total nkt_i_members_mean(const nkt_i_members *members);

/* Whether a total is invalid though none of its members is: its sum is beyond the largest double. */
int nkt_i_members_overflow(const nkt_i_members *members, const nkt_total *total);

/* Notes that in the bad rows, at the row that the total stands for. */
void nkt_i_terms_note_overflow(const nkt_i_terms *terms, int64_t row, nkt_i_bad_rows *bad);

/* Checks where n totals go: out is parameter number `argument`, stride the one after it. */
nkt_status nkt_i_totals_check(const nkt_total *out, int64_t n, int64_t stride, int32_t argument,
                              nkt_error *error);

/* Writes total number i. */
void nkt_i_totals_write(nkt_total *out, int64_t i, int64_t stride, const nkt_total *total);

/* ---- the block behind a panel ----------------------------------------------------------------- */

/* What a panel's memory starts with. Native byte order, no padding, 8-byte aligned. */
typedef struct nkt_i_panel_head {
    uint64_t magic;
    uint64_t version;
    int64_t n_rows;  /* of the caller */
    int64_t n_seats; /* how many of them belong to a unit */
    int64_t n_units;
    uint64_t body_sum; /* checksum of the arrays behind the head */
    uint64_t head_sum; /* checksum of the head up to here */
} nkt_i_panel_head;

/*
 * A panel as its functions see it. Seats are the places of rows in order of unit and year. Unit u
 * has the seats first[u] ... first[u + 1] - 1.
 */
typedef struct nkt_i_panel {
    int64_t n_rows, n_seats, n_units;
    int64_t *row;   /* of each seat */
    int64_t *year;  /* of each seat */
    int64_t *unit;  /* of each seat */
    int64_t *seat;  /* of each row; -1: none */
    int64_t *first; /* of each unit, and the end of the last */
} nkt_i_panel;

/*
 * Refuses a panel that is not one; otherwise fills in the view. whole: also compare the arrays with
 * their checksum, for functions that read all of them anyway. The others check what they read.
 */
nkt_status nkt_i_panel_open(const void *memory, int whole, nkt_i_panel *panel, nkt_error *error);

/* a - b, or 0 returned where that does not fit. */
int nkt_i_year_subtract(int64_t a, int64_t b, int64_t *out);

#endif
