/*
 * Reading and writing CSV: see csv.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "csv.h"

#include <errno.h>
#include <locale.h>
#include <math.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Where the reader is. Cells are cut in place: each ends in a NUL put over what followed it. */
struct reader {
    csv_table *table;
    const char *path; /* in messages */
    char *at, *end;
    size_t line;             /* of `at`, from 1 */
    size_t n_cells, n_lines; /* in table->cells and table->lines */
};

static int refuse(struct reader *reader, size_t line, const char *format, ...) {
    csv_table *table = reader->table;
    size_t size = sizeof table->problem;
    int used = line ? snprintf(table->problem, size, "%s:%zu: ", reader->path, line)
                    : snprintf(table->problem, size, "%s: ", reader->path);
    va_list arguments;

    if (used < 0 || (size_t)used >= size)
        return -1;
    va_start(arguments, format);
    vsnprintf(table->problem + used, size - (size_t)used, format, arguments);
    va_end(arguments);
    return -1;
}

static int is_line_end(char c) {
    return c == '\n' || c == '\r';
}

/* Steps over LF, CRLF or CR. */
static void pass_line_end(struct reader *reader) {
    if (reader->at[0] == '\r' && reader->at[1] == '\n')
        reader->at++;
    reader->at++;
    reader->line++;
}

/* Takes the quotes off a cell; `at` comes to stand behind the closing one. */
static int read_quoted(struct reader *reader, char **end_of_cell) {
    size_t first_line = reader->line;
    char *to = reader->at++;

    for (;;) {
        if (reader->at == reader->end)
            return refuse(reader, first_line, "a quoted cell begins here and does not end");
        if (*reader->at == '"') {
            if (reader->at[1] != '"')
                break;
            reader->at++;
        }
        if (*reader->at == '\n' || (*reader->at == '\r' && reader->at[1] != '\n'))
            reader->line++;
        *to++ = *reader->at++;
    }
    reader->at++;
    *end_of_cell = to;
    if (reader->at < reader->end && *reader->at != ',' && !is_line_end(*reader->at))
        return refuse(reader, reader->line, "text follows the closing quote of a cell");
    return 0;
}

/* Reads one cell and the comma behind it; `more` tells whether there was a comma. */
static int read_cell(struct reader *reader, int *more) {
    char *cell = reader->at, *end = cell;

    if (reader->at < reader->end && *reader->at == '"') {
        if (read_quoted(reader, &end) != 0)
            return -1;
    } else {
        while (reader->at < reader->end && *reader->at != ',' && !is_line_end(*reader->at))
            reader->at++;
        end = reader->at;
    }
    *more = reader->at < reader->end && *reader->at == ',';
    if (*more)
        reader->at++;
    else if (reader->at < reader->end)
        pass_line_end(reader);
    *end = '\0';
    reader->table->cells[reader->n_cells++] = cell;
    return 0;
}

static int read_row(struct reader *reader) {
    csv_table *table = reader->table;
    size_t first_line = reader->line, before = reader->n_cells, n;
    int more;

    table->lines[reader->n_lines++] = first_line;
    do {
        if (read_cell(reader, &more) != 0)
            return -1;
    } while (more);
    n = reader->n_cells - before;
    if (table->n_columns == 0)
        table->n_columns = n;
    if (n != table->n_columns)
        return refuse(reader, first_line, "%zu cells, but the header has %zu", n, table->n_columns);
    return 0;
}

/* A program that writes UTF-16 leaves NUL bytes, at which every cell would end too early. */
static int check_text(struct reader *reader) {
    const char *nul = memchr(reader->at, '\0', (size_t)(reader->end - reader->at));
    size_t line = 1;

    if (!nul)
        return 0;
    for (const char *c = reader->at; c < nul; c++)
        line += *c == '\n';
    return refuse(reader, line, "a NUL byte: the file is not UTF-8");
}

static int is_blank(char c) {
    return c == ' ' || c == '\t';
}

/* Names are often written with a blank behind the comma. */
static void trim_names(csv_table *table) {
    for (size_t i = 0; i < table->n_columns; i++) {
        char *name = (char *)(uintptr_t)table->cells[i];
        size_t length;
        while (is_blank(*name))
            name++;
        length = strlen(name);
        while (length && is_blank(name[length - 1]))
            name[--length] = '\0';
        table->cells[i] = name;
    }
}

/* Room for as many cells and lines as there can be: each ends where a comma or a line does. */
static int make_room(struct reader *reader) {
    csv_table *table = reader->table;
    size_t n_cells = 1, n_lines = 1;

    for (const char *c = reader->at; c < reader->end; c++) {
        n_cells += *c == ',' || is_line_end(*c);
        n_lines += is_line_end(*c) != 0;
    }
    table->cells = malloc(n_cells * sizeof *table->cells);
    table->lines = malloc(n_lines * sizeof *table->lines);
    return table->cells && table->lines ? 0 : refuse(reader, 0, "not enough memory");
}

static int read_rows(struct reader *reader) {
    csv_table *table = reader->table;

    if (check_text(reader) != 0 || make_room(reader) != 0)
        return -1;
    if (reader->end - reader->at >= 3 && memcmp(reader->at, "\xEF\xBB\xBF", 3) == 0)
        reader->at += 3;
    while (reader->at < reader->end) {
        if (table->n_columns != 1 && is_line_end(*reader->at))
            pass_line_end(reader);
        else if (read_row(reader) != 0)
            return -1;
    }
    if (table->n_columns == 0)
        return refuse(reader, 0, "the file is empty: a header is needed");
    table->n_rows = reader->n_lines - 1;
    trim_names(table);
    return 0;
}

