/*
 * What hidden cells add up to: against the rules by hand, and calls that are refused.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <math.h>
#include <stdlib.h>

#include "disclosure/disclosure_help.h"
#include "nyckeltal/realloc.h"
#include "nyckeltal/suppression.h"

enum { CELLS = 12, ROWS = 60, RELATIONS = 6 };

static double amounts[ROWS];
static int32_t from[ROWS], marks[CELLS];
static int16_t cell_of[ROWS];
static int64_t first[RELATIONS + 1], numbers[RELATIONS * CELLS];
static int8_t signs[RELATIONS * CELLS];
static nkt_memory work = NKT_MEMORY_REALLOC;

static void teardown(void) {
    nkt_memory_free(&work);
}

static int descending(const void *a, const void *b) {
    const double x = *(const double *)a, y = *(const double *)b;
    return x < y ? 1 : x > y ? -1 : 0;
}

/* The rules as they are written down, for the hidden cells of relation r. */
static int32_t naive(int r, const nkt_disclosure_options *o) {
    double own[ROWS] = {0}, sum = 0, top = 0;
    int rows_of[CELLS] = {0}, in[CELLS] = {0}, plus = 0, minus = 0, n = 0, contributors = 0;
    int unknown = 0;
    int32_t hide = 0;

    for (int i = 0; i < ROWS; i++)
        rows_of[cell_of[i]]++;
    for (int64_t e = first[r]; e < first[r + 1]; e++)
        if (marks[numbers[e]]) {
            in[numbers[e]] = 1;
            plus += signs[e] > 0;
            minus += signs[e] < 0;
            unknown |= rows_of[numbers[e]] == 0;
        }
    if ((plus > 0) == (minus > 0))
        return NKT_NO_CODE;
    for (int i = 0; i < ROWS; i++) {
        int k = from[i] >= 0 ? from[i] : ROWS / 2 + i / 2; /* those alone have even numbers i */
        if (!in[cell_of[i]])
            continue;
        unknown |= isnan(amounts[i]);
        own[k] += amounts[i];
        sum += amounts[i];
    }
    if (unknown)
        return NKT_HIDE_UNKNOWN;
    qsort(own, ROWS, sizeof *own, descending);
    for (; n < ROWS && own[n] > 0; n++) {
        contributors++;
        top += n < o->dominance_n ? own[n] : 0;
    }
    if (contributors > 0 && contributors < o->minimum_contributors)
        hide |= NKT_HIDE_CONTRIBUTORS;
    if (100 * top > o->dominance_percent * sum)
        hide |= NKT_HIDE_DOMINANCE;
    if (100 * (sum - own[0] - own[1]) < o->p_percent * own[0])
        hide |= NKT_HIDE_P_PERCENT;
    return hide;
}

