/*
 * Packing a least-squares state: packed bytes come back, and damaged ones are refused. What other
 * blocks hold is checked before anything is read from them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "model/ols_sets.h"
#include "model/refit.h"

static model packed_model(unsigned char *bytes, size_t *size) {
    int64_t order[MOST_ROWS];
    model m;
    make_set(2);
    for (int r = 0; r < n_rows; r++)
        order[r] = r;
    model_init(&m, TERMS, NULL);
    add_rows(&m.state, order, 0, n_rows);
    *size = packed(&m.state, bytes);
    return m;
}

/* Unpacks as the public function does: bytes "packed" into memory "state". */
static nkt_status unpack(const unsigned char *bytes, size_t size, nkt_memory *state,
                         nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "packed state error");
    nkt_i_ols_state_unpack(&call, bytes, size, "state", state);
    return nkt_i_call_end(&call);
}

START_TEST(packed_states_come_back) {
    static unsigned char bytes[MOST_BYTES + 1], again[MOST_BYTES];
    static double wanted[200], found[200];
    size_t size;
    model m = packed_model(bytes + 1, &size), back; /* at an odd address */
    nkt_memory none = {0};
    nkt_error error;

    model_init(&back, 0, NULL);
    ck_assert_int_eq(unpack(bytes + 1, size, &none, &error), NKT_E_CAPACITY);
    ck_assert_uint_eq(none.needed, m.state.needed);
    ck_assert_int_eq(unpack(bytes + 1, size, &back.state, &error), NKT_OK);
    ck_assert_uint_eq(back.state.needed, m.state.needed);
    ck_assert_uint_eq(packed(&back.state, again), size);
    ck_assert_mem_eq(again, bytes + 1, size);
    read_fit(&m, wanted);
    read_fit(&back, found);
    ck_assert_mem_eq(found, wanted, sizeof found);
    ck_assert_int_eq(nkt_ols_merge(&back.state, &m.state, NULL), NKT_OK);
    ck_assert_int_eq(nkt_ols_merge(&m.state, &m.state, NULL), NKT_E_DUPLICATE);
    model_free(&m);
    model_free(&back);
}
END_TEST

/* A state that goes through 0 still does when it comes back: its options are packed with it. */
START_TEST(options_come_back) {
    nkt_ols_options options = {.size = sizeof options,
                               .intercept = NKT_OLS_INTERCEPT_NONE,
                               .collinear = NKT_OLS_COLLINEAR_REFUSE,
                               .confidence = 0.9,
                               .tolerance = 1e-9,
                               .degree = {1, 2, 1}};
    static unsigned char bytes[MOST_BYTES];
    model m, back;
    double value;
    size_t size;

    model_init(&m, TERMS, &options);
    model_init(&back, 0, NULL);
    size = packed(&m.state, bytes);
    ck_assert_int_eq(unpack(bytes, size, &back.state, NULL), NKT_OK);
    ck_assert_mem_eq(m.state.data, back.state.data, 500); /* the head, with its options */
    nkt_ols_get(&back.state, NKT_OLS_HAS_INTERCEPT, &value, NULL);
    ck_assert_double_eq(value, 0);
    nkt_ols_get(&back.state, NKT_OLS_CONFIDENCE, &value, NULL);
    ck_assert_double_eq(value, 0.9);
    nkt_ols_get(&back.state, NKT_OLS_TOLERANCE, &value, NULL);
    ck_assert_double_eq(value, 1e-9);
    nkt_ols_get(&back.state, NKT_OLS_N_COEFFICIENTS, &value, NULL);
    ck_assert_double_eq(value, 4);
    model_free(&m);
    model_free(&back);
}
END_TEST

