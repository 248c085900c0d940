/*
 * A least-squares state in bytes: little-endian, versioned, checked, and not trusted when read.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "model/model.h"
#include "base/bytes.h"

/*
 * Offsets of the packed form. After the head: the digits of the sum of log weights, eight bytes
 * each; the Gram matrix; eight bytes that check all before them.
 */
enum {
    MAGIC = 0,        /* 8 bytes */
    VERSION = 8,      /* 4 */
    N_TERMS = 12,     /* 4 */
    LENGTH = 16,      /* 8: of all */
    DEGREES = 24,     /* 64 */
    COUNTS = 88,      /* 5 of 8: used, missing, invalid, weight 0, not included */
    RANGE = 128,      /* 2 of 8: least and greatest response, as the bits of doubles */
    INTERCEPT = 144,  /* 4: NKT_OLS_INTERCEPT_* */
    COLLINEAR = 148,  /* 4: NKT_OLS_COLLINEAR_* */
    TOLERANCE = 152,  /* 8: the bits of a double */
    CONFIDENCE = 160, /* 8: likewise */
    WEIGHTS = 168,    /* 8: NKT_OLS_WEIGHTS_* */
    LOGS = 176,
    GRAM = LOGS + 8 * NKT_I_EXACT_DIGITS,
    CHECK = 8,
    PACKED_VERSION = 3 /* 1 did not say whether there is an intercept, 2 not what weights are */
};

static const unsigned char magic[8] = {'N', 'K', 'T', '-', 'O', 'L', 'S', '\n'};

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

static size_t packed_size_of(const nkt_i_ols_state *state) {
    return GRAM + nkt_i_gram_packed_size(nkt_i_ols_gram_const(state)) + CHECK;
}

size_t nkt_i_ols_state_packed_size(const nkt_memory *state) {
    return packed_size_of(state->data);
}

static void pack_head(const nkt_i_ols_state *state, size_t size, unsigned char *out) {
    const int64_t counts[5] = {state->used, state->missing, state->invalid, state->zero_weight,
                               state->excluded};
    nkt_i_exact_sum logs = state->log_weights;

    memcpy(out + MAGIC, magic, sizeof magic);
    nkt_i_bytes_put(out + VERSION, PACKED_VERSION, 4);
    nkt_i_bytes_put(out + N_TERMS, (uint64_t)state->shape.n_terms, 4);
    nkt_i_bytes_put(out + LENGTH, size, 8);
    for (int k = 0; k < NKT_OLS_TERMS_MAX; k++)
        out[DEGREES + k] = (unsigned char)state->shape.degree[k];
    for (int i = 0; i < 5; i++)
        nkt_i_bytes_put(out + COUNTS + 8 * i, (uint64_t)counts[i], 8);
    nkt_i_bytes_put(out + RANGE, bits_of(state->response_min), 8);
    nkt_i_bytes_put(out + RANGE + 8, bits_of(state->response_max), 8);
    nkt_i_bytes_put(out + INTERCEPT, (uint64_t)state->intercept, 4);
    nkt_i_bytes_put(out + COLLINEAR, (uint64_t)state->collinear, 4);
    nkt_i_bytes_put(out + TOLERANCE, bits_of(state->tolerance), 8);
    nkt_i_bytes_put(out + CONFIDENCE, bits_of(state->confidence), 8);
    nkt_i_bytes_put(out + WEIGHTS, (uint64_t)state->shape.weights, 8);
    nkt_i_exact_sum_normalise(&logs);
    for (int i = 0; i < NKT_I_EXACT_DIGITS; i++)
        nkt_i_bytes_put(out + LOGS + 8 * i, (uint64_t)logs.digit[i], 8);
}

void nkt_i_ols_state_pack(const nkt_memory *state, unsigned char *out) {
    const nkt_i_ols_state *live = state->data;
    const size_t size = packed_size_of(live);

    pack_head(live, size, out);
    nkt_i_gram_pack(nkt_i_ols_gram_const(live), out + GRAM);
    nkt_i_bytes_put(out + size - CHECK, nkt_i_bytes_sum(out, size - CHECK), 8);
}

/* ---- unpacking ------------------------------------------------------------------------------------------ */

static int counts_are_sound(const unsigned char *in) {
    const double least = double_of(nkt_i_bytes_take(in + RANGE, 8)),
                 most = double_of(nkt_i_bytes_take(in + RANGE + 8, 8));

    for (int i = 0; i < 5; i++)
        if (nkt_i_bytes_take(in + COUNTS + 8 * i, 8) > INT64_MAX)
            return 0;
    if (nkt_i_bytes_take(in + COUNTS, 8) == 0)
        return least > 0 && isinf(least) && most < 0 && isinf(most);
    return isfinite(least) && isfinite(most) && least <= most;
}

