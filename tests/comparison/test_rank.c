/*
 * Ranks, limits of ranks, quarters and places, by their definitions, and in the caller's own rows.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <check.h>

#include "comparison/rank_units.h"

static double ranks[MOST];
static int32_t quarters[MOST];
static int32_t colours[MOST];

/* ---- ranks --------------------------------------------------------------------------------------------- */

static int is_before(double a, double b, int first) {
    return first == NKT_DIRECTION_HIGH ? a > b : a < b;
}

static double naive_rank(int n, int i, int first, int ties) {
    int before = 0, equal = 0, equal_before = 0, groups = 1;

    for (int j = 0; j < n; j++) {
        int is_first = 1; /* of those that are equal to it */
        before += is_before(x[j], x[i], first);
        equal += x[j] == x[i];
        equal_before += x[j] == x[i] && j < i;
        for (int k = 0; k < j; k++)
            is_first &= x[k] != x[j];
        groups += is_first && is_before(x[j], x[i], first);
    }
    switch (ties) {
    case NKT_TIES_BETTER:
        return before + 1;
    case NKT_TIES_WORSE:
        return before + equal;
    case NKT_TIES_AVERAGE:
        return before + (equal + 1) / 2.0;
    case NKT_TIES_FIRST:
        return before + equal_before + 1;
    default:
        return groups;
    }
}

START_TEST(ranks_are_what_they_are_called) {
    static const int sizes[] = {1, 2, 63, 64, 290};
    const int n = sizes[_i % 5];
    int64_t n_ranked;

    for (int kind = 0; kind < 3; kind++) {
        int present = 0;
        draw(n, kind == 0 ? 0.1 : kind == 1 ? 2 : 1e9);
        for (int i = 0; i < n; i++)
            present += !isnan(x[i]);
        for (int first = -1; first < 2; first += 2)
            for (int ties = 0; ties < 5; ties++) {
                ck_assert_int_eq(nkt_rank(&column, &(nkt_rows)NKT_ROWS(n), first, ties,
                                          &NKT_TO(ranks), &n_ranked, &memory, &error),
                                 NKT_OK);
                ck_assert_int_eq(n_ranked, present);
                for (int i = 0; i < n; i++)
                    if (isnan(x[i]))
                        ck_assert_double_nan(ranks[i]);
                    else
                        ck_assert_double_eq(ranks[i], naive_rank(n, i, first, ties));
            }
    }
}
END_TEST

START_TEST(limits_of_ranks_are_counted) {
    const int n = 200;

    for (int first = -1; first < 2; first += 2) {
        draw(n, 2);
        for (int i = 0; i < n; i++)
            estimates[i] = (nkt_estimate){x[i],
                                          x[i] - w[i] / 9,
                                          x[i] + w[i] / 5,
                                          1,
                                          isnan(x[i]) ? NKT_STATE_MISSING : NKT_STATE_VALUE,
                                          0};
        ck_assert_int_eq(nkt_rank_limits(&NKT_ESTIMATES(estimates), &(nkt_rows)NKT_ROWS(n), first,
                                         &to_limits, &memory, &error),
                         NKT_OK);
        for (int i = 0; i < n; i++) {
            int ahead = 0, not_behind = 0;
            if (isnan(x[i]) || isnan(w[i])) {
                ck_assert_double_nan(limits[i][0]);
                ck_assert_double_nan(limits[i][1]);
                continue;
            }
            for (int j = 0; j < n; j++) {
                if (isnan(x[j]) || isnan(w[j]))
                    continue;
                ahead += first == NKT_DIRECTION_HIGH ? estimates[j].lower > estimates[i].upper
                                                     : estimates[j].upper < estimates[i].lower;
                not_behind += first == NKT_DIRECTION_HIGH
                                  ? estimates[j].upper >= estimates[i].lower
                                  : estimates[j].lower <= estimates[i].upper;
            }
            ck_assert_double_eq(limits[i][0], ahead + 1);
            ck_assert_double_eq(limits[i][1], not_behind);
        }
    }
}
END_TEST

