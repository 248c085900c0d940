/*
 * Suppression with bad data, missing counts, numbers at the end of what 64 bits hold, and calls
 * that are refused.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <check.h>
#include <math.h>
#include <stdlib.h>

#include "disclosure/suppression_tables.h"
#include "nyckeltal/disclosure.h"
#include "nyckeltal/realloc.h"

static nkt_error error;
static table t;
static int32_t states[TABLE_CELLS], primary[TABLE_CELLS];
static nkt_feasible found[TABLE_CELLS];
static int64_t block[200000], not_safe;
static nkt_memory work = {.data = block, .size = sizeof block};

static nkt_column doubles(const double *values) {
    return (nkt_column){.values = values, .stride = sizeof *values, .type = NKT_FLOAT64};
}

static const nkt_column hidden = {.values = states, .stride = sizeof *states, .type = NKT_INT32};
static const nkt_column hide = {.values = primary, .stride = sizeof *primary, .type = NKT_INT32};

static nkt_cells cells_of(const nkt_column *counts, const nkt_relations *relations, int64_t n) {
    return (nkt_cells){.counts = counts, .hidden = &hidden, .relations = relations, .n_cells = n};
}

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
    nkt_cells of = {&c, &hide, NULL, NULL, &l, &relations, 4};

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

/* ---- refusals -------------------------------------------------------------------------------- */

static void refused(nkt_status got, nkt_status status, int argument, const char *message) {
    ck_assert_int_eq(got, status);
    ck_assert_int_eq(error.argument, argument);
    if (message)
        ck_assert_str_eq(error.message, message);
}

static const int64_t first[] = {0, 3}, numbers[] = {0, 1, 2};

START_TEST(relations_are_checked) {
    enum { MANY = 300000 };
    static const int64_t late[] = {1, 3}, back[] = {0, -1}, far[] = {0, MANY}, none[] = {0, 1, 3},
                         below[] = {0, -1, 2};
    static const int64_t many[MANY] = {0};
    static const int8_t signs[] = {1, 0, 1};
    static const double half[] = {0.5}, nan_sum[] = {NAN}, other[] = {1};
    static const struct {
        nkt_relations relations;
        nkt_status status;
        const char *subject;
    } cases[] = {
        {{first, numbers, NULL, NULL, -1, 3}, NKT_E_COUNT, "cells.relations.n_relations"},
        {{first, numbers, NULL, NULL, 1, -3}, NKT_E_COUNT, "cells.relations.n_elements"},
        {{first, numbers, NULL, NULL, 0, 3}, NKT_E_COUNT, "cells.relations.n_elements"},
        {{NULL, numbers, NULL, NULL, 1, 3}, NKT_E_NULL, "cells.relations.first"},
        {{first, NULL, NULL, NULL, 1, 3}, NKT_E_NULL, "cells.relations.cells"},
        {{late, numbers, NULL, NULL, 1, 3}, NKT_E_DOMAIN, NULL},
        {{back, numbers, NULL, NULL, 1, 3}, NKT_E_DOMAIN, NULL},
        {{far, numbers, NULL, NULL, 1, 3}, NKT_E_DOMAIN, NULL}, /* beyond the elements */
        {{first, numbers, NULL, NULL, 1, 2}, NKT_E_DOMAIN, NULL},
        {{first, numbers, NULL, NULL, 1, 4}, NKT_E_DOMAIN, NULL}, /* some are left over */
        {{far, many, NULL, NULL, 1, MANY}, NKT_E_DOMAIN, NULL},
        {{first, none, NULL, NULL, 1, 3}, NKT_E_DOMAIN, NULL},
        {{first, below, NULL, NULL, 1, 3}, NKT_E_DOMAIN, NULL},
        {{first, numbers, signs, NULL, 1, 3}, NKT_E_DOMAIN, NULL},
        {{first, numbers, NULL, half, 1, 3}, NKT_E_DOMAIN, NULL},
        {{first, numbers, NULL, nan_sum, 1, 3}, NKT_E_DOMAIN, NULL},
        {{first, numbers, NULL, other, 1, 3}, NKT_E_DOMAIN, NULL}, /* 5 - 2 - 3 is not 1 */
    };
    const double counts[] = {5, 2, 3};
    const nkt_column c = doubles(counts);
    nkt_cells cells = cells_of(&c, &cases[_i].relations, 3);
    const char *subject = cases[_i].subject ? cases[_i].subject : "cells.relations[0]";

    memset(states, 0, sizeof states);
    memset(found, 7, sizeof found);
    refused(nkt_suppression_audit(&cells, NULL, found, 0, &work, &error), cases[_i].status, 1,
            NULL);
    ck_assert_str_eq(error.subject, subject);
    cells.hidden = &hide;
    refused(
        nkt_suppression_choose(&cells, NULL, &NKT_TO(states), found, 0, &not_safe, &work, &error),
        cases[_i].status, 1, NULL);
    ck_assert_str_eq(error.subject, subject);
    ck_assert_int_eq(found[0].verdict, 0x07070707);
}
END_TEST

