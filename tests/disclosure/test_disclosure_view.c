/*
 * The published view, and printed values against all pairs that print so.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <math.h>

#include "disclosure/disclosure_help.h"
#include "nyckeltal/classes.h"
#include "nyckeltal/group.h"
#include "nyckeltal/kinds.h"
#include "nyckeltal/realloc.h"

/* ---- the published view ---------------------------------------------------------------------- */

START_TEST(the_public_sees_no_more_than_that) {
    nkt_estimate e[4], out[4];
    const int32_t marks[4] = {0, 2, 0, 0};
    const nkt_column hidden = NKT_ARRAY(0, marks);

    ck_assert_int_eq(nkt_share(5, 21, NULL, &e[0], NULL), NKT_OK);
    ck_assert_int_eq(nkt_share(2, 7, NULL, &e[1], NULL), NKT_OK);
    ck_assert_int_eq(nkt_share(2, 0, NULL, &e[2], NULL), NKT_OK);
    e[3] = e[0];
    e[3].flags = NKT_FLAG_BASIS_BELOW_MINIMUM | NKT_FLAG_SERIES_BREAK;
    ck_assert_int_eq(nkt_disclosure_publish(&NKT_ESTIMATES(e), ROWS_OF(4), &hidden, 1,
                                            NKT_PUBLISH_VALUE, &NKT_ESTIMATES(out), &error),
                     NKT_OK);
    ck_assert_double_eq(out[0].value, 23.8);
    for (int i = 0; i < 4; i++) {
        ck_assert_double_nan(out[i].lower);
        ck_assert_double_nan(out[i].upper);
        ck_assert_double_nan(out[i].basis);
    }
    ck_assert_double_nan(out[1].value);
    ck_assert_int_eq(out[1].state, NKT_STATE_SECRET);
    ck_assert_int_eq(out[2].state, NKT_STATE_NO_DENOMINATOR);
    ck_assert_int_eq(out[3].flags, NKT_FLAG_SERIES_BREAK);
    /* in place, with all that may be shown */
    ck_assert_int_eq(nkt_disclosure_publish(&NKT_ESTIMATES(e), ROWS_OF(4), &hidden, 0, 3,
                                            &NKT_ESTIMATES(e), &error),
                     NKT_OK);
    ck_assert_double_eq(e[0].value, 24);
    ck_assert_double_eq(e[0].lower, nkt_round_half_away(e[0].lower, 0));
    ck_assert_double_eq(e[0].basis, 21);
    ck_assert_int_eq(e[3].flags, NKT_FLAG_BASIS_BELOW_MINIMUM | NKT_FLAG_SERIES_BREAK);
}
END_TEST

START_TEST(bad_estimates_are_reported) {
    nkt_estimate e[] = {{50, 40, 60, 10, 0, 0},
                        {INFINITY, 1, 2, 3, 0, 0},
                        {NAN, 1, 2, 3, 0, 0},
                        {5, 1, 2, 3, 99, 0}},
                 out[4];

    ck_assert_int_eq(nkt_disclosure_publish(&NKT_ESTIMATES(e), ROWS_OF(4), NULL, 1, 0,
                                            &NKT_ESTIMATES(out), &error),
                     NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "estimates: row 1: infinity is no finite number");
    ck_assert_int_eq(error.rows_affected, 3);
    ck_assert_double_eq(out[0].value, 50);
    for (int i = 1; i < 4; i++) {
        ck_assert_int_eq(out[i].state, NKT_STATE_INVALID);
        ck_assert_double_nan(out[i].value);
    }
}
END_TEST

/* ---- pairs ----------------------------------------------------------------------------------- */

START_TEST(pairs_are_all_that_print_so) {
    for (int repeat = 0; repeat < 300; repeat++) {
        static const int64_t pers[] = {1, 100, 1000};
        const int64_t per = pers[draw(3)], from = 1 + draw(40), to = from + draw(150);
        const int64_t whole = from + draw(to - from + 1), part = draw(whole + 1);
        const int32_t decimals = (int32_t)draw(9);
        const double printed =
            nkt_round_half_away((double)per * (double)part / (double)whole, decimals);
        nkt_disclosed_pairs wanted = {0, 0, -1, -1}, found;

        for (int64_t b = from; b <= to; b++) {
            int64_t here = 0;
            for (int64_t a = 0; a <= b; a++)
                if (nkt_round_half_away((double)per * (double)a / (double)b, decimals) == printed) {
                    if (wanted.pairs + here++ == 0) {
                        wanted.part = a;
                        wanted.whole = b;
                    }
                }
            wanted.pairs += here;
            wanted.wholes += here > 0;
        }
        ck_assert_int_eq(nkt_disclosure_pairs(printed, decimals, per, from, to, &found, &error),
                         NKT_OK);
        ck_assert_mem_eq(&found, &wanted, sizeof found);
        ck_assert_int_ge(found.pairs, 1);
    }
}
END_TEST

