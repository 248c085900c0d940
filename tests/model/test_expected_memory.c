/*
 * Where a model lives and where its lists go: memory that is asked for, that grows, or that cannot;
 * lists in the caller's own types and structs; inclusion of any type; numbers that say what a model
 * is.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "model/expected_help.h"

enum { N = 40 };

/* A caller's row. */
typedef struct place {
    char code[5];
    double share, unemployed;
    int32_t persons;
    float deviation;
    int32_t class_of;
    int8_t quarter;
    int8_t fitted; /* the nation is not */
} place;

static place places[N];
static nkt_column share, unemployed, persons, fitted;
static nkt_design design;
static nkt_error error;

static void setup(void) {
    for (int i = 0; i < N; i++) {
        places[i].share = 50 + i % 7 + (i * 37 % 11);
        places[i].unemployed = i % 13 + 0.25 * i;
        places[i].persons = 40 + 100 * i;
        places[i].fitted = i != 0;
    }
    share = (nkt_column)NKT_FIELD(0, places, share);
    unemployed = (nkt_column)NKT_FIELD(0, places, unemployed);
    persons = (nkt_column)NKT_FIELD(0, places, persons);
    fitted = (nkt_column)NKT_FIELD(0, places, fitted);
    design = (nkt_design){.rows = {.include = &fitted, .n_rows = N},
                          .response = &share,
                          .terms = &unemployed,
                          .n_terms = 1,
                          .size = &persons};
}

/* ---- memory --------------------------------------------------------------------------------------------- */

START_TEST(the_call_says_what_it_needs) {
    nkt_memory model = {0}, work = {0};

    ck_assert_int_eq(nkt_expected(&design, NULL, &model, &work, &error), NKT_E_CAPACITY);
    ck_assert_str_eq(error.subject, "model");
    ck_assert_int_eq(error.reason, NKT_REASON_TOO_LITTLE_ROOM);
    ck_assert_double_eq(error.bound, (double)model.needed);
    ck_assert(model.needed > 0 && work.needed > 0); /* both at once */
    model.data = malloc(model.size = model.needed);
    work.data = malloc(work.size = work.needed);
    work.size--;
    ck_assert_int_eq(nkt_expected(&design, NULL, &model, &work, &error), NKT_E_CAPACITY);
    ck_assert_str_eq(error.subject, "work");
    work.size++;
    ck_assert_int_eq(nkt_expected(&design, NULL, &model, &work, &error), NKT_OK);
    free(model.data);
    free(work.data);
}
END_TEST

/* Draws take room; without them less is needed. */
START_TEST(what_is_needed_depends_on_the_draws) {
    nkt_expected_options options = {.size = sizeof options, .draws = -1};
    nkt_memory model = {0}, work = {0};
    size_t with;

    nkt_expected(&design, NULL, &model, &work, &error);
    with = work.needed;
    ck_assert_int_eq(nkt_expected(&design, &options, &model, &work, &error), NKT_E_CAPACITY);
    ck_assert_uint_lt(work.needed, with);
}
END_TEST

static int32_t cannot(nkt_memory *memory, size_t needed) {
    (void)memory;
    (void)needed;
    return 0;
}

START_TEST(memory_that_cannot_grow_is_refused) {
    nkt_memory model = {.grow = cannot}, work = NKT_MEMORY_REALLOC;

    ck_assert_int_eq(nkt_expected(&design, NULL, &model, &work, &error), NKT_E_CAPACITY);
    ck_assert_int_eq(error.reason, NKT_REASON_NOT_GROWN);
    ck_assert_str_eq(error.subject, "model");
    ck_assert_ptr_null(model.data);
    nkt_memory_free(&work);
}
END_TEST