static int32_t cannot_grow(nkt_memory *memory, size_t needed) {
    (void)memory;
    (void)needed;
    return 0;
}

START_TEST(calls_are_checked) {
    const double counts[] = {5, 2, 3}, off[] = {5, 2, 4};
    const nkt_column c = doubles(counts), wrong = doubles(off);
    const nkt_relations r = {first, numbers, NULL, NULL, 1, 3};
    nkt_suppression_options o = {.size = sizeof o, .effort = 3};
    nkt_column odd = c;
    nkt_cells cells = cells_of(&c, &r, 3);
    nkt_memory misaligned = {.data = (char *)block + 4, .size = 9999}, none = {0};
    nkt_memory stuck = {.grow = cannot_grow}, growing = NKT_MEMORY_REALLOC;
    const nkt_target to = NKT_TO(states);
    uint8_t bytes[3];
    const nkt_target unsigned_bytes = NKT_TO(bytes);

    odd.type = 99;
    memset(states, 0, sizeof states);
    memset(primary, 0, sizeof primary);
    memset(found, 7, sizeof found);
#define AUDIT(o_, out_, stride_, w_) nkt_suppression_audit(&cells, o_, out_, stride_, w_, &error)
#define AUDIT_WITH(member_, value_, status_, text_)                                                \
    do {                                                                                           \
        const nkt_cells before = cells;                                                            \
        cells.member_ = (value_);                                                                  \
        refused(AUDIT(NULL, found, 0, &work), status_, 1, text_);                                  \
        cells = before;                                                                            \
    } while (0)
    refused(nkt_suppression_audit(NULL, NULL, found, 0, &work, &error), NKT_E_NULL, 1, NULL);
    AUDIT_WITH(counts, NULL, NKT_E_NULL, "cells.counts: is NULL");
    AUDIT_WITH(counts, &odd, NKT_E_TYPE, NULL);
    AUDIT_WITH(n_cells, -3, NKT_E_COUNT, "cells.n_cells: -3 is negative");
    AUDIT_WITH(n_cells, INT64_MAX, NKT_E_SIZE, NULL);
    AUDIT_WITH(counts, &wrong, NKT_E_DOMAIN,
               "cells.relations[0]: -1 is left over: the counts do not add up");
    AUDIT_WITH(hidden, NULL, NKT_E_NULL, "cells.hidden: is NULL");
    states[2] = 3;
    refused(AUDIT(NULL, found, 0, &work), NKT_E_ID, 1, "cells.hidden: row 2: 3 is no NKT_CELL_*");
    states[2] = 0;
    AUDIT_WITH(least, &odd, NKT_E_TYPE, NULL);
    AUDIT_WITH(most, &odd, NKT_E_TYPE, NULL);
    AUDIT_WITH(losses, &c, NKT_E_OPTION, NULL);
    ck_assert_str_eq(error.subject, "cells.losses");
    refused(AUDIT(&o, found, 0, &work), NKT_E_OPTION, 2, NULL);
    ck_assert_str_eq(error.subject, "options.effort");
    o = (nkt_suppression_options){.size = sizeof o, .width = 1.5};
    refused(AUDIT(&o, found, 0, &work), NKT_E_OPTION, 2, "options.width: 1.5 is no whole number");
    o = (nkt_suppression_options){.size = sizeof o, .width = 0.5};
    refused(AUDIT(&o, found, 0, &work), NKT_E_OPTION, 2, NULL);
    o = (nkt_suppression_options){.size = sizeof o, .pivots = -1};
    refused(AUDIT(&o, found, 0, &work), NKT_E_OPTION, 2, NULL);
    o = (nkt_suppression_options){.size = sizeof o, .tableau = -2};
    refused(AUDIT(&o, found, 0, &work), NKT_E_OPTION, 2, NULL);
    o = (nkt_suppression_options){.size = 1};
    refused(AUDIT(&o, found, 0, &work), NKT_E_OPTIONS_SIZE, 2, NULL);
    refused(AUDIT(NULL, NULL, 0, &work), NKT_E_NULL, 3, NULL);
    refused(AUDIT(NULL, found, 39, &work), NKT_E_STRIDE, 4, NULL);
    refused(AUDIT(NULL, found, 0, NULL), NKT_E_NULL, 5, NULL);
    refused(AUDIT(NULL, found, 0, &misaligned), NKT_E_ALIGNMENT, 5, NULL);
    refused(AUDIT(NULL, found, 0, &stuck), NKT_E_CAPACITY, 5, NULL);
    ck_assert_int_eq(error.reason, NKT_REASON_NOT_GROWN);
    refused(AUDIT(NULL, found, 0, &none), NKT_E_CAPACITY, 5, NULL);
    none.data = block;
    none.size = none.needed - 1;
    refused(AUDIT(NULL, found, 0, &none), NKT_E_CAPACITY, 5, NULL);
    ck_assert_int_eq(found[0].verdict, 0x07070707);
    none.size = none.needed;
    refused(AUDIT(NULL, found, 0, &none), NKT_OK, 0, NULL);
    refused(AUDIT(NULL, found, 0, &growing), NKT_OK, 0, NULL);

    memset(found, 7, sizeof found);
    cells.hidden = &hide;
#define CHOOSE(o_, s_, out_, stride_, safe_, w_)                                                   \
    nkt_suppression_choose(&cells, o_, s_, out_, stride_, safe_, w_, &error)
#define CHOOSE_WITH(member_, value_, status_)                                                      \
    do {                                                                                           \
        const nkt_cells before = cells;                                                            \
        cells.member_ = (value_);                                                                  \
        refused(CHOOSE(NULL, &to, NULL, 0, &not_safe, &work), status_, 1, NULL);                   \
        cells = before;                                                                            \
    } while (0)
    states[0] = 4711;
    refused(nkt_suppression_choose(NULL, NULL, &to, NULL, 0, &not_safe, &work, &error), NKT_E_NULL,
            1, NULL);
    CHOOSE_WITH(counts, NULL, NKT_E_NULL);
    CHOOSE_WITH(n_cells, -1, NKT_E_COUNT);
    CHOOSE_WITH(hidden, NULL, NKT_E_NULL);
    CHOOSE_WITH(losses, &odd, NKT_E_TYPE);
    CHOOSE_WITH(least, &odd, NKT_E_TYPE);
    CHOOSE_WITH(most, &odd, NKT_E_TYPE);
    refused(CHOOSE(&o, &to, NULL, 0, &not_safe, &work), NKT_E_OPTIONS_SIZE, 2, NULL);
    refused(CHOOSE(NULL, NULL, NULL, 0, &not_safe, &work), NKT_E_NULL, 3, NULL);
    refused(CHOOSE(NULL, &unsigned_bytes, NULL, 0, &not_safe, &work), NKT_E_TYPE, 3, NULL);
    refused(CHOOSE(NULL, &to, found, 8, &not_safe, &work), NKT_E_STRIDE, 5, NULL);
    refused(CHOOSE(NULL, &to, NULL, 0, NULL, &work), NKT_E_NULL, 6, NULL);
    refused(CHOOSE(NULL, &to, NULL, 0, &not_safe, NULL), NKT_E_NULL, 7, NULL);
    none.size = 0;
    refused(CHOOSE(NULL, &to, NULL, 0, &not_safe, &none), NKT_E_CAPACITY, 7, NULL);
    none.size = none.needed - 1;
    refused(CHOOSE(NULL, &to, NULL, 0, &not_safe, &none), NKT_E_CAPACITY, 7, NULL);
    ck_assert_int_eq(states[0], 4711);
    none.size = none.needed;
    refused(CHOOSE(NULL, &to, NULL, 0, &not_safe, &none), NKT_OK, 0, NULL);
    refused(CHOOSE(NULL, &to, NULL, 0, &not_safe, &growing), NKT_OK, 0, NULL);
    ck_assert_int_eq(found[0].verdict, 0x07070707);
    nkt_memory_free(&growing);
    ck_assert_int_eq(nkt_suppression_audit(NULL, NULL, NULL, 0, NULL, NULL), NKT_E_NULL);
    ck_assert_int_eq(nkt_suppression_choose(NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL),
                     NKT_E_NULL);
}
END_TEST

