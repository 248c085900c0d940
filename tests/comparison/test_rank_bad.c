/*
 * Ranks with bad data, calls that are refused, and the memory that they need.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <check.h>

#include "comparison/rank_units.h"

static double ranks[MOST];
static int32_t quarters[MOST];

/* ---- ranks --------------------------------------------------------------------------------------------- */

static int64_t better[PEERS];

/* ---- bad data and calls ---------------------------------------------------------------------------------- */

START_TEST(bad_rows_are_reported_and_take_no_part) {
    int64_t n_ranked;
    nkt_summary s;

    draw(20, 1e9);
    x[3] = INFINITY;
    x[8] = -INFINITY;
    ck_assert_int_eq(nkt_rank(&column, &(nkt_rows)NKT_ROWS(20), NKT_DIRECTION_HIGH, NKT_TIES_BETTER,
                              &NKT_TO(ranks), &n_ranked, &memory, &error),
                     NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "values: row 3: infinity is no finite number");
    ck_assert_int_eq(error.rows_affected, 2);
    ck_assert_double_nan(ranks[3]);
    x[3] = x[8] = 1;
    w[4] = -2;
    x[4] = 2;
    ck_assert_int_eq(nkt_summarise(&column, &weights, &(nkt_rows)NKT_ROWS(20), &s, &memory, &error),
                     NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "weights: row 4: -2 is negative");
    for (int i = 0; i < 3; i++)
        estimates[i] = (nkt_estimate){i, i - 1, i == 1 ? i - 2 : i + 1, 1, NKT_STATE_VALUE, 0};
    ck_assert_int_eq(nkt_rank_limits(&NKT_ESTIMATES(estimates), &(nkt_rows)NKT_ROWS(3),
                                     NKT_DIRECTION_HIGH, &to_limits, &memory, &error),
                     NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "estimates: row 1: 0 is above the upper limit");
    ck_assert_int_eq(error.reason, NKT_REASON_IMPOSSIBLE);
    ck_assert_double_nan(limits[1][0]);
    ck_assert_double_eq(limits[2][1], 2);
}
END_TEST

static void refused(nkt_status got, nkt_status status, int argument, const char *message) {
    ck_assert_int_eq(got, status);
    ck_assert_int_eq(error.argument, argument);
    if (message)
        ck_assert_str_eq(error.message, message);
    ck_assert_double_eq(ranks[0], 4711);
}

