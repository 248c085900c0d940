/*
 * Dates in every unit, offers in any order, and options that can say every legal value.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <check.h>
#include <stdlib.h>

#include "followup/offers.h"

/* ---- dates in every unit, and offers in any order -------------------------------------------------------------- */

static const int64_t per_day[] = {1, 86400, 86400000, INT64_C(86400000000),
                                  INT64_C(86400000000000)};

/* A moment of the day, its first and its last ones among them. */
static int64_t within(double day, int unit) {
    const int64_t n = per_day[unit];
    const double u = uniform();
    return (int64_t)day * n + (u < 0.2 ? 0 : u < 0.4 ? n - 1 : (int64_t)(u * (double)n));
}

/* The same thousand cases, moved so that many lie before 1970, in each unit and with offers whose
 * case is a number, in an order that has nothing to do with the cases. */
START_TEST(cases_are_the_same_in_every_unit) {
    static int64_t moment[CASES], moments[OFFERS], last[OFFERS];
    static nkt_case_time wanted[CASES];
    const nkt_column timed = NKT_ARRAY(0, moment), offered = NKT_ARRAY(0, moments),
                     ended = NKT_ARRAY(0, last);
    int64_t n;

    draw_cases(1);
    n = offsets[CASES];
    ck_assert_int_ne(n % 7, 0);
    for (int k = 0; k < CASES; k++)
        start[k] -= 18200;
    for (int64_t i = 0; i < n; i++) {
        offer[i] -= 18200;
        end[i] -= 18200;
    }
    offers.ends = &ends;
    options.until = until - 18200;
    ck_assert_int_gt(options.until, 0);
    ck_assert_int_eq(time_cases(CASES, &options), NKT_OK);
    memcpy(wanted, cases, sizeof cases);
    for (int unit = NKT_TIME_DAYS; unit <= NKT_TIME_NANOSECONDS; unit++)
        for (int step = 1; step < 8; step += 6) {
            const nkt_offers by_number = {.rows = NKT_ROWS(CASES),
                                          .starts = &timed,
                                          .dates = &offered,
                                          .ends = &ended,
                                          .cases = &numbers,
                                          .n_offers = n,
                                          .first_case = 1};
            for (int k = 0; k < CASES; k++)
                moment[k] = within(start[k], unit);
            /* offer i stands at place (i · step) mod n, which has no factor 7 */
            for (int k = 0; k < CASES; k++)
                for (int64_t i = offsets[k]; i < offsets[k + 1]; i++) {
                    const int64_t at = i * step % n;
                    case_of[at] = isnan(offer[i]) ? -1 : k + 1;
                    moments[at] = isnan(offer[i]) ? INT64_MIN : within(offer[i], unit);
                    last[at] = within(end[i], unit);
                }
            options.unit = unit;
            options.until = within((double)(until - 18200), unit);
            ck_assert_int_eq(nkt_timeliness_cases(&by_number, &options, cases, 0, &memory, &error),
                             NKT_OK);
            for (int k = 0; k < CASES; k++) {
                if (step > 1) /* in what order they stand depends on where they were put */
                    cases[k].flags = (cases[k].flags & ~NKT_OFFERS_UNSORTED) |
                                     (wanted[k].flags & NKT_OFFERS_UNSORTED);
                ck_assert_mem_eq(&cases[k].delay, &wanted[k].delay, sizeof(double));
                ck_assert_mem_eq(&cases[k], &wanted[k], sizeof wanted[k]);
            }
        }
}
END_TEST

