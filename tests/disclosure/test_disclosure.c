/*
 * The rules of disclosure against the naive ones, the published view, and printed values against
 * all pairs that print so.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <check.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "nyckeltal/classes.h"
#include "nyckeltal/disclosure.h"
#include "nyckeltal/group.h"
#include "nyckeltal/kinds.h"
#include "nyckeltal/realloc.h"

#define ROWS_OF(n) (&(nkt_rows)NKT_ROWS(n))

static nkt_error error;
static uint64_t seed = 1;

static int64_t draw(int64_t below) {
    seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (int64_t)((seed >> 33) % (uint64_t)below);
}

static void refused(nkt_status got, nkt_status status, int argument, const char *message) {
    ck_assert_int_eq(got, status);
    ck_assert_int_eq(error.argument, argument);
    if (message)
        ck_assert_str_eq(error.message, message);
}

/* ---- shares ---------------------------------------------------------------------------------- */

START_TEST(shares_follow_the_rules) {
    static const struct {
        double a, b;
        int32_t hide, shown_extremes;
    } cases[] = {
        {5, 20, 0, 0},
        {2, 20, NKT_HIDE_NUMERATOR, NKT_HIDE_NUMERATOR},
        {3, 20, 0, 0},
        {3, 10, 0, 0},
        {3, 9, NKT_HIDE_DENOMINATOR, NKT_HIDE_DENOMINATOR},
        {17, 20, 0, 0},
        {18, 20, NKT_HIDE_COMPLEMENT, NKT_HIDE_COMPLEMENT},
        {0, 20, NKT_HIDE_NOBODY, 0},
        {20, 20, NKT_HIDE_EVERYBODY, 0},
        {21, 20, NKT_HIDE_EVERYBODY, 0},
        {0, 0, 0, 0},
        {1, 0, NKT_HIDE_NUMERATOR | NKT_HIDE_DENOMINATOR | NKT_HIDE_EVERYBODY,
         NKT_HIDE_NUMERATOR | NKT_HIDE_DENOMINATOR},
        {NAN, 20, NKT_HIDE_UNKNOWN, NKT_HIDE_UNKNOWN},
        {5, NAN, NKT_HIDE_UNKNOWN, NKT_HIDE_UNKNOWN},
    };
    nkt_disclosure_options o = {.size = sizeof o, .extremes = NKT_EXTREMES_SHOWN};

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const nkt_column a = NKT_ARRAY(0, &cases[i].a), b = NKT_ARRAY(0, &cases[i].b);
        int32_t hide = -1;
        ck_assert_int_eq(
            nkt_disclosure_shares(&a, &b, ROWS_OF(1), NULL, &NKT_TO_N(&hide, 1), &error), NKT_OK);
        ck_assert_msg(hide == cases[i].hide, "case %zu: %d", i, hide);
        ck_assert_int_eq(nkt_disclosure_shares(&a, &b, ROWS_OF(1), &o, &NKT_TO_N(&hide, 1), &error),
                         NKT_OK);
        ck_assert_msg(hide == cases[i].shown_extremes, "case %zu: %d", i, hide);
    }
}
END_TEST

/* The guide's diagram hides groups of fewer than 10 leavers, and nothing else. */
START_TEST(rules_can_be_switched_off) {
    const double parts[] = {1, 9, 1, 0, 10}, wholes[] = {9, 9, 10, 10, 10};
    const int32_t wanted[] = {2, 2, 0, 0, 0};
    const nkt_column a = NKT_ARRAY(0, parts), b = NKT_ARRAY(0, wholes);
    nkt_disclosure_options o = {.size = sizeof o,
                                .extremes = NKT_EXTREMES_SHOWN,
                                .minimum_numerator = -1,
                                .minimum_complement = -1};
    int32_t hide[5];

    ck_assert_int_eq(nkt_disclosure_shares(&a, &b, ROWS_OF(5), &o, &NKT_TO(hide), &error), NKT_OK);
    ck_assert_mem_eq(hide, wanted, sizeof wanted);
}
END_TEST

