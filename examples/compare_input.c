/*
 * Reading a panel of municipalities: see compare_input.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "compare_input.h"

#include "columns.h"
#include "fail.h"

#include <string.h>

const char *code_of(const comparison *c, int64_t row) {
    return csv_cell(&c->table, (size_t)row, (size_t)csv_find(&c->table, "municipality"));
}

/* Two rows for one municipality and year: the second is known, the first is looked for. */
_Noreturn static void fail_of_double(const comparison *c, const int64_t *codes, int64_t second) {
    int64_t first = 0;

    while (codes[first] != codes[second] || c->years[first] != c->years[second])
        first++;
    fail(FAILED, "%s:%zu: municipality %s has two rows for the year %g (the other: line %zu)",
         c->file, csv_line(&c->table, (size_t)second), code_of(c, second), c->years[second],
         csv_line(&c->table, (size_t)first));
}

static void make_panel(comparison *c) {
    int64_t *codes = number_texts(&c->table, need_column(&c->table, "municipality"));
    const int64_t n = (int64_t)c->table.n_rows;
    const nkt_column key = NKT_ARRAY_N(0, codes, n), years = NKT_ARRAY_N(0, c->years, n);
    const nkt_table keys = NKT_TABLE_OF(&key, 1, n);
    const nkt_status status = nkt_panel_init(&c->panel, &keys, &years, &scratch, &fault);

    if (status == NKT_E_DUPLICATE)
        fail_of_double(c, codes, fault.row);
    must(status);
    free(codes);
}

static void find_municipalities(comparison *c) {
    c->municipalities = allocate(c->table.n_rows, sizeof *c->municipalities);
    for (size_t row = 0; row < c->table.n_rows; row++)
        if (c->years[row] == c->year && !is_nation(code_of(c, (int64_t)row)))
            c->municipalities[c->n++].row = (int64_t)row;
    if (c->n == 0)
        fail(FAILED, "%s: there is no municipality with the year %g", c->file, c->year);
}

/* Leaves only the municipalities that a file names in its column `municipality` or `member`. */
static void keep_group(comparison *c) {
    csv_table table;
    size_t column;
    int64_t kept = 0;

    open_table(&table, c->group);
    column = csv_find(&table, "municipality") >= 0 ? (size_t)csv_find(&table, "municipality")
                                                   : need_column(&table, "member");
    for (int64_t m = 0; m < c->n; m++) {
        int is_member = 0;
        for (size_t row = 0; row < table.n_rows && !is_member; row++)
            is_member =
                strcmp(csv_cell(&table, row, column), code_of(c, c->municipalities[m].row)) == 0;
        if (is_member)
            c->municipalities[kept++] = c->municipalities[m];
    }
    if (kept == 0)
        fail(FAILED, "%s: none of its municipalities is in %s", c->group, c->file);
    c->n = kept;
    csv_free(&table);
}

void comparison_read(comparison *c) {
    open_table(&c->table, c->file);
    c->years = read_column(&c->table, "year");
    c->values = read_column(&c->table, c->indicator);
    make_panel(c);
    find_municipalities(c);
    if (c->basis)
        c->wholes = read_column_or_file(&c->table, c->basis, "--basis");
    if (c->group)
        keep_group(c);
}

void comparison_free(comparison *c) {
    free(c->municipalities);
    free(c->years);
    free(c->values);
    free(c->wholes);
    nkt_memory_free(&c->panel);
    csv_free(&c->table);
}
