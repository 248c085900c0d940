/*
 * How often the verdict of nkt_trend is a false alarm: over worlds without trend that look like the
 * data, and over published series with their years permuted.
 *
 *     trends [FILE SIZES]      some twenty seconds
 *
 * Worlds: see below. FILE is kolada_2012_2018.csv, SIZES refugee_group_size_2014_2018.csv: verdicts over
 * all municipalities and figures as published, and with the years of every series permuted, by fifth of
 * group size; across breaks, so that the longest series are used.
 *
 * Prints a line per case: rule, world, years, persons, renewal, change; per cent of series called a trend,
 * a turn, changed, random, anything else. Then, for each rule and world, a row of the table that
 * docs/methods.md holds: what is promised, the worst case, the mean of the cases. Fails where a promise
 * does not hold within twice the error of the simulation.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <nyckeltal.h>

enum { MOST_YEARS = 10, N_VERDICTS = 8, DRAWS = 2000 };

#ifdef BEFORE /* an earlier library: what it has no option for stays out */
#define SET_RENEWAL(options, r)
#define SET_OTHERS(options)
#define NOTE_DISPERSION(result)
#define TURNED 6
#else
#define SET_RENEWAL(options, r) ((options).renewal = (r))
#define SET_OTHERS(options)     set_others(&(options))
#define NOTE_DISPERSION(result) note_dispersion(&(result))
#define TURNED                  NKT_VERDICT_TURNED

/* The dispersions of the last series that were judged: what a caller would know of others. */
enum { OTHERS = 20 };
static double products[OTHERS], dfs[OTHERS];
static int n_noted;

static void note_dispersion(const nkt_trend_result *r) {
    if (isnan(r->dispersion))
        return;
    products[n_noted % OTHERS] = r->dispersion * r->dispersion_df;
    dfs[n_noted++ % OTHERS] = r->dispersion_df;
}

static void set_others(nkt_trend_options *options) {
    double sum = 0, df = 0;

    for (int k = 0; k < OTHERS; k++) {
        sum += products[k];
        df += dfs[k];
    }
    if (n_noted < OTHERS)
        return;
    options->dispersion = fmax(1, sum / df);
    options->dispersion_df = df;
}
#endif

static uint64_t seed = 1;
static int n_failed;

/* Between 0 and 1: SplitMix64 (Steele, Lea & Flood 2014). */
static double uniform(void) {
    uint64_t z = seed += UINT64_C(0x9E3779B97F4A7C15);
    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return ((double)((z ^ (z >> 31)) >> 11) + 0.5) * 0x1p-53;
}

static double normal(void) {
    return sqrt(-2 * log(uniform())) * cos(6.283185307179586 * uniform());
}

/* By inversion where few are expected, otherwise rounded normal: tails hardly matter here. */
static double binomial(double n, double p) {
    double count = 0;

    if (n * p * (1 - p) > 100)
        return fmin(n, fmax(0, floor(n * p + sqrt(n * p * (1 - p)) * normal() + 0.5)));
    for (double i = 0; i < n; i++)
        count += uniform() < p;
    return count;
}

/* ---- a series, and what is said of it --------------------------------------------------------------- */

typedef struct series {
    int n;
    double years[MOST_YEARS], parts[MOST_YEARS], wholes[MOST_YEARS], values[MOST_YEARS];
} series;

/* What is handed to nkt_trend. */
enum { COUNTS, VALUES };

static int32_t verdict(series *s, int what, int32_t id, const nkt_trend_options *options) {
    const nkt_column years = NKT_ARRAY(0, s->years), parts = NKT_ARRAY(0, s->parts),
                     wholes = NKT_ARRAY(0, s->wholes);
    const nkt_column values = NKT_ARRAY(id, s->values);
    const nkt_series in = {.rows = NKT_ROWS(s->n),
                           .years = &years,
                           .values = what == VALUES ? &values : NULL,
                           .parts = what == COUNTS ? &parts : NULL,
                           .wholes = what == COUNTS ? &wholes : NULL};
    nkt_trend_result r;

    if (nkt_trend(&in, options, &r, NULL) < 0)
        return NKT_VERDICT_TOO_FEW_YEARS;
    NOTE_DISPERSION(r);
    return r.verdict;
}

