/*
 * nkt_compute against a naive reference on random rows with every kind of missing, and its
 * layouts. Its rules one by one are in test_compute_rules.c, bad calls in test_compute_bad.c.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <check.h>
#include <math.h>
#include <string.h>

#include "catalogue/counts.h"
#include "figures/views.h"

enum { N_ROWS = 301 };

static uint64_t seed = 20170301;

static double uniform(void) {
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return (double)(seed >> 11) / 9007199254740992.0;
}

/* All inputs by position in the catalogue, with reasons of their own. */
static double values[N_INPUTS][N_ROWS];
static int32_t reasons[N_INPUTS][N_ROWS];
static nkt_column columns[N_INPUTS];
static nkt_estimate estimates[N_ROWS][N_FIGURES];

static int input_position(int32_t id) {
    for (int i = 0; i < N_INPUTS; i++)
        if (nkt_input_at(i)->id == id)
            return i;
    ck_abort_msg("no input %d", id);
}

/* Counts from nobody to a million; one cell in twenty is none of some kind, or bad. */
static void make_rows(int with_bad) {
    for (int i = 0; i < N_INPUTS; i++) {
        for (int r = 0; r < N_ROWS; r++) {
            double kind = uniform();
            values[i][r] = floor(exp(uniform() * 14) - 1);
            reasons[i][r] = NKT_STATE_VALUE;
            if (kind < 0.01)
                values[i][r] = NAN;
            else if (kind < 0.04)
                reasons[i][r] = (int32_t)(1 + (int)(uniform() * 5));
            else if (with_bad && kind < 0.05)
                values[i][r] = uniform() < 0.5 ? -1 - floor(uniform() * 9) : INFINITY;
        }
        columns[i] = (nkt_column){.values = values[i],
                                  .stride = sizeof(double),
                                  .reasons = reasons[i],
                                  .reasons_stride = sizeof(int32_t),
                                  .type = NKT_FLOAT64,
                                  .id = nkt_input_at(i)->id};
    }
}

/* ---- the naive reference: one figure of one row, in the plainest words ------------------------ */

typedef struct naive {
    double value;
    int state;
} naive;

static naive input(int32_t id, int r) {
    int i = input_position(id);
    double v = values[i][r];
    if (reasons[i][r])
        return (naive){NAN, reasons[i][r]};
    if (isnan(v))
        return (naive){NAN, NKT_STATE_MISSING};
    if (isinf(v) || v < 0)
        return (naive){NAN, NKT_STATE_INVALID};
    return (naive){v, NKT_STATE_VALUE};
}

static int worst(int a, int b) {
    static const int order[] = {NKT_STATE_SECRET, NKT_STATE_NOT_APPLICABLE, NKT_STATE_INVALID,
                                NKT_STATE_MISSING, NKT_STATE_NO_DENOMINATOR};
    for (int i = 0; i < 5; i++)
        if (a == order[i] || b == order[i])
            return order[i];
    return NKT_STATE_VALUE;
}

static naive numerator(const nkt_indicator *f, int r) {
    naive sum = input(f->numerator[0], r);
    if (f->numerator_whole && input(f->numerator_whole, r).state == NKT_STATE_VALUE)
        return input(f->numerator_whole, r);
    if (f->numerator[1]) {
        naive other = input(f->numerator[1], r);
        sum.state = worst(sum.state, other.state);
        sum.value += other.value;
    }
    return sum;
}

static naive figure(const nkt_indicator *f, int r) {
    naive a, b, result;
    double scale = f->unit == NKT_UNIT_PER_CENT ? 100 : f->unit == NKT_UNIT_PER_1000 ? 1000 : 1;

    if (f->kind == NKT_KIND_MODEL)
        return (naive){NAN, NKT_STATE_MISSING}; /* no such column among these */
    if (f->kind == NKT_KIND_BALANCE || f->kind == NKT_KIND_DIFFERENCE) {
        a = figure(nkt_indicator_by_id(f->numerator[0]), r);
        b = figure(nkt_indicator_by_id(f->denominator), r);
        scale = 1;
    } else {
        a = numerator(f, r);
        b = f->denominator ? input(f->denominator, r) : (naive){1, NKT_STATE_VALUE};
    }
    result.state = worst(a.state, b.state);
    if (result.state == NKT_STATE_VALUE && b.value == 0)
        result.state = NKT_STATE_NO_DENOMINATOR;
    result.value = f->kind == NKT_KIND_DIFFERENCE ? a.value - b.value : scale * a.value / b.value;
    return result;
}

