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

static double x[MOST], w[MOST], ranks[MOST], lower[MOST], upper[MOST];
static int32_t quarters[MOST], colours[MOST];
static nkt_estimate estimates[MOST];
static nkt_column column, weights;
static nkt_memory memory = NKT_MEMORY_REALLOC;
static void *work;
static size_t work_size;
static nkt_error error;

static void setup(void) {
    column = doubles(x);
    weights = doubles(w);
    ck_assert_int_eq(nkt_rank_work_size(MOST, &work_size, &error), NKT_OK);
    work = malloc(work_size);
    seed = 11;
}

static void teardown(void) {
    nkt_memory_free(&memory);
    free(work);
}

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
                ck_assert_int_eq(nkt_rank(&column, &(nkt_rows)NKT_ROWS(n), first, ties, &NKT_TO(ranks), &n_ranked,
                                          &memory, &error),
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
        ck_assert_int_eq(nkt_rank_limits(estimates, sizeof *estimates, n, first, lower, upper, work,
                                         work_size, &error),
                         NKT_OK);
        for (int i = 0; i < n; i++) {
            int ahead = 0, not_behind = 0;
            if (isnan(x[i]) || isnan(w[i])) {
                ck_assert_double_nan(lower[i]);
                ck_assert_double_nan(upper[i]);
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
            ck_assert_double_eq(lower[i], ahead + 1);
            ck_assert_double_eq(upper[i], not_behind);
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
        ck_assert_int_eq(nkt_quarters(&column, n, direction, quarters, sizeof *quarters, colours,
                                      sizeof *colours, work, work_size, &error),
                         NKT_OK);
        for (int i = 0; i < n; i++) {
            const double rank = naive_rank(
                n, i, direction == NKT_DIRECTION_LOW ? NKT_DIRECTION_LOW : NKT_DIRECTION_HIGH,
                NKT_TIES_BETTER);
            const int quarter = i == 7 ? 0 : 1 + (int)(4 * (rank - 1) / (n - 1));
            ck_assert_int_eq(quarters[i], quarter);
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
    ck_assert_int_eq(nkt_quarters(&column, 4, NKT_DIRECTION_HIGH, quarters, sizeof *quarters, NULL, 0,
                                  work, work_size, &error),
                     NKT_OK);
    for (int i = 0; i < 4; i++)
        ck_assert_int_eq(quarters[i], 1);
}
END_TEST

START_TEST(places_among_some) {
    const int64_t members[] = {3, -1, 50, 7, 7, 0};
    nkt_place place;

    draw(60, 1);
    x[0] = 5, x[3] = 5, x[7] = 9, x[50] = NAN;
    ck_assert_int_eq(
        nkt_place_among(&column, 60, 0, members, 6, NKT_DIRECTION_HIGH, &place, &error), NKT_OK);
    ck_assert_int_eq(place.n, 4);
    ck_assert_int_eq(place.before, 2);
    ck_assert_int_eq(place.equal, 1);
    ck_assert_int_eq(place.behind, 0);
    ck_assert_double_eq(place.rank, 3);
    ck_assert_int_eq(nkt_place_among(&column, 60, 0, NULL, 0, NKT_DIRECTION_LOW, &place, &error),
                     NKT_OK);
    ck_assert_double_eq(place.rank, naive_rank(60, 0, NKT_DIRECTION_LOW, NKT_TIES_BETTER));
    ck_assert_int_eq(place.n, place.before + place.equal + place.behind + 1);
    ck_assert_int_eq(nkt_place_among(&column, 60, 50, NULL, 0, NKT_DIRECTION_LOW, &place, &error),
                     NKT_OK);
    ck_assert_double_nan(place.rank);
    ck_assert_int_eq(place.before + place.equal + place.behind, 0);
}
END_TEST

/* For shares of large groups, the probability is that of the normal test of their difference. */
START_TEST(those_who_do_better) {
    const int64_t members[] = {1, 2, -1, 3, 4, 0};
    static const double part[] = {500, 560, 510, 430, 600},
                        whole[] = {1000, 1000, 1000, 1000, 1000};
    int64_t better[6], n;
    double probabilities[6];

    for (int i = 0; i < 5; i++)
        nkt_share(part[i], whole[i], NULL, &estimates[i], NULL);
    estimates[4].state = NKT_STATE_SECRET;
    ck_assert_int_eq(nkt_better_among(estimates, sizeof *estimates, 5, 0, members, 6,
                                      NKT_DIRECTION_HIGH, 0, 0, better, probabilities, 6, &n,
                                      &error),
                     NKT_OK);
    ck_assert_int_eq(n, 1);
    ck_assert_int_eq(better[0], 1);
    ck_assert_double_eq_tol(
        probabilities[0], 1 - 0.5 * erfc(0.06 / sqrt((0.56 * 0.44 + 0.25) / 1000) / sqrt(2)), 2e-4);
    nkt_better_among(estimates, sizeof *estimates, 5, 0, members, 6, NKT_DIRECTION_HIGH, 0, 0.6,
                     better, NULL, 6, &n, &error);
    ck_assert_int_eq(n, 2);
    ck_assert_int_eq(better[1], 2);
    nkt_better_among(estimates, sizeof *estimates, 5, 0, members, 6, NKT_DIRECTION_LOW, 0, 0,
                     better, NULL, 6, &n, &error);
    ck_assert_int_eq(n, 1);
    ck_assert_int_eq(better[0], 3);
    nkt_better_among(estimates, sizeof *estimates, 5, 4, members, 6, NKT_DIRECTION_LOW, 0, 0,
                     better, NULL, 6, &n, &error);
    ck_assert_int_eq(n, 0); /* a secret is compared with nobody */
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
        ck_assert_int_eq(nkt_quantiles(&column, &(nkt_rows)NKT_ROWS(set_sizes[set]), probabilities, PROBABILITIES, type,
                                       found, &memory, &error),
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
            ck_assert_int_eq(
                nkt_quantiles(&column, &(nkt_rows)NKT_ROWS(MOST), &p, 1, 1, &found, &memory, &error), NKT_OK);
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
    ck_assert_int_eq(nkt_summarise(&column, &weights, &(nkt_rows)NKT_ROWS(290), &s, &memory, &error), NKT_OK);
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
    ck_assert_int_eq(nkt_summarise(&column, NULL, &(nkt_rows)NKT_ROWS(0), &s, &memory, &error), NKT_OK);
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

    ck_assert_int_eq(nkt_quantiles(&of, &(nkt_rows)NKT_ROWS(n), ends, 2, 7, at, &memory, &error), NKT_OK);
    for (int i = 0; i < n; i++)
        numbers[i] = isnan(numbers[i])
                         ? NAN
                         : fmin(fmax(100 * (numbers[i] - at[0]) / (at[1] - at[0]), 0), 100);
}

START_TEST(the_composite_follows_its_rule) {
    const int32_t directions[] = {NKT_DIRECTION_HIGH, NKT_DIRECTION_LOW};
    const nkt_column figures[] = {doubles(x), doubles(w)};
    static double a[290], b[290];
    const int n = 290;

    draw(n, 1e3);
    memcpy(a, x, sizeof a);
    memcpy(b, w, sizeof b);
    ck_assert_int_eq(
        nkt_composite(figures, 2, n, directions, ranks, sizeof *ranks, work, work_size, &error),
        NKT_OK);
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
    ck_assert_int_eq(
        nkt_composite(figures, 1, n, directions, ranks, sizeof *ranks, work, work_size, &error),
        NKT_OK);
    ck_assert_double_eq(ranks[5], 50);
}
END_TEST

/* ---- bad data and calls ---------------------------------------------------------------------------------- */

START_TEST(bad_rows_are_told_and_take_no_part) {
    int64_t n_ranked;
    nkt_summary s;

    draw(20, 1e9);
    x[3] = INFINITY;
    x[8] = -INFINITY;
    ck_assert_int_eq(
        nkt_rank(&column, &(nkt_rows)NKT_ROWS(20), NKT_DIRECTION_HIGH, NKT_TIES_BETTER,
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
    ck_assert_int_eq(
        nkt_rank_limits(estimates, sizeof *estimates, 3, NKT_DIRECTION_HIGH, lower, upper, work, work_size, &error),
        NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "estimates: row 1: 0 is above the upper limit");
    ck_assert_double_nan(lower[1]);
    ck_assert_double_eq(upper[2], 2);
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
    const int64_t members[] = {1, 10};
    const double wrong[] = {0.5, 1.5};
    const nkt_target to = NKT_TO(ranks), whole = NKT_TO(quarters);
    nkt_target narrow = to, far = to;
    nkt_memory none = {0};
    nkt_column odd = column;
    nkt_summary s;
    nkt_place place;
    size_t size = 4711;
    int64_t better[2], n;

    draw(10, 9);
    odd.type = 99;
    narrow.stride = 4;
    far.stride = far.capacity = 0;
    ranks[0] = 4711;
#define RANK(v, n, f, t, to, lent)                                                                 \
    nkt_rank(v, &(nkt_rows)NKT_ROWS(n), f, t, to, NULL, lent, &error)
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
    refused(nkt_quarters(&column, 10, 2, quarters, 4, NULL, 0, work, work_size, &error),
            NKT_E_DOMAIN, 3, NULL);
    refused(nkt_quarters(&column, 10, 1, quarters, 2, NULL, 0, work, work_size, &error),
            NKT_E_STRIDE, 5, NULL);
    refused(nkt_quarters(&column, 10, 1, NULL, 0, colours, 2, work, work_size, &error),
            NKT_E_STRIDE, 7, NULL);
    refused(nkt_place_among(&column, 10, 10, NULL, 0, 1, &place, &error), NKT_E_DOMAIN, 3, NULL);
    refused(nkt_place_among(&column, 10, 0, members, 2, 1, &place, &error), NKT_E_DOMAIN, 4, NULL);
    refused(nkt_place_among(&column, 10, 0, members, -1, 1, &place, &error), NKT_E_COUNT, 5, NULL);
    refused(nkt_place_among(&column, 10, 0, NULL, 0, 9, &place, &error), NKT_E_DOMAIN, 6, NULL);
    refused(nkt_place_among(&column, 10, 0, NULL, 0, 1, NULL, &error), NKT_E_NULL, 7, NULL);
    refused(nkt_summarise(&column, &odd, &(nkt_rows)NKT_ROWS(10), &s, &memory, &error), NKT_E_TYPE, 2, NULL);
    refused(nkt_summarise(&column, NULL, &(nkt_rows)NKT_ROWS(10), NULL, &memory, &error), NKT_E_NULL, 4, NULL);
    refused(nkt_composite(figures, 0, 10, directions, ranks, 8, work, work_size, &error),
            NKT_E_COUNT, 2, NULL);
    refused(nkt_composite(figures, 2, 10, directions, ranks, 8, work, work_size, &error),
            NKT_E_DOMAIN, 4, "directions: 0 is neither high nor low");
    refused(nkt_composite(figures, 2, 10, NULL, ranks, 8, work, work_size, &error), NKT_E_NULL, 4,
            NULL);
    refused(nkt_rank_limits(NULL, sizeof *estimates, 10, 1, lower, upper, work, work_size, &error),
            NKT_E_NULL, 1, NULL);
    refused(nkt_rank_limits(estimates, 8, 10, 1, lower, upper, work, work_size, &error),
            NKT_E_STRIDE, 2, NULL);
    refused(
        nkt_rank_limits(estimates, sizeof *estimates, 10, 3, lower, upper, work, work_size, &error),
        NKT_E_DOMAIN, 4, NULL);
    refused(
        nkt_rank_limits(estimates, sizeof *estimates, 10, 1, NULL, upper, work, work_size, &error),
        NKT_E_NULL, 5, NULL);
#define BETTER(from, stride, rows, focus, f, c, p, to, room, count)                                \
    nkt_better_among(from, stride, rows, focus, members, 1, f, c, p, to, NULL, room, count, &error)
    refused(BETTER(NULL, 40, 5, 0, 1, 0, 0, better, 1, &n), NKT_E_NULL, 1, NULL);
    refused(BETTER(estimates, 8, 5, 0, 1, 0, 0, better, 1, &n), NKT_E_STRIDE, 2, NULL);
    refused(BETTER(estimates, 40, -5, 0, 1, 0, 0, better, 1, &n), NKT_E_COUNT, 3, NULL);
    refused(BETTER(estimates, 40, 5, 5, 1, 0, 0, better, 1, &n), NKT_E_DOMAIN, 4, NULL);
    refused(nkt_better_among(estimates, 40, 5, 0, members, 2, 1, 0, 0, better, NULL, 2, &n, &error),
            NKT_E_DOMAIN, 5, "members: 10 is no number of a row");
    refused(nkt_better_among(estimates, 40, 5, 0, NULL, 2, 1, 0, 0, better, NULL, 2, &n, &error),
            NKT_E_NULL, 5, NULL);
    refused(nkt_better_among(estimates, 40, 5, 0, NULL, -2, 1, 0, 0, better, NULL, 2, &n, &error),
            NKT_E_COUNT, 6, NULL);
    refused(BETTER(estimates, 40, 5, 0, 2, 0, 0, better, 1, &n), NKT_E_DOMAIN, 7, NULL);
    refused(BETTER(estimates, 40, 5, 0, 1, 1, 0, better, 1, &n), NKT_E_DOMAIN, 8, NULL);
    refused(BETTER(estimates, 40, 5, 0, 1, 0, 0.4, better, 1, &n), NKT_E_DOMAIN, 9, NULL);
    refused(BETTER(estimates, 40, 5, 0, 1, 0, 0, NULL, 1, &n), NKT_E_NULL, 10, NULL);
    refused(BETTER(estimates, 40, 5, 0, 1, 0, 0, better, 0, &n), NKT_E_CAPACITY, 12, NULL);
    refused(BETTER(estimates, 40, 5, 0, 1, 0, 0, better, 1, NULL), NKT_E_NULL, 13, NULL);
    refused(nkt_rank_work_size(-1, &size, &error), NKT_E_COUNT, 1, NULL);
    refused(nkt_rank_work_size(1, NULL, &error), NKT_E_NULL, 2, NULL);
    ck_assert_uint_eq(size, 4711);
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
    tcase_add_test(tcase, bad_rows_are_told_and_take_no_part);
    tcase_add_test(tcase, calls_are_checked);
    suite_add_tcase(suite, tcase);
    return suite;
}
