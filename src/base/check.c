/*
 * The checks of plain arguments.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "base/base.h"

void nkt_i_needed(nkt_i_call *call, const char *path, const void *pointer) {
    if (!pointer)
        nkt_i_refuse_path(call, NKT_E_NULL, NKT_REASON_NULL, path, NULL);
}

/* The status of a number that is out of range depends on where it stands. */
static nkt_status status_of(const char *path, nkt_status otherwise) {
    return strncmp(path, "options.", 8) == 0 ? NKT_E_OPTION : otherwise;
}

static void refuse_bound(nkt_i_call *call, nkt_status status, int32_t reason, const char *path,
                         double value, double bound, const char *words) {
    nkt_i_fault fault = NKT_I_AT(path);
    char sentence[64];
    nkt_i_text text = nkt_i_text_begin(sentence, sizeof sentence);

    nkt_i_text_add(&text, words);
    nkt_i_text_double(&text, bound);
    fault.value = value;
    fault.bound = bound;
    nkt_i_refuse(call, status_of(path, status), reason, fault, sentence);
}

static void refuse_range(nkt_i_call *call, nkt_status status, int32_t reason, const char *path,
                         double value, const char *words, double from, double to) {
    char sentence[96];
    nkt_i_text text = nkt_i_text_begin(sentence, sizeof sentence);

    nkt_i_text_add(&text, words);
    nkt_i_text_double(&text, from);
    nkt_i_text_add(&text, from < to - 1 && reason == NKT_REASON_UNKNOWN_CODE ? " ... " : " and ");
    nkt_i_text_double(&text, to);
    nkt_i_refuse_value(call, status_of(path, status), reason, path, value, sentence);
}

void nkt_i_count(nkt_i_call *call, const char *path, int64_t count, int64_t least, int64_t most) {
    if (count < 0 && least >= 0)
        nkt_i_refuse_value(call, status_of(path, NKT_E_COUNT), NKT_REASON_NEGATIVE, path,
                           (double)count, NULL);
    else if (count < least)
        refuse_bound(call, NKT_E_COUNT, NKT_REASON_TOO_SMALL, path, (double)count, (double)least,
                     "is less than ");
    else if (count > most)
        refuse_bound(call, NKT_E_COUNT, NKT_REASON_TOO_LARGE, path, (double)count, (double)most,
                     "is more than ");
}

void nkt_i_code(nkt_i_call *call, const char *path, int32_t code, int32_t least, int32_t most) {
    if (code < least || code > most)
        refuse_range(call, NKT_E_ID, NKT_REASON_UNKNOWN_CODE, path, code, "is no code: these are ",
                     least, most);
}

void nkt_i_between(nkt_i_call *call, const char *path, double number, double above, double below) {
    if (!(number > above && number < below))
        refuse_range(call, NKT_E_DOMAIN, NKT_REASON_OUT_OF_RANGE, path, number, "is not between ",
                     above, below);
}

void nkt_i_within(nkt_i_call *call, const char *path, double number, double least, double most) {
    if (!(number >= least && number <= most))
        refuse_range(call, NKT_E_DOMAIN, NKT_REASON_OUT_OF_RANGE, path, number, "is not within ",
                     least, most);
}

void nkt_i_at_least(nkt_i_call *call, const char *path, double number, double least) {
    if (isnan(number) || isinf(number))
        nkt_i_refuse_value(call, status_of(path, NKT_E_DOMAIN), NKT_REASON_NOT_FINITE, path, number,
                           NULL);
    else if (number < least)
        refuse_bound(call, NKT_E_DOMAIN, NKT_REASON_TOO_SMALL, path, number, least,
                     "is less than ");
}

void nkt_i_above_0(nkt_i_call *call, const char *path, double number) {
    if (isnan(number) || isinf(number))
        nkt_i_refuse_value(call, status_of(path, NKT_E_DOMAIN), NKT_REASON_NOT_FINITE, path, number,
                           NULL);
    else if (!(number > 0))
        refuse_bound(call, NKT_E_DOMAIN, NKT_REASON_TOO_SMALL, path, number, 0, "is not above ");
}

void nkt_i_direction(nkt_i_call *call, const char *path, int32_t direction) {
    if (direction != NKT_DIRECTION_HIGH && direction != NKT_DIRECTION_LOW)
        nkt_i_refuse_value(call, status_of(path, NKT_E_ID), NKT_REASON_UNKNOWN_CODE, path,
                           direction, "is neither high (1) nor low (-1)");
}

void nkt_i_reserved(nkt_i_call *call, const char *path, int64_t value) {
    if (value)
        nkt_i_refuse_value(call, NKT_E_OPTION, NKT_REASON_NOT_TAKEN, path, (double)value,
                           "is not 0: this is kept for later versions");
}

void nkt_i_not_taken(nkt_i_call *call, const char *path, const void *pointer) {
    if (pointer)
        nkt_i_refuse_path(call, NKT_E_OPTION, NKT_REASON_NOT_TAKEN, path, NULL);
}

/* No release will have options as large as this: a size above it was never set. */
#define LARGEST_OPTIONS 4096

void nkt_i_options_open(nkt_i_call *call, const void *options, void *out, size_t out_size) {
    const unsigned char *bytes = options;
    const uint32_t own_size = (uint32_t)out_size;
    uint32_t size = own_size;

    memset(out, 0, out_size);
    memcpy(out, &own_size, sizeof own_size);
    if (!options || nkt_i_call_refused(call))
        return;
    memcpy(&size, options, sizeof size);
    if (size < 8 || size % 8 || size > LARGEST_OPTIONS) {
        nkt_i_refuse_value(call, NKT_E_OPTIONS_SIZE, NKT_REASON_OTHER_SIZE, "options.size", size,
                           NULL);
        return;
    }
    for (size_t i = out_size; i < size; i++)
        if (bytes[i]) {
            nkt_i_refuse_value(call, NKT_E_OPTIONS_SIZE, NKT_REASON_OTHER_SIZE, "options.size",
                               size, "bytes set a field that this library does not have");
            return;
        }
    memcpy(out, options, size < out_size ? size : out_size);
    memcpy(out, &own_size, sizeof own_size);
}

void nkt_i_confidence_option(nkt_i_call *call, double *confidence) {
    if (*confidence == 0)
        *confidence = 0.95;
    nkt_i_between(call, "options.confidence", *confidence, 0, 1);
}

void nkt_i_refuse_too_few(nkt_i_call *call, const char *path, double n_rows,
                          int64_t n_coefficients) {
    nkt_i_fault fault = NKT_I_AT(path);
    char sentence[80];
    nkt_i_text text = nkt_i_text_begin(sentence, sizeof sentence);

    fault.value = n_rows;
    fault.bound = (double)n_coefficients;
    nkt_i_text_add(&text, "rows are too few for ");
    nkt_i_text_integer(&text, n_coefficients);
    nkt_i_text_add(&text, n_coefficients == 1 ? " coefficient" : " coefficients");
    nkt_i_refuse(call, NKT_E_TOO_FEW_ROWS, NKT_REASON_TOO_FEW, fault, sentence);
}
