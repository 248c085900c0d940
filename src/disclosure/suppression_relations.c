/*
 * Relations between the cells of a table: totals and their parts, windows and their years.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "disclosure/suppression.h"

/* Where relations are appended. The numbers of the parameters follow on that of first. */
typedef struct list {
    int64_t *first, room_first, *cells, room_cells, *n_relations;
    int32_t argument;
} list;

static nkt_status check_list(const list *l, nkt_error *error) {
    if (!l->first)
        return nkt_i_refuse_null(error, l->argument, "first");
    if (l->room_first < 1)
        return nkt_i_refuse_count(error, l->argument + 1, "room_first", l->room_first);
    if (!l->cells && l->room_cells > 0)
        return nkt_i_refuse_null(error, l->argument + 2, "cells");
    if (l->room_cells < 0)
        return nkt_i_refuse_count(error, l->argument + 3, "room_cells", l->room_cells);
    if (!l->n_relations)
        return nkt_i_refuse_null(error, l->argument + 4, "n_relations");
    if (*l->n_relations < 0 || *l->n_relations >= l->room_first)
        return nkt_i_refuse_count(error, l->argument + 4, "n_relations", *l->n_relations);
    return NKT_OK;
}

/* Where the next relation begins. */
static int64_t list_end(const list *l) {
    return *l->n_relations ? l->first[*l->n_relations] : 0;
}

/* Whether so many relations more, with so many elements in all, have room. */
static nkt_status check_room(const list *l, int64_t relations, int64_t elements, nkt_error *error) {
    nkt_i_fault fault = NKT_I_FAULT(l->argument + 1);

    fault.value = (double)l->room_first;
    if (relations >= l->room_first - *l->n_relations)
        return nkt_i_error_value(error, NKT_E_CAPACITY, fault, "room_first",
                                 "is too little for the relations");
    fault.argument = l->argument + 3;
    fault.value = (double)l->room_cells;
    if (list_end(l) < 0 || elements > l->room_cells - list_end(l))
        return nkt_i_error_value(error, NKT_E_CAPACITY, fault, "room_cells",
                                 "is too little for the cells of the relations");
    return NKT_OK;
}

/* Begins a relation. */
static int64_t open_relation(list *l) {
    const int64_t end = list_end(l);

    l->first[*l->n_relations] = end;
    return end;
}

static void close_relation(list *l, int64_t end) {
    l->first[++*l->n_relations] = end;
}

static nkt_status refuse_cell(nkt_error *error, int32_t argument, const char *name, int64_t row,
                              int64_t cell, const char *sentence) {
    nkt_i_fault fault = NKT_I_FAULT(argument);

    fault.row = row;
    fault.value = (double)cell;
    return nkt_i_error_value(error, NKT_E_DOMAIN, fault, name, sentence);
}

nkt_status nkt_suppression_totals(const int64_t *total_of, int64_t n_cells, int64_t *first,
                                  int64_t room_first, int64_t *cells, int64_t room_cells,
                                  int64_t *n_relations, void *work, size_t work_size,
                                  nkt_error *error) {
    list l = {first, room_first, cells, room_cells, n_relations, 3};
    int64_t *parts = work, n = 0, relations = 0;
    nkt_status status;
    size_t needed;

    nkt_i_error_clear(error);
    if (n_cells < 0)
        return nkt_i_refuse_count(error, 2, "n_cells", n_cells);
    if (!total_of && n_cells > 0)
        return nkt_i_refuse_null(error, 1, "total_of");
    status = check_list(&l, error);
    if (!status && !nkt_i_bytes_for(n_cells, n_cells, &needed))
        status = nkt_i_refuse_size(2, n_cells, error);
    if (!status)
        status = nkt_i_memory_check(work, work_size, needed, 8, "work", error);
    for (int64_t c = 0; c < n_cells && !status; c++) {
        if (total_of[c] < -1 || total_of[c] >= n_cells)
            status = refuse_cell(error, 1, "total_of", c, total_of[c], "is no cell");
        else if (total_of[c] == c)
            status = refuse_cell(error, 1, "total_of", c, c, "is the cell itself");
        else if (total_of[c] >= 0)
            parts[n++] = c;
    }
    if (status)
        return status;
    if (n > 0)
        nkt_i_sort_by_code(parts, parts + n_cells, total_of, n);
    for (int64_t i = 0; i < n; i++)
        relations += i == 0 || total_of[parts[i]] != total_of[parts[i - 1]];
    status = check_room(&l, relations, n + relations, error);
    if (status)
        return status;
    first[0] = 0;
    for (int64_t i = 0; i < n;) {
        const int64_t total = total_of[parts[i]];
        int64_t end = open_relation(&l);
        cells[end++] = total;
        for (; i < n && total_of[parts[i]] == total; i++)
            cells[end++] = parts[i];
        close_relation(&l, end);
    }
    return NKT_OK;
}

nkt_status nkt_suppression_windows(const int64_t *years, const int64_t *windows, int64_t n_years,
                                   int64_t width, int64_t *first, int64_t room_first,
                                   int64_t *cells, int64_t room_cells, int64_t *n_relations,
                                   nkt_error *error) {
    list l = {first, room_first, cells, room_cells, n_relations, 5};
    int64_t relations = 0;
    nkt_status status;

    nkt_i_error_clear(error);
    if (n_years < 0)
        return nkt_i_refuse_count(error, 3, "n_years", n_years);
    if (width < 1 || width >= NKT_I_MOST_MEMBERS)
        return nkt_i_refuse_count(error, 4, "width", width);
    if (!years && n_years > 0)
        return nkt_i_refuse_null(error, 1, "years");
    if (!windows && n_years > 0)
        return nkt_i_refuse_null(error, 2, "windows");
    status = check_list(&l, error);
    for (int64_t t = 0; t < n_years && !status; t++) {
        if (years[t] < 0)
            status = refuse_cell(error, 1, "years", t, years[t], "is no cell");
        else if (windows[t] < -1)
            status = refuse_cell(error, 2, "windows", t, windows[t], "is no cell");
        relations += t >= width - 1 && windows[t] >= 0;
    }
    if (!status && relations > INT64_MAX / (width + 1))
        status = nkt_i_refuse_count(error, 3, "n_years", n_years);
    if (!status)
        status = check_room(&l, relations, relations * (width + 1), error);
    if (status)
        return status;
    first[0] = 0;
    for (int64_t t = width - 1; t < n_years; t++) {
        int64_t end;
        if (windows[t] < 0)
            continue;
        end = open_relation(&l);
        cells[end++] = windows[t];
        for (int64_t i = t - width + 1; i <= t; i++)
            cells[end++] = years[i];
        close_relation(&l, end);
    }
    return NKT_OK;
}
