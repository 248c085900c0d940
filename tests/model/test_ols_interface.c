/*
 * What least squares lends and takes: memory that grows or does not, results in the caller's types,
 * rows left out by any type, options that a state keeps, and a fit that a refused call leaves.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "model/ols_help.h"

enum { N = 20 };

typedef struct unit {
    int32_t age;
    float share;
    double outcome;
    int8_t use;
    float expected, deviation;
} unit;

static unit units[N];
static nkt_column response, terms[2];
static nkt_design design;
static nkt_memory fit, work;
static nkt_error error;

static void setup(void) {
    const nkt_memory empty = NKT_MEMORY_REALLOC;

    for (int i = 0; i < N; i++)
        units[i] = (unit){
            .age = 20 + i * 3 % 7, .share = (float)(i * 5 % 11) / 4, .outcome = 10 + i * 7 % 13};
    response = NKT_FIELD(0, units, outcome);
    terms[0] = NKT_FIELD(0, units, age);
    terms[1] = NKT_FIELD(0, units, share);
    terms[1].name = "share";
    design = design_of(&response, terms, 2, NULL, NULL, N);
    fit = work = empty;
}

static void teardown(void) {
    nkt_memory_free(&fit);
    nkt_memory_free(&work);
}

/* ---- memory ---------------------------------------------------------------------------------------- */

static int32_t no_room(nkt_memory *memory, size_t needed) {
    (void)memory;
    (void)needed;
    return 0;
}

/* Every call says how much it takes, and then takes no more. */
START_TEST(needed_is_enough) {
    nkt_memory blocks[2] = {{0}, {0}};
    nkt_memory scores = {0}, state = {0};
    double room[2][20000], more[30000];
    const int32_t what = NKT_OLS_ROW_FITTED;
    const nkt_target to = NKT_TO_FIELD(units, expected);

    ck_assert_int_eq(nkt_ols(&design, NULL, &blocks[0], &blocks[1], &error), NKT_E_CAPACITY);
    ck_assert_int_eq(error.reason, NKT_REASON_TOO_LITTLE_ROOM);
    for (int k = 0; k < 2; k++) {
        ck_assert_uint_gt(blocks[k].needed, 0);
        ck_assert_uint_le(blocks[k].needed, sizeof room[k]);
        blocks[k].data = room[k];
        blocks[k].size = blocks[k].needed;
    }
    ck_assert_int_eq(nkt_ols(&design, NULL, &blocks[0], &blocks[1], &error), NKT_OK);
    ck_assert_uint_eq(blocks[0].needed, blocks[0].size);
    blocks[1].size = 0;
    ck_assert_int_eq(nkt_ols_rows(&blocks[0], &design, &what, 1, &to, &blocks[1], &error),
                     NKT_E_CAPACITY);
    blocks[1].size = blocks[1].needed;
    ck_assert_int_eq(nkt_ols_rows(&blocks[0], &design, &what, 1, &to, &blocks[1], &error), NKT_OK);
    ck_assert_int_eq(nkt_ols_scores_init(&scores, &blocks[0], 0, 0, &error), NKT_E_CAPACITY);
    ck_assert_uint_le(scores.needed, sizeof more);
    scores.data = more;
    scores.size = scores.needed;
    ck_assert_int_eq(nkt_ols_scores_init(&scores, &blocks[0], 0, 0, &error), NKT_OK);
    ck_assert_int_eq(nkt_ols_init(&state, 2, NULL, &error), NKT_E_CAPACITY);
    state.data = room[1];
    state.size = state.needed;
    ck_assert_int_eq(nkt_ols_init(&state, 2, NULL, &error), NKT_OK);
    ck_assert_int_eq(nkt_ols_add(&state, &design, &error), NKT_OK);
}
END_TEST

START_TEST(memory_that_does_not_grow_is_refused) {
    nkt_memory stubborn = {NULL, 0, 0, no_room, NULL};

    ck_assert_int_eq(nkt_ols(&design, NULL, &stubborn, &work, &error), NKT_E_CAPACITY);
    ck_assert_int_eq(error.reason, NKT_REASON_NOT_GROWN);
    ck_assert_int_eq(error.argument, 3);
    ck_assert_uint_gt(stubborn.needed, 0);
    ck_assert_int_eq(nkt_ols_init(&stubborn, 2, NULL, &error), NKT_E_CAPACITY);
    ck_assert_int_eq(error.argument, 1);
}
END_TEST