/* ------------------------------------------------------------------------------------------------ */

static nkt_status compute_all(nkt_error *error) {
    int32_t ids[N_FIGURES];
    int64_t n;

    ck_assert_int_eq(nkt_area_figures(0, ids, N_FIGURES, &n, NULL), NKT_OK);
    return nkt_compute(TABLE(columns, N_INPUTS, N_ROWS), ids, n, NULL,
                       &NKT_ESTIMATES_ROWS(estimates), error);
}

static void check_figure(const nkt_estimate *e, const nkt_indicator *f, int r) {
    naive expected = figure(f, r);

    ck_assert_msg(e->state == expected.state, "%s row %d: state %s, expected %s", f->name, r,
                  nkt_code_name("state", e->state), nkt_code_name("state", expected.state));
    if (e->state != NKT_STATE_VALUE) {
        ck_assert(isnan(e->value) && isnan(e->lower) && isnan(e->upper));
        return;
    }
    ck_assert_msg(fabs(e->value - expected.value) <= 1e-14 * fabs(expected.value),
                  "%s row %d: %.17g, expected %.17g", f->name, r, e->value, expected.value);
    if (!f->process) {
        ck_assert(isnan(e->lower) && isnan(e->upper));
    } else if (f->kind == NKT_KIND_SHARE) {
        nkt_estimate scalar;
        nkt_share(numerator(f, r).value, input(f->denominator, r).value, NULL, &scalar, NULL);
        ck_assert_mem_eq(e, &scalar, sizeof scalar); /* bit for bit, in a block as alone */
    } else if (f->kind == NKT_KIND_BALANCE) {
        const nkt_indicator *p = nkt_indicator_by_id(f->numerator[0]);
        const nkt_indicator *q = nkt_indicator_by_id(f->denominator);
        nkt_estimate scalar;
        nkt_balance(input(p->numerator[0], r).value, input(p->denominator, r).value,
                    input(q->numerator[0], r).value, input(q->denominator, r).value, NULL, &scalar,
                    NULL);
        ck_assert_mem_eq(e, &scalar, sizeof scalar);
    } else {
        nkt_estimate scalar; /* the dependency ratio */
        ck_assert_int_eq(f->id, NKT_DEPENDENCY_RATIO);
        nkt_odds(numerator(f, r).value, input(f->denominator, r).value, NULL, &scalar, NULL);
        ck_assert_double_eq(e->lower, scalar.lower);
        ck_assert_double_eq(e->upper, scalar.upper);
    }
}

START_TEST(whole_catalogue_agrees_with_the_naive_reference) {
    nkt_error error;
    make_rows(0);
    ck_assert_int_eq(compute_all(&error),
                     NKT_ROWS_INVALID); /* the reason INVALID is among the kinds */
    for (int r = 0; r < N_ROWS; r++)
        for (int f = 0; f < N_FIGURES; f++)
            check_figure(&estimates[r][f], nkt_indicator_at(f), r);
}
END_TEST

START_TEST(bad_cells_spoil_their_rows_only) {
    nkt_error error;
    int bad_rows = 0, first_row = -1, first_input = -1;

    make_rows(1);
    ck_assert_int_eq(compute_all(&error), NKT_ROWS_INVALID);
    for (int r = 0; r < N_ROWS; r++) {
        int bad = -1;
        for (int f = 0; f < N_FIGURES; f++)
            check_figure(&estimates[r][f], nkt_indicator_at(f), r);
        for (int i = 0; i < N_INPUTS && bad < 0; i++)
            if (input(nkt_input_at(i)->id, r).state == NKT_STATE_INVALID)
                bad = i;
        bad_rows += bad >= 0;
        if (bad >= 0 && first_row < 0) {
            first_row = r;
            first_input = bad;
        }
    }
    ck_assert_int_eq(error.status, NKT_ROWS_INVALID);
    ck_assert_int_eq(error.argument, 1);
    ck_assert_int_eq(error.row, first_row);
    ck_assert_int_eq(error.item, first_input);
    ck_assert_int_eq(error.id, columns[first_input].id);
    ck_assert_int_eq(error.rows_affected, bad_rows);
    ck_assert_ptr_nonnull(strstr(error.message, nkt_input_at(first_input)->name));
}
END_TEST