START_TEST(damage_is_refused) {
    static unsigned char bytes[MOST_BYTES];
    size_t size;
    model m = packed_model(bytes, &size);
    nkt_memory small = {m.state.data, m.state.needed - 1, 0, NULL, NULL};
    nkt_memory odd = {(char *)m.state.data + 4, m.state.needed, 0, NULL, NULL};
    nkt_error error;
    unsigned char *before = malloc(m.state.needed), *cut;

    memcpy(before, m.state.data, m.state.needed);
    for (size_t at = 0; at < size; at++) {
        const unsigned char keep = bytes[at];
        bytes[at] ^= (unsigned char)(1 + next() % 255);
        ck_assert_int_eq(unpack(bytes, size, &m.state, &error), NKT_E_PACKED);
        ck_assert_mem_eq(m.state.data, before, m.state.needed); /* nothing was written */
        bytes[at] = keep;
    }
    for (size_t length = 0; length < size; length++) {
        cut = malloc(length ? length : 1); /* so that reading past it is seen */
        memcpy(cut, bytes, length);
        ck_assert_int_eq(unpack(cut, length, &m.state, &error), NKT_E_PACKED);
        free(cut);
    }
    ck_assert_int_eq(unpack(bytes, size, &small, &error), NKT_E_CAPACITY);
    ck_assert_uint_eq(small.needed, m.state.needed);
    ck_assert_int_eq(unpack(bytes, size, &odd, &error), NKT_E_ALIGNMENT);
    ck_assert_int_eq(unpack(bytes, size, NULL, &error), NKT_E_NULL);
    ck_assert_int_eq(error.argument, 2);
    ck_assert_int_eq(unpack(NULL, size, &m.state, &error), NKT_E_NULL);
    ck_assert_int_eq(error.argument, 1);
    ck_assert_int_eq(unpack((const unsigned char *)"CSV file", 8, &m.state, &error), NKT_E_PACKED);
    ck_assert_int_eq(error.reason, NKT_REASON_DAMAGED);
    ck_assert_str_eq(error.message, "packed: is no packed least-squares state");
    ck_assert_mem_eq(m.state.data, before, m.state.needed);
    free(before);
    model_free(&m);
}
END_TEST

/* Bytes with a right check but wrong contents: whoever made them knew how. */
static void seal(unsigned char *bytes, size_t size) {
    uint64_t hash = UINT64_C(0xcbf29ce484222325);
    for (size_t i = 0; i < size - 8; i++)
        hash = (hash ^ bytes[i]) * UINT64_C(0x100000001b3);
    for (int i = 0; i < 8; i++)
        bytes[size - 8 + (size_t)i] = (unsigned char)(hash >> (8 * i));
}

START_TEST(forged_bytes_do_no_harm) {
    static unsigned char bytes[MOST_BYTES], forged[MOST_BYTES], again[MOST_BYTES];
    size_t size;
    model m = packed_model(bytes, &size);
    int accepted = 0;

    for (int trial = 0; trial < 20000; trial++) {
        const size_t at = next() % (size - 8);
        memcpy(forged, bytes, size);
        forged[at] = (unsigned char)next();
        forged[next() % (size - 8)] ^= (unsigned char)next();
        seal(forged, size);
        if (unpack(forged, size, &m.state, NULL) != NKT_OK)
            continue;
        accepted++;
        ck_assert_uint_eq(packed(&m.state, again), size); /* another state, and a sound one */
        ck_assert_mem_eq(again, forged, size);
        if (trial % 20 == 0)
            model_fit(&m, NULL);
    }
    ck_assert_int_gt(accepted, 0);
    memcpy(forged, bytes, size);
    forged[8] = 1; /* which did not say whether there is an intercept */
    seal(forged, size);
    ck_assert_int_eq(unpack(forged, size, &m.state, &m.error), NKT_E_PACKED);
    ck_assert_str_eq(m.error.message, "packed: is of a version that this library does not know");
    model_free(&m);
}
END_TEST

/* ---- blocks that are read word by word -------------------------------------------------------------- */

static double y[40], x[2][40], group[40];
static nkt_column columns[3];
static nkt_design design;

static void setup(void) {
    for (int i = 0; i < 40; i++) {
        x[0][i] = i;
        x[1][i] = i * i % 11;
        y[i] = 3 + x[0][i] + i * 7 % 5;
        group[i] = i % 5;
    }
    columns[0] = numbers(x[0]);
    columns[1] = numbers(x[1]);
    columns[2] = numbers(y);
    design = design_of(&columns[2], columns, 2, NULL, NULL, 40);
}

typedef void check_of(nkt_i_call *call, const char *path, const nkt_memory *memory);