/* How much memory is needed follows from the table and from what is to be solved. */
START_TEST(needed_follows_the_table) {
    const double counts[] = {5, 2, 3};
    const nkt_column c = doubles(counts);
    const nkt_relations r = {first, numbers, NULL, NULL, 1, 3};
    nkt_suppression_options o = {.size = sizeof o, .tableau = -1};
    nkt_cells cells = cells_of(&c, &r, 3);
    const nkt_column empty = {.type = NKT_FLOAT64};
    nkt_memory none = {0};
    size_t without;

    memset(states, 0, sizeof states);
    ck_assert_int_eq(nkt_suppression_audit(&cells, &o, found, 0, &none, &error), NKT_E_CAPACITY);
    without = none.needed;
    o.tableau = 0;
    o.effort = NKT_EFFORT_BOUNDS;
    ck_assert_int_eq(nkt_suppression_audit(&cells, &o, found, 0, &none, &error), NKT_E_CAPACITY);
    ck_assert_uint_eq(none.needed, without);
    o.effort = NKT_EFFORT_SOLVE;
    states[1] = states[2] = NKT_CELL_PRIMARY;
    ck_assert_int_eq(nkt_suppression_audit(&cells, &o, found, 0, &none, &error), NKT_E_CAPACITY);
    ck_assert_uint_eq(none.needed, without + 8 * (1 * 2 + 5 * 1 + 4 * 2));
    o.tableau = 4; /* and no more than that */
    ck_assert_int_eq(nkt_suppression_audit(&cells, &o, found, 0, &none, &error), NKT_E_CAPACITY);
    ck_assert_uint_eq(none.needed, without + 8 * 4);
    o.tableau = INT64_MAX;
    ck_assert_int_eq(nkt_suppression_audit(&cells, &o, found, 0, &none, &error), NKT_E_CAPACITY);
    ck_assert_uint_eq(none.needed, without + 8 * (1 * 2 + 5 * 1 + 4 * 2));
    cells = (nkt_cells){.counts = &empty, .hidden = &empty};
    ck_assert_int_eq(nkt_suppression_audit(&cells, NULL, NULL, 0, NULL, &error), NKT_OK);
    ck_assert_int_eq(nkt_suppression_choose(&cells, NULL, NULL, NULL, 0, &not_safe, &work, &error),
                     NKT_OK);
    ck_assert_int_eq(not_safe, 0);
}
END_TEST