START_TEST(calls_are_checked) {
    const int32_t directions[] = {NKT_DIRECTION_HIGH, 0};
    const nkt_column figures[] = {column, column};
    static const int64_t members[] = {1, 10};
    const nkt_column of_members = NKT_ARRAY(0, members);
    const double wrong[] = {0.5, 1.5};
    const nkt_target to = NKT_TO(ranks), whole = NKT_TO(quarters), to_better = NKT_TO(better);
    nkt_target narrow = to, far = to, narrow_codes = whole, tight = to_better;
    nkt_memory none = {0};
    nkt_column odd = column;
    nkt_summary s;
    nkt_place place;
    nkt_table two = NKT_TABLE(figures, 10), no_column = two;
    nkt_rows grouped = plain(10);
    int64_t n;

    draw(10, 9);
    odd.type = 99;
    narrow.stride = 4;
    far.stride = far.capacity = 0;
    narrow_codes.stride = 2;
    no_column.n_columns = 0;
    grouped.groups = &column;
    grouped.n_groups = 2;
    ranks[0] = 4711;
#define RANK(v, n, f, t, to, lent) nkt_rank(v, &(nkt_rows)NKT_ROWS(n), f, t, to, NULL, lent, &error)
    refused(RANK(NULL, 10, 1, 0, &to, &memory), NKT_E_NULL, 1, "values: is NULL");
    refused(RANK(&odd, 10, 1, 0, &to, &memory), NKT_E_TYPE, 1, NULL);
    refused(RANK(&column, -1, 1, 0, &to, &memory), NKT_E_COUNT, 2, "rows.n_rows: -1 is negative");
    refused(RANK(&column, INT64_MAX, 1, 0, &far, &memory), NKT_E_SIZE, 5, NULL);
    refused(RANK(&column, 10, 2, 0, &to, &memory), NKT_E_ID, 3,
            "direction: 2 is neither high (1) nor low (-1)");
    refused(RANK(&column, 10, 0, 0, &to, &memory), NKT_E_ID, 3, NULL);
    refused(RANK(&column, 10, 1, 5, &to, &memory), NKT_E_ID, 4, NULL);
    refused(RANK(&column, 10, 1, 0, NULL, &memory), NKT_E_NULL, 5, NULL);
    refused(RANK(&column, 10, 1, 0, &narrow, &memory), NKT_E_STRIDE, 5, NULL);
    refused(RANK(&column, 10, 1, 0, &whole, &memory), NKT_E_TYPE, 5, NULL);
    refused(RANK(&column, 10, 1, 0, &to, NULL), NKT_E_NULL, 7, NULL);
    refused(RANK(&column, 10, 1, 0, &to, &none), NKT_E_CAPACITY, 7, NULL);
    ck_assert_uint_gt(none.needed, 0);
    ck_assert_double_eq(error.bound, (double)none.needed);
#define QUANTILES(p, n_p, type, to)                                                                \
    nkt_quantiles(&column, &(nkt_rows)NKT_ROWS(10), p, n_p, type, to, &memory, &error)
    refused(QUANTILES(NULL, 2, 7, ranks), NKT_E_NULL, 3, NULL);
    refused(QUANTILES(wrong, 2, 7, ranks), NKT_E_DOMAIN, 3, "probabilities[1]: 1.5 is not 0 to 1");
    ck_assert_int_eq(error.item, 1);
    refused(QUANTILES(wrong, -1, 7, ranks), NKT_E_COUNT, 4, NULL);
    refused(QUANTILES(wrong, 1, 0, ranks), NKT_E_ID, 5, NULL);
    refused(QUANTILES(wrong, 1, 10, ranks), NKT_E_ID, 5, "type: 10 is no code: these are 1 ... 9");
    refused(QUANTILES(wrong, 1, 7, NULL), NKT_E_NULL, 6, NULL);
    refused(nkt_rank(&column, &grouped, 1, 0, &to, NULL, &memory, &error), NKT_E_OPTION, 2, NULL);
    ck_assert_str_eq(error.subject, "rows.groups");
#define QUARTERS(d, q, c) nkt_quarters(&column, &(nkt_rows)NKT_ROWS(10), d, q, c, &memory, &error)
    refused(QUARTERS(2, &whole, NULL), NKT_E_ID, 3, NULL);
    refused(QUARTERS(1, &narrow_codes, NULL), NKT_E_STRIDE, 4, NULL);
    refused(QUARTERS(1, NULL, &narrow_codes), NKT_E_STRIDE, 5, NULL);
    refused(place_of(10, 10, NULL, 0, 1, &place), NKT_E_DOMAIN, 3, NULL);
    ck_assert_str_eq(error.subject, "peers.focus");
    refused(place_of(10, 0, &of_members, 2, 1, &place), NKT_E_DOMAIN, 3,
            "peers.members[1]: 10 is no number of a row");
    refused(place_of(10, 0, &of_members, -1, 1, &place), NKT_E_COUNT, 3, NULL);
    refused(place_of(10, 0, NULL, 2, 1, &place), NKT_E_COUNT, 3,
            "peers.n_members: 2 is more than 0");
    refused(place_of(10, 0, NULL, 0, 9, &place), NKT_E_ID, 4, NULL);
    refused(place_of(10, 0, NULL, 0, 1, NULL), NKT_E_NULL, 5, NULL);
    refused(nkt_place_among(&column, &grouped, NULL, 1, &place, &error), NKT_E_OPTION, 2, NULL);
    refused(nkt_place_among(&column, &(nkt_rows)NKT_ROWS(10), NULL, 1, &place, &error), NKT_E_NULL,
            3, "peers: is NULL");
    refused(nkt_summarise(&column, &odd, &(nkt_rows)NKT_ROWS(10), &s, &memory, &error), NKT_E_TYPE,
            2, NULL);
    refused(nkt_summarise(&column, NULL, &(nkt_rows)NKT_ROWS(10), NULL, &memory, &error),
            NKT_E_NULL, 4, NULL);
    refused(nkt_composite(&no_column, directions, &to, &memory, &error), NKT_E_COUNT, 1,
            "figures.n_columns: 0 is less than 1");
    refused(nkt_composite(NULL, directions, &to, &memory, &error), NKT_E_NULL, 1, NULL);
    refused(nkt_composite(&two, directions, &to, &memory, &error), NKT_E_ID, 2,
            "directions[1]: 0 is neither high (1) nor low (-1)");
    ck_assert_int_eq(error.item, 1);
    refused(nkt_composite(&two, NULL, &to, &memory, &error), NKT_E_NULL, 2, NULL);
    two.n_columns = 1;
    refused(nkt_composite(&two, directions, NULL, &memory, &error), NKT_E_NULL, 3, NULL);
    refused(nkt_composite(&two, directions, &to, &none, &error), NKT_E_CAPACITY, 4, NULL);
    const nkt_estimates from = NKT_ESTIMATES(estimates);
    nkt_estimates close = from;
    close.stride = 4;
#define LIMITS(from, d, to) nkt_rank_limits(from, &(nkt_rows)NKT_ROWS(10), d, to, &memory, &error)
    refused(LIMITS(NULL, 1, &to_limits), NKT_E_NULL, 1, NULL);
    refused(LIMITS(&close, 1, &to_limits), NKT_E_STRIDE, 1, NULL);
    refused(LIMITS(&from, 3, &to_limits), NKT_E_ID, 3, NULL);
    refused(LIMITS(&from, 1, NULL), NKT_E_NULL, 4, NULL);
    refused(nkt_rank_limits(&from, NULL, 1, &to_limits, &memory, &error), NKT_E_NULL, 2, NULL);
    refused(nkt_rank_limits(&from, &(nkt_rows)NKT_ROWS(10), 1, &to_limits, NULL, &error),
            NKT_E_NULL, 5, NULL);
    nkt_better_options options = {.size = sizeof options, .direction = 1};
    nkt_peers peers = {.members = &of_members, .n_members = 1};
#define BETTER(from, rows, to, count)                                                              \
    nkt_better_among(from, &(nkt_rows)NKT_ROWS(rows), &peers, &options, to, NULL, count, &error)
    make_shares();
    refused(BETTER(NULL, 5, &to_better, &n), NKT_E_NULL, 1, NULL);
    refused(BETTER(&close, 5, &to_better, &n), NKT_E_STRIDE, 1, NULL);
    refused(BETTER(&from, -5, &to_better, &n), NKT_E_COUNT, 2, NULL);
    refused(BETTER(&from, 5, NULL, &n), NKT_E_NULL, 5, NULL);
    refused(BETTER(&from, 5, &to_better, NULL), NKT_E_NULL, 7, NULL);
    tight.capacity = 0;
    refused(BETTER(&from, 5, &tight, &n), NKT_E_CAPACITY, 5, NULL);
    ck_assert_double_eq(error.bound, 1);
    peers.focus = 5;
    refused(BETTER(&from, 5, &to_better, &n), NKT_E_DOMAIN, 3, NULL);
    peers = (nkt_peers){.members = &of_members, .n_members = 2};
    refused(BETTER(&from, 5, &to_better, &n), NKT_E_DOMAIN, 3,
            "peers.members[1]: 10 is no number of a row");
    peers.members = NULL;
    refused(BETTER(&from, 5, &to_better, &n), NKT_E_COUNT, 3, NULL);
    peers.n_members = -2;
    refused(BETTER(&from, 5, &to_better, &n), NKT_E_COUNT, 3, NULL);
    peers = (nkt_peers){.members = &of_members, .n_members = 1};
    options.direction = 0; /* it has no default */
    refused(BETTER(&from, 5, &to_better, &n), NKT_E_OPTION, 4,
            "options.direction: 0 is neither high (1) nor low (-1)");
    options.direction = 1;
    options.confidence = 1;
    refused(BETTER(&from, 5, &to_better, &n), NKT_E_OPTION, 4, NULL);
    options.confidence = 0;
    options.certainty = 0.4;
    refused(BETTER(&from, 5, &to_better, &n), NKT_E_OPTION, 4, NULL);
    options.size = 3;
    refused(BETTER(&from, 5, &to_better, &n), NKT_E_OPTIONS_SIZE, 4, NULL);
    ck_assert_uint_eq(none.size, 0);
}
END_TEST

