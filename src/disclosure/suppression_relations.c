/*
 * Relations between the cells of a table: totals and their parts, windows and their years.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "disclosure/suppression.h"

/* ---- relations in a room ------------------------------------------------------------------------- */

/* The four arrays, in the order in which they lie in a room. */
enum { FIRST, CELLS, SUMS, SIGNS, ARRAYS };

typedef struct array {
    const void *from; /* where the relations are that there are already */
    size_t length;    /* their bytes */
    ptrdiff_t inside; /* their place in the room; -1: they lie elsewhere */
    size_t to;        /* their new place in the room */
} array;

/* Relations that are extended. */
typedef struct list {
    nkt_relations *relations;
    array arrays[ARRAYS];
    int64_t *first, *cells; /* in the room */
    int64_t n, end;         /* how many relations and elements there are */
} list;

/* Relations that lie in the room are found by their place in it, since growing may move it. */
static void locate(array *a, const void *from, size_t length, const nkt_memory *room) {
    const uintptr_t at = (uintptr_t)from, block = (uintptr_t)room->data;

    a->from = from;
    a->length = from ? length : 0;
    a->inside = -1;
    if (from && room->data && at >= block && at < block + room->size)
        a->inside = (ptrdiff_t)(at - block);
}

/* Where the arrays go with so many more relations and elements; returns the bytes. */
static nkt_i_bytes lay_out(list *l, int64_t more, int64_t more_elements) {
    nkt_i_bytes bytes = {0, 0};
    const int64_t n = more < INT64_MAX - l->n ? l->n + more : -1;
    const int64_t end = more_elements < INT64_MAX - l->end ? l->end + more_elements : -1;

    l->arrays[FIRST].to = nkt_i_bytes_add(&bytes, n < 0 ? n : n + 1, sizeof(int64_t));
    l->arrays[CELLS].to = nkt_i_bytes_add(&bytes, end, sizeof(int64_t));
    l->arrays[SUMS].to = nkt_i_bytes_add(&bytes, l->relations->sums ? n : 0, sizeof(double));
    l->arrays[SIGNS].to = nkt_i_bytes_add(&bytes, l->relations->signs ? end : 0, 1);
    return bytes;
}

/*
 * Refuses relations that lie in the room otherwise than an earlier call left them: moving one array
 * would overwrite another.
 */
static void check_places(nkt_i_call *call, list *l) {
    size_t end = 0;

    (void)lay_out(l, 0, 0);
    for (int i = 0; i < ARRAYS; i++) {
        const array *a = &l->arrays[i];
        if (a->inside < 0)
            continue;
        if ((size_t)a->inside < end || (size_t)a->inside > a->to)
            nkt_i_refuse_path(call, NKT_E_STATE, NKT_REASON_OTHER_SHAPE, "relations",
                              "lies in room, but not as an earlier call left it");
        end = (size_t)a->inside + a->length;
    }
}

static list open_list(nkt_i_call *call, nkt_relations *relations, const nkt_memory *room) {
    list l = {.relations = relations};
    size_t n, end;

    nkt_i_needed(call, "relations", relations);
    nkt_i_relations_check(call, "relations", relations, INT64_MAX);
    nkt_i_needed(call, "room", room);
    if (nkt_i_call_refused(call))
        return l;
    l.n = relations->n_relations;
    l.end = relations->n_elements;
    n = (size_t)l.n;
    end = (size_t)l.end;
    locate(&l.arrays[FIRST], n ? relations->first : NULL, (n + 1) * sizeof(int64_t), room);
    locate(&l.arrays[CELLS], end ? relations->cells : NULL, end * sizeof(int64_t), room);
    locate(&l.arrays[SUMS], relations->sums, n * sizeof(double), room);
    locate(&l.arrays[SIGNS], relations->signs, end, room);
    check_places(call, &l);
    return l;
}

/*
 * Moves the relations to their places in the block, from the last array to the first: each goes
 * further on, to where no earlier one lies. The new signs and sums are filled in.
 */
