/*
 * Columns of a CSV file as numbers: see columns.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "columns.h"

#include "fail.h"

#include <string.h>

size_t need_column(const csv_table *table, const char *file, const char *name) {
    const ptrdiff_t column = csv_find(table, name);

    if (column < 0)
        fail(FAILED, "%s: there is no column %s", file, name);
    return (size_t)column;
}

double number_of(const csv_table *table, const char *file, size_t row, size_t column) {
    const char *cell = csv_cell(table, row, column);
    double value;

    if (csv_number(cell, &value) == CSV_NO_NUMBER)
        fail(FAILED, "%s:%zu: %s: \"%s\" is no number", file, csv_line(table, row),
             csv_name(table, column), cell);
    return value;
}

double *read_column(const csv_table *table, const char *file, const char *name) {
    const size_t column = need_column(table, file, name);
    double *values = allocate(table->n_rows + 1, sizeof *values);

    for (size_t row = 0; row < table->n_rows; row++)
        values[row] = number_of(table, file, row, column);
    return values;
}

int is_nation(const char *code) {
    return code[0] != '\0' && code[strspn(code, "0")] == '\0';
}

int cut_list(char *list, const char **names, int most, const char *option) {
    int n = 0;

    while (*list) {
        const size_t length = strcspn(list, ",");
        const int last = list[length] == '\0';
        list[length] = '\0';
        if (length > 0 && n == most)
            fail(MISUSED, "%s: more than %d names", option, most);
        if (length > 0)
            names[n++] = list;
        list += length + !last;
    }
    return n;
}