/* Whether a block is taken. */
static int is_sound(check_of *check, const nkt_memory *block) {
    nkt_i_call call = nkt_i_call_begin(NULL, "block");
    check(&call, "block", block);
    return call.status == NKT_OK;
}

/* What can be read of a block is read, so that a sanitizer sees what leads out of it. */
static void read_fit_block(nkt_memory *fit, nkt_memory *scratch) {
    const int32_t what[] = {NKT_OLS_ROW_FITTED, NKT_OLS_ROW_DFBETAS, NKT_OLS_ROW_COVRATIO};
    nkt_memory refit = NKT_MEMORY_REALLOC;
    double value, list[100], out[3 * 40];
    nkt_ols_test test;

    for (int32_t k = NKT_OLS_N; k <= NKT_OLS_N_CLUSTERS; k++)
        nkt_ols_get(fit, k, &value, NULL);
    for (int32_t k = NKT_OLS_LIST_COEFFICIENT; k <= NKT_OLS_LIST_ROBUST_COVARIANCE; k++)
        nkt_ols_copy(fit, k, &NKT_TO(list), NULL);
    nkt_ols_rows(fit, &design, what, 3, &(nkt_target){.values = out, .type = NKT_FLOAT64}, scratch,
                 NULL);
    nkt_ols_robust(fit, &design, 0, scratch, NULL);
    nkt_ols_test_coefficients(fit, (const int32_t[]){0, 1}, 2, 0, &test, scratch, NULL);
    nkt_refit_init(&refit, fit, &design, scratch, NULL);
    nkt_memory_free(&refit);
}

/* One word after another becomes something else. */
static void forge_words(check_of *check, const nkt_memory *block, size_t size,
                        void (*reader)(nkt_memory *, nkt_memory *)) {
    static const uint64_t others[] = {0,
                                      1,
                                      66,
                                      UINT64_C(1) << 41,
                                      UINT64_MAX,
                                      UINT64_C(0x7fffffffffffffff),
                                      UINT64_C(0x7ff0000000000000)};
    nkt_memory copy = NKT_MEMORY_REALLOC, scratch = NKT_MEMORY_REALLOC;
    int taken = 0, refused = 0;

    for (size_t at = 0; at + 8 <= size; at += 8)
        for (size_t k = 0; k < sizeof others / sizeof others[0]; k++) {
            nkt_memory_free(&copy);
            ck_assert(copy.grow(&copy, size)); /* no byte more: reading past it is seen */
            memcpy(copy.data, block->data, size);
            memcpy((char *)copy.data + at, &others[k], 8);
            if (!is_sound(check, &copy)) {
                refused++;
                continue;
            }
            taken++;
            reader(&copy, &scratch);
        }
    ck_assert_int_gt(taken, 0);
    ck_assert_int_gt(refused, 0);
    nkt_memory_free(&copy);
    nkt_memory_free(&scratch);
}

START_TEST(forged_fits_do_no_harm) {
    nkt_memory cut;
    model m;

    setup();
    ck_assert_int_eq(model_of(&m, &columns[2], columns, 2, NULL, 40, NULL), NKT_OK);
    ck_assert(is_sound(nkt_i_ols_fit_check, &m.fit));
    cut = m.fit;
    cut.size = m.fit.needed - 8;
    ck_assert(!is_sound(nkt_i_ols_fit_check, &cut));
    cut.size = 8;
    ck_assert(!is_sound(nkt_i_ols_fit_check, &cut));
    forge_words(nkt_i_ols_fit_check, &m.fit, m.fit.needed, read_fit_block);
    model_free(&m);
}
END_TEST

static nkt_memory honest_fit;

static void read_scores_block(nkt_memory *scores, nkt_memory *scratch) {
    nkt_memory other = NKT_MEMORY_REALLOC, fit = NKT_MEMORY_REALLOC;
    nkt_design rows = design;

    ck_assert(fit.grow(&fit, honest_fit.needed));
    memcpy(fit.data, honest_fit.data, fit.size);
    ck_assert(other.grow(&other, scores->size));
    memcpy(other.data, scores->data, other.size);
    nkt_ols_scores_apply(scores, &fit, scratch, NULL);
    nkt_ols_scores_merge(scores, &other, NULL);
    if (nkt_ols_scores_add(scores, &fit, &rows, scratch, NULL) == NKT_E_NULL) {
        nkt_column cluster = numbers(group);
        rows.cluster = &cluster;
        nkt_ols_scores_add(scores, &fit, &rows, scratch, NULL);
    }
    nkt_ols_scores_apply(scores, &fit, scratch, NULL);
    nkt_memory_free(&fit);
    nkt_memory_free(&other);
}

