/*
 * Wide numbers against what IEEE arithmetic rounds correctly, known constants, and identities.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <check.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "numeric/wide.h"

enum { TRIALS = 20000 };

static uint64_t seed = UINT64_C(88172645463325252);

static uint64_t next(void) {
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return seed;
}

/* Any finite double, bit patterns all alike: every exponent, subnormals among them. */
static double any_double(void) {
    double x;
    do {
        uint64_t bits = next();
        memcpy(&x, &bits, sizeof x);
    } while (!isfinite(x));
    return x;
}

/* Doubles near enough to each other that sums round in all ways. */
static double near_double(void) {
    return ldexp((double)(int64_t)next(), (int)(next() % 120) - 60);
}

static void same_bits(double a, double b) {
    uint64_t x, y;
    memcpy(&x, &a, sizeof x);
    memcpy(&y, &b, sizeof y);
    ck_assert_msg(x == y, "%.17g is not %.17g", a, b);
}

START_TEST(doubles_come_back) {
    static const double edges[] = {0,
                                   1,
                                   -1,
                                   0x1p-1074,
                                   -0x1p-1074,
                                   0x1p-1022,
                                   0x1.fffffffffffffp-1023,
                                   0x1.fffffffffffffp+1023,
                                   0x1p-1023,
                                   3};
    for (size_t i = 0; i < sizeof edges / sizeof edges[0]; i++) {
        nkt_i_wide w = nkt_i_wide_from_double(edges[i]);
        same_bits(nkt_i_wide_round(&w), edges[i]);
    }
    for (int i = 0; i < TRIALS; i++) {
        double x = any_double();
        nkt_i_wide w = nkt_i_wide_from_double(x);
        same_bits(nkt_i_wide_round(&w), x == 0 ? 0 : x);
    }
}
END_TEST

START_TEST(integers_are_exact) {
    nkt_i_wide a = nkt_i_wide_from_integer(INT64_MIN), b = nkt_i_wide_from_integer(INT64_MAX);
    nkt_i_wide sum = nkt_i_wide_add(&a, &b);
    ck_assert_double_eq(nkt_i_wide_round(&a), -0x1p63);
    ck_assert_double_eq(nkt_i_wide_round(&sum), -1);
    a = nkt_i_wide_from_integer(0);
    ck_assert_int_eq(a.sign, 0);
}
END_TEST

/* The rounded wide result is the correctly rounded result, which is what IEEE doubles give. */
static void compare_with_doubles(double x, double y) {
    nkt_i_wide a = nkt_i_wide_from_double(x), b = nkt_i_wide_from_double(y), c;
    c = nkt_i_wide_add(&a, &b);
    ck_assert_double_eq(nkt_i_wide_round(&c), x + y);
    c = nkt_i_wide_subtract(&a, &b);
    ck_assert_double_eq(nkt_i_wide_round(&c), x - y);
    c = nkt_i_wide_multiply(&a, &b);
    ck_assert_double_eq(nkt_i_wide_round(&c), x * y);
    if (y != 0) {
        c = nkt_i_wide_divide(&a, &b);
        ck_assert_double_eq(nkt_i_wide_round(&c), x / y);
    }
    a = nkt_i_wide_from_double(fabs(x));
    c = nkt_i_wide_root(&a);
    ck_assert_double_eq(nkt_i_wide_round(&c), sqrt(fabs(x)));
    a = nkt_i_wide_from_double(x);
    ck_assert_int_eq(nkt_i_wide_compare(&a, &b), (x > y) - (x < y));
}