/* ---- relations that are built ----------------------------------------------------------------- */

START_TEST(builders_are_checked) {
    static const int64_t of[] = {-1, 0, 0}, wrong[] = {-1, 3, 0}, itself[] = {-1, 1, 0};
    static const int64_t years[] = {0, 1, 2}, bad_years[] = {0, -1, 2}, windows[] = {-1, 3, 4},
                         bad_windows[] = {-1, 3, -2};
    const nkt_column total_of = table_column(of), w = table_column(wrong), i = table_column(itself);
    const nkt_column y = table_column(years), by = table_column(bad_years);
    const nkt_column ends = table_column(windows), bends = table_column(bad_windows);
    int64_t own[64];
    nkt_memory room = {.data = own, .size = sizeof own}, none = {0};
    nkt_memory misaligned = {.data = (char *)own + 4, .size = 400}, stuck = {.grow = cannot_grow};
    nkt_relations r = {0}, odd = {NULL, NULL, NULL, NULL, 1, 0};

#define TOTALS(r_, of_, n_, room_) nkt_suppression_totals(r_, of_, n_, room_, &error)
    refused(TOTALS(NULL, &total_of, 3, &room), NKT_E_NULL, 1, NULL);
    refused(TOTALS(&odd, &total_of, 3, &room), NKT_E_NULL, 1, "relations.first: is NULL");
    refused(TOTALS(&r, NULL, 3, &room), NKT_E_NULL, 2, NULL);
    refused(TOTALS(&r, &w, 3, &room), NKT_E_DOMAIN, 2, "total_of: row 1: 3 is no cell");
    refused(TOTALS(&r, &i, 3, &room), NKT_E_DOMAIN, 2, "total_of: row 1: 1 is the cell itself");
    refused(TOTALS(&r, &total_of, -1, &room), NKT_E_COUNT, 3, NULL);
    refused(TOTALS(&r, &total_of, INT64_MAX, &room), NKT_E_SIZE, 3, NULL);
    refused(TOTALS(&r, &total_of, 3, NULL), NKT_E_NULL, 4, NULL);
    refused(TOTALS(&r, &total_of, 3, &misaligned), NKT_E_ALIGNMENT, 4, NULL);
    refused(TOTALS(&r, &total_of, 3, &stuck), NKT_E_CAPACITY, 4, NULL);
    refused(TOTALS(&r, &total_of, 3, &none), NKT_E_CAPACITY, 4, NULL);
    ck_assert_uint_gt(none.needed, 0);
    none.data = own;
    none.size = none.needed - 1;
    refused(TOTALS(&r, &total_of, 3, &none), NKT_E_CAPACITY, 4, NULL);
    ck_assert(r.n_relations == 0 && !r.first && !r.cells);
    none.size = none.needed;
    refused(TOTALS(&r, &total_of, 3, &none), NKT_OK, 0, NULL);
    ck_assert(r.n_relations == 1 && r.n_elements == 3 && r.first[0] == 0 && r.first[1] == 3);
    ck_assert(r.cells[0] == 0 && r.cells[1] == 1 && r.cells[2] == 2);
#define WINDOWS(r_, y_, w_, n_, width_, room_)                                                     \
    nkt_suppression_windows(r_, y_, w_, n_, width_, room_, &error)
    refused(WINDOWS(NULL, &y, &ends, 3, 2, &room), NKT_E_NULL, 1, NULL);
    refused(WINDOWS(&r, NULL, &ends, 3, 2, &room), NKT_E_NULL, 2, NULL);
    refused(WINDOWS(&r, &by, &ends, 3, 2, &room), NKT_E_DOMAIN, 2, "years: row 1: -1 is no cell");
    refused(WINDOWS(&r, &y, NULL, 3, 2, &room), NKT_E_NULL, 3, NULL);
    refused(WINDOWS(&r, &y, &bends, 3, 2, &room), NKT_E_DOMAIN, 3, NULL);
    refused(WINDOWS(&r, &y, &ends, -1, 2, &room), NKT_E_COUNT, 4, NULL);
    refused(WINDOWS(&r, &y, &ends, INT64_MAX, 2, &room), NKT_E_SIZE, 4, NULL);
    refused(WINDOWS(&r, &y, &ends, 3, 0, &room), NKT_E_COUNT, 5, NULL);
    refused(WINDOWS(&r, &y, &ends, 3, 2, NULL), NKT_E_NULL, 6, NULL);
    refused(WINDOWS(&r, &y, &ends, 3, 2, &misaligned), NKT_E_ALIGNMENT, 6, NULL);
    /* relations that lie in the room otherwise than a call leaves them */
    odd = (nkt_relations){own + 40, own + 20, NULL, NULL, 1, 3};
    memcpy(own + 40, r.first, 2 * sizeof *own);
    memcpy(own + 20, r.cells, 3 * sizeof *own);
    refused(WINDOWS(&odd, &y, &ends, 3, 2, &room), NKT_E_STATE, 1, NULL);
    ck_assert_int_eq(error.reason, NKT_REASON_OTHER_SHAPE);
    refused(WINDOWS(&r, &y, &ends, 3, 2, &stuck), NKT_E_CAPACITY, 6, NULL);
    ck_assert_int_eq(r.n_relations, 1);
    r = (nkt_relations){0};
    refused(WINDOWS(&r, &y, &ends, 3, 2, &room), NKT_OK, 0, NULL);
    ck_assert_uint_eq(room.needed, 8 * (3 + 6));
    ck_assert(r.n_relations == 2 && r.first[2] == 6 && r.n_elements == 6);
    ck_assert(r.cells[0] == 3 && r.cells[1] == 0 && r.cells[2] == 1 && r.cells[3] == 4);
    ck_assert_int_eq(nkt_suppression_totals(NULL, NULL, 0, NULL, NULL), NKT_E_NULL);
    ck_assert_int_eq(nkt_suppression_windows(NULL, NULL, NULL, 0, 0, NULL, NULL), NKT_E_NULL);
}
END_TEST

