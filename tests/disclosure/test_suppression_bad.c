/*
 * Suppression with bad data, missing counts, numbers at the end of what 64 bits hold, and calls
 * that are refused.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <check.h>
#include <math.h>
#include <stdlib.h>

#include "disclosure/suppression_tables.h"

static nkt_error error;
static table t;
static int32_t states[TABLE_CELLS], primary[TABLE_CELLS];
static nkt_feasible found[TABLE_CELLS];
static int64_t work[200000], not_safe;

static nkt_column doubles(const double *values) {
    return (nkt_column){.values = values, .stride = sizeof *values, .type = NKT_FLOAT64};
}

static nkt_status audit_of(const double *counts, const nkt_relations *relations, int64_t n) {
    const nkt_column c = doubles(counts);

    return nkt_suppression_audit(&c, n, relations, states, NULL, NULL, NULL, found, work,
                                 sizeof work, &error);
}

/* ---- bad data -------------------------------------------------------------------------------- */

/* Two separate sums of three; in the first a shown cell is bad: a reader may know its number. */
START_TEST(a_bad_cell_spoils_its_own_sum_alone) {
    static const double bad[] = {-3, INFINITY, 2.5, 0x1p41};
    static const char *const messages[] = {
        "counts: row 3: -3 is negative", "counts: row 3: infinity is no count",
        "counts: row 3: 2.5 is no whole number up to 2^40",
        "counts: row 3: 2199023255552 is no whole number up to 2^40"};
    double counts[] = {10, 2, 3, 5, 10, 2, 3, 5};
    const int64_t first[] = {0, 4, 8}, cells[] = {0, 1, 2, 3, 4, 5, 6, 7};
    const nkt_relations relations = {first, cells, NULL, NULL, 2};
    nkt_feasible good[4];

    memset(states, 0, sizeof states);
    states[1] = states[2] = states[5] = states[6] = NKT_CELL_PRIMARY;
    ck_assert_int_eq(audit_of(counts, &relations, 8), NKT_OK);
    ck_assert_int_eq(found[1].verdict, NKT_AUDIT_SAFE);
    memcpy(good, found + 4, sizeof good);
    counts[3] = bad[_i];
    ck_assert_int_eq(audit_of(counts, &relations, 8), NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, messages[_i]);
    ck_assert_int_eq(error.rows_affected, 1);
    for (int c = 1; c < 4; c++) {
        ck_assert_int_eq(found[c].verdict, NKT_AUDIT_UNPROVEN);
        ck_assert_int_eq(found[c].exact, 0);
        ck_assert_double_nan(found[c].reached_lower);
        ck_assert(found[c].lower == 0 && found[c].upper == 10);
    }
    ck_assert_mem_eq(good, found + 4, sizeof good);
}
END_TEST

/* A missing count is known to nobody, so it protects others. */
START_TEST(a_missing_cell_is_as_good_as_hidden) {
    const double counts[] = {10, 2, NAN, 5};
    const int64_t first[] = {0, 4}, cells[] = {0, 1, 2, 3};
    const nkt_relations relations = {first, cells, NULL, NULL, 1};

    memset(states, 0, sizeof states);
    ck_assert_int_eq(audit_of(counts, &relations, 4), NKT_OK);
    ck_assert_int_eq(found[2].verdict, NKT_AUDIT_DISCLOSED); /* it follows from the others */
    ck_assert(found[2].lower == 3 && found[2].upper == 3);
    states[1] = NKT_CELL_PRIMARY;
    ck_assert_int_eq(audit_of(counts, &relations, 4), NKT_OK);
    for (int c = 1; c < 3; c++) {
        ck_assert_int_eq(found[c].verdict, NKT_AUDIT_SAFE);
        ck_assert(found[c].exact && found[c].lower == 0 && found[c].upper == 5);
    }
}
END_TEST

