/*
 * Fractional logit and Huber's fit: against R where it is installed, against the equations that
 * define them everywhere.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <stdio.h>
#include <string.h>

#include "data.h"
#include "model/irls_help.h"

/* ---- against R ------------------------------------------------------------------------------------------ */

static csv_table *reference(void) {
    char in[512], out[512], command[1200];
    FILE *to;

    if (!have_program("Rscript", "fractional logit and Huber's fit against R"))
        return NULL;
    snprintf(in, sizeof in, "%s", output_path("irls_in.csv"));
    snprintf(out, sizeof out, "%s", output_path("irls_out.csv"));
    to = fopen(in, "w");
    ck_assert_ptr_nonnull(to);
    fprintf(to, "set,y,a,b,w\n");
    for (int set = 0; set < SETS; set++) {
        make(set);
        for (int i = 0; i < N; i++)
            fprintf(to, "%d,%.17g,%.17g,%.17g,%.17g\n", set + 1, y[i], x[0][i], x[1][i], w[i]);
    }
    ck_assert_int_eq(fclose(to), 0);
    snprintf(command, sizeof command, "Rscript tests/accuracy/irls_reference.R '%s' '%s'", in, out);
    ck_assert_int_eq(system(command), 0);
    return csv_read(out);
}

static int compared;

static void compare(const csv_table *csv, int set, const char *what, int index, double got) {
    for (int r = 0; r < csv_rows(csv); r++)
        if (csv_number(csv, r, 0) == set + 1 && strcmp(csv_text(csv, r, 1), what) == 0 &&
            csv_number(csv, r, 2) == index) {
            const double wanted = csv_number(csv, r, 3);
            compared++;
            ck_assert_msg(fabs(got - wanted) <= 1e-9 * fmax(1, fabs(wanted)),
                          "set %d, %s %d: %.17g, and R says %.17g", set + 1, what, index, got,
                          wanted);
        }
}

START_TEST(both_agree_with_r) {
    csv_table *csv = reference();

    if (!csv)
        return;
    compared = 0;
    for (int set = 0; set < SETS; set++) {
        const int logit = set < 2;
        nkt_irls_options options = {.size = sizeof options,
                                    .method =
                                        logit ? NKT_IRLS_METHOD_LOGIT : NKT_IRLS_METHOD_HUBER};
        make(set);
        ck_assert_int_eq(fit(set % 2, NULL, &options), NKT_OK);
        compare(csv, set, "scale", 0, number(NKT_IRLS_SCALE));
        compare(csv, set, "deviance", 0, number(NKT_IRLS_DEVIANCE));
        for (int k = 0; k < P; k++) {
            compare(csv, set, "coefficient", k, item(NKT_IRLS_COEFFICIENT, k));
            compare(csv, set, "se_model", k, item(NKT_IRLS_COEFFICIENT_SE_MODEL, k));
            compare(csv, set, logit ? "hc0" : "se", k, item(NKT_IRLS_COEFFICIENT_SE, k));
        }
        for (int i = 0; i < N; i++) {
            compare(csv, set, "fitted", i, item(NKT_IRLS_ROW_FITTED, i));
            compare(csv, set, "weight", i, item(NKT_IRLS_ROW_WEIGHT, i));
        }
        if (logit) {
            compare(csv, set, "effect1", 0, item(NKT_IRLS_COEFFICIENT_EFFECT, 1));
            compare(csv, set, "effect2", 0, item(NKT_IRLS_COEFFICIENT_EFFECT, 2));
            compare(csv, set, "effect_se1", 0, item(NKT_IRLS_COEFFICIENT_EFFECT_SE, 1));
            compare(csv, set, "effect_se2", 0, item(NKT_IRLS_COEFFICIENT_EFFECT_SE, 2));
            options.robust = NKT_ROBUST_HC1;
            ck_assert_int_eq(fit(set % 2, NULL, &options), NKT_OK);
            for (int k = 0; k < P; k++)
                compare(csv, set, "hc1", k, item(NKT_IRLS_COEFFICIENT_SE, k));
        }
    }
    ck_assert_int_gt(compared, SETS * 2 * N);
    csv_free(csv);
}
END_TEST

/* ---- against their equations ---------------------------------------------------------------------------- */

