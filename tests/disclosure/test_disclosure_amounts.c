/*
 * The rules of amounts against the naive ones, cells of any type, and calls that are refused.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "disclosure/disclosure_help.h"
#include "nyckeltal/classes.h"
#include "nyckeltal/realloc.h"

/* ---- amounts --------------------------------------------------------------------------------- */

enum { ROWS = 400, CELLS = 60 };

static int descending(const void *a, const void *b) {
    const double x = *(const double *)a, y = *(const double *)b;
    return x < y ? 1 : x > y ? -1 : 0;
}

/* The rules as they are written down, for whole amounts. */
static int32_t naive(const double *amounts, const int64_t *cells, int64_t cell,
                     const nkt_disclosure_options *o) {
    double own[ROWS], sum = 0, top = 0;
    int n = 0, contributors = 0;
    int32_t hide = 0;

    for (int r = 0; r < ROWS; r++)
        if (cells[r] == cell) {
            if (isnan(amounts[r]))
                return NKT_HIDE_UNKNOWN;
            own[n++] = amounts[r];
            sum += amounts[r];
            contributors += amounts[r] > 0;
        }
    qsort(own, (size_t)n, sizeof own[0], descending);
    for (int i = 0; i < o->dominance_n && i < n; i++)
        top += own[i];
    if (contributors > 0 && contributors < o->minimum_contributors)
        hide |= NKT_HIDE_CONTRIBUTORS;
    if (100 * top > o->dominance_percent * sum)
        hide |= NKT_HIDE_DOMINANCE;
    if (n > 0 && 100 * (sum - own[0] - (n > 1 ? own[1] : 0)) < o->p_percent * own[0])
        hide |= NKT_HIDE_P_PERCENT;
    return hide;
}

START_TEST(amounts_are_judged_as_by_hand) {
    static double amounts[ROWS];
    static int64_t cells[ROWS];
    int32_t hide[CELLS], seen = 0;
    nkt_memory work = NKT_MEMORY_REALLOC;
    const nkt_column a = NKT_ARRAY(0, amounts), groups = NKT_ARRAY(0, cells);
    const nkt_rows rows = {.groups = &groups, .n_rows = ROWS, .n_groups = CELLS};

    for (int repeat = 0; repeat < 50; repeat++) {
        nkt_disclosure_options o = {.size = sizeof o,
                                    .dominance_percent = 50 + (double)draw(50),
                                    .p_percent = 1 + (double)draw(30),
                                    .minimum_contributors = 1 + (int32_t)draw(5),
                                    .dominance_n = 1 + (int32_t)draw(16)};
        for (int r = 0; r < ROWS; r++) {
            const double power = (double)(1 + draw(1000));
            amounts[r] = draw(10) ? power * power : draw(20) ? 0 : NAN;
            cells[r] = draw(CELLS + 1) - 1;
        }
        ck_assert_int_eq(nkt_disclosure_magnitudes(&a, &rows, &o, &NKT_TO(hide), &work, &error),
                         NKT_OK);
        for (int c = 0; c < CELLS; c++) {
            ck_assert_int_eq(hide[c], naive(amounts, cells, c, &o));
            seen |= hide[c];
        }
    }
    ck_assert_int_eq(seen, 32 + 64 + 128 + 256);
    nkt_memory_free(&work);
}
END_TEST

START_TEST(bounds_of_the_rules_are_kept) {
    /* exactly 85 per cent is not more than that; exactly 10 per cent is not less */
    const double amounts[] = {60, 25, 10, 5, 100, 50, 4, 6, 1e308, 1e308};
    const int64_t cells[] = {0, 0, 0, 0, 1, 1, 1, 1, 2, 2};
    const nkt_column a = NKT_ARRAY(0, amounts), groups = NKT_ARRAY(0, cells);
    const nkt_rows rows = {.groups = &groups, .n_rows = 10, .n_groups = 3};
    int64_t block[24];
    nkt_memory work = {.data = block, .size = sizeof block};
    int32_t hide[3];

    ck_assert_int_eq(nkt_disclosure_magnitudes(&a, &rows, NULL, &NKT_TO(hide), &work, &error),
                     NKT_OK);
    ck_assert_uint_eq(work.needed, sizeof block);
    ck_assert_int_eq(hide[0], 0);
    ck_assert_int_eq(hide[1], NKT_HIDE_DOMINANCE);
    ck_assert_int_eq(hide[2], NKT_HIDE_UNKNOWN);
}
END_TEST

/* ---- rows, groups and where results go ------------------------------------------------------------ */

