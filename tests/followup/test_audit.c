/*
 * Audits: the report of 2018, whose ninth objective contradicts itself; its goal, its caseloads;
 * naive references; bad input.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <check.h>
#include <math.h>

#include "nyckeltal/audit.h"

static nkt_error error;

/* The nine objectives, as the text grades them, and the table at its end. */
static const int32_t text[9] = {2, 2, 2, 3, 2, 1, 2, 1, 1};
static const int32_t table[9] = {2, 2, 2, 3, 2, 1, 2, 1, 2};

static nkt_column doubles(const double *values) {
    return (nkt_column){.values = values, .stride = sizeof *values, .type = NKT_FLOAT64};
}

START_TEST(the_report_is_summed_up) {
    const nkt_column grades[] = {NKT_ARRAY(0, text), NKT_ARRAY(0, table)};
    nkt_audit_grades g[2];

    ck_assert_int_eq(nkt_audit_summary(grades, 2, 9, g, &error), NKT_OK);
    ck_assert_int_eq(g[0].fulfilled, 1);
    ck_assert_int_eq(g[0].partly, 5);
    ck_assert_int_eq(g[0].not_fulfilled, 3);
    ck_assert_int_eq(g[1].fulfilled, 1);
    ck_assert_int_eq(g[1].partly, 6);
    ck_assert_int_eq(g[1].not_fulfilled, 2);
    ck_assert_int_eq(g[0].without + g[1].without, 0);
}
END_TEST

START_TEST(the_report_contradicts_itself_on_the_ninth) {
    const nkt_column grades[] = {NKT_ARRAY(0, text), NKT_ARRAY(0, table)};
    nkt_contradiction c[9];
    int64_t n;

    ck_assert_int_eq(nkt_audit_contradictions(grades, 2, 9, c, 9, &n, &error), NKT_OK);
    ck_assert_int_eq(n, 1);
    ck_assert_int_eq(c[0].objective, 8);
    ck_assert_int_eq(c[0].lowest, NKT_AUDIT_NOT);
    ck_assert_int_eq(c[0].lowest_place, 0);
    ck_assert_int_eq(c[0].highest, NKT_AUDIT_PARTLY);
    ck_assert_int_eq(c[0].highest_place, 1);
    ck_assert_int_eq(nkt_audit_contradictions(grades, 2, 9, NULL, 0, &n, &error), NKT_OK);
    ck_assert_int_eq(n, 1);
    ck_assert_int_eq(nkt_audit_contradictions(grades, 1, 9, c, 9, &n, &error), NKT_OK);
    ck_assert_int_eq(n, 0);
}
END_TEST

/* All pairs of four places, against every grade there is, none among them. */
START_TEST(contradictions_are_all_pairs_that_differ) {
    double grades[4][256];
    nkt_column columns[4];
    nkt_contradiction c[256];
    int64_t n, naive = 0;

    for (int k = 0; k < 256; k++)
        for (int p = 0; p < 4; p++)
            grades[p][k] = (k >> (2 * p)) % 4 ? (k >> (2 * p)) % 4 : NAN;
    for (int p = 0; p < 4; p++)
        columns[p] = doubles(grades[p]);
    ck_assert_int_eq(nkt_audit_contradictions(columns, 4, 256, c, 256, &n, &error), NKT_OK);
    for (int k = 0; k < 256; k++) {
        double furthest = 0;
        for (int p = 0; p < 4; p++)
            for (int q = 0; q < 4; q++)
                if (grades[p][k] - grades[q][k] > furthest)
                    furthest = grades[p][k] - grades[q][k];
        if (furthest == 0)
            continue;
        ck_assert_int_eq(c[naive].objective, k);
        ck_assert_double_eq(c[naive].highest - c[naive].lowest, furthest);
        ck_assert_double_eq(grades[c[naive].highest_place][k], c[naive].highest);
        ck_assert_double_eq(grades[c[naive].lowest_place][k], c[naive].lowest);
        naive++;
    }
    ck_assert_int_eq(n, naive);
}
END_TEST

START_TEST(changes_are_counted) {
    const double before[] = {1, 2, 3, 3, 1, NAN, 2, NAN}, now[] = {3, 2, 1, 2, 2, 2, NAN, NAN};
    const double wanted[] = {2, 0, -2, -1, 1, NAN, NAN, NAN};
    const nkt_column b = doubles(before), n = doubles(now);
    nkt_audit_changes c;
    double steps[8];

    ck_assert_int_eq(nkt_audit_change(&b, &n, 8, &c, steps, sizeof *steps, &error), NKT_OK);
    ck_assert_int_eq(c.better, 2);
    ck_assert_int_eq(c.same, 1);
    ck_assert_int_eq(c.worse, 2);
    ck_assert_int_eq(c.only_before, 1);
    ck_assert_int_eq(c.only_now, 1);
    for (int k = 0; k < 8; k++)
        ck_assert(steps[k] == wanted[k] || (isnan(steps[k]) && isnan(wanted[k])));
}
END_TEST