/* What methods.md warns of: eight decimals give the counts away, one does not. */
START_TEST(eight_decimals_give_the_counts_away) {
    nkt_disclosed_pairs found;

    ck_assert_int_eq(nkt_disclosure_pairs(38.41463415, 8, 100, 1, 300, &found, &error), NKT_OK);
    ck_assert_int_eq(found.wholes, 1); /* 63 of 164, and its double is beyond 300 */
    ck_assert_int_eq(found.part, 63);
    ck_assert_int_eq(found.whole, 164);
    ck_assert_int_eq(nkt_disclosure_pairs(38.4, 1, 100, 1, 300, &found, &error), NKT_OK);
    ck_assert_int_gt(found.pairs, 30);
}
END_TEST

/* ---- rows, groups and where results go ------------------------------------------------------------ */

/* Rows that are left out have no code; marks and codes of any type. */
START_TEST(rows_that_are_left_out_are_not_shown) {
    struct unit {
        double part, whole;
        int16_t hide;
        nkt_estimate share;
        float value;
        int32_t state;
    } units[] = {{.part = 5, .whole = 20}, {.part = 1, .whole = 20}, {.part = 5, .whole = 20}};
    const int32_t taken[] = {1, INT32_MIN, 0};
    const nkt_column include = {.values = taken, .stride = 4, .type = NKT_INT32_R};
    const nkt_rows rows = {.include = &include, .n_rows = 3};
    const nkt_column parts = NKT_FIELD(0, units, part), wholes = NKT_FIELD(0, units, whole);
    const nkt_column hidden = NKT_FIELD(0, units, hide);
    double values[3];
    int32_t states[3];
    const nkt_estimates columns = {.value = values, .state = states};
    float wide[3];

    ck_assert_int_eq(
        nkt_disclosure_shares(&parts, &wholes, &rows, NULL, &NKT_TO_FIELD(units, hide), &error),
        NKT_OK);
    ck_assert_int_eq(units[0].hide, 0);
    ck_assert_int_eq(units[1].hide, NKT_NO_CODE);
    ck_assert_int_eq(units[2].hide, NKT_NO_CODE);
    ck_assert_int_eq(
        nkt_disclosure_shares(&parts, &wholes, ROWS_OF(3), NULL, &NKT_TO(wide), &error), NKT_OK);
    ck_assert(wide[0] == 0 && wide[1] == NKT_HIDE_NUMERATOR && wide[2] == 0);
    for (int i = 0; i < 3; i++)
        units[i].share = (nkt_estimate){25, 10, 40, 20, 0, 0};
    /* what was left out before is hidden, also where all rows are published */
    ck_assert_int_eq(nkt_disclosure_publish(&NKT_ESTIMATES_FIELD(units, share), ROWS_OF(3), &hidden,
                                            1, NKT_PUBLISH_VALUE, &columns, &error),
                     NKT_OK);
    ck_assert_double_eq(values[0], 25);
    ck_assert(states[0] == NKT_STATE_VALUE && states[1] == NKT_STATE_SECRET &&
              states[2] == NKT_STATE_SECRET);
    ck_assert_int_eq(nkt_disclosure_publish(&NKT_ESTIMATES_FIELD(units, share), &rows, NULL, 1,
                                            NKT_PUBLISH_VALUE, &columns, &error),
                     NKT_OK);
    ck_assert(states[0] == NKT_STATE_VALUE && states[1] == NKT_STATE_NOT_APPLICABLE);
    ck_assert_double_nan(values[1]);
}
END_TEST

/* Nobody knows what a mark that is missing or bad means: the estimate is hidden. */
START_TEST(a_mark_that_is_not_there_hides) {
    const double marks[] = {0, NAN, INFINITY, 0.5};
    const nkt_column hidden = NKT_ARRAY(0, marks);
    nkt_estimate e[4], out[4];

    for (int i = 0; i < 4; i++)
        e[i] = (nkt_estimate){25, 10, 40, 20, 0, 0};
    ck_assert_int_eq(nkt_disclosure_publish(&NKT_ESTIMATES(e), ROWS_OF(4), &hidden, 1, 0,
                                            &NKT_ESTIMATES(out), &error),
                     NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "hidden: row 2: infinity is no finite number");
    ck_assert_int_eq(error.rows_affected, 1);
    ck_assert_int_eq(out[0].state, NKT_STATE_VALUE);
    for (int i = 1; i < 4; i++)
        ck_assert_int_eq(out[i].state, NKT_STATE_SECRET);
}
END_TEST

/* 10 + 20 + a secret is a secret, not 30. */
START_TEST(what_is_published_stays_secret) {
    nkt_estimate e[] = {{10, 9, 11, 10, 0, 0}, {20, 18, 22, 20, 0, 0}, {2, 1, 3, 2, 0, 0}}, out[3];
    const double counts[] = {10, 20, 2};
    const nkt_column c = NKT_ARRAY(0, counts), published = NKT_ESTIMATE_ARRAY(0, out);
    int16_t hide[3];
    const nkt_column hidden = NKT_ARRAY(0, hide);
    nkt_memory work = NKT_MEMORY_REALLOC;
    nkt_total total;

    ck_assert_int_eq(nkt_disclosure_shares(&c, NULL, ROWS_OF(3), NULL, &NKT_TO(hide), &error),
                     NKT_OK);
    ck_assert_int_eq(nkt_disclosure_publish(&NKT_ESTIMATES(e), ROWS_OF(3), &hidden, 0, 0,
                                            &NKT_ESTIMATES(out), &error),
                     NKT_OK);
    ck_assert_int_eq(nkt_group_sum(&published, ROWS_OF(3), &total, 0, &work, &error), NKT_OK);
    ck_assert_int_eq(total.state, NKT_STATE_SECRET);
    ck_assert_double_nan(total.value);
    nkt_memory_free(&work);
}
END_TEST