/* ---- worlds ------------------------------------------------------------------------------------------- */

/* Nothing moves in the long run in any of them. */
enum {
    PERSONS,   /* a flow: a constant share, persons by chance */
    POINTS_3,  /* and the share of each year varies by 3 points at random */
    DISPERSED, /* and years vary by 3.3 times what persons do */
    SPIKE,     /* and one year is 15 points above the others */
    STAYERS,   /* a stock: each year a part is new, and of the others some change */
    NEWCOMERS, /* likewise, and how many are new varies by year */
    ADDING_UP, /* each year's chance adds to that of the year before */
    N_WORLDS,
    RISING /* persons, and a rise by 2 points a year: to be found */
};
static const char *const world_names[] = {"persons",        "3 points", "3.3 times",
                                          "one year apart", "stayers",  "newcomers",
                                          "adding up",      "",         "rising"};

static int is_stock(int world) {
    return world >= STAYERS && world < N_WORLDS;
}

/* Persons who stay and change: one bit each. */
static void draw_stock(int world, double renewal, double change, series *s) {
    static char outcome[4096];
    const double p = 0.2 + 0.5 * uniform();
    int n = (int)s->wholes[0];

    for (int k = 0; k < n; k++)
        outcome[k] = uniform() < p;
    for (int i = 0; i < s->n; i++) {
        const double new = world == NEWCOMERS ? renewal * 2 * uniform() : renewal;
        double with = 0;
        for (int k = 0; k < n; k++) {
            if (i > 0 && (uniform() < new || uniform() < change))
                outcome[k] = uniform() < p;
            with += outcome[k];
        }
        s->parts[i] = with;
        s->wholes[i] = n;
    }
}

static void draw(int world, double size, double renewal, double change, series *s) {
    const double p = 0.15 + 0.5 * uniform();
    const int spike = (int)(s->n * uniform());
    double level = 50;

    for (int i = 0; i < s->n; i++) {
        double share = p;
        s->years[i] = 2010 + i;
        s->wholes[i] = is_stock(world) ? size : floor(size * (0.75 + 0.5 * uniform()));
        if (world == POINTS_3)
            share += 0.03 * normal();
        if (world == DISPERSED)
            share += sqrt(2.3 * p * (1 - p) / s->wholes[i]) * normal();
        if (world == SPIKE && i == spike)
            share += 0.15;
        if (world == RISING)
            share += 0.02 * i;
        share = fmin(0.99, fmax(0.01, share));
        if (!is_stock(world))
            s->parts[i] = binomial(s->wholes[i], share);
        level += normal();
        s->values[i] = level;
    }
    if (world == STAYERS || world == NEWCOMERS)
        draw_stock(world, renewal, change, s);
    for (int i = 0; i < s->n && world != ADDING_UP; i++)
        s->values[i] = 100 * s->parts[i] / s->wholes[i];
}

/* ---- rules ---------------------------------------------------------------------------------------------- */

enum {
    FLOW_COUNTS,
    FLOW_OTHERS,
    FLOW_VALUES,
    STOCK_DEFAULT,
    STOCK_RENEWAL,
    STOCK_CORRELATION,
    N_RULES
};
static const char *const rule_names[] = {"flow, counts",   "flow, counts, dispersion of others",
                                         "flow, values",   "stock",
                                         "stock, renewal", "stock, autocorrelation"};

/* Of the cases of a rule in a world. */
static struct { double worst, sum, n; } tallies[N_RULES][N_WORLDS];

static double part_of(const double *counts, int32_t code) {
    double all = 0;

    for (int v = 0; v < N_VERDICTS; v++)
        all += counts[v];
    return counts[code] / all;
}

/*
 * Where persons are all there is to chance, and it is known how, anything but "random" is a false alarm;
 * in other worlds years differ indeed, and a trend or a turn is one.
 */
static int are_persons_all(int rule, int world) {
    return (world == PERSONS && rule <= FLOW_OTHERS) || rule == STOCK_CORRELATION;
}