/* Cells of any integer type; a number that is no cell is bad data of its row. */
START_TEST(cells_of_any_type) {
    const double amounts[] = {10, 10, 10, 10, 10, 1, 7, 7};
    const int8_t narrow[] = {0, 0, 0, 1, 1, -1, 0, 9};
    int32_t of_r[8];
    const int32_t taken[] = {1, 1, 1, 1, 1, 1, 0, 1};
    const nkt_column a = NKT_ARRAY(0, amounts), groups = NKT_ARRAY(0, narrow);
    const nkt_column factor = {.values = of_r, .stride = 4, .type = NKT_INT32_R};
    const nkt_column include = NKT_ARRAY(0, taken);
    nkt_rows rows = {.include = &include, .groups = &groups, .n_rows = 8, .n_groups = 3};
    nkt_disclosure_options o = {.size = sizeof o, .dominance_percent = -1, .p_percent = -1};
    nkt_memory work = NKT_MEMORY_REALLOC;
    int16_t hide[3], again[3];

    for (int i = 0; i < 8; i++)
        of_r[i] = narrow[i] < 0 ? INT32_MIN : narrow[i] + 1;
    ck_assert_int_eq(nkt_disclosure_magnitudes(&a, &rows, &o, &NKT_TO(hide), &work, &error),
                     NKT_ROWS_INVALID);
    ck_assert_str_eq(error.subject, "rows.groups");
    ck_assert_int_eq(error.row, 7);
    ck_assert_int_eq(error.rows_affected, 1);
    ck_assert(hide[0] == 0 && hide[1] == NKT_HIDE_CONTRIBUTORS && hide[2] == 0);
    rows.groups = &factor;
    rows.first_group = 1;
    ck_assert_int_eq(nkt_disclosure_magnitudes(&a, &rows, &o, &NKT_TO(again), &work, &error),
                     NKT_ROWS_INVALID);
    ck_assert_mem_eq(hide, again, sizeof hide);
    /* without groups there is one cell */
    ck_assert_int_eq(
        nkt_disclosure_magnitudes(&a, ROWS_OF(2), &o, &NKT_TO_N(again, 1), &work, &error), NKT_OK);
    ck_assert_int_eq(again[0], NKT_HIDE_CONTRIBUTORS);
    nkt_memory_free(&work);
}
END_TEST

/* ---- refusals -------------------------------------------------------------------------------- */

static int32_t cannot_grow(nkt_memory *memory, size_t needed) {
    (void)memory;
    (void)needed;
    return 0;
}

START_TEST(amounts_are_checked) {
    const double one[] = {5};
    const int64_t cells[] = {0};
    const nkt_column a = NKT_ARRAY_N(0, one, 0), groups = NKT_ARRAY_N(0, cells, 0);
    nkt_rows rows = {.groups = &groups, .n_rows = 1, .n_groups = 1};
    int64_t block[4];
    int32_t hide[1] = {4711};
    const nkt_target to = NKT_TO(hide), far = {.values = hide, .type = NKT_INT32};
    nkt_memory work = {.data = block, .size = sizeof block}, none = {0};
    nkt_memory odd = {.data = (char *)block + 1, .size = 32}, little = {.data = block, .size = 31};
    nkt_memory growing = NKT_MEMORY_REALLOC, stuck = {.grow = cannot_grow};

#define AMOUNTS(a_, r_, to_, w_) nkt_disclosure_magnitudes(a_, r_, NULL, to_, w_, &error)
    refused(AMOUNTS(NULL, &rows, &to, &work), NKT_E_NULL, 1, NULL);
    refused(AMOUNTS(&a, NULL, &to, &work), NKT_E_NULL, 2, NULL);
    rows.n_rows = -1;
    refused(AMOUNTS(&a, &rows, &to, &work), NKT_E_COUNT, 2, "rows.n_rows: -1 is negative");
    rows.n_rows = INT64_MAX;
    refused(AMOUNTS(&a, &rows, &far, &work), NKT_E_SIZE, 5, NULL);
    rows.n_rows = 1;
    rows.n_groups = -1;
    refused(AMOUNTS(&a, &rows, &to, &work), NKT_E_COUNT, 2, "rows.n_groups: -1 is negative");
    rows.n_groups = 1;
    refused(AMOUNTS(&a, &rows, NULL, &work), NKT_E_NULL, 4, NULL);
    refused(AMOUNTS(&a, &rows, &to, NULL), NKT_E_NULL, 5, NULL);
    refused(AMOUNTS(&a, &rows, &to, &odd), NKT_E_ALIGNMENT, 5, NULL);
    refused(AMOUNTS(&a, &rows, &to, &little), NKT_E_CAPACITY, 5, NULL);
    ck_assert_uint_eq(little.needed, 32);
    refused(AMOUNTS(&a, &rows, &to, &none), NKT_E_CAPACITY, 5, NULL);
    ck_assert_uint_eq(none.needed, 32);
    refused(AMOUNTS(&a, &rows, &to, &stuck), NKT_E_CAPACITY, 5, NULL);
    ck_assert_int_eq(error.reason, NKT_REASON_NOT_GROWN);
    ck_assert_int_eq(hide[0], 4711);
    none.data = block;
    none.size = none.needed;
    refused(AMOUNTS(&a, &rows, &to, &none), NKT_OK, 0, NULL);
    ck_assert_int_ne(hide[0], 4711);
    hide[0] = 4711;
    refused(AMOUNTS(&a, &rows, &to, &growing), NKT_OK, 0, NULL);
    ck_assert_int_ne(hide[0], 4711);
    nkt_memory_free(&growing);
}
END_TEST

Suite *nkt_suite_disclosure_amounts(void) {
    Suite *suite = suite_create("disclosure_amounts");
    TCase *tcase = tcase_create("disclosure_amounts");
    tcase_add_test(tcase, amounts_are_judged_as_by_hand);
    tcase_add_test(tcase, bounds_of_the_rules_are_kept);
    tcase_add_test(tcase, cells_of_any_type);
    tcase_add_test(tcase, amounts_are_checked);
    suite_add_tcase(suite, tcase);
    return suite;
}