/* ---- the caller's own data ------------------------------------------------------------------------------- */

static int32_t does_not_grow(nkt_memory *lent, size_t needed) {
    (void)lent;
    (void)needed;
    return 0;
}

START_TEST(what_is_needed_is_enough) {
    const int32_t directions[] = {NKT_DIRECTION_HIGH, NKT_DIRECTION_LOW};
    const nkt_column figures[] = {doubles(x), doubles(w)};
    const nkt_table table = NKT_TABLE(figures, 50);
    const nkt_rows rows = NKT_ROWS(50);
    const nkt_estimates from = NKT_ESTIMATES(estimates);

    draw(50, 9);
    for (int call = 0; call < 3; call++) {
        nkt_memory lent = {0};
        for (int attempt = 0; attempt < 3; attempt++) {
            const nkt_status wanted = attempt < 2 ? NKT_E_CAPACITY : NKT_OK;
            ranks[0] = 4711;
            lent.grow = attempt == 1 ? does_not_grow : NULL;
            if (attempt == 2) {
                lent.data = malloc(lent.needed);
                lent.size = lent.needed;
            }
            ck_assert_int_eq(
                call == 0   ? nkt_composite(&table, directions, &NKT_TO(ranks), &lent, &error)
                : call == 1 ? nkt_quarters(figures, &rows, 1, NULL, NULL, &lent, &error)
                            : nkt_rank_limits(&from, &rows, 1, &to_limits, &lent, &error),
                wanted);
            if (attempt == 1)
                ck_assert_int_eq(error.reason, NKT_REASON_NOT_GROWN);
            if (attempt < 2)
                ck_assert_double_eq(ranks[0], 4711);
        }
        free(lent.data);
    }
}
END_TEST

Suite *nkt_suite_rank_bad(void) {
    Suite *suite = suite_create("rank_bad");
    TCase *tcase = tcase_create("rank_bad");
    tcase_set_timeout(tcase, 60);
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_test(tcase, bad_rows_are_reported_and_take_no_part);
    tcase_add_test(tcase, calls_are_checked);
    tcase_add_test(tcase, what_is_needed_is_enough);
    suite_add_tcase(suite, tcase);
    return suite;
}
