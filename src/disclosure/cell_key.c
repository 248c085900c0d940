/*
 * The cell-key method: keys of cells, and the change that a key picks from the caller's table.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "nyckeltal/rounding.h"

#include "disclosure/disclosure.h"

#define ALL_WHOLE 0x1p53
#define TOLERANCE 1e-9

/* A key; NaN where there is none. Noted where it is bad. */
static double read_key(nkt_i_call *call, const char *path, const nkt_column *keys, int64_t row,
                       int8_t *state) {
    const double key = nkt_i_column_value(keys, row, state);

    if (*state == NKT_STATE_VALUE && key >= 0 && key < 1)
        return key;
    if (*state == NKT_STATE_VALUE || *state == NKT_STATE_INVALID) {
        *state = NKT_STATE_INVALID;
        nkt_i_bad_number(call, path, keys, row, NKT_REASON_OUT_OF_RANGE,
                         "is no key: 0 or more, and below 1");
    }
    return NAN;
}

/* ---- keys of cells --------------------------------------------------------------------------- */

/* a + b without the whole part: exact for multiples of 2^-53. NaN stays. */
static double add_keys(double a, double b) {
    const double over = (a - 1) + b;
    return over >= 0 ? over : a + b;
}

/* The key of a record, as a multiple of 2^-53; every record needs one. */
static double record_key(nkt_i_call *call, const nkt_column *record_keys, int64_t row) {
    int8_t state;
    const double key = read_key(call, "record_keys", record_keys, row, &state);

    if (state != NKT_STATE_VALUE && state != NKT_STATE_INVALID)
        nkt_i_bad_number(call, "record_keys", record_keys, row, NKT_REASON_MISSING, NULL);
    return floor(key * ALL_WHOLE) / ALL_WHOLE;
}

static void add_to_cell(const nkt_i_out *keys, int64_t cell, double key) {
    double sum;

    memcpy(&sum, keys->at + cell * keys->stride, sizeof sum);
    nkt_i_put_number(keys, cell, 0, add_keys(sum, key));
}

nkt_status nkt_rounding_cell_keys(const nkt_column *record_keys, const nkt_rows *rows,
                                  const nkt_target *keys, nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "record_keys rows keys error");
    const int64_t n_cells = rows ? nkt_i_n_groups(rows) : 0;
    nkt_i_out out;

    nkt_i_rows_check(&call, "rows", rows, NKT_I_WITH_GROUPS);
    nkt_i_column_needed(&call, "record_keys", record_keys, rows ? rows->n_rows : 0);
    out = nkt_i_target_open(&call, "keys", keys, NKT_I_CONTENT_NUMBERS, n_cells, 1, 1);
    /* the nearest float to a key below 1 may be 1, and the sums are taken in the target */
    if (out.at && out.type != NKT_FLOAT64)
        nkt_i_refuse_value(&call, NKT_E_TYPE, NKT_REASON_OTHER_TYPE, "keys", out.type,
                           "is a type that cannot hold a key: only NKT_FLOAT64 can");
    if (nkt_i_call_refused(&call))
        return call.status;
    for (int64_t c = 0; c < n_cells; c++)
        nkt_i_put_number(&out, c, 0, 0);
    for (int64_t row = 0; row < rows->n_rows; row++) {
        int64_t cell;
        if (!nkt_i_row_included(&call, "rows.include", rows, row))
            continue;
        cell = nkt_i_row_group(&call, "rows.groups", rows, row);
        if (cell >= 0)
            add_to_cell(&out, cell, record_key(&call, record_keys, row));
    }
    return nkt_i_call_end(&call);
}

/* ---- the noise ------------------------------------------------------------------------------- */

static void refuse_line(nkt_i_call *call, int64_t line, double value, const char *sentence) {
    nkt_i_fault fault = NKT_I_AT("noise");

    fault.item = line > INT32_MAX ? INT32_MAX : (int32_t)line;
    fault.value = value;
    nkt_i_refuse(call, NKT_E_DOMAIN, NKT_REASON_OUT_OF_RANGE, fault, sentence);
}

