/*
 * Looking up enums and codes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "base/base.h"
#include "base/codes.h"

int64_t nkt_enum_count(void) {
    return nkt_i_n_enums;
}

const nkt_enum *nkt_enum_at(int64_t position) {
    return position >= 0 && position < nkt_i_n_enums ? &nkt_i_enums[position] : NULL;
}

const nkt_enum *nkt_enum_by_name(const char *name) {
    int64_t low = 0, high = nkt_i_n_enums;

    if (!name)
        return NULL;
    if (strncmp(name, "nkt_", 4) == 0)
        name += 4;
    while (low < high) {
        const int64_t middle = (low + high) / 2;
        const int order = strcmp(nkt_i_enums[middle].name, name);
        if (order == 0)
            return &nkt_i_enums[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

const nkt_code *nkt_code_of(const char *enumeration, int64_t value) {
    const nkt_enum *found = nkt_enum_by_name(enumeration);

    for (int64_t i = 0; found && i < found->n_codes; i++)
        if (found->codes[i].value == value)
            return &found->codes[i];
    return NULL;
}

const char *nkt_code_name(const char *enumeration, int64_t value) {
    const nkt_code *code = nkt_code_of(enumeration, value);
    return code ? code->name : "";
}

const nkt_code *nkt_code_by_name(const char *enumeration, const char *name) {
    const nkt_enum *found = name ? nkt_enum_by_name(enumeration) : NULL;

    for (int64_t i = 0; found && i < found->n_codes; i++)
        if (strcmp(found->codes[i].name, name) == 0 || strcmp(found->codes[i].constant, name) == 0)
            return &found->codes[i];
    return NULL;
}

/* Words are counted; where there is a text to write them to, they are written too. */
typedef struct words {
    nkt_i_text text;
    size_t length;
} words;

static void add(words *w, const char *more) {
    if (w->text.at)
        nkt_i_text_add(&w->text, more);
    w->length += strlen(more);
}

static void add_number(words *w, int64_t number) {
    char digits[24];
    nkt_i_text text = nkt_i_text_begin(digits, sizeof digits);

    nkt_i_text_integer(&text, number);
    add(w, digits);
}

static void add_flags(words *w, const nkt_enum *found, int64_t flags) {
    for (int64_t i = 0; i < found->n_codes; i++) {
        const nkt_code *code = &found->codes[i];
        if (code->value == 0 || (flags & code->value) != code->value)
            continue;
        if (w->length)
            add(w, ", ");
        add(w, code->name);
        flags &= ~code->value;
    }
    if (flags) {
        if (w->length)
            add(w, ", ");
        add_number(w, flags);
    }
}

nkt_status nkt_flags_text(const char *enumeration, int64_t flags, char *text, size_t size,
                          size_t *needed, nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "enumeration flags text size needed error");
    const nkt_enum *found = nkt_enum_by_name(enumeration);
    words w = {{NULL, 0}, 0};

    nkt_i_needed(&call, "enumeration", enumeration);
    if (!found || !found->are_flags)
        nkt_i_refuse_path(&call, NKT_E_ID, NKT_REASON_UNKNOWN_CODE, "enumeration",
                          "is no enum of flags");
    if (size > 0)
        nkt_i_needed(&call, "text", text);
    if (nkt_i_call_refused(&call))
        return call.status;
    add_flags(&w, found, flags);
    if (needed)
        *needed = w.length + 1;
    if (w.length >= size) {
        nkt_i_fault fault = NKT_I_AT("size");
        fault.value = (double)size;
        fault.bound = (double)w.length + 1;
        nkt_i_refuse(&call, NKT_E_CAPACITY, NKT_REASON_TOO_LITTLE_ROOM, fault,
                     "bytes are too few for the text");
        return call.status;
    }
    w = (words){nkt_i_text_begin(text, size), 0};
    add_flags(&w, found, flags);
    return NKT_OK;
}