START_TEST(knowledge_that_contradicts_is_told) {
    const double counts[] = {10, 2, 3, 5}, least[] = {0, 3, 0, 0}, most[] = {20, NAN, 2, NAN};
    const nkt_column c = doubles(counts), l = doubles(least), m = doubles(most);
    const int64_t first[] = {0, 4}, cells[] = {0, 1, 2, 3};
    const nkt_relations relations = {first, cells, NULL, NULL, 1};

    memset(states, 0, sizeof states);
    ck_assert_int_eq(nkt_suppression_audit(&c, 4, &relations, states, &l, &m, NULL, found, work,
                                           sizeof work, &error),
                     NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "counts: row 1: 2 is not between least and most");
    ck_assert_int_eq(error.rows_affected, 2);
    ck_assert_int_eq(found[0].verdict, NKT_AUDIT_SHOWN);
    ck_assert_int_eq(found[1].verdict, NKT_AUDIT_UNPROVEN);
}
END_TEST

/* Identities of the catalogue: three shares are 100 together, a part and another are a whole. */
START_TEST(shares_that_sum_to_a_hundred) {
    const double counts[] = {55, 30, 15, 40, 25};
    const int64_t first[] = {0, 3, 6}, cells[] = {0, 1, 2, 3, 4, 2};
    const int8_t signs[] = {1, 1, 1, 1, -1, -1};
    const double sums[] = {100, 0};
    const nkt_relations relations = {first, cells, signs, sums, 2};

    memset(states, 0, sizeof states);
    states[0] = states[1] = NKT_CELL_PRIMARY;
    ck_assert_int_eq(audit_of(counts, &relations, 5), NKT_OK);
    ck_assert(found[0].exact && found[0].lower == 0 && found[0].upper == 85);
    states[2] = NKT_CELL_PRIMARY;
    states[1] = NKT_CELL_SHOWN;
    ck_assert_int_eq(audit_of(counts, &relations, 5), NKT_OK);
    ck_assert(found[0].verdict == NKT_AUDIT_DISCLOSED && found[0].lower == 55);
}
END_TEST

START_TEST(cells_that_must_stay_shown) {
    const double counts[] = {10, 2, 3, 5}, losses[] = {NAN, 0, NAN, 5}, none[] = {-1, 0, NAN, -2};
    const nkt_column c = doubles(counts), l = doubles(losses), bad = doubles(none);
    const int64_t first[] = {0, 4}, cells[] = {0, 1, 2, 3};
    const nkt_relations relations = {first, cells, NULL, NULL, 1};
    const int32_t wanted[] = {0, 1, 0, 2};

    memset(primary, 0, sizeof primary);
    primary[1] = 64;
    ck_assert_int_eq(nkt_suppression_choose(&c, 4, &relations, primary, &l, NULL, NULL, NULL,
                                            states, NULL, &not_safe, work, sizeof work, &error),
                     NKT_OK);
    ck_assert_int_eq(not_safe, 0);
    ck_assert_mem_eq(states, wanted, sizeof wanted);
    ck_assert_int_eq(nkt_suppression_choose(&c, 4, &relations, primary, &bad, NULL, NULL, NULL,
                                            states, found, &not_safe, work, sizeof work, &error),
                     NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "losses: row 0: -1 is negative");
    ck_assert_int_eq(error.rows_affected, 2);
    ck_assert_int_eq(not_safe, 1);
    ck_assert_int_eq(found[1].verdict, NKT_AUDIT_DISCLOSED);
}
END_TEST

/* ---- large numbers --------------------------------------------------------------------------- */

/* Determinants grow until they leave 64 bits: what is said must stay true. */
START_TEST(numbers_that_leave_64_bits) {
    int64_t exact = 0, open = 0;

    table_seed = 5;
    for (int repeat = 0; repeat < 40; repeat++) {
        const nkt_column counts = table_column(t.count);
        nkt_relations relations;
        table_any(&t, 34, 14 + repeat % 8, INT64_C(1) << 30);
        relations = table_relations(&t);
        for (int64_t c = 0; c < t.n_cells; c++)
            states[c] = table_draw(10) ? 1 : 0;
        ck_assert_int_eq(nkt_suppression_audit(&counts, t.n_cells, &relations, states, NULL, NULL,
                                               NULL, found, work, sizeof work, &error),
                         NKT_OK);
        for (int64_t c = 0; c < t.n_cells; c++) {
            const double truth = (double)t.count[c];
            ck_assert(found[c].lower <= found[c].reached_lower && found[c].reached_lower <= truth);
            ck_assert(truth <= found[c].reached_upper && found[c].reached_upper <= found[c].upper);
            exact += found[c].exact;
            open += !found[c].exact;
        }
    }
    ck_assert_int_gt(exact, 0);
    ck_assert_int_gt(open, 0);
}
END_TEST

