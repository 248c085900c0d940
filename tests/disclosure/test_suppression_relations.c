/*
 * Relations of cells: how they are built and appended.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <math.h>

#include "disclosure/suppression_calls.h"
#include "nyckeltal/realloc.h"

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

Suite *nkt_suite_suppression_relations(void) {
    Suite *suite = suite_create("suppression_relations");
    TCase *tcase = tcase_create("suppression_relations");
    tcase_add_test(tcase, builders_are_checked);
    tcase_add_test(tcase, relations_are_appended);
    suite_add_tcase(suite, tcase);
    return suite;
}
