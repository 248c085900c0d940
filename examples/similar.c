/*
 * similar: the municipalities most like each one, and why. Prints a line per focus and member.
 *
 *     similar FILE.csv [--key municipality] --variables A,B,... [--scales 1,2,...|sd|mean|mad|range]
 *             [--metric cityblock|euclid] [--k 7] [--focus CODE]
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <nyckeltal.h>

#include <math.h>
#include <nyckeltal/realloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "columns.h"
#include "fail.h"

#define USAGE                                                                                      \
    "usage: similar FILE.csv [--key municipality] --variables A,B,... "                            \
    "[--scales 1,2,...|sd|mean|mad|range] [--metric cityblock|euclid] [--k 7] [--focus CODE]"

enum { MOST = NKT_SIMILAR_VARIABLES_MAX };

typedef struct request {
    const char *file, *key, *focus;
    const char *variables[MOST];
    int n_variables;
    double scales[MOST];
    int n_scales; /* 0: as options.scaling says */
    int64_t k;
    nkt_similar_options options;
} request;

/* The rows of the file that are units. */
typedef struct units {
    csv_table table;
    size_t key;
    int64_t n;
    size_t *rows;
    double *values[MOST];
} units;

/* ---- the command line ------------------------------------------------------------------------------- */

static double take_number(const char *option, const char *text) {
    double value;

    if (csv_number(text, &value) != CSV_NUMBER)
        fail(MISUSED, "%s: \"%s\" is no number", option, text);
    return value;
}

static void take_scales(request *r, char *text) {
    static const struct {
        const char *name;
        int32_t scaling;
    } ways[] = {{"sd", NKT_SCALING_SD},
                {"mean", NKT_SCALING_MEAN},
                {"mad", NKT_SCALING_MAD},
                {"range", NKT_SCALING_RANGE}};
    const char *names[MOST];

    r->n_scales = 0;
    for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++)
        if (strcmp(text, ways[i].name) == 0) {
            r->options.scaling = ways[i].scaling;
            return;
        }
    r->n_scales = cut_list(text, names, MOST, "--scales");
    for (int v = 0; v < r->n_scales; v++)
        r->scales[v] = take_number("--scales", names[v]);
}

static void take_metric(request *r, const char *text) {
    if (strcmp(text, "cityblock") == 0)
        r->options.metric = NKT_METRIC_CITY_BLOCK;
    else if (strcmp(text, "euclid") == 0)
        r->options.metric = NKT_METRIC_EUCLIDEAN;
    else
        fail(MISUSED, "--metric %s: not cityblock or euclid", text);
}

static void take_k(request *r, const char *text) {
    const double k = take_number("--k", text);

    if (!(k >= 1 && k <= 1e9 && k == floor(k)))
        fail(MISUSED, "--k %s: not a whole number of 1 or more", text);
    r->k = (int64_t)k;
}

static void read_arguments(request *r, int argc, char **argv) {
    memset(r, 0, sizeof *r);
    r->options.size = sizeof r->options;
    r->key = "municipality";
    r->k = 7;
    for (int i = 1; i < argc; i++) {
        char *value = i + 1 < argc ? argv[i + 1] : NULL;
        if (strncmp(argv[i], "--", 2) != 0) {
            if (r->file)
                fail(MISUSED, "%s\n%s", "more than one file", USAGE);
            r->file = argv[i];
            continue;
        }
        if (!value)
            fail(MISUSED, "%s needs a value\n%s", argv[i], USAGE);
        if (strcmp(argv[i], "--key") == 0)
            r->key = value;
        else if (strcmp(argv[i], "--variables") == 0)
            r->n_variables = cut_list(value, r->variables, MOST, argv[i]);
        else if (strcmp(argv[i], "--scales") == 0)
            take_scales(r, value);
        else if (strcmp(argv[i], "--metric") == 0)
            take_metric(r, value);
        else if (strcmp(argv[i], "--k") == 0)
            take_k(r, value);
        else if (strcmp(argv[i], "--focus") == 0)
            r->focus = value;
        else
            fail(MISUSED, "unknown option %s\n%s", argv[i], USAGE);
        i++;
    }
    if (!r->file || r->n_variables == 0)
        fail(MISUSED, USAGE);
    if (r->n_scales && r->n_scales != r->n_variables)
        fail(MISUSED, "--scales: %d of them for %d variables", r->n_scales, r->n_variables);
}

/* ---- the file ---------------------------------------------------------------------------------------- */

static const char *code_of(const units *u, int64_t unit) {
    return csv_cell(&u->table, u->rows[unit], u->key);
}

static const csv_table *sorted_table; /* for the comparison of qsort, which has no argument more */
static size_t sorted_key;

static int by_code(const void *a, const void *b) {
    return strcmp(csv_cell(sorted_table, *(const size_t *)a, sorted_key),
                  csv_cell(sorted_table, *(const size_t *)b, sorted_key));
}

/* Of two rows for one unit nobody could say which counts. */
static void refuse_doubles(const units *u, const request *r) {
    size_t *rows = allocate((size_t)u->n + 1, sizeof *rows);

    memcpy(rows, u->rows, (size_t)u->n * sizeof *rows);
    sorted_table = &u->table;
    sorted_key = u->key;
    qsort(rows, (size_t)u->n, sizeof *rows, by_code);
    for (int64_t i = 1; i < u->n; i++)
        if (by_code(&rows[i - 1], &rows[i]) == 0)
            fail(FAILED, "%s:%zu: %s %s has two rows (the other: line %zu)", r->file,
                 csv_line(&u->table, rows[i]), r->key, csv_cell(&u->table, rows[i], u->key),
                 csv_line(&u->table, rows[i - 1]));
    free(rows);
}

