/*
 * Cells chosen so that amounts stay as uncertain as they need: before a judge that tries every table,
 * the same times a large number, and a table of costs from who they were paid for.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <stdlib.h>

#include "disclosure/amounts_help.h"
#include "nyckeltal/disclosure.h"
#include "nyckeltal/realloc.h"

static int32_t primary[TABLE_CELLS];
static int64_t not_safe;

static void choose(int64_t factor) {
    static int64_t counts[TABLE_CELLS], most[TABLE_CELLS], up[TABLE_CELLS], down[TABLE_CELLS];
    const nkt_column c = table_column(counts), m = table_column(most), hide = table_states(primary);
    const nkt_column a = table_column(up), b = table_column(down);
    const nkt_cells cells = {.counts = &c,
                             .hidden = &hide,
                             .most = &m,
                             .need_above = &a,
                             .need_below = &b,
                             .relations = &t.relations,
                             .n_cells = t.n_cells};

    for (int64_t i = 0; i < t.n_cells; i++) {
        counts[i] = t.count[i] * factor;
        most[i] = t.most[i] * factor;
        up[i] = above[i] * factor;
        down[i] = below[i] * factor;
    }
    ck_assert_int_eq(
        nkt_suppression_choose(&cells, NULL, &NKT_TO(states), found, 0, &not_safe, &work, &error),
        NKT_OK);
}

static void make(int kind) {
    if (kind == 0)
        table_cube(&t, 2 + table_draw(2), 2 + table_draw(2), 0, 3 + table_draw(9));
    else if (kind == 1)
        table_regions(&t, 1 + table_draw(2), 1 + table_draw(2), 3 + table_draw(9));
    else
        table_cube(&t, 2, 2, 2, 2 + table_draw(4));
    for (int64_t c = 0; c < t.n_cells; c++) {
        t.most[c] = t.count[c] + 5;
        primary[c] = t.count[c] > 0 && table_draw(7) == 0;
        above[c] = primary[c] ? table_draw(4) : 0;
        below[c] = primary[c] ? table_draw(t.count[c] < 3 ? t.count[c] + 1 : 4) : 0;
    }
}

static int all_are_wide_enough(const int32_t *pattern) {
    for (int64_t c = 0; c < t.n_cells; c++)
        if (pattern[c] && !is_wide_enough(c, pattern, 1))
            return 0;
    return 1;
}

/* Safe by the judge, and given up only where hiding everything would not have done either. */
START_TEST(what_is_hidden_is_enough) {
    static const int64_t factors[] = {1, 1000003, INT64_C(1) << 32};
    int64_t judged = 0, kept = 0, beyond_width = 0, given_up = 0;

    table_seed = (uint64_t)_i + 1;
    for (int repeat = 0; repeat < 900; repeat++) {
        int32_t everything[TABLE_CELLS];
        int possible;
        make(_i);
        for (int64_t c = 0; c < t.n_cells; c++)
            everything[c] = primary[c] ? NKT_CELL_PRIMARY : NKT_CELL_SECONDARY;
        for (int f = 0; f < 3; f++) {
            choose(factors[f]);
            if (not_safe > 0) {
                /* of amounts the tables between those of the judge are possible too */
                possible = judge_all(&j, &t, everything) && all_are_wide_enough(everything);
                given_up += possible;
                continue;
            }
            if (!judge_all(&j, &t, states))
                continue;
            judged++;
            kept += all_are_wide_enough(states);
            for (int64_t c = 0; c < t.n_cells; c++)
                beyond_width += primary[c] && above[c] + below[c] > 1;
        }
    }
    if (getenv("NKT_TELL"))
        printf("kind %d: %d judged, %d kept, %d given up\n", _i, (int)judged, (int)kept,
               (int)given_up);
    ck_assert_int_gt(judged, 1500);
    ck_assert_int_gt(beyond_width, 1000);
    ck_assert_int_eq(given_up, 0);
    if (_i < 2) /* in three dimensions the judge sees fewer tables than there are of amounts */
        ck_assert_int_eq(kept, judged);
}
END_TEST

/* ---- from contributions ----------------------------------------------------------------------- */