START_TEST(layouts_and_orders_give_the_same) {
    static nkt_estimate by_figure[N_FIGURES][N_ROWS], backwards[N_ROWS][N_FIGURES];
    static char unaligned[sizeof estimates + 1];
    static nkt_column shuffled[N_INPUTS];
    int32_t ids[N_FIGURES], reversed[N_FIGURES];
    int64_t n;

    make_rows(0);
    nkt_area_figures(0, ids, N_FIGURES, &n, NULL);
    for (int i = 0; i < N_FIGURES; i++)
        reversed[i] = ids[N_FIGURES - 1 - i];
    for (int i = 0; i < N_INPUTS; i++)
        shuffled[i] = columns[(i * 31) % N_INPUTS];
    nkt_compute(TABLE(columns, N_INPUTS, N_ROWS), ids, n, NULL,
                AT(&estimates[0][0], sizeof estimates[0], sizeof(nkt_estimate)), NULL);
    nkt_compute(TABLE(shuffled, N_INPUTS, N_ROWS), ids, n, NULL,
                AT(&by_figure[0][0], sizeof(nkt_estimate), sizeof by_figure[0]), NULL);
    nkt_compute(TABLE(columns, N_INPUTS, N_ROWS), reversed, n, NULL,
                AT(&backwards[N_ROWS - 1][N_FIGURES - 1], -(int64_t)sizeof backwards[0],
                   -(int64_t)sizeof(nkt_estimate)),
                NULL);
    nkt_compute(
        TABLE(columns, N_INPUTS, N_ROWS), ids, n, NULL,
        AT((nkt_estimate *)(void *)(unaligned + 1), sizeof estimates[0], sizeof(nkt_estimate)),
        NULL);
    ck_assert_mem_eq(unaligned + 1, estimates, sizeof estimates);
    for (int r = 0; r < N_ROWS; r++)
        for (int f = 0; f < N_FIGURES; f++) {
            ck_assert_mem_eq(&by_figure[f][r], &estimates[r][f], sizeof(nkt_estimate));
            ck_assert_mem_eq(&backwards[N_ROWS - 1 - r][f], &estimates[r][f], sizeof(nkt_estimate));
        }
}
END_TEST

START_TEST(estimates_land_in_the_callers_structs) {
    struct municipality {
        char code[5];
        double asylum;
        int32_t pop_last_year;
        nkt_estimate per_1000;
    } rows[3] = {{"0114", 30, 1000, {.value = 0}},
                 {"0115", 7, 0, {.value = 0}},
                 {"0117", NAN, 1000, {.value = 0}}};
    const nkt_column in[] = {
        NKT_FIELD(NKT_IN_ASYLUM_SEEKERS, rows, asylum),
        NKT_FIELD(NKT_IN_POPULATION_PREVIOUS_YEAR, rows, pop_last_year),
    };
    const int32_t id = NKT_ASYLUM_SEEKERS_PER_1000;
    nkt_error error;

    ck_assert_int_eq(
        nkt_compute(TABLE(in, 2, 3), &id, 1, NULL, &NKT_ESTIMATES_FIELD(rows, per_1000), &error),
        NKT_OK);
    ck_assert_double_eq(rows[0].per_1000.value, 30);
    ck_assert_double_nan(rows[0].per_1000.lower); /* allotted: no process */
    ck_assert_double_eq(rows[0].per_1000.basis, 1000);
    ck_assert_int_eq(rows[1].per_1000.state, NKT_STATE_NO_DENOMINATOR);
    ck_assert_int_eq(rows[2].per_1000.state, NKT_STATE_MISSING);
    ck_assert_str_eq(rows[2].code, "0117");
}
END_TEST

Suite *nkt_suite_compute(void) {
    Suite *suite = suite_create("compute");
    TCase *tcase = tcase_create("compute");
    tcase_add_test(tcase, whole_catalogue_agrees_with_the_naive_reference);
    tcase_add_test(tcase, bad_cells_spoil_their_rows_only);
    tcase_add_test(tcase, layouts_and_orders_give_the_same);
    tcase_add_test(tcase, estimates_land_in_the_callers_structs);
    suite_add_tcase(suite, tcase);
    return suite;
}
