/*
 * Two cells of a single contributor each in one row: safe before everybody else, open to each other. How
 * that is seen, what either of them sees, and how their sum is protected as a cell of its own.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <check.h>
#include <math.h>
#include <string.h>

#include "nyckeltal/realloc.h"
#include "nyckeltal/suppression.h"

/*
 * Rows and columns with totals, 4 x 4, and cell 16: the sum of the two singletons, cells 5 and 6.
 *
 *     400 |  80 120 200          0 |  1  2  3
 *     150 |  50  60  40          4 | [5][6] 7
 *      90 |  10  30  50          8 |  9 10 11
 *     160 |  20  30 110         12 | 13 14 15
 */
enum { CELLS = 17, FIRST = 5, SECOND = 6, BOTH = 16 };

static const double counts[CELLS] = {400, 80, 120, 200, 150, 50, 60,  40, 90,
                                     10,  30, 50,  160, 20,  30, 110, 110};
static int32_t hide[CELLS], states[CELLS];
static double need[CELLS];
static int64_t total_of[CELLS], not_safe;
static nkt_relations relations;
static nkt_feasible found[CELLS];
static nkt_memory room = NKT_MEMORY_REALLOC, work = NKT_MEMORY_REALLOC;
static nkt_error error;

static const nkt_column count = NKT_ARRAY_N(0, counts, CELLS), hidden = NKT_ARRAY_N(0, hide, CELLS);
static const nkt_column state = NKT_ARRAY_N(0, states, CELLS), needs = NKT_ARRAY_N(0, need, CELLS);

static void append(int64_t n_cells) {
    const nkt_column totals = NKT_ARRAY_N(0, total_of, CELLS);

    ck_assert_int_eq(nkt_suppression_totals(&relations, &totals, n_cells, &room, &error), NKT_OK);
}

static void setup(void) {
    memset(hide, 0, sizeof hide);
    memset(need, 0, sizeof need);
    relations = (nkt_relations){0};
    for (int i = 0; i < 16; i++)
        total_of[i] = i % 4 ? i - i % 4 : -1;
    append(16);
    for (int i = 0; i < 16; i++)
        total_of[i] = i >= 4 ? i % 4 : -1;
    append(16);
    hide[FIRST] = hide[SECOND] = NKT_HIDE_CONTRIBUTORS;
    need[FIRST] = 5; /* 10 per cent of what the only one contributes */
    need[SECOND] = 6;
}

static void teardown(void) {
    nkt_memory_free(&room);
    nkt_memory_free(&work);
}

static void choose(int64_t n_cells) {
    const nkt_cells cells = {.counts = &count,
                             .hidden = &hidden,
                             .need_above = &needs,
                             .need_below = &needs,
                             .relations = &relations,
                             .n_cells = n_cells};

    ck_assert_int_eq(nkt_suppression_choose(&cells, NULL, &NKT_TO_N(states, n_cells), found, 0,
                                            &not_safe, &work, &error),
                     NKT_OK);
    ck_assert_int_eq(not_safe, 0);
}

/* What the contributor of one of the two sees of the other: his own cell is shown to him. */
static nkt_feasible seen_by_the_other(int own, int other, int64_t n_cells) {
    const int32_t was = states[own];
    const nkt_cells cells = {.counts = &count,
                             .hidden = &state,
                             .need_above = &needs,
                             .relations = &relations,
                             .n_cells = n_cells};

    states[own] = NKT_CELL_SHOWN;
    ck_assert_int_eq(nkt_suppression_audit(&cells, NULL, found, 0, &work, &error), NKT_OK);
    states[own] = was;
    return found[other];
}

/* The rules, applied to the hidden sum of the second row. */
static int32_t rule_broken_by_the_row(void) {
    static const double paid[] = {50, 60, 15, 13, 12, 10, 30, 20, 15, 15};
    static const int64_t of[] = {5, 6, 7, 7, 7, 9, 10, 11, 11, 11};
    const nkt_column a = NKT_ARRAY(0, paid), groups = NKT_ARRAY(0, of);
    const nkt_rows rows = {.groups = &groups, .n_rows = 10, .n_groups = 16};
    const nkt_cells cells = {.hidden = &state, .relations = &relations, .n_cells = 16};
    const nkt_disclosure_options o = {.size = sizeof o, .dominance_percent = -1};
    int32_t sums[8];

    ck_assert_int_eq(relations.n_relations, 8);
    ck_assert_int_eq(
        nkt_suppression_sums(&cells, &a, NULL, &rows, &o, &NKT_TO(sums), &work, &error), NKT_OK);
    for (int r = 0; r < 4; r++)
        if (relations.cells[relations.first[r]] == 4)
            return sums[r];
    return NKT_NO_CODE;
}

