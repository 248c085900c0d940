/*
 * Bad calls of least squares: the status, the place and the sentence of each, and that nothing is
 * written on refusal.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "model/ols_bad_calls.h"

START_TEST(options_are_checked) {
    struct {
        nkt_ols_options options;
        double newer;
    } o = {.options = {.size = sizeof o.options}};
    unsigned char *before = malloc(m.state.needed);
    const size_t size = m.state.needed;
    nkt_memory state = {m.state.data, m.state.size, 0, NULL,
                        NULL}; /* what is refused writes nothing */
#define INIT(n) nkt_ols_init(&state, n, &o.options, &error)
    memcpy(before, m.state.data, size);
    refused(INIT(-1), NKT_E_COUNT, 2, "n_terms: -1 is negative");
    refused(INIT(65), NKT_E_COUNT, 2, "n_terms: 65 is more than 64");
    o.options.degree[2] = 60;
    refused(INIT(8), NKT_E_COUNT, 2, "n_terms: 67 columns, powers counted, are more than 64");
    refused(INIT(2), NKT_E_OPTION, 3,
            "options.degree[2]: 60 is the degree of a term that is not there");
    o.options.degree[2] = 0;
    o.options.size = 0;
    refused(INIT(2), NKT_E_OPTIONS_SIZE, 3,
            "options.size: 0 is no size of these options: set it to their sizeof");
    o.options.size = sizeof o;
    o.newer = 1;
    refused(INIT(2), NKT_E_OPTIONS_SIZE, 3,
            "options.size: 104 bytes set a field that this library does not have");
    o.newer = 0;
    o.options.intercept = 2;
    refused(INIT(2), NKT_E_OPTION, 3, "options.intercept: 2 is no code: these are 0 and 1");
    ck_assert_str_eq(error.subject, "options.intercept");
    o.options.intercept = 0;
    o.options.collinear = -1;
    refused(INIT(2), NKT_E_OPTION, 3, "options.collinear: -1 is no code: these are 0 and 1");
    o.options.collinear = 0;
    o.options.weights = 9;
    refused(INIT(2), NKT_E_OPTION, 3, "options.weights: 9 is no code: these are 0 and 1");
    o.options.weights = 0;
    o.options.confidence = 95;
    refused(INIT(2), NKT_E_OPTION, 3, "options.confidence: 95 is not between 0 and 1");
    o.options.confidence = NAN;
    refused(INIT(2), NKT_E_OPTION, 3, "options.confidence: NaN is not between 0 and 1");
    o.options.confidence = 0.9;
    o.options.tolerance = 1;
    refused(INIT(2), NKT_E_OPTION, 3, "options.tolerance: 1 is not 0 or more and below 1");
    refused(nkt_ols(&design, &o.options, &m.fit, &m.work, &error), NKT_E_OPTION, 2, NULL);
    ck_assert_mem_eq(before, m.state.data, size);
    o.options.tolerance = 0;
    ck_assert_int_eq(INIT(2), NKT_OK);
    free(before);
}
END_TEST

START_TEST(states_are_checked) {
    nkt_ols_options powers = {.size = sizeof powers, .degree = {2, 1}};
    nkt_memory less = {m.state.data, m.state.needed - 1, 0, NULL, NULL};
    model other;

    refused(nkt_ols_init(NULL, 2, NULL, &error), NKT_E_NULL, 1, "state: is NULL");
    refused(nkt_ols_init(&odd, 2, NULL, &error), NKT_E_ALIGNMENT, 1,
            "state: is not 8-byte aligned");
    refused(nkt_ols_init(&less, 2, NULL, &error), NKT_E_CAPACITY, 1, NULL);
    ck_assert_uint_eq(less.needed, m.state.needed);
    ck_assert_double_eq(error.bound, (double)m.state.needed);
    refused(nkt_ols_init(&m.work, 65, NULL, &error), NKT_E_COUNT, 2, "n_terms: 65 is more than 64");
    powers.confidence = 2;
    refused(nkt_ols_init(&m.work, 2, &powers, &error), NKT_E_OPTION, 3,
            "options.confidence: 2 is not between 0 and 1");
    powers.confidence = 0;
    model_init(&other, 2, &powers);
    refused(nkt_ols_merge(&m.state, &other.state, &error), NKT_E_SHAPE, 2,
            "source: has other terms than the state");
    refused(nkt_ols_merge(&m.state, &m.state, &error), NKT_E_DUPLICATE, 2,
            "source: is the same block as another memory of the call");
    refused(nkt_ols_merge(&m.state, NULL, &error), NKT_E_NULL, 2, "source: is NULL");
    refused(nkt_ols_merge(&m.state, &absent, &error), NKT_E_NULL, 2, NULL);
    refused(nkt_ols_merge(NULL, &m.state, &error), NKT_E_NULL, 1, "state: is NULL");
    refused(nkt_ols_merge(&m.state, &odd, &error), NKT_E_ALIGNMENT, 2,
            "source: is not 8-byte aligned");
    refused(nkt_ols_merge(&m.state, &less, &error), NKT_E_STATE, 2,
            "source: was not initialised as a least-squares state, or is damaged");
    refused(nkt_ols_merge(&m.state, &m.fit, &error), NKT_E_STATE, 2, NULL);
    model_free(&other);
}
END_TEST

