/*
 * Reading the caller's columns: any type, stride, order and kind of missing.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "base/base.h"

int nkt_i_is_type(int32_t type) {
    return type >= NKT_FLOAT64 && type <= NKT_BITS;
}

static int bit_at(const void *bitmap, int64_t bit) {
    /* A negative stride or offset may count below 0: shift and mask round towards minus infinity. */
    return ((const uint8_t *)bitmap)[bit >> 3] >> (bit & 7) & 1;
}

/* One element, converted: the number, or NaN where the type has a way to say "missing". */
static double element(const nkt_column *column, int64_t number) {
    const char *at = (const char *)column->values;

    if (column->type == NKT_BITS)
        return bit_at(at, column->validity_offset + number * column->stride);
    at += number * column->stride;

/* memcpy, because elements may lie anywhere; compilers make it one load. */
#define READ(type)                                                                                 \
    type x;                                                                                        \
    memcpy(&x, at, sizeof x)
    switch (column->type) {
    case NKT_FLOAT64: {
        READ(double);
        return x;
    }
    case NKT_FLOAT32: {
        READ(float);
        return (double)x;
    }
    case NKT_INT64: {
        READ(int64_t);
        return (double)x;
    }
    case NKT_INT32: {
        READ(int32_t);
        return x;
    }
    case NKT_INT16: {
        READ(int16_t);
        return x;
    }
    case NKT_INT8: {
        READ(int8_t);
        return x;
    }
    case NKT_UINT64: {
        READ(uint64_t);
        return (double)x;
    }
    case NKT_UINT32: {
        READ(uint32_t);
        return x;
    }
    case NKT_UINT16: {
        READ(uint16_t);
        return x;
    }
    case NKT_UINT8: {
        READ(uint8_t);
        return x;
    }
    case NKT_INT32_R: {
        READ(int32_t);
        return x == INT32_MIN ? (double)NAN : x;
    }
    case NKT_INT64_R: {
        READ(int64_t);
        return x == INT64_MIN ? (double)NAN : (double)x;
    }
    default: { /* NKT_BOOL */
        READ(uint8_t);
        return x != 0;
    }
    }
#undef READ
}

/* The reason of element number j, or its flags: both lie reasons_stride apart. */
static int32_t kept(const int32_t *kept, const nkt_column *column, int64_t j) {
    int32_t code;
    memcpy(&code, (const char *)kept + j * column->reasons_stride, sizeof code);
    return code;
}

static int is_beyond(const nkt_column *column, int64_t j) {
    return column->length > 0 && j >= column->length && column->stride;
}

/* The element number of a row, and whether something but its value already says its state. */
static int8_t locate(const nkt_column *column, int64_t row, int64_t *number) {
    int64_t j = column->rows ? column->rows[row] : row;

    *number = j;
    if (j < 0 && column->rows)
        return j == -1 ? NKT_STATE_MISSING : NKT_STATE_INVALID;
    if (is_beyond(column, j))
        return NKT_STATE_INVALID;
    if (column->reasons) {
        int32_t reason = kept(column->reasons, column, j);
        if (reason < NKT_STATE_VALUE || reason > NKT_STATE_INVALID)
            return NKT_STATE_INVALID;
        if (reason)
            return (int8_t)reason;
    }
    if (column->validity && !bit_at(column->validity, column->validity_offset + j))
        return NKT_STATE_MISSING;
    /* A column without values passes the check if something else may say that all is missing. */
    return column->values ? NKT_STATE_VALUE : NKT_STATE_INVALID;
}

int32_t nkt_i_column_flags(const nkt_column *column, int64_t row) {
    int64_t j;

    if (!column->flags)
        return 0;
    j = column->rows ? column->rows[row] : row;
    return j < 0 || is_beyond(column, j) ? 0 : kept(column->flags, column, j);
}

