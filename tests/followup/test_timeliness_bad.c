/*
 * Timeliness: bad data, and calls that are refused.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "followup/offers.h"

static double exceeds[CASES];

START_TEST(bad_cases_are_reported_and_unknown) {
    for (int k = 0; k < 6; k++) {
        start[k] = 1000;
        offer[k] = end[k] = 1010;
        offsets[k] = k;
    }
    offsets[6] = 6;
    offer[1] = 999;
    start[2] = 0.5;
    end[3] = 1009;
    offer[4] = INFINITY;
    start[5] = NAN;
    offers.ends = &ends;
    ck_assert_int_eq(time_cases(6, &options), NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "offers.dates[1]: row 1: 999 is before the start");
    ck_assert_str_eq(error.subject, "offers.dates[1]");
    ck_assert_int_eq(error.argument, 1);
    ck_assert_int_eq(error.item, 1);
    ck_assert_int_eq(error.rows_affected, 4);
    ck_assert_int_eq(cases[0].status, NKT_CASE_IN_TIME);
    for (int k = 1; k < 6; k++) {
        ck_assert_int_eq(cases[k].status, NKT_CASE_UNKNOWN);
        ck_assert_int_eq(cases[k].state, k < 5 ? NKT_STATE_INVALID : NKT_STATE_MISSING);
        ck_assert_double_nan(cases[k].delay);
    }
}
END_TEST

static int32_t grow_not(nkt_memory *lent, size_t needed) {
    return lent && needed == 0;
}

static void refused(nkt_status got, nkt_status status, int argument) {
    ck_assert_int_eq(got, status);
    ck_assert_int_eq(error.argument, argument);
    ck_assert_int_eq(cases[0].status, 4711);
}

START_TEST(calls_are_checked) {
    static const int64_t wrong_limits[] = {28, 28};
    const nkt_options odd_options = {.size = sizeof odd_options, .confidence = 2};
    const nkt_offers good = {
        .rows = NKT_ROWS(3), .starts = &starts, .dates = &dates, .cases = &numbers, .n_offers = 3};
    const nkt_target overlapping = {.values = exceeds, .stride = 4, .type = NKT_FLOAT64};
    nkt_memory none = {0}, stuck = {.grow = grow_not};
    nkt_column odd = starts;
    nkt_timeliness found;
    nkt_offers wrong;
    int64_t day, by_band[3];

    for (int k = 0; k <= 3; k++)
        offsets[k] = case_of[k] = k;
    cases[0].status = 4711;
    odd.type = 99;
#define CASES_OF(o, opt, to, stride, lent) nkt_timeliness_cases(o, opt, to, stride, lent, &error)
#define WRONG(member, value, status, what)                                                         \
    wrong = good;                                                                                  \
    wrong.member = value;                                                                          \
    refused(CASES_OF(&wrong, NULL, cases, 0, &memory), status, 1);                                 \
    ck_assert_str_eq(error.subject, "offers." what)
    refused(CASES_OF(NULL, NULL, cases, 0, &memory), NKT_E_NULL, 1);
    WRONG(starts, NULL, NKT_E_NULL, "starts");
    WRONG(starts, &odd, NKT_E_TYPE, "starts");
    WRONG(cases, NULL, NKT_E_NULL, "cases");
    WRONG(cases, &odd, NKT_E_TYPE, "cases");
    WRONG(dates, NULL, NKT_E_NULL, "dates");
    WRONG(dates, &odd, NKT_E_TYPE, "dates");
    WRONG(ends, &odd, NKT_E_TYPE, "ends");
    WRONG(rows.n_rows, -3, NKT_E_COUNT, "rows.n_rows");
    WRONG(rows.groups, &odd, NKT_E_OPTION, "rows.groups");
    WRONG(rows.include, &odd, NKT_E_TYPE, "rows.include");
    WRONG(n_offers, -3, NKT_E_COUNT, "n_offers");
    WRONG(first_case, 2, NKT_E_COUNT, "first_case");
    WRONG(offsets, offsets, NKT_E_OPTION, "offsets");
    wrong = good;
    wrong.cases = NULL;
    wrong.offsets = offsets;
    wrong.n_offers = 2;
    refused(CASES_OF(&wrong, NULL, cases, 0, &memory), NKT_E_DOMAIN, 1);
    ck_assert_str_eq(error.message, "offers.offsets[3]: 3 is more than there are offers");
    ck_assert_int_eq(error.item, 3);
    offsets[2] = 0;
    refused(CASES_OF(&wrong, NULL, cases, 0, &memory), NKT_E_DOMAIN, 1);
    ck_assert_str_eq(error.message, "offers.offsets[2]: 0 is less than the one before");
    refused(CASES_OF(&good, NULL, NULL, 0, &memory), NKT_E_NULL, 3);
    refused(CASES_OF(&good, NULL, cases, 55, &memory), NKT_E_STRIDE, 4);
    refused(CASES_OF(&good, NULL, cases, 0, NULL), NKT_E_NULL, 5);
    refused(CASES_OF(&good, NULL, cases, 0, &none), NKT_E_CAPACITY, 5);
    ck_assert_uint_gt(none.needed, 0);
    refused(CASES_OF(&good, NULL, cases, 0, &stuck), NKT_E_CAPACITY, 5);
    ck_assert_int_eq(error.reason, NKT_REASON_NOT_GROWN);
    wrong = good;
    wrong.n_offers = INT64_MAX;
    refused(CASES_OF(&wrong, NULL, cases, 0, &memory), NKT_E_SIZE, 5);
#define OPTION(field, wrong)                                                                       \
    options = (nkt_timeliness_options){.size = sizeof options, .field = wrong};                    \
    refused(CASES_OF(&good, &options, cases, 0, &memory), NKT_E_OPTION, 2);                        \
    ck_assert_str_eq(error.subject, "options." #field)
    OPTION(months, -3);
    OPTION(months, 1201);
    OPTION(days, 36501);
    OPTION(days, -1);
    OPTION(gap, -3);
    OPTION(until, NKT_DAY_MAX + 1);
    OPTION(until_given, 2);
    OPTION(unit, 5);
    OPTION(unit, -1);
    options =
        (nkt_timeliness_options){.size = sizeof options, .months = NKT_PERIOD_UNLIMITED, .days = 3};
    refused(CASES_OF(&good, &options, cases, 0, &memory), NKT_E_OPTION, 2);
    ck_assert_int_eq(error.reason, NKT_REASON_CONTRADICTION);
    options.size = 2;
    refused(CASES_OF(&good, &options, cases, 0, &memory), NKT_E_OPTIONS_SIZE, 2);
#define GROUPS_OF(from, stride, n, n_g, b, opt, to)                                                \
    nkt_timeliness_groups(                                                                         \
        from, stride, &(nkt_rows){.n_rows = n, .n_groups = n_g, .groups = n_g ? &numbers : NULL},  \
        b, opt, to, 0, &error)
#define BANDS(l, n, to) &(nkt_bands){l, n, to}
    refused(GROUPS_OF(NULL, 0, 3, 1, NULL, NULL, &found), NKT_E_NULL, 1);
    refused(GROUPS_OF(cases, 8, 3, 1, NULL, NULL, &found), NKT_E_STRIDE, 2);
    refused(nkt_timeliness_groups(cases, 0, NULL, NULL, NULL, &found, 0, &error), NKT_E_NULL, 3);
    refused(GROUPS_OF(cases, 0, -3, 1, NULL, NULL, &found), NKT_E_COUNT, 3);
    refused(GROUPS_OF(cases, 0, 3, -1, NULL, NULL, &found), NKT_E_COUNT, 3);
    refused(GROUPS_OF(cases, 0, 3, 0, BANDS(NULL, 1, by_band), NULL, &found), NKT_E_NULL, 4);
    refused(GROUPS_OF(cases, 0, 3, 0, BANDS(wrong_limits, 1, NULL), NULL, &found), NKT_E_NULL, 4);
    refused(GROUPS_OF(cases, 0, 3, 0, BANDS(wrong_limits, 2, by_band), NULL, &found), NKT_E_DOMAIN,
            4);
    ck_assert_str_eq(error.message, "bands.limits[1]: 28 is not above the one before");
    refused(GROUPS_OF(cases, 0, 3, 0, BANDS(wrong_limits, -1, by_band), NULL, &found), NKT_E_COUNT,
            4);
    refused(GROUPS_OF(cases, 0, 3, 0, BANDS(wrong_limits, INT64_MAX, by_band), NULL, &found),
            NKT_E_COUNT, 4);
    refused(GROUPS_OF(cases, 0, 3, 0, NULL, &odd_options, &found), NKT_E_OPTION, 5);
    refused(GROUPS_OF(cases, 0, 3, 0, NULL, NULL, NULL), NKT_E_NULL, 6);
    refused(nkt_timeliness_groups(cases, 0,
                                  &(nkt_rows){.n_rows = 3, .n_groups = 3, .groups = &numbers}, NULL,
                                  NULL, &found, 8, &error),
            NKT_E_STRIDE, 7);
#define LENGTHS(s, e, n, opt, to)                                                                  \
    nkt_timeliness_lengths(s, e, &(nkt_rows)NKT_ROWS(n), opt, to, NULL, &error)
    refused(LENGTHS(NULL, &ends, 3, NULL, &NKT_TO(exceeds)), NKT_E_NULL, 1);
    refused(LENGTHS(&starts, NULL, 3, NULL, &NKT_TO(exceeds)), NKT_E_NULL, 2);
    refused(LENGTHS(&starts, &odd, 3, NULL, &NKT_TO(exceeds)), NKT_E_TYPE, 2);
    refused(LENGTHS(&starts, &ends, -3, NULL, &NKT_TO(exceeds)), NKT_E_COUNT, 3);
    refused(nkt_timeliness_lengths(&starts, &ends, NULL, NULL, &NKT_TO(exceeds), NULL, &error),
            NKT_E_NULL, 3);
#define LENGTH_OPTION(field, wrong)                                                                \
    refused(LENGTHS(&starts, &ends, 3,                                                             \
                    (&(nkt_length_options){.size = sizeof(nkt_length_options), .field = wrong}),   \
                    &NKT_TO(exceeds)),                                                             \
            NKT_E_OPTION, 4);                                                                      \
    ck_assert_str_eq(error.subject, "options." #field)
    LENGTH_OPTION(months, -3);
    LENGTH_OPTION(months, NKT_PERIOD_UNLIMITED);
    LENGTH_OPTION(days, -1);
    LENGTH_OPTION(until, NKT_DAY_MAX + 1);
    LENGTH_OPTION(unit, 7);
    LENGTH_OPTION(until_given, -1);
    LENGTH_OPTION(reserved, 1);
    refused(LENGTHS(&starts, &ends, 3, NULL, NULL), NKT_E_NULL, 5);
    refused(LENGTHS(&starts, &ends, 3, NULL, &NKT_TO_N(exceeds, 2)), NKT_E_CAPACITY, 5);
    refused(LENGTHS(&starts, &ends, 3, NULL, &NKT_TO(case_of)), NKT_E_TYPE, 5);
    refused(LENGTHS(&starts, &ends, 3, NULL, &overlapping), NKT_E_STRIDE, 5);
    refused(nkt_add_months(NKT_DAY_MAX + 1, 1, &day, &error), NKT_E_DOMAIN, 1);
    refused(nkt_add_months(1, 12001, &day, &error), NKT_E_DOMAIN, 2);
    refused(nkt_add_months(1, 1, NULL, &error), NKT_E_NULL, 3);
}
END_TEST

Suite *nkt_suite_timeliness_bad(void) {
    Suite *suite = suite_create("timeliness_bad");
    TCase *tcase = tcase_create("timeliness_bad");
    tcase_set_timeout(tcase, 60);
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_test(tcase, bad_cases_are_reported_and_unknown);
    tcase_add_test(tcase, calls_are_checked);
    suite_add_tcase(suite, tcase);
    return suite;
}
