/*
 * A short report on each of the other documents that say how introduction is followed up, from the
 * tables that they print.
 *
 *     programmes [--data FOLDER]
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "programmes.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "columns.h"
#include "fail.h"
#include "report_print.h"

static const char usage[] = "usage: programmes [--data FOLDER]\n"
                            "FOLDER holds the tables of examples/data, where it is looked for "
                            "unless told otherwise.";

/* ---- tables ---------------------------------------------------------------------------------------- */

void open_in_folder(csv_table *table, const char *folder, const char *file) {
    char path[sizeof table->path];
    const int length = snprintf(path, sizeof path, "%s/%s", folder, file);

    if (length < 0 || (size_t)length >= sizeof path)
        fail(MISUSED, "the name of the folder is too long: %s", folder);
    open_table(table, path);
}

size_t table_row(const csv_table *table, const char *what) {
    for (size_t row = 0; row < table->n_rows; row++)
        if (strcmp(csv_cell(table, row, 0), what) == 0)
            return row;
    fail(FAILED, "%s: no row is called '%s'", table->path, what);
}

double table_number(const csv_table *table, const char *what, const char *column) {
    return number_of(table, table_row(table, what), need_column(table, column));
}

/* ---- words ----------------------------------------------------------------------------------------- */

void need(nkt_status status, const nkt_error *error) {
    if (status < 0)
        fail(FAILED, "%s: %s", nkt_code_of("status", status)->constant, error->message);
}

const char *share_text(const nkt_estimate *share) {
    static char texts[4][PRINT_TEXT];
    static int used;
    char *text = texts[used = (used + 1) % 4];

    if (share->state != NKT_STATE_VALUE)
        snprintf(text, PRINT_TEXT, "%s", nkt_code_name("state", share->state));
    else if (isnan(share->lower))
        snprintf(text, PRINT_TEXT, "%.1f per cent", share->value);
    else
        snprintf(text, PRINT_TEXT, "%.1f per cent (%.1f to %.1f)", share->value, share->lower,
                 share->upper);
    return text;
}

const char *kronor(double amount) {
    return print_count(amount);
}

/* ---- the program ------------------------------------------------------------------------------------- */

int main(int argc, char **argv) {
    const char *folder = "examples/data";

    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--help") == 0) {
            puts(usage);
            return EXIT_SUCCESS;
        }
        if (strcmp(argv[i], "--data") != 0 || !argv[i + 1])
            fail(MISUSED, "unknown option, or its value is missing: %s\n\n%s", argv[i], usage);
        folder = argv[++i];
    }
    print_heading('=', "Follow-up of introduction: what the documents print, computed again");
    print_paragraph(
        "Limits in brackets are 95 per cent confidence limits: how far a share of so few "
        "may be from that of the process behind it.");
    programme_2001();
    programme_2002(folder);
    programme_2017(folder);
    programme_2018(folder);
    programme_2019(folder);
    check_output();
    return EXIT_SUCCESS;
}