/* ---- refusals -------------------------------------------------------------------------------- */

START_TEST(views_and_pairs_are_checked) {
    nkt_estimate e[2] = {{50, 40, 60, 10, 0, 0}, {50, 40, 60, 10, 0, 0}}, out[2];
    const nkt_estimates in = NKT_ESTIMATES(e), to = NKT_ESTIMATES(out);
    nkt_estimates odd = in, only_states = {.state = &e[0].state, .state_stride = 40};
    nkt_column wrong = NKT_ARRAY_N(0, &e[0].value, 0);
    nkt_disclosed_pairs found;

#define PUBLISH(e_, n_, d_, show_, out_)                                                           \
    nkt_disclosure_publish(e_, ROWS_OF(n_), NULL, d_, show_, out_, &error)
    refused(PUBLISH(NULL, 2, 1, 0, &to), NKT_E_NULL, 1, NULL);
    refused(PUBLISH(&only_states, 2, 1, 0, &to), NKT_E_NULL, 1, "estimates.value: is NULL");
    odd.stride = 7;
    refused(PUBLISH(&odd, 2, 1, 0, &to), NKT_E_STRIDE, 1, NULL);
    odd.stride = INT64_MIN;
    refused(PUBLISH(&odd, 2, 1, 0, &to), NKT_E_SIZE, 1, NULL);
    refused(PUBLISH(&in, -2, 1, 0, &to), NKT_E_COUNT, 2, NULL);
    refused(PUBLISH(&in, 2, 16, 0, &to), NKT_E_DOMAIN, 4, "decimals: 16 is not within -9 and 15");
    refused(PUBLISH(&in, 2, 1, 4, &to), NKT_E_ID, 5, NULL);
    refused(PUBLISH(&in, 2, 1, 0, NULL), NKT_E_NULL, 6, NULL);
    odd.stride = 4;
    refused(PUBLISH(&in, 2, 1, 0, &odd), NKT_E_STRIDE, 6, NULL);
    wrong.type = 99;
    refused(nkt_disclosure_publish(&in, ROWS_OF(2), &wrong, 1, 0, &to, &error), NKT_E_TYPE, 3,
            NULL);
    ck_assert_int_eq(nkt_disclosure_publish(NULL, NULL, NULL, 0, 0, NULL, NULL), NKT_E_NULL);
#define PAIRS(v_, d_, per_, from_, to_, out_)                                                      \
    nkt_disclosure_pairs(v_, d_, per_, from_, to_, out_, &error)
    refused(PAIRS(NAN, 1, 100, 1, 9, &found), NKT_E_DOMAIN, 1, NULL);
    refused(PAIRS(100.1, 1, 100, 1, 9, &found), NKT_E_DOMAIN, 1, NULL);
    refused(PAIRS(12.34, 1, 100, 1, 9, &found), NKT_E_DOMAIN, 1,
            "printed: 12.34 has more decimals than that");
    refused(PAIRS(12, 9, 100, 1, 9, &found), NKT_E_DOMAIN, 2, NULL);
    refused(PAIRS(12, 1, 0, 1, 9, &found), NKT_E_DOMAIN, 3, NULL);
    refused(PAIRS(12, 1, 100, 0, 9, &found), NKT_E_COUNT, 4, NULL);
    refused(PAIRS(12, 1, 100, 5, 4, &found), NKT_E_COUNT, 5, NULL);
    refused(PAIRS(12, 6, 1000000, 5, 1000000, &found), NKT_OK, 0, NULL);
    refused(PAIRS(12, 8, 1000000, 99999999, 100000000, &found), NKT_E_COUNT, 5, NULL);
    refused(PAIRS(12, 1, 100, 1, 9, NULL), NKT_E_NULL, 6, NULL);
}
END_TEST

Suite *nkt_suite_disclosure_view(void) {
    Suite *suite = suite_create("disclosure_view");
    TCase *tcase = tcase_create("disclosure_view");
    tcase_add_test(tcase, the_public_sees_no_more_than_that);
    tcase_add_test(tcase, bad_estimates_are_reported);
    tcase_add_test(tcase, rows_that_are_left_out_are_not_shown);
    tcase_add_test(tcase, a_mark_that_is_not_there_hides);
    tcase_add_test(tcase, what_is_published_stays_secret);
    tcase_add_test(tcase, pairs_are_all_that_print_so);
    tcase_add_test(tcase, eight_decimals_give_the_counts_away);
    tcase_add_test(tcase, views_and_pairs_are_checked);
    suite_add_tcase(suite, tcase);
    return suite;
}
