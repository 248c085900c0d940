/*
 * Rounding as in print, classes formed after it, and how rows distribute over them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <float.h>
#include <stdio.h>

#include "areas_test.h"

/* ---- rounding ------------------------------------------------------------------------------------- */

/* Reads the decimal that printf shows with `decimals` more digits, rounded by hand on the digits. */
static double round_on_paper(const char *digits, int decimals) {
    char text[80];
    int point = (int)strcspn(digits, "."), at = point + 1 + decimals, up;

    snprintf(text, sizeof text, "0%s", digits); /* room for a carry */
    at++;
    up = at < (int)strlen(text) && text[at] >= '5';
    text[at] = '\0';
    for (int i = at - 1; up && i >= 0; i--) {
        if (text[i] == '.')
            continue;
        up = text[i] == '9';
        text[i] = (char)(up ? '0' : text[i] + 1);
    }
    return strtod(text, NULL);
}

START_TEST(decimals_round_as_on_paper) {
    uint64_t seed = 20170301;

    for (int n = 0; n < 20000; n++) {
        int decimals = draw(&seed, 6), digits = decimals + 1 + draw(&seed, 2);
        char text[64];
        double value, expected;
        int length = snprintf(text, sizeof text, "%d.", draw(&seed, 3) ? draw(&seed, 130) : 0);
        for (int i = 0; i < digits; i++) /* many of them end in a 5, a half or nearly one */
            length += snprintf(text + length, sizeof text - (size_t)length, "%d",
                               i == decimals && draw(&seed, 2) ? 5 : draw(&seed, 10));
        value = strtod(text, NULL);
        expected = round_on_paper(text, decimals);
        ck_assert_msg(nkt_round_half_away(value, decimals) == expected, "%s to %d: %.17g", text,
                      decimals, nkt_round_half_away(value, decimals));
        ck_assert(nkt_round_half_away(-value, decimals) == -expected);
    }
}
END_TEST

START_TEST(halves_that_are_no_doubles_round_up) {
    /* stored as 2.67499999999999982 */
    ck_assert_double_eq(nkt_round_half_away(2.675, 2), 2.68);
    ck_assert_double_eq(nkt_round_half_away(0.05, 1), 0.1);
    ck_assert_double_eq(nkt_round_half_away(-0.05, 1), -0.1);
    ck_assert_double_eq(nkt_round_half_away(1.005, 2), 1.01);
    ck_assert_double_eq(nkt_round_half_away(0.15 + 0.1 + 0.1, 1), 0.4); /* 0.35 less one unit */
    ck_assert_double_eq(nkt_round_half_away(100 * (7 / 40.) / 2, 2), 8.75);
    ck_assert_double_eq(nkt_round_half_away(0.65 - 1e-9, 1), 0.6); /* but not what is truly less */
    ck_assert_double_eq(nkt_round_half_away(0.65 * (1 - 0x1p-48), 1), 0.6);
    ck_assert_double_eq(nkt_round_half_away(0.65 * (1 - 0x1p-52), 1), 0.7);
    ck_assert_double_eq(nkt_round_half_away(0.5, 0), 1);
    ck_assert_double_eq(nkt_round_half_away(0.49999999999, 0), 0);
    ck_assert_double_eq(nkt_round_half_away(2.5, 0), 3); /* and not to the even one */
}
END_TEST

START_TEST(tens_and_thousands_round_too) {
    ck_assert_double_eq(nkt_round_half_away(15, -1), 20);
    ck_assert_double_eq(nkt_round_half_away(14.9, -1), 10);
    ck_assert_double_eq(nkt_round_half_away(-25, -1), -30);
    ck_assert_double_eq(nkt_round_half_away(4186842, -3), 4187000);
    ck_assert_double_eq(nkt_round_half_away(500000000, -9), 1e9);
    ck_assert_double_eq(nkt_round_half_away(499999999, -9), 0);
}
END_TEST