START_TEST(counts_stand_alone) {
    const int32_t counts[] = {0, 1, 4, 5, 6};
    const int32_t wanted[] = {0, 1, 1, 0, 0};
    const nkt_column c = NKT_ARRAY(0, counts);
    nkt_disclosure_options o = {.size = sizeof o, .minimum_numerator = 5};
    int32_t hide[5];

    ck_assert_int_eq(nkt_disclosure_shares(&c, NULL, ROWS_OF(5), &o, &NKT_TO(hide), &error),
                     NKT_OK);
    ck_assert_mem_eq(hide, wanted, sizeof wanted);
}
END_TEST

START_TEST(bad_rows_are_reported) {
    const double parts[] = {5, -3, INFINITY, 5, -1}, wholes[] = {20, 20, 20, -2, -1};
    const nkt_column a = NKT_ARRAY(0, parts), b = NKT_ARRAY(0, wholes);
    int32_t hide[5];

    ck_assert_int_eq(nkt_disclosure_shares(&a, &b, ROWS_OF(5), NULL, &NKT_TO(hide), &error),
                     NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "parts: row 1: -3 is negative");
    ck_assert_int_eq(error.rows_affected, 4);
    ck_assert_int_eq(hide[0], 0);
    for (int i = 1; i < 5; i++)
        ck_assert_int_eq(hide[i], NKT_HIDE_UNKNOWN);
}
END_TEST

/* ---- amounts --------------------------------------------------------------------------------- */

enum { ROWS = 400, CELLS = 60 };

static int descending(const void *a, const void *b) {
    const double x = *(const double *)a, y = *(const double *)b;
    return x < y ? 1 : x > y ? -1 : 0;
}

/* The rules as they are written down, for whole amounts. */
static int32_t naive(const double *amounts, const int64_t *cells, int64_t cell,
                     const nkt_disclosure_options *o) {
    double own[ROWS], sum = 0, top = 0;
    int n = 0, contributors = 0;
    int32_t hide = 0;

    for (int r = 0; r < ROWS; r++)
        if (cells[r] == cell) {
            if (isnan(amounts[r]))
                return NKT_HIDE_UNKNOWN;
            own[n++] = amounts[r];
            sum += amounts[r];
            contributors += amounts[r] > 0;
        }
    qsort(own, (size_t)n, sizeof own[0], descending);
    for (int i = 0; i < o->dominance_n && i < n; i++)
        top += own[i];
    if (contributors > 0 && contributors < o->minimum_contributors)
        hide |= NKT_HIDE_CONTRIBUTORS;
    if (100 * top > o->dominance_percent * sum)
        hide |= NKT_HIDE_DOMINANCE;
    if (n > 0 && 100 * (sum - own[0] - (n > 1 ? own[1] : 0)) < o->p_percent * own[0])
        hide |= NKT_HIDE_P_PERCENT;
    return hide;
}

START_TEST(amounts_are_judged_as_by_hand) {
    static double amounts[ROWS];
    static int64_t cells[ROWS];
    int32_t hide[CELLS], seen = 0;
    nkt_memory work = NKT_MEMORY_REALLOC;
    const nkt_column a = NKT_ARRAY(0, amounts), groups = NKT_ARRAY(0, cells);
    const nkt_rows rows = {.groups = &groups, .n_rows = ROWS, .n_groups = CELLS};

    for (int repeat = 0; repeat < 50; repeat++) {
        nkt_disclosure_options o = {.size = sizeof o,
                                    .dominance_percent = 50 + (double)draw(50),
                                    .p_percent = 1 + (double)draw(30),
                                    .minimum_contributors = 1 + (int32_t)draw(5),
                                    .dominance_n = 1 + (int32_t)draw(16)};
        for (int r = 0; r < ROWS; r++) {
            const double power = (double)(1 + draw(1000));
            amounts[r] = draw(10) ? power * power : draw(20) ? 0 : NAN;
            cells[r] = draw(CELLS + 1) - 1;
        }
        ck_assert_int_eq(nkt_disclosure_magnitudes(&a, &rows, &o, &NKT_TO(hide), &work, &error),
                         NKT_OK);
        for (int c = 0; c < CELLS; c++) {
            ck_assert_int_eq(hide[c], naive(amounts, cells, c, &o));
            seen |= hide[c];
        }
    }
    ck_assert_int_eq(seen, 32 + 64 + 128 + 256);
    nkt_memory_free(&work);
}
END_TEST