/* ---- refusals -------------------------------------------------------------------------------- */

static void refused(nkt_status got, nkt_status status, int argument, const char *message) {
    ck_assert_int_eq(got, status);
    ck_assert_int_eq(error.argument, argument);
    if (message)
        ck_assert_str_eq(error.message, message);
}

static const int64_t first[] = {0, 3}, cells[] = {0, 1, 2};

START_TEST(relations_are_checked) {
    static const int64_t late[] = {1, 3}, back[] = {0, -1}, far[] = {0, 300000}, none[] = {0, 1, 3},
                         below[] = {0, -1, 2};
    static const int8_t signs[] = {1, 0, 1};
    static const double half[] = {0.5}, nan_sum[] = {NAN}, other[] = {1};
    static const struct {
        nkt_relations relations;
        nkt_status status;
    } cases[] = {
        {{first, cells, NULL, NULL, -1}, NKT_E_COUNT},
        {{NULL, cells, NULL, NULL, 1}, NKT_E_NULL},
        {{first, NULL, NULL, NULL, 1}, NKT_E_NULL},
        {{late, cells, NULL, NULL, 1}, NKT_E_DOMAIN},
        {{back, cells, NULL, NULL, 1}, NKT_E_DOMAIN},
        {{far, cells, NULL, NULL, 1}, NKT_E_DOMAIN},
        {{first, none, NULL, NULL, 1}, NKT_E_DOMAIN},
        {{first, below, NULL, NULL, 1}, NKT_E_DOMAIN},
        {{first, cells, signs, NULL, 1}, NKT_E_DOMAIN},
        {{first, cells, NULL, half, 1}, NKT_E_DOMAIN},
        {{first, cells, NULL, nan_sum, 1}, NKT_E_DOMAIN},
        {{first, cells, NULL, other, 1}, NKT_E_DOMAIN}, /* 5 - 2 - 3 is not 1 */
    };
    const double counts[] = {5, 2, 3};
    const nkt_column c = doubles(counts);

    memset(states, 0, sizeof states);
    memset(found, 7, sizeof found);
    refused(nkt_suppression_audit(&c, 3, &cases[_i].relations, states, NULL, NULL, NULL, found,
                                  work, sizeof work, &error),
            cases[_i].status, 3, NULL);
    refused(nkt_suppression_choose(&c, 3, &cases[_i].relations, primary, NULL, NULL, NULL, NULL,
                                   states, found, &not_safe, work, sizeof work, &error),
            cases[_i].status, 3, NULL);
    ck_assert_int_eq(found[0].verdict, 0x07070707);
}
END_TEST