START_TEST(numbers_without_such_decimals_stay) {
    ck_assert(isnan(nkt_round_half_away(NAN, 1)));
    ck_assert(nkt_round_half_away(INFINITY, 1) == INFINITY);
    ck_assert(nkt_round_half_away(-INFINITY, -9) == -INFINITY);
    ck_assert(isnan(nkt_round_half_away(1, 16)));
    ck_assert(isnan(nkt_round_half_away(1, -10)));
    ck_assert(isnan(nkt_round_half_away(1, INT32_MIN)));
    ck_assert(isnan(nkt_round_half_away(INFINITY, 127)));
    ck_assert_double_eq(nkt_round_half_away(DBL_MAX, 15), DBL_MAX);
    ck_assert_double_eq(nkt_round_half_away(-DBL_MAX, 0), -DBL_MAX);
    ck_assert_double_eq(nkt_round_half_away(5.3, 15), 5.3);
    ck_assert_double_eq(nkt_round_half_away(DBL_MIN, 15), 0);
    ck_assert_double_eq(nkt_round_half_away(0x1p52 + 1, 0), 0x1p52 + 1);
    /* large, but with quarters: only a true half is one */
    ck_assert_double_eq(nkt_round_half_away(0x1p50 + 0.25, 0), 0x1p50);
    ck_assert_double_eq(nkt_round_half_away(0x1p50 + 0.5, 0), 0x1p50 + 1);
    ck_assert(!signbit(nkt_round_half_away(-0.04, 1)));
    ck_assert(!signbit(nkt_round_half_away(-0.0, 1)));
}
END_TEST

START_TEST(rounding_twice_changes_nothing) {
    uint64_t seed = 3;
    for (int n = 0; n < 5000; n++) {
        int decimals = draw(&seed, 16);
        double value = draw(&seed, 1 << 30) / 8388593.0;
        double once = nkt_round_half_away(value, decimals);
        ck_assert_double_eq(nkt_round_half_away(once, decimals), once);
        ck_assert_double_eq_tol(once, value, 0.5000001 * pow(10, -decimals) + 1e-13);
    }
}
END_TEST

/* ---- classes --------------------------------------------------------------------------------------- */

START_TEST(ends_are_closed_as_told) {
    double values[] = {0.64, 0.65, 0.74, 0.75, 0.9, 1.04, 1.05, 7, NAN, -2};
    const double cuts[] = {0.7, 1.0};
    const int32_t right[] = {0, 0, 0, 1, 1, 1, 2, 2, -1, 0};
    const int32_t left[] = {0, 1, 1, 1, 1, 2, 2, 2, -1, 0};
    const int32_t unrounded[] = {0, 0, 1, 1, 1, 2, 2, 2, -1, 0};
    const nkt_column column = NKT_ARRAY(0, values);
    int32_t classes[10];
    int32_t states[10];

    ck_assert_int_eq(nkt_classify(&column, ROWS(10), CLASSING(cuts, 2, NKT_CLOSED_RIGHT, 1),
                                  TO(classes, sizeof classes[0]), TO(states, 4), NULL),
                     NKT_OK);
    ck_assert_mem_eq(classes, right, sizeof classes);
    ck_assert_int_eq(states[8], NKT_STATE_MISSING);
    ck_assert_int_eq(states[9], NKT_STATE_VALUE);
    ck_assert_int_eq(nkt_classify(&column, ROWS(10), CLASSING(cuts, 2, NKT_CLOSED_LEFT, 1),
                                  TO(classes, sizeof classes[0]), NULL, NULL),
                     NKT_OK);
    ck_assert_mem_eq(classes, left, sizeof classes);
    ck_assert_int_eq(nkt_classify(&column, ROWS(10),
                                  CLASSING(cuts, 2, NKT_CLOSED_RIGHT, NKT_UNROUNDED),
                                  TO(classes, sizeof classes[0]), NULL, NULL),
                     NKT_OK);
    ck_assert_mem_eq(classes, unrounded, sizeof classes);
}
END_TEST

START_TEST(cuts_bear_rounding_themselves) {
    double values[] = {0.3, 0.6, 0.7};
    const double cuts[] = {3 * 0.1, 6 * 0.1, 7 * 0.1}; /* each a unit above the decimal */
    const nkt_column column = NKT_ARRAY(0, values);
    int32_t classes[3];

    ck_assert(cuts[0] > 0.3 && cuts[2] > 0.7);
    ck_assert_int_eq(nkt_classify(&column, ROWS(3), CLASSING(cuts, 3, NKT_CLOSED_LEFT, 1),
                                  TO(classes, sizeof classes[0]), NULL, NULL),
                     NKT_OK);
    for (int i = 0; i < 3; i++)
        ck_assert_int_eq(classes[i], i + 1);
    ck_assert_int_eq(nkt_classify(&column, ROWS(3),
                                  CLASSING(cuts, 3, NKT_CLOSED_LEFT, NKT_UNROUNDED),
                                  TO(classes, sizeof classes[0]), NULL, NULL),
                     NKT_OK);
    ck_assert_int_eq(classes[0], 0); /* unrounded values are compared as they are */
}
END_TEST

