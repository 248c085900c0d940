/*
 * The rules of nkt_compute one by one: operands, sums, bounds, flags, rows that are left out.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <check.h>
#include <math.h>

#include "figures/views.h"

/* ------------------------------------------------------------------------------------------------ */

START_TEST(figures_serve_as_operands) {
    double actual[] = {60, 30.5, NAN, 50}, expected[] = {55.5, -2, 40, INFINITY};
    double staff[] = {12, 0, 5, 40}, all[] = {20, 10, 0, 10};
    const nkt_column in[] = {
        NKT_ARRAY(NKT_REFUGEES_EMPLOYED_SHARE, actual),
        NKT_ARRAY(NKT_REFUGEES_EMPLOYED_EXPECTED, expected),
        NKT_ARRAY(NKT_EMPLOYEES_FOREIGN_BORN_SHARE, staff),
        NKT_ARRAY(NKT_POPULATION_18_64_FOREIGN_BORN_SHARE, all),
    };
    const int32_t ids[] = {NKT_REFUGEES_EMPLOYED_DEVIATION, NKT_REFUGEES_EMPLOYED_EXPECTED,
                           NKT_EMPLOYEES_FOREIGN_BORN_BALANCE, NKT_REFUGEES_EMPLOYED_SHARE};
    nkt_estimate e[4][4];
    nkt_error error;

    ck_assert_int_eq(nkt_compute(TABLE(in, 4, 4), ids, 4, NULL,
                                 AT(&e[0][0], sizeof e[0], sizeof e[0][0]), &error),
                     NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message,
                     "refugees_employed_expected: row 3: infinity is no finite number");
    ck_assert_double_eq(e[0][0].value, 4.5);
    ck_assert_int_eq(e[0][0].flags, NKT_FLAG_OPERAND_GIVEN);
    ck_assert_double_eq(e[1][0].value, 32.5); /* a model may expect less than nobody */
    ck_assert_int_eq(e[2][0].state, NKT_STATE_MISSING);
    ck_assert_int_eq(e[3][0].state, NKT_STATE_INVALID);
    ck_assert_double_eq(e[1][1].value, -2);
    ck_assert_double_eq(e[0][2].value, 0.6);
    ck_assert_double_nan(e[0][2].lower);
    ck_assert_double_eq(e[1][2].value, 0);
    ck_assert_int_eq(e[2][2].state, NKT_STATE_NO_DENOMINATOR);
    ck_assert_double_eq(e[3][2].value, 4);
    /* An operand does not pass for a figure computed from counts. */
    ck_assert_int_eq(e[0][3].state, NKT_STATE_MISSING);
}
END_TEST

START_TEST(counts_are_preferred_to_given_operands) {
    double employed[] = {30}, refugees[] = {60}, published[] = {49.9}, expected[] = {45};
    const nkt_column in[] = {
        NKT_ARRAY(NKT_REFUGEES_EMPLOYED_SHARE, published),
        NKT_ARRAY(NKT_REFUGEES_EMPLOYED_EXPECTED, expected),
        NKT_ARRAY(NKT_IN_REFUGEES_EMPLOYED, employed),
        NKT_ARRAY(NKT_IN_REFUGEES_20_64, refugees),
    };
    const int32_t id = NKT_REFUGEES_EMPLOYED_DEVIATION;
    nkt_estimate e;

    ck_assert_int_eq(nkt_compute(TABLE(in, 4, 1), &id, 1, NULL, &NKT_ESTIMATES_N(&e, 0), NULL),
                     NKT_OK);
    ck_assert_double_eq(e.value, 5);
    ck_assert_double_eq(e.basis, 60);
    ck_assert_int_eq(nkt_compute(TABLE(in, 3, 1), &id, 1, NULL, &NKT_ESTIMATES_N(&e, 0), NULL),
                     NKT_OK);
    ck_assert_double_eq_tol(e.value, 4.9, 1e-12);
    ck_assert_double_nan(e.basis);
}
END_TEST

