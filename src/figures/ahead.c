/*
 * Whom to learn from: which of the similar municipalities have a larger positive deviation.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "nyckeltal/employment.h"

#include "figures/walk.h"

typedef struct search {
    nkt_i_call *call;
    const nkt_column *deviation;
    const nkt_rows *rows;
    double of_focus;              /* NaN: none, then nobody is ahead */
    int64_t n_missing, n_invalid; /* of the members looked at, and the focus */
    nkt_i_fault first_invalid;
} search;

/* The deviation of a row; NaN where it has none. */
static double deviation_of(const search *a, int64_t row, int8_t *state) {
    double value;

    *state = NKT_STATE_NOT_APPLICABLE;
    if (!nkt_i_row_included(NULL, NULL, a->rows, row))
        return NAN;
    value = nkt_i_column_value(a->deviation, row, state);
    return *state == NKT_STATE_VALUE ? value : NAN;
}

static int is_ahead(const search *a, int64_t row) {
    int8_t state;
    const double value = deviation_of(a, row, &state);

    return value > 0 && value > a->of_focus; /* of a NaN: no */
}

/* Whether row r is reported after row s: rows that are ahead have values. */
static int is_after(const search *a, int64_t r, int64_t s) {
    int8_t state;
    const double of_r = deviation_of(a, r, &state), of_s = deviation_of(a, s, &state);

    return of_r < of_s || (of_r == of_s && r > s);
}

/* The list in the caller's own type, read back: it is what is sorted, so no memory is needed. */
typedef struct list {
    const search *order;
    nkt_i_out out;
    nkt_column written;
} list;

static int64_t row_at(const list *l, int64_t k) {
    int8_t state;
    return nkt_i_column_code(&l->written, k, &state) - l->out.first;
}

static void put(const list *l, int64_t k, int64_t row) {
    nkt_i_put_numbering(&l->out, k, 0, row);
}

static void sift(const list *l, int64_t root, int64_t n) {
    for (int64_t child; (child = 2 * root + 1) < n; root = child) {
        const int64_t row = row_at(l, root);
        if (child + 1 < n && is_after(l->order, row_at(l, child + 1), row_at(l, child)))
            child++;
        if (!is_after(l->order, row_at(l, child), row))
            return;
        put(l, root, row_at(l, child));
        put(l, child, row);
    }
}

/* A heap sort; the order is total, so stability is no matter. */
static void sort(const list *l, int64_t n) {
    for (int64_t root = n / 2; root-- > 0;)
        sift(l, root, n);
    for (int64_t end = n; end-- > 1;) {
        const int64_t last = row_at(l, 0);
        put(l, 0, row_at(l, end));
        put(l, end, last);
        sift(l, 0, end);
    }
}

/* Members come in any order, and more than once: so the first bad row is looked for among all. */
static void look_at(search *a, int64_t row, int64_t focus) {
    int8_t state;

    deviation_of(a, row, &state);
    if (state == NKT_STATE_INVALID && (a->n_invalid++ == 0 || row < a->first_invalid.row))
        a->first_invalid.row = row;
    a->n_missing += row != focus && state != NKT_STATE_VALUE;
}

static void note_invalid(search *a) {
    const int64_t others = a->call->bad_rows;

    if (a->n_invalid == 0)
        return;
    nkt_i_bad_element(a->call, "deviation", -1, nkt_i_name_of(a->deviation), a->deviation,
                      a->first_invalid.row, NKT_REASON_NOT_FINITE);
    a->call->bad_rows = others + a->n_invalid;
}

/* How many members are ahead, and what is wrong with others. */
static int64_t look_at_all(search *a, const nkt_peers *peers) {
    const int64_t n = nkt_i_n_peers(peers, a->rows->n_rows), focus = nkt_i_focus(peers);
    int64_t found = 0;

    look_at(a, focus, focus);
    for (int64_t k = 0; k < n; k++) {
        const int64_t row = nkt_i_peer(peers, k);
        if (row < 0 || row == focus || !nkt_i_row_included(a->call, "rows.include", a->rows, row))
            continue;
        look_at(a, row, focus);
        found += is_ahead(a, row);
    }
    return found;
}

static void write_list(const search *a, const nkt_peers *peers, const nkt_i_out *out) {
    const int64_t n_peers = nkt_i_n_peers(peers, a->rows->n_rows);
    const list l = {a, *out, {.values = out->at, .stride = out->stride, .type = out->type}};
    int64_t n = 0;

    if (!out->at)
        return;
    for (int64_t k = 0; k < n_peers; k++) {
        const int64_t row = nkt_i_peer(peers, k);
        if (row >= 0 && row != nkt_i_focus(peers) && is_ahead(a, row))
            put(&l, n++, row);
    }
    sort(&l, n);
}

nkt_status nkt_employment_ahead(const nkt_column *deviation, const nkt_rows *rows,
                                const nkt_peers *peers, const nkt_target *ahead, int64_t *n_ahead,
                                int64_t *n_missing, int32_t *focus_state, nkt_error *error) {
    nkt_i_call call =
        nkt_i_call_begin(error, "deviation rows peers ahead n_ahead n_missing focus_state error");
    const int64_t n_rows = rows ? rows->n_rows : 0;
    search a = {.call = &call, .deviation = deviation, .rows = rows};
    nkt_i_out out;
    int64_t found;
    int8_t state;

    nkt_i_rows_check(&call, "rows", rows, NKT_I_WITHOUT_GROUPS);
    nkt_i_named_column(&call, "deviation", deviation, n_rows);
    nkt_i_peers_check(&call, "peers", peers, n_rows);
    nkt_i_needed(&call, "n_ahead", n_ahead);
    if (nkt_i_call_refused(&call))
        return call.status;
    a.of_focus = deviation_of(&a, nkt_i_focus(peers), &state);
    found = look_at_all(&a, peers);
    out = nkt_i_list_open(&call, "ahead", ahead, NKT_I_CONTENT_NUMBERING(n_rows - 1), found, 0);
    if (nkt_i_call_refused(&call))
        return call.status;
    write_list(&a, peers, &out);
    *n_ahead = found;
    if (n_missing)
        *n_missing = a.n_missing;
    if (focus_state)
        *focus_state = state;
    note_invalid(&a);
    return nkt_i_call_end(&call);
}
