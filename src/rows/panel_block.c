/*
 * The block behind a panel: where its arrays lie, and whether it is what it was.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "rows/rows.h"

/* row, year, unit and seat, of n_rows each; first, of n_rows + 1. */
enum { ARRAYS = 5 };

_Static_assert(sizeof(nkt_i_panel_head) == 56, "no padding: checksums read every byte");

/* ---- layout ------------------------------------------------------------------------------------- */

void nkt_i_panel_bytes(nkt_i_bytes *bytes, int64_t n_rows) {
    nkt_i_bytes_add(bytes, 1, sizeof(nkt_i_panel_head));
    for (int k = 0; k < ARRAYS; k++)
        nkt_i_bytes_add(bytes, n_rows, sizeof(int64_t));
    nkt_i_bytes_add(bytes, 1, sizeof(int64_t));
    bytes->overflow |= bytes->total > PTRDIFF_MAX;
}

nkt_i_panel nkt_i_panel_lay_out(void *block, int64_t n_rows) {
    int64_t *at = (int64_t *)(void *)((char *)block + sizeof(nkt_i_panel_head));

    return (nkt_i_panel){.n_rows = n_rows,
                         .row = at,
                         .year = at + n_rows,
                         .unit = at + 2 * n_rows,
                         .seat = at + 3 * n_rows,
                         .first = at + 4 * n_rows};
}

/* ---- checksums ---------------------------------------------------------------------------------- */

/* After FNV-1a, by words: it is to notice an accident, not an adversary. */
static uint64_t checksum(const void *words, uint64_t n) {
    const char *at = (const char *)words;
    uint64_t sum = NKT_I_PANEL;

    for (uint64_t i = 0; i < n; i++) {
        uint64_t word;
        memcpy(&word, at + i * sizeof word, sizeof word);
        sum = (sum ^ word) * UINT64_C(0x100000001b3);
        sum ^= sum >> 32;
    }
    return sum;
}

static uint64_t sum_of_head(const nkt_i_panel_head *head) {
    return checksum(head, offsetof(nkt_i_panel_head, head_sum) / 8);
}

static uint64_t sum_of_body(const nkt_i_panel *panel) {
    return checksum(panel->row, ARRAYS * (uint64_t)panel->n_rows + 1);
}

void nkt_i_panel_seal(void *block, const nkt_i_panel *panel) {
    nkt_i_panel_head head = {.magic = NKT_I_PANEL,
                             .n_rows = panel->n_rows,
                             .n_seats = panel->n_seats,
                             .n_units = panel->n_units};
    nkt_i_bytes bytes = {0, 0};

    nkt_i_panel_bytes(&bytes, panel->n_rows);
    head.size = bytes.total;
    head.body_sum = sum_of_body(panel);
    head.head_sum = sum_of_head(&head);
    memcpy(block, &head, sizeof head);
}

/* ---- opening ------------------------------------------------------------------------------------ */

static void refuse(nkt_i_call *call, const char *path, const char *sentence) {
    nkt_i_refuse_path(call, NKT_E_STATE, NKT_REASON_NO_STATE, path, sentence);
}

/* Whether a head's numbers can be, and say the size that there is room for. */
static int head_is_possible(const nkt_i_panel_head *head, size_t size) {
    nkt_i_bytes bytes = {0, 0};

    if (head->n_rows < 0 || head->n_seats < 0 || head->n_seats > head->n_rows ||
        head->n_units < 0 || head->n_units > head->n_seats)
        return 0;
    nkt_i_panel_bytes(&bytes, head->n_rows);
    return !bytes.overflow && head->size == bytes.total && head->size <= size;
}

/* Units follow one another, each with a seat or more. */
static int units_are_sound(const nkt_i_panel *p) {
    if (p->first[0] != 0 || p->first[p->n_units] != p->n_seats)
        return 0;
    for (int64_t u = 0; u < p->n_units; u++)
        if (p->first[u + 1] <= p->first[u] || p->first[u + 1] > p->n_seats)
            return 0;
    return 1;
}

/* Every seat has its unit, a later year than the one before it, and a row that knows it. */
static int seats_are_sound(const nkt_i_panel *p) {
    for (int64_t u = 0; u < p->n_units; u++)
        for (int64_t s = p->first[u]; s < p->first[u + 1]; s++) {
            if (p->unit[s] != u || (s > p->first[u] && p->year[s] <= p->year[s - 1]))
                return 0;
            if (p->row[s] < 0 || p->row[s] >= p->n_rows || p->seat[p->row[s]] != s)
                return 0;
        }
    return 1;
}

/* The other rows say that they have none: as many know a seat as there are seats. */
static int rows_are_sound(const nkt_i_panel *p) {
    int64_t seated = 0;

    for (int64_t r = 0; r < p->n_rows; r++) {
        if (p->seat[r] < NKT_I_LEFT_OUT || p->seat[r] >= p->n_seats)
            return 0;
        seated += p->seat[r] >= 0;
    }
    return seated == p->n_seats;
}

void nkt_i_panel_open(nkt_i_call *call, const char *path, const nkt_memory *memory, int whole,
                      nkt_i_panel *panel) {
    const void *block = nkt_i_held(call, path, memory, sizeof(nkt_i_panel_head));
    nkt_i_panel_head head;

    *panel = (nkt_i_panel){0};
    if (nkt_i_call_refused(call))
        return;
    memcpy(&head, block, sizeof head);
    if (head.magic != NKT_I_PANEL) {
        refuse(call, path, "was not initialised, or by another version of the library");
        return;
    }
    if (head.head_sum != sum_of_head(&head) || !head_is_possible(&head, memory->size)) {
        refuse(call, path, "is damaged, or cut short");
        return;
    }
    /* The view can write, the functions that get a const panel do not. */
    *panel = nkt_i_panel_lay_out((void *)(uintptr_t)block, head.n_rows);
    panel->n_seats = head.n_seats;
    panel->n_units = head.n_units;
    if (whole && (head.body_sum != sum_of_body(panel) || !units_are_sound(panel) ||
                  !seats_are_sound(panel) || !rows_are_sound(panel)))
        refuse(call, path, "is damaged");
}

void nkt_i_panel_check(nkt_i_call *call, const char *path, const nkt_memory *memory) {
    nkt_i_panel panel;
    nkt_i_panel_open(call, path, memory, 1, &panel);
}
