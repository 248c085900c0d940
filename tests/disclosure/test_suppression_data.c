/*
 * Suppression with bad data, missing counts, and numbers at the end of what 64 bits hold.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <math.h>

#include "disclosure/suppression_calls.h"
#include "nyckeltal/disclosure.h"
#include "nyckeltal/realloc.h"

static table t;

static nkt_feasible found[TABLE_CELLS];
static int64_t block[200000];
static int64_t not_safe;
static nkt_memory work = {.data = block, .size = sizeof block};

static nkt_status audit_of(const double *counts, const nkt_relations *relations, int64_t n) {
    const nkt_column c = doubles(counts);
    const nkt_cells cells = cells_of(&c, relations, n);

    return nkt_suppression_audit(&cells, NULL, found, 0, &work, &error);
}

/* ---- bad data -------------------------------------------------------------------------------- */

/* Two separate sums of three; in the first a shown cell is bad: a reader may know its number. */
START_TEST(a_bad_cell_spoils_its_own_sum_alone) {
    static const double bad[] = {-3, INFINITY, 2.5, 0x1p41};
    static const char *const messages[] = {
        "cells.counts: row 3: -3 is negative", "cells.counts: row 3: infinity is no finite number",
        "cells.counts: row 3: 2.5 is no whole number up to 2^40",
        "cells.counts: row 3: 2199023255552 is no whole number up to 2^40"};
    double counts[] = {10, 2, 3, 5, 10, 2, 3, 5};
    const int64_t first[] = {0, 4, 8}, numbers[] = {0, 1, 2, 3, 4, 5, 6, 7};
    const nkt_relations relations = {first, numbers, NULL, NULL, 2, 8};
    nkt_feasible good[4];

    memset(states, 0, sizeof states);
    states[1] = states[2] = states[5] = states[6] = NKT_CELL_PRIMARY;
    ck_assert_int_eq(audit_of(counts, &relations, 8), NKT_OK);
    ck_assert_int_eq(found[1].verdict, NKT_FEASIBLE_SAFE);
    memcpy(good, found + 4, sizeof good);
    counts[3] = bad[_i];
    ck_assert_int_eq(audit_of(counts, &relations, 8), NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, messages[_i]);
    ck_assert_int_eq(error.rows_affected, 1);
    for (int c = 1; c < 4; c++) {
        ck_assert_int_eq(found[c].verdict, NKT_FEASIBLE_UNPROVEN);
        ck_assert_int_eq(found[c].exact, 0);
        ck_assert_double_nan(found[c].reached_lower);
        ck_assert(found[c].lower == 0 && found[c].upper == 10);
    }
    ck_assert_mem_eq(good, found + 4, sizeof good);
}
END_TEST

/* A missing count is known to nobody, so it protects others. */
START_TEST(a_missing_cell_is_as_good_as_hidden) {
    const double counts[] = {10, 2, NAN, 5};
    const int64_t first[] = {0, 4}, numbers[] = {0, 1, 2, 3};
    const nkt_relations relations = {first, numbers, NULL, NULL, 1, 4};

    memset(states, 0, sizeof states);
    ck_assert_int_eq(audit_of(counts, &relations, 4), NKT_OK);
    ck_assert_int_eq(found[2].verdict, NKT_FEASIBLE_DISCLOSED); /* it follows from the others */
    ck_assert(found[2].lower == 3 && found[2].upper == 3);
    states[1] = NKT_CELL_PRIMARY;
    ck_assert_int_eq(audit_of(counts, &relations, 4), NKT_OK);
    for (int c = 1; c < 3; c++) {
        ck_assert_int_eq(found[c].verdict, NKT_FEASIBLE_SAFE);
        ck_assert(found[c].exact && found[c].lower == 0 && found[c].upper == 5);
    }
}
END_TEST

START_TEST(knowledge_that_contradicts_is_reported) {
    const double counts[] = {10, 2, 3, 5}, least[] = {0, 3, 0, 0}, most[] = {20, NAN, 2, NAN};
    const nkt_column c = doubles(counts), l = doubles(least), m = doubles(most);
    const int64_t first[] = {0, 4}, numbers[] = {0, 1, 2, 3};
    const nkt_relations relations = {first, numbers, NULL, NULL, 1, 4};
    nkt_cells cells = cells_of(&c, &relations, 4);

    cells.least = &l;
    cells.most = &m;
    memset(states, 0, sizeof states);
    ck_assert_int_eq(nkt_suppression_audit(&cells, NULL, found, 0, &work, &error),
                     NKT_ROWS_INVALID);
    ck_assert_int_eq(error.reason, NKT_REASON_CONTRADICTION);
    ck_assert_str_eq(error.message, "cells.counts: row 1: 2 is not between least and most");
    ck_assert_int_eq(error.rows_affected, 2);
    ck_assert_int_eq(found[0].verdict, NKT_FEASIBLE_SHOWN);
    ck_assert_int_eq(found[1].verdict, NKT_FEASIBLE_UNPROVEN);
}
END_TEST

