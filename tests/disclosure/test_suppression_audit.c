/*
 * The audit of hidden cells against a judge that tries every table.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <check.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "disclosure/suppression_tables.h"
#include "nyckeltal/realloc.h"

static nkt_error error;
static table t;
static judge j;
static int32_t states[TABLE_CELLS];
static nkt_feasible found[TABLE_CELLS];
static int64_t block[200000];
static nkt_memory work = {.data = block, .size = sizeof block};

/* least and most NULL: nothing is known beforehand. */
static nkt_status audit_of(const nkt_relations *relations, const int64_t *least,
                           const int64_t *most, const nkt_suppression_options *o) {
    const nkt_column counts = table_column(t.count), hidden = table_states(states);
    const nkt_column low = table_column(least), high = table_column(most);
    const nkt_cells cells = {.counts = &counts,
                             .hidden = &hidden,
                             .least = least ? &low : NULL,
                             .most = most ? &high : NULL,
                             .relations = relations,
                             .n_cells = t.n_cells};

    return nkt_suppression_audit(&cells, o, found, 0, &work, &error);
}

/* tableau: the largest linear program that is solved; 0: as large as needed. */
static nkt_status audit(double width, int32_t effort, int64_t tableau) {
    const nkt_suppression_options o = {
        .size = sizeof o, .effort = effort, .width = width, .tableau = tableau};

    return audit_of(&t.relations, NULL, t.most, &o);
}

/* A table of any kind, of which some cells are hidden. */
static void make(int kind) {
    int64_t of_ten, room;

    switch (kind) {
    case 0:
        table_cube(&t, 1 + table_draw(4), 1 + table_draw(4), 0, 2 + table_draw(6));
        break;
    case 1: /* not unimodular: linear programs may end between whole numbers */
        table_cube(&t, 2 + table_draw(2), 2 + table_draw(2), 2, 2 + table_draw(3));
        break;
    case 2:
        table_regions(&t, 1 + table_draw(2), 1 + table_draw(3), 2 + table_draw(6));
        break;
    case 3:
        table_any(&t, 3 + table_draw(4), 1 + table_draw(4), 2 + table_draw(4));
        break;
    default: /* many ends between whole numbers */
        table_any(&t, 6 + table_draw(3), 4 + table_draw(3), 3 + table_draw(4));
    }
    of_ten = 3 + table_draw(6);
    room = 1 + table_draw(8);
    for (int64_t c = 0; c < t.n_cells; c++) {
        t.most[c] = t.count[c] + table_draw(room);
        states[c] = (int32_t)(table_draw(10) < of_ten ? NKT_CELL_PRIMARY + table_draw(2) : 0);
    }
}

static int64_t proven, exact, hidden;

static void compare(double width) {
    for (int64_t c = 0; c < t.n_cells; c++) {
        const nkt_feasible *f = &found[c];
        const double needed = states[c] == NKT_CELL_PRIMARY ? width : 1;
        const double low = (double)j.low[c], high = (double)j.high[c];
        if (!states[c]) {
            ck_assert_int_eq(f->verdict, NKT_FEASIBLE_SHOWN);
            ck_assert(f->lower == (double)t.count[c] && f->upper == f->lower);
            continue;
        }
        hidden++;
        exact += f->exact;
        proven += f->verdict != NKT_FEASIBLE_UNPROVEN;
        ck_assert(f->lower <= low && high <= f->upper);
        ck_assert(low <= f->reached_lower && f->reached_upper <= high);
        ck_assert(f->reached_lower <= (double)t.count[c] && (double)t.count[c] <= f->reached_upper);
        if (f->exact)
            ck_assert(f->lower == low && f->upper == high);
        if (f->verdict == NKT_FEASIBLE_SAFE)
            ck_assert(high - low >= needed);
        if (f->verdict == NKT_FEASIBLE_DISCLOSED)
            ck_assert(high - low < needed);
    }
}

