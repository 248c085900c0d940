/*
 * Which figures the caller's columns allow, and what lacks for the others.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "figures/walk.h"
#include "nyckeltal/codes.h"

#include "catalogue/catalogue.h"

static int has(const nkt_table *table, int32_t id) {
    return nkt_i_column_of(table, id) != NULL;
}

static int has_numerator(const nkt_table *table, const nkt_indicator *figure) {
    return has(table, figure->numerator_whole) ||
           (has(table, figure->numerator[0]) &&
            (!figure->numerator[1] || has(table, figure->numerator[1])));
}

int nkt_i_has_inputs(const nkt_table *table, const nkt_indicator *figure) {
    return has_numerator(table, figure) &&
           (!figure->denominator || has(table, figure->denominator));
}

/* Adds an id that lacks, unless it is there already. */
static void add(int32_t lacking[NKT_I_MOST_LACKING], int64_t *n, int32_t id) {
    for (int64_t i = 0; i < *n; i++)
        if (lacking[i] == id)
            return;
    if (*n < NKT_I_MOST_LACKING)
        lacking[(*n)++] = id;
}

/* Of a figure made of inputs. */
static void add_inputs(const nkt_table *table, const nkt_indicator *figure,
                       int32_t lacking[NKT_I_MOST_LACKING], int64_t *n) {
    for (int k = 0; !has_numerator(table, figure) && k < 2; k++)
        if (figure->numerator[k] && !has(table, figure->numerator[k]))
            add(lacking, n, figure->numerator[k]);
    if (figure->denominator && !has(table, figure->denominator))
        add(lacking, n, figure->denominator);
}

/* Of a figure that is an operand: made from its counts, or given as it is. */
static void add_operand(const nkt_table *table, const nkt_indicator *figure,
                        int32_t lacking[NKT_I_MOST_LACKING], int64_t *n) {
    if (has(table, figure->id))
        return;
    if (figure->kind == NKT_KIND_MODEL)
        add(lacking, n, figure->id);
    else
        add_inputs(table, figure, lacking, n);
}

int64_t nkt_i_lacking(const nkt_table *table, const nkt_indicator *figure,
                      int32_t lacking[NKT_I_MOST_LACKING]) {
    int64_t n = 0;

    switch (figure->kind) {
    case NKT_KIND_MODEL:
        add_operand(table, figure, lacking, &n);
        break;
    case NKT_KIND_BALANCE:
    case NKT_KIND_DIFFERENCE:
        add_operand(table, nkt_indicator_by_id(figure->numerator[0]), lacking, &n);
        add_operand(table, nkt_indicator_by_id(figure->denominator), lacking, &n);
        break;
    default:
        add_inputs(table, figure, lacking, &n);
    }
    return n;
}

/* ---- remarks -------------------------------------------------------------------------------------- */

void nkt_i_remark_lacking(nkt_i_call *call, const char *path, int32_t item, int32_t id,
                          const char *name, int32_t lacking) {
    const nkt_input *input = nkt_input_by_id(lacking);
    char sentence[NKT_ERROR_MESSAGE_SIZE];
    nkt_i_text text = nkt_i_text_begin(sentence, sizeof sentence);
    nkt_i_fault fault = NKT_I_AT(path);

    if (call->bad_rows > 0)
        return;
    nkt_i_text_add(&text, "cannot be made: ");
    nkt_i_text_add(&text, input ? input->name : nkt_indicator_by_id(lacking)->name);
    nkt_i_text_add(&text, " (");
    nkt_i_text_integer(&text, lacking);
    nkt_i_text_add(&text, ") is not among the columns");
    fault.item = item;
    fault.id = id;
    fault.name = name;
    nkt_i_remark(call, NKT_INPUTS_LACK, NKT_REASON_LACKING, fault, sentence);
}

void nkt_i_walk_needs(nkt_i_walk *walk, const char *name, const int32_t *ids, int64_t n) {
    for (int64_t k = 0; k < n; k++)
        if (!has(walk->table, ids[k])) {
            nkt_i_remark_lacking(walk->call, walk->path, -1, ids[k], name, ids[k]);
            return;
        }
}

