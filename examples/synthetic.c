/*
 * synthetic: writes the SYNTHETIC panel as a CSV file that keyfigures reads.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "csv.h"
#include "data/synthetic.h"
#include "fail.h"

#include <nyckeltal.h>
#include <stdlib.h>
#include <string.h>

static const char usage[] =
    "usage: synthetic [--operations] [--seed NUMBER]\n"
    "\n"
    "Writes a SYNTHETIC panel of municipalities, which describes no place that exists: all\n"
    "inputs by municipality, year and sex; with --operations, municipal employees by area\n"
    "of operation. The same seed gives the same panel.\n";

static void write_panel(const synthetic_row *rows) {
    static const char *const signs[] = {
        [NKT_STATE_MISSING] = "-", [NKT_STATE_NOT_APPLICABLE] = ".", [NKT_STATE_SECRET] = ".."};

    printf("municipality,year,sex,source");
    for (int i = 0; i < SYNTHETIC_INPUTS; i++)
        printf(",%s", nkt_input_at(i)->name);
    for (int r = 0; r < SYNTHETIC_ROWS; r++) {
        printf("\n%d,%d,%c,SYNTHETIC", (int)rows[r].municipality, (int)rows[r].year, rows[r].sex);
        for (int i = 0; i < SYNTHETIC_INPUTS; i++) {
            putchar(',');
            if (rows[r].reasons[i] == NKT_STATE_VALUE)
                csv_write_number(stdout, rows[r].values[i]);
            else
                fputs(signs[rows[r].reasons[i]], stdout);
        }
    }
    putchar('\n');
}

static void write_operations(const synthetic_operation *operations) {
    puts("municipality,year,area_of_operation,source,employees,employees_55_64");
    for (int i = 0; i < SYNTHETIC_OPERATION_ROWS; i++) {
        printf("%d,%d,", (int)operations[i].municipality, (int)operations[i].year);
        csv_write_text(stdout, synthetic_area_name(operations[i].area));
        printf(",SYNTHETIC,");
        csv_write_number(stdout, operations[i].employees);
        putchar(',');
        csv_write_number(stdout, operations[i].employees_55_64);
        putchar('\n');
    }
}

int main(int argc, char **argv) {
    synthetic_row *rows = allocate(SYNTHETIC_ROWS, sizeof *rows);
    synthetic_operation *operations = allocate(SYNTHETIC_OPERATION_ROWS, sizeof *operations);
    uint64_t seed = SYNTHETIC_SEED;
    int only_operations = 0;
    double number;

    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--operations") == 0) {
            only_operations = 1;
        } else if (strcmp(argv[i], "--seed") == 0 && i + 1 < argc &&
                   csv_number(argv[i + 1], &number) == CSV_NUMBER && number >= 0 && number < 1e15) {
            seed = (uint64_t)number;
            i++;
        } else if (strcmp(argv[i], "-h") == 0 || strcmp(argv[i], "--help") == 0) {
            fputs(usage, stdout);
            check_output();
            return EXIT_SUCCESS;
        } else {
            fail(MISUSED, "unknown option, or no number: %s\n\n%s", argv[i], usage);
        }
    }
    if (synthetic_panel(seed, rows, operations) != 0)
        fail(FAILED, "the panel could not be made");
    if (only_operations)
        write_operations(operations);
    else
        write_panel(rows);
    check_output();
    free(rows);
    free(operations);
    return EXIT_SUCCESS;
}