START_TEST(many_cuts_are_searched_right) {
    enum { N = 500, CUTS = 37 };
    double values[N], cuts[CUTS];
    const nkt_column column = NKT_ARRAY(0, values);
    int32_t classes[N];
    uint64_t seed = 8;

    for (int i = 0; i < CUTS; i++)
        cuts[i] = i * 7 - 100;
    for (int i = 0; i < N; i++)
        values[i] = draw(&seed, 4) ? draw(&seed, 400) - 150 : cuts[draw(&seed, CUTS)];
    for (int closed = NKT_CLOSED_RIGHT; closed <= NKT_CLOSED_LEFT; closed++) {
        ck_assert_int_eq(nkt_classify(&column, ROWS(N),
                                      CLASSING(cuts, CUTS, closed, closed == 1 ? 0 : -1),
                                      TO(&classes[N - 1], -(int64_t)sizeof classes[0]), NULL, NULL),
                         NKT_OK);
        for (int i = 0; i < N; i++) {
            double value = closed == 1 ? values[i] : nkt_round_half_away(values[i], -1);
            int32_t expected = 0;
            for (int k = 0; k < CUTS; k++)
                expected += closed == NKT_CLOSED_RIGHT ? value > cuts[k] : value >= cuts[k];
            ck_assert_int_eq(classes[N - 1 - i], expected); /* written backwards */
        }
    }
}
END_TEST

START_TEST(one_class_needs_no_cuts) {
    double values[] = {-3, INFINITY, 5};
    const nkt_column column = NKT_ARRAY(NKT_EMPLOYEES_FOREIGN_BORN_BALANCE, values);
    int32_t classes[3];
    int32_t states[3];
    nkt_error error;

    ck_assert_int_eq(nkt_classify(&column, ROWS(3), CLASSING(NULL, 0, NKT_CLOSED_LEFT, 1),
                                  TO(classes, sizeof classes[0]), TO(states, 4), &error),
                     NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message,
                     "employees_foreign_born_balance: row 1: infinity is no finite number");
    ck_assert_int_eq(error.row, 1);
    ck_assert_int_eq(error.rows_affected, 1);
    ck_assert_int_eq(classes[0], 0);
    ck_assert_int_eq(classes[1], -1);
    ck_assert_int_eq(states[1], NKT_STATE_INVALID);
    ck_assert_int_eq(classes[2], 0);
}
END_TEST

