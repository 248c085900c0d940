/*
 * A CSV file as columns of the library: see panel_file.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "panel_file.h"

#include "columns.h"
#include "fail.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_COMPLAINTS = 100 };

const nkt_indicator *find_figure(const char *text) {
    const nkt_indicator *figure = nkt_indicator_by_kolada(text);

    if (!figure)
        figure = nkt_indicator_by_name(text);
    if (!figure && strlen(text) < 9 && strspn(text, "0123456789") == strlen(text))
        figure = nkt_indicator_by_id((int32_t)strtol(text, NULL, 10));
    return figure;
}

char *next_word(char **list) {
    char *word = *list, *comma = word ? strchr(word, ',') : NULL;

    if (comma)
        *comma = '\0';
    *list = comma ? comma + 1 : NULL;
    return word;
}

/* ---- keys -------------------------------------------------------------------------------------- */

/* Adds a key column; one that is not there is an error only if it was asked for. */
static void add_key(panel_file *panel, const char *name, int asked_for) {
    ptrdiff_t column = csv_find(&panel->table, name);

    if (column < 0 && asked_for)
        fail(MISUSED, "%s has no column '%s' to be a key", panel->path, name);
    if (column < 0)
        return;
    for (size_t i = (size_t)column + 1; i < panel->table.n_columns; i++)
        if (strcmp(csv_name(&panel->table, i), name) == 0)
            fail(FAILED, "%s:1: two columns are called '%s'", panel->path, name);
    for (size_t i = 0; i < panel->n_keys; i++)
        if (panel->keys[i] == (size_t)column)
            fail(MISUSED, "--key: '%s' stands twice", name);
    if (panel->n_keys == MOST_KEYS)
        fail(MISUSED, "--key: more than %d keys", MOST_KEYS);
    panel->keys[panel->n_keys++] = (size_t)column;
}

static void find_keys(panel_file *panel, char *asked_for) {
    char usual[] = "municipality,year,sex,area_of_operation";
    char *list = asked_for ? asked_for : usual;
    const char *name;

    while ((name = next_word(&list)))
        add_key(panel, name, asked_for != NULL);
}

static int is_key(const panel_file *panel, size_t column) {
    for (size_t i = 0; i < panel->n_keys; i++)
        if (panel->keys[i] == column)
            return 1;
    return 0;
}

/* ---- inputs ------------------------------------------------------------------------------------ */

/* Whether the library takes a figure as a column: others are made of it, or a model has made it. */
static int is_operand(const nkt_indicator *figure) {
    static const double nothing = NAN;
    const nkt_column column = NKT_CONSTANT(figure->id, nothing);
    const nkt_table table = NKT_TABLE_OF(&column, 1, 0);
    int64_t n;

    return nkt_possible(&table, NULL, 0, &n, NULL) == NKT_OK;
}

/* The id of the input or operand figure that a column is named after; 0: none. */
static int32_t operand_id(const char *name) {
    const nkt_input *input = nkt_input_by_name(name);
    const nkt_indicator *figure = find_figure(name);

    if (!input)
        input = nkt_input_by_kolada(name);
    if (input)
        return input->id;
    return figure && is_operand(figure) ? figure->id : 0;
}

static ptrdiff_t find_input(const panel_file *panel, int32_t id) {
    for (int64_t i = 0; i < panel->n_inputs; i++)
        if (panel->inputs[i].id == id)
            return (ptrdiff_t)i;
    return -1;
}

int panel_file_complain(panel_file *panel, size_t row, size_t column) {
    panel->n_complaints++;
    if (panel->n_complaints == MOST_COMPLAINTS + 1)
        fprintf(stderr, "%s: more of the kind is not told of\n", panel->path);
    if (panel->n_complaints > MOST_COMPLAINTS)
        return 0;
    fprintf(stderr, "%s:%zu: %s: ", panel->path, csv_line(&panel->table, row),
            csv_name(&panel->table, column));
    return 1;
}

static void read_input(panel_file *panel, size_t column, int32_t id) {
    const csv_table *table = &panel->table;
    double *values = allocate(table->n_rows, sizeof *values);
    int32_t *reasons = allocate(table->n_rows, sizeof *reasons);
    nkt_column *input = &panel->inputs[panel->n_inputs];

    for (size_t row = 0; row < table->n_rows; row++) {
        const char *cell = csv_cell(table, row, column);
        reasons[row] = (int32_t)csv_number(cell, &values[row]);
        if (reasons[row] == NKT_STATE_INVALID && panel_file_complain(panel, row, column))
            fprintf(stderr, "'%s' is no number\n", cell);
    }
    *input = NKT_ARRAY_N(id, values, (int64_t)table->n_rows);
    input->reasons = reasons;
    input->reasons_stride = sizeof *reasons;
    panel->source[panel->n_inputs++] = column;
}

