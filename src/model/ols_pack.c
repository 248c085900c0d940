/*
 * A least-squares state in bytes: little-endian, versioned, checked, and not trusted when read.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "model/model.h"

/*
 * Offsets of the packed form. After the head: the digits of the sum of log weights, eight bytes
 * each; the Gram matrix; eight bytes that check all before them.
 */
enum {
    MAGIC = 0,    /* 8 bytes */
    VERSION = 8,  /* 4 */
    N_TERMS = 12, /* 4 */
    LENGTH = 16,  /* 8: of all */
    DEGREES = 24, /* 64 */
    COUNTS = 88,  /* 5 of 8: used, missing, invalid, weight 0, not included */
    RANGE = 128,  /* 2 of 8: least and greatest response, as the bits of doubles */
    LOGS = 144,
    GRAM = LOGS + 8 * NKT_I_EXACT_DIGITS,
    CHECK = 8,
    PACKED_VERSION = 1
};

static const unsigned char magic[8] = {'N', 'K', 'T', '-', 'O', 'L', 'S', '\n'};

static void put(unsigned char *to, uint64_t value, int bytes) {
    for (int i = 0; i < bytes; i++)
        to[i] = (unsigned char)(value >> (8 * i));
}

static uint64_t take(const unsigned char *from, int bytes) {
    uint64_t value = 0;
    for (int i = 0; i < bytes; i++)
        value |= (uint64_t)from[i] << (8 * i);
    return value;
}

static uint64_t bits_of(double x) {
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    return bits;
}

static double double_of(uint64_t bits) {
    double x;
    memcpy(&x, &bits, sizeof x);
    return x;
}

/* FNV-1a: each step is one-to-one, so any one changed byte is seen. */
static uint64_t checksum(const unsigned char *bytes, size_t size) {
    uint64_t hash = UINT64_C(0xcbf29ce484222325);
    for (size_t i = 0; i < size; i++)
        hash = (hash ^ bytes[i]) * UINT64_C(0x100000001b3);
    return hash;
}

static size_t packed_size_of(const nkt_i_ols_state *state) {
    return GRAM + nkt_i_gram_packed_size(nkt_i_ols_gram_const(state)) + CHECK;
}

nkt_status nkt_ols_pack_size(const void *state, size_t *size, nkt_error *error) {
    nkt_status status;

    nkt_i_error_clear(error);
    status = nkt_i_ols_state_check(state, 1, "state", error);
    if (!status && !size)
        status = nkt_i_refuse_null(error, 2, "size");
    if (!status)
        *size = packed_size_of((const nkt_i_ols_state *)state);
    return status;
}

static void pack_head(const nkt_i_ols_state *state, size_t size, unsigned char *out) {
    const int64_t counts[5] = {state->used, state->missing, state->invalid, state->zero_weight,
                               state->excluded};
    nkt_i_exact_sum logs = state->log_weights;

    memcpy(out + MAGIC, magic, sizeof magic);
    put(out + VERSION, PACKED_VERSION, 4);
    put(out + N_TERMS, (uint64_t)state->shape.n_terms, 4);
    put(out + LENGTH, size, 8);
    memcpy(out + DEGREES, state->shape.degree, NKT_OLS_TERMS_MAX);
    for (int i = 0; i < 5; i++)
        put(out + COUNTS + 8 * i, (uint64_t)counts[i], 8);
    put(out + RANGE, bits_of(state->response_min), 8);
    put(out + RANGE + 8, bits_of(state->response_max), 8);
    nkt_i_exact_sum_normalise(&logs);
    for (int i = 0; i < NKT_I_EXACT_DIGITS; i++)
        put(out + LOGS + 8 * i, (uint64_t)logs.digit[i], 8);
}

nkt_status nkt_ols_pack(const void *state, void *packed, size_t capacity, nkt_error *error) {
    const nkt_i_ols_state *live = (const nkt_i_ols_state *)state;
    unsigned char *out = (unsigned char *)packed;
    size_t size;
    nkt_status status;

    nkt_i_error_clear(error);
    status = nkt_i_ols_state_check(state, 1, "state", error);
    if (status)
        return status;
    if (!packed)
        return nkt_i_refuse_null(error, 2, "packed");
    size = packed_size_of(live);
    if (capacity < size) {
        nkt_i_fault fault = NKT_I_FAULT(3);
        fault.value = (double)capacity;
        return nkt_i_error_value(error, NKT_E_CAPACITY, fault, "capacity",
                                 "bytes are fewer than nkt_ols_pack_size said");
    }
    pack_head(live, size, out);
    nkt_i_gram_pack(nkt_i_ols_gram_const(live), out + GRAM);
    put(out + size - CHECK, checksum(out, size - CHECK), 8);
    return NKT_OK;
}

/* ---- unpacking ------------------------------------------------------------------------------------------ */

