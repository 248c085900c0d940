/*
 * Ranks, quarters, places and limits of ranks, by their definitions; quantiles and summaries
 * against R; the composite index by its rule; published colours; bad input.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <check.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "draw.h"
#include "data.h"
#include "nyckeltal/catalogue.h"
#include "nyckeltal/kinds.h"
#include "nyckeltal/rank.h"
#include "nyckeltal/realloc.h"

enum { MOST = 5000 };

static double x[MOST], w[MOST], ranks[MOST], limits[MOST][2];
static int32_t quarters[MOST], colours[MOST];
static nkt_estimate estimates[MOST];
static nkt_column column, weights;
static nkt_memory memory = NKT_MEMORY_REALLOC;
static nkt_error error;

static void setup(void) {
    column = doubles(x);
    weights = doubles(w);
    seed = 11;
}

static void teardown(void) {
    nkt_memory_free(&memory);
}

static nkt_rows plain(int64_t n) {
    return (nkt_rows)NKT_ROWS(n);
}

static const nkt_target to_limits = {.values = limits, .type = NKT_FLOAT64};

/* Ties, where there are few decimals; negative numbers; gaps. */
static void draw(int n, double decimals) {
    for (int i = 0; i < n; i++) {
        x[i] = floor(decimals * (uniform() * uniform() * 90 - 10)) / decimals;
        w[i] = floor(uniform() * 50);
        if (uniform() < 0.1)
            x[i] = NAN;
        if (uniform() < 0.05)
            w[i] = NAN;
    }
}

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

static nkt_status place_of(int64_t n, int64_t focus, const nkt_column *members, int64_t n_members,
                           int direction, nkt_place *place) {
    return nkt_place_among(&column, &(nkt_rows)NKT_ROWS(n),
                           &(nkt_peers){.members = members, .n_members = n_members, .focus = focus},
                           direction, place, &error);
}

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

enum { SHARES = 5, PEERS = 6 };

static const int64_t peer_rows[PEERS] = {1, 2, -1, 3, 4, 0};

static void make_shares(void) {
    static const double part[] = {500, 560, 510, 430, 600},
                        whole[] = {1000, 1000, 1000, 1000, 1000};

    for (int i = 0; i < SHARES; i++)
        nkt_share(part[i], whole[i], NULL, &estimates[i], NULL);
    estimates[4].state = NKT_STATE_SECRET;
}

static int64_t better[PEERS], n_found;
static double probability[PEERS];

static nkt_status find_better(int64_t focus, int direction, double certainty) {
    const nkt_column members = NKT_ARRAY(0, peer_rows);
    const nkt_better_options options = {
        .size = sizeof options, .direction = direction, .certainty = certainty};

    return nkt_better_among(&NKT_ESTIMATES(estimates), &(nkt_rows)NKT_ROWS(SHARES),
                            &(nkt_peers){.members = &members, .n_members = PEERS, .focus = focus},
                            &options, &NKT_TO(better), &NKT_TO(probability), &n_found, &error);
}

/* For shares of large groups, the probability is that of the normal test of their difference. */
START_TEST(those_who_do_better) {
    make_shares();
    ck_assert_int_eq(find_better(0, NKT_DIRECTION_HIGH, 0), NKT_OK);
    ck_assert_int_eq(n_found, 1);
    ck_assert_int_eq(better[0], 1);
    ck_assert_double_eq_tol(
        probability[0], 1 - 0.5 * erfc(0.06 / sqrt((0.56 * 0.44 + 0.25) / 1000) / sqrt(2)), 2e-4);
    find_better(0, NKT_DIRECTION_HIGH, 0.6);
    ck_assert_int_eq(n_found, 2);
    ck_assert_int_eq(better[1], 2);
    find_better(0, NKT_DIRECTION_LOW, 0);
    ck_assert_int_eq(n_found, 1);
    ck_assert_int_eq(better[0], 3);
    find_better(4, NKT_DIRECTION_LOW, 0);
    ck_assert_int_eq(n_found, 0); /* a secret is compared with nobody */
}
END_TEST

/* ---- quantiles ----------------------------------------------------------------------------------------- */

enum { SETS = 6 };
static const int set_sizes[SETS] = {1, 2, 7, 40, 290, MOST};
static const double probabilities[] = {0, 0.025, 0.1, 0.25, 1.0 / 3, 0.5, 0.75, 0.9, 0.975, 1};
enum { PROBABILITIES = 10 };

static void draw_set(int set) {
    seed = (uint64_t)set + 1;
    draw(set_sizes[set], set % 2 ? 1 : 1e6);
    if (isnan(x[0]))
        x[0] = 4;
}