START_TEST(extreme_dates_are_refused_or_read) {
    int64_t moment[] = {INT64_MIN, INT64_MAX, -1, 0, -86400, 86399};
    const nkt_column timed = NKT_ARRAY(0, moment);
    nkt_column numpy = timed;
    double fractions[] = {-0.5, 86399.999, 0x1p62, 1e300, -INFINITY, 86400 * 1e9 + 0.5};
    const nkt_column posix = doubles(fractions);
    const nkt_offers only = {.rows = NKT_ROWS(6), .starts = &timed};
    nkt_offers read = only;
    static const double deadlines[] = {NAN, NAN, 30, 31, 30, 31}; /* 31 December, 1 January */

    numpy.type = NKT_INT64_R;
    options.unit = NKT_TIME_SECONDS;
    ck_assert_int_eq(nkt_timeliness_cases(&only, &options, cases, 0, &memory, &error),
                     NKT_ROWS_INVALID);
    ck_assert_int_eq(error.rows_affected, 2);
    ck_assert_str_eq(error.subject, "offers.starts");
    ck_assert_int_eq(error.reason, NKT_REASON_OUT_OF_RANGE);
    for (int k = 2; k < 6; k++)
        ck_assert_double_eq(cases[k].deadline, deadlines[k]);
    read.starts = &numpy; /* NaT is missing */
    ck_assert_int_eq(nkt_timeliness_cases(&read, &options, cases, 0, &memory, &error),
                     NKT_ROWS_INVALID);
    ck_assert_int_eq(error.rows_affected, 1);
    ck_assert_int_eq(error.row, 1);
    ck_assert_int_eq(cases[0].state, NKT_STATE_MISSING);
    options.unit = NKT_TIME_NANOSECONDS; /* from 1677 to 2262 */
    ck_assert_int_eq(nkt_timeliness_cases(&only, &options, cases, 0, &memory, &error), NKT_OK);
    ck_assert_double_eq(cases[0].deadline, (double)(naive_months(-106752, 1)));
    ck_assert_double_eq(cases[1].deadline, (double)(naive_months(106751, 1)));
    ck_assert_double_eq(cases[2].deadline, 30);
    options.unit = NKT_TIME_DAYS;
    ck_assert_int_eq(nkt_timeliness_cases(&only, &options, cases, 0, &memory, &error),
                     NKT_ROWS_INVALID);
    ck_assert_int_eq(error.rows_affected, 2);
    read.starts = &posix; /* fractions of seconds, as R has them; not of days */
    options.unit = NKT_TIME_SECONDS;
    ck_assert_int_eq(nkt_timeliness_cases(&read, &options, cases, 0, &memory, &error),
                     NKT_ROWS_INVALID);
    ck_assert_int_eq(error.rows_affected, 3);
    ck_assert_double_eq(cases[0].deadline, 30);
    ck_assert_double_eq(cases[1].deadline, 31);
    ck_assert_int_eq(cases[5].state, NKT_STATE_VALUE); /* NKT_DAY_MAX itself */
    options.unit = NKT_TIME_DAYS;
    ck_assert_int_eq(nkt_timeliness_cases(&read, &options, cases, 0, &memory, &error),
                     NKT_ROWS_INVALID);
    ck_assert_int_eq(error.rows_affected, 6);
    ck_assert_str_eq(error.message, "offers.starts: row 0: -0.5 is no date");
}
END_TEST