START_TEST(bad_classifications_are_refused) {
    struct {
        double values[3], cuts[3];
        nkt_column column;
        int32_t classes[3];
        int32_t states[3];
    } c, before;
    nkt_error error;

#define CLASSIFY(column_, rows_, cuts_, n_, closed_, decimals_, classes_, stride_, states_, s2_)   \
    nkt_classify(column_, ROWS(rows_), CLASSING(cuts_, n_, closed_, decimals_),                    \
                 TO(classes_, stride_), TO(states_, s2_), &error)
#define REFUSED(call_, status_, subject_, item_, message_)                                         \
    do {                                                                                           \
        before = c;                                                                                \
        ck_assert_int_eq(call_, status_);                                                          \
        ck_assert_str_eq(error.subject, subject_);                                                 \
        ck_assert_int_eq(error.item, item_);                                                       \
        ck_assert_str_eq(error.message, message_);                                                 \
        ck_assert_mem_eq(&c, &before, sizeof c);                                                   \
    } while (0)
    memset(&c, 0x5A, sizeof c);
    for (int i = 0; i < 3; i++)
        c.values[i] = c.cuts[i] = i;
    c.column = (nkt_column)NKT_ARRAY(0, c.values);
    REFUSED(CLASSIFY(NULL, 3, c.cuts, 3, 1, 1, c.classes, 4, c.states, 4), NKT_E_NULL, "column", -1,
            "column: is NULL");
    REFUSED(CLASSIFY(&c.column, -3, c.cuts, 3, 1, 1, c.classes, 4, c.states, 4), NKT_E_COUNT,
            "rows.n_rows", -1, "rows.n_rows: -3 is negative");
    REFUSED(CLASSIFY(&c.column, 3, NULL, 3, 1, 1, c.classes, 4, c.states, 4), NKT_E_NULL,
            "classing.cuts", -1, "classing.cuts: is NULL");
    REFUSED(CLASSIFY(&c.column, 3, c.cuts, -1, 1, 1, c.classes, 4, c.states, 4), NKT_E_COUNT,
            "classing.n_cuts", -1, "classing.n_cuts: -1 is negative");
    REFUSED(CLASSIFY(&c.column, 3, c.cuts, INT64_MAX, 1, 1, c.classes, 4, c.states, 4), NKT_E_COUNT,
            "classing.n_cuts", -1, "classing.n_cuts: 9.22337204e+18 is more than 2147483646");
    REFUSED(CLASSIFY(&c.column, 3, c.cuts, 3, 0, 1, c.classes, 4, c.states, 4), NKT_E_ID,
            "classing.closed", -1, "classing.closed: 0 is neither right (1) nor left (2)");
    REFUSED(CLASSIFY(&c.column, 3, c.cuts, 3, 1, 16, c.classes, 4, c.states, 4), NKT_E_DOMAIN,
            "classing.decimals", -1, "classing.decimals: 16 is neither -9 to 15 nor NKT_UNROUNDED");
    REFUSED(CLASSIFY(&c.column, 3, c.cuts, 3, 1, -10, c.classes, 4, c.states, 4), NKT_E_DOMAIN,
            "classing.decimals", -1,
            "classing.decimals: -10 is neither -9 to 15 nor NKT_UNROUNDED");
    REFUSED(CLASSIFY(&c.column, 3, c.cuts, 3, 1, 1, (int32_t *)NULL, 4, c.states, 4), NKT_E_NULL,
            "classes", -1, "classes: is NULL");
    REFUSED(CLASSIFY(&c.column, 3, c.cuts, 3, 1, 1, c.classes, 3, c.states, 4), NKT_E_STRIDE,
            "classes", -1, "classes: has strides that make elements overlap");
    REFUSED(CLASSIFY(&c.column, 3, c.cuts, 3, 1, 1, c.classes, 4, c.states, 2), NKT_E_STRIDE,
            "states", -1, "states: has strides that make elements overlap");
    c.cuts[1] = 2;
    REFUSED(CLASSIFY(&c.column, 3, c.cuts, 3, 1, 1, c.classes, 4, c.states, 4), NKT_E_DOMAIN,
            "classing.cuts[2]", 2, "classing.cuts[2]: 2 is not above the cut point before it");
    c.cuts[1] = NAN;
    before = c;
    ck_assert_int_eq(CLASSIFY(&c.column, 3, c.cuts, 3, 1, 1, c.classes, 4, c.states, 4),
                     NKT_E_DOMAIN);
    ck_assert_int_eq(error.item, 1);
    c.cuts[1] = INFINITY;
    REFUSED(CLASSIFY(&c.column, 3, c.cuts, 3, 1, 1, c.classes, 4, c.states, 4), NKT_E_DOMAIN,
            "classing.cuts[1]", 1, "classing.cuts[1]: infinity is no finite number");
    c.cuts[1] = 1;
    c.column.type = 99;
    REFUSED(CLASSIFY(&c.column, 3, c.cuts, 3, 1, 1, c.classes, 4, c.states, 4), NKT_E_TYPE,
            "column", -1, "column: 99 is no type code");
    c.column.type = NKT_FLOAT64;
    c.column.id = -7;
    REFUSED(CLASSIFY(&c.column, 3, c.cuts, 3, 1, 1, c.classes, 4, c.states, 4), NKT_E_ID, "column",
            -1, "column: -7 is the id of no input and no figure");
    c.column.id = 0;
    ck_assert_int_eq(CLASSIFY(&c.column, 3, c.cuts, 3, 1, 1, c.classes, 4, c.states, 4), NKT_OK);
    c.column.values = NULL;
    REFUSED(CLASSIFY(&c.column, 3, c.cuts, 3, 1, 1, c.classes, 4, c.states, 4), NKT_E_NULL,
            "column", -1, "column: values is NULL");
    ck_assert_int_eq(
        CLASSIFY(&c.column, 0, c.cuts, 3, 1, 1, (int32_t *)NULL, 0, (int32_t *)NULL, 0), NKT_OK);
}
END_TEST

