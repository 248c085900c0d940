/*
 * A response that is the same in every row: what is returned is what the error says.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <check.h>
#include <string.h>

#include "draw.h"
#include "nyckeltal/irls.h"
#include "nyckeltal/realloc.h"

enum { N = 8 };

START_TEST(status_and_error_agree) {
    static const double levels[] = {0, 40, 50, 100}, term[N] = {1, 2, 3, 4, 5, 6, 7, 9},
                        weights[N] = {1, 2, 3, 1, 1, 1, 1, 2};
    nkt_memory result = NKT_MEMORY_REALLOC, work = NKT_MEMORY_REALLOC;

    for (int k = 0; k < 4; k++)
        for (int32_t method = NKT_IRLS_METHOD_LOGIT; method <= NKT_IRLS_METHOD_HUBER; method++)
            for (int weighted = 0; weighted < 2; weighted++) {
                const nkt_irls_options options = {.size = sizeof options, .method = method};
                const nkt_column response = {.values = &levels[k], .type = NKT_FLOAT64},
                                 x = NKT_ARRAY(0, term), w = NKT_ARRAY(0, weights);
                const nkt_design design = {.rows = NKT_ROWS(N),
                                           .response = &response,
                                           .terms = &x,
                                           .n_terms = 1,
                                           .weight = weighted ? &w : NULL};
                nkt_error error;
                nkt_status status;
                memset(&error, 0xAA, sizeof error);
                status = nkt_irls(&design, &options, &result, &work, &error);
                ck_assert_int_eq(error.status, status);
                ck_assert_int_eq(error.message[0] == 0, status == NKT_OK);
                ck_assert_int_ge(status, 0);
                if (method == NKT_IRLS_METHOD_LOGIT && levels[k] > 0 && levels[k] < 100)
                    ck_assert_int_eq(status, NKT_OK);
            }
    nkt_memory_free(&result);
    nkt_memory_free(&work);
}
END_TEST

Suite *nkt_suite_irls_constant(void) {
    Suite *suite = suite_create("irls_constant");
    TCase *tcase = tcase_create("irls_constant");
    tcase_add_test(tcase, status_and_error_agree);
    suite_add_tcase(suite, tcase);
    return suite;
}