START_TEST(goals_are_reached_or_missed) {
    /* the first is the report's: 90 % were to be satisfied, 82 % were */
    const double targets[] = {90, 80, 6, 6, 0, 90, 0.3};
    const double outcomes[] = {82, 80, 7.5, 3, 0, NAN, 0.1 + 0.2};
    const double ways[] = {1, 1, 2, 2, 2, 1, 2};
    const nkt_column t = doubles(targets), o = doubles(outcomes), w = doubles(ways);
    nkt_goal g[7];

    ck_assert_int_eq(nkt_audit_goals(&t, &o, &w, 7, g, sizeof *g, &error), NKT_OK);
    ck_assert_double_eq(g[0].margin, -8);
    ck_assert_double_eq_tol(g[0].attained, 91.111111111111111, 1e-12);
    ck_assert_int_eq(g[0].reached, 0);
    ck_assert_int_eq(g[1].reached, 1);
    ck_assert_double_eq(g[2].margin, -1.5);
    ck_assert_double_eq(g[2].attained, 80);
    ck_assert_double_eq(g[3].margin, 3);
    ck_assert_double_eq(g[3].attained, 200);
    ck_assert_int_eq(g[4].reached, 1);
    ck_assert_double_nan(g[4].attained);
    ck_assert_int_eq(g[5].state, NKT_STATE_MISSING);
    ck_assert_double_nan(g[5].margin);
    ck_assert_int_eq(g[6].reached, 1);
    ck_assert_int_eq(nkt_audit_goals(&t, &o, NULL, 1, g, 0, &error), NKT_OK);
    ck_assert_double_eq(g[0].margin, -8);
}
END_TEST

START_TEST(caseloads) {
    /* the report: four workers with about 30 cases each; others with 16 to 18 assignments each */
    const double cases[] = {30, 16, 18, 120, 5, NAN}, workers[] = {1, 1, 1, 4, 0, 1};
    const nkt_column c = doubles(cases), w = doubles(workers);
    nkt_caseload l[6];

    ck_assert_int_eq(nkt_audit_caseload(&c, &w, 6, 17, l, sizeof *l, &error), NKT_OK);
    ck_assert_double_eq(l[0].per_worker, 30);
    ck_assert_double_eq(l[3].per_worker, 30);
    ck_assert_int_eq(l[1].above, 0);
    ck_assert_int_eq(l[2].above, 1);
    ck_assert_double_eq_tol(l[3].needed, 120 / 17.0, 1e-14);
    ck_assert_double_eq_tol(l[3].of_norm, 3000 / 17.0, 1e-12);
    ck_assert_int_eq(l[4].state, NKT_STATE_NO_DENOMINATOR);
    ck_assert_int_eq(l[5].state, NKT_STATE_MISSING);
    ck_assert_int_eq(nkt_audit_caseload(&c, NULL, 6, NAN, l, sizeof *l, &error), NKT_OK);
    ck_assert_double_eq(l[0].per_worker, 30);
    ck_assert_double_nan(l[0].of_norm);
    ck_assert_int_eq(l[0].above, 0);
}
END_TEST

START_TEST(bad_rows_are_told) {
    const double wrong[] = {2, 4, 0, INFINITY, 1.5, 3, -1, NAN}, right[] = {2, 2, 2, 2, 2, 2, 7, 1};
    const nkt_column grades[] = {doubles(right), doubles(wrong)};
    nkt_audit_grades g[2];
    nkt_audit_changes c;
    nkt_contradiction found[8];
    nkt_goal goals[8];
    nkt_caseload loads[8];
    int64_t n;

    ck_assert_int_eq(nkt_audit_summary(grades, 2, 8, g, &error), NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "grades: row 1: 4 is no grade");
    ck_assert_int_eq(error.item, 1);
    ck_assert_int_eq(error.rows_affected, 5);
    ck_assert_int_eq(g[1].without, 6);
    ck_assert_int_eq(g[1].partly, 1);
    ck_assert_int_eq(nkt_audit_contradictions(grades, 2, 8, found, 8, &n, &error),
                     NKT_ROWS_INVALID);
    ck_assert_int_eq(n, 1);
    ck_assert_int_eq(found[0].objective, 5);
    ck_assert_int_eq(nkt_audit_change(&grades[0], &grades[1], 8, &c, NULL, 0, &error),
                     NKT_ROWS_INVALID);
    ck_assert_int_eq(error.rows_affected, 5);
    ck_assert_int_eq(c.better + c.same + c.worse + c.only_before + c.only_now, 3);
    ck_assert_int_eq(
        nkt_audit_goals(&grades[1], &grades[1], &grades[0], 8, goals, sizeof *goals, &error),
        NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message,
                     "targets: row 3: infinity is no number to be held against another");
    ck_assert_int_eq(error.rows_affected, 2);
    ck_assert_int_eq(goals[6].state, NKT_STATE_INVALID);
    ck_assert_int_eq(nkt_audit_caseload(&grades[1], &grades[1], 8, 3, loads, sizeof *loads, &error),
                     NKT_ROWS_INVALID);
    ck_assert_int_eq(error.rows_affected, 2);
    ck_assert_int_eq(loads[6].state, NKT_STATE_INVALID);
}
END_TEST

