/*
 * The cells chosen to be hidden, before a judge that tries every table; their loss beside the least
 * possible; rolling windows.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <check.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "disclosure/suppression_tables.h"

static nkt_error error;
static table t;
static judge j;
static int32_t primary[TABLE_CELLS], states[TABLE_CELLS];
static nkt_feasible found[TABLE_CELLS];
static int64_t block[400000], not_safe;
static nkt_memory work = {.data = block, .size = sizeof block};

static nkt_status choose(double width, int32_t effort) {
    const nkt_column counts = table_column(t.count), most = table_column(t.most);
    const nkt_column hide = table_states(primary);
    const nkt_cells cells = {.counts = &counts,
                             .hidden = &hide,
                             .most = &most,
                             .relations = &t.relations,
                             .n_cells = t.n_cells};
    const nkt_suppression_options o = {.size = sizeof o, .effort = effort, .width = width};

    return nkt_suppression_choose(&cells, &o, &NKT_TO(states), found, 0, &not_safe, &work, &error);
}

static void make(int kind) {
    switch (kind) {
    case 0:
        table_cube(&t, 2 + table_draw(2), 2 + table_draw(2), 0, 2 + table_draw(9));
        break;
    case 1:
        table_cube(&t, 2, 2, 2, 2 + table_draw(4));
        break;
    case 2:
        table_regions(&t, 1 + table_draw(2), 1 + table_draw(3), 2 + table_draw(9));
        break;
    case 3:
        table_any(&t, 4 + table_draw(4), 1 + table_draw(3), 2 + table_draw(5));
        break;
    default: /* many moves by fractions */
        table_any(&t, 6 + table_draw(3), 4 + table_draw(3), 3 + table_draw(4));
    }
    for (int64_t c = 0; c < t.n_cells; c++) {
        t.most[c] = t.count[c] + 4;
        /* the rule: fewer than 3, but some; not all of them, so that there are others to hide */
        primary[c] = t.count[c] > 0 && t.count[c] < 3 && table_draw(4) == 0;
    }
}

/* What the judge makes of a pattern: whether all cells are as uncertain as wanted. */
static int is_protected(const int32_t *pattern, double width) {
    for (int64_t c = 0; c < t.n_cells; c++)
        if (pattern[c] &&
            (double)(j.high[c] - j.low[c]) < (pattern[c] == NKT_CELL_PRIMARY ? width : 1))
            return 0;
    return 1;
}

START_TEST(no_hidden_cell_is_recovered) {
    int64_t judged = 0, protectable = 0, given_up = 0, secondary = 0;

    table_seed = (uint64_t)_i + 1;
    for (int repeat = 0; repeat < 1200; repeat++) {
        const double width = (double)(1 + table_draw(3));
        make(_i);
        ck_assert_int_eq(choose(width, NKT_EFFORT_SOLVE), NKT_OK);
        for (int64_t c = 0; c < t.n_cells; c++) {
            ck_assert_int_eq(states[c] == NKT_CELL_PRIMARY, primary[c]);
            secondary += states[c] == NKT_CELL_SECONDARY;
        }
        if (!judge_all(&j, &t, states))
            continue;
        judged++;
        for (int64_t c = 0; c < t.n_cells; c++) {
            const double needed = states[c] == NKT_CELL_PRIMARY ? width : 1;
            if (!states[c])
                continue;
            ck_assert(found[c].lower <= (double)j.low[c] && (double)j.high[c] <= found[c].upper);
            if (found[c].exact)
                ck_assert(found[c].lower == (double)j.low[c] &&
                          found[c].upper == (double)j.high[c]);
            if (found[c].verdict == NKT_FEASIBLE_SAFE)
                ck_assert((double)(j.high[c] - j.low[c]) >= needed);
        }
        if (not_safe == 0) {
            protectable++;
            ck_assert(is_protected(states, width));
            continue;
        }
        /* only where hiding everything would not have done either */
        for (int64_t c = 0; c < t.n_cells; c++)
            states[c] = primary[c] ? NKT_CELL_PRIMARY : NKT_CELL_SECONDARY;
        given_up += judge_all(&j, &t, states) && is_protected(states, width);
    }
    if (getenv("NKT_TELL"))
        printf("kind %d: %d judged, %d protected, %d secondary, %d given up\n", _i, (int)judged,
               (int)protectable, (int)secondary, (int)given_up);
    ck_assert_int_gt(judged, 900);
    ck_assert_int_gt(protectable, _i >= 3 ? 400 : 800);
    ck_assert_int_gt(secondary, 500);
    ck_assert_int_le(given_up, 0);
}
END_TEST