START_TEST(sums_are_judged_as_by_hand) {
    const nkt_column a = NKT_ARRAY(0, amounts), who = NKT_ARRAY(0, from);
    const nkt_column groups = NKT_ARRAY(0, cell_of), hidden = NKT_ARRAY(0, marks);
    const nkt_rows rows = {.groups = &groups, .n_rows = ROWS, .n_groups = CELLS};
    int64_t seen[2 * NKT_HIDE_UNKNOWN] = {0}, none = 0;

    for (int repeat = 0; repeat < 5000; repeat++) {
        const nkt_disclosure_options o = {.size = sizeof o,
                                          .dominance_percent = 50 + (double)draw(50),
                                          .p_percent = 1 + (double)draw(30),
                                          .minimum_contributors = 1 + (int32_t)draw(5),
                                          .dominance_n = 1 + (int32_t)draw(4)};
        const nkt_relations relations = {first, numbers, signs, NULL, RELATIONS, 0};
        nkt_relations all = relations;
        const nkt_cells cells = {.hidden = &hidden, .relations = &all, .n_cells = CELLS};
        int32_t hide[RELATIONS];
        for (int i = 0; i < ROWS; i++) {
            const double root = (double)draw(100);
            amounts[i] = draw(300) ? draw(10) ? root * root : 0 : NAN;
            cell_of[i] = (int16_t)draw(CELLS);
            from[i] = i % 2 ? (int32_t)draw(repeat % 2 ? 30 : 6) : -1;
        }
        for (int c = 0; c < CELLS; c++)
            marks[c] = draw(3) ? 0 : (int32_t)(NKT_CELL_PRIMARY + draw(2));
        for (int r = 0; r < RELATIONS; r++) {
            int64_t e = first[r];
            for (int c = 0; c < CELLS; c++)
                if (draw(2)) {
                    numbers[e] = c;
                    signs[e++] = draw(8) ? -1 : 1;
                }
            first[r + 1] = all.n_elements = e;
        }
        ck_assert_int_eq(
            nkt_suppression_sums(&cells, &a, &who, &rows, &o, &NKT_TO(hide), &work, &error),
            NKT_OK);
        for (int r = 0; r < RELATIONS; r++) {
            ck_assert_int_eq(hide[r], naive(r, &o));
            if (hide[r] == NKT_NO_CODE)
                none++;
            else
                seen[hide[r]]++;
        }
    }
    ck_assert(none > 100 && seen[0] > 100 && seen[NKT_HIDE_UNKNOWN] > 100);
    ck_assert(seen[NKT_HIDE_DOMINANCE] > 100 && seen[NKT_HIDE_P_PERCENT] > 100);
}
END_TEST

/* One respondent in two cells, each of which keeps the rules: together they are his. */
START_TEST(one_respondent_in_several_cells) {
    static const double paid[] = {400, 300, 200, 400, 300, 200, 1, 1, 1};
    static const int64_t of[] = {1, 1, 1, 2, 2, 2, 3, 3, 3};
    const int64_t firsts[] = {0, 4}, parts[] = {0, 1, 2, 3};
    const nkt_relations relations = {firsts, parts, NULL, NULL, 1, 4};
    const nkt_column a = NKT_ARRAY(0, paid), groups = NKT_ARRAY(0, of);
    const nkt_column hidden = {.values = marks, .stride = 4, .type = NKT_INT32};
    const nkt_rows rows = {.groups = &groups, .n_rows = 9, .n_groups = 4};
    const nkt_cells cells = {.hidden = &hidden, .relations = &relations, .n_cells = 4};
    const nkt_disclosure_options o = {.size = sizeof o, .p_percent = 10, .dominance_percent = -1};
    int64_t who[] = {5, 1, 2, 5, 3, 4, 0, 1, 2};
    const nkt_column from_whom = NKT_ARRAY(0, who);
    int32_t hide, one_by_one[4];

    memset(marks, 0, sizeof marks);
    marks[1] = marks[2] = NKT_CELL_SECONDARY;
#define SUMS(c_, a_, w_, rows_, o_, to_, work_)                                                    \
    nkt_suppression_sums(c_, a_, w_, rows_, o_, to_, work_, &error)
    ck_assert_int_eq(nkt_disclosure_magnitudes(&a, &rows, &o, &NKT_TO(one_by_one), &work, &error),
                     NKT_OK);
    ck_assert(one_by_one[1] == 0 && one_by_one[2] == 0);
    ck_assert_int_eq(SUMS(&cells, &a, NULL, &rows, &o, &NKT_TO_N(&hide, 1), &work), NKT_OK);
    ck_assert_int_eq(hide, 0);
    ck_assert_int_eq(SUMS(&cells, &a, &from_whom, &rows, &o, &NKT_TO_N(&hide, 1), &work), NKT_OK);
    ck_assert_int_eq(hide, 0);
    for (int i = 0; i < 6; i++) /* all but the smallest are one: 800 + 600 of 1800, then of 2 */
        who[i] = i % 3 == 2 ? who[i] : i % 3;
    ck_assert_int_eq(SUMS(&cells, &a, &from_whom, &rows, &o, &NKT_TO_N(&hide, 1), &work), NKT_OK);
    ck_assert_int_eq(hide, 0);
    who[2] = who[5] = 1; /* 800 and 1000 */
    ck_assert_int_eq(SUMS(&cells, &a, &from_whom, &rows, &o, &NKT_TO_N(&hide, 1), &work), NKT_OK);
    ck_assert_int_eq(hide, NKT_HIDE_P_PERCENT + NKT_HIDE_CONTRIBUTORS);
    marks[3] = NKT_CELL_SECONDARY; /* three more of 1: 1802 of 801 + 1001 */
    ck_assert_int_eq(SUMS(&cells, &a, &from_whom, &rows, &o, &NKT_TO_N(&hide, 1), &work), NKT_OK);
    ck_assert_int_eq(hide, NKT_HIDE_P_PERCENT);
    marks[0] = NKT_CELL_SECONDARY; /* the total too: a difference */
    ck_assert_int_eq(SUMS(&cells, &a, &from_whom, &rows, &o, &NKT_TO_N(&hide, 1), &work), NKT_OK);
    ck_assert_int_eq(hide, NKT_NO_CODE);
    marks[1] = marks[2] = marks[3] = 0; /* the total alone, of which no row is given */
    ck_assert_int_eq(SUMS(&cells, &a, &from_whom, &rows, &o, &NKT_TO_N(&hide, 1), &work), NKT_OK);
    ck_assert_int_eq(hide, NKT_HIDE_UNKNOWN);
}
END_TEST

