/*
 * Audits: the report of 2018, whose ninth objective contradicts itself; its goal;
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
    const nkt_column columns[] = {NKT_ARRAY(0, text), NKT_ARRAY(0, table)};
    const nkt_table grades = NKT_TABLE(columns, 9);
    nkt_audit_grades g[2];

    ck_assert_int_eq(nkt_audit_summary(&grades, g, 0, &error), NKT_OK);
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
    const nkt_column columns[] = {NKT_ARRAY(0, text), NKT_ARRAY(0, table)};
    const nkt_table grades = NKT_TABLE(columns, 9), one = NKT_TABLE_OF(columns, 1, 9);
    nkt_contradiction c[9];
    int64_t n;

    ck_assert_int_eq(nkt_audit_contradictions(&grades, c, 0, 9, &n, &error), NKT_OK);
    ck_assert_int_eq(n, 1);
    ck_assert_int_eq(c[0].objective, 8);
    ck_assert_int_eq(c[0].lowest, NKT_GRADE_NOT);
    ck_assert_int_eq(c[0].lowest_place, 0);
    ck_assert_int_eq(c[0].highest, NKT_GRADE_PARTLY);
    ck_assert_int_eq(c[0].highest_place, 1);
    ck_assert_int_eq(nkt_audit_contradictions(&grades, NULL, 0, 0, &n, &error), NKT_OK);
    ck_assert_int_eq(n, 1);
    ck_assert_int_eq(nkt_audit_contradictions(&one, c, 0, 9, &n, &error), NKT_OK);
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
    ck_assert_int_eq(
        nkt_audit_contradictions(&(nkt_table)NKT_TABLE(columns, 256), c, 0, 256, &n, &error),
        NKT_OK);
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
    const nkt_rows rows = NKT_ROWS(8);
    nkt_audit_changes c;
    double steps[8];
    int8_t narrow[8];

    ck_assert_int_eq(nkt_audit_change(&b, &n, &rows, &c, &NKT_TO(steps), &error), NKT_OK);
    ck_assert_int_eq(c.better, 2);
    ck_assert_int_eq(c.same, 1);
    ck_assert_int_eq(c.worse, 2);
    ck_assert_int_eq(c.only_before, 1);
    ck_assert_int_eq(c.only_now, 1);
    for (int k = 0; k < 8; k++)
        ck_assert(steps[k] == wanted[k] || (isnan(steps[k]) && isnan(wanted[k])));
    ck_assert_int_eq(nkt_audit_change(&b, &n, &rows, &c, &NKT_TO(narrow), &error), NKT_OK);
    for (int k = 0; k < 8; k++)
        ck_assert_int_eq(narrow[k], isnan(wanted[k]) ? NKT_NO_CODE : (int)wanted[k]);
}
END_TEST

START_TEST(goals_are_reached_or_missed) {
    /* the first is the report's: 90 % were to be satisfied, 82 % were */
    const double targets[] = {90, 80, 6, 6, 0, 90, 0.3};
    const double outcomes[] = {82, 80, 7.5, 3, 0, NAN, 0.1 + 0.2};
    const double ways[] = {1, 1, -1, -1, -1, 1, -1};
    const nkt_column t = doubles(targets), o = doubles(outcomes), w = doubles(ways);
    nkt_goal g[7];

    ck_assert_int_eq(nkt_audit_goals(&t, &o, &w, &(nkt_rows)NKT_ROWS(7), g, 0, &error), NKT_OK);
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
    ck_assert_int_eq(nkt_audit_goals(&t, &o, NULL, &(nkt_rows)NKT_ROWS(1), g, 0, &error), NKT_OK);
    ck_assert_double_eq(g[0].margin, -8);
}
END_TEST

