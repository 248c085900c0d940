/*
 * Timeliness: the calendar of the C library, a thousand cases day by day, the Danish report's own
 * numbers, bad input.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "draw.h"
#include "nyckeltal/kinds.h"
#include "nyckeltal/timeliness.h"

enum { CASES = 1000, OFFERS = 6 * CASES };

static double start[CASES], offer[OFFERS], end[OFFERS], exceeds[CASES];
static int64_t offsets[CASES + 1], groups[CASES];
static nkt_column starts, offers, ends;
static nkt_case_time cases[CASES];
static nkt_timeliness_options options;
static nkt_error error;

static void setup(void) {
    starts = doubles(start);
    offers = doubles(offer);
    ends = doubles(end);
    memset(&options, 0, sizeof options);
    options.size = sizeof options;
    memset(cases, 0, sizeof cases);
    seed = 17;
}

/* ---- the calendar ---------------------------------------------------------------------------------------- */

static int64_t day_of(int year, int month, int day) {
    struct tm tm = {.tm_year = year - 1900, .tm_mon = month - 1, .tm_mday = day};
    return (int64_t)timegm(&tm) / 86400;
}

static struct tm date_of(int64_t day) {
    const time_t seconds = (time_t)(day * 86400);
    struct tm tm;
    gmtime_r(&seconds, &tm);
    return tm;
}

/* The same day of the month, or the last one: by asking the C library for each. */
static int64_t naive_months(int64_t day, int months) {
    const struct tm from = date_of(day);
    const int month = from.tm_year * 12 + from.tm_mon + months;
    for (int in_month = from.tm_mday; in_month > 0; in_month--) {
        const int64_t found = day_of(1900 + month / 12, 1 + month % 12, in_month);
        if (date_of(found).tm_mday == in_month)
            return found;
    }
    return 0;
}

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

static int64_t until;

static void draw_cases(int with_ends) {
    int64_t n = 0;

    until = day_of(2020, 6, 30);
    for (int k = 0; k < CASES; k++) {
        const int count = (int)(6 * uniform());
        offsets[k] = n;
        start[k] = (double)(day_of(2018, 12, 1) + (int64_t)(500 * uniform()));
        if (k % 3 == 0) /* the days on which months end */
            start[k] = (double)(day_of(2019, 1 + k % 14, 1) - 1);
        for (int i = 0; i < count; i++, n++) {
            offer[n] = start[k] + floor(uniform() * uniform() * 300);
            end[n] = with_ends ? offer[n] + floor(60 * uniform()) : offer[n];
            if (uniform() < 0.03)
                offer[n] = NAN;
        }
        groups[k] = k % 8 - 1;
    }
    offsets[CASES] = n;
}

