/*
 * The numbers of a column in their order.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "rows/order.h"

int64_t nkt_i_ordered_equal(const nkt_i_ordered *ordered, int64_t i) {
    int64_t end = i + 1;

    while (end < ordered->n && ordered->items[end].key == ordered->items[i].key)
        end++;
    return end;
}

void nkt_i_order_check(nkt_i_call *call, const nkt_column *values, const nkt_rows *rows) {
    nkt_i_rows_check(call, "rows", rows, NKT_I_WITHOUT_GROUPS);
    nkt_i_column_needed(call, "values", values, rows ? rows->n_rows : 0);
}

nkt_i_ordered nkt_i_order_claim_with(nkt_i_call *call, int64_t n_rows, int64_t n_more,
                                     double **more, nkt_memory *work) {
    nkt_i_ordered ordered = {NULL, NULL, NULL, 0};
    nkt_i_bytes bytes = {0, 0};
    const size_t items = nkt_i_bytes_add(&bytes, n_rows, sizeof(nkt_i_keyed));
    const size_t scratch = nkt_i_bytes_add(&bytes, n_rows, sizeof(nkt_i_keyed));
    const size_t starts = nkt_i_bytes_add(&bytes, 1, NKT_I_SELECT_BYTES);
    const size_t others = nkt_i_bytes_add(&bytes, n_more, sizeof(double));
    char *at = nkt_i_claim(call, "work", work, bytes);

    if (!nkt_i_call_refused(call)) {
        ordered.items = (nkt_i_keyed *)(void *)(at + items);
        ordered.scratch = (nkt_i_keyed *)(void *)(at + scratch);
        ordered.starts = (int64_t *)(void *)(at + starts);
        if (more)
            *more = (double *)(void *)(at + others);
    }
    return ordered;
}

nkt_i_ordered nkt_i_order_claim(nkt_i_call *call, int64_t n_rows, nkt_memory *work) {
    return nkt_i_order_claim_with(call, n_rows, 0, NULL, work);
}

/* Rows are read in blocks of so many where the column is plain. */
enum { BLOCK = 256 };

/* Whether the numbers of a block are finite or missing. Bits are gathered, so that it vectorises. */
static int are_sound(const double *x, int64_t count) {
    uint64_t odd = 0;

    for (int64_t i = 0; i < count; i++) {
        const double infinite = fabs(x[i]) > DBL_MAX ? x[i] : 0;
        uint64_t bits;
        memcpy(&bits, &infinite, sizeof bits);
        odd |= bits;
    }
    return odd == 0;
}

/* Where numbers go: as items, or (items NULL) as keys alone. */
typedef struct sink {
    nkt_i_keyed *items;
    uint64_t *keys;
    int64_t n;
    double sign; /* -1: keys are those of the numbers with the sign turned */
} sink;

static void put(sink *to, double x, int64_t row) {
    const uint64_t key = nkt_i_key_of(to->sign * x);

    if (to->items)
        to->items[to->n++] = (nkt_i_keyed){key, row};
    else
        to->keys[to->n++] = key;
}

/* A block of sound numbers; what is missing is overwritten by the next. */
static void put_block(sink *to, const double *x, int64_t first, int64_t count) {
    const double sign = to->sign;
    int64_t n = to->n;

    if (to->items)
        for (int64_t i = 0; i < count; i++) {
            to->items[n] = (nkt_i_keyed){nkt_i_key_of(sign * x[i]), first + i};
            n += x[i] == x[i];
        }
    else
        for (int64_t i = 0; i < count; i++) {
            to->keys[n] = nkt_i_key_of(sign * x[i]);
            n += x[i] == x[i];
        }
    to->n = n;
}

/* Which column is read, and what its bad data are noted as. */
typedef struct source {
    nkt_i_call *call;
    const char *path;
    int32_t item;
    const nkt_column *column;
    const nkt_rows *rows;
} source;

static void read_rows(const source *from, int64_t first, int64_t count, sink *to) {
    for (int64_t row = first; row < first + count; row++) {
        int8_t state;
        double x;
        if (!nkt_i_row_included(from->call, "rows.include", from->rows, row))
            continue;
        x = nkt_i_column_value(from->column, row, &state);
        if (state == NKT_STATE_INVALID && from->call)
            nkt_i_bad_element(from->call, from->path, from->item, NULL, from->column, row,
                              NKT_REASON_NOT_FINITE);
        else if (state == NKT_STATE_VALUE)
            put(to, x, row);
    }
}

static void read_all(const source *from, sink *to) {
    const int64_t n_rows = from->rows->n_rows;
    const int plain = !from->rows->include && nkt_i_column_is_plain(from->column);
    double room[BLOCK];

    for (int64_t first = 0; first < n_rows; first += BLOCK) {
        const int64_t count = n_rows - first < BLOCK ? n_rows - first : BLOCK;
        const double *x = plain ? nkt_i_column_numbers(from->column, first, count, room) : NULL;
        if (x && are_sound(x, count))
            put_block(to, x, first, count);
        else
            read_rows(from, first, count, to);
    }
}

void nkt_i_order_read_column(nkt_i_call *call, nkt_i_ordered *ordered, const char *path,
                             int32_t item, const nkt_column *column, const nkt_rows *rows,
                             int high_first) {
    const source from = {call, path, item, column, rows};
    sink to = {ordered->items, NULL, 0, high_first ? -1 : 1};

    read_all(&from, &to);
    ordered->n = to.n;
}

void nkt_i_order_read_keys(nkt_i_call *call, nkt_i_ordered *ordered, const nkt_column *values,
                           const nkt_rows *rows) {
    const source from = {call, "values", -1, values, rows};
    sink to = {NULL, (uint64_t *)(void *)ordered->scratch, 0, 1};

    read_all(&from, &to);
    ordered->n = to.n;
}

void nkt_i_order_read(nkt_i_call *call, nkt_i_ordered *ordered, const nkt_column *values,
                      const nkt_rows *rows, int high_first) {
    nkt_i_order_read_column(call, ordered, "values", -1, values, rows, high_first);
}
