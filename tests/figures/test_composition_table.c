/*
 * The table of compositions, and the names of its codes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "areas_test.h"

START_TEST(codes_have_names) {
    ck_assert_str_eq(nkt_code_name("sum", NKT_SUM_NONE), "none");
    ck_assert_str_eq(nkt_code_name("sum", NKT_SUM_EQUAL), "equal");
    ck_assert_str_eq(nkt_code_name("sum", NKT_SUM_BELOW), "below");
    ck_assert_str_eq(nkt_code_name("sum", NKT_SUM_ABOVE), "above");
    ck_assert_str_eq(nkt_code_name("sum", NKT_SUM_PARTS_MISSING), "parts_missing");
    ck_assert_str_eq(nkt_code_name("sum", NKT_SUM_ALL_ZERO), "all_zero");
    ck_assert_str_eq(nkt_code_name("sum", 5), "");
    ck_assert_str_eq(nkt_code_name("sum", INT32_MIN), "");
}
END_TEST

START_TEST(the_table_can_be_read) {
    ck_assert_int_eq(nkt_composition_count(), 7);
    for (int64_t i = 0; i < nkt_composition_count(); i++) {
        const nkt_composition_entry *entry = nkt_composition_at(i);
        ck_assert_ptr_eq(nkt_composition_by_id(entry->id), entry);
        ck_assert_ptr_eq(nkt_composition_by_name(entry->name), entry);
        ck_assert(i == 0 || entry->id > nkt_composition_at(i - 1)->id);
        ck_assert_str_ne(nkt_code_name("area", entry->area), "");
        ck_assert_str_ne(entry->title_en, "");
        ck_assert_int_le(entry->n_items, NKT_COMPOSITION_MOST);
        for (int k = 0; k < NKT_COMPOSITION_MOST; k++) {
            ck_assert_int_eq(entry->items[k] != NULL, k < entry->n_items);
            ck_assert_int_eq(nkt_input_by_id(entry->inputs[k]) != NULL, k < entry->n_inputs);
        }
        if (entry->adds_up) /* parts and a remainder, of parts and a whole */
            ck_assert_int_eq(entry->n_items, entry->n_inputs);
    }
    ck_assert_ptr_null(nkt_composition_at(-1));
    ck_assert_ptr_null(nkt_composition_at(7));
    ck_assert_ptr_null(nkt_composition_by_id(0));
    ck_assert_ptr_null(nkt_composition_by_name(NULL));
    ck_assert_ptr_null(nkt_composition_by_name(""));
    ck_assert_str_eq(nkt_composition_by_id(NKT_COMPOSITION_LEFT_STATUS)
                         ->items[NKT_ITEM_LEFT_STATUS_IN_PROGRAMME],
                     "in_programme");
    ck_assert_str_eq(
        nkt_composition_by_id(NKT_COMPOSITION_RECEIVED_AGES)->items[NKT_ITEM_RECEIVED_AGE_65_PLUS],
        "65_plus");
}
END_TEST

START_TEST(a_composition_must_be_one) {
    double x[] = {1};
    const nkt_column in[] = {NKT_ARRAY(NKT_IN_RECEIVED, x)};
    nkt_estimate out[8];
    nkt_error error;

    for (int32_t id = -1; id <= 8; id++) {
        if (nkt_composition_by_id(id))
            continue;
        ck_assert_int_eq(
            nkt_composition_of(TABLE(in, 1, 1), id, NULL, &NKT_ESTIMATES(out), NULL, &error),
            NKT_E_ID);
        ck_assert_str_eq(error.subject, "composition");
        ck_assert_int_eq(error.reason, NKT_REASON_UNKNOWN_CODE);
    }
}
END_TEST

Suite *nkt_suite_composition_table(void) {
    Suite *suite = suite_create("composition_table");
    TCase *tcase = tcase_create("composition_table");
    tcase_add_test(tcase, codes_have_names);
    tcase_add_test(tcase, the_table_can_be_read);
    tcase_add_test(tcase, a_composition_must_be_one);
    suite_add_tcase(suite, tcase);
    return suite;
}
