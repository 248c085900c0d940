/*
 * Rolling windows against a plain search on random panels; exactness, order of rows, what may be
 * pooled, and the way from lags and windows to key figures.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "rows/random_panel.h"

static nkt_column value_of(const struct row *from) {
    nkt_column column = NKT_FIELD(NKT_IN_RECEIVED, from, eighths);
    column.reasons = &from->reason;
    column.reasons_stride = sizeof *from;
    return column;
}

static nkt_total naive_window(int64_t r, int64_t width) {
    int64_t eighths = 0, present = 0, missing = 0, secret = 0, not_applicable = 0;
    nkt_total total = {.value = NAN};

    for (int64_t lag = 0; lag < width; lag++) {
        int64_t i = naive_lag(r, lag);
        int reason = i < 0 ? NKT_STATE_MISSING : rows[i].reason;
        if (reason == NKT_STATE_VALUE && isnan(rows[i].eighths))
            reason = NKT_STATE_MISSING;
        if (reason == NKT_STATE_VALUE) {
            eighths += (int64_t)(rows[i].eighths * 8);
            present++;
        } else if (reason == NKT_STATE_SECRET) {
            secret++;
        } else if (reason == NKT_STATE_NOT_APPLICABLE) {
            not_applicable++;
        } else {
            missing++;
        }
    }
    total.contributors = present;
    total.members = width - not_applicable;
    if (secret)
        total.state = NKT_STATE_SECRET;
    else if (present)
        total.value = (double)eighths / 8;
    else
        total.state = missing ? NKT_STATE_MISSING : NKT_STATE_NOT_APPLICABLE;
    total.flags = !secret && present && missing ? NKT_FLAG_PARTIAL : 0;
    return total;
}

static int same_total(const nkt_total *a, const nkt_total *b) {
    return ((isnan(a->value) && isnan(b->value)) || a->value == b->value) &&
           a->contributors == b->contributors && a->members == b->members && a->flags == b->flags &&
           a->state == b->state;
}

START_TEST(windows_are_those_of_a_search) {
    static const int64_t widths[] = {1, 2, 3, 5, 20};
    nkt_column column;

    make_rows(_i);
    make_panel();
    column = value_of(rows);
    for (size_t k = 0; k < sizeof widths / sizeof widths[0]; k++) {
        nkt_error error;
        ck_assert_int_eq(nkt_panel_window(&panel, &column, widths[k], 0, &rows[0].pooled,
                                          sizeof rows[0], &error),
                         NKT_OK);
        for (int64_t r = 0; r < N; r++) {
            nkt_total expected = naive_window(r, widths[k]);
            if (!belongs(&rows[r]))
                expected = (nkt_total){NAN, 0, widths[k], 0, NKT_STATE_MISSING};
            ck_assert_msg(same_total(&rows[r].pooled, &expected),
                          "row %d, width %d: %g (%d of %d, state %d), not %g (%d of %d, state %d)",
                          (int)r, (int)widths[k], rows[r].pooled.value,
                          (int)rows[r].pooled.contributors, (int)rows[r].pooled.members,
                          rows[r].pooled.state, expected.value, (int)expected.contributors,
                          (int)expected.members, expected.state);
        }
    }
}
END_TEST

/* Values of all magnitudes: every row's total has the same bits wherever the row stands. */
START_TEST(the_order_of_rows_changes_no_bit) {
    static double values[2][N];
    static nkt_total totals[2][N];

    make_rows(0);
    for (int r = 0; r < N; r++) {
        rows[r].reason = 0;
        rows[r].pooled.members = r; /* who it was before */
        values[0][r] = ldexp((double)draw(1u << 30) + 1, (int)draw(120) - 60) * (r % 2 ? 1 : -1);
    }
    for (int turn = 0; turn < 2; turn++) {
        nkt_column column = NKT_ARRAY(0, values[turn]);
        if (turn == 1) {
            shuffle(rows);
            for (int r = 0; r < N; r++)
                values[1][r] = values[0][rows[r].pooled.members];
        }
        make_panel();
        nkt_panel_window(&panel, &column, 4, 0, totals[turn], 0, NULL);
    }
    for (int r = 0; r < N; r++)
        ck_assert_mem_eq(&totals[1][r], &totals[0][rows[r].pooled.members], sizeof(nkt_total));
}
END_TEST

