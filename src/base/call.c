/*
 * The way of a call: beginning, refusals, remarks, bad rows, end.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "base/base.h"

nkt_i_call nkt_i_call_begin(nkt_error *error, const char *parameters) {
    nkt_i_call call;

    nkt_i_error_clear(error);
    call.error = error;
    call.parameters = parameters;
    call.status = NKT_OK;
    call.first_bad = NKT_I_AT(NULL);
    call.first_sentence = NULL;
    call.bad_rows = 0;
    call.is_first_kept = 0;
    call.window = -1;
    return call;
}

/* Where the first word of a path ends. */
static size_t word_length(const char *path) {
    size_t n = 0;
    while (path[n] && path[n] != '.' && path[n] != '[' && path[n] != ' ')
        n++;
    return n;
}

int32_t nkt_i_parameter_number(const char *parameters, const char *path) {
    const size_t length = path ? word_length(path) : 0;
    int32_t number = 1;

    if (length == 0)
        return 0;
    for (const char *at = parameters; *at; number++) {
        const size_t n = word_length(at);
        if (n == length && strncmp(at, path, n) == 0)
            return number;
        at += n;
        while (*at == ' ')
            at++;
    }
    return 0;
}

const char *nkt_i_member_path(char buffer[NKT_I_PATH_SIZE], const char *path, const char *member) {
    nkt_i_text text = nkt_i_text_begin(buffer, NKT_I_PATH_SIZE);

    nkt_i_text_add(&text, path);
    nkt_i_text_add(&text, member);
    return buffer;
}

/* "design.terms[2]", or the path alone. */
static void add_path(nkt_i_text *text, const nkt_i_fault *fault) {
    nkt_i_text_add(text, fault->path);
    if (fault->item >= 0) {
        nkt_i_text_add(text, "[");
        nkt_i_text_integer(text, fault->item);
        nkt_i_text_add(text, "]");
    }
}

static void fill(nkt_i_call *call, nkt_status status, const nkt_i_fault *fault,
                 const char *sentence) {
    nkt_error *error = call->error;
    nkt_i_text text;

    if (!error)
        return;
    nkt_i_error_clear(error);
    error->status = status;
    error->reason = fault->reason;
    error->argument = nkt_i_parameter_number(call->parameters, fault->path);
    error->item = fault->item;
    error->id = fault->id;
    error->row = fault->row;
    error->value = fault->value;
    error->bound = fault->bound;
    if (fault->path) {
        text = nkt_i_text_begin(error->subject, sizeof error->subject);
        add_path(&text, fault);
    }
    text = nkt_i_text_begin(error->message, sizeof error->message);
    if (fault->name)
        nkt_i_text_add(&text, fault->name);
    else if (fault->path)
        add_path(&text, fault);
    if (fault->name || fault->path)
        nkt_i_text_add(&text, ": ");
    if (fault->row >= 0) {
        nkt_i_text_add(&text, "row ");
        nkt_i_text_integer(&text, fault->row);
        nkt_i_text_add(&text, ": ");
    }
    if (!isnan(fault->value)) {
        nkt_i_text_double(&text, fault->value);
        nkt_i_text_add(&text, " ");
    }
    nkt_i_text_add(&text, sentence ? sentence : nkt_i_reason_sentence(fault->reason));
    if (fault->reason == NKT_REASON_TOO_LITTLE_ROOM && !isnan(fault->bound)) {
        nkt_i_text_add(&text, ", needed are ");
        nkt_i_text_double(&text, fault->bound);
    }
    if (fault->reason == NKT_REASON_UNKNOWN_CODE && (!sentence || fault->row >= 0) &&
        !isnan(fault->bound)) {
        nkt_i_text_add(&text, ", the last one is ");
        nkt_i_text_double(&text, fault->bound);
    }
}

void nkt_i_refuse(nkt_i_call *call, nkt_status status, int32_t reason, nkt_i_fault fault,
                  const char *sentence) {
    if (nkt_i_call_refused(call))
        return;
    call->status = status;
    fault.reason = reason;
    fill(call, status, &fault, sentence);
}

void nkt_i_refuse_path(nkt_i_call *call, nkt_status status, int32_t reason, const char *path,
                       const char *sentence) {
    nkt_i_refuse(call, status, reason, NKT_I_AT(path), sentence);
}

void nkt_i_refuse_value(nkt_i_call *call, nkt_status status, int32_t reason, const char *path,
                        double value, const char *sentence) {
    nkt_i_fault fault = NKT_I_AT(path);
    char buffer[NKT_ERROR_MESSAGE_SIZE];
    nkt_i_text text = nkt_i_text_begin(buffer, sizeof buffer);

    fault.value = value;
    if (isnan(value)) { /* which stands for no value elsewhere: here it is the value */
        nkt_i_text_add(&text, "NaN ");
        nkt_i_text_add(&text, sentence ? sentence : nkt_i_reason_sentence(reason));
        sentence = buffer;
    }
    nkt_i_refuse(call, status, reason, fault, sentence);
}

void nkt_i_remark(nkt_i_call *call, nkt_status status, int32_t reason, nkt_i_fault fault,
                  const char *sentence) {
    if (call->status)
        return;
    call->status = status;
    fault.reason = reason;
    fill(call, status, &fault, sentence);
}

void nkt_i_remark_rows(nkt_i_call *call, nkt_status status, int32_t reason, nkt_i_fault fault,
                       int64_t rows, const char *sentence) {
    if (call->status)
        return;
    nkt_i_remark(call, status, reason, fault, sentence);
    if (call->error)
        call->error->rows_affected = rows;
}

/* Whether this is the first time that the row is noted; it is remembered. */
static int is_new(nkt_i_call *call, int64_t row) {
    const int64_t window = row - row % NKT_I_BAD_WINDOW;
    const int64_t bit = row - window;
    const uint8_t mask = (uint8_t)(1 << (bit & 7));
    uint8_t *byte;

    if (window != call->window) {
        call->window = window;
        memset(call->in_window, 0, sizeof call->in_window);
    }
    byte = &call->in_window[bit >> 3];
    if (*byte & mask)
        return 0;
    *byte |= mask;
    return 1;
}

void nkt_i_bad_row(nkt_i_call *call, int32_t reason, nkt_i_fault fault, const char *sentence) {
    const nkt_i_fault *first = &call->first_bad;
    const int is_first =
        call->bad_rows == 0 ||
        (!call->is_first_kept &&
         (fault.row < first->row || (fault.row == first->row && fault.item < first->item)));

    call->bad_rows += is_new(call, fault.row);
    if (!is_first)
        return;
    fault.reason = reason;
    call->first_bad = fault;
    call->first_sentence = sentence;
}

void nkt_i_bad_rows_of_another_kind(nkt_i_call *call) {
    call->is_first_kept = call->bad_rows > 0;
    call->window = -1;
}

nkt_status nkt_i_call_end(nkt_i_call *call) {
    if (call->status == NKT_OK && call->bad_rows > 0) {
        call->status = NKT_ROWS_INVALID;
        fill(call, call->status, &call->first_bad, call->first_sentence);
    }
    if (call->error && call->bad_rows > 0)
        call->error->rows_affected = call->bad_rows;
    return call->status;
}
