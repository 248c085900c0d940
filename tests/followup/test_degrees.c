/*
 * Degrees of cases and indices of respondents: by hand, the published pairs, of some rows, bad input.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <check.h>

#include "draw.h"
#include "nyckeltal/survey.h"

static nkt_error error;

START_TEST(degrees_of_cases) {
    const double a[] = {1, 0, NAN, 1, NAN}, b[] = {4, 2, 3, 5, NAN}, highest[] = {1, 4};
    const double weights[] = {1, 3};
    const nkt_column answers[] = {doubles(a), doubles(b)};
    nkt_survey_scale scale = {.highs = highest, .weights = weights};
    nkt_table table = NKT_TABLE(answers, 5);
    double out[5];

    ck_assert_int_eq(nkt_survey_degrees(&table, &scale, &NKT_TO(out), &error), NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "answers.columns[1]: row 3: 5 is not 0 to 4");
    ck_assert_int_eq(error.item, 1);
    ck_assert_double_eq(out[0], 100);
    ck_assert_double_eq(out[1], 37.5);
    ck_assert_double_eq(out[2], 75);
    ck_assert_double_nan(out[3]);
    ck_assert_double_nan(out[4]);
    scale.weights = NULL;
    scale.minimum = 2;
    table.rows.n_rows = 3;
    ck_assert_int_eq(nkt_survey_degrees(&table, &scale, &NKT_TO(out), &error), NKT_OK);
    ck_assert_double_eq(out[1], 25);
    ck_assert_double_nan(out[2]);
}
END_TEST

/* Without a scale: yes or no. Answers of R, who is left out, degrees in the caller's structs. */
START_TEST(degrees_of_some) {
    int32_t yes[] = {1, 0, INT32_MIN, 1}, too[] = {1, 1, 0, 1}, include[] = {1, 1, 1, INT32_MIN};
    const nkt_column in = {.values = include, .stride = 4, .type = NKT_INT32_R};
    const nkt_column answers[] = {{.values = yes, .stride = 4, .type = NKT_INT32_R},
                                  {.values = too, .stride = 4, .type = NKT_INT32_R}};
    nkt_table table = NKT_TABLE(answers, 4);
    struct {
        int8_t other;
        float degree;
    } own[4];

    table.rows.include = &in;
    ck_assert_int_eq(nkt_survey_degrees(&table, NULL, &NKT_TO_FIELD(own, degree), &error), NKT_OK);
    ck_assert_float_eq(own[0].degree, 100);
    ck_assert_float_eq(own[1].degree, 50);
    ck_assert_float_eq(own[2].degree, 0);
    ck_assert_float_nan(own[3].degree);
}
END_TEST

/* The satisfaction index is the same thing on a scale from 1 to 10: (mean - 1) * 100 / 9. */
START_TEST(an_index_of_satisfaction) {
    const double a[] = {10, 1, 7, 0, NAN}, b[] = {10, 1, 4, 5, 9}, weights[] = {2, 1};
    const double lows[] = {1, 1}, highs[] = {10, 10};
    const nkt_column answers[] = {doubles(a), doubles(b)};
    nkt_survey_scale scale = {.lowest = 1, .highest = 10, .minimum = 2, .weights = weights};
    const nkt_table table = NKT_TABLE(answers, 5);
    double out[5], again[5];

    ck_assert_int_eq(nkt_survey_degrees(&table, &scale, &NKT_TO(out), &error), NKT_ROWS_INVALID);
    ck_assert_str_eq(error.subject, "answers.columns[0]"); /* 0 is no answer */
    ck_assert_int_eq(error.row, 3);
    ck_assert_double_eq(out[0], 100);
    ck_assert_double_eq(out[1], 0);
    ck_assert_double_eq(out[2], 500 / 9.0);
    ck_assert_double_nan(out[4]);
    scale.lows = lows;
    scale.highs = highs;
    scale.lowest = scale.highest = 0;
    nkt_survey_degrees(&table, &scale, &NKT_TO(again), &error);
    ck_assert_mem_eq(again, out, 3 * sizeof out[0]);
}
END_TEST