/* Walks through the days of a case and looks what happens on each. */
static nkt_case_time naive_case(int k, int months, int gap) {
    nkt_case_time c = {0};
    int64_t last_offer = -1, since = 0, longest = 0;
    const int64_t from = (int64_t)start[k];

    c.deadline = naive_months(from, months);
    for (int64_t day = from; day <= until; day++) {
        int covered = 0, begins = 0;
        for (int64_t i = offsets[k]; i < offsets[k + 1]; i++) {
            if (isnan(offer[i]) || offer[i] > (double)until)
                continue;
            begins += (int64_t)offer[i] == day;
            covered |= (int64_t)offer[i] <= day && day <= (int64_t)end[i];
        }
        if (begins && c.n_offers == 0)
            c.first_offer = day;
        c.n_offers += begins;
        if (covered) {
            if (last_offer >= 0 && day - last_offer > 1) { /* a gap ends: day - last day covered */
                since = day - last_offer;
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
            c.flags |= NKT_CASE_OPEN_GAP;
        }
    }
    c.longest_gap = longest;
    c.delay = (c.n_offers ? c.first_offer : until) - c.deadline;
    c.status = c.n_offers ? (c.delay > 0 ? NKT_CASE_LATE : NKT_CASE_IN_TIME)
                          : (c.delay > 0 ? NKT_CASE_OVERDUE : NKT_CASE_NOT_DUE);
    if (!c.n_offers)
        c.flags |= NKT_CASE_NO_OFFER;
    return c;
}

START_TEST(cases_agree_with_a_walk_through_their_days) {
    const int with_ends = _i % 2, months = _i / 2 ? 3 : 0, gap = _i / 2 ? 30 : 0;
    int unsorted = 0, kinds[5] = {0};

    draw_cases(with_ends);
    options.until = until;
    options.months = months;
    options.gap = gap;
    ck_assert_int_eq(nkt_timeliness_cases(&starts, offsets, CASES, &offers,
                                          with_ends ? &ends : NULL, offsets[CASES], &options, cases,
                                          sizeof *cases, &error),
                     NKT_OK);
    for (int k = 0; k < CASES; k++) {
        const nkt_case_time c = naive_case(k, months ? months : 1, gap ? gap : 42);
        ck_assert_int_eq(cases[k].deadline, c.deadline);
        ck_assert_int_eq(cases[k].status, c.status);
        ck_assert_int_eq(cases[k].first_offer, c.first_offer);
        ck_assert_int_eq(cases[k].delay, c.delay);
        ck_assert_int_eq(cases[k].n_offers, c.n_offers);
        ck_assert_int_eq(cases[k].n_gaps, c.n_gaps);
        if (c.longest_gap > 1) /* days next to each other have no gap to walk through */
            ck_assert_int_eq(cases[k].longest_gap, c.longest_gap);
        ck_assert_int_eq(cases[k].flags & ~NKT_CASE_UNSORTED, c.flags);
        unsorted += (cases[k].flags & NKT_CASE_UNSORTED) != 0;
        kinds[cases[k].status]++;
    }
    ck_assert_int_gt(unsorted, 300);
    for (int kind = NKT_CASE_IN_TIME; kind <= NKT_CASE_OVERDUE; kind++)
        ck_assert_int_gt(kinds[kind], 50);
}
END_TEST

START_TEST(groups_are_the_sums_of_their_cases) {
    static const int64_t bands[] = {7, 28};
    nkt_timeliness found[7];
    int64_t by_band[21];

    draw_cases(0);
    options.until = until;
    nkt_timeliness_cases(&starts, offsets, CASES, &offers, NULL, offsets[CASES], &options, cases,
                         sizeof *cases, &error);
    ck_assert_int_eq(nkt_timeliness_groups(cases, sizeof *cases, CASES, groups, 7, bands, 2, NULL,
                                           found, by_band, &error),
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
                delays += (double)c->delay;
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
    nkt_timeliness found;
    int64_t by_band[2];

    for (int k = 0; k < 12; k++) {
        start[k] = (double)day_of(2018, 1, 15);
        offer[k] = (double)(day_of(2018, 2, 15) + delays[k]);
        offsets[k] = k;
    }
    offsets[12] = 12;
    ck_assert_int_eq(nkt_timeliness_cases(&starts, offsets, 12, &offers, NULL, 12, NULL, cases,
                                          sizeof *cases, &error),
                     NKT_OK);
    ck_assert_int_eq(nkt_timeliness_groups(cases, sizeof *cases, 12, NULL, 1, four_weeks, 1, NULL,
                                           &found, by_band, &error),
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

START_TEST(what_lasts_too_long) {
    int64_t n;

    start[0] = (double)day_of(2014, 3, 1), end[0] = (double)day_of(2019, 2, 28); /* five years */
    start[1] = (double)day_of(2014, 3, 1), end[1] = (double)day_of(2019, 3, 1);
    start[2] = (double)day_of(2014, 3, 1), end[2] = NAN; /* lasts on */
    start[3] = NAN, end[3] = 5;
    ck_assert_int_eq(nkt_timeliness_lengths(&starts, &ends, 4, 60, 0, day_of(2019, 6, 1), exceeds,
                                            sizeof *exceeds, &n, &error),
                     NKT_OK);
    ck_assert_double_eq(exceeds[0], 0);
    ck_assert_double_eq(exceeds[1], 1);
    ck_assert_double_eq(exceeds[2], (double)(day_of(2019, 6, 1) - day_of(2019, 2, 28)));
    ck_assert_double_nan(exceeds[3]);
    ck_assert_int_eq(n, 2);
    start[0] = 100, end[0] = 190; /* 91 days: 13 weeks */
    start[1] = 100, end[1] = 191;
    nkt_timeliness_lengths(&starts, &ends, 2, 0, 91, 0, exceeds, sizeof *exceeds, &n, &error);
    ck_assert_double_eq(exceeds[0], 0);
    ck_assert_double_eq(exceeds[1], 1);
    end[0] = 99;
    end[1] = 1e300;
    ck_assert_int_eq(
        nkt_timeliness_lengths(&starts, &ends, 2, 0, 91, 0, exceeds, sizeof *exceeds, &n, &error),
        NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "ends: row 0: 99 is before the start");
    ck_assert_int_eq(error.rows_affected, 2);
    ck_assert_double_nan(exceeds[1]);
}
END_TEST

/* ---- bad data and calls --------------------------------------------------------------------------------------- */

static nkt_status time_cases(int n) {
    return nkt_timeliness_cases(&starts, offsets, n, &offers, &ends, offsets[n], &options, cases,
                                sizeof *cases, &error);
}

START_TEST(bad_cases_are_told_and_unknown) {
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
    ck_assert_int_eq(time_cases(6), NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "offers: row 1: 999 is before the start");
    ck_assert_int_eq(error.rows_affected, 4);
    ck_assert_int_eq(cases[0].status, NKT_CASE_IN_TIME);
    for (int k = 1; k < 6; k++)
        ck_assert_int_eq(cases[k].status, NKT_CASE_UNKNOWN);
}
END_TEST

/*
 * 24 contracts and seven cases of moving in seven municipalities, as the study has them; it does not
 * print how many had goals, so those numbers are made up.
 */
START_TEST(contracts_and_transfers) {
    double goals[24], followed[24], taken_over[7] = {1, 1, 0, 1, NAN, 1, 1};
    const nkt_column set = doubles(goals), kept = doubles(followed), moved = doubles(taken_over);
    nkt_estimate share[7], limits;
    int64_t where[24];

    for (int k = 0; k < 24; k++) {
        where[k] = k % 7;
        goals[k] = k != 3;
        followed[k] = k < 21;
    }
    ck_assert_int_eq(nkt_timeliness_shares(&set, NULL, NULL, 24, 1, NULL, share, 0, &error),
                     NKT_OK);
    nkt_share(
        23, 24,
        &(nkt_options){.size = sizeof(nkt_options), .share_interval = NKT_INTERVAL_CLOPPER_PEARSON},
        &limits, NULL);
    ck_assert_mem_eq(&share[0], &limits, sizeof limits);
    ck_assert_int_eq(
        nkt_timeliness_shares(&kept, &set, where, 24, 7, NULL, share, sizeof share[0], &error),
        NKT_OK);
    ck_assert_double_eq(share[3].basis, 2); /* cases 3, 10 and 17, the first without goals */
    ck_assert_double_eq(share[3].value, 100);
    ck_assert_double_eq(share[0].basis, 4);
    ck_assert_double_eq(share[0].value, 75);
    ck_assert_int_eq(nkt_timeliness_shares(&moved, NULL, NULL, 7, 1, NULL, share, 0, &error),
                     NKT_OK);
    ck_assert_double_eq(share[0].basis, 6); /* of one it is not known */
    ck_assert_double_eq_tol(share[0].value, 500 / 6.0, 1e-12);
    taken_over[1] = 2;
    where[2] = 7;
    ck_assert_int_eq(
        nkt_timeliness_shares(&moved, NULL, where, 7, 7, NULL, share, sizeof share[0], &error),
        NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "done: row 1: 2 is neither 0 nor 1");
    ck_assert_int_eq(error.rows_affected, 2);
    ck_assert_int_eq(share[1].state, NKT_STATE_NO_DENOMINATOR);
}
END_TEST

static void refused(nkt_status got, nkt_status status, int argument) {
    ck_assert_int_eq(got, status);
    ck_assert_int_eq(error.argument, argument);
    ck_assert_int_eq(cases[0].status, 4711);
}

START_TEST(shares_are_checked) {
    nkt_estimate e[2] = {{.basis = 4711}};
    nkt_column odd = starts;

    odd.type = 99;
    cases[0].status = 4711;
#define SHARES(d, i, n, groups, to, stride)                                                        \
    nkt_timeliness_shares(d, i, NULL, n, groups, NULL, to, stride, &error)
    refused(SHARES(NULL, NULL, 3, 1, e, 40), NKT_E_NULL, 1);
    refused(SHARES(&odd, NULL, 3, 1, e, 40), NKT_E_TYPE, 1);
    refused(SHARES(&starts, &odd, 3, 1, e, 40), NKT_E_TYPE, 2);
    refused(SHARES(&starts, NULL, -3, 1, e, 40), NKT_E_COUNT, 4);
    refused(SHARES(&starts, NULL, 3, 0, e, 40), NKT_E_COUNT, 5);
    refused(SHARES(&starts, NULL, 3, 1, NULL, 40), NKT_E_NULL, 7);
    refused(SHARES(&starts, NULL, 3, 2, e, 8), NKT_E_STRIDE, 8);
    ck_assert_double_eq(e[0].basis, 4711);
}
END_TEST

START_TEST(calls_are_checked) {
    static const int64_t wrong_bands[] = {28, 28};
    const nkt_options odd_options = {.size = sizeof odd_options, .confidence = 2};
    nkt_column odd = starts;
    nkt_timeliness found;
    int64_t day;

    for (int k = 0; k <= 3; k++)
        offsets[k] = k;
    cases[0].status = 4711;
    odd.type = 99;
#define CASES_OF(s, o, n, f, e, n_f, opt, to, stride)                                              \
    nkt_timeliness_cases(s, o, n, f, e, n_f, opt, to, stride, &error)
    refused(CASES_OF(NULL, offsets, 3, &offers, NULL, 3, NULL, cases, 56), NKT_E_NULL, 1);
    refused(CASES_OF(&odd, offsets, 3, &offers, NULL, 3, NULL, cases, 56), NKT_E_TYPE, 1);
    refused(CASES_OF(&starts, NULL, 3, &offers, NULL, 3, NULL, cases, 56), NKT_E_NULL, 2);
    refused(CASES_OF(&starts, offsets, -3, &offers, NULL, 3, NULL, cases, 56), NKT_E_COUNT, 3);
    refused(CASES_OF(&starts, offsets, 3, NULL, NULL, 3, NULL, cases, 56), NKT_E_NULL, 4);
    refused(CASES_OF(&starts, offsets, 3, &offers, &odd, 3, NULL, cases, 56), NKT_E_TYPE, 5);
    refused(CASES_OF(&starts, offsets, 3, &offers, NULL, -3, NULL, cases, 56), NKT_E_COUNT, 6);
    refused(CASES_OF(&starts, offsets, 3, &offers, NULL, 2, NULL, cases, 56), NKT_E_DOMAIN, 2);
    ck_assert_str_eq(error.message, "offsets: row 3: 3 is more than there are offers");
    refused(CASES_OF(&starts, offsets, 3, &offers, NULL, 3, NULL, NULL, 56), NKT_E_NULL, 8);
    refused(CASES_OF(&starts, offsets, 3, &offers, NULL, 3, NULL, cases, 55), NKT_E_STRIDE, 9);
    offsets[2] = 0;
    refused(CASES_OF(&starts, offsets, 3, &offers, NULL, 3, NULL, cases, 56), NKT_E_DOMAIN, 2);
    ck_assert_str_eq(error.message, "offsets: row 2: 0 is less than the one before");
    offsets[2] = 2;
#define OPTION(field, wrong)                                                                       \
    options = (nkt_timeliness_options){.size = sizeof options, .field = wrong};                    \
    refused(CASES_OF(&starts, offsets, 3, &offers, NULL, 3, &options, cases, 56), NKT_E_OPTION, 7)
    OPTION(months, -1);
    OPTION(days, 36501);
    OPTION(gap, -2);
    OPTION(until, NKT_DAY_MAX + 1);
    options.size = 2;
    refused(CASES_OF(&starts, offsets, 3, &offers, NULL, 3, &options, cases, 56),
            NKT_E_OPTIONS_SIZE, 7);
#define GROUPS_OF(from, stride, n, g, b, n_b, opt, to)                                             \
    nkt_timeliness_groups(from, stride, n, NULL, g, b, n_b, opt, to, NULL, &error)
    refused(GROUPS_OF(NULL, 56, 3, 1, NULL, 0, NULL, &found), NKT_E_NULL, 1);
    refused(GROUPS_OF(cases, 8, 3, 1, NULL, 0, NULL, &found), NKT_E_STRIDE, 2);
    refused(GROUPS_OF(cases, 56, -3, 1, NULL, 0, NULL, &found), NKT_E_COUNT, 3);
    refused(GROUPS_OF(cases, 56, 3, 0, NULL, 0, NULL, &found), NKT_E_COUNT, 5);
    refused(GROUPS_OF(cases, 56, 3, 1, NULL, 1, NULL, &found), NKT_E_NULL, 6);
    refused(GROUPS_OF(cases, 56, 3, 1, wrong_bands, 2, NULL, &found), NKT_E_DOMAIN, 6);
    refused(GROUPS_OF(cases, 56, 3, 1, NULL, -1, NULL, &found), NKT_E_COUNT, 7);
    refused(GROUPS_OF(cases, 56, 3, 1, NULL, 0, &odd_options, &found), NKT_E_OPTION, 8);
    refused(GROUPS_OF(cases, 56, 3, 1, NULL, 0, NULL, NULL), NKT_E_NULL, 9);
#define LENGTHS(s, e, n, m, d, u, to, stride)                                                      \
    nkt_timeliness_lengths(s, e, n, m, d, u, to, stride, NULL, &error)
    refused(LENGTHS(NULL, &ends, 3, 60, 0, 0, exceeds, 8), NKT_E_NULL, 1);
    refused(LENGTHS(&starts, &odd, 3, 60, 0, 0, exceeds, 8), NKT_E_TYPE, 2);
    refused(LENGTHS(&starts, &ends, -3, 60, 0, 0, exceeds, 8), NKT_E_COUNT, 3);
    refused(LENGTHS(&starts, &ends, 3, -1, 0, 0, exceeds, 8), NKT_E_DOMAIN, 4);
    refused(LENGTHS(&starts, &ends, 3, 0, 0, 0, exceeds, 8), NKT_E_DOMAIN, 5);
    refused(LENGTHS(&starts, &ends, 3, 60, 0, NKT_DAY_MAX + 1, exceeds, 8), NKT_E_DOMAIN, 6);
    refused(LENGTHS(&starts, &ends, 3, 60, 0, 0, NULL, 8), NKT_E_NULL, 7);
    refused(LENGTHS(&starts, &ends, 3, 60, 0, 0, exceeds, 4), NKT_E_STRIDE, 8);
    refused(nkt_add_months(NKT_DAY_MAX + 1, 1, &day, &error), NKT_E_DOMAIN, 1);
    refused(nkt_add_months(1, 12001, &day, &error), NKT_E_DOMAIN, 2);
    refused(nkt_add_months(1, 1, NULL, &error), NKT_E_NULL, 3);
}
END_TEST

Suite *nkt_suite_timeliness(void) {
    Suite *suite = suite_create("timeliness");
    TCase *tcase = tcase_create("timeliness");
    tcase_set_timeout(tcase, 60);
    tcase_add_checked_fixture(tcase, setup, NULL);
    tcase_add_test(tcase, months_are_those_of_the_calendar);
    tcase_add_loop_test(tcase, cases_agree_with_a_walk_through_their_days, 0, 4);
    tcase_add_test(tcase, groups_are_the_sums_of_their_cases);
    tcase_add_test(tcase, one_of_twelve_in_time);
    tcase_add_test(tcase, what_lasts_too_long);
    tcase_add_test(tcase, bad_cases_are_told_and_unknown);
    tcase_add_test(tcase, contracts_and_transfers);
    tcase_add_test(tcase, shares_are_checked);
    tcase_add_test(tcase, calls_are_checked);
    suite_add_tcase(suite, tcase);
    return suite;
}
