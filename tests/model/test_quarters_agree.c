/*
 * One rule for quarters: those of expected values are those that nkt_quarters makes of the deviations.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "model/expected_help.h"

#include "nyckeltal/rank.h"

enum { N = 23 };

static double y[N], x[N];

/* Some are equal, and one has no response. */
static void make(void) {
    for (int i = 0; i < N; i++) {
        x[i] = i % 3;
        y[i] = i * 5 % 7;
    }
    y[4] = NAN;
}

START_TEST(the_best_quarter_is_1_everywhere) {
    static const int32_t directions[] = {NKT_DIRECTION_NONE, NKT_DIRECTION_HIGH, NKT_DIRECTION_LOW};
    nkt_expected_options options = {.size = sizeof options, .direction = directions[_i]};
    const nkt_column response = doubles(y), term = doubles(x);
    nkt_memory work = NKT_MEMORY_REALLOC;
    double deviation[N];
    int32_t ours[N], theirs[N];
    expected e;

    make();
    ck_assert_int_eq(expected_of(&e, &response, &term, 1, NULL, NULL, N, &options), NKT_OK);
    ck_assert_int_eq(
        nkt_expected_copy(&e.model, NKT_EXPECTED_ROW_DEVIATION, &NKT_TO(deviation), NULL), NKT_OK);
    ck_assert_int_eq(nkt_expected_copy(&e.model, NKT_EXPECTED_ROW_QUARTER, &NKT_TO(ours), NULL),
                     NKT_OK);
    ck_assert_int_eq(nkt_quarters(&NKT_ARRAY(0, deviation), &(nkt_rows)NKT_ROWS(N), directions[_i],
                                  &NKT_TO(theirs), NULL, &work, NULL),
                     NKT_OK);
    for (int i = 0; i < N; i++)
        ck_assert_int_eq(ours[i], theirs[i]);
    ck_assert_int_eq(ours[4], NKT_NO_CODE);
    nkt_memory_free(&work);
    expected_free(&e);
}
END_TEST

Suite *nkt_suite_quarters_agree(void) {
    Suite *suite = suite_create("quarters_agree");
    TCase *tcase = tcase_create("quarters_agree");
    tcase_add_loop_test(tcase, the_best_quarter_is_1_everywhere, 0, 3);
    suite_add_tcase(suite, tcase);
    return suite;
}