START_TEST(quantiles_are_those_of_r) {
    char in[512], out[512], command[1200];
    csv_table *csv;
    FILE *to;

    if (!have_program("Rscript", "quantiles against R"))
        return;
    snprintf(in, sizeof in, "%s", output_path("quantiles_in.csv"));
    snprintf(out, sizeof out, "%s", output_path("quantiles_out.csv"));
    to = fopen(in, "w");
    ck_assert_ptr_nonnull(to);
    fprintf(to, "set,x\n");
    for (int set = 0; set < SETS; set++) {
        draw_set(set);
        for (int i = 0; i < set_sizes[set]; i++)
            if (isnan(x[i]))
                fprintf(to, "%d,NA\n", set);
            else
                fprintf(to, "%d,%.17g\n", set, x[i]);
    }
    ck_assert_int_eq(fclose(to), 0);
    snprintf(command, sizeof command, "Rscript tests/accuracy/quantiles.R '%s' '%s'", in, out);
    ck_assert_int_eq(system(command), 0);
    csv = csv_read(out);
    ck_assert_int_eq(csv_rows(csv), SETS * 9 * PROBABILITIES);
    for (int r = 0; r < csv_rows(csv); r++) {
        const int set = (int)csv_number(csv, r, 0), type = (int)csv_number(csv, r, 1);
        const int k = (int)csv_number(csv, r, 2);
        double found[PROBABILITIES];
        draw_set(set);
        ck_assert_int_eq(nkt_quantiles(&column, &(nkt_rows)NKT_ROWS(set_sizes[set]), probabilities,
                                       PROBABILITIES, type, found, &memory, &error),
                         NKT_OK);
        ck_assert_double_eq_tol(found[k], csv_number(csv, r, 3), 1e-12);
    }
    csv_free(csv);
}
END_TEST

/* Keys that share their first bits, so that buckets are large, and values of every size. */
START_TEST(quantiles_of_like_and_unlike_numbers) {
    for (int kind = 0; kind < 3; kind++) {
        for (int i = 0; i < MOST; i++)
            x[i] = kind == 0   ? 1 + uniform() * 0x1p-20
                   : kind == 1 ? (uniform() < 0.5 ? -1 : 1) * exp(1400 * uniform() - 700)
                               : floor(3 * uniform());
        for (int k = 0; k < 40; k++) {
            const int rank =
                (int)(MOST * uniform()); /* from 0; type 1 has it up to (rank + 1) / n */
            const double p = (rank + 0.5) / MOST;
            double found;
            int below = 0, not_above = 0;
            ck_assert_int_eq(nkt_quantiles(&column, &(nkt_rows)NKT_ROWS(MOST), &p, 1, 1, &found,
                                           &memory, &error),
                             NKT_OK);
            for (int i = 0; i < MOST; i++) {
                below += x[i] < found;
                not_above += x[i] <= found;
            }
            ck_assert(below <= rank && rank < not_above);
        }
    }
}
END_TEST

START_TEST(summaries_are_those_of_their_parts) {
    double sum = 0, products = 0, sum_w = 0, squares = 0, quartiles[3];
    static const double at[] = {0.25, 0.5, 0.75};
    int n = 0, n_weighted = 0;
    nkt_summary s;

    draw(290, 1e3);
    for (int i = 0; i < 290; i++) {
        if (isnan(x[i]))
            continue;
        n++;
        sum += x[i];
        if (isnan(w[i]))
            continue;
        n_weighted++;
        sum_w += w[i];
        products += w[i] * x[i];
    }
    for (int i = 0; i < 290; i++)
        squares += isnan(x[i]) ? 0 : (x[i] - sum / n) * (x[i] - sum / n);
    ck_assert_int_eq(
        nkt_summarise(&column, &weights, &(nkt_rows)NKT_ROWS(290), &s, &memory, &error), NKT_OK);
    nkt_quantiles(&column, &(nkt_rows)NKT_ROWS(290), at, 3, 7, quartiles, &memory, &error);
    ck_assert_int_eq(s.n, n);
    ck_assert_int_eq(s.n_missing, 290 - n);
    ck_assert_int_eq(s.n_weighted, n_weighted);
    ck_assert_double_eq_tol(s.mean, sum / n, 1e-12);
    ck_assert_double_eq_tol(s.weighted_mean, products / sum_w, 1e-12);
    ck_assert_double_eq_tol(s.sd, sqrt(squares / (n - 1)), 1e-12);
    ck_assert_double_eq(s.weights, sum_w);
    ck_assert_double_eq(s.lower_quartile, quartiles[0]);
    ck_assert_double_eq(s.median, quartiles[1]);
    ck_assert_double_eq(s.upper_quartile, quartiles[2]);
    for (int i = 0; i < 290; i++)
        ck_assert(isnan(x[i]) || (s.minimum <= x[i] && x[i] <= s.maximum));
    ck_assert_int_eq(nkt_summarise(&column, NULL, &(nkt_rows)NKT_ROWS(0), &s, &memory, &error),
                     NKT_OK);
    ck_assert_int_eq(s.n, 0);
    ck_assert_double_nan(s.mean);
    ck_assert_double_nan(s.median);
    ck_assert_double_nan(s.weighted_mean);
}
END_TEST