START_TEST(results_round_as_doubles_do) {
    for (int i = 0; i < TRIALS; i++) {
        compare_with_doubles(any_double(), any_double());
        compare_with_doubles(near_double(), near_double());
    }
    compare_with_doubles(0, 3);
    compare_with_doubles(3, 0);
    compare_with_doubles(0x1p-1074, 2);                     /* half the least: a tie, to even */
    compare_with_doubles(0x1.8p-1073, 2);                   /* ties upwards */
    compare_with_doubles(0x1.fffffffffffffp+1023, 0x1p970); /* a tie that overflows */
    compare_with_doubles(0x1.fffffffffffffp+1023, 0x1p969);
    compare_with_doubles(1, 3);
    compare_with_doubles(-6, 3);
}
END_TEST

/* |a - b| <= 2^bits · |a| */
static void close_to(const nkt_i_wide *a, const nkt_i_wide *b, int bits) {
    nkt_i_wide d = nkt_i_wide_subtract(a, b), limit = nkt_i_wide_scale(*a, bits);
    d.sign = d.sign ? 1 : 0;
    limit.sign = limit.sign ? 1 : 0;
    ck_assert_int_le(nkt_i_wide_compare(&d, &limit), 0);
}

/* A number with all its 256 bits in use. */
static nkt_i_wide any_wide(void) {
    uint64_t limbs[NKT_I_WIDE_LIMBS] = {next(), next(), next(), next()};
    return nkt_i_wide_from_limbs(limbs, NKT_I_WIDE_LIMBS, (int32_t)(next() % 2000) - 1000,
                                 next() & 1 ? 1 : -1);
}

START_TEST(all_bits_are_right) {
    for (int i = 0; i < TRIALS / 4; i++) {
        nkt_i_wide a = any_wide(), b = any_wide(), c = any_wide(), p, q, r, s;
        p = nkt_i_wide_divide(&a, &b); /* a / b · b = a */
        q = nkt_i_wide_multiply(&p, &b);
        close_to(&a, &q, -250);
        a.sign = 1; /* √a² = a */
        p = nkt_i_wide_root(&a);
        q = nkt_i_wide_multiply(&p, &p);
        close_to(&a, &q, -250);
        b.exponent = a.exponent + (int32_t)(next() % 200) - 100; /* (a + b) c = a c + b c */
        b.sign = 1;
        p = nkt_i_wide_add(&a, &b);
        p = nkt_i_wide_multiply(&p, &c);
        r = nkt_i_wide_multiply(&a, &c);
        s = nkt_i_wide_add_product(&r, &b, &c);
        close_to(&p, &s, -250);
        s = nkt_i_wide_subtract_product(&p, &b, &c);
        s = nkt_i_wide_subtract(&s, &r); /* cancels but for what rounding left */
        r = nkt_i_wide_scale(p, -250);
        r.sign = 1;
        s.sign = s.sign ? 1 : 0;
        ck_assert_int_lt(nkt_i_wide_compare(&s, &r), 0);
    }
}
END_TEST

START_TEST(cancellation_is_exact_for_close_numbers) {
    /* (1 + 2^-255) - 1, (2 + 2^-254) - (2 - 2^-254): nothing may be lost in the shift. */
    uint64_t one_up[4] = {1, 0, 0, UINT64_C(1) << 63},
             below_two[4] = {~UINT64_C(0), ~UINT64_C(0), ~UINT64_C(0), ~UINT64_C(0)};
    nkt_i_wide a = nkt_i_wide_from_limbs(one_up, 4, -255, 1), one = nkt_i_wide_from_integer(1), d;
    nkt_i_wide b = nkt_i_wide_from_limbs(below_two, 4, -255, 1), two = nkt_i_wide_from_integer(2);
    d = nkt_i_wide_subtract(&a, &one);
    ck_assert_double_eq(nkt_i_wide_round(&d), 0x1p-255);
    d = nkt_i_wide_subtract(&two, &b);
    ck_assert_double_eq(nkt_i_wide_round(&d), 0x1p-255);
    d = nkt_i_wide_subtract(&b, &two);
    ck_assert_double_eq(nkt_i_wide_round(&d), -0x1p-255);
    d = nkt_i_wide_subtract(&two, &two);
    ck_assert_int_eq(d.sign, 0);
}
END_TEST