static int logs_are_sound(const unsigned char *in) {
    for (int i = 0; i < NKT_I_EXACT_DIGITS - 1; i++)
        if (nkt_i_bytes_take(in + LOGS + 8 * i, 8) > UINT32_MAX)
            return 0;
    /* A sum of logarithms is far from the top. */
    return nkt_i_bytes_take(in + LOGS + 8 * (NKT_I_EXACT_DIGITS - 1), 8) + 1 <= 1;
}

/* Reads the options other than degrees, 0 where there can be none such. */
static int unpack_options(const unsigned char *in, nkt_ols_options *options) {
    const uint64_t intercept = nkt_i_bytes_take(in + INTERCEPT, 4),
                   collinear = nkt_i_bytes_take(in + COLLINEAR, 4);

    memset(options, 0, sizeof *options);
    options->size = sizeof *options;
    options->tolerance = double_of(nkt_i_bytes_take(in + TOLERANCE, 8));
    options->confidence = double_of(nkt_i_bytes_take(in + CONFIDENCE, 8));
    if (intercept > NKT_OLS_INTERCEPT_NONE || collinear > NKT_OLS_COLLINEAR_REFUSE)
        return 0;
    options->intercept = (int32_t)intercept;
    options->collinear = (int32_t)collinear;
    return options->tolerance >= 0 && !signbit(options->tolerance) && options->tolerance < 1 &&
           options->confidence > 0 && options->confidence < 1;
}

/* Reads the shape; 0 where there is none. */
static int unpack_shape(const unsigned char *in, nkt_i_ols_shape *shape) {
    memset(shape, 0, sizeof *shape);
    shape->n_terms = (int64_t)nkt_i_bytes_take(in + N_TERMS, 4);
    shape->weights = (int64_t)nkt_i_bytes_take(in + WEIGHTS, 8);
    for (int k = 0; k < NKT_OLS_TERMS_MAX; k++) {
        shape->degree[k] = in[DEGREES + k];
        shape->n_columns += shape->degree[k];
    }
    return nkt_i_ols_shape_is_sound(shape);
}

/* What is wrong with packed bytes; NULL: nothing. */
static const char *examine(const unsigned char *in, size_t size, nkt_i_ols_shape *shape,
                           nkt_ols_options *options) {
    const unsigned char *end = in + size;

    if (size < sizeof magic || memcmp(in, magic, sizeof magic) != 0)
        return "is no packed least-squares state";
    if (size < GRAM + CHECK)
        return "is cut short";
    if (nkt_i_bytes_take(in + VERSION, 4) != PACKED_VERSION)
        return "is of a version that this library does not know";
    if (nkt_i_bytes_take(in + LENGTH, 8) != size)
        return "is not as long as it says";
    if (nkt_i_bytes_take(end - CHECK, 8) != nkt_i_bytes_sum(in, size - CHECK))
        return "is damaged";
    if (!unpack_shape(in, shape) || !unpack_options(in, options) || !counts_are_sound(in) ||
        !logs_are_sound(in) ||
        nkt_i_gram_packed_end(shape->n_columns + 2, in + GRAM, end - CHECK) != end - CHECK)
        return "holds no state that this library packs";
    return NULL;
}

static void fill(nkt_i_ols_state *live, const unsigned char *in, size_t size) {
    int64_t *const counts[5] = {&live->used, &live->missing, &live->invalid, &live->zero_weight,
                                &live->excluded};

    for (int i = 0; i < 5; i++)
        *counts[i] = (int64_t)nkt_i_bytes_take(in + COUNTS + 8 * i, 8);
    live->response_min = double_of(nkt_i_bytes_take(in + RANGE, 8));
    live->response_max = double_of(nkt_i_bytes_take(in + RANGE + 8, 8));
    for (int i = 0; i < NKT_I_EXACT_DIGITS; i++) {
        const uint64_t digit = nkt_i_bytes_take(in + LOGS + 8 * i, 8);
        live->log_weights.digit[i] = digit > INT64_MAX ? -1 : (int64_t)digit;
    }
    nkt_i_gram_unpack(nkt_i_ols_gram(live), in + GRAM, in + size - CHECK);
}

void nkt_i_ols_state_unpack(nkt_i_call *call, const unsigned char *packed, size_t size,
                            const char *path, nkt_memory *state) {
    nkt_i_bytes bytes = {0, 0};
    nkt_ols_options options;
    nkt_i_ols_shape shape;
    nkt_i_ols_state *live;
    const char *problem;

    nkt_i_needed(call, "packed", packed);
    if (nkt_i_call_refused(call))
        return;
    problem = examine(packed, size, &shape, &options);
    if (problem) {
        nkt_i_refuse_path(call, NKT_E_PACKED, NKT_REASON_DAMAGED, "packed", problem);
        return;
    }
    nkt_i_bytes_add(&bytes, 1, nkt_i_ols_state_size(&shape));
    live = nkt_i_claim(call, path, state, bytes);
    if (nkt_i_call_refused(call))
        return;
    nkt_i_ols_state_init(live, &shape, &options);
    fill(live, packed, size);
}