/* An objective that is left out counts nowhere; a goal has the state of one. */
START_TEST(rows_are_left_out) {
    static const int32_t include[] = {1, 1, 1, 1, 1, 1, 1, 1, INT32_MIN};
    nkt_column columns[] = {NKT_ARRAY(0, text), NKT_ARRAY(0, table)};
    nkt_column taken = NKT_ARRAY(0, include), margin;
    nkt_table grades = NKT_TABLE(columns, 9);
    struct {
        char name[3];
        nkt_goal goal;
    } goals[9];
    nkt_audit_grades g[2];
    nkt_audit_changes changes;
    double value;
    int32_t state;
    int64_t n;

    taken.type = NKT_INT32_R; /* the ninth is NA */
    grades.rows.include = &taken;
    ck_assert_int_eq(nkt_audit_summary(&grades, g, 0, &error), NKT_OK);
    ck_assert_int_eq(g[0].not_fulfilled, 2);
    ck_assert_int_eq(g[0].without, 0);
    ck_assert_int_eq(nkt_audit_contradictions(&grades, NULL, 0, 0, &n, &error), NKT_OK);
    ck_assert_int_eq(n, 0);
    ck_assert_int_eq(
        nkt_audit_change(&columns[0], &columns[1], &grades.rows, &changes, NULL, &error), NKT_OK);
    ck_assert_int_eq(changes.better, 0);
    ck_assert_int_eq(changes.same, 8);
    ck_assert_int_eq(nkt_audit_goals(&columns[0], &columns[1], NULL, &grades.rows, &goals[0].goal,
                                     sizeof goals[0], &error),
                     NKT_OK);
    margin = NKT_FIELD(0, goals, goal.margin); /* fed back as a column */
    margin.reasons = &goals[0].goal.state;
    margin.reasons_stride = sizeof goals[0];
    ck_assert_int_eq(nkt_column_get(&margin, 8, &value, &state, &error), NKT_OK);
    ck_assert_int_eq(state, NKT_STATE_NOT_APPLICABLE);
    ck_assert_int_eq(nkt_column_get(&margin, 7, &value, &state, &error), NKT_OK);
    ck_assert_double_eq(value, 0);
}
END_TEST

/* The codes that goals had before are no directions. */
START_TEST(other_directions_are_bad_data) {
    static const double numbers[] = {1, 1, 1}, ways[] = {2, 0, -1};
    const nkt_column n = doubles(numbers), w = doubles(ways);
    nkt_goal goals[3];

    ck_assert_int_eq(nkt_audit_goals(&n, &n, &w, &(nkt_rows)NKT_ROWS(3), goals, 0, &error),
                     NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "directions: row 0: 2 is neither high (1) nor low (-1)");
    ck_assert_int_eq(error.rows_affected, 2);
    ck_assert_int_eq(goals[0].state, NKT_STATE_INVALID);
    ck_assert_int_eq(goals[2].reached, 1);
}
END_TEST

START_TEST(bad_rows_are_reported) {
    const double wrong[] = {2, 4, 0, INFINITY, 1.5, 3, -1, NAN}, right[] = {2, 2, 2, 2, 2, 2, 7, 1};
    const nkt_column grades[] = {doubles(right), doubles(wrong)};
    const nkt_table table_of = NKT_TABLE(grades, 8);
    nkt_audit_grades g[2];
    nkt_audit_changes c;
    nkt_contradiction found[8];
    nkt_goal goals[8];
    int64_t n;

    ck_assert_int_eq(nkt_audit_summary(&table_of, g, 0, &error), NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "grades.columns[1]: row 1: 4 is no grade");
    ck_assert_int_eq(error.item, 1);
    ck_assert_int_eq(error.rows_affected, 5);
    ck_assert_int_eq(g[1].without, 6);
    ck_assert_int_eq(g[1].partly, 1);
    ck_assert_int_eq(nkt_audit_contradictions(&table_of, found, 0, 8, &n, &error),
                     NKT_ROWS_INVALID);
    ck_assert_int_eq(n, 1);
    ck_assert_int_eq(found[0].objective, 5);
    ck_assert_int_eq(nkt_audit_change(&grades[0], &grades[1], &table_of.rows, &c, NULL, &error),
                     NKT_ROWS_INVALID);
    ck_assert_int_eq(error.rows_affected, 5);
    ck_assert_int_eq(c.better + c.same + c.worse + c.only_before + c.only_now, 3);
    ck_assert_int_eq(
        nkt_audit_goals(&grades[1], &grades[1], NULL, &table_of.rows, goals, 0, &error),
        NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "targets: row 3: infinity is no finite number");
    ck_assert_int_eq(error.rows_affected, 2);
    ck_assert_int_eq(goals[6].state, NKT_STATE_INVALID);
}
END_TEST