/* A row that is bad is counted once, however many relations its cell is part of. */
START_TEST(bad_rows_are_reported_once) {
    double paid[] = {1, -2, 3, INFINITY, 5};
    double who[] = {0, 1, 1.5, 3, NAN};
    const int8_t of[] = {1, 1, 2, 3, 7};
    const int64_t firsts[] = {0, 3, 6}, parts[] = {0, 1, 2, 0, 1, 2};
    const nkt_relations relations = {firsts, parts, NULL, NULL, 2, 6};
    const nkt_column a = NKT_ARRAY(0, paid), groups = NKT_ARRAY(0, of), whose = NKT_ARRAY(0, who);
    const nkt_column hidden = {.values = marks, .stride = 4, .type = NKT_INT32};
    const nkt_rows rows = {.groups = &groups, .n_rows = 5, .n_groups = 4};
    const nkt_cells cells = {.hidden = &hidden, .relations = &relations, .n_cells = 4};
    int32_t hide[2];

    memset(marks, 0, sizeof marks);
    marks[1] = marks[2] = NKT_CELL_PRIMARY;
    ck_assert_int_eq(SUMS(&cells, &a, &whose, &rows, NULL, &NKT_TO(hide), &work), NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "amounts: row 1: -2 is negative");
    ck_assert_int_eq(error.rows_affected, 4); /* rows 1, 2, 3 and the group of row 4 */
    ck_assert(hide[0] == NKT_HIDE_UNKNOWN && hide[1] == NKT_HIDE_UNKNOWN);
    paid[1] = 2;
    ck_assert_int_eq(SUMS(&cells, &a, &whose, &rows, NULL, &NKT_TO(hide), &work), NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "respondents: row 2: 1.5 is no whole number");
    ck_assert_int_eq(hide[0] & NKT_HIDE_UNKNOWN, 0);
}
END_TEST