/* Every pattern of small tables is tried for the one with the least loss. */
START_TEST(the_loss_is_nearly_the_least) {
    int64_t lost = 0, least_lost = 0, tables = 0;

    table_seed = 77;
    for (int repeat = 0; repeat < 60; repeat++) {
        int64_t own = 0, least = INT64_MAX;
        int32_t pattern[TABLE_CELLS];
        table_cube(&t, 2, 2 + repeat % 2, 0, 9);
        for (int64_t c = 0; c < t.n_cells; c++) {
            t.most[c] = t.count[c] + 3;
            primary[c] = t.count[c] > 0 && t.count[c] < 4;
        }
        ck_assert_int_eq(choose(2, NKT_EFFORT_SOLVE), NKT_OK);
        if (not_safe)
            continue;
        for (int64_t c = 0; c < t.n_cells; c++)
            own += states[c] == NKT_CELL_SECONDARY ? t.count[c] + 1 : 0;
        for (int64_t set = 0; set < INT64_C(1) << t.n_cells; set++) {
            int64_t loss = 0;
            int fits = 1;
            for (int64_t c = 0; c < t.n_cells; c++) {
                pattern[c] = primary[c] ? NKT_CELL_PRIMARY : set >> c & 1 ? NKT_CELL_SECONDARY : 0;
                fits &= !(primary[c] && set >> c & 1);
                loss += pattern[c] == NKT_CELL_SECONDARY ? t.count[c] + 1 : 0;
            }
            if (fits && loss < least && judge_all(&j, &t, pattern) && is_protected(pattern, 2))
                least = loss;
        }
        ck_assert_int_le(least, own);
        lost += own;
        least_lost += least;
        tables++;
    }
    if (getenv("NKT_TELL"))
        printf("%d tables: %d lost, %d the least\n", (int)tables, (int)lost, (int)least_lost);
    ck_assert_int_gt(tables, 40);
    ck_assert(100 * lost <= 115 * least_lost);
}
END_TEST

/* Where nothing is solved, nothing is called safe that is not, and hidden cells are in company. */
START_TEST(without_solving) {
    int64_t hidden = 0, company = 0;

    table_seed = (uint64_t)_i + 50;
    for (int repeat = 0; repeat < 300; repeat++) {
        make(_i);
        ck_assert_int_eq(choose(1, NKT_EFFORT_BOUNDS), NKT_OK);
        if (!judge_all(&j, &t, states))
            continue;
        for (int64_t c = 0; c < t.n_cells; c++)
            if (states[c]) {
                hidden++;
                company += j.high[c] > j.low[c];
                if (found[c].verdict == NKT_FEASIBLE_SAFE)
                    ck_assert_int_gt(j.high[c], j.low[c]);
            }
    }
    ck_assert_int_gt(hidden, 300);
    ck_assert_int_gt(10 * company, 5 * hidden);
}
END_TEST

/* ---- rolling windows ------------------------------------------------------------------------- */

enum { YEARS = 8 };

/* Cells 0 ... 7 are years, 8 ... 13 the windows of three years that end in years 2 ... 7. */
static void make_windows(const int64_t *years) {
    int64_t year_cells[YEARS], window_cells[YEARS];
    const nkt_column of_years = table_column(year_cells), of_windows = table_column(window_cells);
    nkt_memory room = {.data = t.block, .size = sizeof t.block};

    memset(&t, 0, sizeof t);
    memset(primary, 0, sizeof primary);
    t.n_cells = YEARS + YEARS - 2;
    for (int64_t y = 0; y < YEARS; y++) {
        year_cells[y] = y;
        window_cells[y] = y < 2 ? -1 : YEARS - 2 + y;
        t.count[y] = years[y];
        if (y >= 2)
            t.count[YEARS - 2 + y] = years[y - 2] + years[y - 1] + years[y];
    }
    for (int64_t c = 0; c < t.n_cells; c++)
        t.most[c] = 20;
    ck_assert_int_eq(
        nkt_suppression_windows(&t.relations, &of_years, &of_windows, YEARS, 3, &room, &error),
        NKT_OK);
    ck_assert_int_eq(t.relations.n_relations, YEARS - 2);
}