START_TEST(bounds_of_the_rules_are_kept) {
    /* exactly 85 per cent is not more than that; exactly 10 per cent is not less */
    const double amounts[] = {60, 25, 10, 5, 100, 50, 4, 6, 1e308, 1e308};
    const int64_t cells[] = {0, 0, 0, 0, 1, 1, 1, 1, 2, 2};
    const nkt_column a = NKT_ARRAY(0, amounts), groups = NKT_ARRAY(0, cells);
    const nkt_rows rows = {.groups = &groups, .n_rows = 10, .n_groups = 3};
    int64_t block[24];
    nkt_memory work = {.data = block, .size = sizeof block};
    int32_t hide[3];

    ck_assert_int_eq(nkt_disclosure_magnitudes(&a, &rows, NULL, &NKT_TO(hide), &work, &error),
                     NKT_OK);
    ck_assert_uint_eq(work.needed, sizeof block);
    ck_assert_int_eq(hide[0], 0);
    ck_assert_int_eq(hide[1], NKT_HIDE_DOMINANCE);
    ck_assert_int_eq(hide[2], NKT_HIDE_UNKNOWN);
}
END_TEST

/* ---- the published view ---------------------------------------------------------------------- */

START_TEST(the_public_sees_no_more_than_that) {
    nkt_estimate e[4], out[4];
    const int32_t marks[4] = {0, 2, 0, 0};
    const nkt_column hidden = NKT_ARRAY(0, marks);

    ck_assert_int_eq(nkt_share(5, 21, NULL, &e[0], NULL), NKT_OK);
    ck_assert_int_eq(nkt_share(2, 7, NULL, &e[1], NULL), NKT_OK);
    ck_assert_int_eq(nkt_share(2, 0, NULL, &e[2], NULL), NKT_OK);
    e[3] = e[0];
    e[3].flags = NKT_FLAG_BASIS_BELOW_MINIMUM | NKT_FLAG_SERIES_BREAK;
    ck_assert_int_eq(nkt_disclosure_publish(&NKT_ESTIMATES(e), ROWS_OF(4), &hidden, 1,
                                            NKT_PUBLISH_VALUE, &NKT_ESTIMATES(out), &error),
                     NKT_OK);
    ck_assert_double_eq(out[0].value, 23.8);
    for (int i = 0; i < 4; i++) {
        ck_assert_double_nan(out[i].lower);
        ck_assert_double_nan(out[i].upper);
        ck_assert_double_nan(out[i].basis);
    }
    ck_assert_double_nan(out[1].value);
    ck_assert_int_eq(out[1].state, NKT_STATE_SECRET);
    ck_assert_int_eq(out[2].state, NKT_STATE_NO_DENOMINATOR);
    ck_assert_int_eq(out[3].flags, NKT_FLAG_SERIES_BREAK);
    /* in place, with all that may be shown */
    ck_assert_int_eq(nkt_disclosure_publish(&NKT_ESTIMATES(e), ROWS_OF(4), &hidden, 0, 3,
                                            &NKT_ESTIMATES(e), &error),
                     NKT_OK);
    ck_assert_double_eq(e[0].value, 24);
    ck_assert_double_eq(e[0].lower, nkt_round_half_away(e[0].lower, 0));
    ck_assert_double_eq(e[0].basis, 21);
    ck_assert_int_eq(e[3].flags, NKT_FLAG_BASIS_BELOW_MINIMUM | NKT_FLAG_SERIES_BREAK);
}
END_TEST

START_TEST(bad_estimates_are_reported) {
    nkt_estimate e[] = {{50, 40, 60, 10, 0, 0},
                        {INFINITY, 1, 2, 3, 0, 0},
                        {NAN, 1, 2, 3, 0, 0},
                        {5, 1, 2, 3, 99, 0}},
                 out[4];

    ck_assert_int_eq(nkt_disclosure_publish(&NKT_ESTIMATES(e), ROWS_OF(4), NULL, 1, 0,
                                            &NKT_ESTIMATES(out), &error),
                     NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "estimates: row 1: infinity is no finite number");
    ck_assert_int_eq(error.rows_affected, 3);
    ck_assert_double_eq(out[0].value, 50);
    for (int i = 1; i < 4; i++) {
        ck_assert_int_eq(out[i].state, NKT_STATE_INVALID);
        ck_assert_double_nan(out[i].value);
    }
}
END_TEST

/* ---- pairs ----------------------------------------------------------------------------------- */