/* ---- distribution ----------------------------------------------------------------------------------- */

START_TEST(rows_are_counted_by_class_and_by_reason) {
    int32_t classes[] = {0, 2, 2, -1, 1, 2, -1, 0, 2, 7};
    int32_t reasons[] = {0, 0, 0, NKT_STATE_SECRET, 0, NKT_STATE_NOT_APPLICABLE, 0, 0, 0, 0};
    nkt_column column = NKT_ARRAY(0, classes);
    int64_t counts[4], by_state[6];
    nkt_estimate shares[4];
    nkt_error error;

    column.reasons = reasons;
    column.reasons_stride = sizeof(int32_t);
    ck_assert_int_eq(nkt_class_distribution(&column, ROWS(10), 4, counts, &NKT_ESTIMATES(shares),
                                            by_state, &error),
                     NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "classes: row 9: 7 is no such code");
    ck_assert_int_eq(error.row, 9);
    ck_assert_int_eq(error.rows_affected, 1);
    ck_assert_int_eq(counts[0], 2);
    ck_assert_int_eq(counts[1], 1);
    ck_assert_int_eq(counts[2], 3);
    ck_assert_int_eq(counts[3], 0);
    ck_assert_int_eq(by_state[NKT_STATE_VALUE], 6);
    ck_assert_int_eq(by_state[NKT_STATE_MISSING], 1);
    ck_assert_int_eq(by_state[NKT_STATE_SECRET], 1);
    ck_assert_int_eq(by_state[NKT_STATE_NOT_APPLICABLE], 1);
    ck_assert_int_eq(by_state[NKT_STATE_NO_DENOMINATOR], 0);
    ck_assert_int_eq(by_state[NKT_STATE_INVALID], 1);
    ck_assert_double_eq(shares[2].value, 50);
    ck_assert_double_eq(shares[3].value, 0);
    ck_assert_double_eq(shares[0].basis, 6);
    ck_assert(isnan(shares[0].lower));
}
END_TEST

/* Classes counted from 1, as R's factors are, from the target to the count; rows left out are not. */
START_TEST(classes_may_count_from_one) {
    double values[] = {0.3, 0.8, 2, NAN, 0.9, 5};
    const double cuts[] = {0.7, 1.0};
    const int8_t include[] = {1, 1, 1, 1, 1, 0};
    const nkt_column column = NKT_ARRAY(0, values), included = NKT_ARRAY(0, include);
    const int32_t expected[] = {1, 2, 3, INT32_MIN, 2, INT32_MIN};
    int32_t factor[6], states[6];
    int8_t narrow[6];
    nkt_target target = NKT_TO(factor);
    nkt_column codes = NKT_ARRAY(0, factor);
    nkt_rows rows = NKT_ROWS(6);
    int64_t counts[3], by_state[6];
    double shares[3];
    const nkt_estimates out = {.value = shares};
    nkt_estimate changed;

    rows.include = &included;
    target.type = codes.type = NKT_INT32_R;
    target.first = rows.first_group = 1;
    ck_assert_int_eq(nkt_classify(&column, &rows, CLASSING(cuts, 2, NKT_CLOSED_RIGHT, 1), &target,
                                  TO(states, 0), NULL),
                     NKT_OK);
    ck_assert_mem_eq(factor, expected, sizeof expected);
    ck_assert_int_eq(states[3], NKT_STATE_MISSING);
    ck_assert_int_eq(states[5], NKT_STATE_NOT_APPLICABLE);
    ck_assert_int_eq(nkt_class_distribution(&codes, &rows, 3, counts, &out, by_state, NULL),
                     NKT_OK);
    ck_assert_int_eq(counts[0], 1);
    ck_assert_int_eq(counts[1], 2);
    ck_assert_double_eq(shares[1], 50);
    ck_assert_int_eq(by_state[NKT_STATE_VALUE], 4);
    ck_assert_int_eq(by_state[NKT_STATE_MISSING], 1);
    ck_assert_int_eq(by_state[NKT_STATE_NOT_APPLICABLE], 0);
    {
        int64_t moved[9];
        ck_assert_int_eq(nkt_class_changes(&codes, &codes, &rows, 3, moved, &changed, NULL),
                         NKT_OK);
        ck_assert_int_eq(moved[4], 2);
        ck_assert_double_eq(changed.value, 0);
        ck_assert_double_eq(changed.basis, 4);
    }
    ck_assert_int_eq(nkt_classify(&column, &rows, CLASSING(cuts, 2, NKT_CLOSED_RIGHT, 1),
                                  TO(narrow, 0), NULL, NULL),
                     NKT_OK);
    ck_assert_int_eq(narrow[2], 2);
    ck_assert_int_eq(narrow[3], -1);
}
END_TEST

