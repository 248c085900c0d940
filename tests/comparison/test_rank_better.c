/*
 * Who does better: the probability, and members as R has them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <check.h>

#include "comparison/rank_units.h"

/* ---- ranks --------------------------------------------------------------------------------------------- */

static const int64_t peer_rows[PEERS] = {1, 2, -1, 3, 4, 0};

static int64_t better[PEERS];
static int64_t n_found;
static double probability[PEERS];

static nkt_status find_better(int64_t focus, int direction, double certainty) {
    const nkt_column members = NKT_ARRAY(0, peer_rows);
    const nkt_better_options options = {.size = sizeof options,
                                        .direction = direction,
                                        .certainty = certainty,
                                        .control = NKT_CONTROL_EACH};

    return nkt_better_among(&NKT_ESTIMATES(estimates), &(nkt_rows)NKT_ROWS(SHARES),
                            &(nkt_peers){.members = &members, .n_members = PEERS, .focus = focus},
                            &options, &NKT_TO(better), &NKT_TO(probability), &n_found, &error);
}

/*
 * Each by itself: for shares of large groups, the probability is that of the normal test of their
 * difference.
 */
START_TEST(those_who_do_better) {
    make_shares();
    ck_assert_int_eq(find_better(0, NKT_DIRECTION_HIGH, 0), NKT_OK);
    ck_assert_int_eq(n_found, 1);
    ck_assert_int_eq(better[0], 1);
    ck_assert_double_eq_tol(
        probability[0], 1 - 0.5 * erfc(0.06 / sqrt((0.56 * 0.44 + 0.25) / 1000) / sqrt(2)), 2e-4);
    find_better(0, NKT_DIRECTION_HIGH, 0.6);
    ck_assert_int_eq(n_found, 2);
    ck_assert_int_eq(better[1], 2);
    find_better(0, NKT_DIRECTION_LOW, 0);
    ck_assert_int_eq(n_found, 1);
    ck_assert_int_eq(better[0], 3);
    find_better(4, NKT_DIRECTION_LOW, 0);
    ck_assert_int_eq(n_found, 0); /* a secret is compared with nobody */
}
END_TEST

/* ---- the caller's own data ------------------------------------------------------------------------------- */

/* Members in a factor of R, counted from 1, NA among them; one who is left out; columns of a data frame. */
START_TEST(those_who_do_better_as_r_has_it) {
    static const int32_t members[] = {2, 3, INT32_MIN, 4};
    static const int8_t include[] = {1, 0, 1, 1, 1};
    double value[SHARES], lower[SHARES], upper[SHARES];
    const nkt_column of_members = {.values = members, .stride = 4, .type = NKT_INT32_R};
    const nkt_column of_include = NKT_ARRAY(0, include);
    nkt_estimates frame = {.value = value, .lower = lower, .upper = upper};
    nkt_rows rows = NKT_ROWS(SHARES);
    const nkt_better_options options = {.size = sizeof options,
                                        .direction = NKT_DIRECTION_HIGH,
                                        .certainty = 0.6,
                                        .control = NKT_CONTROL_EACH};
    int32_t found[3];
    nkt_target to_found = {.values = found, .capacity = 2, .type = NKT_INT32_R, .first = 1};
    const nkt_peers peers = {.members = &of_members, .n_members = 4, .focus = 1, .first_row = 1};

    make_shares();
    for (int i = 0; i < SHARES; i++) {
        value[i] = estimates[i].value;
        lower[i] = estimates[i].lower;
        upper[i] = estimates[i].upper;
    }
    ck_assert_int_eq(
        nkt_better_among(&frame, &rows, &peers, &options, &to_found, NULL, &n_found, &error),
        NKT_OK);
    ck_assert_int_eq(n_found, 2);
    ck_assert_int_eq(found[0], 2);
    ck_assert_int_eq(found[1], 3);
    to_found.capacity = 1;
    ck_assert_int_eq(
        nkt_better_among(&frame, &rows, &peers, &options, &to_found, NULL, &n_found, &error),
        NKT_E_CAPACITY);
    ck_assert_double_eq(error.bound, 2);
    rows.include = &of_include;
    ck_assert_int_eq(
        nkt_better_among(&frame, &rows, &peers, &options, &to_found, NULL, &n_found, &error),
        NKT_OK);
    ck_assert_int_eq(n_found, 1);
    ck_assert_int_eq(found[0], 3);
}
END_TEST

Suite *nkt_suite_rank_better(void) {
    Suite *suite = suite_create("rank_better");
    TCase *tcase = tcase_create("rank_better");
    tcase_set_timeout(tcase, 60);
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_test(tcase, those_who_do_better);
    tcase_add_test(tcase, those_who_do_better_as_r_has_it);
    suite_add_tcase(suite, tcase);
    return suite;
}