static void move_in(list *l, char *block, int64_t more, int64_t more_elements) {
    nkt_relations *rel = l->relations;

    for (int i = ARRAYS; i-- > 0;) {
        const array *a = &l->arrays[i];
        if (a->length)
            memmove(block + a->to, a->inside >= 0 ? block + a->inside : (const char *)a->from,
                    a->length);
    }
    l->first = (int64_t *)(void *)(block + l->arrays[FIRST].to);
    l->cells = (int64_t *)(void *)(block + l->arrays[CELLS].to);
    if (rel->sums) {
        double *sums = (double *)(void *)(block + l->arrays[SUMS].to);
        for (int64_t r = l->n; r < l->n + more; r++)
            sums[r] = 0;
        rel->sums = sums;
    }
    if (rel->signs) {
        int8_t *signs = (int8_t *)(void *)(block + l->arrays[SIGNS].to);
        memset(signs + l->end, -1, (size_t)more_elements);
        rel->signs = signs;
    }
    l->first[l->n] = l->end;
    rel->first = l->first;
    rel->cells = l->cells;
}

/* Begins a relation with its total; its parts follow at the place that is returned. */
static int64_t open_relation(list *l, int64_t total, int64_t n_parts) {
    const int64_t at = l->end;

    if (l->relations->signs)
        ((int8_t *)(uintptr_t)l->relations->signs)[at] = 1;
    l->cells[at] = total;
    l->end += 1 + n_parts;
    l->first[++l->n] = l->end;
    return at + 1;
}

static void close_list(list *l) {
    l->relations->n_relations = l->n;
    l->relations->n_elements = l->end;
}

static void refuse_cell(nkt_i_call *call, const char *path, int64_t row, double cell,
                        const char *sentence) {
    nkt_i_fault fault = NKT_I_AT(path);

    fault.row = row;
    fault.value = cell;
    nkt_i_refuse(call, NKT_E_DOMAIN, NKT_REASON_UNKNOWN_CODE, fault, sentence);
}

/* A number of a cell; -1: none. Refused: bad data, a number below -1, or from `below` on. */
static int64_t read_cell(nkt_i_call *call, const char *path, const nkt_column *column, int64_t row,
                         int64_t below) {
    int8_t state;
    double value;
    const int64_t cell = nkt_i_column_code(column, row, &state);

    if (state == NKT_STATE_VALUE && cell >= -1 && cell < below)
        return cell;
    if (state == NKT_STATE_VALUE || state == NKT_STATE_INVALID) {
        (void)nkt_i_column_why_invalid(column, row, &value);
        refuse_cell(call, path, row, value, "is no cell");
    }
    return -1;
}

/* ---- totals -------------------------------------------------------------------------------------- */

static int64_t count_parts(nkt_i_call *call, const nkt_column *total_of, int64_t n_cells) {
    int64_t n = 0;

    for (int64_t c = 0; c < n_cells && !nkt_i_call_refused(call); c++) {
        const int64_t total = read_cell(call, "total_of", total_of, c, n_cells);
        if (total == c)
            refuse_cell(call, "total_of", c, (double)c, "is the cell itself");
        n += total >= 0;
    }
    return n;
}

/* Counts the parts of each total; returns how many cells are totals. */
static int64_t count_by_total(const nkt_column *total_of, int64_t n_cells, int64_t *parts) {
    int64_t n = 0;

    memset(parts, 0, (size_t)n_cells * sizeof *parts);
    for (int64_t c = 0; c < n_cells; c++) {
        const int64_t total = read_cell(NULL, NULL, total_of, c, n_cells);
        if (total >= 0)
            n += parts[total]++ == 0;
    }
    return n;
}

/* parts: how many each total has; then where its next one goes. */
static void append_totals(list *l, const nkt_column *total_of, int64_t n_cells, int64_t *parts) {
    for (int64_t total = 0; total < n_cells; total++)
        if (parts[total] > 0)
            parts[total] = open_relation(l, total, parts[total]);
    for (int64_t c = 0; c < n_cells; c++) {
        const int64_t total = read_cell(NULL, NULL, total_of, c, n_cells);
        if (total >= 0)
            l->cells[parts[total]++] = c;
    }
}