int32_t nkt_i_column_why_invalid(const nkt_column *column, int64_t row, double *value) {
    int64_t j;
    const int8_t state = locate(column, row, &j);

    *value = NAN;
    if (state == NKT_STATE_VALUE) {
        *value = element(column, j);
        return isinf(*value) ? NKT_REASON_NOT_FINITE : NKT_REASON_NONE;
    }
    if (state != NKT_STATE_INVALID)
        return NKT_REASON_NONE;
    if ((column->rows && j < 0) || is_beyond(column, j)) {
        *value = (double)j;
        return NKT_REASON_BEYOND_COLUMN;
    }
    if (column->reasons) {
        const int32_t reason = kept(column->reasons, column, j);
        if (reason == NKT_STATE_INVALID)
            return NKT_REASON_MARKED;
        if (reason)
            *value = reason;
        if (reason)
            return NKT_REASON_UNKNOWN_STATE;
    }
    return NKT_REASON_NULL;
}

double nkt_i_column_value(const nkt_column *column, int64_t row, int8_t *state) {
    int64_t number;
    double value = NAN;

    *state = locate(column, row, &number);
    if (*state == NKT_STATE_VALUE) {
        value = element(column, number);
        if (isnan(value))
            *state = NKT_STATE_MISSING;
        else if (isinf(value))
            *state = NKT_STATE_INVALID;
    }
    return value;
}

/* The state of a number that is not between lowest and the largest double. */
static int8_t odd_state(double value) {
    return isnan(value) ? NKT_STATE_MISSING : NKT_STATE_INVALID;
}

/* Whether all are finite: 0 times a number is 0 then, and NaN otherwise. Lanes: vector code. */
static int all_finite(const double *values, int64_t count) {
    enum { LANES = 8 };
    double zero[LANES] = {0}, sum = 0;
    int64_t i = 0;

    for (; i + LANES <= count; i += LANES)
        for (int k = 0; k < LANES; k++)
            zero[k] += 0 * values[i + k];
    for (; i < count; i++)
        sum += 0 * values[i];
    for (int k = 0; k < LANES; k++)
        sum += zero[k];
    return sum == 0;
}

/*
 * The commonest columns in one loop each, without a question of type or place per element; states
 * are those of values beforehand. Returns 0 for other columns, otherwise 1.
 */
static int load_plain(const nkt_column *column, int64_t first, int64_t count, double lowest,
                      double *values, int8_t *states) {
    const char *at;

    if (column->rows || column->reasons || column->validity || column->type == NKT_BITS)
        return 0;
    at = (const char *)column->values + first * column->stride;
#define LOAD(ctype, step)                                                                          \
    for (int64_t i = 0; i < count; i++) {                                                          \
        ctype x;                                                                                   \
        memcpy(&x, at + i * (step), sizeof x);                                                     \
        values[i] = (double)x;                                                                     \
        if (!(values[i] >= lowest && values[i] <= DBL_MAX))                                        \
            states[i] = odd_state(values[i]);                                                      \
    }                                                                                              \
    return 1
    switch (column->type) {
    case NKT_FLOAT64:
        if (column->stride == (int64_t)sizeof(double)) {
            memcpy(values, at, (size_t)count * sizeof *values);
            if (lowest == -DBL_MAX && all_finite(values, count))
                return 1;
            LOAD(double, (int64_t)sizeof(double));
        }
        LOAD(double, column->stride);
    case NKT_FLOAT32:
        LOAD(float, column->stride);
    case NKT_INT32:
        LOAD(int32_t, column->stride);
    case NKT_INT64:
        LOAD(int64_t, column->stride);
    default:
        return 0;
    }
#undef LOAD
}

int nkt_i_column_is_plain(const nkt_column *column) {
    if (column->rows || column->reasons || column->validity || !column->values)
        return 0;
    switch (column->type) {
    case NKT_FLOAT64:
    case NKT_FLOAT32:
    case NKT_INT32:
    case NKT_INT32_R:
    case NKT_INT64:
        return 1;
    default:
        return 0;
    }
}