/* A deadline on the same day, none at all, any gap, no gap, observed until the first of January 1970. */
START_TEST(options_can_say_every_legal_value) {
    start[0] = start[1] = -50;
    offer[0] = -50, offer[1] = -49, offer[2] = -49; /* the third is the second case's */
    offsets[0] = 0, offsets[1] = 2, offsets[2] = 3;
    options.months = NKT_PERIOD_ZERO;
    ck_assert_int_eq(time_cases(2, &options), NKT_OK);
    ck_assert_double_eq(cases[0].deadline, -50);
    ck_assert_int_eq(cases[0].status, NKT_CASE_IN_TIME);
    ck_assert_int_eq(cases[1].status, NKT_CASE_LATE);
    ck_assert_double_eq(cases[1].delay, 1);
    ck_assert_int_eq(cases[0].n_gaps, 0);
    options.days = 1; /* a day, and no month */
    ck_assert_int_eq(time_cases(2, &options), NKT_OK);
    ck_assert_double_eq(cases[1].deadline, -49);
    options = (nkt_timeliness_options){.size = sizeof options, .gap = NKT_PERIOD_ZERO};
    ck_assert_int_eq(time_cases(2, &options), NKT_OK);
    ck_assert_int_eq(cases[0].n_gaps, 1);
    options.until_given = 1;
    ck_assert_int_eq(time_cases(2, &options), NKT_OK);
    ck_assert_int_eq(cases[0].n_gaps, 2);
    ck_assert_double_eq(cases[0].longest_gap, 49);
    ck_assert_int_eq(cases[0].flags, NKT_OFFERS_OPEN_GAP);
    options.gap = 0; /* six weeks */
    ck_assert_int_eq(time_cases(2, &options), NKT_OK);
    ck_assert_int_eq(cases[0].n_gaps, 1);
    options.gap = NKT_PERIOD_UNLIMITED;
    options.months = NKT_PERIOD_UNLIMITED;
    ck_assert_int_eq(time_cases(2, &options), NKT_OK);
    ck_assert_int_eq(cases[0].n_gaps, 0);
    ck_assert_double_eq(cases[0].longest_gap, 49);
    ck_assert_int_eq(cases[0].status, NKT_CASE_NO_DEADLINE);
    ck_assert_double_nan(cases[0].deadline);
    ck_assert_double_nan(cases[0].delay);
    ck_assert_double_eq(cases[0].first_offer, -50);
}
END_TEST

START_TEST(cases_and_offers_left_out) {
    static const int8_t include[] = {1, 0, 1};
    const nkt_column taken = NKT_ARRAY(0, include);
    nkt_timeliness found[2];
    const nkt_column state = {.values = &cases[0].delay,
                              .reasons = &cases[0].state,
                              .stride = sizeof *cases,
                              .reasons_stride = sizeof *cases,
                              .type = NKT_FLOAT64};
    nkt_rows rows = {.include = &taken, .n_rows = 3};
    double delay;
    int32_t why;

    for (int i = 0; i < 5; i++) {
        start[i] = 0;
        offer[i] = 10 + i;
        case_of[i] = i;
    }
    case_of[1] = -1; /* of no case */
    case_of[2] = 2;
    case_of[3] = 3; /* there is none */
    case_of[4] = INT32_MIN;
    offers = (nkt_offers){
        .rows = rows, .starts = &starts, .dates = &dates, .cases = &numbers, .n_offers = 5};
    ck_assert_int_eq(nkt_timeliness_cases(&offers, NULL, cases, 0, &memory, &error),
                     NKT_ROWS_INVALID);
    ck_assert_str_eq(error.subject, "offers.cases");
    ck_assert_int_eq(error.row, 3);
    ck_assert_int_eq(error.rows_affected, 2);
    ck_assert_int_eq(error.reason, NKT_REASON_UNKNOWN_CODE);
    ck_assert_int_eq(cases[1].state, NKT_STATE_NOT_APPLICABLE);
    ck_assert_int_eq(cases[2].n_offers, 1);
    ck_assert_double_eq(cases[2].first_offer, 12);
    ck_assert_int_eq(nkt_column_get(&state, 1, &delay, &why, &error), NKT_OK);
    ck_assert_int_eq(why, NKT_STATE_NOT_APPLICABLE);
    start[2] = 100; /* a bad case besides: it is counted, the offer reported */
    ck_assert_int_eq(nkt_timeliness_cases(&offers, NULL, cases, 0, &memory, &error),
                     NKT_ROWS_INVALID);
    ck_assert_str_eq(error.subject, "offers.cases");
    ck_assert_int_eq(error.rows_affected, 3);
    start[2] = 0;
    numbers.type = NKT_INT32_R; /* now the last one is missing */
    ck_assert_int_eq(nkt_timeliness_cases(&offers, NULL, cases, 0, &memory, &error),
                     NKT_ROWS_INVALID);
    ck_assert_int_eq(error.rows_affected, 1);
    ck_assert_int_eq(nkt_timeliness_groups(cases, 0, &rows, NULL, NULL, found, 0, &error), NKT_OK);
    ck_assert_int_eq(found[0].n_in_time, 2);
    ck_assert_int_eq(found[0].n_unknown, 0);
    rows.groups = &numbers;
    rows.n_groups = 2; /* of which the second has no case, and case 2 belongs to none of them */
    ck_assert_int_eq(nkt_timeliness_groups(cases, 0, &rows, NULL, NULL, found, 0, &error),
                     NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "rows.groups: row 2: 2 is no such code, the last one is 1");
    ck_assert_int_eq(found[0].n_in_time, 1);
    ck_assert_int_eq(found[1].in_time.state, NKT_STATE_NO_DENOMINATOR);
}
END_TEST