START_TEST(the_root_of_two) {
    /* floor(√2 · 2^255), from integer arithmetic */
    static const uint64_t digits[4] = {UINT64_C(0xed17ac8583339915), UINT64_C(0x1d6f60ba893ba84c),
                                       UINT64_C(0x597d89b3754abe9f), UINT64_C(0xb504f333f9de6484)};
    nkt_i_wide two = nkt_i_wide_from_integer(2), root = nkt_i_wide_root(&two);
    nkt_i_wide known = nkt_i_wide_from_limbs(digits, 4, -255, 1);
    close_to(&known, &root, -253);
}
END_TEST

START_TEST(pairs_hold_twice_the_bits) {
    nkt_i_wide three = nkt_i_wide_from_integer(3), one = nkt_i_wide_from_integer(1), third, sum,
               part;
    double high, low;
    third = nkt_i_wide_divide(&one, &three);
    nkt_i_wide_round_pair(&third, &high, &low);
    ck_assert_double_eq(high, 1.0 / 3);
    ck_assert_double_eq(low, 0x1.5555555555555p-56);
    sum = nkt_i_wide_from_double(high);
    part = nkt_i_wide_from_double(low);
    sum = nkt_i_wide_add(&sum, &part);
    close_to(&third, &sum, -106);
    third = nkt_i_wide_scale(third, 3000);
    nkt_i_wide_round_pair(&third, &high, &low);
    ck_assert(isinf(high) && low == 0);
    third = nkt_i_wide_negate(nkt_i_wide_scale(third, -9000));
    ck_assert(nkt_i_wide_round(&third) == 0 && signbit(nkt_i_wide_round(&third)));
}
END_TEST

START_TEST(products_of_64_bits) {
    uint64_t high, low = nkt_i_multiply64(~UINT64_C(0), ~UINT64_C(0), &high);
    ck_assert(low == 1 && high == ~UINT64_C(0) - 1);
    low = nkt_i_multiply64(UINT64_C(0x123456789abcdef0), UINT64_C(0xfedcba9876543210), &high);
    ck_assert(low == UINT64_C(0x236d88fe5618cf00) && high == UINT64_C(0x121fa00ad77d7422));
}
END_TEST

START_TEST(unsound_numbers_are_seen) {
    nkt_i_wide a = nkt_i_wide_from_double(-1.7), zero = nkt_i_wide_zero();

    ck_assert(nkt_i_wide_is_sound(&a));
    ck_assert(nkt_i_wide_is_sound(&zero));
    zero.limb[1] = 1;
    ck_assert(!nkt_i_wide_is_sound(&zero));
    a.sign = 2;
    ck_assert(!nkt_i_wide_is_sound(&a));
    a.sign = 1;
    a.exponent = INT64_MIN;
    ck_assert(!nkt_i_wide_is_sound(&a));
    a.exponent = 3;
    a.limb[NKT_I_WIDE_LIMBS - 1] = 1; /* its top bit is not set */
    ck_assert(!nkt_i_wide_is_sound(&a));
}
END_TEST

Suite *nkt_suite_wide(void) {
    Suite *suite = suite_create("wide");
    TCase *tcase = tcase_create("wide");
    tcase_add_test(tcase, doubles_come_back);
    tcase_add_test(tcase, integers_are_exact);
    tcase_add_test(tcase, results_round_as_doubles_do);
    tcase_add_test(tcase, all_bits_are_right);
    tcase_add_test(tcase, cancellation_is_exact_for_close_numbers);
    tcase_add_test(tcase, the_root_of_two);
    tcase_add_test(tcase, pairs_hold_twice_the_bits);
    tcase_add_test(tcase, products_of_64_bits);
    tcase_add_test(tcase, unsound_numbers_are_seen);
    suite_add_tcase(suite, tcase);
    return suite;
}
