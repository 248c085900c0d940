/*
 * Options structs of any kind, size first: what callers of older and newer headers hand over.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "base/base.h"

/* No release will have options as large as this: a size above it was never set. */
#define LARGEST 4096

nkt_status nkt_i_options_copy(const void *options, int32_t argument, void *out, size_t out_size,
                              const char *no_size, nkt_error *error) {
    const unsigned char *bytes = options;
    const uint32_t own_size = (uint32_t)out_size;
    nkt_i_fault fault = NKT_I_FAULT(argument);
    uint32_t size = own_size;

    if (options)
        memcpy(&size, options, sizeof size);
    fault.value = size;
    if (size < 8 || size % 8 || size > LARGEST)
        return nkt_i_error_value(error, NKT_E_OPTIONS_SIZE, fault, "options.size", no_size);
    for (size_t i = out_size; options && i < size; i++)
        if (bytes[i])
            return nkt_i_error_value(error, NKT_E_OPTIONS_SIZE, fault, "options.size",
                                     "bytes set a field that this library does not have");
    memset(out, 0, out_size);
    if (options)
        memcpy(out, options, size < out_size ? size : out_size);
    memcpy(out, &own_size, sizeof own_size);
    return NKT_OK;
}

nkt_status nkt_i_refuse_option(nkt_error *error, int32_t argument, double value, const char *field,
                               const char *sentence) {
    nkt_i_fault fault = NKT_I_FAULT(argument);

    fault.value = value;
    return nkt_i_error_value(error, NKT_E_OPTION, fault, field, sentence);
}