START_TEST(each_knows_the_other) {
    choose(16);
    ck_assert_int_eq(states[7], NKT_CELL_SHOWN); /* the two are all that is hidden in their row */
    ck_assert_int_eq(seen_by_the_other(FIRST, SECOND, 16).verdict, NKT_FEASIBLE_DISCLOSED);
    ck_assert_double_eq(found[SECOND].lower, 60);
    ck_assert_double_eq(found[SECOND].upper, 60);
    ck_assert_int_eq(seen_by_the_other(SECOND, FIRST, 16).verdict, NKT_FEASIBLE_DISCLOSED);
    ck_assert_int_eq(rule_broken_by_the_row(), NKT_HIDE_CONTRIBUTORS + NKT_HIDE_P_PERCENT);
}
END_TEST

/* Their sum as a cell that needs 10 per cent of the larger: something else of the row is hidden. */
START_TEST(their_sum_is_a_cell_of_its_own) {
    for (int i = 0; i < CELLS; i++)
        total_of[i] = i == FIRST || i == SECOND ? BOTH : -1;
    append(CELLS);
    hide[BOTH] = NKT_HIDE_P_PERCENT;
    need[BOTH] = 6;
    choose(CELLS);
    ck_assert(states[7] != NKT_CELL_SHOWN || states[4] != NKT_CELL_SHOWN);
    ck_assert_double_ge(seen_by_the_other(FIRST, SECOND, CELLS).upper, 66);
    ck_assert_double_ge(seen_by_the_other(SECOND, FIRST, CELLS).upper, 56);
    ck_assert_int_ne(found[FIRST].verdict, NKT_FEASIBLE_DISCLOSED);
}
END_TEST

/*
 * Enough or not is for an audit to say as each of them sees it. A choice made so, his own cell being one
 * that must not be hidden, protects the other for certain; what is hidden stays so for the next one.
 */
START_TEST(cells_are_chosen_as_each_sees_the_table) {
    double losses[CELLS];
    const nkt_column loss = NKT_ARRAY(0, losses);
    const nkt_cells cells = {.counts = &count,
                             .hidden = &hidden,
                             .need_above = &needs,
                             .need_below = &needs,
                             .losses = &loss,
                             .relations = &relations,
                             .n_cells = 16};

    for (int own = FIRST; own <= SECOND; own++) {
        memcpy(losses, counts, sizeof losses);
        losses[own] = NAN;
        hide[own] = 0;
        ck_assert_int_eq(nkt_suppression_choose(&cells, NULL, &NKT_TO_N(states, 16), found, 0,
                                                &not_safe, &work, &error),
                         NKT_OK);
        ck_assert_int_eq(not_safe, 0);
        ck_assert_int_eq(states[own], NKT_CELL_SHOWN);
        for (int i = 0; i < 16; i++)
            hide[i] |= states[i];
        hide[own] = NKT_HIDE_CONTRIBUTORS;
    }
    for (int i = 0; i < 16; i++)
        states[i] = hide[i] ? NKT_CELL_PRIMARY : NKT_CELL_SHOWN;
    ck_assert_int_eq(seen_by_the_other(FIRST, SECOND, 16).verdict, NKT_FEASIBLE_SAFE);
    ck_assert_double_ge(found[SECOND].upper, 66);
    ck_assert_int_eq(seen_by_the_other(SECOND, FIRST, 16).verdict, NKT_FEASIBLE_SAFE);
    ck_assert_double_ge(found[FIRST].upper, 55);
    ck_assert_int_eq(rule_broken_by_the_row() & NKT_HIDE_P_PERCENT, 0);
}
END_TEST

Suite *nkt_suite_singletons(void) {
    Suite *suite = suite_create("singletons");
    TCase *tcase = tcase_create("singletons");
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_test(tcase, each_knows_the_other);
    tcase_add_test(tcase, their_sum_is_a_cell_of_its_own);
    tcase_add_test(tcase, cells_are_chosen_as_each_sees_the_table);
    suite_add_tcase(suite, tcase);
    return suite;
}