/* Scales numbers from their 2.5th to their 97.5th percentile, as the rule says it. */
static void scale(double *numbers, int n) {
    static const double ends[] = {0.025, 0.975};
    const nkt_column of = doubles(numbers);
    double at[2];

    ck_assert_int_eq(nkt_quantiles(&of, &(nkt_rows)NKT_ROWS(n), ends, 2, 7, at, &memory, &error),
                     NKT_OK);
    for (int i = 0; i < n; i++)
        numbers[i] = isnan(numbers[i])
                         ? NAN
                         : fmin(fmax(100 * (numbers[i] - at[0]) / (at[1] - at[0]), 0), 100);
}

START_TEST(the_composite_follows_its_rule) {
    const int32_t directions[] = {NKT_DIRECTION_HIGH, NKT_DIRECTION_LOW};
    const nkt_column figures[] = {doubles(x), doubles(w)};
    nkt_table table = NKT_TABLE(figures, 290);
    static double a[290], b[290];
    const int n = 290;

    draw(n, 1e3);
    memcpy(a, x, sizeof a);
    memcpy(b, w, sizeof b);
    ck_assert_int_eq(nkt_composite(&table, directions, &NKT_TO(ranks), &memory, &error), NKT_OK);
    scale(a, n);
    scale(b, n);
    for (int i = 0; i < n; i++)
        a[i] = (a[i] + (100 - b[i])) / 2;
    scale(a, n);
    for (int i = 0; i < n; i++)
        if (isnan(a[i]))
            ck_assert_double_nan(ranks[i]);
        else
            ck_assert_double_eq_tol(ranks[i], a[i], 1e-10);
    for (int i = 0; i < n; i++)
        x[i] = 3;
    table.n_columns = 1;
    ck_assert_int_eq(nkt_composite(&table, directions, &NKT_TO(ranks), &memory, &error), NKT_OK);
    ck_assert_double_eq(ranks[5], 50);
}
END_TEST

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

/* Members in a factor of R, counted from 1, NA among them; one who is left out; columns of a data frame. */
START_TEST(those_who_do_better_as_r_has_it) {
    static const int32_t members[] = {2, 3, INT32_MIN, 4};
    static const int8_t include[] = {1, 0, 1, 1, 1};
    double value[SHARES], lower[SHARES], upper[SHARES];
    const nkt_column of_members = {.values = members, .stride = 4, .type = NKT_INT32_R};
    const nkt_column of_include = NKT_ARRAY(0, include);
    nkt_estimates frame = {.value = value, .lower = lower, .upper = upper};
    nkt_rows rows = NKT_ROWS(SHARES);
    const nkt_better_options options = {
        .size = sizeof options, .direction = NKT_DIRECTION_HIGH, .certainty = 0.6};
    int32_t found[3];
    nkt_target to_found = {.values = found, .capacity = 2, .type = NKT_INT32_R, .first = 1};
    const nkt_peers peers = {.members = &of_members, .n_members = 4, .focus = 1, .first_row = 1};

    make_shares();
    for (int i = 0; i < SHARES; i++) {
        value[i] = estimates[i].value;
        lower[i] = estimates[i].lower;
        upper[i] = estimates[i].upper;
    }
    ck_assert_int_eq(
        nkt_better_among(&frame, &rows, &peers, &options, &to_found, NULL, &n_found, &error),
        NKT_OK);
    ck_assert_int_eq(n_found, 2);
    ck_assert_int_eq(found[0], 2);
    ck_assert_int_eq(found[1], 3);
    to_found.capacity = 1;
    ck_assert_int_eq(
        nkt_better_among(&frame, &rows, &peers, &options, &to_found, NULL, &n_found, &error),
        NKT_E_CAPACITY);
    ck_assert_double_eq(error.bound, 2);
    rows.include = &of_include;
    ck_assert_int_eq(
        nkt_better_among(&frame, &rows, &peers, &options, &to_found, NULL, &n_found, &error),
        NKT_OK);
    ck_assert_int_eq(n_found, 1);
    ck_assert_int_eq(found[0], 3);
}
END_TEST

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

Suite *nkt_suite_rank(void) {
    Suite *suite = suite_create("rank");
    TCase *tcase = tcase_create("rank");
    tcase_set_timeout(tcase, 60);
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_loop_test(tcase, ranks_are_what_they_are_called, 0, 5);
    tcase_add_test(tcase, limits_of_ranks_are_counted);
    tcase_add_test(tcase, quarters_and_colours);
    tcase_add_test(tcase, places_among_some);
    tcase_add_test(tcase, those_who_do_better);
    tcase_add_test(tcase, quantiles_are_those_of_r);
    tcase_add_test(tcase, quantiles_of_like_and_unlike_numbers);
    tcase_add_test(tcase, summaries_are_those_of_their_parts);
    tcase_add_test(tcase, the_composite_follows_its_rule);
    tcase_add_test(tcase, bad_rows_are_reported_and_take_no_part);
    tcase_add_test(tcase, calls_are_checked);
    tcase_add_test(tcase, the_row_of_the_country_counts_for_nothing);
    tcase_add_test(tcase, those_who_do_better_as_r_has_it);
    tcase_add_test(tcase, what_is_needed_is_enough);
    suite_add_tcase(suite, tcase);
    return suite;
}
