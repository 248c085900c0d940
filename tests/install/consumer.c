/*
 * An outside program, as a reader of the documentation would write it, in C and in C++: asylum
 * seekers per 1 000 inhabitants of 290 municipalities, from and into the program's own structs.
 * Prints the version of the library that it runs with.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <nyckeltal.h>
#include <stdio.h>
#include <string.h>

struct municipality {
    char code[5];
    double asylum;
    int32_t pop_last_year;
    nkt_estimate per_1000;
};

static struct municipality rows[290];
static nkt_error error;

static nkt_status compute(void) {
    const nkt_column in[] = {
        NKT_FIELD(NKT_IN_ASYLUM_SEEKERS, rows, asylum),
        NKT_FIELD(NKT_IN_POPULATION_PREVIOUS_YEAR, rows, pop_last_year),
    };
    const int32_t figure = NKT_ASYLUM_SEEKERS_PER_1000;

    const nkt_table table = NKT_TABLE(in, 290);
    const nkt_estimates out = NKT_ESTIMATES_FIELD(rows, per_1000);
    return nkt_compute(&table, &figure, 1, NULL, &out, &error);
}

static int failed(const char *what) {
    fprintf(stderr, "consumer: %s (status %d, message \"%s\")\n", what, (int)error.status,
            error.message);
    return 1;
}

int main(void) {
    for (int i = 0; i < 290; i++) {
        rows[i].asylum = 3 * i;
        rows[i].pop_last_year = 1000 * (i + 1);
    }
    if (compute() != NKT_OK)
        return failed("good data are not taken");
    for (int i = 0; i < 290; i++)
        if (rows[i].per_1000.value != 3.0 * i / (i + 1) ||
            rows[i].per_1000.state != NKT_STATE_VALUE)
            return failed("a rate is wrong");

    rows[17].asylum = -3;
    if (compute() != NKT_ROWS_INVALID || error.row != 17 ||
        strcmp(error.message, "asylum_seekers: row 17: -3 is negative") != 0)
        return failed("a bad row is not told");
    if (rows[17].per_1000.state != NKT_STATE_INVALID || rows[18].per_1000.value != 3.0 * 18 / 19)
        return failed("a bad row spoils others, or passes");

    if (nkt_version() != NKT_VERSION)
        return failed("header and library are of different versions");
    printf("%s\n", nkt_version_string());
    return 0;
}
