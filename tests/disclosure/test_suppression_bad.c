/*
 * Calls of suppression that are refused, and the memory that a table needs.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <math.h>

#include "disclosure/suppression_calls.h"
#include "nyckeltal/realloc.h"

static nkt_feasible found[TABLE_CELLS];
static int64_t block[200000];
static int64_t not_safe;
static nkt_memory work = {.data = block, .size = sizeof block};

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

Suite *nkt_suite_suppression_bad(void) {
    Suite *suite = suite_create("suppression_bad");
    TCase *tcase = tcase_create("suppression_bad");
    tcase_add_loop_test(tcase, relations_are_checked, 0, 17);
    tcase_add_test(tcase, calls_are_checked);
    tcase_add_test(tcase, needed_follows_the_table);
    suite_add_tcase(suite, tcase);
    return suite;
}