START_TEST(calls_are_checked) {
    const double counts[] = {5, 2, 3}, off[] = {5, 2, 4};
    const nkt_column c = doubles(counts), wrong = doubles(off);
    const nkt_relations r = {first, cells, NULL, NULL, 1};
    nkt_suppression_options o = {.size = sizeof o, .effort = 3};
    nkt_column odd = c;
    size_t size;

    odd.type = 99;
    memset(states, 0, sizeof states);
    memset(primary, 0, sizeof primary);
#define AUDIT(c_, n_, s_, l_, m_, o_, out_, w_, size_)                                             \
    nkt_suppression_audit(c_, n_, &r, s_, l_, m_, o_, out_, w_, size_, &error)
    refused(AUDIT(NULL, 3, states, NULL, NULL, NULL, found, work, 9999), NKT_E_NULL, 1, NULL);
    refused(AUDIT(&odd, 3, states, NULL, NULL, NULL, found, work, 9999), NKT_E_TYPE, 1, NULL);
    refused(AUDIT(&c, -3, states, NULL, NULL, NULL, found, work, 9999), NKT_E_COUNT, 2, NULL);
    refused(AUDIT(&wrong, 3, states, NULL, NULL, NULL, found, work, 9999), NKT_E_DOMAIN, 3,
            "relations: -1 is left over: the counts do not add up");
    refused(AUDIT(&c, 3, NULL, NULL, NULL, NULL, found, work, 9999), NKT_E_NULL, 4, NULL);
    states[2] = 3;
    refused(AUDIT(&c, 3, states, NULL, NULL, NULL, found, work, 9999), NKT_E_DOMAIN, 4,
            "states: row 2: 3 is no NKT_CELL_*");
    states[2] = 0;
    refused(AUDIT(&c, 3, states, &odd, NULL, NULL, found, work, 9999), NKT_E_TYPE, 5, NULL);
    refused(AUDIT(&c, 3, states, NULL, &odd, NULL, found, work, 9999), NKT_E_TYPE, 6, NULL);
    refused(AUDIT(&c, 3, states, NULL, NULL, &o, found, work, 9999), NKT_E_OPTION, 7, NULL);
    o = (nkt_suppression_options){.size = sizeof o, .width = 1.5};
    refused(AUDIT(&c, 3, states, NULL, NULL, &o, found, work, 9999), NKT_E_OPTION, 7, NULL);
    o = (nkt_suppression_options){.size = sizeof o, .pivots = -1};
    refused(AUDIT(&c, 3, states, NULL, NULL, &o, found, work, 9999), NKT_E_OPTION, 7, NULL);
    o = (nkt_suppression_options){.size = 1};
    refused(AUDIT(&c, 3, states, NULL, NULL, &o, found, work, 9999), NKT_E_OPTIONS_SIZE, 7, NULL);
    refused(AUDIT(&c, 3, states, NULL, NULL, NULL, NULL, work, 9999), NKT_E_NULL, 8, NULL);
    refused(AUDIT(&c, 3, states, NULL, NULL, NULL, found, NULL, 9999), NKT_E_NULL, 9, NULL);
    refused(AUDIT(&c, 3, states, NULL, NULL, NULL, found, (char *)work + 4, 9999), NKT_E_ALIGNMENT,
            9, NULL);
    ck_assert_int_eq(nkt_suppression_work_size(3, 1, 3, 0, 0, &size, &error), NKT_OK);
    refused(AUDIT(&c, 3, states, NULL, NULL, NULL, found, work, size - 1), NKT_E_CAPACITY, 10,
            NULL);
    refused(AUDIT(&c, 3, states, NULL, NULL, NULL, found, work, size), NKT_OK, 0, NULL);
#define CHOOSE(c_, n_, p_, l_, le_, m_, o_, s_, safe_, w_, size_)                                  \
    nkt_suppression_choose(c_, n_, &r, p_, l_, le_, m_, o_, s_, NULL, safe_, w_, size_, &error)
    refused(CHOOSE(NULL, 3, primary, NULL, NULL, NULL, NULL, states, &not_safe, work, 9999),
            NKT_E_NULL, 1, NULL);
    refused(CHOOSE(&c, -1, primary, NULL, NULL, NULL, NULL, states, &not_safe, work, 9999),
            NKT_E_COUNT, 2, NULL);
    refused(CHOOSE(&c, 3, NULL, NULL, NULL, NULL, NULL, states, &not_safe, work, 9999), NKT_E_NULL,
            4, NULL);
    refused(CHOOSE(&c, 3, primary, &odd, NULL, NULL, NULL, states, &not_safe, work, 9999),
            NKT_E_TYPE, 5, NULL);
    refused(CHOOSE(&c, 3, primary, NULL, &odd, NULL, NULL, states, &not_safe, work, 9999),
            NKT_E_TYPE, 6, NULL);
    refused(CHOOSE(&c, 3, primary, NULL, NULL, &odd, NULL, states, &not_safe, work, 9999),
            NKT_E_TYPE, 7, NULL);
    refused(CHOOSE(&c, 3, primary, NULL, NULL, NULL, &o, states, &not_safe, work, 9999),
            NKT_E_OPTIONS_SIZE, 8, NULL);
    refused(CHOOSE(&c, 3, primary, NULL, NULL, NULL, NULL, NULL, &not_safe, work, 9999), NKT_E_NULL,
            9, NULL);
    refused(CHOOSE(&c, 3, primary, NULL, NULL, NULL, NULL, states, NULL, work, 9999), NKT_E_NULL,
            11, NULL);
    refused(CHOOSE(&c, 3, primary, NULL, NULL, NULL, NULL, states, &not_safe, NULL, 9999),
            NKT_E_NULL, 12, NULL);
    refused(CHOOSE(&c, 3, primary, NULL, NULL, NULL, NULL, states, &not_safe, work, size - 1),
            NKT_E_CAPACITY, 13, NULL);
    refused(CHOOSE(&c, 3, primary, NULL, NULL, NULL, NULL, states, &not_safe, work, size), NKT_OK,
            0, NULL);
}
END_TEST

