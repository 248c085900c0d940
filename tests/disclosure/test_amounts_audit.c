/*
 * Levels of protection in an audit: a textbook's table, a judge that tries every table, amounts too
 * large for it, and levels that are missing or bad.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "disclosure/amounts_help.h"

/*
 * Geurts 1992, table 10 (Hundepool et al., Handbook, example 3): of the first cell 3 to 6 are feasible.
 * Rows 7, 3, 6, columns 9, 7; the third row is shown.
 */
START_TEST(the_textbooks_table) {
    static const int64_t counts[] = {16, 9, 7, 7, 4, 3, 3, 2, 1, 6, 3, 3};
    static const double low[] = {3, 1, 0, 0}, high[] = {6, 4, 3, 3};
    static const int cells[] = {4, 5, 7, 8};

    memset(&t, 0, sizeof t);
    t.n_cells = 12;
    memcpy(t.count, counts, sizeof counts);
    for (int i = 0; i < 12; i++) {
        t.total_of[i] = i % 3 ? i - i % 3 : -1;
        t.most[i] = 16;
    }
    table_append(&t);
    for (int i = 0; i < 12; i++)
        t.total_of[i] = i < 3 ? -1 : i % 3;
    table_append(&t);
    memset(states, 0, sizeof states);
    memset(above, 0, sizeof above);
    memset(below, 0, sizeof below);
    for (int i = 0; i < 4; i++)
        states[cells[i]] = NKT_CELL_PRIMARY;
    for (int up = 0; up <= 3; up++)
        for (int down = 0; down <= 2; down++) {
            above[4] = up;
            below[4] = down;
            ck_assert_int_eq(audit_amounts(1, 1), NKT_OK);
            for (int i = 0; i < 4; i++) {
                ck_assert_double_eq(found[cells[i]].lower, low[i]);
                ck_assert_double_eq(found[cells[i]].upper, high[i]);
            }
            ck_assert_int_eq(found[4].verdict,
                             up <= 2 && down <= 1 ? NKT_FEASIBLE_SAFE : NKT_FEASIBLE_DISCLOSED);
            ck_assert_int_eq(found[5].verdict, NKT_FEASIBLE_SAFE);
        }
}
END_TEST

static void make(int kind) {
    if (kind == 0)
        table_cube(&t, 2 + table_draw(2), 2 + table_draw(2), 0, 3 + table_draw(9));
    else if (kind == 1)
        table_cube(&t, 2, 2, 2, 2 + table_draw(4));
    else if (kind == 2)
        table_regions(&t, 1 + table_draw(2), 1 + table_draw(2), 3 + table_draw(9));
    else
        table_any(&t, 4 + table_draw(4), 1 + table_draw(3), 2 + table_draw(5));
    for (int64_t c = 0; c < t.n_cells; c++) {
        t.most[c] = t.count[c] + table_draw(6);
        states[c] = (int32_t)(table_draw(10) < 6 ? NKT_CELL_PRIMARY + table_draw(2) : 0);
        above[c] = table_draw(2) ? table_draw(4) : 0;
        below[c] = table_draw(2) ? table_draw(4) : 0;
    }
}

/* The verdict is the judge's; times a large number, so that the amounts are kronor, the same. */
START_TEST(the_judge_agrees) {
    static const int64_t factors[] = {1, 1000003, INT64_C(1) << 32};
    int64_t hidden = 0, proven = 0, short_above = 0, short_below = 0;

    table_seed = (uint64_t)_i + 1;
    for (int repeat = 0; repeat < 800; repeat++) {
        const double width = (double)(1 + table_draw(3));
        make(_i);
        if (!judge_all(&j, &t, states))
            continue;
        for (int f = 0; f < 3; f++) {
            const double factor = (double)factors[f];
            ck_assert_int_eq(audit_amounts(width * factor, factors[f]), NKT_OK);
            for (int64_t c = 0; c < t.n_cells; c++) {
                if (!states[c])
                    continue;
                hidden++;
                proven += found[c].verdict != NKT_FEASIBLE_UNPROVEN;
                short_above += j.high[c] < t.count[c] + above[c];
                short_below += j.low[c] > t.count[c] - below[c];
                if (_i == 0 || _i == 2) { /* whole at every end, whatever the factor */
                    ck_assert_double_eq(found[c].lower, factor * (double)j.low[c]);
                    ck_assert_double_eq(found[c].upper, factor * (double)j.high[c]);
                }
                /* times a number, cells may lie between the judge's: only so much is known */
                if (f > 0 && _i != 0 && _i != 2)
                    continue;
                if (found[c].verdict == NKT_FEASIBLE_SAFE && states[c] == NKT_CELL_PRIMARY)
                    ck_assert(is_wide_enough(c, states, width));
                if (found[c].verdict == NKT_FEASIBLE_DISCLOSED && states[c] == NKT_CELL_PRIMARY)
                    ck_assert(!is_wide_enough(c, states, width));
            }
        }
    }
    ck_assert_int_gt(hidden, 10000);
    ck_assert_int_gt(short_above, 500);
    ck_assert_int_gt(short_below, 500);
    ck_assert_int_ge(100 * proven, (_i == 3 ? 95 : 99) * hidden);
}
END_TEST