START_TEST(any_code_column_will_do) {
    double codes[] = {1, NAN, 0.5, 1, INFINITY};
    const nkt_column column = NKT_ARRAY(0, codes);
    int64_t counts[2], by_state[6];
    nkt_error error;

    ck_assert_int_eq(nkt_class_distribution(&column, ROWS(5), 2, counts, NULL, by_state, &error),
                     NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "classes: row 2: 0.5 is no such code");
    ck_assert_int_eq(error.rows_affected, 2);
    ck_assert_int_eq(counts[0], 0);
    ck_assert_int_eq(counts[1], 2);
    ck_assert_int_eq(by_state[NKT_STATE_MISSING], 1);
}
END_TEST

START_TEST(no_row_in_any_class_is_no_denominator) {
    int32_t classes[] = {-1, -5};
    const nkt_column column = NKT_ARRAY(0, classes);
    int64_t counts[1] = {77};
    nkt_estimate share;

    ck_assert_int_eq(
        nkt_class_distribution(&column, ROWS(2), 1, counts, &NKT_ESTIMATES(&share), NULL, NULL),
        NKT_OK);
    ck_assert_int_eq(counts[0], 0);
    ck_assert_int_eq(share.state, NKT_STATE_NO_DENOMINATOR);
    ck_assert(isnan(share.value));
    ck_assert_double_eq(share.basis, 0);
    ck_assert_int_eq(
        nkt_class_distribution(&column, ROWS(0), 1, counts, &NKT_ESTIMATES(&share), NULL, NULL),
        NKT_OK);
    ck_assert_int_eq(share.state, NKT_STATE_NO_DENOMINATOR);
}
END_TEST

START_TEST(bad_distributions_are_refused) {
    struct {
        int32_t classes[2];
        nkt_column column;
        int64_t counts[2], by_state[6];
        nkt_estimate shares[2];
    } c, before;
    nkt_error error;

#define DISTRIBUTE(column_, rows_, n_, counts_, shares_, stride_)                                  \
    nkt_class_distribution(column_, ROWS(rows_), n_, counts_, AT(shares_, stride_, 0), c.by_state, \
                           &error)
    memset(&c, 0x5A, sizeof c);
    c.classes[0] = c.classes[1] = 0;
    c.column = (nkt_column)NKT_ARRAY(0, c.classes);
    REFUSED(DISTRIBUTE(NULL, 2, 2, c.counts, c.shares, 40), NKT_E_NULL, "classes", -1,
            "classes: is NULL");
    REFUSED(DISTRIBUTE(&c.column, -2, 2, c.counts, c.shares, 40), NKT_E_COUNT, "rows.n_rows", -1,
            "rows.n_rows: -2 is negative");
    REFUSED(DISTRIBUTE(&c.column, 2, 0, c.counts, c.shares, 40), NKT_E_COUNT, "n_classes", -1,
            "n_classes: 0 is less than 1");
    REFUSED(DISTRIBUTE(&c.column, 2, -1, c.counts, c.shares, 40), NKT_E_COUNT, "n_classes", -1,
            "n_classes: -1 is negative");
    REFUSED(DISTRIBUTE(&c.column, 2, 2, NULL, c.shares, 40), NKT_E_NULL, "counts", -1,
            "counts: is NULL");
    REFUSED(DISTRIBUTE(&c.column, 2, 2, c.counts, c.shares, 7), NKT_E_STRIDE, "shares", -1,
            "shares: has strides that make elements overlap");
    c.column.type = 0;
    REFUSED(DISTRIBUTE(&c.column, 2, 2, c.counts, c.shares, 40), NKT_E_TYPE, "classes", -1,
            "classes: 0 is no type code");
}
END_TEST