/* ---- a refused call leaves the fit ------------------------------------------------------------------ */

START_TEST(a_refused_fit_leaves_the_one_before) {
    nkt_ols_options strict = {.size = sizeof strict, .collinear = NKT_OLS_COLLINEAR_REFUSE};
    nkt_memory state = NKT_MEMORY_REALLOC, before = NKT_MEMORY_REALLOC;
    double value;

    ck_assert_int_eq(nkt_ols(&design, NULL, &fit, &work, &error), NKT_OK);
    ck_assert(before.grow(&before, fit.size));
    memcpy(before.data, fit.data, fit.size);
    for (int i = 0; i < N; i++)
        units[i].share = (float)(2 * units[i].age);
    ck_assert_int_eq(nkt_ols(&design, &strict, &fit, &work, &error), NKT_E_COLLINEAR);
    ck_assert_str_eq(error.message, "share: is a combination of the terms before it");
    ck_assert_str_eq(error.subject, "design.terms[1]");
    ck_assert_int_eq(error.item, 1);
    ck_assert_mem_eq(before.data, fit.data, before.size);
    ck_assert_int_eq(nkt_ols_init(&state, 2, &strict, &error), NKT_OK);
    ck_assert_int_eq(nkt_ols_fit(&state, NULL, &fit, &work, &error), NKT_E_TOO_FEW_ROWS);
    ck_assert_mem_eq(before.data, fit.data, before.size);
    ck_assert_int_eq(nkt_ols_add(&state, &design, &error), NKT_OK);
    ck_assert_int_eq(nkt_ols_fit(&state, NULL, &fit, &work, &error), NKT_E_COLLINEAR);
    ck_assert_mem_eq(before.data, fit.data, before.size);
    ck_assert_int_eq(nkt_ols_get(&fit, NKT_OLS_RANK, &value, &error), NKT_OK);
    ck_assert_double_eq(value, 3);
    nkt_memory_free(&state);
    nkt_memory_free(&before);
}
END_TEST

/* ---- options that a state keeps --------------------------------------------------------------------- */

/* Made without an intercept, fitted without a word: there used to be one again. */
START_TEST(a_state_keeps_its_options) {
    nkt_ols_options bare = {
        .size = sizeof bare, .intercept = NKT_OLS_INTERCEPT_NONE, .confidence = 0.9, .degree = {2}};
    nkt_ols_options other = {.size = sizeof other, .confidence = 0.5};
    model m;
    double value;

    model_init(&m, 2, &bare);
    ck_assert_int_eq(nkt_ols_add(&m.state, &design, &error), NKT_OK);
    ck_assert_int_eq(nkt_ols_get(&m.state, NKT_OLS_HAS_INTERCEPT, &value, NULL), NKT_OK);
    ck_assert_double_eq(value, 0);
    ck_assert_int_eq(nkt_ols_get(&m.state, NKT_OLS_N, &value, NULL), NKT_OK);
    ck_assert_double_eq(value, N);
    ck_assert_int_eq(model_fit(&m, NULL), NKT_OK);
    ck_assert_double_eq(get(&m, NKT_OLS_HAS_INTERCEPT), 0);
    ck_assert_double_eq(get(&m, NKT_OLS_N_COEFFICIENTS), 3);
    ck_assert_double_eq(get(&m, NKT_OLS_N_TERMS), 2);
    ck_assert_double_eq(get(&m, NKT_OLS_CONFIDENCE), 0.9);
    ck_assert_double_eq(get(&m, NKT_OLS_TOLERANCE), 3 * 0x1p-52);
    /* Options that say "with an intercept" contradict the state. */
    ck_assert_int_eq(model_fit(&m, &other), NKT_E_SHAPE);
    ck_assert_int_eq(m.error.reason, NKT_REASON_CONTRADICTION);
    ck_assert_str_eq(m.error.message,
                     "options.intercept: 0 says with an intercept: the state was made without one");
    other.intercept = NKT_OLS_INTERCEPT_NONE;
    ck_assert_int_eq(model_fit(&m, &other), NKT_OK);
    ck_assert_double_eq(get(&m, NKT_OLS_CONFIDENCE), 0.5);
    other.degree[1] = 2;
    ck_assert_int_eq(model_fit(&m, &other), NKT_E_SHAPE);
    ck_assert_str_eq(m.error.subject, "options.degree[0]");
    model_free(&m);
}
END_TEST