/* Identities of the catalogue: three shares are 100 together, a part and another are a whole. */
START_TEST(shares_that_sum_to_a_hundred) {
    const double counts[] = {55, 30, 15, 40, 25};
    const int64_t first[] = {0, 3, 6}, numbers[] = {0, 1, 2, 3, 4, 2};
    const int8_t signs[] = {1, 1, 1, 1, -1, -1};
    const double sums[] = {100, 0};
    const nkt_relations relations = {first, numbers, signs, sums, 2, 6};

    memset(states, 0, sizeof states);
    states[0] = states[1] = NKT_CELL_PRIMARY;
    ck_assert_int_eq(audit_of(counts, &relations, 5), NKT_OK);
    ck_assert(found[0].exact && found[0].lower == 0 && found[0].upper == 85);
    states[2] = NKT_CELL_PRIMARY;
    states[1] = NKT_CELL_SHOWN;
    ck_assert_int_eq(audit_of(counts, &relations, 5), NKT_OK);
    ck_assert(found[0].verdict == NKT_FEASIBLE_DISCLOSED && found[0].lower == 55);
}
END_TEST

START_TEST(cells_that_must_stay_shown) {
    const double counts[] = {10, 2, 3, 5}, losses[] = {NAN, 0, NAN, 5}, none[] = {-1, 0, NAN, -2};
    const nkt_column c = doubles(counts), l = doubles(losses), bad = doubles(none);
    const int64_t first[] = {0, 4}, numbers[] = {0, 1, 2, 3};
    const nkt_relations relations = {first, numbers, NULL, NULL, 1, 4};
    const int32_t wanted[] = {NKT_CELL_SHOWN, NKT_CELL_PRIMARY, NKT_CELL_SHOWN, NKT_CELL_SECONDARY};
    nkt_cells of = {
        .counts = &c, .hidden = &hide, .losses = &l, .relations = &relations, .n_cells = 4};

    memset(primary, 0, sizeof primary);
    primary[1] = 64;
    ck_assert_int_eq(
        nkt_suppression_choose(&of, NULL, &NKT_TO(states), NULL, 0, &not_safe, &work, &error),
        NKT_OK);
    ck_assert_int_eq(not_safe, 0);
    ck_assert_mem_eq(states, wanted, sizeof wanted);
    of.losses = &bad;
    ck_assert_int_eq(
        nkt_suppression_choose(&of, NULL, &NKT_TO(states), found, 0, &not_safe, &work, &error),
        NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "cells.losses: row 0: -1 is negative");
    ck_assert_int_eq(error.rows_affected, 2);
    ck_assert_int_eq(not_safe, 1);
    ck_assert_int_eq(found[1].verdict, NKT_FEASIBLE_DISCLOSED);
}
END_TEST

