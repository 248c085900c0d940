/*
 * The frontier against exhaustive comparison.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "followup/cost_help.h"

/* ---- the frontier ------------------------------------------------------------------------------------ */

enum { UNITS = 120, IN = 2, OUT = 3 };

static double spent[IN][UNITS], made[OUT][UNITS];

static int no_less(int a, int b) {
    return made[0][a] >= made[0][b] && made[1][a] >= made[1][b] && made[2][a] >= made[2][b];
}

static int no_more(int a, int b) {
    return spent[0][a] <= spent[0][b] && spent[1][a] <= spent[1][b];
}

START_TEST(frontier_by_exhaustion) {
    nkt_column in[IN], of[OUT];
    const nkt_frontier_units units = {NKT_ROWS(UNITS), in, of, IN, OUT};
    nkt_frontier f[UNITS];
    int efficient = 0;

    for (int k = 0; k < IN; k++)
        in[k] = doubles(spent[k]);
    for (int k = 0; k < OUT; k++)
        of[k] = doubles(made[k]);
    for (int u = 0; u < UNITS; u++) {
        for (int k = 0; k < IN; k++)
            spent[k][u] = floor(1 + 12 * uniform());
        for (int k = 0; k < OUT; k++)
            made[k][u] = floor(1 + 6 * uniform()) + (spent[0][u] > 6 ? 2 : 0);
    }
    ck_assert_int_eq(nkt_cost_frontier(&units, f, 0, &error), NKT_OK);
    for (int u = 0; u < UNITS; u++) {
        double input = 1, output = 1;
        int dominating = 0, first = -1;
        for (int p = 0; p < UNITS; p++) {
            if (no_less(p, u))
                input = fmin(input, fmax(spent[0][p] / spent[0][u], spent[1][p] / spent[1][u]));
            if (no_more(p, u))
                output = fmax(output, fmin(made[0][p] / made[0][u],
                                           fmin(made[1][p] / made[1][u], made[2][p] / made[2][u])));
            if (no_less(p, u) && no_more(p, u) && !(no_less(u, p) && no_more(u, p))) {
                dominating++;
                first = first < 0 ? p : first;
            }
        }
        ck_assert_double_eq(f[u].input, 100 * input); /* per cent */
        ck_assert_int_eq(f[u].state, NKT_STATE_VALUE);
        ck_assert_double_eq(f[u].output, output);
        ck_assert_int_eq(f[u].n_dominating, dominating);
        ck_assert_int_eq(f[u].dominated_by, first);
        ck_assert(no_less((int)f[u].input_peer, u) && no_more((int)f[u].output_peer, u));
        if (input == 1)
            ck_assert_int_eq(f[u].input_peer, u);
        efficient += dominating == 0;
    }
    ck_assert_int_gt(efficient, 5);
    ck_assert_int_lt(efficient, UNITS / 2);
}
END_TEST

START_TEST(frontier_of_nothing_and_of_bad_units) {
    double x[] = {0, 2, 4, NAN, 1, -3}, y[] = {0, 0, 5, 9, INFINITY, 9};
    nkt_column in = doubles(x), of = doubles(y);
    nkt_frontier_units units = {NKT_ROWS(6), &in, &of, 1, 1};
    nkt_frontier f[6];

    ck_assert_int_eq(nkt_cost_frontier(&units, f, 0, &error), NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "units.outputs[0]: row 4: infinity is no finite number");
    ck_assert_int_eq(error.rows_affected, 2);
    ck_assert_double_eq(f[0].input, 100); /* nothing for nothing */
    ck_assert_double_eq(f[1].input, 0);   /* something for nothing: unit 0 does as well */
    ck_assert_int_eq(f[1].input_peer, 0);
    ck_assert_double_eq(f[2].output, 1);
    ck_assert_double_nan(f[3].input); /* lacks a number; and nobody's peer */
    ck_assert_int_eq(f[3].input_peer, -1);
    ck_assert_int_eq(f[3].state, NKT_STATE_MISSING);
    ck_assert_double_nan(f[5].output);
    ck_assert_int_eq(f[5].state, NKT_STATE_INVALID);
    x[2] = 2; /* now 5 comes of what unit 1 spends for nothing */
    units.rows.n_rows = 3;
    nkt_cost_frontier(&units, f, 0, &error);
    ck_assert_double_eq(f[1].output, INFINITY);
    ck_assert_int_eq(f[1].output_peer, 2);
    units.rows.n_rows = 0;
    ck_assert_int_eq(nkt_cost_frontier(&units, NULL, 0, &error), NKT_OK);
}
END_TEST