static void read_inputs(panel_file *panel) {
    for (size_t column = 0; column < panel->table.n_columns; column++) {
        const char *name = csv_name(&panel->table, column);
        int32_t id = is_key(panel, column) ? 0 : operand_id(name);
        ptrdiff_t earlier = id ? find_input(panel, id) : -1;
        if (earlier >= 0)
            fail(FAILED, "%s:1: the columns '%s' and '%s' are the same input", panel->path,
                 csv_name(&panel->table, panel->source[earlier]), name);
        if (id)
            read_input(panel, column, id);
    }
}

const nkt_column *panel_file_input(const panel_file *panel, int32_t id) {
    ptrdiff_t input = find_input(panel, id);
    return input < 0 ? NULL : &panel->inputs[input];
}

/* ---- the year before --------------------------------------------------------------------------- */

static int64_t *read_years(const panel_file *panel, size_t column) {
    int64_t *years = allocate(panel->table.n_rows, sizeof *years);

    for (size_t row = 0; row < panel->table.n_rows; row++) {
        const char *cell = csv_cell(&panel->table, row, column);
        double year;
        if (csv_number(cell, &year) != CSV_NUMBER || year != floor(year) || fabs(year) > 1e6)
            fail(FAILED, "%s:%zu: %s: '%s' is no year", panel->path, csv_line(&panel->table, row),
                 csv_name(&panel->table, column), cell);
        years[row] = (int64_t)year;
    }
    return years;
}

/* Two rows of the same unit and year: the second is known, the first is looked for. */
_Noreturn static void fail_of_duplicate(const panel_file *panel, int64_t *const *keys,
                                        size_t second) {
    size_t first = 0, same = 0;

    while (same < panel->n_keys)
        if (keys[same][first] == keys[same][second]) {
            same++;
        } else {
            same = 0;
            first++;
        }
    fail(FAILED, "%s:%zu: the same unit and year as in line %zu", panel->path,
         csv_line(&panel->table, second), csv_line(&panel->table, first));
}

/* The units and years of the rows. */
static void make_panel(const panel_file *panel, size_t year_key, nkt_memory *units_by_year) {
    static const int8_t the_only_unit = 0;
    const int64_t n_rows = (int64_t)panel->table.n_rows;
    int64_t *keys[MOST_KEYS], n_units = 0;
    nkt_column units[MOST_KEYS] = {NKT_CONSTANT(0, the_only_unit)}, years;
    nkt_table table;
    nkt_status status;

    for (size_t i = 0; i < panel->n_keys; i++) {
        keys[i] = i == year_key ? read_years(panel, panel->keys[i])
                                : number_texts(&panel->table, panel->keys[i]);
        if (i == year_key)
            years = NKT_ARRAY_N(0, keys[i], n_rows);
        else
            units[n_units++] = NKT_ARRAY_N(0, keys[i], n_rows);
    }
    table = (nkt_table)NKT_TABLE_OF(units, n_units ? n_units : 1, n_rows);
    status = nkt_panel_init(units_by_year, &table, &years, &scratch, &fault);
    if (status == NKT_E_DUPLICATE)
        fail_of_duplicate(panel, keys, (size_t)fault.row);
    if (status < 0)
        fail(FAILED, "%s: %s", panel->path, fault.message);
    for (size_t i = 0; i < panel->n_keys; i++)
        free(keys[i]);
}

/* Adds the inputs of the year before that the file does not give itself. */
static void add_inputs_of_year_before(panel_file *panel) {
    const nkt_table given =
        NKT_TABLE_OF(panel->inputs, panel->n_inputs, (int64_t)panel->table.n_rows);
    nkt_memory units_by_year = NKT_MEMORY_REALLOC, lag = NKT_MEMORY_REALLOC;
    int64_t n_given = panel->n_inputs;
    size_t year_key = 0;

    while (year_key < panel->n_keys &&
           strcmp(csv_name(&panel->table, panel->keys[year_key]), "year") != 0)
        year_key++;
    if (year_key == panel->n_keys)
        return;
    make_panel(panel, year_key, &units_by_year);
    if (nkt_panel_table(&units_by_year, &given, panel->inputs, MOST_INPUTS, &panel->n_inputs, &lag,
                        &fault) < 0)
        fail(FAILED, "%s: %s", panel->path, fault.message);
    for (int64_t i = n_given; i < panel->n_inputs; i++)
        panel->source[i] =
            panel->source[find_input(panel, nkt_input_by_id(panel->inputs[i].id)->lag_of)];
    /* lag stays: the inputs of the year before are seen through it. */
    nkt_memory_free(&units_by_year);
}

void panel_file_read(panel_file *panel, const char *path, char *keys) {
    panel->path = strcmp(path, "-") == 0 ? "stdin" : path;
    open_table(&panel->table, path);
    find_keys(panel, keys);
    read_inputs(panel);
    add_inputs_of_year_before(panel);
}