START_TEST(pairs_are_all_that_print_so) {
    for (int repeat = 0; repeat < 300; repeat++) {
        static const int64_t pers[] = {1, 100, 1000};
        const int64_t per = pers[draw(3)], from = 1 + draw(40), to = from + draw(150);
        const int64_t whole = from + draw(to - from + 1), part = draw(whole + 1);
        const int32_t decimals = (int32_t)draw(9);
        const double printed =
            nkt_round_half_away((double)per * (double)part / (double)whole, decimals);
        nkt_disclosed_pairs wanted = {0, 0, -1, -1}, found;

        for (int64_t b = from; b <= to; b++) {
            int64_t here = 0;
            for (int64_t a = 0; a <= b; a++)
                if (nkt_round_half_away((double)per * (double)a / (double)b, decimals) == printed) {
                    if (wanted.pairs + here++ == 0) {
                        wanted.part = a;
                        wanted.whole = b;
                    }
                }
            wanted.pairs += here;
            wanted.wholes += here > 0;
        }
        ck_assert_int_eq(nkt_disclosure_pairs(printed, decimals, per, from, to, &found, &error),
                         NKT_OK);
        ck_assert_mem_eq(&found, &wanted, sizeof found);
        ck_assert_int_ge(found.pairs, 1);
    }
}
END_TEST

/* What methods.md warns of: eight decimals give the counts away, one does not. */
START_TEST(eight_decimals_give_the_counts_away) {
    nkt_disclosed_pairs found;

    ck_assert_int_eq(nkt_disclosure_pairs(38.41463415, 8, 100, 1, 300, &found, &error), NKT_OK);
    ck_assert_int_eq(found.wholes, 1); /* 63 of 164, and its double is beyond 300 */
    ck_assert_int_eq(found.part, 63);
    ck_assert_int_eq(found.whole, 164);
    ck_assert_int_eq(nkt_disclosure_pairs(38.4, 1, 100, 1, 300, &found, &error), NKT_OK);
    ck_assert_int_gt(found.pairs, 30);
}
END_TEST

/* ---- rows, groups and where results go ------------------------------------------------------------ */

/* Rows that are left out have no code; marks and codes of any type. */
START_TEST(rows_that_are_left_out_are_not_shown) {
    struct unit {
        double part, whole;
        int16_t hide;
        nkt_estimate share;
        float value;
        int32_t state;
    } units[] = {{.part = 5, .whole = 20}, {.part = 1, .whole = 20}, {.part = 5, .whole = 20}};
    const int32_t taken[] = {1, INT32_MIN, 0};
    const nkt_column include = {.values = taken, .stride = 4, .type = NKT_INT32_R};
    const nkt_rows rows = {.include = &include, .n_rows = 3};
    const nkt_column parts = NKT_FIELD(0, units, part), wholes = NKT_FIELD(0, units, whole);
    const nkt_column hidden = NKT_FIELD(0, units, hide);
    double values[3];
    int32_t states[3];
    const nkt_estimates columns = {.value = values, .state = states};
    float wide[3];

    ck_assert_int_eq(
        nkt_disclosure_shares(&parts, &wholes, &rows, NULL, &NKT_TO_FIELD(units, hide), &error),
        NKT_OK);
    ck_assert_int_eq(units[0].hide, 0);
    ck_assert_int_eq(units[1].hide, NKT_NO_CODE);
    ck_assert_int_eq(units[2].hide, NKT_NO_CODE);
    ck_assert_int_eq(
        nkt_disclosure_shares(&parts, &wholes, ROWS_OF(3), NULL, &NKT_TO(wide), &error), NKT_OK);
    ck_assert(wide[0] == 0 && wide[1] == NKT_HIDE_NUMERATOR && wide[2] == 0);
    for (int i = 0; i < 3; i++)
        units[i].share = (nkt_estimate){25, 10, 40, 20, 0, 0};
    /* what was left out before is hidden, also where all rows are published */
    ck_assert_int_eq(nkt_disclosure_publish(&NKT_ESTIMATES_FIELD(units, share), ROWS_OF(3), &hidden,
                                            1, NKT_PUBLISH_VALUE, &columns, &error),
                     NKT_OK);
    ck_assert_double_eq(values[0], 25);
    ck_assert(states[0] == NKT_STATE_VALUE && states[1] == NKT_STATE_SECRET &&
              states[2] == NKT_STATE_SECRET);
    ck_assert_int_eq(nkt_disclosure_publish(&NKT_ESTIMATES_FIELD(units, share), &rows, NULL, 1,
                                            NKT_PUBLISH_VALUE, &columns, &error),
                     NKT_OK);
    ck_assert(states[0] == NKT_STATE_VALUE && states[1] == NKT_STATE_NOT_APPLICABLE);
    ck_assert_double_nan(values[1]);
}
END_TEST