START_TEST(calls_are_checked) {
    const double paid[] = {1, 2};
    const int64_t of[] = {1, 2}, firsts[] = {0, 3}, parts[] = {0, 1, 2}, wild[] = {0, 1, 3};
    nkt_relations relations = {firsts, parts, NULL, NULL, 1, 3};
    const nkt_column a = NKT_ARRAY(0, paid), groups = NKT_ARRAY(0, of);
    const nkt_column hidden = {.values = marks, .stride = 4, .type = NKT_INT32};
    nkt_column odd = a;
    nkt_rows rows = {.groups = &groups, .n_rows = 2, .n_groups = 3};
    const nkt_cells good = {.hidden = &hidden, .relations = &relations, .n_cells = 3};
    nkt_cells wrong;
    int32_t hide[1] = {4711};
    int8_t narrow[1];
    nkt_memory none = {0};
    const nkt_target to = NKT_TO(hide);

    odd.type = 99;
    memset(marks, 0, sizeof marks);
#define WRONG(member, value, status, text)                                                         \
    wrong = good;                                                                                  \
    wrong.member = value;                                                                          \
    refused(SUMS(&wrong, &a, NULL, &rows, NULL, &to, &work), status, 1, text)
    refused(SUMS(NULL, &a, NULL, &rows, NULL, &to, &work), NKT_E_NULL, 1, NULL);
    WRONG(counts, &a, NKT_E_OPTION, NULL);
    WRONG(least, &a, NKT_E_OPTION, NULL);
    WRONG(most, &a, NKT_E_OPTION, NULL);
    WRONG(need_above, &a, NKT_E_OPTION, NULL);
    WRONG(need_below, &a, NKT_E_OPTION, NULL);
    WRONG(losses, &a, NKT_E_OPTION, NULL);
    WRONG(hidden, NULL, NKT_E_NULL, NULL);
    WRONG(hidden, &odd, NKT_E_TYPE, NULL);
    WRONG(n_cells, -1, NKT_E_COUNT, "cells.n_cells: -1 is negative");
    WRONG(n_cells, INT64_MAX, NKT_E_SIZE, NULL);
    relations.cells = wild;
    refused(SUMS(&good, &a, NULL, &rows, NULL, &to, &work), NKT_E_DOMAIN, 1, NULL);
    relations.cells = parts;
    marks[1] = 1;
    refused(SUMS(&good, &a, NULL, &rows, NULL, &to, &work), NKT_E_ID, 1,
            "cells.hidden: row 1: 1 is no NKT_CELL_*");
    marks[1] = 0;
    refused(SUMS(&good, NULL, NULL, &rows, NULL, &to, &work), NKT_E_NULL, 2, NULL);
    refused(SUMS(&good, &odd, NULL, &rows, NULL, &to, &work), NKT_E_TYPE, 2, NULL);
    refused(SUMS(&good, &a, &odd, &rows, NULL, &to, &work), NKT_E_TYPE, 3, NULL);
    refused(SUMS(&good, &a, NULL, NULL, NULL, &to, &work), NKT_E_NULL, 4, NULL);
    rows.n_groups = 4;
    refused(SUMS(&good, &a, NULL, &rows, NULL, &to, &work), NKT_E_COUNT, 4,
            "rows.n_groups: 4 is not the number of cells");
    rows.n_groups = 3;
    refused(SUMS(&good, &a, NULL, &rows, &(nkt_disclosure_options){.size = 1}, &to, &work),
            NKT_E_OPTIONS_SIZE, 5, NULL);
    refused(SUMS(&good, &a, NULL, &rows, NULL, NULL, &work), NKT_E_NULL, 6, NULL);
    refused(SUMS(&good, &a, NULL, &rows, NULL, &NKT_TO(narrow), &work), NKT_E_TYPE, 6, NULL);
    refused(SUMS(&good, &a, NULL, &rows, NULL, &to, NULL), NKT_E_NULL, 7, NULL);
    refused(SUMS(&good, &a, NULL, &rows, NULL, &to, &none), NKT_E_CAPACITY, 7, NULL);
    ck_assert_int_eq(hide[0], 4711);
    none.data = malloc(none.needed);
    none.size = none.needed;
    refused(SUMS(&good, &a, NULL, &rows, NULL, &to, &none), NKT_OK, 0, NULL);
    ck_assert_int_eq(hide[0], NKT_NO_CODE); /* nothing is hidden */
    free(none.data);
}
END_TEST

Suite *nkt_suite_sums(void) {
    Suite *suite = suite_create("sums");
    TCase *tcase = tcase_create("sums");
    tcase_add_checked_fixture(tcase, NULL, teardown);
    tcase_set_timeout(tcase, 60);
    tcase_add_test(tcase, sums_are_judged_as_by_hand);
    tcase_add_test(tcase, one_respondent_in_several_cells);
    tcase_add_test(tcase, bad_rows_are_reported_once);
    tcase_add_test(tcase, calls_are_checked);
    suite_add_tcase(suite, tcase);
    return suite;
}
