/*
 * A bad operand beside one that is secret, or does not apply: the worse state shows, and the row is
 * reported and counted.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <check.h>
#include <math.h>

#include "nyckeltal/compute.h"
#include "nyckeltal/gap.h"
#include "nyckeltal/reception.h"

static const double received[] = {10, 20, 30}, assigned[] = {-1, -1, 5};
static const int32_t why[] = {NKT_STATE_SECRET, NKT_STATE_NOT_APPLICABLE, NKT_STATE_VALUE};
static const nkt_column columns[] = {{.values = received,
                                      .reasons = why,
                                      .stride = sizeof *received,
                                      .reasons_stride = sizeof *why,
                                      .type = NKT_FLOAT64,
                                      .id = NKT_IN_RECEIVED},
                                     NKT_ARRAY(NKT_IN_RECEIVED_ASSIGNED, assigned)};
static const nkt_table table = {NKT_ROWS(3), columns, 2};
static nkt_error error;

static void is_counted(nkt_status status) {
    ck_assert_int_eq(status, NKT_ROWS_INVALID);
    ck_assert_int_eq(error.row, 0);
    ck_assert_int_eq(error.rows_affected, 2);
}

START_TEST(the_worse_state_shows) {
    const int32_t figure = NKT_RECEIVED_ASSIGNED_SHARE;
    nkt_estimate out[3], items[3][3];

    is_counted(nkt_compute(&table, &figure, 1, NULL, &NKT_ESTIMATES(out), &error));
    for (int row = 0; row < 3; row++)
        ck_assert_int_eq(out[row].state, why[row]);
    is_counted(nkt_reception_settlement(&table, NULL, &NKT_ESTIMATES_ROWS(items), NULL, &error));
    for (int row = 0; row < 2; row++)
        ck_assert_int_eq(items[row][0].state, why[row]);
    is_counted(nkt_gap(&table, &table, &figure, 1, NKT_CONTRAST_DIFFERENCE, NULL,
                       &NKT_ESTIMATES(out), &error));
    for (int row = 0; row < 3; row++)
        ck_assert_int_eq(out[row].state, why[row]);
}
END_TEST

Suite *nkt_suite_bad_beside_secret(void) {
    Suite *suite = suite_create("bad_beside_secret");
    TCase *tcase = tcase_create("bad_beside_secret");
    tcase_add_test(tcase, the_worse_state_shows);
    suite_add_tcase(suite, tcase);
    return suite;
}