/* Answers from 1 to 10, of respondents. */
static nkt_status ask(const nkt_column *answers, int n_questions, const double *weights,
                      int64_t minimum, int n, double *out) {
    const nkt_survey_scale scale = {
        .lowest = 1, .highest = 10, .minimum = minimum, .weights = weights};

    return nkt_survey_degrees(&(nkt_table)NKT_TABLE_OF(answers, n_questions, n), &scale,
                              &NKT_TO_N(out, n), &error);
}

/* 8.7 was published as 85, 7.5 as 72: both numbers of each pair are rounded. */
START_TEST(published_pairs_agree) {
    const double allowed = 0.5 + 0.05 * 100 / 9, means[] = {8.7, 7.5, 1, 10, NAN, 10.1};
    const nkt_column answers = doubles(means);
    double index[6];

    ck_assert_int_eq(ask(&answers, 1, NULL, 1, 6, index), NKT_ROWS_INVALID);
    ck_assert_int_eq(error.row, 5);
    ck_assert_double_le(fabs(index[0] - 85), allowed);
    ck_assert_double_le(fabs(index[1] - 72), allowed);
    ck_assert_double_eq(index[2], 0);
    ck_assert_double_eq(index[3], 100);
    ck_assert_double_nan(index[4]);
    ck_assert_double_nan(index[5]);
}
END_TEST

/* 625/9, 800/9 and 200/9, to the nearest double. */
START_TEST(respondents_have_the_weighted_mean) {
    const double q[3][5] = {{8, 10, NAN, 11, 1}, {9, NAN, NAN, 5, 1}, {4, 7, 3, 5, 1}};
    const nkt_column answers[] = {doubles(q[0]), doubles(q[1]), doubles(q[2])};
    const double weights[] = {2, 1, 1};
    double out[5];

    ck_assert_int_eq(ask(answers, 3, weights, 2, 5, out), NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "answers.columns[0]: row 3: 11 is not 1 to 10");
    ck_assert_int_eq(error.item, 0);
    ck_assert_double_eq(out[0], 69.44444444444444);
    ck_assert_double_eq(out[1], 88.88888888888889);
    ck_assert_double_nan(out[2]);
    ck_assert_double_nan(out[3]);
    ck_assert_double_eq(out[4], 0);
    ck_assert_int_eq(ask(answers, 3, NULL, 1, 3, out), NKT_OK);
    ck_assert_double_eq(out[2], 22.22222222222222);
}
END_TEST

START_TEST(respondents_in_a_float_and_left_out) {
    static const int8_t answered[] = {10, 1, 5}, include[] = {1, 1, 0};
    const nkt_column answer = NKT_ARRAY(0, answered), taken = NKT_ARRAY(0, include);
    const nkt_survey_scale scale = {.lowest = 1, .highest = 10};
    nkt_table table = NKT_TABLE_OF(&answer, 1, 3);
    float out[3];

    table.rows.include = &taken;
    ck_assert_int_eq(nkt_survey_degrees(&table, &scale, &NKT_TO(out), &error), NKT_OK);
    ck_assert_float_eq(out[0], 100);
    ck_assert_float_eq(out[1], 0);
    ck_assert(isnan(out[2]));
}
END_TEST

