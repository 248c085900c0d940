/*
 * The loops of plain.h over more than two numbers: odds, balances, differences.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "figures/plain.h"

#include "figures/mover.h"

/*
 * What the loops fill in before anything is put where the caller wants it, one line after another:
 * lines of one array, which cannot overlap the inputs.
 */
typedef struct lines {
    double value[NKT_I_BLOCK], lower[NKT_I_BLOCK], upper[NKT_I_BLOCK];
    double basis[NKT_I_BLOCK]; /* NaN where a number is missing */
    double rest[NKT_I_BLOCK];  /* below 0 where a part is above its whole */
} lines;

static void put_line(double *to, const double *from, int64_t count) {
    if (to)
        memcpy(to, from, (size_t)count * sizeof *to);
}

static void put(lines *made, int64_t count, const nkt_i_lines *to) {
    put_line(to->value, made->value, count);
    put_line(to->lower, made->lower, count);
    put_line(to->upper, made->upper, count);
    put_line(to->basis, made->basis, count);
    for (int64_t i = 0; to->state && i < count; i++)
        to->state[i] = NKT_STATE_MISSING * nkt_i_is_nan_code(made->basis[i]);
    for (int64_t i = 0; to->flags && i < count; i++)
        to->flags[i] = NKT_FLAG_NUMERATOR_ABOVE_DENOMINATOR * nkt_i_is_negative_code(made->rest[i]);
}

static void no_limits(lines *made, int64_t count) {
    for (int64_t i = 0; i < count; i++)
        made->lower[i] = made->upper[i] = NAN;
}

/* Wilson's limits of a proportion, as nkt_i_share_limits gives them. */
static inline nkt_i_limits wilson(double part, double whole, double z) {
    double share, lower, upper;

    nkt_i_wilson(part, whole, z, &share, &lower, &upper);
    return (nkt_i_limits){lower / 100, upper / 100};
}

/* ---- odds ----------------------------------------------------------------------------------------- */

int nkt_i_plain_odds(const nkt_i_numbers *of, int64_t count, double z, const nkt_i_lines *to) {
    const double *restrict part = of->part, *restrict whole = of->whole;
    uint64_t odd = 0;
    lines made;

    for (int64_t i = 0; i < count; i++) {
        const double all = part[i] + whole[i], quotient = 1 * part[i] / whole[i];
        const nkt_i_limits share = wilson(part[i], all, z);
        odd |= nkt_i_bits(nkt_i_is_odd(part[i], whole[i], quotient, z));
        odd |= nkt_i_bits(all > NKT_I_LARGE ? z : 0);
        made.value[i] = quotient == quotient ? quotient : (double)NAN;
        /* the denominator may be nobody: the odds have no bound; false for NaN */
        made.lower[i] = share.upper < 1 ? share.lower / (1 - share.lower) : (double)NAN;
        made.upper[i] = share.upper < 1 ? share.upper / (1 - share.upper) : (double)NAN;
        made.basis[i] = all == all ? whole[i] : (double)NAN;
        made.rest[i] = 0;
    }
    put(&made, count, to);
    return !odd;
}

/* ---- balance -------------------------------------------------------------------------------------- */

/* Values, bases, and how much is left of the wholes. */
static uint64_t balance(const nkt_i_numbers *of, int64_t count, lines *restrict made) {
    const double *restrict a = of->part, *restrict m = of->whole;
    const double *restrict b = of->part_2, *restrict n = of->whole_2;
    uint64_t odd = 0;

    for (int64_t i = 0; i < count; i++) {
        const double first = a[i] / m[i], second = b[i] / n[i], value = first / second;
        const double least = m[i] < n[i] ? m[i] : n[i], all = (a[i] + m[i]) + (b[i] + n[i]);
        const double rest = m[i] - a[i], rest_2 = n[i] - b[i];
        const double told = 1 + m[i], less = rest < rest_2 ? rest : rest_2;
        /* so small a second share, or none, may make a value that is no number */
        const double small = second < DBL_MIN ? told : 0;
        const double odd_1 = nkt_i_is_odd(a[i], m[i], value, told);
        const double odd_2 = nkt_i_is_odd(b[i], n[i], value, told);
        odd |= nkt_i_bits(odd_1) | nkt_i_bits(odd_2) | nkt_i_bits(small);
        made->value[i] = all == all ? value : (double)NAN;
        made->basis[i] = all == all ? least : (double)NAN;
        made->rest[i] = all == all ? less : (double)NAN;
    }
    return odd;
}

/* Where distances to limits are taken from. */
static inline double within(double part, double whole) {
    const double share = part / whole;
    return part < whole ? share : 1;
}

static void balance_limits(const nkt_i_numbers *of, int64_t count, double z, double phi,
                           lines *restrict made) {
    const double *restrict a = of->part, *restrict m = of->whole;
    const double *restrict b = of->part_2, *restrict n = of->whole_2;

    for (int64_t i = 0; i < count; i++) {
        const nkt_i_limits limits = nkt_i_mover_r(within(a[i], m[i]), wilson(a[i], m[i], z),
                                                  within(b[i], n[i]), wilson(b[i], n[i], z), phi);
        /* none where a part is above its whole, or missing */
        const double lower = made->rest[i] >= 0 ? limits.lower : (double)NAN;
        const double upper = made->rest[i] >= 0 ? limits.upper : (double)NAN;
        made->lower[i] = made->value[i] == made->value[i] ? lower : (double)NAN;
        made->upper[i] = made->value[i] == made->value[i] ? upper : (double)NAN;
    }
}

int nkt_i_plain_balance(const nkt_i_numbers *of, int64_t count, double z, double phi,
                        const nkt_i_lines *to) {
    lines made;
    const uint64_t odd = balance(of, count, &made);

    if (z > 0)
        balance_limits(of, count, z, phi, &made);
    else
        no_limits(&made, count);
    put(&made, count, to);
    return !odd;
}

/* ---- difference ----------------------------------------------------------------------------------- */

static uint64_t subtract(const nkt_i_numbers *of, int64_t count, lines *restrict made) {
    const double *restrict part = of->part, *restrict whole = of->whole;
    const double *restrict given = of->part_2;
    uint64_t odd = 0;

    for (int64_t i = 0; i < count; i++) {
        const double share = 100 * part[i] / whole[i], value = share - given[i];
        const double told = 1 + fabs(given[i]);
        const double far = fabs(value) > DBL_MAX ? told : 0;
        const double beyond = fabs(given[i]) > DBL_MAX ? told : far;
        const double odd_1 = nkt_i_is_odd(part[i], whole[i], share, told);
        odd |= nkt_i_bits(odd_1) | nkt_i_bits(beyond);
        made->value[i] = value == value ? value : (double)NAN;
        made->basis[i] = value == value ? whole[i] : (double)NAN;
        made->rest[i] = whole[i] - part[i];
    }
    return odd;
}

int nkt_i_plain_difference(const nkt_i_numbers *of, int64_t count, const nkt_i_lines *to) {
    lines made;
    const uint64_t odd = subtract(of, count, &made);

    no_limits(&made, count);
    put(&made, count, to);
    for (int64_t i = 0; to->flags && i < count; i++)
        to->flags[i] += NKT_FLAG_OPERAND_GIVEN * (1 - nkt_i_is_nan_code(of->part_2[i]));
    return !odd;
}