START_TEST(rows_that_change_class_are_counted) {
    const int32_t before[] = {0, 1, 2, 2, 0, -1, 1, 3}, now[] = {0, 2, 2, 0, 1, 1, -1, 0};
    const int64_t wanted[9] = {1, 1, 0, 0, 0, 1, 1, 0, 1};
    const nkt_column b = NKT_ARRAY(0, before), n = NKT_ARRAY(0, now);
    nkt_column odd = b;
    nkt_estimate changed;
    nkt_error error;
    int64_t counts[9];

    ck_assert_int_eq(nkt_class_changes(&b, &n, ROWS(7), 3, counts, &changed, &error), NKT_OK);
    ck_assert_mem_eq(counts, wanted, sizeof wanted);
    ck_assert_double_eq(changed.value, 60);
    ck_assert_double_eq(changed.basis, 5);
    ck_assert_int_eq(nkt_class_changes(&b, &n, ROWS(8), 3, counts, &changed, &error),
                     NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "before: row 7: 3 is no such code");
    ck_assert_int_eq(error.rows_affected, 1);
    ck_assert_double_eq(changed.basis, 5);
    ck_assert_int_eq(nkt_class_changes(&b, &n, ROWS(0), 3, counts, &changed, &error), NKT_OK);
    ck_assert_int_eq(changed.state, NKT_STATE_NO_DENOMINATOR);
    odd.type = 99;
    counts[0] = 4711;
    ck_assert_int_eq(nkt_class_changes(NULL, &n, ROWS(7), 3, counts, &changed, &error), NKT_E_NULL);
    ck_assert_int_eq(nkt_class_changes(&b, NULL, ROWS(7), 3, counts, &changed, &error), NKT_E_NULL);
    ck_assert_int_eq(nkt_class_changes(&b, &odd, ROWS(7), 3, counts, &changed, &error), NKT_E_TYPE);
    ck_assert_int_eq(nkt_class_changes(&b, &n, ROWS(-7), 3, counts, &changed, &error), NKT_E_COUNT);
    ck_assert_int_eq(nkt_class_changes(&b, &n, ROWS(7), 0, counts, &changed, &error), NKT_E_COUNT);
    ck_assert_int_eq(nkt_class_changes(&b, &n, ROWS(7), 46341, counts, &changed, &error),
                     NKT_E_COUNT);
    ck_assert_str_eq(error.message, "n_classes: 46341 is more than 46340");
    ck_assert_int_eq(nkt_class_changes(&b, &n, ROWS(7), 3, NULL, &changed, &error), NKT_E_NULL);
    ck_assert_int_eq(nkt_class_changes(&b, &n, ROWS(7), 3, counts, NULL, &error), NKT_E_NULL);
    ck_assert_int_eq(error.argument, 6);
    ck_assert_int_eq(counts[0], 4711);
}
END_TEST

Suite *nkt_suite_classes(void) {
    Suite *suite = suite_create("classes");
    TCase *tcase = tcase_create("classes");
    tcase_add_test(tcase, decimals_round_as_on_paper);
    tcase_add_test(tcase, halves_that_are_no_doubles_round_up);
    tcase_add_test(tcase, tens_and_thousands_round_too);
    tcase_add_test(tcase, numbers_without_such_decimals_stay);
    tcase_add_test(tcase, rounding_twice_changes_nothing);
    tcase_add_test(tcase, ends_are_closed_as_told);
    tcase_add_test(tcase, cuts_bear_rounding_themselves);
    tcase_add_test(tcase, many_cuts_are_searched_right);
    tcase_add_test(tcase, one_class_needs_no_cuts);
    tcase_add_test(tcase, bad_classifications_are_refused);
    tcase_add_test(tcase, rows_are_counted_by_class_and_by_reason);
    tcase_add_test(tcase, classes_may_count_from_one);
    tcase_add_test(tcase, any_code_column_will_do);
    tcase_add_test(tcase, no_row_in_any_class_is_no_denominator);
    tcase_add_test(tcase, bad_distributions_are_refused);
    tcase_add_test(tcase, rows_that_change_class_are_counted);
    suite_add_tcase(suite, tcase);
    return suite;
}