START_TEST(what_has_left_a_window_leaves_no_trace) {
    double values[] = {1e300, 1, 0.1, 0.2, -1e300, 3, INFINITY, 5, 6};
    int32_t years[] = {1, 2, 3, 4, 5, 6, 7, 8, 9}, unit = 5;
    nkt_column key = {.values = &unit, .type = NKT_INT32}, year = NKT_ARRAY(0, years);
    nkt_column column = NKT_ARRAY(0, values);
    nkt_total totals[9];
    nkt_error error;

    ck_assert_int_eq(make_small(&key, &year, 9, &error), NKT_OK);
    ck_assert_int_eq(nkt_panel_window(&panel, &column, 2, 0, totals, 0, &error), NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "values: row 6: infinity is no finite number");
    ck_assert_int_eq(error.rows_affected, 1);
    ck_assert_double_eq(totals[2].value, 1.1);
    ck_assert_double_eq(totals[3].value, 0.1 + 0.2);
    ck_assert_int_eq(totals[6].state, NKT_STATE_INVALID);
    ck_assert_int_eq(totals[7].state, NKT_STATE_INVALID);
    ck_assert_double_eq(totals[8].value, 11);
    ck_assert_int_eq(totals[8].flags, 0);
    ck_assert_int_eq(totals[0].flags, NKT_FLAG_PARTIAL);
}
END_TEST

START_TEST(a_window_beyond_the_largest_double_is_invalid) {
    double values[] = {1.5e308, 1.5e308, -1e308};
    int32_t years[] = {3, 2, 4}, unit = 5;
    nkt_column key = {.values = &unit, .type = NKT_INT32}, year = NKT_ARRAY(0, years);
    nkt_column column = NKT_ARRAY(0, values);
    nkt_total totals[3];
    nkt_error error;

    make_small(&key, &year, 3, NULL);
    ck_assert_int_eq(nkt_panel_window(&panel, &column, 2, 0, totals, 0, &error), NKT_ROWS_INVALID);
    ck_assert_int_eq(error.row, 0);
    ck_assert_int_eq(totals[0].state, NKT_STATE_INVALID);
    ck_assert_double_eq(totals[1].value, 1.5e308);
    ck_assert_double_eq(totals[2].value, 1.5e308 - 1e308);
}
END_TEST

/* The two routes that panel.h shows: last year's population, and a share over three years. */
START_TEST(lags_and_windows_feed_nkt_compute) {
    static const struct {
        int32_t municipality, year, population, seekers, received, assigned;
    } table[] = {
        {1, 2016, 2000, 44, 10, 7}, {1, 2014, 1000, 20, 30, 3}, {1, 2015, 1600, 24, 20, 2},
        {2, 2016, 500, 5, 8, 4},    {2, 2014, 400, 4, 4, 1},
    };
    nkt_total received_3[5], assigned_3[5];
    nkt_estimate rate_of[5], share_of[5];
    static const double rates[] = {27.5, NAN, 24, NAN, NAN};
    static const double shares[] = {20, 10, 10, 100.0 * 5 / 12, 25};
    nkt_column key = NKT_FIELD(0, table, municipality), year = NKT_FIELD(0, table, year);
    nkt_column received = NKT_FIELD(NKT_IN_RECEIVED, table, received);
    nkt_column assigned = NKT_FIELD(NKT_IN_RECEIVED_ASSIGNED, table, assigned);
    nkt_column rate_in[2] = {NKT_FIELD(NKT_IN_ASYLUM_SEEKERS, table, seekers),
                             NKT_FIELD(NKT_IN_POPULATION_PREVIOUS_YEAR, table, population)};
    const nkt_column share_in[] = {NKT_TOTALS(NKT_IN_RECEIVED, received_3),
                                   NKT_TOTALS(NKT_IN_RECEIVED_ASSIGNED, assigned_3)};
    const int32_t rate = NKT_ASYLUM_SEEKERS_PER_1000, share = NKT_RECEIVED_ASSIGNED_SHARE;
    int64_t last_year[5];

    ck_assert_int_eq(make_small(&key, &year, 5, NULL), NKT_OK);
    nkt_panel_lag(&panel, 1, &NKT_TO(last_year), NULL);
    rate_in[1].rows = last_year;
    ck_assert_int_eq(nkt_compute(&(nkt_table)NKT_TABLE_OF(rate_in, 2, 5), &rate, 1, NULL,
                                 &NKT_ESTIMATES(rate_of), NULL),
                     NKT_OK);
    nkt_panel_window(&panel, &received, 3, 0, received_3, 0, NULL);
    nkt_panel_window(&panel, &assigned, 3, 0, assigned_3, 0, NULL);
    ck_assert_int_eq(nkt_compute(&(nkt_table)NKT_TABLE_OF(share_in, 2, 5), &share, 1, NULL,
                                 &NKT_ESTIMATES(share_of), NULL),
                     NKT_OK);
    for (int r = 0; r < 5; r++) {
        if (isnan(rates[r]))
            ck_assert_int_eq(rate_of[r].state, NKT_STATE_MISSING);
        else
            ck_assert_double_eq(rate_of[r].value, rates[r]);
        ck_assert_double_eq(share_of[r].value, shares[r]);
    }
    ck_assert_double_eq(share_of[0].basis, 60);
}
END_TEST

