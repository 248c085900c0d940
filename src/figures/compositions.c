/*
 * The compositions that the guide asks for, as a table, and the one call that computes them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "nyckeltal/composition.h"

#include "figures/walk.h"
#include "nyckeltal/establishment.h"
#include "nyckeltal/reception.h"
#include "nyckeltal/sfi.h"

/* In ascending order of id. Where parts add up: the parts in the order of the items, then the whole. */
static const nkt_composition_entry entries[] = {
    {.id = NKT_COMPOSITION_RECEIVED_AGES,
     .area = NKT_AREA_RECEPTION,
     .adds_up = 1,
     .n_inputs = 6,
     .n_items = 6,
     .inputs = {NKT_IN_RECEIVED_0_5, NKT_IN_RECEIVED_6_15, NKT_IN_RECEIVED_16_17,
                NKT_IN_RECEIVED_18_19, NKT_IN_RECEIVED_20_64, NKT_IN_RECEIVED},
     .items = {"0_5", "6_15", "16_17", "18_19", "20_64", "65_plus"},
     .name = "received_ages",
     .title_en = "Ages of those received"},
    {.id = NKT_COMPOSITION_ASYLUM_AGES,
     .area = NKT_AREA_RECEPTION,
     .adds_up = 1,
     .n_inputs = 3,
     .n_items = 3,
     .inputs = {NKT_IN_ASYLUM_SEEKERS_0_17, NKT_IN_ASYLUM_SEEKERS_18_PLUS, NKT_IN_ASYLUM_SEEKERS},
     .items = {"0_17", "18_plus", "unknown"},
     .name = "asylum_ages",
     .title_en = "Ages of asylum seekers"},
    {.id = NKT_COMPOSITION_ASYLUM_HOUSING,
     .area = NKT_AREA_RECEPTION,
     .adds_up = 1,
     .n_inputs = 4,
     .n_items = 4,
     .inputs = {NKT_IN_ASYLUM_SEEKERS_ABO, NKT_IN_ASYLUM_SEEKERS_EBO, NKT_IN_ASYLUM_SEEKERS_OTHER,
                NKT_IN_ASYLUM_SEEKERS},
     .items = {"abo", "ebo", "other", "unknown"},
     .name = "asylum_housing",
     .title_en = "How asylum seekers live"},
    {.id = NKT_COMPOSITION_SFI_OUTCOMES,
     .area = NKT_AREA_SFI,
     .process = 1,
     .adds_up = 1,
     .n_inputs = 4,
     .n_items = 4,
     .inputs = {NKT_IN_SFI_PASSED, NKT_IN_SFI_CONTINUING, NKT_IN_SFI_INTERRUPTED,
                NKT_IN_SFI_BEGINNERS},
     .items = {"passed", "continuing", "interrupted", "unknown"},
     .name = "sfi_outcomes",
     .title_en = "What became of those who began sfi"},
    {.id = NKT_COMPOSITION_SFI_AFTER_INTERRUPTION,
     .area = NKT_AREA_SFI,
     .process = 1,
     .n_inputs = 4,
     .n_items = 4,
     .inputs = {NKT_IN_SFI_INTERRUPTED_EMPLOYED, NKT_IN_SFI_INTERRUPTED_STUDYING,
                NKT_IN_SFI_INTERRUPTED_EMPLOYED_OR_STUDYING, NKT_IN_SFI_INTERRUPTED},
     .items = {"employed_only", "studying_only", "both", "neither"},
     .name = "sfi_after_interruption",
     .title_en = "What those do who interrupted sfi"},
    {.id = NKT_COMPOSITION_ENROLLED_EDUCATION,
     .area = NKT_AREA_ESTABLISHMENT,
     .adds_up = 1,
     .n_inputs = 4,
     .n_items = 4,
     .inputs = {NKT_IN_ENROLLED_LOWER_SECONDARY, NKT_IN_ENROLLED_UPPER_SECONDARY,
                NKT_IN_ENROLLED_POST_SECONDARY, NKT_IN_ENROLLED},
     .items = {"lower_secondary", "upper_secondary", "post_secondary", "unknown"},
     .name = "enrolled_education",
     .title_en = "Education of those enrolled in the establishment programme"},
    {.id = NKT_COMPOSITION_LEFT_STATUS,
     .area = NKT_AREA_ESTABLISHMENT,
     .process = 1,
     .n_inputs = 5,
     .n_items = 6,
     .inputs = {NKT_IN_LEFT_EMPLOYED, NKT_IN_LEFT_STUDYING, NKT_IN_LEFT_EMPLOYED_OR_STUDYING,
                NKT_IN_LEFT, NKT_IN_LEFT_IN_PROGRAMME},
     .items = {"employed_only", "studying_only", "both", "in_programme", "other_least",
               "other_most"},
     .name = "left_status",
     .title_en = "Status of those who left the establishment programme, 90 days later"},
};

enum { N_ENTRIES = sizeof entries / sizeof entries[0] };

int64_t nkt_composition_count(void) {
    return N_ENTRIES;
}

const nkt_composition_entry *nkt_composition_at(int64_t position) {
    return position >= 0 && position < N_ENTRIES ? &entries[position] : NULL;
}

const nkt_composition_entry *nkt_composition_by_id(int32_t id) {
    for (int64_t i = 0; i < N_ENTRIES; i++)
        if (entries[i].id == id)
            return &entries[i];
    return NULL;
}

const nkt_composition_entry *nkt_composition_by_name(const char *name) {
    for (int64_t i = 0; name && i < N_ENTRIES; i++)
        if (strcmp(entries[i].name, name) == 0)
            return &entries[i];
    return NULL;
}

nkt_status nkt_composition_of(const nkt_table *table, int32_t composition,
                              const nkt_options *options, const nkt_estimates *out,
                              const nkt_target *sums, nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "table composition options out sums error");
    const nkt_composition_entry *entry = nkt_composition_by_id(composition);
    nkt_i_walk walk = nkt_i_walk_over(&call, table);
    nkt_i_division division = {0};

    nkt_i_columns_open(&call, "table", "table.columns", table, NKT_I_WITHOUT_GROUPS,
                       NKT_I_IDS_OF_INPUTS);
    if (!entry)
        nkt_i_refuse_value(&call, NKT_E_ID, NKT_REASON_UNKNOWN_CODE, "composition", composition,
                           "is no composition's id");
    nkt_i_method_open(&call, options, &walk.method);
    if (nkt_i_call_refused(&call))
        return call.status;
    nkt_i_walk_out(&walk, "out", out, entry->n_items);
    if (!entry->adds_up && sums && sums->values)
        nkt_i_refuse_path(&call, NKT_E_OPTION, NKT_REASON_NOT_TAKEN, "sums",
                          "is not wanted of items that do not add up: leave it NULL");
    walk.codes =
        nkt_i_target_open(&call, "sums", sums, NKT_I_CONTENT_CODES(NKT_SUM_NONE, NKT_SUM_ALL_ZERO),
                          walk.n_rows, 1, 0);
    if (nkt_i_call_refused(&call))
        return call.status;
    if (entry->adds_up) {
        division.ids = entry->inputs;
        division.n_parts = entry->n_inputs - 1;
        division.interval = entry->process;
        nkt_i_walk_rows(&walk, nkt_i_division_step, &division);
    } else {
        nkt_i_walk_rows(&walk, nkt_i_overlap_step, entry);
    }
    nkt_i_walk_needs(&walk, entry->name, entry->inputs, entry->n_inputs);
    return nkt_i_call_end(&call);
}
