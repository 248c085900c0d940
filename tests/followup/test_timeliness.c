/*
 * Timeliness: the calendar of the C library, a thousand cases day by day, the Danish report's own
 * numbers.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "followup/offers.h"
#include "nyckeltal/group.h"
#include "nyckeltal/kinds.h"

static double exceeds[CASES];

/* ---- the calendar ------------------------------------------------------------------------------ */

START_TEST(months_are_those_of_the_calendar) {
    int64_t found;

    for (int64_t day = day_of(1896, 1, 1); day < day_of(2105, 1, 1); day++) {
        const int months = (int)(day % 37 + 37) % 37 - 12;
        ck_assert_int_eq(nkt_add_months(day, months, &found, &error), NKT_OK);
        ck_assert_int_eq(found, naive_months(day, months));
    }
    nkt_add_months(day_of(2019, 1, 31), 1, &found, &error);
    ck_assert_int_eq(found, day_of(2019, 2, 28));
    nkt_add_months(day_of(2020, 1, 31), 1, &found, &error);
    ck_assert_int_eq(found, day_of(2020, 2, 29));
    nkt_add_months(day_of(2020, 2, 29), 12, &found, &error);
    ck_assert_int_eq(found, day_of(2021, 2, 28));
    nkt_add_months(day_of(2020, 3, 31), -1, &found, &error);
    ck_assert_int_eq(found, day_of(2020, 2, 29));
}
END_TEST

/* ---- a thousand cases, day by day --------------------------------------------------------------------------- */

/* Walks through the days of a case and looks what happens on each. */
static nkt_case_time naive_case(int k, int months, int gap, int with_ends) {
    nkt_case_time c = {.first_offer = NAN};
    int64_t last_offer = -1, since = 0, longest = 0;
    const int64_t from = (int64_t)start[k];

    c.deadline = (double)naive_months(from, months);
    for (int64_t day = from; day <= until; day++) {
        int covered = 0, begins = 0;
        for (int64_t i = offsets[k]; i < offsets[k + 1]; i++) {
            if (isnan(offer[i]) || offer[i] > (double)until)
                continue;
            begins += (int64_t)offer[i] == day;
            covered |= (int64_t)offer[i] <= day && day <= (int64_t)end[i];
        }
        if (begins && c.n_offers == 0)
            c.first_offer = (double)day;
        c.n_offers += begins;
        if (covered) {
            if (last_offer >= 0 &&
                day - last_offer > 1) { /* a gap ends: the days without an offer */
                since = day - last_offer - with_ends;
                c.n_gaps += since > gap;
                longest = since > longest ? since : longest;
            }
            last_offer = day;
        }
    }
    if (last_offer >= 0 && until > last_offer) {
        since = until - last_offer;
        longest = since > longest ? since : longest;
        if (since > gap) {
            c.n_gaps++;
            c.flags |= NKT_OFFERS_OPEN_GAP;
        }
    }
    c.longest_gap = (double)longest;
    c.delay = (c.n_offers ? c.first_offer : (double)until) - c.deadline;
    c.status = c.n_offers ? (c.delay > 0 ? NKT_CASE_LATE : NKT_CASE_IN_TIME)
                          : (c.delay > 0 ? NKT_CASE_OVERDUE : NKT_CASE_NOT_DUE);
    if (!c.n_offers)
        c.flags |= NKT_OFFERS_NONE;
    return c;
}

