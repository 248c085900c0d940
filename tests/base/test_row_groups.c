/*
 * Groups read in blocks are those read one by one, in every type, with and without rows left out.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <check.h>
#include <stdint.h>
#include <string.h>

#include "base/base.h"

enum { N = 100, GROUPS = 5 };

static int64_t wide[N];
static int32_t middle[N], r[N];
static int16_t narrow[N];
static int8_t byte[N];
static double number[N];
static uint8_t include[N];
static int64_t order[N];

/* Groups, none, and what is no group. */
static void fill(int first, int with_bad) {
    for (int i = 0; i < N; i++) {
        int code = first + i % GROUPS;
        if (i % 11 == 0)
            code = -1;
        if (with_bad && i % 13 == 5)
            code = i % 2 ? first + GROUPS : -2;
        wide[i] = middle[i] = r[i] = code;
        narrow[i] = (int16_t)code;
        byte[i] = (int8_t)code;
        number[i] = code;
        if (code == -1)
            r[i] = INT32_MIN;
        include[i] = i % 7 != 0;
        order[i] = N - 1 - i;
    }
    if (with_bad) {
        wide[50] = INT64_MIN;
        wide[51] = INT64_MAX;
    }
}

START_TEST(blocks_of_groups_agree_with_rows) {
    const nkt_column columns[] = {NKT_ARRAY(0, wide),   NKT_ARRAY(0, middle),
                                  NKT_ARRAY(0, narrow), NKT_ARRAY(0, byte),
                                  NKT_ARRAY(0, number), NKT_ARRAY_AS(NKT_INT32_R, 0, r, 0)};
    const nkt_column take = NKT_ARRAY(0, include);

    for (int first = 0; first < 2; first++)
        for (int with_bad = 0; with_bad < 2; with_bad++)
            for (int type = 0; type < 6; type++)
                for (int how = 0; how < 4; how++) {
                    nkt_column column = columns[type];
                    const nkt_rows rows = {how & 1 ? &take : NULL, &column, N, GROUPS, first, 0};
                    nkt_i_call one = nkt_i_call_begin(NULL, "rows");
                    nkt_i_call block = nkt_i_call_begin(NULL, "rows");
                    int64_t groups[N];
                    fill(first, with_bad);
                    if (how & 2)
                        column.rows = order;
                    for (int64_t i = 0; i < N; i += 30)
                        nkt_i_row_groups(&block, "rows.include", "rows.groups", &rows, i,
                                         i + 30 < N ? 30 : N - i, groups + i);
                    for (int64_t i = 0; i < N; i++) {
                        const int64_t group = nkt_i_row_included(&one, "rows.include", &rows, i)
                                                  ? nkt_i_row_group(&one, "rows.groups", &rows, i)
                                                  : -1;
                        ck_assert_int_eq(groups[i], group);
                    }
                    ck_assert_int_eq(block.bad_rows, one.bad_rows);
                    ck_assert_int_eq(block.first_bad.row, one.first_bad.row);
                    ck_assert_int_eq(one.bad_rows > 0, with_bad);
                }
}
END_TEST

START_TEST(without_groups_all_rows_are_one) {
    const nkt_column take = NKT_ARRAY(0, include);
    nkt_rows rows = NKT_ROWS(N);
    nkt_i_call call = nkt_i_call_begin(NULL, "rows");
    int64_t groups[N];

    fill(0, 0);
    for (int turn = 0; turn < 2; turn++) {
        memset(groups, 0x55, sizeof groups);
        nkt_i_row_groups(&call, "rows.include", "rows.groups", &rows, 0, N, groups);
        for (int i = 0; i < N; i++)
            ck_assert_int_eq(groups[i], turn && !include[i] ? -1 : 0);
        rows.include = &take;
    }
}
END_TEST

Suite *nkt_suite_row_groups(void) {
    Suite *suite = suite_create("row_groups");
    TCase *tcase = tcase_create("row_groups");
    tcase_add_test(tcase, blocks_of_groups_agree_with_rows);
    tcase_add_test(tcase, without_groups_all_rows_are_one);
    suite_add_tcase(suite, tcase);
    return suite;
}