nkt_status nkt_suppression_totals(nkt_relations *relations, const nkt_column *total_of,
                                  int64_t n_cells, nkt_memory *room, nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "relations total_of n_cells room error");
    list l = open_list(&call, relations, room);
    int64_t n_parts, n_totals, *parts;
    nkt_i_bytes bytes = {0, 0};
    size_t scratch;
    char *block;

    nkt_i_count(&call, "n_cells", n_cells, 0, INT64_MAX);
    nkt_i_column_needed(&call, "total_of", total_of, n_cells);
    (void)nkt_i_bytes_add(&bytes, n_cells, 64);
    if (bytes.overflow)
        nkt_i_refuse_value(&call, NKT_E_SIZE, NKT_REASON_BEYOND_MEMORY, "n_cells", (double)n_cells,
                           NULL);
    if (nkt_i_call_refused(&call))
        return call.status;
    n_parts = count_parts(&call, total_of, n_cells);
    /* each part has a total of its own at most; behind the relations, a number for each cell */
    bytes = lay_out(&l, n_parts, 2 * n_parts);
    scratch = nkt_i_bytes_add(&bytes, n_cells, sizeof *parts);
    block = nkt_i_claim(&call, "room", room, bytes);
    if (nkt_i_call_refused(&call))
        return call.status;
    parts = (int64_t *)(void *)(block + scratch);
    n_totals = n_cells > 0 ? count_by_total(total_of, n_cells, parts) : 0;
    (void)lay_out(&l, n_totals, n_parts + n_totals);
    move_in(&l, block, n_totals, n_parts + n_totals);
    append_totals(&l, total_of, n_cells, parts);
    close_list(&l);
    return nkt_i_call_end(&call);
}

/* ---- windows ------------------------------------------------------------------------------------- */

/* How many windows are published and whole. */
static int64_t count_windows(nkt_i_call *call, const nkt_column *years, const nkt_column *windows,
                             int64_t n_years, int64_t width) {
    int64_t n = 0;

    for (int64_t t = 0; t < n_years && !nkt_i_call_refused(call); t++) {
        const int64_t year = read_cell(call, "years", years, t, INT64_MAX);
        const int64_t window = read_cell(call, "windows", windows, t, INT64_MAX);
        if (year < 0)
            refuse_cell(call, "years", t, (double)year, "is no cell");
        n += t >= width - 1 && window >= 0;
    }
    return n;
}

nkt_status nkt_suppression_windows(nkt_relations *relations, const nkt_column *years,
                                   const nkt_column *windows, int64_t n_years, int64_t width,
                                   nkt_memory *room, nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "relations years windows n_years width room error");
    list l = open_list(&call, relations, room);
    nkt_i_bytes bytes = {0, 0};
    int64_t n_windows;
    char *block;

    nkt_i_count(&call, "n_years", n_years, 0, INT64_MAX);
    nkt_i_column_needed(&call, "years", years, n_years);
    nkt_i_column_needed(&call, "windows", windows, n_years);
    nkt_i_count(&call, "width", width, 1, NKT_I_MOST_MEMBERS - 1);
    (void)nkt_i_bytes_add(&bytes, n_years, sizeof(int64_t));
    if (bytes.overflow)
        nkt_i_refuse_value(&call, NKT_E_SIZE, NKT_REASON_BEYOND_MEMORY, "n_years", (double)n_years,
                           NULL);
    if (nkt_i_call_refused(&call))
        return call.status;
    n_windows = count_windows(&call, years, windows, n_years, width);
    if (n_windows > INT64_MAX / (width + 1))
        nkt_i_refuse_path(&call, NKT_E_SIZE, NKT_REASON_BEYOND_MEMORY, "n_years", NULL);
    if (nkt_i_call_refused(&call))
        return call.status;
    bytes = lay_out(&l, n_windows, n_windows * (width + 1));
    block = nkt_i_claim(&call, "room", room, bytes);
    if (nkt_i_call_refused(&call))
        return call.status;
    move_in(&l, block, n_windows, n_windows * (width + 1));
    for (int64_t t = width - 1; t < n_years; t++) {
        const int64_t window = read_cell(NULL, NULL, windows, t, INT64_MAX);
        int64_t at;
        if (window < 0)
            continue;
        at = open_relation(&l, window, width);
        for (int64_t i = t - width + 1; i <= t; i++)
            l.cells[at++] = read_cell(NULL, NULL, years, i, INT64_MAX);
    }
    close_list(&l);
    return nkt_i_call_end(&call);
}