START_TEST(pooling_is_for_what_is_counted_during_a_year) {
    static const struct {
        int32_t id;
        const char *message; /* NULL: allowed */
    } ids[] = {
        {0, NULL},
        {NKT_IN_RECEIVED, NULL},
        {NKT_IN_SFI_BEGINNERS, NULL},
        {NKT_IN_SOCIAL_ASSISTANCE, NULL},
        {NKT_IN_POPULATION, "population: is a stock, mostly the same persons from year to year: "
                            "its years do not add up"},
        {NKT_IN_SFI_TEACHERS,
         "sfi_teachers: is measured at a point in time: its years do not add up"},
        {NKT_IN_FLOOR_AREA, "floor_area: is measured at a point in time: its years do not add up"},
        {NKT_DEPENDENCY_RATIO, "dependency_ratio: is a key figure: pool what it is made of"},
        {NKT_RECEIVED_2_YEARS, "received_2_years: is a key figure: pool what it is made of"},
    };
    static const double one = 1;
    static const int32_t unit = 5;
    nkt_column key = {.values = &unit, .type = NKT_INT32};
    nkt_column column = {.values = &one, .type = NKT_FLOAT64};
    nkt_total total;
    nkt_error error;

    make_small(&key, &key, 1, NULL);
    for (size_t i = 0; i < sizeof ids / sizeof ids[0]; i++) {
        nkt_status status;
        column.id = ids[i].id;
        memset(&total, 0x55, sizeof total);
        status = nkt_panel_window(&panel, &column, 2, 0, &total, 0, &error);
        ck_assert_int_eq(status, ids[i].message ? NKT_E_MEASURE : NKT_OK);
        ck_assert_str_eq(error.message, ids[i].message ? ids[i].message : "");
        if (status) {
            ck_assert_int_eq(error.id, ids[i].id);
            ck_assert_int_eq(total.state, 0x55555555);
        }
        /* A window of one year pools nothing. */
        ck_assert_int_eq(nkt_panel_window(&panel, &column, 1, 0, &total, 0, &error), NKT_OK);
        ck_assert_double_eq(total.value, 1);
    }
    for (int64_t i = 0; i < nkt_input_count(); i++) {
        const nkt_input *input = nkt_input_at(i);
        int flow = input->measure == NKT_MEASURE_FLOW || input->measure == NKT_MEASURE_COHORT ||
                   input->measure == NKT_MEASURE_AMOUNT_FLOW;
        column.id = input->id;
        ck_assert_int_eq(nkt_panel_window(&panel, &column, 2, 0, &total, 0, NULL),
                         flow ? NKT_OK : NKT_E_MEASURE);
    }
}
END_TEST

Suite *nkt_suite_window(void) {
    Suite *suite = suite_create("window");
    TCase *tcase = tcase_create("window");
    tcase_add_loop_test(tcase, windows_are_those_of_a_search, 0, TRIALS);
    tcase_add_test(tcase, the_order_of_rows_changes_no_bit);
    tcase_add_test(tcase, what_has_left_a_window_leaves_no_trace);
    tcase_add_test(tcase, a_window_beyond_the_largest_double_is_invalid);
    tcase_add_test(tcase, lags_and_windows_feed_nkt_compute);
    tcase_add_test(tcase, pooling_is_for_what_is_counted_during_a_year);
    suite_add_tcase(suite, tcase);
    return suite;
}
