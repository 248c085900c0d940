/*
 * Numbers and estimates as text.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "nyckeltal/text.h"

#include "base/base.h"
#include "numeric/numeric.h"

/* The largest double has 309 digits; three numbers and what is between them fit. */
enum { MOST_TEXT = 1200, LIMBS = 36, LIMB = 1000000000 };

/* ---- digits -------------------------------------------------------------------------------------- */

/* The digits of a whole number of 0 or more, exactly. */
static void add_whole(nkt_i_text *text, double number) {
    uint32_t limbs[LIMBS] = {0}; /* nine digits each, the last ones first */
    char digits[9 * LIMBS + 1], *at = digits + sizeof digits - 1;
    int exponent = 0;
    uint64_t mantissa;

    while (number >= 0x1p53) { /* what is left is whole: a double of that size is even */
        number /= 2;
        exponent++;
    }
    mantissa = (uint64_t)number;
    for (int i = 0; mantissa > 0; i++, mantissa /= LIMB)
        limbs[i] = (uint32_t)(mantissa % LIMB);
    for (; exponent > 0; exponent--) {
        uint32_t carry = 0;
        for (int i = 0; i < LIMBS; i++) {
            const uint32_t twice = 2 * limbs[i] + carry;
            carry = twice >= LIMB;
            limbs[i] = carry ? twice - LIMB : twice;
        }
    }
    *at = '\0';
    for (int i = 0; i < LIMBS; i++)
        for (int k = 0; k < 9; k++, limbs[i] /= 10)
            *--at = (char)('0' + limbs[i] % 10);
    while (*at == '0' && at[1])
        at++;
    nkt_i_text_add(text, at);
}

static void add_decimals(nkt_i_text *text, int64_t digits, int32_t decimals) {
    char buffer[16];

    buffer[decimals] = '\0';
    for (int32_t i = decimals; i-- > 0; digits /= 10)
        buffer[i] = (char)('0' + digits % 10);
    nkt_i_text_add(text, buffer);
}

static void add_number(nkt_i_text *text, double number, int32_t decimals, int32_t style) {
    const double rounded = fabs(nkt_i_round_half_away(number, decimals));
    double whole = floor(rounded), unit = 1;
    int64_t digits;

    if (isnan(number)) {
        nkt_i_text_add(text, "-");
        return;
    }
    if (number < 0 && rounded > 0)
        nkt_i_text_add(text, "-");
    if (isinf(rounded)) {
        nkt_i_text_add(text, "inf");
        return;
    }
    for (int32_t d = 0; d < decimals; d++)
        unit *= 10;
    digits = (int64_t)floor((rounded - whole) * unit + 0.5);
    if ((double)digits >= unit) {
        whole += 1;
        digits = 0;
    }
    add_whole(text, whole);
    if (decimals > 0) {
        nkt_i_text_add(text, style & NKT_TEXT_COMMA ? "," : ".");
        add_decimals(text, digits, decimals);
    }
}

/* ---- estimates ----------------------------------------------------------------------------------- */

static const char *sign_of_state(int32_t state) {
    switch (state) {
    case NKT_STATE_MISSING:
        return "-";
    case NKT_STATE_NOT_APPLICABLE:
    case NKT_STATE_NO_DENOMINATOR:
        return ".";
    case NKT_STATE_SECRET:
        return "..";
    default:
        return "?";
    }
}

static void add_estimate(nkt_i_text *text, const nkt_estimate *e, int32_t decimals, int32_t style) {
    if (e->state != NKT_STATE_VALUE) {
        nkt_i_text_add(text, sign_of_state(e->state));
        return;
    }
    if (isinf(e->value)) {
        nkt_i_text_add(text, "?");
        return;
    }
    add_number(text, e->value, decimals, style);
    if (!(style & NKT_TEXT_LIMITS) || isnan(e->value) || (isnan(e->lower) && isnan(e->upper)))
        return;
    nkt_i_text_add(text, " [");
    add_number(text, e->lower, decimals, style);
    nkt_i_text_add(text, "; ");
    add_number(text, e->upper, decimals, style);
    nkt_i_text_add(text, "]");
}

/* ---- the calls ----------------------------------------------------------------------------------- */

static void check(nkt_i_call *call, int32_t decimals, int32_t style, const char *text,
                  size_t size) {
    nkt_i_within(call, "decimals", decimals, -9, 15);
    nkt_i_code(call, "style", style, NKT_TEXT_VALUE, NKT_TEXT_LIMITS | NKT_TEXT_COMMA);
    if (size > 0)
        nkt_i_needed(call, "text", text);
}

/* Hands over what was written, or refuses a size that is too small for it. */
static nkt_status hand_over(nkt_i_call *call, const char *written, char *text, size_t size,
                            size_t *needed) {
    const size_t length = strlen(written) + 1;
    nkt_i_fault fault = NKT_I_AT("size");

    if (needed)
        *needed = length;
    if (size < length) {
        fault.value = (double)size;
        fault.bound = (double)length;
        nkt_i_refuse(call, NKT_E_CAPACITY, NKT_REASON_TOO_LITTLE_ROOM, fault,
                     "bytes are too few for the text");
        return call->status;
    }
    memcpy(text, written, length);
    return nkt_i_call_end(call);
}

nkt_status nkt_number_text(double number, int32_t decimals, int32_t style, char *text, size_t size,
                           size_t *needed, nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "number decimals style text size needed error");
    char buffer[MOST_TEXT];
    nkt_i_text written = nkt_i_text_begin(buffer, sizeof buffer);

    check(&call, decimals, style, text, size);
    if (nkt_i_call_refused(&call))
        return call.status;
    add_number(&written, number, decimals, style);
    return hand_over(&call, buffer, text, size, needed);
}

nkt_status nkt_estimate_text(const nkt_estimate *estimate, int32_t decimals, int32_t style,
                             char *text, size_t size, size_t *needed, nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "estimate decimals style text size needed error");
    char buffer[MOST_TEXT];
    nkt_i_text written = nkt_i_text_begin(buffer, sizeof buffer);

    nkt_i_needed(&call, "estimate", estimate);
    check(&call, decimals, style, text, size);
    if (nkt_i_call_refused(&call))
        return call.status;
    add_estimate(&written, estimate, decimals, style);
    return hand_over(&call, buffer, text, size, needed);
}