const double *nkt_i_column_numbers(const nkt_column *column, int64_t first, int64_t count,
                                   double *room) {
    const char *at = (const char *)column->values + first * column->stride;

    if (column->type == NKT_FLOAT64 && column->stride == (int64_t)sizeof(double) &&
        (uintptr_t)at % _Alignof(double) == 0)
        return (const double *)(const void *)at;
#define CONVERT(ctype, number)                                                                     \
    for (int64_t i = 0; i < count; i++) {                                                          \
        ctype x;                                                                                   \
        memcpy(&x, at + i * column->stride, sizeof x);                                             \
        room[i] = number;                                                                          \
    }                                                                                              \
    break
    switch (column->type) {
    case NKT_FLOAT64:
        CONVERT(double, x);
    case NKT_FLOAT32:
        CONVERT(float, (double)x);
    case NKT_INT32:
        CONVERT(int32_t, x);
    case NKT_INT32_R:
        CONVERT(int32_t, x == INT32_MIN ? (double)NAN : x);
    default:
        CONVERT(int64_t, (double)x);
    }
#undef CONVERT
    return room;
}

void nkt_i_column_load_bounded(const nkt_column *column, int64_t first, int64_t count,
                               double lowest, double *values, int8_t *states) {
    memset(states, NKT_STATE_VALUE, (size_t)count);
    if (load_plain(column, first, count, lowest, values, states))
        return;
    for (int64_t i = 0; i < count; i++) {
        values[i] = nkt_i_column_value(column, first + i, &states[i]);
        if (states[i] == NKT_STATE_VALUE && values[i] < lowest)
            states[i] = NKT_STATE_INVALID;
    }
}

void nkt_i_column_load(const nkt_column *column, int64_t first, int64_t count, double *values,
                       int8_t *states) {
    nkt_i_column_load_bounded(column, first, count, -DBL_MAX, values, states);
}

int64_t nkt_i_column_code(const nkt_column *column, int64_t row, int8_t *state) {
    int64_t number, code;
    double value;

    *state = locate(column, row, &number);
    if (*state != NKT_STATE_VALUE)
        return 0;
    if (column->type == NKT_INT64 || column->type == NKT_INT64_R) {
        /* Codes beyond 2^53 must stay apart. */
        memcpy(&code, (const char *)column->values + number * column->stride, sizeof code);
        if (column->type == NKT_INT64_R && code == INT64_MIN)
            *state = NKT_STATE_MISSING;
        return code;
    }
    value = element(column, number);
    if (isnan(value))
        *state = NKT_STATE_MISSING;
    else if (!(value >= -0x1p53 && value <= 0x1p53) || value != floor(value))
        *state = NKT_STATE_INVALID; /* also a UINT64 beyond 2^53 */
    return *state == NKT_STATE_VALUE ? (int64_t)value : 0;
}

nkt_status nkt_column_check(const nkt_column *column, int64_t n_rows, nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "column n_rows error");

    nkt_i_needed(&call, "column", column);
    nkt_i_count(&call, "n_rows", n_rows, 0, INT64_MAX);
    nkt_i_column_needed(&call, "column", column, n_rows);
    return nkt_i_call_end(&call);
}

nkt_status nkt_column_get(const nkt_column *column, int64_t row, double *value, int32_t *state,
                          nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "column row value state error");
    int8_t found;
    double number;

    nkt_i_needed(&call, "column", column);
    nkt_i_count(&call, "row", row, 0, INT64_MAX - 1);
    nkt_i_needed(&call, "value", value);
    nkt_i_needed(&call, "state", state);
    nkt_i_column_needed(&call, "column", column, row + 1);
    if (nkt_i_call_refused(&call))
        return call.status;
    number = nkt_i_column_value(column, row, &found);
    *value = found == NKT_STATE_VALUE ? number : NAN;
    *state = found;
    return NKT_OK;
}