START_TEST(sums_take_their_parts_or_the_whole) {
    double young[] = {20, 20, 20, NAN, 20}, old[] = {15, 15, NAN, NAN, 15};
    double dependent[] = {NAN, 35, 36, 40, 37}, working[] = {50, 50, 50, 50, 50};
    const nkt_column in[] = {
        NKT_ARRAY(NKT_IN_POPULATION_20_64, working),
        NKT_ARRAY(NKT_IN_POPULATION_DEPENDENT, dependent),
        NKT_ARRAY(NKT_IN_POPULATION_0_19, young),
        NKT_ARRAY(NKT_IN_POPULATION_65_PLUS, old),
    };
    static const double expected[] = {0.7, 0.7, 0.72, 0.8, 0.74};
    const int32_t id = NKT_DEPENDENCY_RATIO;
    nkt_estimate e[5];

    ck_assert_int_eq(nkt_compute(TABLE(in, 4, 5), &id, 1, NULL, &NKT_ESTIMATES(e), NULL), NKT_OK);
    for (int i = 0; i < 5; i++) {
        ck_assert_double_eq_tol(e[i].value, expected[i], 1e-15);
        ck_assert_int_eq(e[i].flags, i == 4 ? NKT_FLAG_PARTS_DIFFER : 0);
    }
    /* only the whole; only the parts; one part is not enough */
    ck_assert_int_eq(nkt_compute(TABLE(in, 2, 5), &id, 1, NULL, &NKT_ESTIMATES(e), NULL), NKT_OK);
    ck_assert_int_eq(e[0].state, NKT_STATE_MISSING);
    ck_assert_double_eq_tol(e[3].value, 0.8, 1e-15);
    {
        const nkt_column parts[] = {in[0], in[2], in[3]};
        ck_assert_int_eq(nkt_compute(TABLE(parts, 3, 5), &id, 1, NULL, &NKT_ESTIMATES(e), NULL),
                         NKT_OK);
        ck_assert_double_eq_tol(e[4].value, 0.7, 1e-15);
        ck_assert_int_eq(e[3].state, NKT_STATE_MISSING);
        ck_assert_int_eq(nkt_compute(TABLE(parts, 2, 5), &id, 1, NULL, &NKT_ESTIMATES(e), NULL),
                         NKT_INPUTS_LACK);
        ck_assert_int_eq(e[0].state, NKT_STATE_MISSING);
    }
}
END_TEST

START_TEST(absent_inputs_make_figures_missing) {
    nkt_estimate e[2];
    const int32_t ids[] = {NKT_SFI_PASSED_SHARE, NKT_SFI_PASSED_SHARE};
    double beginners[] = {50};
    const nkt_column in[] = {NKT_ARRAY(NKT_IN_SFI_BEGINNERS, beginners)};

    ck_assert_int_eq(nkt_compute(TABLE(NULL, 0, 1), ids, 2, NULL, &NKT_ESTIMATES(e), NULL),
                     NKT_INPUTS_LACK);
    ck_assert_int_eq(e[0].state, NKT_STATE_MISSING);
    ck_assert_mem_eq(&e[0], &e[1], sizeof e[0]);
    ck_assert_int_eq(nkt_compute(TABLE(in, 1, 1), ids, 1, NULL, &NKT_ESTIMATES(e), NULL),
                     NKT_INPUTS_LACK);
    ck_assert_int_eq(e[0].state, NKT_STATE_MISSING);
}
END_TEST

START_TEST(parts_above_wholes_are_located_if_forbidden) {
    double passed[] = {3, 12, 4}, beginners[] = {10, 10, 10};
    const nkt_column in[] = {NKT_ARRAY(NKT_IN_SFI_PASSED, passed),
                             NKT_ARRAY(NKT_IN_SFI_BEGINNERS, beginners)};
    const int32_t id = NKT_SFI_PASSED_SHARE;
    nkt_options options = {.size = sizeof options, .part_above_whole = NKT_PART_ABOVE_INVALID};
    nkt_estimate e[3];
    nkt_error error;

    ck_assert_int_eq(nkt_compute(TABLE(in, 2, 3), &id, 1, NULL, &NKT_ESTIMATES(e), &error), NKT_OK);
    ck_assert_double_eq(e[1].value, 120);
    ck_assert_int_eq(e[1].flags, NKT_FLAG_NUMERATOR_ABOVE_DENOMINATOR);
    ck_assert_int_eq(nkt_compute(TABLE(in, 2, 3), &id, 1, &options, &NKT_ESTIMATES(e), &error),
                     NKT_ROWS_INVALID);
    ck_assert_int_eq(e[1].state, NKT_STATE_INVALID);
    ck_assert_double_eq(e[2].value, 40);
    ck_assert_str_eq(error.message, "sfi_passed_share: row 1: 12 is more than its whole");
    ck_assert_int_eq(error.rows_affected, 1);
    ck_assert_int_eq(error.id, NKT_SFI_PASSED_SHARE);
}
END_TEST

