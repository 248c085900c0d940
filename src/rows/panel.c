/*
 * Making a panel: rows in order of unit and year, in one flat block of the caller's memory.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "rows/rows.h"

#define MAGIC   UINT64_C(0x6c656e61702d746b) /* "kt-panel" in memory, little-endian */
#define VERSION 1

/* row, year, unit and seat, of n_rows each; first, of n_rows + 1. */
#define ARRAYS 5

_Static_assert(sizeof(nkt_i_panel_head) == 56, "no padding: checksums read every byte");

/* ---- layout ------------------------------------------------------------------------------------- */

static int panel_bytes(int64_t n_rows, size_t *size) {
    size_t arrays;
    return n_rows <= INT64_MAX / ARRAYS - 1 && nkt_i_bytes_for(ARRAYS * n_rows, 1, &arrays) &&
           nkt_i_size_add(arrays, sizeof(nkt_i_panel_head), size) && *size <= PTRDIFF_MAX;
}

static void lay_out(void *memory, int64_t n_rows, nkt_i_panel *panel) {
    int64_t *at = (int64_t *)(void *)((char *)memory + sizeof(nkt_i_panel_head));
    panel->n_rows = n_rows;
    panel->row = at;
    panel->year = at + n_rows;
    panel->unit = at + 2 * n_rows;
    panel->seat = at + 3 * n_rows;
    panel->first = at + 4 * n_rows;
}

/* ---- checksums ---------------------------------------------------------------------------------- */

/* After FNV-1a, by words: it is to notice an accident, not an adversary. */
static uint64_t checksum(uint64_t sum, const void *words, int64_t n) {
    const char *at = (const char *)words;
    for (int64_t i = 0; i < n; i++) {
        uint64_t word;
        memcpy(&word, at + i * (int64_t)sizeof word, sizeof word);
        sum = (sum ^ word) * UINT64_C(0x100000001b3);
        sum ^= sum >> 32;
    }
    return sum;
}

static uint64_t sum_of_head(const nkt_i_panel_head *head) {
    return checksum(MAGIC, head, (int64_t)(offsetof(nkt_i_panel_head, head_sum) / 8));
}

/* Of the parts in use only: what lies behind them was never written. */
static uint64_t sum_of_body(const nkt_i_panel *panel) {
    uint64_t sum = checksum(MAGIC, panel->row, panel->n_seats);
    sum = checksum(sum, panel->year, panel->n_seats);
    sum = checksum(sum, panel->unit, panel->n_seats);
    sum = checksum(sum, panel->seat, panel->n_rows);
    return checksum(sum, panel->first, panel->n_units + 1);
}

/* ---- opening ------------------------------------------------------------------------------------ */

static nkt_status refuse_state(const char *sentence, nkt_error *error) {
    return nkt_i_error_set(error, NKT_E_STATE, NKT_I_FAULT(1), "panel", sentence);
}

static int shape_is_possible(const nkt_i_panel_head *head) {
    size_t size;
    return head->n_rows >= 0 && head->n_seats >= 0 && head->n_seats <= head->n_rows &&
           head->n_units >= 0 && head->n_units <= head->n_seats && panel_bytes(head->n_rows, &size);
}

nkt_status nkt_i_panel_open(const void *memory, int whole, nkt_i_panel *panel, nkt_error *error) {
    nkt_i_panel_head head;

    if (!memory)
        return nkt_i_refuse_null(error, 1, "panel");
    if (!nkt_i_is_aligned8(memory))
        return nkt_i_error_set(error, NKT_E_ALIGNMENT, NKT_I_FAULT(1), "panel",
                               "is not 8-byte aligned");
    memcpy(&head, memory, sizeof head);
    if (head.magic != MAGIC)
        return refuse_state("was not initialised", error);
    if (head.version != VERSION)
        return refuse_state("was made by another version of the library", error);
    if (head.head_sum != sum_of_head(&head) || !shape_is_possible(&head))
        return refuse_state("is damaged", error);
    /* The view can write, the functions that get a const panel do not. */
    lay_out((void *)(uintptr_t)memory, head.n_rows, panel);
    panel->n_seats = head.n_seats;
    panel->n_units = head.n_units;
    if (whole && head.body_sum != sum_of_body(panel))
        return refuse_state("is damaged", error);
    return NKT_OK;
}

/* ---- making ------------------------------------------------------------------------------------- */