static int counts_are_sound(const unsigned char *in) {
    const double least = double_of(take(in + RANGE, 8)), most = double_of(take(in + RANGE + 8, 8));

    for (int i = 0; i < 5; i++)
        if (take(in + COUNTS + 8 * i, 8) > INT64_MAX)
            return 0;
    if (take(in + COUNTS, 8) == 0)
        return least > 0 && isinf(least) && most < 0 && isinf(most);
    return isfinite(least) && isfinite(most) && least <= most;
}

static int logs_are_sound(const unsigned char *in) {
    for (int i = 0; i < NKT_I_EXACT_DIGITS - 1; i++)
        if (take(in + LOGS + 8 * i, 8) > UINT32_MAX)
            return 0;
    /* A sum of logarithms is far from the top. */
    return take(in + LOGS + 8 * (NKT_I_EXACT_DIGITS - 1), 8) + 1 <= 1;
}

/* Reads the shape; 0 where there is none. */
static int unpack_shape(const unsigned char *in, nkt_i_ols_shape *shape) {
    memset(shape, 0, sizeof *shape);
    shape->n_terms = (int64_t)take(in + N_TERMS, 4);
    if (shape->n_terms > NKT_OLS_TERMS_MAX)
        return 0;
    memcpy(shape->degree, in + DEGREES, NKT_OLS_TERMS_MAX);
    for (int64_t k = 0; k < NKT_OLS_TERMS_MAX; k++) {
        if ((k < shape->n_terms) != (shape->degree[k] > 0))
            return 0;
        shape->n_columns += shape->degree[k];
    }
    return shape->n_columns <= NKT_OLS_TERMS_MAX;
}

/* What is wrong with packed bytes; NULL: nothing. */
static const char *examine(const unsigned char *in, size_t size, nkt_i_ols_shape *shape) {
    const unsigned char *end = in + size;

    if (size < sizeof magic || memcmp(in, magic, sizeof magic) != 0)
        return "is no packed least-squares state";
    if (size < GRAM + CHECK)
        return "is cut short";
    if (take(in + VERSION, 4) != PACKED_VERSION)
        return "is of a version that this library does not know";
    if (take(in + LENGTH, 8) != size)
        return "is not as long as it says";
    if (take(end - CHECK, 8) != checksum(in, size - CHECK))
        return "is damaged";
    if (!unpack_shape(in, shape) || !counts_are_sound(in) || !logs_are_sound(in) ||
        nkt_i_gram_packed_end(shape->n_columns + 2, in + GRAM, end - CHECK) != end - CHECK)
        return "holds no state that this library packs";
    return NULL;
}

/* packed is parameter number argument. */
static nkt_status check_packed(const void *packed, size_t size, int32_t argument,
                               nkt_i_ols_shape *shape, nkt_error *error) {
    const char *problem;

    if (!packed)
        return nkt_i_refuse_null(error, argument, "packed");
    problem = examine((const unsigned char *)packed, size, shape);
    if (problem)
        return nkt_i_error_set(error, NKT_E_PACKED, NKT_I_FAULT(argument), "packed", problem);
    return NKT_OK;
}

nkt_status nkt_ols_unpack_size(const void *packed, size_t packed_size, size_t *size,
                               nkt_error *error) {
    nkt_i_ols_shape shape;
    nkt_status status;

    nkt_i_error_clear(error);
    status = check_packed(packed, packed_size, 1, &shape, error);
    if (!status && !size)
        status = nkt_i_refuse_null(error, 3, "size");
    if (!status)
        *size = nkt_i_ols_state_size(&shape);
    return status;
}

nkt_status nkt_ols_unpack(void *state, size_t state_size, const void *packed, size_t packed_size,
                          nkt_error *error) {
    const unsigned char *in = (const unsigned char *)packed;
    nkt_i_ols_state *live = (nkt_i_ols_state *)state;
    int64_t *counts[5];
    nkt_i_ols_shape shape;
    nkt_status status;

    nkt_i_error_clear(error);
    status = check_packed(packed, packed_size, 3, &shape, error);
    if (!status)
        status =
            nkt_i_memory_check(state, state_size, nkt_i_ols_state_size(&shape), 1, "state", error);
    if (status)
        return status;
    nkt_i_ols_state_init(live, &shape);
    counts[0] = &live->used;
    counts[1] = &live->missing;
    counts[2] = &live->invalid;
    counts[3] = &live->zero_weight;
    counts[4] = &live->excluded;
    for (int i = 0; i < 5; i++)
        *counts[i] = (int64_t)take(in + COUNTS + 8 * i, 8);
    live->response_min = double_of(take(in + RANGE, 8));
    live->response_max = double_of(take(in + RANGE + 8, 8));
    for (int i = 0; i < NKT_I_EXACT_DIGITS; i++) {
        const uint64_t digit = take(in + LOGS + 8 * i, 8);
        live->log_weights.digit[i] = digit > INT64_MAX ? -1 : (int64_t)digit;
    }
    nkt_i_gram_unpack(nkt_i_ols_gram(live), in + GRAM, in + packed_size - CHECK);
    return NKT_OK;
}