static void check_noise(nkt_i_call *call, const nkt_noise *noise, int64_t n_noise) {
    double sum = 0;

    nkt_i_count(call, "n_noise", n_noise, 1, INT64_MAX);
    nkt_i_needed(call, "noise", noise);
    for (int64_t i = 0; i < n_noise && !nkt_i_call_refused(call); i++) {
        const nkt_noise *line = &noise[i];
        const int is_first = i == 0 || line->count != line[-1].count;
        /* the line before has passed, so that its count is small */
        if (i == 0 ? line->count != 0 && line->count != 1
                   : line->count != line[-1].count + is_first)
            refuse_line(call, i, (double)line->count, "is not the next count");
        else if (line->change < -line->count || line->change > (int64_t)ALL_WHOLE)
            refuse_line(call, i, (double)line->change,
                        "is a change that makes a count negative, or too large");
        else if (!(line->probability >= 0 && line->probability <= 1 + TOLERANCE))
            refuse_line(call, i, line->probability, "is no probability");
        sum = (is_first ? 0 : sum) + line->probability;
        if ((i == n_noise - 1 || line[1].count != line->count) && !(fabs(sum - 1) <= TOLERANCE))
            refuse_line(call, i, sum, "is the sum of the probabilities of a count, not 1");
    }
}

/* The first line of a count of 1 or more, or of the largest that the lines have. */
static int64_t first_line(const nkt_noise *noise, int64_t n_noise, double count) {
    const int64_t last = noise[n_noise - 1].count;
    const int64_t wanted = count > (double)last ? last : (int64_t)count;
    int64_t low = 0, high = n_noise;

    while (low < high) {
        const int64_t middle = low + (high - low) / 2;
        if (noise[middle].count < wanted)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static double perturb(const nkt_noise *noise, int64_t n_noise, double count, double key) {
    double cumulated = 0;
    int64_t line, found;

    if (count == 0 && noise[0].count > 0)
        return 0;
    found = line = first_line(noise, n_noise, count);
    /* Where rounding leaves the sum below the key, it is the last line that is ever taken. */
    for (; line < n_noise && noise[line].count == noise[found].count; line++) {
        cumulated += noise[line].probability;
        if (noise[line].probability > 0)
            found = line;
        if (key < cumulated)
            break;
    }
    return count + (double)noise[found].change;
}

/* ---- the call -------------------------------------------------------------------------------- */

static double read_whole(nkt_i_call *call, const nkt_column *counts, int64_t row, int8_t *state) {
    const double count = nkt_i_count_read(call, "counts", counts, row, state);

    if (*state == NKT_STATE_VALUE && (count != floor(count) || count > ALL_WHOLE)) {
        const int is_large = count > ALL_WHOLE;
        nkt_i_bad_number(call, "counts", counts, row,
                         is_large ? NKT_REASON_TOO_LARGE : NKT_REASON_NOT_WHOLE,
                         is_large ? "is more than 2^53" : NULL);
        *state = NKT_STATE_INVALID;
    }
    return count;
}

nkt_status nkt_rounding_perturb(const nkt_column *counts, const nkt_column *keys,
                                const nkt_rows *rows, const nkt_noise *noise, int64_t n_noise,
                                const nkt_estimates *out, nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "counts keys rows noise n_noise out error");
    const int64_t n_rows = rows ? rows->n_rows : 0;
    nkt_estimates to;

    nkt_i_rows_check(&call, "rows", rows, NKT_I_WITHOUT_GROUPS);
    nkt_i_column_needed(&call, "counts", counts, n_rows);
    nkt_i_column_needed(&call, "keys", keys, n_rows);
    check_noise(&call, noise, n_noise);
    to = nkt_i_estimates_open(&call, "out", out, n_rows, 1, 1);
    if (nkt_i_call_refused(&call))
        return call.status;
    for (int64_t row = 0; row < n_rows; row++) {
        nkt_estimate e = {NAN, NAN, NAN, NAN, NKT_STATE_NOT_APPLICABLE, 0};
        int8_t state, key_state = NKT_STATE_VALUE;
        double count, key = NAN;

        if (nkt_i_row_included(&call, "rows.include", rows, row)) {
            count = read_whole(&call, counts, row, &state);
            if (state == NKT_STATE_VALUE)
                key = read_key(&call, "keys", keys, row, &key_state);
            e.state = nkt_i_state_worst(state, key_state);
            e.flags = nkt_i_column_flags(counts, row);
            if (e.state == NKT_STATE_VALUE)
                e.value = perturb(noise, n_noise, count, key);
        }
        nkt_i_estimates_put(&to, row, 0, &e);
    }
    return nkt_i_call_end(&call);
}