/* ---- where results go ------------------------------------------------------------------------------- */

START_TEST(results_go_into_the_callers_types) {
    static const int32_t what[] = {NKT_OLS_ROW_FITTED, NKT_OLS_ROW_RESIDUAL, NKT_OLS_ROW_USE};
    const int32_t use = NKT_OLS_ROW_USE;
    double wide[N][3];
    nkt_target into = NKT_TO_FIELD(units, expected);
    int16_t dropped[4], term[4];
    int64_t power[4];
    float b[4];
    nkt_ols_options squares = {.size = sizeof squares, .degree = {2}};

    units[3].share = NAN;
    units[5].outcome = INFINITY;
    ck_assert_int_eq(nkt_ols(&design, &squares, &fit, &work, &error), NKT_ROWS_INVALID);
    ck_assert_str_eq(error.subject, "design.response");
    ck_assert_int_eq(error.row, 5);
    ck_assert_int_eq(nkt_ols_rows(&fit, &design, what, 3,
                                  &(nkt_target){.values = wide, .type = NKT_FLOAT64}, &work, NULL),
                     NKT_ROWS_INVALID);
    /* two members of the caller's structs, and codes into a third */
    into.item_stride = (char *)&units[0].deviation - (char *)&units[0].expected;
    ck_assert_int_eq(nkt_ols_rows(&fit, &design, what, 2, &into, &work, NULL), NKT_ROWS_INVALID);
    ck_assert_int_eq(nkt_ols_rows(&fit, &design, &use, 1, &NKT_TO_FIELD(units, use), &work, NULL),
                     NKT_ROWS_INVALID);
    for (int i = 0; i < N; i++) {
        ck_assert_int_eq(units[i].use, i == 3   ? NKT_USE_MISSING
                                       : i == 5 ? NKT_USE_INVALID
                                                : NKT_USE_USED);
        ck_assert_double_eq(wide[i][2], units[i].use);
        if (i == 3)
            ck_assert(isnan(units[i].expected) && isnan(wide[i][0]));
        else
            ck_assert(units[i].expected == (float)wide[i][0]);
        if (i != 3 && i != 5)
            ck_assert(units[i].deviation == (float)wide[i][1]);
    }
    ck_assert_int_eq(nkt_ols_copy(&fit, NKT_OLS_LIST_DROPPED, &NKT_TO(dropped), NULL), NKT_OK);
    ck_assert_int_eq(nkt_ols_copy(&fit, NKT_OLS_LIST_TERM, &NKT_TO(term), NULL), NKT_OK);
    ck_assert_int_eq(nkt_ols_copy(&fit, NKT_OLS_LIST_POWER, &NKT_TO(power), NULL), NKT_OK);
    ck_assert_int_eq(nkt_ols_copy(&fit, NKT_OLS_LIST_COEFFICIENT, &NKT_TO(b), NULL), NKT_OK);
    for (int k = 0; k < 4; k++) {
        ck_assert_int_eq(dropped[k], 0);
        ck_assert_int_eq(term[k], k == 0 ? -1 : k == 3 ? 1 : 0);
        ck_assert_int_eq(power[k], k == 0 ? 0 : k == 2 ? 2 : 1);
        ck_assert(isfinite(b[k]));
    }
}
END_TEST

/* ---- rows that are left out ------------------------------------------------------------------------- */

START_TEST(rows_are_left_out_by_any_type) {
    static int8_t narrow[N];
    static int32_t of_r[N];
    static double wide[N];
    nkt_column includes[] = {NKT_ARRAY(0, narrow),
                             {.values = of_r, .stride = 4, .type = NKT_INT32_R},
                             NKT_ARRAY(0, wide)};
    nkt_memory whole = NKT_MEMORY_REALLOC;

    for (int i = 0; i < N; i++) {
        narrow[i] = i % 4 != 1;
        of_r[i] = i % 8 == 1 ? INT32_MIN : i % 4 != 1;
        wide[i] = i % 8 == 1 ? NAN : i % 4 != 1;
    }
    units[1].outcome = -INFINITY; /* left out: not looked at */
    design.rows.include = &includes[0];
    ck_assert_int_eq(nkt_ols(&design, NULL, &whole, &work, &error), NKT_OK);
    for (int k = 1; k < 3; k++) {
        design.rows.include = &includes[k];
        ck_assert_int_eq(nkt_ols(&design, NULL, &fit, &work, &error), NKT_OK);
        ck_assert_mem_eq(fit.data, whole.data, whole.needed);
    }
    wide[2] = INFINITY; /* no way to say whether it takes part */
    ck_assert_int_eq(nkt_ols(&design, NULL, &fit, &work, &error), NKT_ROWS_INVALID);
    ck_assert_str_eq(error.subject, "design.rows.include");
    ck_assert_int_eq(error.row, 2);
    nkt_memory_free(&whole);
}
END_TEST