START_TEST(forged_scores_do_no_harm) {
    const int32_t kinds[] = {NKT_ROBUST_HC3, NKT_ROBUST_CR1, NKT_ROBUST_CR2}, kind = kinds[_i];
    nkt_memory scores = NKT_MEMORY_REALLOC;
    nkt_column cluster;
    size_t head;
    model m;

    setup();
    cluster = numbers(group);
    ck_assert_int_eq(model_of(&m, &columns[2], columns, 2, NULL, 40, NULL), NKT_OK);
    honest_fit = m.fit;
    ck_assert_int_eq(nkt_ols_scores_init(&scores, &m.fit, kind, _i ? 6 : 0, NULL), NKT_OK);
    design.cluster = _i ? &cluster : NULL;
    ck_assert_int_eq(nkt_ols_scores_add(&scores, &m.fit, &design, &m.work, NULL), NKT_OK);
    design.cluster = NULL;
    ck_assert(is_sound(nkt_i_ols_scores_check, &scores));
    head = sizeof(nkt_i_ols_scores) + 3 * sizeof(nkt_i_exact_sum);
    if (_i) {
        forge_words(nkt_i_ols_scores_check, &scores, scores.needed, read_scores_block);
    } else { /* of the Gram matrix, whose scratch may hold anything */
        const int64_t words[][2] = {{0, 4}, {1, -1}, {2, 201}, {3, 200}, {4, INT64_MAX}};
        int64_t *gram = (int64_t *)(void *)((char *)scores.data + head);
        for (int k = 0; k < 5; k++) {
            const int64_t keep = gram[words[k][0]];
            gram[words[k][0]] = words[k][1];
            ck_assert(!is_sound(nkt_i_ols_scores_check, &scores));
            gram[words[k][0]] = keep;
        }
        ck_assert(is_sound(nkt_i_ols_scores_check, &scores));
    }
    nkt_memory_free(&scores);
    model_free(&m);
}
END_TEST

static void read_refit_block(nkt_memory *refit, nkt_memory *scratch) {
    double out[8 * 3];
    const nkt_target to = {.values = out, .type = NKT_FLOAT64};
    const nkt_table weights = {NKT_ROWS(40), columns, 2};

    for (int32_t kind = NKT_REFIT_CASES; kind <= NKT_REFIT_WILD_HC3; kind++)
        nkt_refit_bootstrap(refit, kind, 1, 0, 5, &to, scratch, NULL);
    nkt_refit_weights(refit, &weights, &to, scratch, NULL);
}

START_TEST(forged_refits_do_no_harm) {
    nkt_memory refit = NKT_MEMORY_REALLOC;
    model m;

    setup();
    ck_assert_int_eq(model_of(&m, &columns[2], columns, 2, NULL, 40, NULL), NKT_OK);
    ck_assert_int_eq(nkt_refit_init(&refit, &m.fit, &design, &m.work, NULL), NKT_OK);
    ck_assert(is_sound(nkt_i_refit_check, &refit));
    forge_words(nkt_i_refit_check, &refit, refit.needed, read_refit_block);
    nkt_memory_free(&refit);
    model_free(&m);
}
END_TEST

Suite *nkt_suite_ols_pack(void) {
    Suite *suite = suite_create("ols_pack");
    TCase *tcase = tcase_create("ols_pack");
    tcase_add_test(tcase, packed_states_come_back);
    tcase_add_test(tcase, options_come_back);
    tcase_add_test(tcase, damage_is_refused);
    tcase_add_test(tcase, forged_bytes_do_no_harm);
    tcase_add_test(tcase, forged_fits_do_no_harm);
    tcase_add_loop_test(tcase, forged_scores_do_no_harm, 0, 3);
    tcase_add_test(tcase, forged_refits_do_no_harm);
    suite_add_tcase(suite, tcase);
    return suite;
}
