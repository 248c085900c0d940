/*
 * The simplex method with bounded variables, in whole numbers.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "disclosure/simplex.h"

#include "base/base.h"

/* Sums of two products of this size fit in 64 bits, however the doubles of the check round. */
#define REACH 0x1p61

int nkt_i_simplex_length(int64_t n_rows, int64_t n_columns, size_t *length) {
    size_t m = (size_t)n_rows, n = (size_t)n_columns, cells, rest, bytes;

    if (n_rows < 0 || n_columns < 0 || (uint64_t)n_rows > SIZE_MAX / 64 ||
        (uint64_t)n_columns > SIZE_MAX / 64)
        return 0;
    return nkt_i_size_mul(m, n, &cells) && nkt_i_size_mul(5, m, &rest) &&
           nkt_i_size_add(cells, rest, &cells) && nkt_i_size_mul(4, n, &rest) &&
           nkt_i_size_add(cells, rest, length) && nkt_i_size_mul(*length, 8, &bytes);
}

void nkt_i_simplex_init(nkt_i_simplex *s, int64_t *memory, int64_t n_rows, int64_t n_columns,
                        int64_t pivots) {
    const int64_t n = n_columns, m = n_rows, all = n + m;

    s->n_rows = m;
    s->n_columns = n;
    s->a = memory;
    s->b = s->a + m * n;
    s->in_row = s->b + m;
    s->in_column = s->in_row + m;
    s->upper = s->in_column + n;
    s->flipped = s->upper + all;
    s->place = s->flipped + all;
    s->d = 1;
    s->pivots = pivots;
    s->failed = 0;
    memset(memory, 0, (size_t)(m * n + m) * sizeof *memory);
    memset(s->flipped, 0, (size_t)all * sizeof *memory);
    for (int64_t i = 0; i < all; i++)
        s->upper[i] = NKT_I_NO_BOUND;
    for (int64_t j = 0; j < n; j++)
        s->in_column[j] = s->place[j] = j;
    for (int64_t i = 0; i < m; i++) {
        s->in_row[i] = n + i;
        s->place[n + i] = -1 - i;
    }
}

/* Whether x · y + z · w stays in reach; if not, that is the end. */
static int fits(nkt_i_simplex *s, int64_t x, int64_t y, int64_t z, int64_t w) {
    if (fabs((double)x * (double)y) + fabs((double)z * (double)w) < REACH)
        return 1;
    s->failed = 1;
    return 0;
}

/* ---- changes of the tableau ------------------------------------------------------------------ */

/* Counts the variable of a column from its other bound; it is worth that bound afterwards. */
static void flip_column(nkt_i_simplex *s, int64_t column) {
    const int64_t variable = s->in_column[column], upper = s->upper[variable];

    for (int64_t i = 0; i < s->n_rows; i++) {
        int64_t *a = &s->a[i * s->n_columns + column];
        if (!fits(s, *a, upper, s->b[i], 1))
            return;
        s->b[i] -= *a * upper;
        *a = -*a;
    }
    s->flipped[variable] = !s->flipped[variable];
}

/* The same for the basic variable of a row. */
static void flip_row(nkt_i_simplex *s, int64_t row) {
    const int64_t variable = s->in_row[row], upper = s->upper[variable];
    int64_t *a = &s->a[row * s->n_columns];

    if (!fits(s, s->d, upper, s->b[row], 1))
        return;
    s->b[row] = s->d * upper - s->b[row];
    for (int64_t j = 0; j < s->n_columns; j++)
        a[j] = -a[j];
    s->flipped[variable] = !s->flipped[variable];
}

/* One row of a pivot: by is the row of the pivot, p its element, q that of this row. */
static void reduce(nkt_i_simplex *s, int64_t row, int64_t by, int64_t column, int64_t p) {
    const int64_t n = s->n_columns, d = s->d;
    int64_t *a = &s->a[row * n];
    const int64_t *r = &s->a[by * n], q = a[column];

    if (q == 0 && p == d)
        return;
    for (int64_t j = 0; j < n && !s->failed; j++)
        if (j != column && (a[j] || (q && r[j])) && fits(s, a[j], p, q, r[j]))
            a[j] = (a[j] * p - q * r[j]) / d;
    if (!s->failed && fits(s, s->b[row], p, q, s->b[by]))
        s->b[row] = (s->b[row] * p - q * s->b[by]) / d;
    a[column] = -q;
}

/* The variable of the column becomes basic in the row, whose element there is above 0. */
static void pivot(nkt_i_simplex *s, int64_t row, int64_t column) {
    const int64_t p = s->a[row * s->n_columns + column];
    const int64_t leaving = s->in_row[row], entering = s->in_column[column];

    for (int64_t i = 0; i < s->n_rows && !s->failed; i++)
        if (i != row)
            reduce(s, i, row, column, p);
    s->a[row * s->n_columns + column] = s->d;
    s->d = p;
    s->in_row[row] = entering;
    s->in_column[column] = leaving;
    s->place[entering] = -1 - row;
    s->place[leaving] = column;
}