/* The sum over the rows of a number times term k. */
#define BALANCED(size, k, number_of_row)                                                           \
    do {                                                                                           \
        double sum = 0, absolute = 0;                                                              \
        for (int i = 0; i < N; i++) {                                                              \
            const double part = (number_of_row) * ((k) ? x[(k)-1][i] : 1);                         \
            sum += part;                                                                           \
            absolute += fabs(part);                                                                \
        }                                                                                          \
        ck_assert_double_le(fabs(sum), (size)*absolute);                                           \
    } while (0)

START_TEST(the_logit_solves_its_equations) {
    double residual[N];

    make(_i);
    ck_assert_int_eq(fit(_i, NULL, NULL), NKT_OK);
    ck_assert_double_eq(number(NKT_IRLS_CONVERGED), 1);
    ck_assert_int_eq(nkt_irls_copy(&result, NKT_IRLS_ROW_RESIDUAL, &NKT_TO(residual), NULL),
                     NKT_OK);
    for (int k = 0; k < P; k++)
        BALANCED(1e-12, k, (_i ? w[i] : 1) * residual[i]);
    for (int i = 0; i < N; i++) {
        double eta = item(NKT_IRLS_COEFFICIENT, 0);
        for (int k = 0; k < TERMS; k++)
            eta += item(NKT_IRLS_COEFFICIENT, k + 1) * x[k][i];
        ck_assert_double_eq_tol(y[i] - residual[i], 100 / (1 + exp(-eta)), 1e-10);
    }
    for (int k = 0; k < P; k++) {
        const double b = item(NKT_IRLS_COEFFICIENT, k), se = item(NKT_IRLS_COEFFICIENT_SE, k);
        ck_assert_double_eq_tol(item(NKT_IRLS_COEFFICIENT_Z, k), b / se, 1e-12);
        ck_assert_double_eq_tol(item(NKT_IRLS_COEFFICIENT_P, k), erfc(fabs(b / se) / sqrt(2)),
                                1e-14);
        ck_assert_double_eq_tol(item(NKT_IRLS_COEFFICIENT_UPPER, k) -
                                    item(NKT_IRLS_COEFFICIENT_LOWER, k),
                                2 * 1.95996398454005423552 * se, 1e-12);
    }
}
END_TEST

static int ascending(const void *a, const void *b) {
    const double *p = a, *q = b;
    return (*p > *q) - (*p < *q);
}

START_TEST(hubers_fit_solves_its_equations) {
    nkt_irls_options options = {.size = sizeof options, .method = NKT_IRLS_METHOD_HUBER, .k = 1.2};
    double residual[N], size[N], scale;
    int weighted_down = 0;

    make(2 + _i);
    ck_assert_int_eq(fit(_i, NULL, &options), NKT_OK);
    ck_assert_int_eq(nkt_irls_copy(&result, NKT_IRLS_ROW_RESIDUAL, &NKT_TO(residual), NULL),
                     NKT_OK);
    for (int i = 0; i < N; i++)
        size[i] = fabs(residual[i]) * (_i ? sqrt(w[i]) : 1);
    qsort(size, N, sizeof size[0], ascending);
    scale = (size[N / 2 - 1] + size[N / 2]) / 2 / 0.6745;
    ck_assert_double_eq_tol(number(NKT_IRLS_SCALE), scale, 1e-11 * scale);
    for (int i = 0; i < N; i++) {
        const double u = fabs(residual[i]) * (_i ? sqrt(w[i]) : 1) / scale;
        ck_assert_double_eq_tol(item(NKT_IRLS_ROW_WEIGHT, i), u <= 1.2 ? 1 : 1.2 / u, 1e-9);
        weighted_down += u > 1.2;
    }
    ck_assert_int_gt(weighted_down, 5);
    for (int k = 0; k < P; k++)
        BALANCED(1e-10, k, (_i ? w[i] : 1) * item(NKT_IRLS_ROW_WEIGHT, i) * residual[i]);
    ck_assert_double_nan(number(NKT_IRLS_DEVIANCE));
    ck_assert_double_nan(item(NKT_IRLS_COEFFICIENT_EFFECT, 1));
}
END_TEST

Suite *nkt_suite_irls(void) {
    Suite *suite = suite_create("irls");
    TCase *tcase = tcase_create("irls");
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_set_timeout(tcase, 60);
    tcase_add_test(tcase, both_agree_with_r);
    tcase_add_loop_test(tcase, the_logit_solves_its_equations, 0, 2);
    tcase_add_loop_test(tcase, hubers_fit_solves_its_equations, 0, 2);
    suite_add_tcase(suite, tcase);
    return suite;
}
