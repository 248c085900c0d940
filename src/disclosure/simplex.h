/*
 * A linear program in whole numbers: exact, of bounded size, in the caller's memory.
 *
 * Variables are 0 or more, and may have an upper bound. Row i says that the variables, times its
 * coefficients, add up to b[i]; its own artificial variable (number n_columns + i) takes up what is
 * missing, and must become 0 unless the row is an objective.
 *
 * The tableau holds D times its true coefficients, D the determinant of the basis, so that every
 * number stays whole (Bareiss 1968). A number that would leave 64 bits ends it: failed is set.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NKT_SIMPLEX_H
#define NKT_SIMPLEX_H

#include <stddef.h>
#include <stdint.h>

/* No upper bound. */
#define NKT_I_NO_BOUND INT64_MAX

enum {
    NKT_I_SIMPLEX_BEST = 0,
    NKT_I_SIMPLEX_UNBOUNDED = 1,
    NKT_I_SIMPLEX_INFEASIBLE = 2,
    NKT_I_SIMPLEX_FAILED = 3 /* out of 64 bits, or of steps */
};

typedef struct nkt_i_simplex {
    int64_t n_rows, n_columns;
    int64_t *a;         /* n_rows x n_columns, by rows: of the variables that are not basic */
    int64_t *b;         /* of each row D times its basic variable */
    int64_t *in_row;    /* number of the basic variable of each row */
    int64_t *in_column; /* and of the others */
    int64_t *upper;     /* of each variable; n_columns + n_rows */
    int64_t *flipped;   /* 1: counted down from its upper bound */
    int64_t *place;     /* of each variable: its column, or -1 - its row */
    int64_t d;
    int64_t pivots; /* steps left */
    int failed;
} nkt_i_simplex;

/* How many int64_t of memory; 0 returned where they do not fit in size_t bytes. */
int nkt_i_simplex_length(int64_t n_rows, int64_t n_columns, size_t *length);

/* All coefficients 0, no bounds. Fill in a, b and upper (of columns), then start. */
void nkt_i_simplex_init(nkt_i_simplex *s, int64_t *memory, int64_t n_rows, int64_t n_columns,
                        int64_t pivots);

/* Finds a solution; the artificial variable of the last n_objectives rows may be anything. */
int nkt_i_simplex_start(nkt_i_simplex *s, int64_t n_objectives);

/* Makes a variable as large (up is 1) or as small (0) as it can be. */
int nkt_i_simplex_push(nkt_i_simplex *s, int64_t variable, int up);

/* D times the value of a variable; look at failed afterwards. */
int64_t nkt_i_simplex_value(nkt_i_simplex *s, int64_t variable);

/* Whether every variable is a whole number. */
int nkt_i_simplex_is_whole(const nkt_i_simplex *s);

#endif