/* The range of its own question is told. */
START_TEST(bad_answers_are_told_with_their_range) {
    const double a[] = {1, 1, INFINITY, -1}, b[] = {4, 2.5, 9, 9}, lows[] = {0, 3},
                 highs[] = {1, 7};
    const nkt_column answers[] = {doubles(a), doubles(b)};
    const nkt_survey_scale scale = {.lows = lows, .highs = highs};
    nkt_table table = NKT_TABLE(answers, 4);
    double out[4];

    ck_assert_int_eq(nkt_survey_degrees(&table, &scale, &NKT_TO(out), &error), NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "answers.columns[1]: row 1: 2.5 is not 3 to 7");
    ck_assert_int_eq(error.reason, NKT_REASON_OUT_OF_RANGE);
    ck_assert_int_eq(error.rows_affected, 3);
    ck_assert_double_eq(out[0], 62.5);
    for (int i = 1; i < 4; i++)
        ck_assert_double_nan(out[i]);
}
END_TEST

/* Whole answers and weights on one range: the double nearest to the degree. */
START_TEST(degrees_are_rounded_once) {
    enum { ROWS = 2000, QUESTIONS = 7 };
    static double whole[QUESTIONS][ROWS];
    const double weights[QUESTIONS] = {3, 1, 4, 1, 5, 0, 2};
    double out[ROWS];
    nkt_column answers[QUESTIONS];
    nkt_survey_scale scale = {.lowest = 1, .highest = 10};
    const nkt_table table = NKT_TABLE(answers, ROWS);

    seed = 3;
    for (int q = 0; q < QUESTIONS; q++) {
        answers[q] = doubles(whole[q]);
        for (int i = 0; i < ROWS; i++)
            whole[q][i] = uniform() < 0.2 ? NAN : 1 + floor(10 * uniform());
    }
    for (int weighted = 0; weighted < 2; weighted++) {
        scale.weights = weighted ? weights : NULL;
        ck_assert_int_eq(nkt_survey_degrees(&table, &scale, &NKT_TO(out), &error), NKT_OK);
        for (int i = 0; i < ROWS; i++) {
            double sum = 0, weight = 0;
            for (int q = 0; q < QUESTIONS; q++)
                if (!isnan(whole[q][i])) {
                    sum += (weighted ? weights[q] : 1) * (whole[q][i] - 1);
                    weight += weighted ? weights[q] : 1;
                }
            if (weight > 0)
                ck_assert_double_eq(out[i], 100 * sum / (9 * weight)); /* of whole numbers */
            else
                ck_assert_double_nan(out[i]);
        }
    }
}
END_TEST

/* Weights and answers at the ends of what a double holds have degrees too. */
START_TEST(degrees_of_odd_sizes) {
    const double a[] = {1e-300, 1e300}, b[] = {3e-300, 1e300}, scales[] = {4e-300, 1e300};
    const double weights[][2] = {{1e-300, 1e-300}, {1e300, 1e300}, {1e-310, 0}};
    const double wanted[] = {50, 100};

    for (int row = 0; row < 2; row++)
        for (int w = 0; w < 3; w++) {
            const nkt_column answers[] = {doubles(&a[row]), doubles(&b[row])};
            const nkt_survey_scale scale = {.highest = scales[row], .weights = weights[w]};
            const nkt_table table = NKT_TABLE(answers, 1);
            double out;
            ck_assert_int_eq(nkt_survey_degrees(&table, &scale, &NKT_TO_N(&out, 1), &error),
                             NKT_OK);
            ck_assert_double_eq_tol(out, w == 2 && row == 0 ? 25 : wanted[row], 1e-10);
        }
}
END_TEST

/* The subject begins with the name of the parameter. */
static void refused(nkt_status got, nkt_status status, const char *subject) {
    const int argument = subject[0] == 'a' ? 1 : subject[0] == 's' ? 2 : 3;

    ck_assert_int_eq(got, status);
    ck_assert_int_eq(error.status, status);
    ck_assert_str_eq(error.subject, subject);
    ck_assert_int_eq(error.argument, argument);
    ck_assert_int_ne(error.reason, NKT_REASON_NONE);
}