START_TEST(cases_agree_with_a_walk_through_their_days) {
    const int with_ends = _i % 2, months = _i / 2 ? 3 : 0, gap = _i / 2 ? 30 : 0;
    int unsorted = 0, kinds[5] = {0};

    draw_cases(with_ends);
    options.until = until;
    options.months = months;
    options.gap = gap;
    offers.ends = with_ends ? &ends : NULL;
    ck_assert_int_eq(time_cases(CASES, &options), NKT_OK);
    for (int k = 0; k < CASES; k++) {
        const nkt_case_time c = naive_case(k, months ? months : 1, gap ? gap : 42, with_ends);
        ck_assert_double_eq(cases[k].deadline, c.deadline);
        ck_assert_int_eq(cases[k].status, c.status);
        ck_assert(cases[k].first_offer == c.first_offer ||
                  (isnan(cases[k].first_offer) && isnan(c.first_offer)));
        ck_assert_double_eq(cases[k].delay, c.delay);
        ck_assert_int_eq(cases[k].state, NKT_STATE_VALUE);
        ck_assert_int_eq(cases[k].n_offers, c.n_offers);
        ck_assert_int_eq(cases[k].n_gaps, c.n_gaps);
        if (c.longest_gap > 1) /* days next to each other have no gap to walk through */
            ck_assert_double_eq(cases[k].longest_gap, c.longest_gap);
        ck_assert_int_eq(cases[k].flags & ~NKT_OFFERS_UNSORTED, c.flags);
        unsorted += (cases[k].flags & NKT_OFFERS_UNSORTED) != 0;
        kinds[cases[k].status]++;
    }
    ck_assert_int_gt(unsorted, 300);
    for (int kind = NKT_CASE_IN_TIME; kind <= NKT_CASE_OVERDUE; kind++)
        ck_assert_int_gt(kinds[kind], 50);
}
END_TEST

START_TEST(groups_are_the_sums_of_their_cases) {
    static const int64_t limits[] = {7, 28};
    const nkt_column group = NKT_ARRAY(0, groups);
    const nkt_rows rows = {.groups = &group, .n_rows = CASES, .n_groups = 7};
    nkt_timeliness found[7];
    int64_t by_band[21];
    const nkt_bands bands = {limits, 2, by_band};

    draw_cases(0);
    options.until = until;
    ck_assert_int_eq(time_cases(CASES, &options), NKT_OK);
    ck_assert_int_eq(nkt_timeliness_groups(cases, 0, &rows, &bands, NULL, found, 0, &error),
                     NKT_OK);
    for (int g = 0; g < 7; g++) {
        const nkt_options exact = {.size = sizeof exact,
                                   .share_interval = NKT_INTERVAL_CLOPPER_PEARSON};
        int64_t counts[5] = {0}, in_band[3] = {0}, gaps = 0, free_of_gaps = 0;
        double delays = 0;
        nkt_estimate share;
        for (int k = 0; k < CASES; k++) {
            const nkt_case_time *c = &cases[k];
            if (groups[k] != g)
                continue;
            counts[c->status]++;
            gaps += c->n_gaps;
            free_of_gaps += c->n_gaps == 0 && c->n_offers > 0;
            if (c->status == NKT_CASE_LATE) {
                delays += c->delay;
                in_band[c->delay <= 7 ? 0 : c->delay <= 28 ? 1 : 2]++;
            }
        }
        ck_assert_int_eq(found[g].n_in_time, counts[NKT_CASE_IN_TIME]);
        ck_assert_int_eq(found[g].n_late, counts[NKT_CASE_LATE]);
        ck_assert_int_eq(found[g].n_overdue, counts[NKT_CASE_OVERDUE]);
        ck_assert_int_eq(found[g].n_not_due, counts[NKT_CASE_NOT_DUE]);
        ck_assert_int_eq(found[g].n_gaps, gaps);
        ck_assert_mem_eq(by_band + 3 * g, in_band, sizeof in_band);
        ck_assert_double_eq_tol(found[g].mean_delay, delays / (double)counts[NKT_CASE_LATE], 1e-12);
        nkt_share(
            (double)counts[NKT_CASE_IN_TIME],
            (double)(counts[NKT_CASE_IN_TIME] + counts[NKT_CASE_LATE] + counts[NKT_CASE_OVERDUE]),
            &exact, &share, NULL);
        ck_assert_mem_eq(&found[g].in_time, &share, sizeof share);
        nkt_share((double)free_of_gaps, (double)(counts[NKT_CASE_IN_TIME] + counts[NKT_CASE_LATE]),
                  &exact, &share, NULL);
        ck_assert_mem_eq(&found[g].without_gap, &share, sizeof share);
    }
}
END_TEST