/* Nobody knows what a mark that is missing or bad means: the estimate is hidden. */
START_TEST(a_mark_that_is_not_there_hides) {
    const double marks[] = {0, NAN, INFINITY, 0.5};
    const nkt_column hidden = NKT_ARRAY(0, marks);
    nkt_estimate e[4], out[4];

    for (int i = 0; i < 4; i++)
        e[i] = (nkt_estimate){25, 10, 40, 20, 0, 0};
    ck_assert_int_eq(nkt_disclosure_publish(&NKT_ESTIMATES(e), ROWS_OF(4), &hidden, 1, 0,
                                            &NKT_ESTIMATES(out), &error),
                     NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "hidden: row 2: infinity is no finite number");
    ck_assert_int_eq(error.rows_affected, 1);
    ck_assert_int_eq(out[0].state, NKT_STATE_VALUE);
    for (int i = 1; i < 4; i++)
        ck_assert_int_eq(out[i].state, NKT_STATE_SECRET);
}
END_TEST

/* Cells of any integer type; a number that is no cell is bad data of its row. */
START_TEST(cells_of_any_type) {
    const double amounts[] = {10, 10, 10, 10, 10, 1, 7, 7};
    const int8_t narrow[] = {0, 0, 0, 1, 1, -1, 0, 9};
    int32_t of_r[8];
    const int32_t taken[] = {1, 1, 1, 1, 1, 1, 0, 1};
    const nkt_column a = NKT_ARRAY(0, amounts), groups = NKT_ARRAY(0, narrow);
    const nkt_column factor = {.values = of_r, .stride = 4, .type = NKT_INT32_R};
    const nkt_column include = NKT_ARRAY(0, taken);
    nkt_rows rows = {.include = &include, .groups = &groups, .n_rows = 8, .n_groups = 3};
    nkt_disclosure_options o = {.size = sizeof o, .dominance_percent = -1, .p_percent = -1};
    nkt_memory work = NKT_MEMORY_REALLOC;
    int16_t hide[3], again[3];

    for (int i = 0; i < 8; i++)
        of_r[i] = narrow[i] < 0 ? INT32_MIN : narrow[i] + 1;
    ck_assert_int_eq(nkt_disclosure_magnitudes(&a, &rows, &o, &NKT_TO(hide), &work, &error),
                     NKT_ROWS_INVALID);
    ck_assert_str_eq(error.subject, "rows.groups");
    ck_assert_int_eq(error.row, 7);
    ck_assert_int_eq(error.rows_affected, 1);
    ck_assert(hide[0] == 0 && hide[1] == NKT_HIDE_CONTRIBUTORS && hide[2] == 0);
    rows.groups = &factor;
    rows.first_group = 1;
    ck_assert_int_eq(nkt_disclosure_magnitudes(&a, &rows, &o, &NKT_TO(again), &work, &error),
                     NKT_ROWS_INVALID);
    ck_assert_mem_eq(hide, again, sizeof hide);
    /* without groups there is one cell */
    ck_assert_int_eq(
        nkt_disclosure_magnitudes(&a, ROWS_OF(2), &o, &NKT_TO_N(again, 1), &work, &error), NKT_OK);
    ck_assert_int_eq(again[0], NKT_HIDE_CONTRIBUTORS);
    nkt_memory_free(&work);
}
END_TEST

