/*
 * Shares of costs above their whole are flagged.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <check.h>
#include <math.h>

#include "draw.h"
#include "nyckeltal/cost.h"
#include "nyckeltal/estimate.h"
#include "nyckeltal/realloc.h"

/* assistance, benefit, both, reimbursement; which share is above 100 */
static const struct {
    double assistance, benefit, both, reimbursement;
    int is_flagged;
} accounts[] = {
    {100, 300, NAN, 18720, 1}, {100, 300, NAN, 400, 0}, {100, 300, NAN, 401, 1},
    {NAN, 300, 250, 0, 1},     {NAN, 250, 250, 0, 0},   {0, 0, NAN, 5, 1},
    {0, 0, NAN, 0, 0},         {100, 300, NAN, NAN, 0},
};
enum { N = sizeof accounts / sizeof accounts[0] };

START_TEST(a_share_above_100_is_flagged) {
    for (int k = 0; k < N; k++) {
        const nkt_column columns[] = {
            {.values = &accounts[k].assistance, .type = NKT_FLOAT64, .id = NKT_COST_IN_ASSISTANCE},
            {.values = &accounts[k].benefit, .type = NKT_FLOAT64, .id = NKT_COST_IN_BENEFIT},
            {.values = &accounts[k].both, .type = NKT_FLOAT64, .id = NKT_COST_IN_BOTH},
            {.values = &accounts[k].reimbursement,
             .type = NKT_FLOAT64,
             .id = NKT_COST_IN_REIMBURSEMENT}};
        const nkt_table table = NKT_TABLE(columns, 1);
        nkt_memory work = NKT_MEMORY_REALLOC;
        nkt_cost c;
        ck_assert_int_eq(nkt_cost_follow_up(&table, NKT_COST_KIND_GROSS, &c, 0, &work, NULL),
                         NKT_OK);
        ck_assert_msg(!!(c.flags & NKT_FLAG_NUMERATOR_ABOVE_DENOMINATOR) == accounts[k].is_flagged,
                      "row %d: %g, %g", k, c.benefit_share, c.reimbursed_share);
        if (c.benefit_share > 100 || c.reimbursed_share > 100)
            ck_assert(accounts[k].is_flagged);
        nkt_memory_free(&work);
    }
}
END_TEST

Suite *nkt_suite_cost_shares(void) {
    Suite *suite = suite_create("cost_shares");
    TCase *tcase = tcase_create("cost_shares");
    tcase_add_test(tcase, a_share_above_100_is_flagged);
    suite_add_tcase(suite, tcase);
    return suite;
}