/* ---- the report of 2019 ------------------------------------------------------------------------------------- */

/* 12 cases, 1 in time, 6 of the 11 late ones within four weeks after the deadline. Dates are made up;
 * the counts are the report's. An illustration: the cases were chosen, not drawn. */
START_TEST(one_of_twelve_in_time) {
    static const int delays[12] = {-3, 1, 5, 9, 14, 20, 28, 29, 35, 60, 90, 150};
    static const int64_t four_weeks[] = {28};
    const nkt_rows rows = NKT_ROWS(12);
    nkt_timeliness found;
    int64_t by_band[2];
    const nkt_bands bands = {four_weeks, 1, by_band};

    for (int k = 0; k < 12; k++) {
        start[k] = (double)day_of(2018, 1, 15);
        offer[k] = (double)(day_of(2018, 2, 15) + delays[k]);
        offsets[k] = k;
    }
    offsets[12] = 12;
    ck_assert_int_eq(time_cases(12, NULL), NKT_OK);
    ck_assert_int_eq(nkt_timeliness_groups(cases, 0, &rows, &bands, NULL, &found, 0, &error),
                     NKT_OK);
    ck_assert_int_eq(found.n_in_time, 1);
    ck_assert_int_eq(found.n_late, 11);
    ck_assert_int_eq(by_band[0], 6);
    ck_assert_int_eq(by_band[1], 5);
    ck_assert_double_eq_tol(found.in_time.value, 100.0 / 12, 1e-12);
    ck_assert_double_eq_tol(found.in_time.lower, 100 * (1 - pow(0.975, 1.0 / 12)), 1e-9);
    ck_assert(found.in_time.upper > 38 && found.in_time.upper < 39); /* binom.test: 38.48 */
}
END_TEST

static nkt_status lengths(int n, const nkt_length_options *how, int64_t *n_exceeding) {
    return nkt_timeliness_lengths(&starts, &ends, &(nkt_rows)NKT_ROWS(n), how, &NKT_TO(exceeds),
                                  n_exceeding, &error);
}

START_TEST(what_lasts_too_long) {
    nkt_length_options how = {.size = sizeof how, .months = 60, .until = day_of(2019, 6, 1)};
    int64_t n;

    start[0] = (double)day_of(2014, 3, 1), end[0] = (double)day_of(2019, 2, 28); /* five years */
    start[1] = (double)day_of(2014, 3, 1), end[1] = (double)day_of(2019, 3, 1);
    start[2] = (double)day_of(2014, 3, 1), end[2] = NAN; /* lasts on */
    start[3] = NAN, end[3] = 5;
    ck_assert_int_eq(lengths(4, &how, &n), NKT_OK);
    ck_assert_double_eq(exceeds[0], 0);
    ck_assert_double_eq(exceeds[1], 1);
    ck_assert_double_eq(exceeds[2], (double)(day_of(2019, 6, 1) - day_of(2019, 2, 28)));
    ck_assert_double_nan(exceeds[3]);
    ck_assert_int_eq(n, 2);
    ck_assert_int_eq(lengths(4, NULL, &n), NKT_OK); /* five years is the default; */
    ck_assert_double_eq(exceeds[1], 1);
    ck_assert_double_nan(exceeds[2]); /* how long it lasts is not known */
    ck_assert_int_eq(n, 1);
    how = (nkt_length_options){.size = sizeof how, .days = 91};
    start[0] = 100, end[0] = 190; /* 91 days: 13 weeks */
    start[1] = 100, end[1] = 191;
    lengths(2, &how, &n);
    ck_assert_double_eq(exceeds[0], 0);
    ck_assert_double_eq(exceeds[1], 1);
    end[0] = 99;
    end[1] = 1e300;
    ck_assert_int_eq(lengths(2, &how, &n), NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "ends: row 0: 99 is before the start");
    ck_assert_str_eq(error.subject, "ends");
    ck_assert_int_eq(error.reason, NKT_REASON_NOT_SORTED);
    ck_assert_int_eq(error.rows_affected, 2);
    ck_assert_double_nan(exceeds[1]);
}
END_TEST