/*
 * Costs in kronor by municipality (4) and purpose (3), paid to many; the p % rule finds the cells, the
 * levels say how uncertain they must stay, and the audit's upper bound, less what the second largest
 * knows of himself, overestimates the largest by p per cent. Without levels it does not.
 */
START_TEST(the_second_largest_cannot_estimate_the_largest) {
    enum { ROWS = 4, COLUMNS = 3, CELLS = 20, EACH = 6, MOST = CELLS * EACH * 4 };
    static double amounts[MOST], levels[CELLS], counts[CELLS];
    static int64_t cell_of[MOST];
    const nkt_disclosure_options rule = {
        .size = sizeof rule, .p_percent = 20, .dominance_percent = -1, .minimum_contributors = -1};
    const nkt_column a = NKT_ARRAY(0, amounts), groups = NKT_ARRAY(0, cell_of);
    const nkt_column c = NKT_ARRAY(0, counts), need = NKT_ARRAY(0, levels);
    const nkt_column hide = NKT_ARRAY_N(0, primary, CELLS);
    nkt_memory room = NKT_MEMORY_REALLOC;
    int too_close_without = 0, sensitive = 0;

    table_seed = 5;
    for (int repeat = 0; repeat < 100; repeat++) {
        double largest[CELLS] = {0}, second[CELLS] = {0};
        int64_t n = 0;
        memset(counts, 0, sizeof counts);
        table_cube(&t, COLUMNS, ROWS, 0, 2);
        for (int64_t i = 0; i < CELLS; i++) {
            const int64_t row = i / (COLUMNS + 1), column = i % (COLUMNS + 1);
            const int64_t into[] = {i, i - column, column, 0}; /* the cell, and three margins */
            if (row == 0 || column == 0)
                continue;
            for (int k = 0; k < EACH; k++) {
                const double root = (double)(1 + table_draw(60000));
                const double amount = table_draw(3) ? root : root * root;
                for (int m = 0; m < 4; m++, n++) {
                    const int64_t to = into[m];
                    amounts[n] = amount;
                    cell_of[n] = to;
                    counts[to] += amount;
                    second[to] = fmax(second[to], fmin(largest[to], amount));
                    largest[to] = fmax(largest[to], amount);
                }
            }
        }
        const nkt_rows rows = {.groups = &groups, .n_rows = n, .n_groups = CELLS};
        ck_assert_int_eq(
            nkt_disclosure_magnitudes(&a, &rows, &rule, &NKT_TO_N(primary, CELLS), &room, &error),
            NKT_OK);
        ck_assert_int_eq(nkt_disclosure_levels(&a, &rows, &rule, &NKT_TO(levels), &room, &error),
                         NKT_OK);
        for (int with = 0; with < 2; with++) {
            const nkt_cells cells = {.counts = &c,
                                     .hidden = &hide,
                                     .need_above = with ? &need : NULL,
                                     .need_below = with ? &need : NULL,
                                     .relations = &t.relations,
                                     .n_cells = CELLS};
            ck_assert_int_eq(nkt_suppression_choose(&cells, NULL, &NKT_TO_N(states, CELLS), found,
                                                    0, &not_safe, &room, &error),
                             NKT_OK);
            for (int i = 0; i < CELLS; i++) {
                if (!primary[i])
                    continue;
                const double estimate = found[i].upper - second[i];
                sensitive += with;
                if (!with)
                    too_close_without += estimate < 1.2 * largest[i];
                else if (found[i].verdict == NKT_FEASIBLE_SAFE)
                    ck_assert_double_ge(estimate, 1.2 * largest[i]);
            }
            ck_assert_int_eq(not_safe, 0);
        }
    }
    ck_assert_int_gt(sensitive, 100);
    ck_assert_int_gt(too_close_without, 0);
    nkt_memory_free(&room);
}
END_TEST

Suite *nkt_suite_amounts_choose(void) {
    Suite *suite = suite_create("amounts_choose");
    TCase *tcase = tcase_create("amounts_choose");
    tcase_set_timeout(tcase, 300);
    tcase_add_loop_test(tcase, what_is_hidden_is_enough, 0, 3);
    tcase_add_test(tcase, the_second_largest_cannot_estimate_the_largest);
    suite_add_tcase(suite, tcase);
    return suite;
}