/* A total of 10 over two hidden parts, 6 and 4, and a shown one of 0: 0 to 10 are feasible. */
static nkt_feasible *of_parts(const nkt_column *need_above, const nkt_column *need_below,
                              nkt_status status) {
    static const double counts[] = {10, 6, 4, 0};
    static const int64_t first[] = {0, 4}, cells[] = {0, 1, 2, 3};
    static const int8_t marks[] = {0, NKT_CELL_PRIMARY, NKT_CELL_SECONDARY, 0};
    static const nkt_relations relations = {first, cells, NULL, NULL, 1, 4};
    const nkt_column c = NKT_ARRAY(0, counts), hidden = NKT_ARRAY(0, marks);
    const nkt_cells of = {.counts = &c,
                          .hidden = &hidden,
                          .need_above = need_above,
                          .need_below = need_below,
                          .relations = &relations,
                          .n_cells = 4};

    ck_assert_int_eq(nkt_suppression_audit(&of, NULL, found, 0, &work, &error), status);
    return found;
}

/* Fractions are rounded up; what is missing is never safe; each side counts for itself. */
START_TEST(levels_are_read) {
    double needs[] = {0, 4, 0, 99};
    const nkt_column n = NKT_ARRAY(0, needs);

    ck_assert_int_eq(of_parts(&n, NULL, NKT_OK)[1].verdict, NKT_FEASIBLE_SAFE);
    ck_assert_int_eq(found[3].verdict, NKT_FEASIBLE_SHOWN); /* whatever it would need */
    needs[1] = 4.01;
    ck_assert_int_eq(of_parts(&n, NULL, NKT_OK)[1].verdict, NKT_FEASIBLE_DISCLOSED);
    ck_assert_int_eq(of_parts(NULL, &n, NKT_OK)[1].verdict, NKT_FEASIBLE_SAFE);
    needs[1] = 6;
    ck_assert_int_eq(of_parts(NULL, &n, NKT_OK)[1].verdict, NKT_FEASIBLE_SAFE);
    needs[1] = 6.5;
    ck_assert_int_eq(of_parts(NULL, &n, NKT_OK)[1].verdict, NKT_FEASIBLE_DISCLOSED);
    needs[1] = NAN;
    ck_assert_int_eq(of_parts(&n, NULL, NKT_OK)[1].verdict, NKT_FEASIBLE_UNPROVEN);
    ck_assert_int_eq(of_parts(NULL, &n, NKT_OK)[1].verdict, NKT_FEASIBLE_UNPROVEN);
    ck_assert_int_eq(found[2].verdict, NKT_FEASIBLE_SAFE);
}
END_TEST

START_TEST(bad_levels_are_reported) {
    static const double bad[] = {-1, INFINITY, 0x1p41};
    static const char *const says[] = {"row 1: -1 is negative",
                                       "row 1: infinity is no finite number",
                                       "row 1: 2199023255552 is more than 2^40"};
    double needs[] = {0, 0, 0, 0};
    const nkt_column n = NKT_ARRAY(0, needs);
    nkt_column odd = n;
    char text[100];

    for (int i = 0; i < 3; i++) {
        needs[1] = bad[i];
        of_parts(&n, NULL, NKT_ROWS_INVALID);
        snprintf(text, sizeof text, "cells.need_above: %s", says[i]);
        ck_assert_str_eq(error.message, text);
        ck_assert_int_eq(found[2].verdict, NKT_FEASIBLE_UNPROVEN);
        of_parts(NULL, &n, NKT_ROWS_INVALID);
        snprintf(text, sizeof text, "cells.need_below: %s", says[i]);
        ck_assert_str_eq(error.message, text);
    }
    odd.type = 99;
    of_parts(&odd, NULL, NKT_E_TYPE);
    ck_assert_str_eq(error.subject, "cells.need_above");
    of_parts(NULL, &odd, NKT_E_TYPE);
    ck_assert_str_eq(error.subject, "cells.need_below");
}
END_TEST

Suite *nkt_suite_amounts_audit(void) {
    Suite *suite = suite_create("amounts_audit");
    TCase *tcase = tcase_create("amounts_audit");
    tcase_set_timeout(tcase, 120);
    tcase_add_test(tcase, the_textbooks_table);
    tcase_add_loop_test(tcase, the_judge_agrees, 0, 4);
    tcase_add_test(tcase, levels_are_read);
    tcase_add_test(tcase, bad_levels_are_reported);
    suite_add_tcase(suite, tcase);
    return suite;
}
