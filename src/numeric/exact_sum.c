/*
 * Exact sums of doubles: a superaccumulator of 32-bit digits in 64-bit places, in the spirit of
 * Neal, "Fast exact summation using small and large superaccumulators" (2015). Integer arithmetic
 * only, so the same bits on every machine, in any order, for any split.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "numeric/numeric.h"

#include <math.h>
#include <string.h>

#define DIGITS     NKT_I_EXACT_DIGITS
#define DIGIT_BITS 32
#define LOW_DIGIT  INT64_C(0xFFFFFFFF)
#define FRACTION   52                        /* bits of a double's fraction */
#define HIDDEN     (UINT64_C(1) << FRACTION) /* its implied first bit */
#define NOT_FINITE 2047                      /* the exponent of infinities and NaN */

/*
 * Each term changes a digit by less than 2^32, and a carry leaves less than 2^32: after this many
 * terms a digit is still below 2^63.
 */
#define TERMS_BEFORE_CARRY ((INT64_C(1) << 31) - 2)

void nkt_i_exact_sum_init(nkt_i_exact_sum *sum) {
    memset(sum, 0, sizeof *sum);
}

/* v = carry · 2^32 + digit with 0 <= digit < 2^32, without shifting a negative number. */
static int64_t split(int64_t v, int64_t *carry) {
    const int64_t digit = v & LOW_DIGIT;
    *carry = (v - digit) / (LOW_DIGIT + 1);
    return digit;
}

void nkt_i_exact_sum_normalise(nkt_i_exact_sum *sum) {
    int64_t carry = 0;
    for (int i = 0; i < DIGITS - 1; i++)
        sum->digit[i] = split(sum->digit[i] + carry, &carry);
    sum->digit[DIGITS - 1] += carry; /* the last one keeps the sign */
    sum->since_carry = 0;
}

int nkt_i_exact_sum_is_sound(const nkt_i_exact_sum *sum) {
    int64_t limit;

    if (sum->since_carry < 0 || sum->since_carry > TERMS_BEFORE_CARRY || sum->not_finite < 0 ||
        sum->not_finite > 1)
        return 0;
    limit = (sum->since_carry + 1) * (LOW_DIGIT + 1);
    for (int i = 0; i < DIGITS; i++)
        if (sum->digit[i] < -limit || sum->digit[i] > limit)
            return 0;
    return 1;
}

static void count_term(nkt_i_exact_sum *sum) {
    if (sum->since_carry >= TERMS_BEFORE_CARRY)
        nkt_i_exact_sum_normalise(sum);
    sum->since_carry++;
}

void nkt_i_exact_sum_add(nkt_i_exact_sum *sum, double x) {
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    const int exponent = (int)(bits >> FRACTION) & 2047;
    if (exponent == NOT_FINITE) {
        sum->not_finite = 1;
        return;
    }
    uint64_t whole = bits & (HIDDEN - 1);
    int shift = 0; /* x = ± whole · 2^(shift - 1074); subnormals share the first exponent's */
    if (exponent > 0) {
        whole |= HIDDEN;
        shift = exponent - 1;
    }
    count_term(sum);
    /* Up to 53 + 31 bits: three digits, the middle one in two parts that do not overlap. */
    int64_t *digit = &sum->digit[shift / DIGIT_BITS];
    const int within = shift % DIGIT_BITS;
    const uint64_t low = (whole & LOW_DIGIT) << within;
    const uint64_t high = (whole >> DIGIT_BITS) << within;
    const int64_t first = (int64_t)(low & LOW_DIGIT);
    const int64_t second = (int64_t)((low >> DIGIT_BITS) + (high & LOW_DIGIT));
    const int64_t third = (int64_t)(high >> DIGIT_BITS);
    const int64_t sign = bits >> 63 ? -1 : 1;
    digit[0] += sign * first;
    digit[1] += sign * second;
    digit[2] += sign * third;
}

void nkt_i_exact_sum_merge(nkt_i_exact_sum *sum, const nkt_i_exact_sum *source) {
    /* The source's digits as it would have them after a carry; the source itself stays as it is. */
    int64_t carry = 0;
    count_term(sum);
    for (int i = 0; i < DIGITS - 1; i++)
        sum->digit[i] += split(source->digit[i] + carry, &carry);
    sum->digit[DIGITS - 1] += source->digit[DIGITS - 1] + carry;
    sum->not_finite |= source->not_finite;
}