static void judge(int rule, int world, int n, double size, double renewal, double change) {
    const int what = rule == FLOW_VALUES || world == ADDING_UP ? VALUES : COUNTS;
    const double limit = 0.05 + 2 * sqrt(0.05 * 0.95 / DRAWS);
    nkt_trend_options options = {.size = sizeof options,
                                 .measure = is_stock(world) ? NKT_MEASURE_STOCK : NKT_MEASURE_FLOW,
                                 .draws = -1};
    double counts[N_VERDICTS] = {0}, trends, turns, changed, alarms;

    if (rule == STOCK_RENEWAL)
        SET_RENEWAL(options, renewal);
    if (rule == STOCK_CORRELATION)
        options.autocorrelation = (1 - renewal) * (1 - change);
    for (int d = 0; d < DRAWS; d++) {
        series s = {.n = n};
        draw(world, size, renewal, change, &s);
        if (rule == FLOW_OTHERS)
            SET_OTHERS(options);
        counts[verdict(&s, what, 0, &options)]++;
    }
    trends = part_of(counts, NKT_VERDICT_UP) + part_of(counts, NKT_VERDICT_DOWN);
    turns = part_of(counts, TURNED);
    changed = part_of(counts, NKT_VERDICT_CHANGED);
    alarms = trends + turns + (are_persons_all(rule, world) ? changed : 0);
    printf("%-22s  %-9s  %2d  %5.0f  %4.2f %4.2f   %5.1f %5.1f %5.1f %5.1f %5.1f%s\n",
           rule_names[rule], world_names[world], n, size, renewal, change, 100 * trends,
           100 * turns, 100 * changed, 100 * part_of(counts, NKT_VERDICT_RANDOM),
           100 * fabs(1 - trends - turns - changed - part_of(counts, NKT_VERDICT_RANDOM)),
           world != RISING && alarms > limit ? "  FAILED" : "");
    if (world == RISING) {
        printf("| %s | found: 2 points a year, %d years of %.0f persons | | | %.0f |\n",
               rule_names[rule], n, size, 100 * part_of(counts, NKT_VERDICT_UP));
        return;
    }
    n_failed += alarms > limit;
    tallies[rule][world].worst = fmax(tallies[rule][world].worst, alarms);
    tallies[rule][world].sum += alarms;
    tallies[rule][world].n++;
}

static void judge_all(void) {
    static const int lengths[] = {4, 5, 6, 7, 8, 10};
    static const double sizes[] = {30, 300, 3000}, renewals[] = {0.1, 0.25},
                        changes[] = {0, 0.1, 0.3};

    for (int world = PERSONS; world < N_WORLDS; world++)
        for (int l = 0; l < 6; l++)
            for (int s = 0; s < 3; s++) {
                const int n = lengths[l];
                if (!is_stock(world)) {
                    judge(FLOW_COUNTS, world, n, sizes[s], 0, 0);
                    judge(FLOW_OTHERS, world, n, sizes[s], 0, 0);
                    judge(FLOW_VALUES, world, n, sizes[s], 0, 0);
                    continue;
                }
                if (world == ADDING_UP && s == 0)
                    judge(STOCK_DEFAULT, world, n, 0, 0, 0);
                for (int k = 0; k < 6 && world != ADDING_UP && s < 2; k++) {
                    const double renewal = renewals[k % 2], change = changes[k / 2];
                    judge(STOCK_DEFAULT, world, n, sizes[s], renewal, change);
                    judge(STOCK_RENEWAL, world, n, sizes[s], renewal, change);
                    if (world == STAYERS)
                        judge(STOCK_CORRELATION, world, n, sizes[s], renewal, change);
                }
            }
}

static void judge_power(void) {
    static const int lengths[] = {5, 7, 10};

    for (int l = 0; l < 3; l++)
        for (int rule = FLOW_COUNTS; rule <= FLOW_VALUES; rule++)
            judge(rule, RISING, lengths[l], 300, 0, 0);
}

static void print_rows(void) {
    for (int rule = 0; rule < N_RULES; rule++)
        for (int world = 0; world < N_WORLDS; world++)
            if (tallies[rule][world].n > 0)
                printf("| %s | %s%s | 5.0 | %.1f | %.1f |\n", rule_names[rule], world_names[world],
                       are_persons_all(rule, world) ? ", all alarms" : "",
                       100 * tallies[rule][world].worst,
                       100 * tallies[rule][world].sum / tallies[rule][world].n);
}