START_TEST(calls_are_checked) {
    const nkt_column good = NKT_ARRAY(0, text);
    const nkt_rows two = NKT_ROWS(2), less = NKT_ROWS(-2);
    nkt_column odd = good;
    nkt_audit_grades g[2];
    nkt_contradiction c[2];
    nkt_audit_changes changes;
    nkt_goal goals[2];
    double steps[2];
    uint8_t unsigned_steps[2];
    int64_t n;

    odd.type = 99;
#define REFUSED(call, status_, argument_)                                                          \
    do {                                                                                           \
        ck_assert_int_eq(call, status_);                                                           \
        ck_assert_int_eq(error.argument, argument_);                                               \
    } while (0)
#define TABLE(p, n_p, n_r) &(nkt_table)NKT_TABLE_OF(p, n_p, n_r)
    REFUSED(nkt_audit_summary(NULL, g, 0, &error), NKT_E_NULL, 1);
    REFUSED(nkt_audit_summary(TABLE(NULL, 1, 2), g, 0, &error), NKT_E_NULL, 1);
    REFUSED(nkt_audit_summary(TABLE(&odd, 1, 2), g, 0, &error), NKT_E_TYPE, 1);
    ck_assert_str_eq(error.subject, "grades.columns[0]");
    REFUSED(nkt_audit_summary(TABLE(&good, 0, 2), g, 0, &error), NKT_E_COUNT, 1);
    ck_assert_str_eq(error.message, "grades.n_columns: 0 is less than 1");
    REFUSED(nkt_audit_summary(TABLE(&good, 1, -2), g, 0, &error), NKT_E_COUNT, 1);
    REFUSED(nkt_audit_summary(TABLE(&good, 1, 2), NULL, 0, &error), NKT_E_NULL, 2);
    REFUSED(nkt_audit_summary(TABLE(((nkt_column[]){good, good}), 2, 2), g, 31, &error),
            NKT_E_STRIDE, 3);
    REFUSED(nkt_audit_contradictions(NULL, c, 0, 1, &n, &error), NKT_E_NULL, 1);
    REFUSED(nkt_audit_contradictions(TABLE(&good, 1, 2), NULL, 0, 1, &n, &error), NKT_E_NULL, 2);
    REFUSED(nkt_audit_contradictions(TABLE(&good, 1, 2), c, 8, 2, &n, &error), NKT_E_STRIDE, 3);
    REFUSED(nkt_audit_contradictions(TABLE(&good, 1, 2), c, 0, -1, &n, &error), NKT_E_COUNT, 4);
    REFUSED(nkt_audit_contradictions(TABLE(&good, 1, 2), c, 0, 1, NULL, &error), NKT_E_NULL, 5);
#define CHANGE(a, b, r, out, to) nkt_audit_change(a, b, r, out, to, &error)
    REFUSED(CHANGE(NULL, &good, &two, &changes, NULL), NKT_E_NULL, 1);
    REFUSED(CHANGE(&good, NULL, &two, &changes, NULL), NKT_E_NULL, 2);
    REFUSED(CHANGE(&good, &odd, &two, &changes, NULL), NKT_E_TYPE, 2);
    REFUSED(CHANGE(&good, &good, &less, &changes, NULL), NKT_E_COUNT, 3);
    REFUSED(CHANGE(&good, &good, NULL, &changes, NULL), NKT_E_NULL, 3);
    REFUSED(CHANGE(&good, &good, &two, NULL, NULL), NKT_E_NULL, 4);
#define TO(stride_) &(nkt_target){.values = steps, .stride = stride_, .type = NKT_FLOAT64}
    REFUSED(CHANGE(&good, &good, &two, &changes, TO(7)), NKT_E_STRIDE, 5);
    REFUSED(CHANGE(&good, &good, &(nkt_rows)NKT_ROWS(9), &changes, TO(INT64_MAX)), NKT_E_SIZE, 5);
    REFUSED(CHANGE(&good, &good, &two, &changes, &NKT_TO(unsigned_steps)), NKT_E_TYPE, 5);
#define GOALS(t, o, d, r, out, stride) nkt_audit_goals(t, o, d, r, out, stride, &error)
    REFUSED(GOALS(NULL, &good, NULL, &two, goals, 24), NKT_E_NULL, 1);
    REFUSED(GOALS(&good, NULL, NULL, &two, goals, 24), NKT_E_NULL, 2);
    REFUSED(GOALS(&good, &good, &odd, &two, goals, 24), NKT_E_TYPE, 3);
    REFUSED(GOALS(&good, &good, NULL, &less, goals, 24), NKT_E_COUNT, 4);
    REFUSED(GOALS(&good, &good, NULL, NULL, goals, 24), NKT_E_NULL, 4);
    REFUSED(GOALS(&good, &good, NULL, &two, NULL, 24), NKT_E_NULL, 5);
    REFUSED(GOALS(&good, &good, NULL, &two, goals, 23), NKT_E_STRIDE, 6);
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
    tcase_add_test(tcase, rows_are_left_out);
    tcase_add_test(tcase, other_directions_are_bad_data);
    tcase_add_test(tcase, bad_rows_are_reported);
    tcase_add_test(tcase, calls_are_checked);
    suite_add_tcase(suite, tcase);
    return suite;
}