/* 10 + 20 + a secret is a secret, not 30. */
START_TEST(what_is_published_stays_secret) {
    nkt_estimate e[] = {{10, 9, 11, 10, 0, 0}, {20, 18, 22, 20, 0, 0}, {2, 1, 3, 2, 0, 0}}, out[3];
    const double counts[] = {10, 20, 2};
    const nkt_column c = NKT_ARRAY(0, counts), published = NKT_ESTIMATE_ARRAY(0, out);
    int16_t hide[3];
    const nkt_column hidden = NKT_ARRAY(0, hide);
    nkt_memory work = NKT_MEMORY_REALLOC;
    nkt_total total;

    ck_assert_int_eq(nkt_disclosure_shares(&c, NULL, ROWS_OF(3), NULL, &NKT_TO(hide), &error),
                     NKT_OK);
    ck_assert_int_eq(nkt_disclosure_publish(&NKT_ESTIMATES(e), ROWS_OF(3), &hidden, 0, 0,
                                            &NKT_ESTIMATES(out), &error),
                     NKT_OK);
    ck_assert_int_eq(nkt_group_sum(&published, ROWS_OF(3), &total, 0, &work, &error), NKT_OK);
    ck_assert_int_eq(total.state, NKT_STATE_SECRET);
    ck_assert_double_nan(total.value);
    nkt_memory_free(&work);
}
END_TEST

/* ---- refusals -------------------------------------------------------------------------------- */

START_TEST(calls_are_checked) {
    const double one[] = {5};
    const int8_t none[] = {0};
    const nkt_column a = NKT_ARRAY(0, one), groups = NKT_ARRAY(0, none);
    const nkt_rows grouped = {.groups = &groups, .n_rows = 1, .n_groups = 1};
    nkt_column odd = a;
    nkt_disclosure_options o = {.size = sizeof o};
    int32_t hide[1] = {4711};
    int8_t narrow[1];
    const nkt_target to = NKT_TO(hide), too_narrow = NKT_TO(narrow);

    odd.type = 99;
#define SHARES(a_, b_, n_, o_, r_) nkt_disclosure_shares(a_, b_, ROWS_OF(n_), o_, r_, &error)
    refused(SHARES(NULL, &a, 1, NULL, &to), NKT_E_NULL, 1, "parts: is NULL");
    refused(SHARES(&odd, &a, 1, NULL, &to), NKT_E_TYPE, 1, NULL);
    refused(SHARES(&a, &odd, 1, NULL, &to), NKT_E_TYPE, 2, NULL);
    refused(nkt_disclosure_shares(&a, &a, NULL, NULL, &to, &error), NKT_E_NULL, 3, "rows: is NULL");
    refused(SHARES(&a, &a, -1, NULL, &to), NKT_E_COUNT, 3, "rows.n_rows: -1 is negative");
    refused(nkt_disclosure_shares(&a, &a, &grouped, NULL, &to, &error), NKT_E_OPTION, 3, NULL);
    ck_assert_str_eq(error.subject, "rows.groups");
    ck_assert_int_eq(error.reason, NKT_REASON_NOT_TAKEN);
    refused(SHARES(&a, &a, 1, NULL, NULL), NKT_E_NULL, 5, "hide: is NULL");
    refused(SHARES(&a, &a, 1, NULL, &too_narrow), NKT_E_TYPE, 5, NULL);
    ck_assert_int_eq(error.reason, NKT_REASON_OTHER_TYPE);
    o.extremes = 2;
    refused(SHARES(&a, &a, 1, &o, &to), NKT_E_OPTION, 4, NULL);
    ck_assert_str_eq(error.subject, "options.extremes");
    o = (nkt_disclosure_options){.size = sizeof o, .minimum_numerator = -2};
    refused(SHARES(&a, &a, 1, &o, &to), NKT_E_OPTION, 4,
            "options.minimum_numerator: -2 is not -1, or 0 or more");
    o = (nkt_disclosure_options){.size = sizeof o, .p_percent = NAN};
    refused(SHARES(&a, &a, 1, &o, &to), NKT_E_OPTION, 4, NULL);
    o = (nkt_disclosure_options){.size = sizeof o, .dominance_percent = 101};
    refused(SHARES(&a, &a, 1, &o, &to), NKT_E_OPTION, 4, NULL);
    o = (nkt_disclosure_options){.size = sizeof o, .dominance_n = 17};
    refused(SHARES(&a, &a, 1, &o, &to), NKT_E_OPTION, 4,
            "options.dominance_n: 17 is not within 1 and 16");
    o = (nkt_disclosure_options){.size = sizeof o, .minimum_contributors = -2};
    refused(SHARES(&a, &a, 1, &o, &to), NKT_E_OPTION, 4, NULL);
    o = (nkt_disclosure_options){.size = 2};
    refused(SHARES(&a, &a, 1, &o, &to), NKT_E_OPTIONS_SIZE, 4, NULL);
    ck_assert_int_eq(hide[0], 4711);
    ck_assert_int_eq(nkt_disclosure_shares(NULL, NULL, NULL, NULL, NULL, NULL), NKT_E_NULL);
}
END_TEST