/* Every row but the nation's, which is the sum of the others and like none of them. */
static void read_units(units *u, const request *r) {
    memset(u, 0, sizeof *u);
    if (csv_read(&u->table, r->file) != 0)
        fail(FAILED, "%s", u->table.problem);
    u->key = need_column(&u->table, r->file, r->key);
    u->rows = allocate(u->table.n_rows + 1, sizeof *u->rows);
    for (size_t row = 0; row < u->table.n_rows; row++)
        if (!is_nation(csv_cell(&u->table, row, u->key)))
            u->rows[u->n++] = row;
    refuse_doubles(u, r);
    for (int v = 0; v < r->n_variables; v++) {
        double *all = read_column(&u->table, r->file, r->variables[v]);
        for (int64_t unit = 0; unit < u->n; unit++)
            all[unit] = all[u->rows[unit]];
        u->values[v] = all;
    }
}

static void say_left_out(const units *u, const request *r, const int32_t *states) {
    for (int64_t unit = 0; unit < u->n; unit++) {
        if (states[unit] == NKT_STATE_VALUE)
            continue;
        fprintf(stderr, "similar: left out: %s", code_of(u, unit));
        for (int v = 0; v < r->n_variables; v++)
            if (!isfinite(u->values[v][unit]))
                fprintf(stderr, ", without %s", r->variables[v]);
        fputc('\n', stderr);
    }
}

/* ---- the output --------------------------------------------------------------------------------------- */

static void check(nkt_status status, const nkt_error *error) {
    if (status < 0)
        fail(FAILED, "%s", error->message);
    if (status > 0)
        fprintf(stderr, "similar: %s\n", error->message);
}

static void print(const units *u, const request *r, int64_t focus, const int64_t *members,
                  const double *distances, const double *contributions) {
    for (int64_t j = 0; j < r->k && members[j] >= 0; j++) {
        csv_write_text(stdout, code_of(u, focus));
        printf(",%d,", (int)(j + 1));
        csv_write_text(stdout, code_of(u, members[j]));
        putchar(',');
        csv_write_number(stdout, distances[j]);
        for (int v = 0; v < r->n_variables; v++) {
            putchar(',');
            csv_write_number(stdout, contributions[j * r->n_variables + v]);
        }
        putchar('\n');
    }
}

static void print_header(const request *r) {
    printf("focus,position,member,distance");
    for (int v = 0; v < r->n_variables; v++) {
        putchar(',');
        csv_write_text(stdout, r->variables[v]);
    }
    putchar('\n');
}

static void find(const units *u, const request *r, const int64_t *foci, int64_t n_foci) {
    const int64_t k = r->k, capacity = n_foci * k;
    int64_t *members = allocate((size_t)capacity + 1, sizeof *members);
    double *distances = allocate((size_t)capacity + 1, sizeof *distances);
    double *contributions =
        allocate((size_t)(capacity * r->n_variables) + 1, sizeof *contributions);
    int32_t *states = allocate((size_t)u->n + 1, sizeof *states);
    nkt_column columns[MOST];
    const nkt_column of_foci = NKT_ARRAY_N(0, foci, 0);
    const nkt_similar_task task = {.variables = NKT_TABLE_OF(columns, r->n_variables, u->n),
                                   .scales = r->n_scales ? r->scales : NULL,
                                   .foci = foci ? &of_foci : NULL,
                                   .n_foci = foci ? n_foci : 0,
                                   .k = k};
    const nkt_similar_result result = {
        .members = {.values = members, .type = NKT_INT64},
        .distances = {.values = distances, .type = NKT_FLOAT64},
        .contributions = {.values = contributions, .type = NKT_FLOAT64},
        .states = NKT_TO_N(states, u->n)};
    nkt_memory work = NKT_MEMORY_REALLOC;
    nkt_error error;

    for (int v = 0; v < r->n_variables; v++)
        columns[v] = NKT_ARRAY_N(0, u->values[v], 0);
    check(nkt_similar(&task, &r->options, &result, &work, &error), &error);
    nkt_memory_free(&work);
    say_left_out(u, r, states);
    print_header(r);
    for (int64_t f = 0; f < n_foci; f++)
        print(u, r, foci ? foci[f] : f, members + f * k, distances + f * k,
              contributions + f * k * r->n_variables);
    free(members);
    free(distances);
    free(contributions);
    free(states);
}

int main(int argc, char **argv) {
    static request r;
    static units u;
    int64_t focus = 0;

    read_arguments(&r, argc, argv);
    read_units(&u, &r);
    if (r.k > u.n) /* there are no more: no memory for them is needed */
        r.k = u.n > 0 ? u.n : 1;
    while (r.focus && focus < u.n && strcmp(code_of(&u, focus), r.focus) != 0)
        focus++;
    if (r.focus && focus == u.n)
        fail(FAILED, "%s: there is no %s %s", r.file, r.key, r.focus);
    find(&u, &r, r.focus ? &focus : NULL, r.focus ? 1 : u.n);
    for (int v = 0; v < r.n_variables; v++)
        free(u.values[v]);
    free(u.rows);
    csv_free(&u.table);
    check_output();
    return 0;
}