nkt_status nkt_panel_size(int64_t n_rows, size_t *size, nkt_error *error) {
    size_t bytes;

    nkt_i_error_clear(error);
    if (n_rows < 0)
        return nkt_i_refuse_count(error, 1, "n_rows", n_rows);
    if (!size)
        return nkt_i_refuse_null(error, 2, "size");
    if (!panel_bytes(n_rows, &bytes))
        return nkt_i_refuse_size(1, n_rows, error);
    *size = bytes;
    return NKT_OK;
}

/* Fills in the years and units of rows that are in order. Returns how many units there are. */
static int64_t number_units(const nkt_i_keys *keys, nkt_i_panel *panel) {
    int64_t unit = -1;

    for (int64_t s = 0; s < panel->n_seats; s++) {
        if (s == 0 || !nkt_i_keys_equal(keys, panel->row[s - 1], panel->row[s]))
            panel->first[++unit] = s;
        panel->unit[s] = unit;
        panel->year[s] = nkt_i_keys_year(keys, panel->row[s]);
    }
    panel->first[unit + 1] = panel->n_seats;
    return unit + 1;
}

static nkt_status refuse_duplicate(int64_t row, int64_t earlier, int64_t repeated,
                                   nkt_error *error) {
    char sentence[80];
    nkt_i_text text = nkt_i_text_begin(sentence, sizeof sentence);
    nkt_i_fault fault = NKT_I_FAULT(3);

    fault.row = row;
    nkt_i_text_add(&text, "has the same keys and year as row ");
    nkt_i_text_integer(&text, earlier);
    nkt_i_error_set(error, NKT_E_DUPLICATE, fault, "keys", sentence);
    if (error)
        error->rows_affected = repeated;
    return NKT_E_DUPLICATE;
}

/* Equal ones stand side by side, in order of row: the first row that repeats one before it. */
static nkt_status check_duplicates(const nkt_i_panel *panel, nkt_error *error) {
    int64_t row = INT64_MAX, earlier = -1, repeated = 0;

    for (int64_t s = 1; s < panel->n_seats; s++) {
        if (panel->unit[s] != panel->unit[s - 1] || panel->year[s] != panel->year[s - 1])
            continue;
        repeated++;
        if (panel->row[s] < row) {
            row = panel->row[s];
            earlier = panel->row[s - 1];
        }
    }
    return repeated ? refuse_duplicate(row, earlier, repeated, error) : NKT_OK;
}

static void seat_rows(nkt_i_panel *panel) {
    for (int64_t r = 0; r < panel->n_rows; r++)
        panel->seat[r] = -1;
    for (int64_t s = 0; s < panel->n_seats; s++)
        panel->seat[panel->row[s]] = s;
}

nkt_status nkt_panel_init(void *panel, size_t panel_size, const nkt_column *keys, int64_t n_keys,
                          const nkt_column *years, int64_t n_rows, nkt_error *error) {
    const nkt_i_keys by = {keys, n_keys, years, 3, 5};
    nkt_i_panel_head head = {.magic = MAGIC, .version = VERSION, .n_rows = n_rows};
    nkt_i_bad_rows bad;
    nkt_i_panel view;
    nkt_status status;
    size_t needed;

    nkt_i_error_clear(error);
    if (n_rows < 0)
        return nkt_i_refuse_count(error, 6, "n_rows", n_rows);
    status = nkt_i_keys_check(&by, n_rows, error);
    if (status)
        return status;
    if (!panel_bytes(n_rows, &needed))
        return nkt_i_refuse_size(6, n_rows, error);
    status = nkt_i_memory_check(panel, panel_size, needed, 1, "panel", error);
    if (status)
        return status;

    memset(panel, 0, sizeof head); /* whatever it was, it is no panel until it is done */
    lay_out(panel, n_rows, &view);
    nkt_i_bad_rows_begin(&bad);
    /* Arrays that are filled in later serve as scratch until then. */
    view.n_seats = nkt_i_keys_sort(&by, n_rows, view.row, view.unit, view.seat, &bad);
    view.n_units = number_units(&by, &view);
    status = check_duplicates(&view, error);
    if (status)
        return status;
    seat_rows(&view);
    head.n_seats = view.n_seats;
    head.n_units = view.n_units;
    head.body_sum = sum_of_body(&view);
    head.head_sum = sum_of_head(&head);
    memcpy(panel, &head, sizeof head);
    return nkt_i_bad_rows_end(&bad, error);
}