static int32_t cannot_grow(nkt_memory *memory, size_t needed) {
    (void)memory;
    (void)needed;
    return 0;
}

START_TEST(amounts_are_checked) {
    const double one[] = {5};
    const int64_t cells[] = {0};
    const nkt_column a = NKT_ARRAY(0, one), groups = NKT_ARRAY(0, cells);
    nkt_rows rows = {.groups = &groups, .n_rows = 1, .n_groups = 1};
    int64_t block[4];
    int32_t hide[1] = {4711};
    const nkt_target to = NKT_TO(hide), far = {.values = hide, .type = NKT_INT32};
    nkt_memory work = {.data = block, .size = sizeof block}, none = {0};
    nkt_memory odd = {.data = (char *)block + 1, .size = 32}, little = {.data = block, .size = 31};
    nkt_memory growing = NKT_MEMORY_REALLOC, stuck = {.grow = cannot_grow};

#define AMOUNTS(a_, r_, to_, w_) nkt_disclosure_magnitudes(a_, r_, NULL, to_, w_, &error)
    refused(AMOUNTS(NULL, &rows, &to, &work), NKT_E_NULL, 1, NULL);
    refused(AMOUNTS(&a, NULL, &to, &work), NKT_E_NULL, 2, NULL);
    rows.n_rows = -1;
    refused(AMOUNTS(&a, &rows, &to, &work), NKT_E_COUNT, 2, "rows.n_rows: -1 is negative");
    rows.n_rows = INT64_MAX;
    refused(AMOUNTS(&a, &rows, &far, &work), NKT_E_SIZE, 5, NULL);
    rows.n_rows = 1;
    rows.n_groups = -1;
    refused(AMOUNTS(&a, &rows, &to, &work), NKT_E_COUNT, 2, "rows.n_groups: -1 is negative");
    rows.n_groups = 1;
    refused(AMOUNTS(&a, &rows, NULL, &work), NKT_E_NULL, 4, NULL);
    refused(AMOUNTS(&a, &rows, &to, NULL), NKT_E_NULL, 5, NULL);
    refused(AMOUNTS(&a, &rows, &to, &odd), NKT_E_ALIGNMENT, 5, NULL);
    refused(AMOUNTS(&a, &rows, &to, &little), NKT_E_CAPACITY, 5, NULL);
    ck_assert_uint_eq(little.needed, 32);
    refused(AMOUNTS(&a, &rows, &to, &none), NKT_E_CAPACITY, 5, NULL);
    ck_assert_uint_eq(none.needed, 32);
    refused(AMOUNTS(&a, &rows, &to, &stuck), NKT_E_CAPACITY, 5, NULL);
    ck_assert_int_eq(error.reason, NKT_REASON_NOT_GROWN);
    ck_assert_int_eq(hide[0], 4711);
    none.data = block;
    none.size = none.needed;
    refused(AMOUNTS(&a, &rows, &to, &none), NKT_OK, 0, NULL);
    ck_assert_int_ne(hide[0], 4711);
    hide[0] = 4711;
    refused(AMOUNTS(&a, &rows, &to, &growing), NKT_OK, 0, NULL);
    ck_assert_int_ne(hide[0], 4711);
    nkt_memory_free(&growing);
}
END_TEST

