/*
 * Exact sums and error-free transforms: correctly rounded, in every order, for every split, at the
 * ends of the range of doubles.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <check.h>
#include <float.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "numeric/numeric.h"

#define COUNT(array) ((int)(sizeof(array) / sizeof(array)[0]))

static uint64_t next_bits(uint64_t *state) {
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return *state ^ *state >> 29;
}

static int below(uint64_t *state, int end) {
    return (int)(next_bits(state) >> 33) % end;
}

/* A double of any sign, with a full fraction, between 2^low and 2^high. */
static double any_double(uint64_t *state, int low, int high) {
    const double fraction = 1.0 + (double)(next_bits(state) >> 12) / 4503599627370496.0;
    const double value = ldexp(fraction, low + below(state, high - low));
    return next_bits(state) >> 40 & 1 ? -value : value;
}

static nkt_i_exact_sum sum_of(const double *x, int n) {
    nkt_i_exact_sum sum;
    nkt_i_exact_sum_init(&sum);
    for (int i = 0; i < n; i++)
        nkt_i_exact_sum_add(&sum, x[i]);
    return sum;
}

static double rounded_sum(const double *x, int n) {
    const nkt_i_exact_sum sum = sum_of(x, n);
    return nkt_i_exact_sum_round(&sum);
}