START_TEST(integer_minimum_is_missing_only_for_r) {
    int32_t left[] = {INT32_MIN, 20}, employed[] = {5, 5};
    nkt_column in[] = {NKT_ARRAY(NKT_IN_LEFT, left), NKT_ARRAY(NKT_IN_LEFT_EMPLOYED, employed)};
    const int32_t id = NKT_LEFT_EMPLOYED_SHARE;
    nkt_estimate e[2];
    nkt_error error;

    ck_assert_int_eq(nkt_compute(TABLE(in, 2, 2), &id, 1, NULL, &NKT_ESTIMATES(e), &error),
                     NKT_ROWS_INVALID);
    ck_assert_int_eq(e[0].state, NKT_STATE_INVALID);
    ck_assert_str_eq(error.message, "left: row 0: -2147483648 is negative");
    in[0].type = NKT_INT32_R;
    ck_assert_int_eq(nkt_compute(TABLE(in, 2, 2), &id, 1, NULL, &NKT_ESTIMATES(e), &error), NKT_OK);
    ck_assert_int_eq(e[0].state, NKT_STATE_MISSING);
    ck_assert_double_eq(e[1].value, 25);
}
END_TEST

START_TEST(small_groups_are_flagged) {
    double left[] = {9, 10}, employed[] = {4, 4};
    const nkt_column in[] = {NKT_ARRAY(NKT_IN_LEFT, left),
                             NKT_ARRAY(NKT_IN_LEFT_EMPLOYED, employed)};
    const int32_t id = NKT_LEFT_EMPLOYED_SHARE;
    nkt_options options = {.size = sizeof options, .minimum_basis = 10};
    nkt_estimate e[2];

    nkt_compute(TABLE(in, 2, 2), &id, 1, &options, &NKT_ESTIMATES(e), NULL);
    ck_assert_int_eq(e[0].flags, NKT_FLAG_BASIS_BELOW_MINIMUM);
    ck_assert_int_eq(e[1].flags, 0);
}
END_TEST

/* ---- views, rows that are left out, flags ---------------------------------------------------------- */

static const int32_t two[] = {NKT_SFI_PASSED_SHARE, NKT_SFI_PASSED_SHARE};

/* A data frame: a column each for value, limits, state, of two figures beside each other. */
START_TEST(estimates_become_columns) {
    double passed[] = {3, 4, 5}, beginners[] = {10, 0, 10};
    const nkt_column in[] = {NKT_ARRAY(NKT_IN_SFI_PASSED, passed),
                             NKT_ARRAY(NKT_IN_SFI_BEGINNERS, beginners)};
    nkt_estimate e[3][2];
    double value[2][3], upper[2][3];
    int32_t state[2][3];
    const nkt_estimates columns_out = {.value = value[0],
                                       .upper = upper[0],
                                       .state = state[0],
                                       .stride = sizeof value[0][0],
                                       .item_stride = sizeof value[0],
                                       .state_stride = sizeof state[0][0],
                                       .state_item_stride = sizeof state[0]};

    ck_assert_int_eq(nkt_compute(TABLE(in, 2, 3), two, 2, NULL, &NKT_ESTIMATES_ROWS(e), NULL),
                     NKT_OK);
    ck_assert_int_eq(nkt_compute(TABLE(in, 2, 3), two, 2, NULL, &columns_out, NULL), NKT_OK);
    for (int r = 0; r < 3; r++)
        for (int f = 0; f < 2; f++) {
            ck_assert_mem_eq(&value[f][r], &e[r][f].value, sizeof(double));
            ck_assert_mem_eq(&upper[f][r], &e[r][f].upper, sizeof(double));
            ck_assert_int_eq(state[f][r], e[r][f].state);
        }
}
END_TEST