START_TEST(quarters_and_colours) {
    const int n = 290;
    int counts[5] = {0};

    for (int direction = -1; direction <= 1; direction++) {
        draw(n, 1e9);
        for (int i = 0; i < n; i++)
            x[i] = isnan(x[i]) ? i * 1e-7 : x[i];
        x[7] = NAN;
        ck_assert_int_eq(nkt_quarters(&column, &(nkt_rows)NKT_ROWS(n), direction, &NKT_TO(quarters),
                                      &NKT_TO(colours), &memory, &error),
                         NKT_OK);
        for (int i = 0; i < n; i++) {
            const double rank = naive_rank(
                n, i, direction == NKT_DIRECTION_LOW ? NKT_DIRECTION_LOW : NKT_DIRECTION_HIGH,
                NKT_TIES_BETTER);
            const int quarter = i == 7 ? 0 : 1 + (int)(4 * (rank - 1) / (n - 1));
            ck_assert_int_eq(quarters[i], i == 7 ? NKT_NO_CODE : quarter);
            counts[quarter]++;
            ck_assert_int_eq(colours[i], direction == 0 || i == 7 ? NKT_COLOUR_NONE
                                         : quarter == 1           ? NKT_COLOUR_BEST
                                         : quarter == 4           ? NKT_COLOUR_WORST
                                                                  : NKT_COLOUR_MIDDLE);
        }
    }
    ck_assert_int_eq(counts[1], 3 * 73); /* of 289: 73, 72, 72, 72 */
    ck_assert_int_eq(counts[4], 3 * 72);
    for (int i = 0; i < 4; i++) /* equal ones share the better quarter */
        x[i] = 3;
    ck_assert_int_eq(nkt_quarters(&column, &(nkt_rows)NKT_ROWS(4), NKT_DIRECTION_HIGH,
                                  &NKT_TO(quarters), NULL, &memory, &error),
                     NKT_OK);
    for (int i = 0; i < 4; i++)
        ck_assert_int_eq(quarters[i], 1);
}
END_TEST

START_TEST(places_among_some) {
    static const int64_t members[] = {3, -1, 50, 7, 7, 0};
    const nkt_column of_members = NKT_ARRAY(0, members);
    nkt_place place;

    draw(60, 1);
    x[0] = 5, x[3] = 5, x[7] = 9, x[50] = NAN;
    ck_assert_int_eq(place_of(60, 0, &of_members, 6, NKT_DIRECTION_HIGH, &place), NKT_OK);
    ck_assert_int_eq(place.n, 4);
    ck_assert_int_eq(place.before, 2);
    ck_assert_int_eq(place.equal, 1);
    ck_assert_int_eq(place.behind, 0);
    ck_assert_double_eq(place.rank, 3);
    ck_assert_int_eq(place_of(60, 0, NULL, 0, NKT_DIRECTION_LOW, &place), NKT_OK);
    ck_assert_double_eq(place.rank, naive_rank(60, 0, NKT_DIRECTION_LOW, NKT_TIES_BETTER));
    ck_assert_int_eq(place.n, place.before + place.equal + place.behind + 1);
    ck_assert_int_eq(place_of(60, 50, NULL, 0, NKT_DIRECTION_LOW, &place), NKT_OK);
    ck_assert_double_nan(place.rank);
    ck_assert_int_eq(place.before + place.equal + place.behind, 0);
}
END_TEST

/* ---- the caller's own data ------------------------------------------------------------------------------- */

/* A row of the caller's, with a row of the country at the end. */
typedef struct own_row {
    char code[5];
    int8_t is_municipality;
    float value, rank, best_and_worst[2], index;
    int8_t quarter;
    int16_t colour;
} own_row;