START_TEST(sizes_are_checked) {
    size_t size = 4711;
    int64_t of[5];

    for (int i = 0; i < 5; i++) {
        for (int k = 0; k < 5; k++)
            of[k] = k == i ? -1 : 3;
        refused(nkt_suppression_work_size(of[0], of[1], of[2], of[3], of[4], &size, &error),
                NKT_E_COUNT, i + 1, NULL);
        for (int k = 0; k < 5; k++)
            of[k] = k == i ? INT64_MAX : 3;
        refused(nkt_suppression_work_size(of[0], of[1], of[2], of[3], of[4], &size, &error),
                NKT_E_SIZE, i < 3 ? 1 : 4, NULL);
    }
    refused(nkt_suppression_work_size(3, 3, 3, 3, 3, NULL, &error), NKT_E_NULL, 6, NULL);
    ck_assert_uint_eq(size, 4711);
    ck_assert_int_eq(nkt_suppression_work_size(0, 0, 0, 0, 0, &size, &error), NKT_OK);
    ck_assert_int_eq(nkt_suppression_audit(&(nkt_column){.type = NKT_FLOAT64}, 0, NULL, NULL, NULL,
                                           NULL, NULL, NULL, work, size, &error),
                     NKT_OK);
}
END_TEST

START_TEST(builders_are_checked) {
    static const int64_t of[] = {-1, 0, 0}, wrong[] = {-1, 3, 0}, itself[] = {-1, 1, 0};
    static const int64_t years[] = {0, 1, 2}, bad_years[] = {0, -1, 2}, windows[] = {-1, 3, 4},
                         bad_windows[] = {-1, 3, -2};
    int64_t f[4], k[8], n = 0, scratch[6];

#define TOTALS(of_, n_, f_, rf_, k_, rk_, m_, w_, size_)                                           \
    nkt_suppression_totals(of_, n_, f_, rf_, k_, rk_, m_, w_, size_, &error)
    refused(TOTALS(NULL, 3, f, 4, k, 8, &n, scratch, 48), NKT_E_NULL, 1, NULL);
    refused(TOTALS(wrong, 3, f, 4, k, 8, &n, scratch, 48), NKT_E_DOMAIN, 1,
            "total_of: row 1: 3 is no cell");
    refused(TOTALS(itself, 3, f, 4, k, 8, &n, scratch, 48), NKT_E_DOMAIN, 1, NULL);
    refused(TOTALS(of, -1, f, 4, k, 8, &n, scratch, 48), NKT_E_COUNT, 2, NULL);
    refused(TOTALS(of, 3, NULL, 4, k, 8, &n, scratch, 48), NKT_E_NULL, 3, NULL);
    refused(TOTALS(of, 3, f, 0, k, 8, &n, scratch, 48), NKT_E_COUNT, 4, NULL);
    refused(TOTALS(of, 3, f, 1, k, 8, &n, scratch, 48), NKT_E_CAPACITY, 4, NULL);
    refused(TOTALS(of, 3, f, 4, NULL, 8, &n, scratch, 48), NKT_E_NULL, 5, NULL);
    refused(TOTALS(of, 3, f, 4, k, -1, &n, scratch, 48), NKT_E_COUNT, 6, NULL);
    refused(TOTALS(of, 3, f, 4, k, 2, &n, scratch, 48), NKT_E_CAPACITY, 6, NULL);
    refused(TOTALS(of, 3, f, 4, k, 8, NULL, scratch, 48), NKT_E_NULL, 7, NULL);
    refused(TOTALS(of, 3, f, 4, k, 8, &n, NULL, 48), NKT_E_NULL, 8, NULL);
    refused(TOTALS(of, 3, f, 4, k, 8, &n, scratch, 47), NKT_E_CAPACITY, 9, NULL);
    ck_assert_int_eq(n, 0);
    refused(TOTALS(of, 3, f, 2, k, 3, &n, scratch, 48), NKT_OK, 0, NULL);
    ck_assert(n == 1 && f[0] == 0 && f[1] == 3 && k[0] == 0 && k[1] == 1 && k[2] == 2);
#define WINDOWS(y_, w_, n_, width_, f_, rf_, k_, rk_, m_)                                          \
    nkt_suppression_windows(y_, w_, n_, width_, f_, rf_, k_, rk_, m_, &error)
    refused(WINDOWS(NULL, windows, 3, 2, f, 4, k, 8, &n), NKT_E_NULL, 1, NULL);
    refused(WINDOWS(bad_years, windows, 3, 2, f, 4, k, 8, &n), NKT_E_DOMAIN, 1, NULL);
    refused(WINDOWS(years, NULL, 3, 2, f, 4, k, 8, &n), NKT_E_NULL, 2, NULL);
    refused(WINDOWS(years, bad_windows, 3, 2, f, 4, k, 8, &n), NKT_E_DOMAIN, 2, NULL);
    refused(WINDOWS(years, windows, -1, 2, f, 4, k, 8, &n), NKT_E_COUNT, 3, NULL);
    refused(WINDOWS(years, windows, 3, 0, f, 4, k, 8, &n), NKT_E_COUNT, 4, NULL);
    refused(WINDOWS(years, windows, 3, 2, NULL, 4, k, 8, &n), NKT_E_NULL, 5, NULL);
    refused(WINDOWS(years, windows, 3, 2, f, 3, k, 8, &n), NKT_E_CAPACITY, 6, NULL);
    refused(WINDOWS(years, windows, 3, 2, f, 4, k, 8, &n), NKT_E_CAPACITY, 8, NULL);
    ck_assert_int_eq(n, 1);
    n = 0;
    refused(WINDOWS(years, windows, 3, 2, f, 3, k, 6, &n), NKT_OK, 0, NULL);
    ck_assert(n == 2 && f[2] == 6 && k[0] == 3 && k[1] == 0 && k[2] == 1 && k[3] == 4);
    refused(WINDOWS(years, windows, 3, 2, f, 2, k, 6, &n), NKT_E_COUNT, 9, NULL);
}
END_TEST

Suite *nkt_suite_suppression_bad(void) {
    Suite *suite = suite_create("suppression_bad");
    TCase *tcase = tcase_create("suppression_bad");
    tcase_add_loop_test(tcase, a_bad_cell_spoils_its_own_sum_alone, 0, 4);
    tcase_add_test(tcase, a_missing_cell_is_as_good_as_hidden);
    tcase_add_test(tcase, knowledge_that_contradicts_is_told);
    tcase_add_test(tcase, shares_that_sum_to_a_hundred);
    tcase_add_test(tcase, cells_that_must_stay_shown);
    tcase_add_test(tcase, numbers_that_leave_64_bits);
    tcase_add_loop_test(tcase, relations_are_checked, 0, 12);
    tcase_add_test(tcase, calls_are_checked);
    tcase_add_test(tcase, sizes_are_checked);
    tcase_add_test(tcase, builders_are_checked);
    suite_add_tcase(suite, tcase);
    return suite;
}