/* ---- published series ------------------------------------------------------------------------------------- */

enum { UNITS = 291, YEARS = 7, COLUMNS = 64, FIFTHS = 5 };

static double data[COLUMNS][UNITS][YEARS], group_size[UNITS];
static char ids[COLUMNS][16];
static int n_columns, codes[UNITS], n_units;

/* The cells of a line, cut in place; quotes are not expected to hold commas. */
static int cut(char *line, char **cells, int most) {
    int n = 0;

    line[strcspn(line, "\r\n")] = 0;
    for (char *at = line; at && n < most; n++) {
        cells[n] = at;
        at = strchr(at, ',');
        if (at)
            *at++ = 0;
    }
    return n;
}

static int unit_of(int code) {
    for (int u = 0; u < n_units; u++)
        if (codes[u] == code)
            return u;
    codes[n_units] = code;
    return n_units++;
}

static void read_published(const char *path, const char *sizes_path) {
    static char line[1 << 16];
    char *cells[COLUMNS + 8];
    double n_years[UNITS] = {0};
    FILE *file = fopen(path, "r");

    if (!file || !fgets(line, sizeof line, file))
        exit(2);
    n_columns = cut(line, cells, COLUMNS + 3) - 3;
    for (int c = 0; c < n_columns; c++)
        snprintf(ids[c], sizeof ids[c], "%s", cells[c + 3]);
    while (fgets(line, sizeof line, file)) {
        const int n = cut(line, cells, COLUMNS + 3);
        const int u = unit_of(atoi(cells[0])), year = atoi(cells[1]) - 2012;
        for (int c = 0; c < n_columns && c + 3 < n; c++)
            data[c][u][year] = cells[c + 3][0] ? atof(cells[c + 3]) : NAN;
    }
    fclose(file);
    file = fopen(sizes_path, "r");
    if (!file || !fgets(line, sizeof line, file))
        exit(2);
    while (fgets(line, sizeof line, file)) {
        const int n = cut(line, cells, 8);
        const int u = unit_of(atoi(cells[0]));
        if (n < 3 || !cells[2][0] || u >= UNITS)
            continue;
        group_size[u] += atof(cells[2]);
        n_years[u]++;
    }
    fclose(file);
    for (int u = 0; u < n_units; u++)
        group_size[u] = n_years[u] > 0 ? group_size[u] / n_years[u] : NAN;
}

static int column_of(const char *id) {
    for (int c = 0; c < n_columns; c++)
        if (strcmp(ids[c], id) == 0)
            return c;
    return -1;
}

/* The counts behind a published share, where they are published too. */
static const struct {
    const char *share, *whole;
} counted[] = {{"N00961", "N00960"}, {"N00962", "N00960"}, {"N00963", "N00960"},
               {"N00971", "N00964"}, {"N00973", "N00964"}, {"N00991", "N00964"},
               {"N18701", "N18801"}, {"N02925", "N01951"}, {"N02926", "N01951"}};

