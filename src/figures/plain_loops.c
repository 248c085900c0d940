/*
 * The loops of plain.h: written so that compilers vectorise them. No loop calls, none leaves early.
 *
 * What is said of an element is a double that is chosen or computed, as wide as what is compared, and
 * its bits are gathered as integers. It is never chosen between constants: gcc 12 sees a comparison
 * behind them, taken as an int, and makes no vector of those.
 *
 * Every NaN that comes out is NAN: one that went in may be another.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "figures/plain.h"

static inline uint64_t bits_of(double x) {
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    return bits;
}

static void fill(double *to, int64_t count, double value) {
    for (int64_t i = 0; to && i < count; i++)
        to[i] = value;
}

/* The basis is the whole where there is a value. restrict: results lie in no input. */
static void basis_of(const double *restrict part, const double *restrict whole, int64_t count,
                     double *restrict basis) {
    for (int64_t i = 0; i < count; i++) {
        const double both = part[i] + whole[i];
        basis[i] = both == both ? whole[i] : (double)NAN;
    }
}

static void states_of(const double *restrict part, const double *restrict whole, int64_t count,
                      int32_t *restrict state) {
    for (int64_t i = 0; i < count; i++) {
        const double both = part[i] + whole[i];
        const double missing = both == both ? 0 : both;
        state[i] = NKT_STATE_MISSING * (int32_t)(bits_of(missing) >> 62 & 1); /* a bit of any NaN */
    }
}

static void flags_of(const double *restrict part, const double *restrict whole, int64_t count,
                     int32_t *restrict flags) {
    for (int64_t i = 0; i < count; i++) {
        const double rest = whole[i] - part[i], sign = rest == rest ? rest : 0;
        flags[i] = NKT_FLAG_NUMERATOR_ABOVE_DENOMINATOR * (int32_t)(bits_of(sign) >> 63);
    }
}

/* Basis, state and flags, where they are wanted. */
static void finish(const double *part, const double *whole, int64_t count, int is_share,
                   const nkt_i_lines *to) {
    if (to->basis)
        basis_of(part, whole, count, to->basis);
    if (to->state)
        states_of(part, whole, count, to->state);
    if (to->flags && is_share)
        flags_of(part, whole, count, to->flags);
    else if (to->flags)
        memset(to->flags, 0, (size_t)count * sizeof *to->flags);
}

/* `told` (not 0) where no ordinary quotient comes from the two, otherwise 0; a NaN is ordinary. */
static inline double is_odd(double part, double whole, double quotient, double told) {
    double odd = part < 0 ? told : 0;
    odd = whole <= 0 ? told : odd;
    odd = whole > NKT_I_LARGE ? told : odd;
    return quotient > DBL_MAX ? told : odd;
}

static uint64_t divide(const double *restrict part, const double *restrict whole, int64_t count,
                       double scale, double *restrict value) {
    uint64_t odd = 0;

    for (int64_t i = 0; i < count; i++) {
        const double quotient = scale * part[i] / whole[i];
        odd |= bits_of(is_odd(part[i], whole[i], quotient, scale));
        value[i] = quotient == quotient ? quotient : (double)NAN;
    }
    return odd;
}

int nkt_i_plain_quotient(const double *part, const double *whole, int64_t count, double scale,
                         int is_share, const nkt_i_lines *to) {
    double unwanted[NKT_I_BLOCK];

    fill(to->lower, count, NAN);
    fill(to->upper, count, NAN);
    finish(part, whole, count, is_share, to);
    return !divide(part, whole, count, scale, to->value ? to->value : unwanted);
}

static uint64_t wilson(const double *restrict part, const double *restrict whole, int64_t count,
                       double z, double *restrict value, double *restrict lower,
                       double *restrict upper) {
    uint64_t odd = 0;

    for (int64_t i = 0; i < count; i++) {
        double share, low, high;
        nkt_i_wilson(part[i], whole[i], z, &share, &low, &high);
        odd |= bits_of(is_odd(part[i], whole[i], share, z));
        value[i] = share == share ? share : (double)NAN;
        /* false for a part above its whole, and where one is missing */
        lower[i] = part[i] <= whole[i] ? low : (double)NAN;
        upper[i] = part[i] <= whole[i] ? high : (double)NAN;
    }
    return odd;
}

int nkt_i_plain_share(const double *part, const double *whole, int64_t count, double z,
                      const nkt_i_lines *to) {
    double unwanted[2][NKT_I_BLOCK];

    finish(part, whole, count, 1, to);
    return !wilson(part, whole, count, z, to->value ? to->value : unwanted[0],
                   to->lower ? to->lower : unwanted[1], to->upper ? to->upper : unwanted[1]);
}

static uint64_t take(const double *restrict number, int64_t count, double *restrict value) {
    uint64_t odd = 0;

    for (int64_t i = 0; i < count; i++) {
        const double negative = number[i] < 0 ? number[i] : 0;
        odd |= bits_of(number[i] > DBL_MAX ? number[i] : negative);
        value[i] = number[i] == number[i] ? number[i] : (double)NAN;
    }
    return odd;
}

int nkt_i_plain_count(const double *number, int64_t count, const nkt_i_lines *to) {
    double unwanted[NKT_I_BLOCK];

    fill(to->lower, count, NAN);
    fill(to->upper, count, NAN);
    finish(number, number, count, 0, to);
    return !take(number, count, to->value ? to->value : unwanted);
}

int nkt_i_plain_sum(const double *restrict a, const double *restrict b, int64_t count,
                    double *restrict sum) {
    uint64_t odd = 0;

    for (int64_t i = 0; i < count; i++) {
        const double negative = a[i] < 0 ? a[i] : 0;
        odd |= bits_of(b[i] < 0 ? b[i] : negative);
        sum[i] = a[i] + b[i];
    }
    return !odd;
}