START_TEST(rows_left_out_have_nothing) {
    double passed[] = {3, -4, INFINITY, 5}, beginners[] = {10, 10, 10, 10};
    const int8_t include[] = {1, 0, 0, 1};
    const nkt_column in[] = {NKT_ARRAY(NKT_IN_SFI_PASSED, passed),
                             NKT_ARRAY(NKT_IN_SFI_BEGINNERS, beginners)};
    const nkt_column included = NKT_ARRAY(0, include);
    nkt_table table = NKT_TABLE(in, 4);
    nkt_estimate e[4];

    table.rows.include = &included;
    ck_assert_int_eq(nkt_compute(&table, two, 1, NULL, &NKT_ESTIMATES(e), NULL), NKT_OK);
    ck_assert_double_eq(e[0].value, 30);
    ck_assert_double_eq(e[3].value, 50);
    for (int r = 1; r < 3; r++) {
        ck_assert_int_eq(e[r].state, NKT_STATE_NOT_APPLICABLE);
        ck_assert_int_eq(e[r].flags, 0);
        ck_assert_double_nan(e[r].value);
        ck_assert_double_nan(e[r].basis);
    }
    table.columns = NULL; /* also where no column is there to be left out */
    table.n_columns = 0;
    ck_assert_int_eq(nkt_compute(&table, two, 1, NULL, &NKT_ESTIMATES(e), NULL), NKT_INPUTS_LACK);
    ck_assert_int_eq(e[0].state, NKT_STATE_MISSING);
    ck_assert_int_eq(e[1].state, NKT_STATE_NOT_APPLICABLE);
}
END_TEST

/* A sum of which some members lack is not complete, and neither is what is made of it. */
START_TEST(partial_sums_make_partial_figures) {
    nkt_total passed[] = {{.value = 3, .flags = NKT_FLAG_PARTIAL}, {.value = 4}, {.value = 5}};
    nkt_total beginners[] = {{.value = 10}, {.value = 10, .flags = NKT_FLAG_PARTIAL}, {.value = 8}};
    double expected_share[] = {50, 50, 50};
    nkt_column in[3];
    nkt_estimate e[3];

    ck_assert_int_eq(nkt_total_column(passed, 0, NKT_IN_SFI_PASSED, &in[0], NULL), NKT_OK);
    ck_assert_int_eq(nkt_total_column(beginners, 0, NKT_IN_SFI_BEGINNERS, &in[1], NULL), NKT_OK);
    ck_assert_int_eq(nkt_compute(TABLE(in, 2, 3), two, 1, NULL, &NKT_ESTIMATES(e), NULL), NKT_OK);
    ck_assert_int_eq(e[0].flags, NKT_FLAG_PARTIAL);
    ck_assert_int_eq(e[1].flags, NKT_FLAG_PARTIAL);
    ck_assert_int_eq(e[2].flags, 0);
    {
        const int32_t ids[] = {NKT_REFUGEES_EMPLOYED_DEVIATION, NKT_REFUGEES_EMPLOYED_EXPECTED};
        nkt_estimate d[3][2];
        in[0].id = NKT_IN_REFUGEES_EMPLOYED; /* through figures made of figures */
        in[1].id = NKT_IN_REFUGEES_20_64;
        in[2] = (nkt_column)NKT_ARRAY(NKT_REFUGEES_EMPLOYED_EXPECTED, expected_share);
        ck_assert_int_eq(nkt_compute(TABLE(in, 3, 3), ids, 2, NULL, &NKT_ESTIMATES_ROWS(d), NULL),
                         NKT_OK);
        ck_assert_int_eq(d[0][0].flags, NKT_FLAG_PARTIAL | NKT_FLAG_OPERAND_GIVEN);
        ck_assert_int_eq(d[1][0].flags, NKT_FLAG_PARTIAL | NKT_FLAG_OPERAND_GIVEN);
        ck_assert_int_eq(d[2][0].flags, NKT_FLAG_OPERAND_GIVEN);
        ck_assert_int_eq(d[0][1].flags, NKT_FLAG_OPERAND_GIVEN);
    }
}
END_TEST