/* Who is left out is nobody's peer: the country beside its municipalities. */
START_TEST(frontier_of_some) {
    int32_t x[] = {10, 8, 4}, y[] = {5, 4, 4};
    int8_t include[] = {1, 1, 0};
    nkt_column in = NKT_ARRAY(0, x), of = NKT_ARRAY(0, y), taking_part = NKT_ARRAY(0, include);
    nkt_frontier_units units = {NKT_ROWS(3), &in, &of, 1, 1};
    struct {
        nkt_frontier frontier;
        int8_t other;
    } own[3];

    ck_assert_int_eq(nkt_cost_frontier(&units, &own[0].frontier, sizeof own[0], &error), NKT_OK);
    ck_assert_double_eq(own[1].frontier.input, 50);
    ck_assert_int_eq(own[1].frontier.input_peer, 2);
    units.rows.include = &taking_part;
    ck_assert_int_eq(nkt_cost_frontier(&units, &own[0].frontier, sizeof own[0], &error), NKT_OK);
    ck_assert_double_eq(own[1].frontier.input, 100);
    ck_assert_int_eq(own[2].frontier.state, NKT_STATE_NOT_APPLICABLE);
    ck_assert_double_nan(own[2].frontier.input);
}
END_TEST

/* ---- what is refused ------------------------------------------------------------------------------------ */

START_TEST(frontiers_are_checked) {
    double x[] = {1, 2};
    const nkt_column c = doubles(x);
    nkt_column odd = c;
    const nkt_frontier_units units = {NKT_ROWS(2), &c, &c, 1, 1};
    nkt_frontier_units bad;
    nkt_frontier u[2] = {{.input = 4711}, {.input = 4711}};

    odd.type = 99;
#define WITHOUT(member, to, status, path)                                                          \
    bad = units;                                                                                   \
    bad.member = to;                                                                               \
    refused(nkt_cost_frontier(&bad, u, 0, &error), status, path)
    WITHOUT(inputs, NULL, NKT_E_NULL, "units.inputs");
    WITHOUT(n_inputs, 0, NKT_E_COUNT, "units.n_inputs");
    WITHOUT(inputs, &odd, NKT_E_TYPE, "units.inputs[0]");
    WITHOUT(outputs, NULL, NKT_E_NULL, "units.outputs");
    WITHOUT(n_outputs, -1, NKT_E_COUNT, "units.n_outputs");
    WITHOUT(rows.n_rows, -2, NKT_E_COUNT, "units.rows.n_rows");
    WITHOUT(rows.groups, &c, NKT_E_OPTION, "units.rows.groups");
    refused(nkt_cost_frontier(NULL, u, 0, &error), NKT_E_NULL, "units");
    refused(nkt_cost_frontier(&units, NULL, 0, &error), NKT_E_NULL, "out");
    refused(nkt_cost_frontier(&units, u, 40, &error), NKT_E_STRIDE, "stride");
    ck_assert_double_eq(u[0].input, 4711);
}
END_TEST

Suite *nkt_suite_cost_frontier(void) {
    Suite *suite = suite_create("cost_frontier");
    TCase *tcase = tcase_create("cost_frontier");
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_test(tcase, frontier_by_exhaustion);
    tcase_add_test(tcase, frontier_of_nothing_and_of_bad_units);
    tcase_add_test(tcase, frontier_of_some);
    tcase_add_test(tcase, frontiers_are_checked);
    suite_add_tcase(suite, tcase);
    return suite;
}
