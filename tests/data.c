/*
 * Finding and reading published data for the tests.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "data.h"

#include "nyckeltal/codes.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char path_buffer[4096];

const char *data_path(const char *file) {
    const char *folder = getenv("NYCKELTAL_DATA");

    snprintf(path_buffer, sizeof path_buffer, "%s/%s", folder ? folder : "../shared/data", file);
    if (access(path_buffer, R_OK) == 0)
        return path_buffer;
    printf("skipped: %s is not there (set NYCKELTAL_DATA)\n", path_buffer);
    fflush(stdout);
    return NULL;
}

int have_program(const char *program, const char *what) {
    char command[256];

    snprintf(command, sizeof command, "command -v %s >/dev/null 2>&1", program);
    if (system(command) == 0)
        return 1;
    printf("skipped: %s, because %s is not installed\n", what, program);
    fflush(stdout);
    return 0;
}

const char *output_path(const char *file) {
    const char *build = getenv("BUILD");
    int length;

    length = snprintf(path_buffer, sizeof path_buffer, "%s/tests/out", build ? build : "build");
    mkdir(path_buffer, 0777);
    snprintf(path_buffer + length, sizeof path_buffer - (size_t)length, "/%s", file);
    return path_buffer;
}

struct csv_table {
    char *text;
    const char **cells; /* (rows + 1) x columns, the header first */
    int rows, columns;
};

static char *slurp(const char *path) {
    FILE *file = fopen(path, "rb");
    char *text;
    long size;

    if (!file)
        return NULL;
    fseek(file, 0, SEEK_END);
    size = ftell(file);
    rewind(file);
    text = malloc((size_t)size + 1);
    if (!text || fread(text, 1, (size_t)size, file) != (size_t)size) {
        free(text);
        fclose(file);
        return NULL;
    }
    text[size] = '\0';
    fclose(file);
    return text;
}

static int count(const char *text, char wanted, char stop) {
    int n = 0;
    for (; *text && *text != stop; text++)
        n += *text == wanted;
    return n;
}

/* The data have no quoted cells: a comma always ends one. */
csv_table *csv_read(const char *path) {
    csv_table *table = calloc(1, sizeof *table);
    char *at;
    int cell = 0, most;

    table->text = slurp(path);
    if (!table->text) {
        free(table);
        return NULL;
    }
    table->columns = count(table->text, ',', '\n') + 1;
    most = (count(table->text, '\n', '\0') + 1) * table->columns;
    table->cells = calloc((size_t)most, sizeof *table->cells);
    for (at = table->text; *at && cell < most;) {
        size_t length = strcspn(at, ",\r\n");
        char end = at[length];
        table->cells[cell++] = at;
        at[length] = '\0';
        at += length + (end != '\0');
        if (end == '\r' && *at == '\n')
            at++;
    }
    table->rows = cell / table->columns - 1;
    return table;
}

void csv_free(csv_table *table) {
    free(table->cells);
    free(table->text);
    free(table);
}

int csv_rows(const csv_table *table) {
    return table->rows;
}

int csv_column(const csv_table *table, const char *name) {
    for (int i = 0; i < table->columns; i++)
        if (strcmp(table->cells[i], name) == 0)
            return i;
    return -1;
}

const char *csv_text(const csv_table *table, int row, int column) {
    return table->cells[(row + 1) * table->columns + column];
}

double csv_number(const csv_table *table, int row, int column) {
    const char *text = csv_text(table, row, column);
    char *end;
    double number = strtod(text, &end);
    return end == text || *end ? NAN : number;
}

int32_t interval_called(const char *name) {
    const nkt_code *code;
    char called[32] = {0};

    for (size_t i = 0; name[i] && i < sizeof called - 1; i++)
        called[i] = name[i] == '-' ? '_' : name[i];
    code = nkt_code_by_name("interval", called);
    return code ? (int32_t)code->value : -1;
}