START_TEST(degrees_are_checked) {
    const double zero[] = {0, 0}, negative[] = {1, -1}, high[] = {2, 1}, low[] = {0, 1};
    const nkt_column plans = doubles(zero), two[] = {plans, plans};
    nkt_column odd = plans;
    nkt_table table = NKT_TABLE(two, 2);
    double out[2] = {4711, 4711};
    int8_t whole[2];
    nkt_target to = NKT_TO(out), narrow = to;

    odd.type = 99;
    narrow.stride = 4;
#define DEGREES(t, ...) nkt_survey_degrees(t, &(nkt_survey_scale){__VA_ARGS__}, &to, &error)
    refused(nkt_survey_degrees(NULL, NULL, &to, &error), NKT_E_NULL, "answers");
    refused(DEGREES(&((nkt_table)NKT_TABLE_OF(NULL, 2, 2)), 0), NKT_E_NULL, "answers.columns");
    refused(DEGREES(&((nkt_table)NKT_TABLE_OF(&odd, 1, 2)), 0), NKT_E_TYPE, "answers.columns[0]");
    refused(DEGREES(&((nkt_table)NKT_TABLE_OF(two, 0, 2)), 0), NKT_E_COUNT, "answers.n_columns");
    refused(DEGREES(&((nkt_table)NKT_TABLE_OF(two, 2, -2)), 0), NKT_E_COUNT, "answers.rows.n_rows");
    refused(DEGREES(&table, .highs = zero), NKT_E_DOMAIN, "scale.highs[0]");
    refused(DEGREES(&table, .lows = low, .highs = high), NKT_E_DOMAIN, "scale.highs[1]");
    refused(DEGREES(&table, .lows = low), NKT_E_DOMAIN, "scale.lows[1]");
    refused(DEGREES(&table, .lowest = 2, .highest = 1), NKT_E_DOMAIN, "scale.highest");
    refused(DEGREES(&table, .highest = INFINITY), NKT_E_DOMAIN, "scale.highest");
    refused(DEGREES(&table, .weights = zero), NKT_E_DOMAIN, "scale.weights");
    refused(DEGREES(&table, .weights = negative), NKT_E_DOMAIN, "scale.weights[1]");
    ck_assert_int_eq(error.item, 1);
    refused(DEGREES(&table, .minimum = 3), NKT_E_DOMAIN, "scale.minimum");
    refused(DEGREES(&table, .minimum = -1), NKT_E_DOMAIN, "scale.minimum");
    refused(DEGREES(&table, .reserved = out), NKT_E_OPTION, "scale.reserved");
    refused(nkt_survey_degrees(&table, NULL, NULL, &error), NKT_E_NULL, "out");
    refused(nkt_survey_degrees(&table, NULL, &narrow, &error), NKT_E_STRIDE, "out");
    refused(nkt_survey_degrees(&table, NULL, &NKT_TO(whole), &error), NKT_E_TYPE, "out");
    table.rows.groups = &plans;
    refused(nkt_survey_degrees(&table, NULL, &to, &error), NKT_E_OPTION, "answers.rows.groups");
    ck_assert_double_eq(out[0], 4711);
}
END_TEST

Suite *nkt_suite_degrees(void) {
    Suite *suite = suite_create("degrees");
    TCase *tcase = tcase_create("degrees");
    tcase_add_test(tcase, degrees_of_cases);
    tcase_add_test(tcase, degrees_of_some);
    tcase_add_test(tcase, an_index_of_satisfaction);
    tcase_add_test(tcase, published_pairs_agree);
    tcase_add_test(tcase, respondents_have_the_weighted_mean);
    tcase_add_test(tcase, respondents_in_a_float_and_left_out);
    tcase_add_test(tcase, bad_answers_are_told_with_their_range);
    tcase_add_test(tcase, degrees_are_rounded_once);
    tcase_add_test(tcase, degrees_of_odd_sizes);
    tcase_add_test(tcase, degrees_are_checked);
    suite_add_tcase(suite, tcase);
    return suite;
}
