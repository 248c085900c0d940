/*
 * Calls of classes and of their distribution that are refused.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "areas_test.h"

/* ---- classes --------------------------------------------------------------------------------------- */

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
            "column", -1, "column: 99 is no type: NKT_FLOAT64, NKT_INT32, ...");
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
            "classes: 0 is no type: NKT_FLOAT64, NKT_INT32, ...");
}
END_TEST

Suite *nkt_suite_classes_bad(void) {
    Suite *suite = suite_create("classes_bad");
    TCase *tcase = tcase_create("classes_bad");
    tcase_add_test(tcase, bad_classifications_are_refused);
    tcase_add_test(tcase, bad_distributions_are_refused);
    suite_add_tcase(suite, tcase);
    return suite;
}