/* The windows grow by 5 and shrink to nothing: that is all in one year. */
START_TEST(windows_give_back_a_single_year) {
    static const int64_t years[YEARS] = {0, 0, 0, 5, 0, 0, 0, 4};
    const nkt_column counts = table_column(t.count), hidden = table_states(states);
    const nkt_cells cells = {.counts = &counts,
                             .hidden = &hidden,
                             .relations = &t.relations,
                             .n_cells = YEARS + YEARS - 2};

    make_windows(years);
    memset(states, 0, sizeof states);
    for (int y = 0; y < YEARS; y++)
        states[y] = NKT_CELL_PRIMARY; /* single years are never published */
    ck_assert_int_eq(nkt_suppression_audit(&cells, NULL, found, 0, &work, &error), NKT_OK);
    for (int y = 0; y < YEARS; y++) {
        ck_assert_int_eq(found[y].verdict, NKT_FEASIBLE_DISCLOSED);
        ck_assert_double_eq(found[y].upper, (double)years[y]);
    }
}
END_TEST

START_TEST(windows_give_back_no_year_after_choosing) {
    int64_t judged = 0, hidden_windows = 0, disclosed_before = 0, shown_windows = 0;

    table_seed = 11;
    for (int repeat = 0; repeat < 400; repeat++) {
        const double width = (double)(1 + repeat % 3);
        int64_t years[YEARS];
        for (int y = 0; y < YEARS; y++)
            years[y] = table_draw(2) ? table_draw(7) : 0;
        make_windows(years);
        for (int y = 0; y < YEARS; y++)
            primary[y] = NKT_CELL_PRIMARY;
        ck_assert(judge_all(&j, &t, primary));
        disclosed_before += !is_protected(primary, width);
        ck_assert_int_eq(choose(width, NKT_EFFORT_SOLVE), NKT_OK);
        ck_assert_int_eq(not_safe, 0);
        for (int64_t c = YEARS; c < t.n_cells; c++) {
            hidden_windows += states[c] != 0;
            shown_windows += states[c] == 0;
            /* once more with less room, so that the judge can try all numbers */
            t.most[c] = t.count[c] + 3;
        }
        for (int y = 0; y < YEARS; y++)
            t.most[y] = t.count[y] + 3;
        ck_assert_int_eq(choose(width, NKT_EFFORT_SOLVE), NKT_OK);
        if (not_safe == 0 && judge_all(&j, &t, states)) {
            ck_assert(is_protected(states, width));
            judged++;
        }
    }
    if (getenv("NKT_TELL"))
        printf("windows: %d of 400 disclosed before, %d hidden, %d shown\n", (int)disclosed_before,
               (int)hidden_windows, (int)shown_windows);
    ck_assert_int_gt(judged, 350);
    ck_assert_int_gt(disclosed_before, 100);
    ck_assert_int_gt(shown_windows, hidden_windows);
}
END_TEST

Suite *nkt_suite_suppression_choose(void) {
    Suite *suite = suite_create("suppression_choose");
    TCase *tcase = tcase_create("suppression_choose");
    tcase_set_timeout(tcase, 600);
    tcase_add_loop_test(tcase, no_hidden_cell_is_recovered, 0, 5);
    tcase_add_test(tcase, the_loss_is_nearly_the_least);
    tcase_add_loop_test(tcase, without_solving, 0, 4);
    tcase_add_test(tcase, windows_give_back_a_single_year);
    tcase_add_test(tcase, windows_give_back_no_year_after_choosing);
    suite_add_tcase(suite, tcase);
    return suite;
}