/* ---- sums and shares ------------------------------------------------------------------------- */

/* Doubles would lose the ones. */
START_TEST(delays_are_summed_exactly) {
    static const double delays[] = {0x1p53, 1, 1, 0.5, INFINITY};
    nkt_timeliness found;

    for (int k = 0; k < 5; k++)
        cases[k] = (nkt_case_time){.status = NKT_CASE_LATE, .delay = delays[k]};
    ck_assert_int_eq(
        nkt_timeliness_groups(cases, 0, &(nkt_rows)NKT_ROWS(3), NULL, NULL, &found, 0, &error),
        NKT_OK);
    ck_assert_int_eq(found.late_days, INT64_C(9007199254740994));
    ck_assert_double_eq(found.mean_delay, 9007199254740994.0 / 3);
    ck_assert_int_eq(
        nkt_timeliness_groups(cases, 0, &(nkt_rows)NKT_ROWS(5), NULL, NULL, &found, 0, &error),
        NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "cases: row 3: 0.5 is no delay of a case that is late");
    ck_assert_int_eq(error.rows_affected, 2);
    ck_assert_int_eq(found.n_late, 3);
}
END_TEST

/*
 * 24 contracts and seven cases of moving in seven municipalities, as the study has them; it does not
 * print how many had goals, so those numbers are made up. A share by group is a sum and nkt_share.
 */
START_TEST(contracts_and_transfers) {
    static const nkt_options exact = {.size = sizeof exact,
                                      .share_interval = NKT_INTERVAL_CLOPPER_PEARSON};
    double followed[24];
    const nkt_column kept = doubles(followed);
    int64_t where[24];
    nkt_total sums[7];
    const nkt_column of_each = NKT_ARRAY(0, where);
    const nkt_rows rows = {NULL, &of_each, 24, 7, 0, 0};
    nkt_memory work = NKT_MEMORY_REALLOC;
    nkt_estimate share;

    for (int k = 0; k < 24; k++) {
        where[k] = k == 3 ? -1 : k % 7; /* the one without goals takes no part */
        followed[k] = k < 21;
    }
    ck_assert_int_eq(nkt_group_sum(&kept, &rows, sums, 0, &work, &error), NKT_OK);
    nkt_memory_free(&work);
    nkt_share(sums[3].value, (double)sums[3].contributors, &exact, &share, &error);
    ck_assert_double_eq(share.basis, 2); /* cases 3, 10 and 17, the first without goals */
    ck_assert_double_eq(share.value, 100);
    nkt_share(sums[0].value, (double)sums[0].contributors, &exact, &share, &error);
    ck_assert_double_eq(share.basis, 4);
    ck_assert_double_eq(share.value, 75);
}
END_TEST

Suite *nkt_suite_timeliness(void) {
    Suite *suite = suite_create("timeliness");
    TCase *tcase = tcase_create("timeliness");
    tcase_set_timeout(tcase, 60);
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_test(tcase, months_are_those_of_the_calendar);
    tcase_add_loop_test(tcase, cases_agree_with_a_walk_through_their_days, 0, 4);
    tcase_add_test(tcase, groups_are_the_sums_of_their_cases);
    tcase_add_test(tcase, one_of_twelve_in_time);
    tcase_add_test(tcase, what_lasts_too_long);
    tcase_add_test(tcase, delays_are_summed_exactly);
    tcase_add_test(tcase, contracts_and_transfers);
    suite_add_tcase(suite, tcase);
    return suite;
}
