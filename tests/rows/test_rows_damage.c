/*
 * Groups that are none, panels whose words have changed, and forged ones.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "rows/rows_calls.h"

/* Rows, not the call, are at fault where a group number is none: they are left out, and told. */
START_TEST(groups_that_are_none_are_told) {
    static const int64_t numbers[] = {2, -2, INT64_MIN, INT64_MAX};
    nkt_total totals[2];
    int64_t first[2];

    for (int i = 0; i < 4; i++)
        for (int from = 0; from < 2; from++) {
            reset();
            for (int r = 0; r < N; r++)
                c.groups[r] += from;
            c.rows.first_group = from;
            c.groups[2] = numbers[i] + (numbers[i] == 2 ? from : 0);
            ck_assert_int_eq(nkt_group_sum(c.column_, c.rows_, totals, 0, c.scratch_, &c.error),
                             NKT_ROWS_INVALID);
            ck_assert_int_eq(c.error.row, 2);
            ck_assert_int_eq(c.error.rows_affected, 1);
            ck_assert_int_eq(c.error.reason, NKT_REASON_UNKNOWN_CODE);
            ck_assert_str_eq(c.error.subject, "rows.groups");
            ck_assert_double_eq(totals[0].value, 1);
            ck_assert_double_eq(totals[1].value, 6);
            c.target = NKT_TO(first);
            ck_assert_int_eq(group_first(), NKT_ROWS_INVALID);
            ck_assert_int_eq(c.error.row, 2);
            ck_assert_int_eq(first[0], 0);
            ck_assert_int_eq(first[1], 1);
        }
}
END_TEST

/* No word of a panel can change without one of its functions saying so, or staying within it. */
START_TEST(damage_anywhere_is_noticed) {
    int64_t n;

    reset();
    ck_assert_uint_eq(c.good.needed, (7 + 5 * N + 1) * 8);
    for (size_t word = 0; word < 7 + 5 * N + 1; word++)
        for (int bit = 0; bit < 64; bit += 7) {
            reset();
            c.panel[word] ^= (int64_t)(UINT64_C(1) << bit);
            ck_assert_int_eq(panel_lag(), NKT_E_STATE);
            ck_assert_int_eq(panel_window(), NKT_E_STATE);
            ck_assert(is_untouched(c.out, sizeof c.out));
            for (int64_t row = 0; row < N; row++) {
                int64_t found[N] = {0};
                if (nkt_panel_find(c.used, row, 2016, &n, NULL) == NKT_OK)
                    ck_assert(n >= -1 && n < N);
                if (nkt_panel_unit_rows(c.used, row, &NKT_TO(found), &n, NULL) == NKT_OK) {
                    ck_assert(n >= 0 && n <= N);
                    for (int64_t i = 0; i < n; i++)
                        ck_assert(found[i] >= 0 && found[i] < N);
                }
            }
        }
}
END_TEST

/* Whoever means harm makes the checksums right: then it is the arrays that give it away. */
START_TEST(a_forged_panel_leads_nowhere) {
    static const int64_t numbers[] = {-3, -2, -1, 0, 1, 2, 3, N, 1000000, INT64_MAX, INT64_MIN};

    for (size_t word = 2; word < 7 + 5 * N + 1; word++)
        for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
            nkt_i_panel view;
            nkt_status status;
            reset();
            view = nkt_i_panel_lay_out(c.panel, N);
            view.n_seats = N;
            view.n_units = 2;
            if (word == 3)
                view.n_seats = numbers[i];
            else if (word == 4)
                view.n_units = numbers[i];
            else if (word >= 7)
                c.panel[word] = numbers[i];
            nkt_i_panel_seal(c.panel, &view);
            status = panel_lag(); /* the sanitizers see where it reads and writes */
            ck_assert(status == NKT_OK || status == NKT_E_STATE);
            status = panel_window();
            ck_assert(status == NKT_OK || status == NKT_E_STATE);
            if (word == 7) /* the row of the first seat */
                ck_assert_int_eq(status, numbers[i] == 0 ? NKT_OK : NKT_E_STATE);
        }
}
END_TEST

Suite *nkt_suite_rows_damage(void) {
    Suite *suite = suite_create("rows_damage");
    TCase *tcase = tcase_create("rows_damage");
    tcase_add_test(tcase, groups_that_are_none_are_told);
    tcase_add_test(tcase, damage_anywhere_is_noticed);
    tcase_add_test(tcase, a_forged_panel_leads_nowhere);
    suite_add_tcase(suite, tcase);
    return suite;
}