static int compare(const void *a, const void *b) {
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* In which fifth of group size; the nation in none. */
static int fifth_of(int unit, const double *sorted, int n) {
    int below = 0;

    if (codes[unit] == 0 || isnan(group_size[unit]))
        return -1;
    while (below < n && sorted[below] < group_size[unit])
        below++;
    return below * FIFTHS / n;
}

/* The series of a figure of a unit; with counts where whole is a column. */
static series series_of(int c, int whole, int unit) {
    series s = {0};

    for (int year = 0; year < YEARS; year++) {
        if (isnan(data[c][unit][year]) || (whole >= 0 && !(data[whole][unit][year] > 0)))
            continue;
        s.years[s.n] = 2012 + year;
        s.values[s.n] = data[c][unit][year];
        if (whole >= 0) {
            s.wholes[s.n] = data[whole][unit][year];
            s.parts[s.n] = floor(s.values[s.n] / 100 * s.wholes[s.n] + 0.5);
        }
        s.n++;
    }
    return s;
}

static void permute(series *s) {
    for (int i = s->n - 1; i > 0; i--) {
        const int k = (int)((i + 1) * uniform());
        const series was = *s;
        s->values[i] = was.values[k], s->values[k] = was.values[i];
        s->parts[i] = was.parts[k], s->parts[k] = was.parts[i];
        s->wholes[i] = was.wholes[k], s->wholes[k] = was.wholes[i];
    }
}

/* Verdicts of all series; rounds 0: as published, otherwise permuted so many times. */
static void count(int rounds, double counts[2][FIFTHS + 1][N_VERDICTS]) {
    double sorted[UNITS];
    int n = 0;

    for (int u = 0; u < n_units; u++)
        if (codes[u] != 0 && !isnan(group_size[u]))
            sorted[n++] = group_size[u];
    qsort(sorted, (size_t)n, sizeof *sorted, compare);
    for (int c = 0; c < n_columns; c++) {
        const nkt_indicator *figure = nkt_indicator_by_kolada(ids[c]);
        int whole = -1;
        if (!figure)
            continue;
        for (size_t k = 0; k < sizeof counted / sizeof counted[0]; k++)
            if (strcmp(counted[k].share, ids[c]) == 0)
                whole = column_of(counted[k].whole);
        for (int u = 0; u < n_units; u++) {
            const int fifth = fifth_of(u, sorted, n);
            for (int round = 0; round < (rounds ? rounds : 1); round++) {
                nkt_trend_options options = {.size = sizeof options, .across_breaks = 1};
                series s = series_of(c, -1, u);
                int what = VALUES;
                if (whole >= 0) { /* the catalogue's measure, of what the share is made of */
                    s = series_of(c, whole, u);
                    what = COUNTS;
                    options.measure = nkt_input_by_id(figure->numerator[0])->measure;
                }
                options.draws = -1;
                if (s.n < 2)
                    break;
                if (rounds)
                    permute(&s);
                counts[what][fifth < 0 ? FIFTHS : fifth][verdict(&s, what, figure->id, &options)]++;
            }
        }
    }
}

static const char *const fed[] = {[VALUES] = "values", [COUNTS] = "counts"};

/* How many verdicts of each kind there are. */
static void print_verdicts(const char *title, double counts[2][FIFTHS + 1][N_VERDICTS]) {
    for (int what = 0; what < 2; what++) {
        printf("| %s, %s |", title, fed[what]);
        for (int v = 0; v < N_VERDICTS; v++) {
            double all = 0;
            for (int fifth = 0; fifth <= FIFTHS; fifth++)
                all += counts[what][fifth][v];
            printf(" %.0f |", all);
        }
        printf("\n");
    }
}

/* What is called a trend or a turn where years are in no order, by fifth, of what was tested. */
static void print_permuted(double counts[2][FIFTHS + 1][N_VERDICTS]) {
    for (int what = 0; what < 2; what++) {
        double worst = 0, sum = 0, n = 0;
        for (int fifth = 0; fifth < FIFTHS; fifth++) {
            const double *of = counts[what][fifth];
            const double alarms = of[NKT_VERDICT_UP] + of[NKT_VERDICT_DOWN] + of[TURNED];
            const double tested = alarms + of[NKT_VERDICT_RANDOM] + of[NKT_VERDICT_CHANGED];
            printf("permuted, %s, fifth %d: trends %.2f, turns %.2f of %.0f\n", fed[what],
                   fifth + 1, 100 * (alarms - of[TURNED]) / tested, 100 * of[TURNED] / tested,
                   tested);
            n_failed += alarms / tested > 0.05;
            worst = fmax(worst, alarms / tested);
            sum += alarms;
            n += tested;
        }
        printf("| published %s | years permuted, by fifth of size | 5.0 | %.1f | %.1f |\n",
               fed[what], 100 * worst, 100 * sum / n);
    }
}

int main(int argc, char **argv) {
    judge_all();
    print_rows();
    judge_power();
    if (argc > 2) {
        static double published[2][FIFTHS + 1][N_VERDICTS], permuted[2][FIFTHS + 1][N_VERDICTS];
        read_published(argv[1], argv[2]);
        count(0, published);
        count(5, permuted);
        print_permuted(permuted);
        print_verdicts("published", published);
    }
    return n_failed > 0;
}
