/*
 * The rules of those who publish, by name.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <stddef.h>

#include "disclosure/disclosure.h"

/* Of shares and counts; what a rule does not speak of is switched off, amounts keep the defaults. */
static const struct {
    double numerator, denominator, complement;
    int32_t extremes;
} presets[] = {
    [NKT_PRESET_KOLADA] = {-1, 10, -1, NKT_EXTREMES_SHOWN},
    [NKT_PRESET_GUIDE_LEAVERS] = {-1, 10, -1, NKT_EXTREMES_SHOWN},
    [NKT_PRESET_SCB] = {6, 21, -1, NKT_EXTREMES_HIDDEN},
    [NKT_PRESET_SSB] = {3, 3, -1, NKT_EXTREMES_SHOWN},
};

nkt_status nkt_disclosure_preset(int32_t preset, nkt_disclosure_options *options,
                                 nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "preset options error");
    nkt_disclosure_options rules;
    uint32_t size;

    nkt_i_code(&call, "preset", preset, NKT_PRESET_KOLADA, NKT_PRESET_SSB);
    nkt_i_needed(&call, "options", options);
    nkt_i_options_open(&call, options, &rules, sizeof rules);
    if (nkt_i_call_refused(&call))
        return call.status;
    size = options->size;
    if (size < offsetof(nkt_disclosure_options, dominance_percent)) {
        nkt_i_refuse_value(&call, NKT_E_OPTIONS_SIZE, NKT_REASON_OTHER_SIZE, "options.size", size,
                           "bytes have no room for the rules");
        return call.status;
    }
    options->extremes = presets[preset].extremes;
    options->minimum_numerator = presets[preset].numerator;
    options->minimum_denominator = presets[preset].denominator;
    options->minimum_complement = presets[preset].complement;
    return nkt_i_call_end(&call);
}