/* In a member of the caller's structs, and with a work area that is as large as was said. */
START_TEST(cases_go_into_the_callers_structs) {
    struct {
        int32_t number;
        nkt_case_time time;
    } mine[5];
    nkt_memory lent = {0};

    draw_cases(0);
    ck_assert_int_eq(time_cases(5, NULL), NKT_OK);
    offers.offsets = NULL;
    offers.cases = &numbers;
    ck_assert_int_eq(
        nkt_timeliness_cases(&offers, NULL, &mine[0].time, sizeof mine[0], &lent, &error),
        NKT_E_CAPACITY);
    lent.data = malloc(lent.needed);
    lent.size = lent.needed;
    ck_assert_int_eq(
        nkt_timeliness_cases(&offers, NULL, &mine[0].time, sizeof mine[0], &lent, &error), NKT_OK);
    free(lent.data);
    for (int k = 0; k < 5; k++)
        ck_assert_mem_eq(&mine[k].time, &cases[k], sizeof cases[k]);
}
END_TEST

/* ---- lengths ------------------------------------------------------------------------------- */

/* A first day of observation that is number 0, and a limit of nothing at all. */
START_TEST(lengths_can_be_said_in_full) {
    nkt_length_options how = {.size = sizeof how, .months = NKT_PERIOD_ZERO};
    float narrow[3];
    const double include[] = {1, 0, 1};
    const nkt_column taken = doubles(include);
    nkt_rows rows = NKT_ROWS(3);
    nkt_target to = NKT_TO(narrow);
    int64_t n;

    rows.include = &taken;
    start[0] = -10, end[0] = -1;
    start[1] = -10, end[1] = -1;
    start[2] = -10, end[2] = NAN;
    ck_assert_int_eq(nkt_timeliness_lengths(&starts, &ends, &rows, &how, &to, &n, &error), NKT_OK);
    ck_assert_float_eq(narrow[0], 10); /* all its days */
    ck_assert(isnan(narrow[1]) && isnan(narrow[2]));
    ck_assert_int_eq(n, 1);
    how.until_given = 1; /* the first of January 1970 */
    ck_assert_int_eq(nkt_timeliness_lengths(&starts, &ends, &rows, &how, &to, &n, &error), NKT_OK);
    ck_assert_float_eq(narrow[2], 11);
    ck_assert_int_eq(n, 2);
}
END_TEST

Suite *nkt_suite_dates(void) {
    Suite *suite = suite_create("dates");
    TCase *tcase = tcase_create("dates");
    tcase_set_timeout(tcase, 60);
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_test(tcase, lengths_can_be_said_in_full);
    tcase_add_test(tcase, cases_are_the_same_in_every_unit);
    tcase_add_test(tcase, extreme_dates_are_refused_or_read);
    tcase_add_test(tcase, options_can_say_every_legal_value);
    tcase_add_test(tcase, cases_and_offers_left_out);
    tcase_add_test(tcase, cases_go_into_the_callers_structs);
    suite_add_tcase(suite, tcase);
    return suite;
}