/* The whole of an open file, with a NUL behind it. */
static int slurp(struct reader *reader, FILE *file) {
    size_t size = 0, most = 0;
    char *text = NULL;

    do {
        char *larger;
        most = most ? most * 2 : 1 << 16;
        larger = realloc(text, most);
        if (!larger) {
            free(text);
            return refuse(reader, 0, "not enough memory");
        }
        text = larger;
        size += fread(text + size, 1, most - size - 1, file);
    } while (size == most - 1);
    text[size] = '\0';
    reader->table->text = reader->at = text;
    reader->end = text + size;
    if (ferror(file))
        return refuse(reader, 0, "%s", strerror(errno));
    return 0;
}

int csv_read(csv_table *table, const char *path) {
    int from_stdin = strcmp(path, "-") == 0, status;
    struct reader reader = {.table = table, .path = from_stdin ? "stdin" : path, .line = 1};
    FILE *file = from_stdin ? stdin : fopen(path, "rb");

    memset(table, 0, sizeof *table);
    if (!file)
        return refuse(&reader, 0, "%s", strerror(errno));
    snprintf(table->path, sizeof table->path, "%s", path);
    status = slurp(&reader, file);
    if (!from_stdin)
        fclose(file);
    return status ? status : read_rows(&reader);
}

void csv_free(csv_table *table) {
    free(table->cells);
    free(table->lines);
    free(table->text);
    memset(table, 0, sizeof *table);
}

const char *csv_name(const csv_table *table, size_t column) {
    return table->cells[column];
}

const char *csv_cell(const csv_table *table, size_t row, size_t column) {
    return table->cells[(row + 1) * table->n_columns + column];
}

size_t csv_line(const csv_table *table, size_t row) {
    return table->lines[row + 1];
}

ptrdiff_t csv_find(const csv_table *table, const char *name) {
    for (size_t i = 0; i < table->n_columns; i++)
        if (strcmp(csv_name(table, i), name) == 0)
            return (ptrdiff_t)i;
    return -1;
}

void csv_keep(csv_table *table, const bool *keep) {
    const size_t n = table->n_columns;
    size_t kept = 0;

    for (size_t row = 0; row < table->n_rows; row++)
        if (keep[row]) {
            memmove(table->cells + (kept + 1) * n, table->cells + (row + 1) * n,
                    n * sizeof *table->cells);
            table->lines[++kept] = table->lines[row + 1];
        }
    table->n_rows = kept;
}

static int is_word(const char *text, size_t length, const char *lower_case) {
    size_t i = 0;

    /* ASCII only, so that no locale has a say: 'N' | 32 is 'n'. */
    while (i < length && lower_case[i] && (text[i] | 32) == lower_case[i])
        i++;
    return i == length && !lower_case[i];
}

/*
 * A decimal number, with a point. strtod would take more, such as 0x10 and inf, and wants the decimal
 * point of the locale: it is handed a copy that has it. 0: it is none.
 */
static int convert(const char *text, size_t length, double *value) {
    const char *point = memchr(text, '.', length), *decimals = point ? point + 1 : text + length;
    const int before = (int)(point ? (size_t)(point - text) : length);
    char copy[1024], *end;

    if (length > sizeof copy - 16 || strspn(text, "0123456789.+-eE") < length)
        return 0;
    snprintf(copy, sizeof copy, "%.*s%s%.*s", before, text,
             point ? localeconv()->decimal_point : "", (int)(text + length - decimals), decimals);
    *value = strtod(copy, &end);
    return end > copy && *end == '\0';
}

enum csv_kind csv_number(const char *cell, double *value) {
    double number;
    size_t length;

    *value = NAN;
    while (is_blank(*cell))
        cell++;
    length = strlen(cell);
    while (length && is_blank(cell[length - 1]))
        length--;
    if (length == 0 || (length == 1 && *cell == '-') || is_word(cell, length, "na") ||
        is_word(cell, length, "nan"))
        return CSV_MISSING;
    if (cell[0] == '.' && length == 1)
        return CSV_NOT_APPLICABLE;
    if (cell[0] == '.' && cell[1] == '.' && length == 2)
        return CSV_SECRET;
    if (!convert(cell, length, &number))
        return CSV_NO_NUMBER;
    *value = number;
    return CSV_NUMBER;
}

void csv_write_text(FILE *to, const char *text) {
    if (!strpbrk(text, ",\"\r\n")) {
        fputs(text, to);
        return;
    }
    putc('"', to);
    for (; *text; text++) {
        if (*text == '"')
            putc('"', to);
        putc(*text, to);
    }
    putc('"', to);
}

void csv_write_number(FILE *to, double value) {
    const char *point = localeconv()->decimal_point;
    char text[64], *found;

    if (isnan(value))
        return;
    snprintf(text, sizeof text, "%.17g", value);
    found = strstr(text, point);
    if (!found) {
        fputs(text, to);
        return;
    }
    *found = '\0';
    fprintf(to, "%s.%s", text, found + strlen(point));
}