/* The same bits: -0 is not 0. */
#define ck_same(got_, expected_)                                                                   \
    do {                                                                                           \
        const double got__ = (got_), expected__ = (expected_);                                     \
        ck_assert_msg(memcmp(&got__, &expected__, sizeof got__) == 0, "%s: %a instead of %a",      \
                      #got_, got__, expected__);                                                   \
    } while (0)

/* ---- the rounded value ----------------------------------------------------------------------- */

/* Python's math.fsum, and its fractions: plain, cancelling, next to ties, subnormal, huge. */
/* clang-format off */
static const struct { double x[7], sum; } known[] = {
    {{-0x1.5cc9a1d9b660ep-5, -0x1.a6b145d33f4f3p+4, -0x1.91a3f05deff62p+5, -0x1.9ebe1241d44f4p-1, 0x1.26d7a4c20a600p+5, 0x1.15dea96b52fd4p-3, 0x1.7b3e1e55268e7p+0}, -0x1.3807499aee752p+5},
    {{0x1.6032ba2d56108p+58, -0x1.78b91f8c2d52ep-28, -0x1.7627f72e27fa0p-29, 0x1.22cbd03c647a0p+41, -0x1.d5955150ac80ap-40, 0x1.37cb75a461fd3p+60, 0x1.8bd93259a2d78p-3}, 0x1.8fd848893188ep+60},
    {{0x1.c6b978d6099e6p-996, -0x1.6afcae6a94a6fp-664, 0x1.9b5f13fe0f07dp-232, 0x1.5a69bec314d41p+14, -0x1.c1a011a16f9a1p-445, 0x1.bc8f42f11f6d2p+636, 0x1.5c6d5e458adbep+563}, 0x1.bc8f42f11f6d2p+636},
    {{-0x1.edb9713c67d92p-1003, 0x0.00000022b673dp-1022, 0x0.0000002730cb5p-1022, -0x0.0000000001ba6p-1022, -0x1.325dd5124b122p-1008, -0x0.000000383aee1p-1022, -0x1.f8e039e16fc62p-1000}, -0x1.1be4e2ef07860p-999},
    {{0x1.954b57a283aa2p+957, -0x1.89c9d057a4803p+947, 0x1.70683852f2e56p+1007, -0x1.365644fbd2c16p+942, -0x1.93f9e239c2efcp+947, 0x1.e431a2c6194aap+961, -0x1.cc7f8e8424e14p+1014}, -0x1.c99ebe137efb6p+1014},
    {{0x1.c2bab1dc45fc6p-574, -0x1.c2bab1dc45fc6p-574, -0x1.aac7805d3429cp+847, 0x1.8798fea270f38p-556, -0x1.8798fea270f38p-556, 0x1.3b347fcdaf71ap-1014, 0x1.aac7805d3429cp+847}, 0x1.3b347fcdaf71ap-1014},
    {{0x1.e13a9b81d1524p-263, -0x1.e13a9b81d1524p-263, -0x1.f3375acc6125ep-63, -0x0.00000dedd22f2p-1022, 0x1.54c0487fe821ep+827, 0x1.f3375acc6125ep-63, -0x1.54c0487fe821ep+827}, -0x0.00000dedd22f2p-1022},
    {{0x1.cd2d980b44b85p+455, 0x1.91f08f3c2d7d1p-55, 0x1.c9f63c0397d0bp-963, -0x1.cd2d980b44b85p+455, -0x1.91f08f3c2d7d1p-55, 0x1.5816361bb0fb4p-737, -0x1.5816361bb0fb4p-737}, 0x1.c9f63c0397d0bp-963},
    {{-0x1.bfd24a2a6c88ap-874, -0x1.4e85e9e72a69ap+64, 0x1.4e85e9e72a69ap+64, 0x1.bfd24a2a6c88ap-874, -0x1.c23503f19aebdp+251, 0x1.c23503f19aebdp+251, 0x0.0000020b3162fp-1022}, 0x0.0000020b3162fp-1022},
    {{-0x1.2d6b7308afdf8p+190, 0x0.000000000052bp-1022, 0x1.8875fef5339eep+681, 0x1.0a6bdb8d919aap-626, -0x1.0a6bdb8d919aap-626, -0x1.8875fef5339eep+681, 0x1.2d6b7308afdf8p+190}, 0x0.000000000052bp-1022},
    {{-0x1.46534b3a0a566p+162, 0x1.91fb089ef64c5p+579, -0x1.f1d20ae41f748p+534, 0x1.f1d20ae41f748p+534, 0x1.46534b3a0a566p+162, -0x1.91fb089ef64c5p+579, 0x1.14617ade41623p-916}, 0x1.14617ade41623p-916},
    {{0x1.a19a5ad046203p+8, -0x1.fa02e35a07dd2p-16, 0x0.000000037e4e0p-1022, 0x1.8789cdfdfe65ep-33, -0x1.fa02e36237024p+38, 0x1.fa02e35a07dd2p+38, 0x1.a8bbb0f893c9ap+6}, -0x1.75cb867e906f1p-15},
    {{-0x1.774ba977828b3p-41, -0x1.761657bbd6018p+13, 0x1.774ba977828b3p+13, -0x1.355443f2ac0a0p+5, 0x1.41034e8dbdf6ap-38, -0x0.00040bcca0c1bp-1022, 0x1.4423111b5aabep-10}, -0x1.076d14264b58cp-43},
    {{0x1.8d89df8568f40p-31, 0x1.191afe85c6480p-31, -0x1.350ec404a598cp+21, -0x1.40462e843f8ccp+23, 0x1.ea47e7a47a6abp-1007, 0x1.8d89df8568f40p+23, -0x1.166e32b80c0dep-25}, 0x1.0b1830082bc40p-31},
    {{0x1.0f4ee56180adcp+26, 0x1.201cdc1540e48p+17, 0x1.1eda2efad9732p+7, -0x0.0000534e6472ep-1022, 0x1.0f4ee56180adcp-28, -0x1.0fdddf97d7c36p+26, -0x1.3812f96a265edp+10}, 0x1.6999f2b0c056ep-27},
    {{-0x1.e3a5f55d544c1p-20, -0x1.8d9b58bf73cabp-1, -0x1.e3b640288b8c0p+34, 0x1.3fa1702c7f94ep-22, 0x1.e3a5f55d544c1p+34, -0x0.00000015832a8p-1022, 0x1.04acb68f35ee6p+22}, -0x1.40726f4f68cdbp-21},
    {{-0x0.0p+0, -0x1.p-103, 0x0.0p+0, 0x1.p-103, -0x0.0000000000001p-1022, 0x1.p-103, 0x1.c2e9b2b6f0fe7p-50}, 0x1.c2e9b2b6f0fe7p-50},
    {{-0x0.0p+0, 0x1.3bccd1741adaep-614, 0x1.p-667, -0x1.p-667, 0x0.0p+0, 0x0.0000000000001p-1022, 0x1.p-667}, 0x1.3bccd1741adafp-614},
    {{0x1.p-339, 0x0.0p+0, 0x1.65a081aebc2ccp-286, -0x1.p-339, 0x1.p-339, -0x0.0p+0, -0x0.0000000000001p-1022}, 0x1.65a081aebc2ccp-286},
    {{0x1.p-598, -0x0.0p+0, -0x0.0000000000001p-1022, 0x1.d9a0dbf81e07bp-545, 0x0.0p+0, 0x1.p-598, -0x1.p-598}, 0x1.d9a0dbf81e07bp-545},
};
/* clang-format on */

START_TEST(known_sums_are_rounded_once) {
    for (int i = 0; i < COUNT(known); i++)
        ck_same(rounded_sum(known[i].x, 7), known[i].sum);
}
END_TEST

START_TEST(random_sums_agree_with_128_bit_integers) {
    uint64_t state = 1;
    for (int trial = 0; trial < 3000; trial++) {
        double x[40];
        __int128 exact = 0; /* in units of 2^-60 */
        const int n = 2 + 2 * below(&state, 20);
        for (int i = 0; i < n; i += 2) {
            const int64_t whole = (int64_t)(next_bits(&state) >> 11);
            const int64_t other = below(&state, 2) ? 1 - whole : (int64_t)(next_bits(&state) >> 20);
            const int shift = below(&state, 66);
            x[i] = ldexp((double)whole, shift - 60);
            x[i + 1] = ldexp((double)other, shift - 60);
            exact += ((__int128)whole + other) * ((__int128)1 << shift);
        }
        ck_same(rounded_sum(x, n), ldexp((double)exact, -60));
    }
}
END_TEST

START_TEST(range_ends_are_reached_and_not_passed) {
    const double tiny = 4.9406564584124654e-324, half = ldexp(1, 970); /* of the last place */
    const struct {
        double x[4], sum;
    } cases[] = {
        {{0, 0, 0, 0}, 0},
        {{-0.0, -0.0, -0.0, -0.0}, 0},
        {{1e300, -1e300, tiny, -tiny}, 0},
        {{tiny, tiny, tiny, -tiny}, 2 * tiny},
        {{DBL_MIN, -tiny, 0, 0}, DBL_MIN - tiny}, /* the largest subnormal */
        {{DBL_MIN, -tiny, tiny, 0}, DBL_MIN},
        {{DBL_MIN, DBL_MIN, -tiny, 0}, 2 * DBL_MIN - tiny},
        {{DBL_MAX, DBL_MAX, -DBL_MAX, 0}, DBL_MAX}, /* passes the range on the way */
        {{DBL_MAX, half / 2, 0, 0}, DBL_MAX},
        {{DBL_MAX, half, 0, 0}, INFINITY}, /* a tie, and DBL_MAX is odd */
        {{DBL_MAX, half, -tiny, 0}, DBL_MAX},
        {{-DBL_MAX, -half, 0, 0}, -INFINITY},
        {{-DBL_MAX, -half, tiny, 0}, -DBL_MAX},
        {{DBL_MAX, DBL_MAX, DBL_MAX, DBL_MAX}, INFINITY},
        {{1, ldexp(1, -53), 0, 0}, 1},
        {{1, ldexp(1, -53), tiny, 0}, 1 + DBL_EPSILON},
        {{1 + DBL_EPSILON, ldexp(1, -53), 0, 0}, 1 + 2 * DBL_EPSILON},
        {{1 + DBL_EPSILON, ldexp(1, -53), -tiny, 0}, 1 + DBL_EPSILON},
        {{2 - DBL_EPSILON, ldexp(1, -53), 0, 0}, 2}, /* carries into the exponent */
        {{4294967296.0, -1, 0, 0}, 4294967295.0},
    };
    for (int i = 0; i < COUNT(cases); i++) {
        double negative[4];
        for (int k = 0; k < 4; k++)
            negative[k] = -cases[i].x[k];
        ck_same(rounded_sum(cases[i].x, 4), cases[i].sum);
        ck_same(rounded_sum(negative, 4), cases[i].sum == 0 ? 0.0 : -cases[i].sum);
    }
    /* Every power of two there is, both signs, alone and with its neighbours taken away. */
    for (int e = -1074; e <= 1023; e++) {
        const double power = ldexp(1, e);
        ck_same(rounded_sum(&power, 1), power);
        const double x[] = {power, nextafter(power, 0), -power};
        ck_same(rounded_sum(x, 3), x[1]);
    }
}
END_TEST

/* ---- order and splits ------------------------------------------------------------------------ */

/* All orders of x[k] ... x[n - 1], by exchanging. */
static void every_order(double *x, int k, int n, double expected, int *orders) {
    if (k == n) {
        ck_same(rounded_sum(x, n), expected);
        ++*orders;
    }
    for (int i = k; i < n; i++) {
        const double first = x[k];
        x[k] = x[i], x[i] = first;
        every_order(x, k + 1, n, expected, orders);
        x[i] = x[k], x[k] = first;
    }
}

START_TEST(order_does_not_matter) {
    for (int i = 0; i < COUNT(known); i++) {
        double x[7];
        int orders = 0;
        memcpy(x, known[i].x, sizeof x);
        every_order(x, 0, 7, known[i].sum, &orders);
        ck_assert_int_eq(orders, 5040);
    }
}
END_TEST

/* Merges parts in a random tree until one is left; it is parts[0]. */
static void merge_all(nkt_i_exact_sum *parts, int n, uint64_t *state) {
    while (n > 1) {
        const int to = below(state, n), from = (to + 1 + below(state, n - 1)) % n;
        const nkt_i_exact_sum source = parts[from];
        nkt_i_exact_sum_merge(&parts[to], &parts[from]);
        ck_assert_mem_eq(&source, &parts[from], sizeof source);
        parts[from] = parts[--n];
    }
}

START_TEST(merging_gives_the_bits_of_one_pass) {
    uint64_t state = 3;
    for (int trial = 0; trial < 200; trial++) {
        static double x[300];
        static nkt_i_exact_sum parts[20];
        for (int i = 0; i < COUNT(x); i++)
            x[i] = any_double(&state, trial % 2 ? -1074 : -30, trial % 2 ? 1015 : 30);
        nkt_i_exact_sum whole = sum_of(x, COUNT(x));
        const int n = 1 + below(&state, COUNT(parts));
        for (int i = 0; i < n; i++)
            nkt_i_exact_sum_init(&parts[i]);
        for (int i = 0; i < COUNT(x); i++)
            nkt_i_exact_sum_add(&parts[below(&state, n)], x[i]);
        merge_all(parts, n, &state);
        ck_same(nkt_i_exact_sum_round(&parts[0]), nkt_i_exact_sum_round(&whole));
        /* Not only the rounded value: the whole state, once it is normalised. */
        nkt_i_exact_sum_normalise(&parts[0]);
        nkt_i_exact_sum_normalise(&whole);
        ck_assert_mem_eq(&parts[0], &whole, sizeof whole);
        for (int i = 0; i + 1 < NKT_I_EXACT_DIGITS; i++)
            ck_assert(whole.digit[i] >= 0 && whole.digit[i] < INT64_C(4294967296));
    }
}
END_TEST

START_TEST(an_empty_sum_is_the_identity) {
    nkt_i_exact_sum empty, sum;
    nkt_i_exact_sum_init(&empty);
    ck_same(nkt_i_exact_sum_round(&empty), 0.0);
    sum = sum_of(known[0].x, 7);
    nkt_i_exact_sum_merge(&sum, &empty);
    ck_same(nkt_i_exact_sum_round(&sum), known[0].sum);
    nkt_i_exact_sum_merge(&empty, &sum);
    ck_same(nkt_i_exact_sum_round(&empty), known[0].sum);
}
END_TEST

/* ---- carries --------------------------------------------------------------------------------- */

/*
 * A sum that has taken 2^31 - 2 terms since its last carry, all of them all ones, is one term from
 * its limit. It is made by hand: adding so many takes a minute.
 */
START_TEST(two_to_the_31_terms_fit_between_carries) {
    for (int sign = -1; sign <= 1; sign += 2) {
        const double ones = sign * 4294967295.0; /* fills digits 33 and 34, none of them alone */
        const int64_t terms = (INT64_C(1) << 31) - 2;
        nkt_i_exact_sum one = sum_of(&ones, 1), sum;
        nkt_i_exact_sum_init(&sum);
        for (int i = 0; i < NKT_I_EXACT_DIGITS - 4; i++)
            sum.digit[i] = sign * INT64_C(4294967295); /* what a carry may leave, at most */
        nkt_i_exact_sum base = sum;
        for (int i = 0; i < NKT_I_EXACT_DIGITS - 4; i++)
            sum.digit[i] += sign * terms * INT64_C(4294967295);
        sum.since_carry = terms;
        /* The same number, from 31 doublings of its term, less two terms, and the base. */
        nkt_i_exact_sum all = base, twice, less = base;
        for (int k = 0; k < 31; k++) {
            twice = all;
            nkt_i_exact_sum_merge(&all, &twice);
        }
        for (int i = 0; i < NKT_I_EXACT_DIGITS; i++)
            less.digit[i] = -less.digit[i];
        nkt_i_exact_sum_merge(&all, &less); /* (2^31 - 1) times the base */
        for (int i = 0; i < 10; i++) {
            nkt_i_exact_sum_add(&sum, ones);
            nkt_i_exact_sum_merge(&all, &one);
        }
        ck_assert_int_eq(sum.since_carry, 10);
        nkt_i_exact_sum_normalise(&sum);
        nkt_i_exact_sum_normalise(&all);
        ck_assert_mem_eq(&sum, &all, sizeof sum);
    }
}
END_TEST

START_TEST(doubling_a_sum_is_exact) {
    for (int i = 0; i < COUNT(known); i++) {
        nkt_i_exact_sum sum = sum_of(known[i].x, 7);
        for (int k = 0; k < 60; k++)
            nkt_i_exact_sum_merge(&sum, &sum); /* itself is allowed as the source */
        ck_same(nkt_i_exact_sum_round(&sum), ldexp(known[i].sum, 60));
    }
}
END_TEST

START_TEST(many_terms_of_one_size_are_counted_exactly) {
    nkt_i_exact_sum sum;
    nkt_i_exact_sum_init(&sum);
    for (int i = 0; i < 1000000; i++)
        nkt_i_exact_sum_add(&sum, 0.1);
    /* 0.1 is 3602879701896397 / 2^55 */
    ck_same(nkt_i_exact_sum_round(&sum),
            ldexp((double)((__int128)3602879701896397 * 1000000), -55));
}
END_TEST

/* ---- what is refused elsewhere --------------------------------------------------------------- */

START_TEST(infinities_and_nan_stay_visible_and_harm_nothing) {
    static const double bad[] = {INFINITY, -INFINITY, NAN};
    for (int i = 0; i < COUNT(bad); i++) {
        struct {
            unsigned char before[64];
            nkt_i_exact_sum sum;
            unsigned char after[64];
        } fenced;
        unsigned char fence[64];
        memset(fence, 0xA5, sizeof fence);
        memset(&fenced, 0xA5, sizeof fenced);
        nkt_i_exact_sum_init(&fenced.sum);
        for (int k = 0; k < 100; k++)
            nkt_i_exact_sum_add(&fenced.sum, k % 3 ? DBL_MAX : bad[i]);
        ck_assert(isnan(nkt_i_exact_sum_round(&fenced.sum)));
        nkt_i_exact_sum other = sum_of(known[0].x, 7);
        nkt_i_exact_sum_merge(&other, &fenced.sum);
        ck_assert(isnan(nkt_i_exact_sum_round(&other)));
        ck_assert_mem_eq(fenced.before, fence, sizeof fence);
        ck_assert_mem_eq(fenced.after, fence, sizeof fence);
    }
}
END_TEST

/* ---- error-free transforms ------------------------------------------------------------------- */

START_TEST(transforms_lose_nothing) {
    uint64_t state = 5;
    for (int i = 0; i < 20000; i++) {
        const double a = any_double(&state, -300, 300);
        const double b = i % 2 ? any_double(&state, -300, 300) : a * any_double(&state, -60, 60);
        double value, error;
        nkt_i_two_sum(a, b, &value, &error);
        ck_same(value, a + b);
        const double parts[] = {a, b, -value, -error};
        ck_same(rounded_sum(parts, 4), 0.0);
        nkt_i_two_product(a, b, &value, &error);
        ck_same(value, a * b);
        ck_assert_double_eq(error, fma(a, b, -value));
    }
}
END_TEST

START_TEST(unsound_sums_are_seen) {
    nkt_i_exact_sum sum;

    nkt_i_exact_sum_init(&sum);
    for (int i = 0; i < 1000; i++)
        nkt_i_exact_sum_add(&sum, i % 2 ? -1e300 * i : 1e-300 * i);
    ck_assert(nkt_i_exact_sum_is_sound(&sum));
    nkt_i_exact_sum_normalise(&sum);
    ck_assert(nkt_i_exact_sum_is_sound(&sum));
    sum.digit[5] = INT64_MAX;
    ck_assert(!nkt_i_exact_sum_is_sound(&sum));
    sum.digit[5] = 0;
    sum.since_carry = -1;
    ck_assert(!nkt_i_exact_sum_is_sound(&sum));
}
END_TEST

Suite *nkt_suite_exact_sum(void) {
    Suite *suite = suite_create("exact_sum");
    TCase *tcase = tcase_create("exact_sum");
    tcase_set_timeout(tcase, 120);
    tcase_add_test(tcase, known_sums_are_rounded_once);
    tcase_add_test(tcase, random_sums_agree_with_128_bit_integers);
    tcase_add_test(tcase, range_ends_are_reached_and_not_passed);
    tcase_add_test(tcase, order_does_not_matter);
    tcase_add_test(tcase, merging_gives_the_bits_of_one_pass);
    tcase_add_test(tcase, an_empty_sum_is_the_identity);
    tcase_add_test(tcase, two_to_the_31_terms_fit_between_carries);
    tcase_add_test(tcase, doubling_a_sum_is_exact);
    tcase_add_test(tcase, many_terms_of_one_size_are_counted_exactly);
    tcase_add_test(tcase, infinities_and_nan_stay_visible_and_harm_nothing);
    tcase_add_test(tcase, transforms_lose_nothing);
    tcase_add_test(tcase, unsound_sums_are_seen);
    suite_add_tcase(suite, tcase);
    return suite;
}