START_TEST(the_row_of_the_country_counts_for_nothing) {
    enum { N = 41 };
    static own_row rows[N];
    const nkt_column values = NKT_FIELD(0, rows, value),
                     include = NKT_FIELD(0, rows, is_municipality);
    const int32_t direction = NKT_DIRECTION_HIGH;
    nkt_table table = NKT_TABLE_OF(&values, 1, N);
    nkt_rows all = NKT_ROWS(N);
    nkt_place place, placed;
    int64_t n_ranked;

    all.include = table.rows.include = &include;
    draw(N, 1e9);
    for (int i = 0; i < N; i++) {
        rows[i] = (own_row){.is_municipality = i < N - 1, .value = (float)(isnan(x[i]) ? i : x[i])};
        x[i] = rows[i].value;
        estimates[i] = (nkt_estimate){x[i], x[i] - 5, x[i] + 5, 1, NKT_STATE_VALUE, 0};
    }
    rows[N - 1].value = 1e6F; /* it would be the first of all */
    x[N - 1] = 1e6;
    estimates[N - 1] = (nkt_estimate){1e6, 1, 2e6, 1, NKT_STATE_VALUE, 0};
    ck_assert_int_eq(nkt_rank(&values, &all, direction, NKT_TIES_BETTER, &NKT_TO_FIELD(rows, rank),
                              &n_ranked, &memory, &error),
                     NKT_OK);
    ck_assert_int_eq(n_ranked, N - 1);
    ck_assert_int_eq(nkt_quarters(&values, &all, direction, &NKT_TO_FIELD(rows, quarter),
                                  &NKT_TO_FIELD(rows, colour), &memory, &error),
                     NKT_OK);
    ck_assert_int_eq(nkt_rank_limits(&NKT_ESTIMATES(estimates), &all, direction,
                                     &NKT_TO_FIELD(rows, best_and_worst[0]), &memory, &error),
                     NKT_OK);
    ck_assert_int_eq(nkt_composite(&table, &direction, &NKT_TO_FIELD(rows, index), &memory, &error),
                     NKT_OK);
    ck_assert_int_eq(
        nkt_place_among(&values, &all, &(nkt_peers){.focus = 3}, direction, &place, &error),
        NKT_OK);
    for (int i = 0; i < N - 1; i++)
        ck_assert_double_eq(rows[i].rank, naive_rank(N - 1, i, direction, NKT_TIES_BETTER));
    ck_assert_double_nan(rows[N - 1].rank);
    ck_assert_int_eq(rows[N - 1].quarter, NKT_NO_CODE);
    ck_assert_int_eq(rows[N - 1].colour, NKT_COLOUR_NONE);
    ck_assert_double_nan(rows[N - 1].best_and_worst[0]);
    ck_assert_double_nan(rows[N - 1].index);
    /* the same as without it */
    column = doubles(x);
    ck_assert_int_eq(place_of(N - 1, 3, NULL, 0, direction, &placed), NKT_OK);
    ck_assert_mem_eq(&place, &placed, sizeof place);
    table.rows = plain(N - 1);
    table.columns = &column;
    ck_assert_int_eq(nkt_composite(&table, &direction, &NKT_TO(ranks), &memory, &error), NKT_OK);
    ck_assert_int_eq(
        nkt_quarters(&column, &table.rows, direction, &NKT_TO(quarters), NULL, &memory, &error),
        NKT_OK);
    ck_assert_int_eq(nkt_rank_limits(&NKT_ESTIMATES(estimates), &table.rows, direction, &to_limits,
                                     &memory, &error),
                     NKT_OK);
    for (int i = 0; i < N - 1; i++) {
        ck_assert_float_eq(rows[i].index, (float)ranks[i]);
        ck_assert_int_eq(rows[i].quarter, quarters[i]);
        ck_assert_double_eq(rows[i].best_and_worst[0], limits[i][0]);
        ck_assert_double_eq(rows[i].best_and_worst[1], limits[i][1]);
    }
}
END_TEST

Suite *nkt_suite_rank(void) {
    Suite *suite = suite_create("rank");
    TCase *tcase = tcase_create("rank");
    tcase_set_timeout(tcase, 60);
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_loop_test(tcase, ranks_are_what_they_are_called, 0, 5);
    tcase_add_test(tcase, limits_of_ranks_are_counted);
    tcase_add_test(tcase, quarters_and_colours);
    tcase_add_test(tcase, places_among_some);
    tcase_add_test(tcase, the_row_of_the_country_counts_for_nothing);
    suite_add_tcase(suite, tcase);
    return suite;
}
