/*
 * similar: the municipalities most like each one, and why. Prints a line per focus and member.
 *
 *     similar FILE.csv [--key municipality] --variables A,B,... [--scales 1,2,...|sd|mean|mad|range]
 *             [--metric cityblock|euclid] [--k 7] [--focus CODE]
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "columns.h"
#include "fail.h"

static const char usage[] =
    "usage: similar FILE.csv [--key municipality] --variables A,B,... "
    "[--scales 1,2,...|sd|mean|mad|range] [--metric cityblock|euclid] [--k 7] [--focus CODE]";

enum { MOST = NKT_SIMILAR_VARIABLES_MAX };

typedef struct request {
    const char *file;
    char *key, *focus;
    const char *variables[MOST];
    int n_variables;
    double scales[MOST];
    int n_scales; /* 0: as options.scaling says */
    int64_t k;
    nkt_similar_options options;
} request;

/* A row per unit, and a column of numbers per variable. */
typedef struct units {
    csv_table table;
    size_t key;
    int64_t n;
    double *values[MOST];
} units;

/* ---- the command line ------------------------------------------------------------------------------- */

static void take_scales(request *r, char *text) {
    const nkt_code *scaling = nkt_code_by_name("scaling", text);
    const char *names[MOST];

    if (scaling) {
        r->options.scaling = (int32_t)scaling->value;
        return;
    }
    r->n_scales = cut_list(text, names, MOST, "--scales");
    for (int v = 0; v < r->n_scales; v++)
        r->scales[v] = number_given("--scales", names[v]);
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
    const double k = number_given("--k", text);

    if (!(k >= 1 && k <= 1e9 && k == floor(k)))
        fail(MISUSED, "--k %s: not a whole number of 1 or more", text);
    r->k = (int64_t)k;
}

static void read_arguments(request *r, char **argv) {
    static char municipality[] = "municipality";
    char *variables = NULL, *scales = NULL, *metric = NULL, *k = NULL;
    const cli_option options[] = {{"--key", &r->key},    {"--variables", &variables},
                                  {"--scales", &scales}, {"--metric", &metric},
                                  {"--k", &k},           {"--focus", &r->focus}};

    *r = (request){.key = municipality, .k = 7, .options = {.size = sizeof r->options}};
    r->file = read_options(argv, options, sizeof options / sizeof options[0], usage);
    if (variables)
        r->n_variables = cut_list(variables, r->variables, MOST, "--variables");
    if (scales)
        take_scales(r, scales);
    if (metric)
        take_metric(r, metric);
    if (k)
        take_k(r, k);
    if (!r->file || r->n_variables == 0)
        fail(MISUSED, "%s", usage);
    if (r->n_scales && r->n_scales != r->n_variables)
        fail(MISUSED, "--scales: %d of them for %d variables", r->n_scales, r->n_variables);
}

/* ---- the file ---------------------------------------------------------------------------------------- */

static const char *code_of(const units *u, int64_t unit) {
    return csv_cell(&u->table, (size_t)unit, u->key);
}

static void read_units(units *u, const request *r) {
    open_table(&u->table, r->file);
    keep_units(&u->table, r->key, NAN);
    u->key = need_column(&u->table, r->key);
    u->n = (int64_t)u->table.n_rows;
    for (int v = 0; v < r->n_variables; v++)
        u->values[v] = read_column(&u->table, r->variables[v]);
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
    const nkt_column of_foci = NKT_ARRAY_N(0, foci, n_foci);
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

    for (int v = 0; v < r->n_variables; v++)
        columns[v] = NKT_ARRAY_N(0, u->values[v], u->n);
    must(nkt_similar(&task, &r->options, &result, &scratch, &fault));
    tell_remark("similar");
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

    (void)argc;
    read_arguments(&r, argv);
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
    csv_free(&u.table);
    check_output();
    return 0;
}