START_TEST(added_columns_are_checked) {
    nkt_column wrong[2] = {terms[0], terms[1]};
    nkt_design d = design;
    unsigned char *before = malloc(m.state.needed);
    memcpy(before, m.state.data, m.state.needed);
#define ADD(state) nkt_ols_add(state, &d, &error)
#define WITH(member, value, ...)                                                                   \
    d.member = (value);                                                                            \
    refused(ADD(&m.state), __VA_ARGS__);                                                           \
    d = design
    refused(ADD(NULL), NKT_E_NULL, 1, "state: is NULL");
    refused(ADD(&odd), NKT_E_ALIGNMENT, 1, "state: is not 8-byte aligned");
    refused(ADD(&m.fit), NKT_E_STATE, 1, NULL);
    refused(nkt_ols_add(&m.state, NULL, &error), NKT_E_NULL, 2, "design: is NULL");
    WITH(response, NULL, NKT_E_NULL, 2, "design.response: is NULL");
    WITH(terms, NULL, NKT_E_NULL, 2, "design.terms: is NULL");
    WITH(n_terms, 3, NKT_E_COUNT, 2, "design.n_terms: 3 is not what the model was made for");
    WITH(n_terms, -1, NKT_E_COUNT, 2, "design.n_terms: -1 is negative");
    WITH(rows.n_rows, -1, NKT_E_COUNT, 2, "design.rows.n_rows: -1 is negative");
    WITH(rows.groups, &cluster, NKT_E_OPTION, 2, NULL);
    ck_assert_str_eq(error.subject, "design.rows.groups");
    /* What has no use here is refused: a cluster that is passed over is a wrong error. */
    WITH(cluster, &cluster, NKT_E_OPTION, 2,
         "design.cluster: is not taken by this function: leave it NULL");
    ck_assert_int_eq(error.reason, NKT_REASON_NOT_TAKEN);
    WITH(size, &cluster, NKT_E_OPTION, 2,
         "design.size: is not taken by this function: leave it NULL");
    WITH(reserved, y, NKT_E_OPTION, 2, NULL);
    wrong[1].type = 77;
    WITH(terms, wrong, NKT_E_TYPE, 2,
         "design.terms[1]: 77 is no type: NKT_FLOAT64, NKT_INT32, ...");
    ck_assert_int_eq(error.item, 1);
    WITH(response, &wrong[1], NKT_E_TYPE, 2,
         "design.response: 77 is no type: NKT_FLOAT64, NKT_INT32, ...");
    WITH(weight, &wrong[1], NKT_E_TYPE, 2,
         "design.weight: 77 is no type: NKT_FLOAT64, NKT_INT32, ...");
    WITH(rows.include, &wrong[1], NKT_E_TYPE, 2,
         "design.rows.include: 77 is no type: NKT_FLOAT64, NKT_INT32, ...");
    wrong[1].name = "unemployed";
    WITH(terms, wrong, NKT_E_TYPE, 2, "unemployed: 77 is no type: NKT_FLOAT64, NKT_INT32, ...");
    wrong[0].values = NULL;
    WITH(terms, wrong, NKT_E_NULL, 2, "design.terms[0]: values is NULL");
    ck_assert_mem_eq(before, m.state.data, m.state.needed);
    d.rows.n_rows = 0;
    ck_assert_int_eq(ADD(&m.state), NKT_OK);
    free(before);
}
END_TEST