START_TEST(views_and_pairs_are_checked) {
    nkt_estimate e[2] = {{50, 40, 60, 10, 0, 0}, {50, 40, 60, 10, 0, 0}}, out[2];
    const nkt_estimates in = NKT_ESTIMATES(e), to = NKT_ESTIMATES(out);
    nkt_estimates odd = in, only_states = {.state = &e[0].state, .state_stride = 40};
    nkt_column wrong = NKT_ARRAY(0, &e[0].value);
    nkt_disclosed_pairs found;

#define PUBLISH(e_, n_, d_, show_, out_)                                                           \
    nkt_disclosure_publish(e_, ROWS_OF(n_), NULL, d_, show_, out_, &error)
    refused(PUBLISH(NULL, 2, 1, 0, &to), NKT_E_NULL, 1, NULL);
    refused(PUBLISH(&only_states, 2, 1, 0, &to), NKT_E_NULL, 1, "estimates.value: is NULL");
    odd.stride = 7;
    refused(PUBLISH(&odd, 2, 1, 0, &to), NKT_E_STRIDE, 1, NULL);
    odd.stride = INT64_MIN;
    refused(PUBLISH(&odd, 2, 1, 0, &to), NKT_E_SIZE, 1, NULL);
    refused(PUBLISH(&in, -2, 1, 0, &to), NKT_E_COUNT, 2, NULL);
    refused(PUBLISH(&in, 2, 16, 0, &to), NKT_E_DOMAIN, 4, "decimals: 16 is not within -9 and 15");
    refused(PUBLISH(&in, 2, 1, 4, &to), NKT_E_ID, 5, NULL);
    refused(PUBLISH(&in, 2, 1, 0, NULL), NKT_E_NULL, 6, NULL);
    odd.stride = 4;
    refused(PUBLISH(&in, 2, 1, 0, &odd), NKT_E_STRIDE, 6, NULL);
    wrong.type = 99;
    refused(nkt_disclosure_publish(&in, ROWS_OF(2), &wrong, 1, 0, &to, &error), NKT_E_TYPE, 3,
            NULL);
    ck_assert_int_eq(nkt_disclosure_publish(NULL, NULL, NULL, 0, 0, NULL, NULL), NKT_E_NULL);
#define PAIRS(v_, d_, per_, from_, to_, out_)                                                      \
    nkt_disclosure_pairs(v_, d_, per_, from_, to_, out_, &error)
    refused(PAIRS(NAN, 1, 100, 1, 9, &found), NKT_E_DOMAIN, 1, NULL);
    refused(PAIRS(100.1, 1, 100, 1, 9, &found), NKT_E_DOMAIN, 1, NULL);
    refused(PAIRS(12.34, 1, 100, 1, 9, &found), NKT_E_DOMAIN, 1,
            "printed: 12.34 has more decimals than that");
    refused(PAIRS(12, 9, 100, 1, 9, &found), NKT_E_DOMAIN, 2, NULL);
    refused(PAIRS(12, 1, 0, 1, 9, &found), NKT_E_DOMAIN, 3, NULL);
    refused(PAIRS(12, 1, 100, 0, 9, &found), NKT_E_COUNT, 4, NULL);
    refused(PAIRS(12, 1, 100, 5, 4, &found), NKT_E_COUNT, 5, NULL);
    refused(PAIRS(12, 6, 1000000, 5, 1000000, &found), NKT_OK, 0, NULL);
    refused(PAIRS(12, 8, 1000000, 99999999, 100000000, &found), NKT_E_COUNT, 5, NULL);
    refused(PAIRS(12, 1, 100, 1, 9, NULL), NKT_E_NULL, 6, NULL);
}
END_TEST

Suite *nkt_suite_disclosure(void) {
    Suite *suite = suite_create("disclosure");
    TCase *tcase = tcase_create("disclosure");
    tcase_add_test(tcase, shares_follow_the_rules);
    tcase_add_test(tcase, rules_can_be_switched_off);
    tcase_add_test(tcase, counts_stand_alone);
    tcase_add_test(tcase, bad_rows_are_reported);
    tcase_add_test(tcase, amounts_are_judged_as_by_hand);
    tcase_add_test(tcase, bounds_of_the_rules_are_kept);
    tcase_add_test(tcase, the_public_sees_no_more_than_that);
    tcase_add_test(tcase, bad_estimates_are_reported);
    tcase_add_test(tcase, rows_that_are_left_out_are_not_shown);
    tcase_add_test(tcase, a_mark_that_is_not_there_hides);
    tcase_add_test(tcase, cells_of_any_type);
    tcase_add_test(tcase, what_is_published_stays_secret);
    tcase_add_test(tcase, pairs_are_all_that_print_so);
    tcase_add_test(tcase, eight_decimals_give_the_counts_away);
    tcase_add_test(tcase, calls_are_checked);
    tcase_add_test(tcase, amounts_are_checked);
    tcase_add_test(tcase, views_and_pairs_are_checked);
    suite_add_tcase(suite, tcase);
    return suite;
}
