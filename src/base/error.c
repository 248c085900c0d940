/*
 * Filling nkt_error: every refusal and every remark goes through here.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "base/base.h"

void nkt_i_error_clear(nkt_error *error) {
    if (!error)
        return;
    memset(error, 0, sizeof *error);
    error->item = -1;
    error->row = -1;
    error->value = NAN;
    error->bound = NAN;
}

static nkt_status fill_error(nkt_error *error, nkt_status status, nkt_i_fault fault,
                             const char *subject, const char *sentence, int with_value) {
    nkt_i_text text;

    if (!error)
        return status;
    nkt_i_error_clear(error);
    error->status = status;
    error->argument = fault.argument;
    error->item = fault.item;
    error->id = fault.id;
    error->row = fault.row;
    error->value = fault.value;

    text = nkt_i_text_begin(error->message, sizeof error->message);
    if (subject) {
        nkt_i_text_add(&text, subject);
        nkt_i_text_add(&text, ": ");
    }
    if (fault.row >= 0) {
        nkt_i_text_add(&text, "row ");
        nkt_i_text_integer(&text, fault.row);
        nkt_i_text_add(&text, ": ");
    }
    if (with_value) {
        nkt_i_text_double(&text, fault.value);
        nkt_i_text_add(&text, " ");
    }
    nkt_i_text_add(&text, sentence);
    return status;
}

nkt_status nkt_i_error_set(nkt_error *error, nkt_status status, nkt_i_fault fault,
                           const char *subject, const char *sentence) {
    return fill_error(error, status, fault, subject, sentence, 0);
}

nkt_status nkt_i_error_value(nkt_error *error, nkt_status status, nkt_i_fault fault,
                             const char *subject, const char *sentence) {
    return fill_error(error, status, fault, subject, sentence, 1);
}

nkt_status nkt_i_refuse_null(nkt_error *error, int32_t argument, const char *name) {
    return fill_error(error, NKT_E_NULL, NKT_I_FAULT(argument), name, "is NULL", 0);
}

nkt_status nkt_i_refuse_count(nkt_error *error, int32_t argument, const char *name, int64_t count) {
    nkt_i_fault fault = NKT_I_FAULT(argument);
    fault.value = (double)count;
    return fill_error(error, NKT_E_COUNT, fault, name, count < 0 ? "is negative" : "is too many",
                      1);
}