START_TEST(the_judge_agrees) {
    int64_t judged = 0, several = 0;

    hidden = exact = proven = 0;
    table_seed = (uint64_t)_i + 1;
    for (int repeat = 0; repeat < 1500; repeat++) {
        const double width = (double)(1 + table_draw(4));
        make(_i);
        if (!judge_all(&j, &t, states))
            continue;
        judged++;
        ck_assert_int_ge(j.tables, 1);
        several += j.tables > 1;
        ck_assert_int_eq(audit(width, NKT_EFFORT_SOLVE, 0), NKT_OK);
        compare(width);
    }
    ck_assert_int_gt(judged, 1000);
    ck_assert_int_gt(several, 300);
    if (getenv("NKT_TELL"))
        printf("kind %d: %d tables, %d open, %d hidden, %d exact, %d proven\n", _i, (int)judged,
               (int)several, (int)hidden, (int)exact, (int)proven);
    ck_assert_int_ge(1000 * exact, (_i < 3 ? 1000 : 970) * hidden);
    ck_assert_int_ge(1000 * proven, (_i < 3 ? 1000 : 970) * hidden);
}
END_TEST

/* Bounds alone, or programs so small that hardly anything is solved: less is proven, nothing wrong. */
START_TEST(without_solving_nothing_is_called_safe_that_is_not) {
    hidden = exact = proven = 0;
    table_seed = (uint64_t)_i + 100;
    for (int repeat = 0; repeat < 300; repeat++) {
        make(_i);
        if (!judge_all(&j, &t, states))
            continue;
        ck_assert_int_eq(audit(2, NKT_EFFORT_BOUNDS, 0), NKT_OK);
        compare(2);
        ck_assert_int_eq(audit(2, NKT_EFFORT_SOLVE, 57), NKT_OK);
        compare(2);
    }
    ck_assert_int_gt(hidden, 1000);
    ck_assert_int_lt(proven, hidden);
}
END_TEST

/* The published example of every textbook: one cell in a row is no secret, two rows by two are. */
START_TEST(a_table_by_hand) {
    static const int64_t counts[] = {20, 4, 7, 9, 6, 1, 2, 3, 14, 3, 5, 6};
    static const int64_t rows[] = {-1, 0, 0, 0, -1, 4, 4, 4, -1, 8, 8, 8};
    static const int64_t columns[] = {-1, -1, -1, -1, 0, 1, 2, 3, 0, 1, 2, 3};

    memset(&t, 0, sizeof t);
    memset(states, 0, sizeof states);
    t.n_cells = 12;
    memcpy(t.count, counts, sizeof counts);
    for (int c = 0; c < 12; c++)
        t.most[c] = 1000;
    memcpy(t.total_of, rows, sizeof rows);
    table_append(&t);
    memcpy(t.total_of, columns, sizeof columns);
    table_append(&t);
    ck_assert_int_eq(t.relations.n_relations, 7);
    states[5] = states[6] = states[9] = NKT_CELL_PRIMARY;
    ck_assert_int_eq(audit(1, 0, 0), NKT_OK);
    for (int c = 5; c < 10; c++)
        if (states[c]) {
            ck_assert_int_eq(found[c].verdict, NKT_FEASIBLE_DISCLOSED);
            ck_assert_double_eq(found[c].lower, (double)counts[c]);
        }
    states[10] = NKT_CELL_SECONDARY;
    ck_assert_int_eq(audit(3, 0, 0), NKT_OK);
    ck_assert_double_eq(found[5].lower, 0); /* 1 + 2 = 3, 3 + 5 = 8, 1 + 3 = 4, 2 + 5 = 7 */
    ck_assert_double_eq(found[5].upper, 3);
    ck_assert_double_eq(found[10].lower, 4);
    ck_assert_double_eq(found[10].upper, 7);
    for (int c = 5; c < 11; c++)
        if (states[c])
            ck_assert_int_eq(found[c].verdict, NKT_FEASIBLE_SAFE);
    ck_assert_int_eq(audit(4, 0, 0), NKT_OK);
    ck_assert_int_eq(found[5].verdict, NKT_FEASIBLE_DISCLOSED);
    ck_assert_int_eq(found[10].verdict, NKT_FEASIBLE_SAFE); /* a secondary one */
}
END_TEST