/* ---- a step ---------------------------------------------------------------------------------- */

/* Increases the variable of a column until something comes to its bound. 0: nothing ever does. */
static int step(nkt_i_simplex *s, int64_t column) {
    int64_t limit = s->upper[s->in_column[column]], per = 1, row = -1;
    int bounded = limit != NKT_I_NO_BOUND, at_upper = 0;

    for (int64_t i = 0; i < s->n_rows && !s->failed; i++) {
        const int64_t a = s->a[i * s->n_columns + column], upper = s->upper[s->in_row[i]];
        int64_t room = s->b[i], difference;
        if (a == 0 || (a < 0 && upper == NKT_I_NO_BOUND))
            continue;
        if (a < 0) {
            if (!fits(s, s->d, upper, s->b[i], 1))
                break;
            room = s->d * upper - s->b[i];
        }
        if (bounded && !fits(s, room, per, limit, a))
            break;
        difference = bounded ? room * per - limit * (a < 0 ? -a : a) : -1;
        if (difference < 0 || (difference == 0 && row >= 0 && s->in_row[i] < s->in_row[row])) {
            bounded = 1;
            limit = room;
            per = a < 0 ? -a : a;
            row = i;
            at_upper = a < 0;
        }
    }
    if (s->failed || !bounded)
        return s->failed;
    if (row < 0) {
        flip_column(s, column);
        return 1;
    }
    if (at_upper)
        flip_row(s, row);
    if (!s->failed)
        pivot(s, row, column);
    return 1;
}

/*
 * A column whose variable, increased, moves the basic variable of the row the right way; -1: none.
 * The steepest one, which is quick; later the first one, which comes to an end (Bland 1977).
 */
static int64_t choose_column(const nkt_i_simplex *s, int64_t row, int up, int steepest) {
    const int64_t *a = &s->a[row * s->n_columns];
    int64_t best = -1;

    for (int64_t j = 0; j < s->n_columns; j++) {
        const int64_t gain = up ? -a[j] : a[j], variable = s->in_column[j];
        if (gain <= 0 || s->upper[variable] == 0)
            continue;
        if (best < 0 ||
            (steepest ? gain > (up ? -a[best] : a[best]) : variable < s->in_column[best]))
            best = j;
    }
    return best;
}

int nkt_i_simplex_push(nkt_i_simplex *s, int64_t variable, int up) {
    const int64_t quick = s->pivots / 2;

    for (; s->pivots > 0 && !s->failed; s->pivots--) {
        const int wanted = up != (int)s->flipped[variable];
        int64_t column = s->place[variable];
        if (column >= 0 && (!wanted || s->upper[variable] == 0))
            return NKT_I_SIMPLEX_BEST;
        if (column < 0)
            column = choose_column(s, -1 - column, wanted, s->pivots > quick);
        if (column < 0)
            return NKT_I_SIMPLEX_BEST;
        if (!step(s, column))
            return NKT_I_SIMPLEX_UNBOUNDED;
    }
    return NKT_I_SIMPLEX_FAILED;
}

int nkt_i_simplex_start(nkt_i_simplex *s, int64_t n_objectives) {
    for (int64_t i = 0; i < s->n_rows; i++)
        if (s->b[i] < 0) {
            s->b[i] = -s->b[i];
            for (int64_t j = 0; j < s->n_columns; j++)
                s->a[i * s->n_columns + j] = -s->a[i * s->n_columns + j];
        }
    for (int64_t i = 0; i < s->n_rows - n_objectives; i++) {
        const int64_t artificial = s->n_columns + i;
        if (nkt_i_simplex_push(s, artificial, 0) != NKT_I_SIMPLEX_BEST)
            return NKT_I_SIMPLEX_FAILED;
        if (nkt_i_simplex_value(s, artificial) != 0)
            return NKT_I_SIMPLEX_INFEASIBLE;
        s->upper[artificial] = 0;
    }
    return NKT_I_SIMPLEX_BEST;
}

/* ---- what was found -------------------------------------------------------------------------- */

int64_t nkt_i_simplex_value(nkt_i_simplex *s, int64_t variable) {
    const int64_t place = s->place[variable], value = place < 0 ? s->b[-1 - place] : 0;

    if (!s->flipped[variable])
        return value;
    return fits(s, s->upper[variable], s->d, value, 1) ? s->upper[variable] * s->d - value : 0;
}

int nkt_i_simplex_is_whole(const nkt_i_simplex *s) {
    for (int64_t i = 0; i < s->n_rows; i++)
        if (s->b[i] % s->d)
            return 0;
    return 1;
}