/* Many calls after one another, in a block that moves each time and in blocks of their own. */
START_TEST(relations_are_appended) {
    static const int8_t of[] = {-1, 0, 0, 1, 1, 2, 2}, years[] = {3, 4, 5, 6};
    static const int32_t ends[] = {INT32_MIN, 2, 1, 0};
    const nkt_column total_of = NKT_ARRAY(0, of), y = NKT_ARRAY(0, years);
    const nkt_column w = {.values = ends, .stride = sizeof *ends, .type = NKT_INT32_R};
    static const int64_t own_first[] = {0, 2}, own_cells[] = {5, 6};
    static const int8_t own_signs[] = {1, 1};
    static const double own_sums[] = {100};

    for (int kind = 0; kind < 4; kind++) {
        nkt_relations r = {0};
        nkt_memory moving = NKT_MEMORY_REALLOC, two[2] = {NKT_MEMORY_REALLOC, NKT_MEMORY_REALLOC};
        int64_t n = 0, e = 0;

        if (kind >= 2) /* begins with relations of the caller's own */
            r = (nkt_relations){own_first, own_cells, own_signs, kind == 3 ? own_sums : NULL, 1, 2};
        n = r.n_relations;
        e = r.n_elements;
        for (int i = 0; i < 6; i++) {
            nkt_memory *room = kind == 1 ? &two[i % 2] : &moving;
            if (i % 2)
                ck_assert_int_eq(nkt_suppression_windows(&r, &y, &w, 4, 2, room, &error), NKT_OK);
            else
                ck_assert_int_eq(nkt_suppression_totals(&r, &total_of, 7, room, &error), NKT_OK);
        }
        ck_assert_int_eq(r.n_relations, n + 18);
        ck_assert_int_eq(r.n_elements, e + 54);
        ck_assert_int_eq(r.first[r.n_relations], r.n_elements);
        for (int i = 0; i < 6; i++) {
            static const int64_t totals[] = {0, 1, 2, 1, 3, 4, 2, 5, 6},
                                 windows[] = {2, 3, 4, 1, 4, 5, 0, 5, 6};
            ck_assert_mem_eq(r.cells + e + 9 * i, i % 2 ? windows : totals, sizeof totals);
            for (int k = 0; k < 3; k++)
                ck_assert_int_eq(r.first[n + 3 * i + k], e + 9 * i + 3 * k);
        }
        if (kind >= 2) {
            ck_assert(r.signs[0] == 1 && r.signs[1] == 1 && r.cells[0] == 5 && r.cells[1] == 6);
            for (int64_t k = e; k < r.n_elements; k++)
                ck_assert_int_eq(r.signs[k], (k - e) % 3 ? -1 : 1);
        }
        if (kind == 3)
            for (int64_t k = 0; k < r.n_relations; k++)
                ck_assert_double_eq(r.sums[k], k ? 0 : 100);
        nkt_memory_free(&moving);
        nkt_memory_free(&two[0]);
        nkt_memory_free(&two[1]);
    }
}
END_TEST

Suite *nkt_suite_suppression_bad(void) {
    Suite *suite = suite_create("suppression_bad");
    TCase *tcase = tcase_create("suppression_bad");
    tcase_add_loop_test(tcase, a_bad_cell_spoils_its_own_sum_alone, 0, 4);
    tcase_add_test(tcase, a_missing_cell_is_as_good_as_hidden);
    tcase_add_test(tcase, knowledge_that_contradicts_is_reported);
    tcase_add_test(tcase, shares_that_sum_to_a_hundred);
    tcase_add_test(tcase, cells_that_must_stay_shown);
    tcase_add_test(tcase, marks_and_codes_of_any_type);
    tcase_add_test(tcase, states_of_cells_are_no_reasons);
    tcase_add_test(tcase, numbers_that_leave_64_bits);
    tcase_add_loop_test(tcase, relations_are_checked, 0, 17);
    tcase_add_test(tcase, calls_are_checked);
    tcase_add_test(tcase, needed_follows_the_table);
    tcase_add_test(tcase, builders_are_checked);
    tcase_add_test(tcase, relations_are_appended);
    suite_add_tcase(suite, tcase);
    return suite;
}