/* A model is its bytes: it may be copied, and read where it then lies. */
START_TEST(a_model_may_be_moved) {
    nkt_memory model = NKT_MEMORY_REALLOC, work = NKT_MEMORY_REALLOC, moved = {0};
    double here[N], there[N];

    ck_assert_int_eq(nkt_expected(&design, NULL, &model, &work, &error), NKT_OK);
    ck_assert_int_eq(nkt_expected_copy(&model, NKT_EXPECTED_ROW_SHRUNKEN, &NKT_TO(here), &error),
                     NKT_OK);
    moved.data = malloc(model.needed);
    moved.size = model.needed;
    memcpy(moved.data, model.data, model.needed);
    nkt_memory_free(&model);
    ck_assert_int_eq(nkt_expected_copy(&moved, NKT_EXPECTED_ROW_SHRUNKEN, &NKT_TO(there), &error),
                     NKT_OK);
    for (int i = 0; i < N; i++)
        ck_assert(here[i] == there[i] || (isnan(here[i]) && isnan(there[i])));
    free(moved.data);
    nkt_memory_free(&work);
}
END_TEST

/* ---- lists ---------------------------------------------------------------------------------------------- */

START_TEST(lists_are_written_in_the_callers_types) {
    nkt_expected_options options = {.size = sizeof options, .draws = -1, .certainty = 0.6};
    double exact[N], class_of[N], quarter[N];
    int8_t use[N];
    nkt_memory model = NKT_MEMORY_REALLOC, work = NKT_MEMORY_REALLOC;
    int seen = 0;

    ck_assert_int_eq(nkt_expected(&design, &options, &model, &work, &error), NKT_OK);
#define COPY(what, target)                                                                         \
    ck_assert_int_eq(nkt_expected_copy(&model, NKT_EXPECTED_ROW_##what, &target, &error), NKT_OK)
    COPY(DEVIATION, NKT_TO(exact));
    COPY(DEVIATION, NKT_TO_FIELD(places, deviation));
    COPY(CLASS, NKT_TO(class_of));
    COPY(CLASS, NKT_TO_FIELD(places, class_of));
    COPY(QUARTER, NKT_TO(quarter));
    COPY(QUARTER, NKT_TO_FIELD(places, quarter));
    COPY(USE, NKT_TO(use));
    /* left out, but compared all the same; it has neither class nor quarter */
    ck_assert_int_eq(use[0], NKT_USE_NOT_INCLUDED);
    ck_assert_int_eq(places[0].class_of, NKT_NO_CODE);
    ck_assert_int_eq(places[0].quarter, NKT_NO_CODE);
    ck_assert_double_nan(class_of[0]);
    ck_assert_double_nan(quarter[0]);
    for (int i = 0; i < N; i++) {
        ck_assert(places[i].deviation == (float)exact[i]);
        if (i == 0)
            continue;
        ck_assert_int_eq(use[i], NKT_USE_USED);
        ck_assert_double_eq(places[i].class_of, class_of[i]);
        ck_assert_double_eq(places[i].quarter, quarter[i]);
        seen |= 1 << (places[i].class_of + 2);
    }
    ck_assert_int_eq(seen, 1 << 1 | 1 << 2 | 1 << 3); /* below, uncertain, above */
    {
        int32_t r[N];
        nkt_target to = NKT_TO(r);
        to.type = NKT_INT32_R;
        ck_assert_int_eq(nkt_expected_copy(&model, NKT_EXPECTED_ROW_CLASS, &to, &error), NKT_OK);
        ck_assert_int_eq(r[0], INT32_MIN); /* NA */
        /* numbers do not go into whole ones */
        ck_assert_int_eq(nkt_expected_copy(&model, NKT_EXPECTED_ROW_RANK, &to, &error), NKT_E_TYPE);
        ck_assert_int_eq(error.reason, NKT_REASON_OTHER_TYPE);
    }
    nkt_memory_free(&model);
    nkt_memory_free(&work);
}
END_TEST

/* ---- what takes part -------------------------------------------------------------------------------- */

START_TEST(inclusion_may_be_of_any_type) {
    static int32_t whole[N];
    static double real[N];
    nkt_memory model = NKT_MEMORY_REALLOC, work = NKT_MEMORY_REALLOC;
    nkt_column other;
    double by_bytes[N], by_other[N];

    ck_assert_int_eq(nkt_expected(&design, NULL, &model, &work, &error), NKT_OK);
    nkt_expected_copy(&model, NKT_EXPECTED_ROW_SE, &NKT_TO(by_bytes), NULL);
    for (int kind = 0; kind < 3; kind++) {
        for (int i = 0; i < N; i++) {
            whole[i] = i > 0 ? 7 : kind == 1 ? INT32_MIN : 0;
            real[i] = i > 0 ? 0.5 : NAN;
        }
        other = kind == 2 ? (nkt_column)NKT_ARRAY(0, real) : (nkt_column)NKT_ARRAY(0, whole);
        if (kind == 1)
            other.type = NKT_INT32_R;
        design.rows.include = &other;
        ck_assert_int_eq(nkt_expected(&design, NULL, &model, &work, &error), NKT_OK);
        nkt_expected_copy(&model, NKT_EXPECTED_ROW_SE, &NKT_TO(by_other), NULL);
        ck_assert_mem_eq(by_other + 1, by_bytes + 1, sizeof by_other - sizeof by_other[0]);
        ck_assert_double_nan(by_other[0]);
    }
    nkt_memory_free(&model);
    nkt_memory_free(&work);
}
END_TEST

/* ---- what a model is ------------------------------------------------------------------------------------ */

START_TEST(a_model_says_what_it_was_made_of) {
    const nkt_expected_options options = {.size = sizeof options,
                                          .decimals = NKT_DECIMALS_ONE,
                                          .tau2_method = NKT_TAU2_REML,
                                          .direction = NKT_DIRECTION_LOW,
                                          .whole = 200,
                                          .minimum_persons = 30,
                                          .confidence = 0.9,
                                          .certainty = 0.8,
                                          .above_by = 3,
                                          .draws = 17};
    static const struct {
        int32_t what;
        double by_default, given;
    } numbers[] = {{NKT_EXPECTED_N_TERMS, 1, 1},
                   {NKT_EXPECTED_N_ROWS, N, N},
                   {NKT_EXPECTED_INTERCEPT, 1, 1},
                   {NKT_EXPECTED_DECIMALS, NKT_DECIMALS_ALL, NKT_DECIMALS_ONE},
                   {NKT_EXPECTED_TAU2_METHOD, NKT_TAU2_PAULE_MANDEL, NKT_TAU2_REML},
                   {NKT_EXPECTED_DIRECTION, NKT_DIRECTION_HIGH, NKT_DIRECTION_LOW},
                   {NKT_EXPECTED_WHOLE, 100, 200},
                   {NKT_EXPECTED_MINIMUM_PERSONS, 0, 30},
                   {NKT_EXPECTED_CONFIDENCE, 0.95, 0.9},
                   {NKT_EXPECTED_CERTAINTY, 0.95, 0.8},
                   {NKT_EXPECTED_ABOVE_BY, 0, 3},
                   {NKT_EXPECTED_DRAWS, 2000, 17}};
    expected plain, other;

    ck_assert_int_eq(expected_of(&plain, &share, &unemployed, 1, &persons, NULL, N, NULL), NKT_OK);
    ck_assert_int_eq(expected_of(&other, &share, &unemployed, 1, &persons, NULL, N, &options),
                     NKT_OK);
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        ck_assert_double_eq(number_of(&plain, numbers[i].what), numbers[i].by_default);
        ck_assert_double_eq(number_of(&other, numbers[i].what), numbers[i].given);
    }
    expected_free(&plain);
    expected_free(&other);
}
END_TEST

Suite *nkt_suite_expected_memory(void) {
    Suite *suite = suite_create("expected_memory");
    TCase *tcase = tcase_create("expected_memory");
    tcase_add_checked_fixture(tcase, setup, NULL);
    tcase_add_test(tcase, the_call_says_what_it_needs);
    tcase_add_test(tcase, what_is_needed_depends_on_the_draws);
    tcase_add_test(tcase, memory_that_cannot_grow_is_refused);
    tcase_add_test(tcase, a_model_may_be_moved);
    tcase_add_test(tcase, lists_are_written_in_the_callers_types);
    tcase_add_test(tcase, inclusion_may_be_of_any_type);
    tcase_add_test(tcase, a_model_says_what_it_was_made_of);
    suite_add_tcase(suite, tcase);
    return suite;
}
