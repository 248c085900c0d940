/*
 * Calls about prices, limits, outcomes and payback that are refused.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "followup/cost_help.h"

START_TEST(the_others_are_checked) {
    double x[] = {1, 2}, out[2] = {4711, 4711};
    int8_t whole[2];
    const nkt_column c = doubles(x);
    const nkt_rows rows = NKT_ROWS(2);
    const nkt_target to = NKT_TO(out);
    nkt_target narrow = to;
    nkt_rows with = rows, less = NKT_ROWS(-2), in_groups = rows;
    nkt_column odd = c;
    nkt_cost_options bad = {.size = sizeof bad, .confidence = 2};
    nkt_fieller f = {.ratio = 4711};
    nkt_cost_outcome o = {.cost = 4711, .n = 5};
    nkt_cost_incremental d = {.cost = 4711};
    nkt_payback p = {.saving = 4711};

    odd.type = 99;
    with.include = &odd;
    in_groups.groups = &c;
    narrow.stride = 4;
#define PRICES(a, i, r, b, to) nkt_cost_prices(a, i, r, b, to, &error)
    refused(PRICES(NULL, &c, &rows, 1, &to), NKT_E_NULL, "amounts");
    refused(PRICES(&c, NULL, &rows, 1, &to), NKT_E_NULL, "index");
    refused(PRICES(&odd, &c, &rows, 1, &to), NKT_E_TYPE, "amounts");
    refused(PRICES(&c, &odd, &rows, 1, &to), NKT_E_TYPE, "index");
    refused(PRICES(&c, &c, NULL, 1, &to), NKT_E_NULL, "rows");
    refused(PRICES(&c, &c, &less, 1, &to), NKT_E_COUNT, "rows.n_rows");
    refused(PRICES(&c, &c, &with, 1, &to), NKT_E_TYPE, "rows.include");
    refused(PRICES(&c, &c, &in_groups, 1, &to), NKT_E_OPTION, "rows.groups");
    refused(PRICES(&c, &c, &rows, 0, &to), NKT_E_DOMAIN, "base");
    refused(PRICES(&c, &c, &rows, INFINITY, &to), NKT_E_DOMAIN, "base");
    refused(PRICES(&c, &c, &rows, 1, NULL), NKT_E_NULL, "out");
    refused(PRICES(&c, &c, &rows, 1, &narrow), NKT_E_STRIDE, "out");
    refused(PRICES(&c, &c, &rows, 1, &NKT_TO(whole)), NKT_E_TYPE, "out");
    ck_assert_double_eq(out[0], 4711);
    refused(fieller(INFINITY, 1, 1, 1, 0, 5, 0, &f), NKT_E_DOMAIN, "input.x");
    refused(fieller(1, INFINITY, 1, 1, 0, 5, 0, &f), NKT_E_DOMAIN, "input.y");
    refused(fieller(1, 1, -1, 1, 0, 5, 0, &f), NKT_E_DOMAIN, "input.var_x");
    refused(fieller(1, 1, 1, INFINITY, 0, 5, 0, &f), NKT_E_DOMAIN, "input.var_y");
    refused(fieller(1, 1, 1, 1, 1.1, 5, 0, &f), NKT_E_DOMAIN, "input.cov");
    refused(fieller(1, 1, 1, 1, 0, 0.5, 0, &f), NKT_E_DOMAIN, "input.df");
    refused(fieller(1, 1, 1, 1, 0, NAN, 0, &f), NKT_E_DOMAIN, "input.df");
    refused(fieller(1, 1, 1, 1, 0, 5, 1, &f), NKT_E_OPTION, "options.confidence");
    refused(fieller(1, 1, 1, 1, 0, 5, 0, NULL), NKT_E_NULL, "out");
    refused(nkt_cost_fieller(NULL, NULL, &f, &error), NKT_E_NULL, "input");
    ck_assert_double_eq(f.ratio, 4711);
#define OUTCOME(c, e, r, o, to) nkt_cost_per_outcome(c, e, r, o, to, &error)
    refused(OUTCOME(NULL, &c, &rows, NULL, &o), NKT_E_NULL, "costs");
    refused(OUTCOME(&c, NULL, &rows, NULL, &o), NKT_E_NULL, "outcomes");
    refused(OUTCOME(&odd, &c, &rows, NULL, &o), NKT_E_TYPE, "costs");
    refused(OUTCOME(&c, &odd, &rows, NULL, &o), NKT_E_TYPE, "outcomes");
    refused(OUTCOME(&c, &c, &with, NULL, &o), NKT_E_TYPE, "rows.include");
    refused(OUTCOME(&c, &c, &in_groups, NULL, &o), NKT_E_OPTION, "rows.groups");
    refused(OUTCOME(&c, &c, NULL, NULL, &o), NKT_E_NULL, "rows");
    refused(OUTCOME(&c, &c, &less, NULL, &o), NKT_E_COUNT, "rows.n_rows");
    refused(OUTCOME(&c, &c, &rows, &bad, &o), NKT_E_OPTION, "options.confidence");
    refused(OUTCOME(&c, &c, &rows, NULL, NULL), NKT_E_NULL, "out");
    ck_assert_double_eq(o.cost, 4711);
    refused(nkt_cost_compare(NULL, &o, NULL, &d, &error), NKT_E_NULL, "first");
    refused(nkt_cost_compare(&o, NULL, NULL, &d, &error), NKT_E_NULL, "second");
    bad.confidence = -1;
    refused(nkt_cost_compare(&o, &o, &bad, &d, &error), NKT_E_OPTION, "options.confidence");
    bad = (nkt_cost_options){.size = sizeof bad, .reserved = 1};
    refused(nkt_cost_compare(&o, &o, &bad, &d, &error), NKT_E_OPTION, "options.reserved");
    bad.size = 0;
    refused(nkt_cost_compare(&o, &o, &bad, &d, &error), NKT_E_OPTIONS_SIZE, "options.size");
    refused(nkt_cost_compare(&o, &o, NULL, NULL, &error), NKT_E_NULL, "out");
    o.var_cost = -1;
    refused(nkt_cost_compare(&o, &o, NULL, &d, &error), NKT_E_DOMAIN, "first.var_cost");
    ck_assert_int_eq(error.argument, 1);
    o.var_cost = 1;
    {
        nkt_cost_outcome twisted = o;
        twisted.cov = 1;
        refused(nkt_cost_compare(&o, &twisted, NULL, &d, &error), NKT_E_DOMAIN, "second.cov");
        ck_assert_int_eq(error.argument, 2);
        twisted.n = -1;
        refused(nkt_cost_compare(&o, &twisted, NULL, &d, &error), NKT_E_COUNT, "second.n");
    }
    ck_assert_double_eq(d.cost, 4711);
    refused(nkt_cost_payback(NAN, 1, 1, 1, 1, &p, &error), NKT_E_DOMAIN, "saving_per_case");
    refused(nkt_cost_payback(1, -1, 1, 1, 1, &p, &error), NKT_E_DOMAIN, "cases");
    refused(nkt_cost_payback(1, 1, 0, 1, 1, &p, &error), NKT_E_DOMAIN, "period");
    refused(nkt_cost_payback(1, 1, 1, -1, 1, &p, &error), NKT_E_DOMAIN, "cost");
    refused(nkt_cost_payback(1, 1, 1, 1, NAN, &p, &error), NKT_E_DOMAIN, "limit");
    refused(nkt_cost_payback(1, 1, 1, 1, 1, NULL, &error), NKT_E_NULL, "out");
    ck_assert_double_eq(p.saving, 4711);
}
END_TEST

Suite *nkt_suite_cost_bad(void) {
    Suite *suite = suite_create("cost_bad");
    TCase *tcase = tcase_create("cost_bad");
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_test(tcase, the_others_are_checked);
    suite_add_tcase(suite, tcase);
    return suite;
}