/* Makes a normalised number positive; says whether it was negative. */
static int take_sign(int64_t *digit) {
    if (digit[DIGITS - 1] >= 0)
        return 0;
    int64_t carry = 0;
    for (int i = 0; i < DIGITS - 1; i++)
        digit[i] = split(carry - digit[i], &carry);
    digit[DIGITS - 1] = carry - digit[DIGITS - 1];
    return 1;
}

/* The 32 bits of the number that start at bit `from`; 0 below the number. digit[i] < 2^32. */
static uint64_t bits_from(const int64_t *digit, int from) {
    const int i = from / DIGIT_BITS, within = from % DIGIT_BITS;
    const uint64_t above = i + 1 < DIGITS ? (uint64_t)digit[i + 1] : 0;
    return (((uint64_t)digit[i] | above << DIGIT_BITS) >> within) & (uint64_t)LOW_DIGIT;
}

/* Whether any bit below bit `end` is set. */
static int any_below(const int64_t *digit, int end) {
    int64_t found = digit[end / DIGIT_BITS] & ((INT64_C(1) << end % DIGIT_BITS) - 1);
    for (int i = 0; i < end / DIGIT_BITS; i++)
        found |= digit[i];
    return found != 0;
}

/* How many bits the number has, leading zeros left out; 0 for zero. */
static int bit_length(const int64_t *digit) {
    int i = DIGITS - 1;
    while (i > 0 && digit[i] == 0)
        i--;
    int length = i * DIGIT_BITS;
    for (uint64_t rest = (uint64_t)digit[i]; rest != 0; rest >>= 1)
        length++;
    return length;
}

double nkt_i_exact_sum_round(const nkt_i_exact_sum *sum) {
    if (sum->not_finite)
        return NAN;
    nkt_i_exact_sum copy = *sum;
    nkt_i_exact_sum_normalise(&copy);
    const uint64_t negative = (uint64_t)take_sign(copy.digit) << 63;
    const int length = bit_length(copy.digit);
    uint64_t bits;
    if (length <= FRACTION) {
        bits = bits_from(copy.digit, 0) | bits_from(copy.digit, DIGIT_BITS) << DIGIT_BITS;
    } else {
        const int lowest = length - FRACTION - 1; /* the last bit that a double keeps */
        if (lowest > NOT_FINITE - 2)
            return negative ? -INFINITY : INFINITY;
        const uint64_t whole = bits_from(copy.digit, lowest) |
                               bits_from(copy.digit, lowest + DIGIT_BITS) << DIGIT_BITS;
        bits = ((uint64_t)lowest << FRACTION) + whole; /* the first bit of whole adds 1 to it */
        if (lowest > 0 && (bits_from(copy.digit, lowest - 1) & 1) &&
            ((whole & 1) || any_below(copy.digit, lowest - 1)))
            bits++; /* may carry into the exponent, up to infinity: as it should */
    }
    bits |= negative;
    double result;
    memcpy(&result, &bits, sizeof result);
    return result;
}

/* The sum · 2^-64, for rounding: what is cut off at the end is kept as one bit. */
static nkt_i_exact_sum scaled_down(const nkt_i_exact_sum *sum) {
    enum { SHIFT = 64 / DIGIT_BITS };
    nkt_i_exact_sum copy = *sum;
    int64_t cut = 0;

    nkt_i_exact_sum_normalise(&copy);
    for (int i = 0; i < SHIFT; i++)
        cut |= copy.digit[i];
    for (int i = 0; i < DIGITS; i++)
        copy.digit[i] = i + SHIFT < DIGITS ? copy.digit[i + SHIFT] : 0;
    copy.digit[0] |= cut != 0;
    return copy;
}

double nkt_i_exact_sum_mean(const nkt_i_exact_sum *sum, double n) {
    const double rounded = nkt_i_exact_sum_round(sum);
    nkt_i_exact_sum small;

    if (!isinf(rounded))
        return rounded / n;
    small = scaled_down(sum);
    return ldexp(nkt_i_exact_sum_round(&small) / n, 64);
}