/* ---- the public calls ----------------------------------------------------------------------------- */

/* A list of at most NKT_I_MOST_INDICATORS ids as the caller gets it. */
static void write_ids(nkt_i_call *call, const char *path, const int32_t *found, int64_t n,
                      int32_t *ids, int64_t capacity, int64_t *n_ids) {
    if (nkt_i_call_refused(call))
        return;
    if (ids && n > capacity) {
        nkt_i_fault fault = NKT_I_AT(path);
        fault.value = (double)capacity;
        fault.bound = (double)n;
        nkt_i_refuse(call, NKT_E_CAPACITY, NKT_REASON_TOO_LITTLE_ROOM, fault,
                     "ids of room are too few");
        return;
    }
    *n_ids = n;
    if (ids && n > 0)
        memcpy(ids, found, (size_t)n * sizeof *ids);
}

static void check_list(nkt_i_call *call, const char *path, const int32_t *ids, int64_t capacity,
                       const char *path_n, const int64_t *n_ids) {
    nkt_i_count(call, "capacity", capacity, 0, INT64_MAX);
    if (capacity > 0)
        nkt_i_needed(call, path, ids);
    nkt_i_needed(call, path_n, n_ids);
}

nkt_status nkt_area_figures(int32_t area, int32_t *figures, int64_t capacity, int64_t *n_figures,
                            nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "area figures capacity n_figures error");
    int32_t found[NKT_I_MOST_INDICATORS];
    int64_t n = 0;

    if (area != 0 && !nkt_code_name("area", area)[0])
        nkt_i_refuse_value(&call, NKT_E_ID, NKT_REASON_UNKNOWN_CODE, "area", area, "is no area");
    check_list(&call, "figures", figures, capacity, "n_figures", n_figures);
    for (int64_t i = 0; i < nkt_i_indicator_count; i++)
        if (area == 0 || nkt_i_indicators[i].area == area)
            found[n++] = nkt_i_indicators[i].id;
    write_ids(&call, "capacity", found, n, figures, capacity, n_figures);
    return call.status;
}

nkt_status nkt_possible(const nkt_table *table, int32_t *figures, int64_t capacity,
                        int64_t *n_figures, nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "table figures capacity n_figures error");
    int32_t found[NKT_I_MOST_INDICATORS], lacking[NKT_I_MOST_LACKING];
    int64_t n = 0;

    nkt_i_columns_open(&call, "table", "table.columns", table, NKT_I_WITH_GROUPS,
                       NKT_I_IDS_OF_INPUTS);
    check_list(&call, "figures", figures, capacity, "n_figures", n_figures);
    if (nkt_i_call_refused(&call))
        return call.status;
    for (int64_t i = 0; i < nkt_i_indicator_count; i++)
        if (nkt_i_lacking(table, &nkt_i_indicators[i], lacking) == 0)
            found[n++] = nkt_i_indicators[i].id;
    write_ids(&call, "capacity", found, n, figures, capacity, n_figures);
    return call.status;
}

nkt_status nkt_lacking(const nkt_table *table, int32_t figure, int32_t *inputs, int64_t capacity,
                       int64_t *n_inputs, nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "table figure inputs capacity n_inputs error");
    const nkt_indicator *indicator = nkt_indicator_by_id(figure);
    int32_t lacking[NKT_I_MOST_LACKING];
    int64_t n;

    nkt_i_columns_open(&call, "table", "table.columns", table, NKT_I_WITH_GROUPS,
                       NKT_I_IDS_OF_INPUTS);
    if (!indicator)
        nkt_i_refuse_value(&call, NKT_E_ID, NKT_REASON_UNKNOWN_CODE, "figure", figure,
                           nkt_i_no_figure(figure));
    check_list(&call, "inputs", inputs, capacity, "n_inputs", n_inputs);
    if (nkt_i_call_refused(&call))
        return call.status;
    n = nkt_i_lacking(table, indicator, lacking);
    write_ids(&call, "capacity", lacking, n, inputs, capacity, n_inputs);
    return call.status;
}