/* A column's name is what messages call it. */
START_TEST(messages_name_the_term) {
    nkt_ols_options squares = {.size = sizeof squares, .degree = {1, 3}};

    units[7].share = -INFINITY;
    ck_assert_int_eq(nkt_ols(&design, NULL, &fit, &work, &error), NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "share: row 7: -infinity is no finite number");
    for (int i = 0; i < N; i++)
        units[i].share = (float)(i % 2); /* its square is itself */
    ck_assert_int_eq(nkt_ols(&design, &squares, &fit, &work, &error), NKT_TERM_DROPPED);
    ck_assert_str_eq(error.message, "share to the power 2: is a combination of the terms before "
                                    "it, and was dropped");
    ck_assert_int_eq(error.item, 1);
}
END_TEST

START_TEST(null_is_refused_everywhere) {
    double value;

    ck_assert_int_eq(nkt_ols(NULL, NULL, NULL, NULL, NULL), NKT_E_NULL);
    ck_assert_int_eq(nkt_ols_init(NULL, 0, NULL, NULL), NKT_E_NULL);
    ck_assert_int_eq(nkt_ols_add(NULL, NULL, NULL), NKT_E_NULL);
    ck_assert_int_eq(nkt_ols_merge(NULL, NULL, NULL), NKT_E_NULL);
    ck_assert_int_eq(nkt_ols_fit(NULL, NULL, NULL, NULL, NULL), NKT_E_NULL);
    ck_assert_int_eq(nkt_ols_get(NULL, 0, &value, NULL), NKT_E_NULL);
    ck_assert_int_eq(nkt_ols_copy(NULL, 0, NULL, NULL), NKT_E_NULL);
    ck_assert_int_eq(nkt_ols_rows(NULL, NULL, NULL, 0, NULL, NULL, NULL), NKT_E_NULL);
    ck_assert_int_eq(nkt_ols_predict(NULL, NULL, NULL, 0, NULL, NULL, NULL), NKT_E_NULL);
    ck_assert_int_eq(nkt_ols_robust(NULL, NULL, 0, NULL, NULL), NKT_E_NULL);
    ck_assert_int_eq(nkt_ols_scores_init(NULL, NULL, 0, 0, NULL), NKT_E_NULL);
    ck_assert_int_eq(nkt_ols_scores_add(NULL, NULL, NULL, NULL, NULL), NKT_E_NULL);
    ck_assert_int_eq(nkt_ols_scores_merge(NULL, NULL, NULL), NKT_E_NULL);
    ck_assert_int_eq(nkt_ols_scores_apply(NULL, NULL, NULL, NULL), NKT_E_NULL);
    ck_assert_int_eq(nkt_ols_test_coefficients(NULL, NULL, 0, 0, NULL, NULL, NULL), NKT_E_NULL);
}
END_TEST

Suite *nkt_suite_ols_interface(void) {
    Suite *suite = suite_create("ols_interface");
    TCase *tcase = tcase_create("ols_interface");
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_test(tcase, needed_is_enough);
    tcase_add_test(tcase, memory_that_does_not_grow_is_refused);
    tcase_add_test(tcase, a_refused_fit_leaves_the_one_before);
    tcase_add_test(tcase, a_state_keeps_its_options);
    tcase_add_test(tcase, results_go_into_the_callers_types);
    tcase_add_test(tcase, rows_are_left_out_by_any_type);
    tcase_add_test(tcase, messages_name_the_term);
    tcase_add_test(tcase, null_is_refused_everywhere);
    suite_add_tcase(suite, tcase);
    return suite;
}