/* What nobody knows to be shown is hidden; codes go to any type, results to the caller's structs. */
START_TEST(marks_and_codes_of_any_type) {
    struct unit {
        int16_t mark;
        int8_t state;
        nkt_feasible found;
    } units[] = {{.mark = 0}, {.mark = NKT_HIDE_NUMERATOR}, {.mark = 0}, {.mark = 0}};
    double marks[] = {0, INFINITY, NAN, 0};
    const double counts[] = {10, 2, 3, 5};
    const int64_t first[] = {0, 4}, numbers[] = {0, 1, 2, 3};
    const nkt_relations relations = {first, numbers, NULL, NULL, 1, 4};
    const nkt_column c = doubles(counts), narrow = NKT_FIELD(0, units, mark), odd = doubles(marks);
    const nkt_column own = NKT_FIELD(0, units, state);
    nkt_cells of = {.counts = &c, .hidden = &narrow, .relations = &relations, .n_cells = 4};
    nkt_memory growing = NKT_MEMORY_REALLOC;
    float codes[4];

    ck_assert_int_eq(nkt_suppression_choose(&of, NULL, &NKT_TO_FIELD(units, state), &units[0].found,
                                            sizeof units[0], &not_safe, &growing, &error),
                     NKT_OK);
    ck_assert_int_eq(units[1].state, NKT_CELL_PRIMARY);
    ck_assert_int_eq(units[1].found.verdict, NKT_FEASIBLE_SAFE);
    of.hidden = &own; /* states of one byte serve the audit */
    ck_assert_int_eq(nkt_suppression_audit(&of, NULL, found, 0, &growing, &error), NKT_OK);
    for (int i = 0; i < 4; i++)
        ck_assert_mem_eq(&found[i], &units[i].found, sizeof found[i]);
    of.hidden = &odd;
    ck_assert_int_eq(
        nkt_suppression_choose(&of, NULL, &NKT_TO(codes), NULL, 0, &not_safe, &growing, &error),
        NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "cells.hidden: row 1: infinity is no finite number");
    ck_assert(codes[0] == NKT_CELL_SHOWN && codes[1] == NKT_CELL_PRIMARY &&
              codes[2] == NKT_CELL_PRIMARY);
    nkt_memory_free(&growing);
}
END_TEST

/* States of cells taken for reasons are bad data, not "missing". */
START_TEST(states_of_cells_are_no_reasons) {
    const double counts[] = {10, 2};
    const int32_t of[] = {NKT_CELL_PRIMARY, NKT_CELL_SECONDARY};
    const nkt_column c = {.values = counts,
                          .reasons = of,
                          .stride = sizeof *counts,
                          .reasons_stride = sizeof *of,
                          .type = NKT_FLOAT64};
    double value;
    int32_t state;

    for (int i = 0; i < 2; i++) {
        ck_assert_int_eq(nkt_column_get(&c, i, &value, &state, &error), NKT_OK);
        ck_assert_int_eq(state, NKT_STATE_INVALID);
    }
    /* and states of data are no states of cells */
    for (int state_of_data = 1; state_of_data <= NKT_STATE_INVALID; state_of_data++) {
        memset(states, 0, sizeof states);
        states[1] = state_of_data;
        ck_assert_int_eq(audit_of(counts, NULL, 2), NKT_E_ID);
        ck_assert_int_eq(error.row, 1);
    }
}
END_TEST

/* ---- large numbers --------------------------------------------------------------------------- */

/* Determinants grow until they leave 64 bits: what is said must stay true. */
START_TEST(numbers_that_leave_64_bits) {
    int64_t exact = 0, open = 0;

    table_seed = 5;
    for (int repeat = 0; repeat < 40; repeat++) {
        const nkt_column counts = table_column(t.count);
        nkt_cells cells;
        table_any(&t, 34, 14 + repeat % 8, INT64_C(1) << 30);
        cells = cells_of(&counts, &t.relations, t.n_cells);
        for (int64_t c = 0; c < t.n_cells; c++)
            states[c] = table_draw(10) ? NKT_CELL_PRIMARY : NKT_CELL_SHOWN;
        ck_assert_int_eq(nkt_suppression_audit(&cells, NULL, found, 0, &work, &error), NKT_OK);
        for (int64_t c = 0; c < t.n_cells; c++) {
            const double truth = (double)t.count[c];
            ck_assert(found[c].lower <= found[c].reached_lower && found[c].reached_lower <= truth);
            ck_assert(truth <= found[c].reached_upper && found[c].reached_upper <= found[c].upper);
            exact += found[c].exact;
            open += !found[c].exact;
        }
    }
    ck_assert_int_gt(exact, 0);
    ck_assert_int_gt(open, 0);
}
END_TEST

Suite *nkt_suite_suppression_data(void) {
    Suite *suite = suite_create("suppression_data");
    TCase *tcase = tcase_create("suppression_data");
    tcase_add_loop_test(tcase, a_bad_cell_spoils_its_own_sum_alone, 0, 4);
    tcase_add_test(tcase, a_missing_cell_is_as_good_as_hidden);
    tcase_add_test(tcase, knowledge_that_contradicts_is_reported);
    tcase_add_test(tcase, shares_that_sum_to_a_hundred);
    tcase_add_test(tcase, cells_that_must_stay_shown);
    tcase_add_test(tcase, marks_and_codes_of_any_type);
    tcase_add_test(tcase, states_of_cells_are_no_reasons);
    tcase_add_test(tcase, numbers_that_leave_64_bits);
    suite_add_tcase(suite, tcase);
    return suite;
}