/* Counts as large as they may be, and feasible numbers without end. */
START_TEST(large_and_unbounded) {
    const int64_t large = INT64_C(1) << 40;
    table_cube(&t, 2, 2, 0, 5);
    for (int64_t c = 0; c < t.n_cells; c++) {
        t.count[c] = (c % 3 ? 1 : 2) * (c / 3 ? 1 : 2) * (large / 4);
        states[c] = NKT_CELL_PRIMARY;
    }
    ck_assert_int_eq(audit_of(&t.relations, NULL, NULL, NULL), NKT_OK);
    for (int64_t c = 0; c < t.n_cells; c++) {
        ck_assert_double_eq(found[c].lower, 0);
        ck_assert(isinf(found[c].upper) && isinf(found[c].reached_upper));
        ck_assert(found[c].exact && found[c].verdict == NKT_FEASIBLE_SAFE);
    }
    states[0] = 0; /* the total is shown */
    ck_assert_int_eq(audit_of(&t.relations, NULL, NULL, NULL), NKT_OK);
    for (int64_t c = 1; c < t.n_cells; c++) {
        ck_assert(found[c].exact && found[c].lower == 0);
        ck_assert_double_eq(found[c].upper, (double)large);
    }
    /* no relations at all */
    ck_assert_int_eq(audit_of(NULL, NULL, NULL, NULL), NKT_OK);
    ck_assert(found[3].exact && isinf(found[3].upper));
}
END_TEST

/* What is known beforehand: the hidden ones are 1 or 2, because the rule hides fewer than 3. */
START_TEST(the_rule_itself_tells_something) {
    static int64_t least[4] = {0, 1, 1, 1};

    table_cube(&t, 3, 0, 0, 1);
    for (int c = 1; c < 4; c++) {
        t.count[c] = 2;
        t.most[c] = 2;
        states[c] = NKT_CELL_PRIMARY;
    }
    t.count[0] = t.most[0] = 6;
    t.relations = (nkt_relations){0};
    for (int c = 0; c < 4; c++)
        t.total_of[c] = c ? 0 : -1;
    t.n_cells = 4;
    table_append(&t);
    states[0] = 0;
    ck_assert_int_eq(audit_of(&t.relations, least, NULL, NULL), NKT_OK);
    ck_assert(found[1].lower == 1 && found[1].upper == 4 && found[1].verdict == NKT_FEASIBLE_SAFE);
    ck_assert_int_eq(audit_of(&t.relations, least, t.most, NULL), NKT_OK);
    ck_assert(found[1].lower == 2 && found[1].verdict == NKT_FEASIBLE_DISCLOSED);
}
END_TEST

/* What one audit finds serves the next as knowledge, also where there is no upper bound. */
START_TEST(what_was_found_is_fed_back) {
    const nkt_column counts = table_column(t.count), marked = table_states(states);
    static struct {
        int32_t id;
        nkt_feasible f;
    } rows[TABLE_CELLS];
    const nkt_column lower = NKT_FIELD(0, rows, f.lower), upper = NKT_FIELD(0, rows, f.upper);
    nkt_cells cells = {.counts = &counts, .hidden = &marked, .relations = &t.relations};
    nkt_memory own = NKT_MEMORY_REALLOC;

    table_seed = 3;
    for (int bounded = 0; bounded < 2; bounded++) {
        table_cube(&t, 2, 2, 0, 5);
        cells.n_cells = t.n_cells;
        cells.least = cells.most = NULL;
        for (int64_t c = 0; c < t.n_cells; c++)
            states[c] = bounded && c == 0 ? NKT_CELL_SHOWN : NKT_CELL_PRIMARY;
        ck_assert_int_eq(
            nkt_suppression_audit(&cells, NULL, &rows[0].f, sizeof rows[0], &own, &error), NKT_OK);
        ck_assert(bounded || isinf(rows[1].f.upper));
        cells.least = &lower;
        cells.most = &upper;
        ck_assert_int_eq(nkt_suppression_audit(&cells, NULL, found, 0, &own, &error), NKT_OK);
        for (int64_t c = 0; c < t.n_cells; c++)
            ck_assert_mem_eq(&found[c], &rows[c].f, sizeof found[c]);
    }
    nkt_memory_free(&own);
}
END_TEST

Suite *nkt_suite_suppression_audit(void) {
    Suite *suite = suite_create("suppression_audit");
    TCase *tcase = tcase_create("suppression_audit");
    tcase_set_timeout(tcase, 300);
    tcase_add_loop_test(tcase, the_judge_agrees, 0, 5);
    tcase_add_loop_test(tcase, without_solving_nothing_is_called_safe_that_is_not, 0, 5);
    tcase_add_test(tcase, a_table_by_hand);
    tcase_add_test(tcase, large_and_unbounded);
    tcase_add_test(tcase, the_rule_itself_tells_something);
    tcase_add_test(tcase, what_was_found_is_fed_back);
    suite_add_tcase(suite, tcase);
    return suite;
}