START_TEST(calls_are_checked) {
    const nkt_column good = NKT_ARRAY(0, text);
    nkt_column odd = good;
    nkt_audit_grades g;
    nkt_contradiction c;
    nkt_audit_changes changes;
    nkt_goal goals[2];
    nkt_caseload loads[2];
    double steps[2];
    int64_t n;

    odd.type = 99;
#define REFUSED(call, status_, argument_)                                                          \
    do {                                                                                           \
        ck_assert_int_eq(call, status_);                                                           \
        ck_assert_int_eq(error.argument, argument_);                                               \
    } while (0)
    REFUSED(nkt_audit_summary(NULL, 1, 2, &g, &error), NKT_E_NULL, 1);
    REFUSED(nkt_audit_summary(&odd, 1, 2, &g, &error), NKT_E_TYPE, 1);
    REFUSED(nkt_audit_summary(&good, 0, 2, &g, &error), NKT_E_COUNT, 2);
    REFUSED(nkt_audit_summary(&good, 1025, 2, &g, &error), NKT_E_COUNT, 2);
    REFUSED(nkt_audit_summary(&good, 1, -2, &g, &error), NKT_E_COUNT, 3);
    REFUSED(nkt_audit_summary(&good, 1, 2, NULL, &error), NKT_E_NULL, 4);
    REFUSED(nkt_audit_contradictions(NULL, 1, 2, &c, 1, &n, &error), NKT_E_NULL, 1);
    REFUSED(nkt_audit_contradictions(&good, 1, 2, NULL, 1, &n, &error), NKT_E_NULL, 4);
    REFUSED(nkt_audit_contradictions(&good, 1, 2, &c, -1, &n, &error), NKT_E_COUNT, 5);
    REFUSED(nkt_audit_contradictions(&good, 1, 2, &c, 1, NULL, &error), NKT_E_NULL, 6);
#define CHANGE(a, b, n_, out, stride) nkt_audit_change(a, b, n_, out, steps, stride, &error)
    REFUSED(CHANGE(NULL, &good, 2, &changes, 8), NKT_E_NULL, 1);
    REFUSED(CHANGE(&good, NULL, 2, &changes, 8), NKT_E_NULL, 2);
    REFUSED(CHANGE(&good, &odd, 2, &changes, 8), NKT_E_TYPE, 2);
    REFUSED(CHANGE(&good, &good, -2, &changes, 8), NKT_E_COUNT, 3);
    REFUSED(CHANGE(&good, &good, 2, NULL, 8), NKT_E_NULL, 4);
    REFUSED(CHANGE(&good, &good, 2, &changes, 7), NKT_E_STRIDE, 6);
    REFUSED(CHANGE(&good, &good, 9, &changes, INT64_MAX), NKT_E_SIZE, 6);
#define GOALS(t, o, d, n_, out, stride) nkt_audit_goals(t, o, d, n_, out, stride, &error)
    REFUSED(GOALS(NULL, &good, NULL, 2, goals, 24), NKT_E_NULL, 1);
    REFUSED(GOALS(&good, NULL, NULL, 2, goals, 24), NKT_E_NULL, 2);
    REFUSED(GOALS(&good, &good, &odd, 2, goals, 24), NKT_E_TYPE, 3);
    REFUSED(GOALS(&good, &good, NULL, -2, goals, 24), NKT_E_COUNT, 4);
    REFUSED(GOALS(&good, &good, NULL, 2, NULL, 24), NKT_E_NULL, 5);
    REFUSED(GOALS(&good, &good, NULL, 2, goals, 23), NKT_E_STRIDE, 6);
#define LOADS(c_, w, n_, norm, out, stride) nkt_audit_caseload(c_, w, n_, norm, out, stride, &error)
    REFUSED(LOADS(NULL, &good, 2, 9, loads, 32), NKT_E_NULL, 1);
    REFUSED(LOADS(&good, &odd, 2, 9, loads, 32), NKT_E_TYPE, 2);
    REFUSED(LOADS(&good, &good, -2, 9, loads, 32), NKT_E_COUNT, 3);
    REFUSED(LOADS(&good, &good, 2, 0, loads, 32), NKT_E_DOMAIN, 4);
    REFUSED(LOADS(&good, &good, 2, 9, NULL, 32), NKT_E_NULL, 5);
    REFUSED(LOADS(&good, &good, 2, 9, loads, 31), NKT_E_STRIDE, 6);
}
END_TEST

Suite *nkt_suite_audit(void) {
    Suite *suite = suite_create("audit");
    TCase *tcase = tcase_create("audit");
    tcase_add_test(tcase, the_report_is_summed_up);
    tcase_add_test(tcase, the_report_contradicts_itself_on_the_ninth);
    tcase_add_test(tcase, contradictions_are_all_pairs_that_differ);
    tcase_add_test(tcase, changes_are_counted);
    tcase_add_test(tcase, goals_are_reached_or_missed);
    tcase_add_test(tcase, caseloads);
    tcase_add_test(tcase, bad_rows_are_told);
    tcase_add_test(tcase, calls_are_checked);
    suite_add_tcase(suite, tcase);
    return suite;
}
