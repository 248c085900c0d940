/*
 * One packed form for every kind of block.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "blocks/kinds.h"

#include "base/bytes.h"
#include "model/blocks.h"

/*
 * Offsets, in bytes; every number is eight bytes, little-endian. A least-squares state packs its
 * exact sums in its own short form; of any other block, each word is packed as it is, since live
 * blocks have members of eight bytes alone.
 */
enum {
    MAGIC = 0,
    VERSION = 8,
    KIND = 16,
    LENGTH = 24, /* of all */
    BODY = 32,
    CHECK_BYTES = 8, /* behind the body: of all before */
    PACKED_VERSION = 1
};

static const unsigned char magic[8] = {'N', 'K', 'T', '-', 'P', 'A', 'C', 'K'};

static void put_words(const nkt_memory *block, size_t size, unsigned char *out) {
    for (size_t at = 0; at < size; at += 8) {
        uint64_t word;
        memcpy(&word, (const char *)block->data + at, sizeof word);
        nkt_i_bytes_put(out + at, word, 8);
    }
}

nkt_status nkt_pack(const nkt_memory *block, nkt_memory *packed, nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "block packed error");
    const nkt_i_block_kind *kind = nkt_i_block_open(&call, "block", block);
    nkt_i_bytes bytes = {0, 0};
    size_t body = 0;
    unsigned char *out;

    nkt_i_needed(&call, "packed", packed);
    nkt_i_distinct(&call, "packed", block, packed);
    if (kind)
        body = kind->what == NKT_BLOCK_OLS_STATE ? nkt_i_ols_state_packed_size(block)
                                                 : (size_t)nkt_i_block_size(block);
    if (body > SIZE_MAX - BODY - CHECK_BYTES)
        bytes.overflow = 1;
    bytes.total = BODY + body + CHECK_BYTES;
    out = nkt_i_claim(&call, "packed", packed, bytes);
    if (nkt_i_call_refused(&call))
        return call.status;

    memcpy(out + MAGIC, magic, sizeof magic);
    nkt_i_bytes_put(out + VERSION, PACKED_VERSION, 8);
    nkt_i_bytes_put(out + KIND, (uint64_t)kind->what, 8);
    nkt_i_bytes_put(out + LENGTH, bytes.total, 8);
    if (kind->what == NKT_BLOCK_OLS_STATE)
        nkt_i_ols_state_pack(block, out + BODY);
    else
        put_words(block, body, out + BODY);
    nkt_i_bytes_put(out + BODY + body, nkt_i_bytes_sum(out, BODY + body), 8);
    return NKT_OK;
}

static void refuse_packed(nkt_i_call *call, const char *sentence) {
    nkt_i_refuse_path(call, NKT_E_PACKED, NKT_REASON_DAMAGED, "packed", sentence);
}

/* The head of packed bytes, once they have been looked at; 0 where they are refused. */
static int open_packed(nkt_i_call *call, const nkt_memory *packed, int32_t *what, size_t *body) {
    const unsigned char *in = packed->data;
    uint64_t length, kind;

    if (packed->size < BODY + CHECK_BYTES || memcmp(in, magic, sizeof magic) != 0) {
        refuse_packed(call, "holds no packed block");
        return 0;
    }
    if (nkt_i_bytes_take(in + VERSION, 8) != PACKED_VERSION) {
        refuse_packed(call, "is packed in a form of another version");
        return 0;
    }
    length = nkt_i_bytes_take(in + LENGTH, 8);
    if (length < BODY + CHECK_BYTES || length > packed->size) {
        refuse_packed(call, "is cut short");
        return 0;
    }
    *body = (size_t)length - BODY - CHECK_BYTES;
    if (nkt_i_bytes_take(in + BODY + *body, 8) != nkt_i_bytes_sum(in, BODY + *body)) {
        refuse_packed(call, "is damaged: its check does not fit");
        return 0;
    }
    kind = nkt_i_bytes_take(in + KIND, 8);
    if (kind > INT32_MAX || !nkt_i_block_kind_of((int32_t)kind)) {
        refuse_packed(call, "is a kind of block that is not known here");
        return 0;
    }
    *what = (int32_t)kind;
    return 1;
}

/*
 * A block word by word. It is checked where it comes to lie; a forged one, whose sum fits and whose
 * shape does not, is refused there, and the memory holds no block any more.
 */
static void take_words(nkt_i_call *call, const nkt_i_block_kind *kind, const unsigned char *in,
                       size_t body, nkt_memory *block) {
    nkt_i_call look = nkt_i_call_begin(NULL, ""); /* the packed bytes are to blame, not it */
    nkt_i_bytes bytes = {body, 0};
    unsigned char *at;

    if (body < 16 || body % 8 || nkt_i_bytes_take(in, 8) != kind->magic ||
        nkt_i_bytes_take(in + 8, 8) != body) {
        refuse_packed(call, "is damaged: it has the shape of no block");
        return;
    }
    at = nkt_i_claim(call, "block", block, bytes);
    if (nkt_i_call_refused(call))
        return;
    for (size_t word = 0; word < body; word += 8) {
        const uint64_t value = nkt_i_bytes_take(in + word, 8);
        memcpy(at + word, &value, sizeof value);
    }
    kind->check(&look, "block", block);
    if (nkt_i_call_refused(&look)) {
        memset(at, 0, 2 * sizeof(uint64_t));
        refuse_packed(call, "is damaged: it holds no block that this library makes");
    }
}

nkt_status nkt_unpack(const nkt_memory *packed, nkt_memory *block, nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "packed block error");
    const nkt_i_block_kind *kind;
    int32_t what;
    size_t body;

    nkt_i_needed(&call, "packed", packed);
    if (!nkt_i_call_refused(&call))
        nkt_i_needed(&call, "packed", packed->data);
    nkt_i_needed(&call, "block", block);
    nkt_i_distinct(&call, "block", packed, block);
    if (nkt_i_call_refused(&call) || !open_packed(&call, packed, &what, &body))
        return call.status;
    kind = nkt_i_block_kind_of(what);
    if (what == NKT_BLOCK_OLS_STATE)
        nkt_i_ols_state_unpack(&call, (const unsigned char *)packed->data + BODY, body, "block",
                               block);
    else
        take_words(&call, kind, (const unsigned char *)packed->data + BODY, body, block);
    return nkt_i_call_end(&call);
}