/* The sum of the parts is partial, the whole that is taken instead is not. */
START_TEST(flags_are_those_of_the_number_taken) {
    double young[] = {20, 20}, old[] = {15, 15}, dependent[] = {35, NAN}, working[] = {50, 50};
    const int32_t partial[] = {NKT_FLAG_PARTIAL, NKT_FLAG_PARTIAL};
    nkt_column in[] = {NKT_ARRAY(NKT_IN_POPULATION_20_64, working),
                       NKT_ARRAY(NKT_IN_POPULATION_DEPENDENT, dependent),
                       NKT_ARRAY(NKT_IN_POPULATION_0_19, young),
                       NKT_ARRAY(NKT_IN_POPULATION_65_PLUS, old)};
    const int32_t id = NKT_DEPENDENCY_RATIO;
    nkt_estimate e[2];

    in[3].flags = partial;
    in[3].reasons_stride = sizeof partial[0];
    ck_assert_int_eq(nkt_compute(TABLE(in, 4, 2), &id, 1, NULL, &NKT_ESTIMATES(e), NULL), NKT_OK);
    ck_assert_int_eq(e[0].flags, 0);
    ck_assert_int_eq(e[1].flags, NKT_FLAG_PARTIAL);
}
END_TEST

START_TEST(proportions_where_per_cent_are_meant_are_told) {
    double employed[] = {0.544, 0.5, 0.61, NAN}, expected[] = {0.38, 0.4, 0.5, 0.4};
    const nkt_column in[] = {NKT_ARRAY(NKT_REFUGEES_EMPLOYED_SHARE, employed),
                             NKT_ARRAY(NKT_REFUGEES_EMPLOYED_EXPECTED, expected)};
    const int32_t figure = NKT_REFUGEES_EMPLOYED_DEVIATION;
    nkt_estimate out[4];
    nkt_error error;

    ck_assert_int_eq(nkt_compute(TABLE(in, 2, 4), &figure, 1, NULL, &NKT_ESTIMATES(out), &error),
                     NKT_SEEMS_PROPORTIONS);
    ck_assert_str_eq(error.message, "refugees_employed_share: 0.61 is the largest: proportions, it "
                                    "seems, where per cent are meant");
    ck_assert_int_eq(error.id, NKT_REFUGEES_EMPLOYED_SHARE);
    ck_assert_double_eq_tol(out[0].value, 0.164, 1e-12); /* it is computed all the same */
    employed[1] = 50;
    ck_assert_int_eq(nkt_compute(TABLE(in, 2, 4), &figure, 1, NULL, &NKT_ESTIMATES(out), &error),
                     NKT_SEEMS_PROPORTIONS); /* the other column */
    expected[3] = 40;
    ck_assert_int_eq(nkt_compute(TABLE(in, 2, 4), &figure, 1, NULL, &NKT_ESTIMATES(out), &error),
                     NKT_OK);
    employed[1] = 0.5;
    ck_assert_int_eq(nkt_compute(TABLE(in, 2, 2), &figure, 1, NULL, &NKT_ESTIMATES(out), &error),
                     NKT_OK); /* two rows say nothing */
}
END_TEST

Suite *nkt_suite_compute_rules(void) {
    Suite *suite = suite_create("compute_rules");
    TCase *tcase = tcase_create("compute_rules");
    tcase_add_test(tcase, figures_serve_as_operands);
    tcase_add_test(tcase, counts_are_preferred_to_given_operands);
    tcase_add_test(tcase, sums_take_their_parts_or_the_whole);
    tcase_add_test(tcase, absent_inputs_make_figures_missing);
    tcase_add_test(tcase, parts_above_wholes_are_located_if_forbidden);
    tcase_add_test(tcase, integer_minimum_is_missing_only_for_r);
    tcase_add_test(tcase, small_groups_are_flagged);
    tcase_add_test(tcase, estimates_become_columns);
    tcase_add_test(tcase, rows_left_out_have_nothing);
    tcase_add_test(tcase, partial_sums_make_partial_figures);
    tcase_add_test(tcase, flags_are_those_of_the_number_taken);
    tcase_add_test(tcase, proportions_where_per_cent_are_meant_are_told);
    suite_add_tcase(suite, tcase);
    return suite;
}