START_TEST(fits_are_checked) {
    nkt_ols_options powers = {.size = sizeof powers, .degree = {2, 1}};
    nkt_ols_options bare = {.size = sizeof bare, .intercept = NKT_OLS_INTERCEPT_NONE};
    const size_t size = m.fit.needed;
    nkt_memory less = {m.fit.data, size - 1, 0, NULL, NULL};
    unsigned char *before = malloc(size);
    nkt_design nothing = design;
    model none;
    memcpy(before, m.fit.data, size);
#define FIT(state, options, fit, work) nkt_ols_fit(state, options, fit, work, &error)
    refused(FIT(NULL, NULL, &m.fit, &m.work), NKT_E_NULL, 1, "state: is NULL");
    refused(FIT(&m.fit, NULL, &m.fit, &m.work), NKT_E_STATE, 1, NULL);
    refused(FIT(&m.state, &powers, &m.fit, &m.work), NKT_E_SHAPE, 2,
            "options.degree[0]: 2 is not what the state was made with");
    ck_assert_int_eq(error.reason, NKT_REASON_CONTRADICTION);
    refused(FIT(&m.state, &bare, &m.fit, &m.work), NKT_E_SHAPE, 2,
            "options.intercept: 1 says without an intercept: the state was made with one");
    ck_assert_int_eq(error.reason, NKT_REASON_CONTRADICTION);
    refused(FIT(&m.state, NULL, NULL, &m.work), NKT_E_NULL, 3, "fit: is NULL");
    refused(FIT(&m.state, NULL, &odd, &m.work), NKT_E_ALIGNMENT, 3, "fit: is not 8-byte aligned");
    small.needed = 0;
    refused(FIT(&m.state, NULL, &less, &small), NKT_E_CAPACITY, 3, NULL);
    ck_assert_uint_eq(less.needed, size);
    ck_assert_uint_gt(small.needed, size); /* both are told at once */
    refused(FIT(&m.state, NULL, &m.fit, NULL), NKT_E_NULL, 4, "work: is NULL");
    refused(FIT(&m.state, NULL, &m.fit, &small), NKT_E_CAPACITY, 4, NULL);
    refused(FIT(&m.state, NULL, &m.state, &m.work), NKT_E_DUPLICATE, 3, NULL);
    refused(FIT(&m.state, NULL, &m.fit, &m.fit), NKT_E_DUPLICATE, 4, NULL);
    model_init(&none, 0, &bare);
    refused(FIT(&none.state, NULL, &m.fit, &m.work), NKT_E_COUNT, 2,
            "options.intercept: there is neither an intercept nor a term to fit");
    nothing.n_terms = 0;
    refused(nkt_ols(&nothing, &bare, &m.fit, &m.work, &error), NKT_E_COUNT, 2,
            "options.intercept: there is neither an intercept nor a term to fit");
    nothing = design;
    nothing.rows.n_rows = 2;
    refused(nkt_ols(&nothing, NULL, &m.fit, &m.work, &error), NKT_E_TOO_FEW_ROWS, 1,
            "design.rows: 2 rows are too few for 3 coefficients");
    refused(nkt_ols(&design, NULL, &less, &small, &error), NKT_E_CAPACITY, 3, NULL);
    refused(nkt_ols(NULL, NULL, &m.fit, &m.work, &error), NKT_E_NULL, 1, "design: is NULL");
    nothing.n_terms = 65;
    refused(nkt_ols(&nothing, NULL, &m.fit, &m.work, &error), NKT_E_COUNT, 1,
            "design.n_terms: 65 is more than 64");
    ck_assert_mem_eq(before, m.fit.data, size);
    model_free(&none);
    free(before);
}
END_TEST

Suite *nkt_suite_ols_bad(void) {
    Suite *suite = suite_create("ols_bad");
    TCase *tcase = tcase_create("ols_bad");
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_test(tcase, options_are_checked);
    tcase_add_test(tcase, states_are_checked);
    tcase_add_test(tcase, added_columns_are_checked);
    tcase_add_test(tcase, fits_are_checked);
    suite_add_tcase(suite, tcase);
    return suite;
}
