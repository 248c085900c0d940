/*
 * The loops of plain.h: written so that compilers vectorise them. No loop calls, none leaves early.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "figures/plain.h"

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
    for (int64_t i = 0; i < count; i++)
        state[i] = NKT_STATE_MISSING * nkt_i_is_nan_code(part[i] + whole[i]);
}

static void flags_of(const double *restrict part, const double *restrict whole, int64_t count,
                     int32_t *restrict flags) {
    for (int64_t i = 0; i < count; i++)
        flags[i] =
            NKT_FLAG_NUMERATOR_ABOVE_DENOMINATOR * nkt_i_is_negative_code(whole[i] - part[i]);
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

static uint64_t divide(const double *restrict part, const double *restrict whole, int64_t count,
                       double scale, double *restrict value) {
    uint64_t odd = 0;

    for (int64_t i = 0; i < count; i++) {
        const double quotient = scale * part[i] / whole[i];
        odd |= nkt_i_bits(nkt_i_is_odd(part[i], whole[i], quotient, scale));
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
        odd |= nkt_i_bits(nkt_i_is_odd(part[i], whole[i], share, z));
        value[i] = share == share ? share : (double)NAN;
        /* false for a part above its whole, and where one is missing */
        lower[i] = part[i] <= whole[i] ? low : (double)NAN;
        upper[i] = part[i] <= whole[i] ? high : (double)NAN;
    }
    return odd;
}

int nkt_i_plain_share(const double *part, const double *whole, int64_t count, double z,
                      const nkt_i_lines *to) {
    double unwanted[3][NKT_I_BLOCK];

    finish(part, whole, count, 1, to);
    return !wilson(part, whole, count, z, to->value ? to->value : unwanted[0],
                   to->lower ? to->lower : unwanted[1], to->upper ? to->upper : unwanted[2]);
}

static uint64_t take(const double *restrict number, int64_t count, double *restrict value) {
    uint64_t odd = 0;

    for (int64_t i = 0; i < count; i++) {
        const double negative = number[i] < 0 ? number[i] : 0;
        odd |= nkt_i_bits(number[i] > DBL_MAX ? number[i] : negative);
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

static uint64_t take_given(const double *restrict number, int64_t count, double *restrict value) {
    uint64_t odd = 0;

    for (int64_t i = 0; i < count; i++) {
        odd |= nkt_i_bits(fabs(number[i]) > DBL_MAX ? number[i] : 0);
        value[i] = number[i] == number[i] ? number[i] : (double)NAN;
    }
    return odd;
}

static void given_of(const double *restrict number, int64_t count, int32_t *restrict flags) {
    for (int64_t i = 0; i < count; i++)
        flags[i] = NKT_FLAG_OPERAND_GIVEN * (1 - nkt_i_is_nan_code(number[i]));
}

int nkt_i_plain_given(const double *number, int64_t count, const nkt_i_lines *to) {
    double unwanted[NKT_I_BLOCK];

    fill(to->lower, count, NAN);
    fill(to->upper, count, NAN);
    fill(to->basis, count, NAN);
    if (to->state)
        states_of(number, number, count, to->state);
    if (to->flags)
        given_of(number, count, to->flags);
    return !take_given(number, count, to->value ? to->value : unwanted);
}

int nkt_i_plain_sum(const double *restrict a, const double *restrict b, int64_t count,
                    double *restrict sum) {
    uint64_t odd = 0;

    for (int64_t i = 0; i < count; i++) {
        const double negative = a[i] < 0 ? a[i] : 0;
        odd |= nkt_i_bits(b[i] < 0 ? b[i] : negative);
        sum[i] = a[i] + b[i];
    }
    return !odd;
}

int nkt_i_plain_prefer(const double *restrict parts, const double *restrict whole, int64_t count,
                       double *restrict sum) {
    uint64_t odd = 0;

    for (int64_t i = 0; i < count; i++) {
        const double apart = fabs(parts[i] - whole[i]);
        const double differs = apart > NKT_I_SAME * whole[i] ? apart : 0;
        odd |= nkt_i_bits(whole[i] < 0 ? whole[i] : differs);
        sum[i] = whole[i] == whole[i] ? whole[i] : parts[i];
    }
    return !odd;
}
