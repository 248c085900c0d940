/*
 * Merging least squares: the same bits for any split, order and tree.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "model/ols_sets.h"

START_TEST(any_split_gives_the_same_bits) {
    static unsigned char whole[MOST_BYTES], got[MOST_BYTES];
    static double wanted[200], found[200];
    const nkt_ols_options *options = options_of(_i);
    int64_t order[MOST_ROWS];
    model all, part[MOST_PARTS];
    size_t size;

    if (!make_set(_i))
        return;
    for (int r = 0; r < n_rows; r++)
        order[r] = r;
    model_init(&all, TERMS, options);
    add_rows(&all.state, order, 0, n_rows);
    size = packed(&all.state, whole);
    read_fit(&all, wanted);
    for (int p = 0; p < MOST_PARTS; p++)
        model_init(&part[p], TERMS, options);
    for (int trial = 0; trial < TRIALS; trial++) {
        int parts = 1 + (int)(next() % MOST_PARTS), first = 0;
        for (int r = n_rows - 1; r > 0; r--) { /* the rows in any order */
            const int other = (int)(next() % (uint64_t)(r + 1));
            const int64_t keep = order[r];
            order[r] = order[other];
            order[other] = keep;
        }
        for (int p = 0; p < parts; p++) {
            const int left = n_rows - first;
            const int count = p == parts - 1 ? left : (int)(next() % (uint64_t)(left + 1));
            if (nkt_ols_init(&part[p].state, TERMS, options, NULL) != NKT_OK)
                ck_abort_msg("part %d was not made", p);
            add_rows(&part[p].state, order, first, count);
            first += count;
        }
        for (int left = parts; left > 1; left--) { /* any two of those left, until one is */
            const int a = (int)(next() % (uint64_t)left);
            const int b = (a + 1 + (int)(next() % (uint64_t)(left - 1))) % left;
            const nkt_memory gone = part[b].state;
            if (nkt_ols_merge(&part[a].state, &gone, NULL) != NKT_OK)
                ck_abort_msg("part %d was not merged", b);
            part[b].state = part[left - 1].state;
            part[left - 1].state = gone;
        }
        ck_assert_uint_eq(packed(&part[0].state, got), size);
        ck_assert_mem_eq(got, whole, size);
        if (trial % 50 == 0) {
            read_fit(&part[0], found);
            ck_assert_mem_eq(found, wanted, sizeof found);
        }
    }
    for (int p = 0; p < MOST_PARTS; p++)
        model_free(&part[p]);
    model_free(&all);
}
END_TEST

START_TEST(an_empty_state_is_the_identity) {
    static unsigned char before[MOST_BYTES], after[MOST_BYTES];
    int64_t order[MOST_ROWS];
    model a, empty;
    size_t size;

    make_set(2);
    for (int r = 0; r < n_rows; r++)
        order[r] = r;
    model_init(&a, TERMS, NULL);
    model_init(&empty, TERMS, NULL);
    size = packed(&empty.state, before);
    ck_assert_int_eq(nkt_ols_merge(&a.state, &empty.state, NULL), NKT_OK);
    ck_assert_uint_eq(packed(&a.state, after), size);
    ck_assert_mem_eq(after, before, size);
    add_rows(&a.state, order, 0, n_rows);
    size = packed(&a.state, before);
    ck_assert_int_eq(nkt_ols_merge(&a.state, &empty.state, NULL), NKT_OK);
    ck_assert_uint_eq(packed(&a.state, after), size);
    ck_assert_mem_eq(after, before, size);
    ck_assert_int_eq(nkt_ols_merge(&empty.state, &a.state, NULL), NKT_OK);
    ck_assert_uint_eq(packed(&empty.state, after), size);
    ck_assert_mem_eq(after, before, size);
    model_free(&a);
    model_free(&empty);
}
END_TEST

/* What the sums are for has to be the same; what is made of them stays that of the state. */
START_TEST(states_that_differ_are_not_merged) {
    nkt_ols_options bare = {.size = sizeof bare, .intercept = NKT_OLS_INTERCEPT_NONE};
    nkt_ols_options sure = {.size = sizeof sure, .confidence = 0.99};
    double confidence;
    model a, b, c;

    model_init(&a, TERMS, NULL);
    model_init(&b, TERMS, &bare);
    model_init(&c, TERMS, &sure);
    ck_assert_int_eq(nkt_ols_merge(&a.state, &b.state, &a.error), NKT_E_SHAPE);
    ck_assert_int_eq(a.error.reason, NKT_REASON_CONTRADICTION);
    ck_assert_str_eq(a.error.message, "source: has no intercept, and the state has one");
    ck_assert_int_eq(nkt_ols_merge(&b.state, &a.state, &a.error), NKT_E_SHAPE);
    ck_assert_int_eq(nkt_ols_merge(&a.state, &c.state, &a.error), NKT_OK);
    ck_assert_int_eq(nkt_ols_get(&a.state, NKT_OLS_CONFIDENCE, &confidence, NULL), NKT_OK);
    ck_assert_double_eq(confidence, 0.95);
    model_free(&a);
    model_free(&b);
    model_free(&c);
}
END_TEST

Suite *nkt_suite_ols_merge(void) {
    Suite *suite = suite_create("ols_merge");
    TCase *tcase = tcase_create("ols_merge");
    tcase_add_loop_test(tcase, any_split_gives_the_same_bits, 0, 3);
    tcase_add_test(tcase, an_empty_state_is_the_identity);
    tcase_add_test(tcase, states_that_differ_are_not_merged);
    suite_add_tcase(suite, tcase);
    return suite;
}
