/*
 * A CSV file as columns of the library: its keys, its inputs, and the inputs of the year before.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef PANEL_FILE_H
#define PANEL_FILE_H

#include "csv.h"

#include <nyckeltal.h>

enum {
    MOST_KEYS = NKT_KEYS_MAX,
    MOST_INPUTS = 400 /* more than the catalogue has inputs and figures */
};

typedef struct panel_file {
    const char *path;
    csv_table table;
    size_t keys[MOST_KEYS], n_keys; /* columns of the table */
    nkt_column inputs[MOST_INPUTS];
    size_t source[MOST_INPUTS]; /* the column of the table that each input comes from */
    int64_t n_inputs;
    size_t n_complaints;
} panel_file;

/*
 * Reads a file. keys: the key columns, separated by commas (the text is cut up); NULL: those of
 * municipality, year, sex, area_of_operation that are there. The other columns whose name is an
 * input (by name or Kolada id) or an operand figure become inputs; a cell that is no number is told
 * of, and NKT_STATE_INVALID. With a year among the keys, inputs of the year before that are not in
 * the file are looked up. A file that cannot be understood ends the program.
 */
void panel_file_read(panel_file *panel, const char *path, char *keys);

/* The input or operand figure of that id; NULL where the file does not have it. */
const nkt_column *panel_file_input(const panel_file *panel, int32_t id);

/*
 * Begins a line on the standard error about a cell. 0: there were so many that it is left out.
 */
int panel_file_complain(panel_file *panel, size_t row, size_t column);

/* The figure of that number, Kolada id or name; NULL where there is none. */
const nkt_indicator *find_figure(const char *text);

/* Cuts the next word off a list with commas; NULL at its end. */
char *next_word(char **list);

#endif
