/*
 * The caller's columns as inputs of figures: checking their ids, finding them by id.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "figures/walk.h"

#include "catalogue/catalogue.h"

/* Whether some figure takes this figure as an operand, or it comes from a model only. */
static int is_operand(const nkt_indicator *figure) {
    if (figure->kind == NKT_KIND_MODEL)
        return 1;
    for (int64_t i = 0; i < nkt_i_indicator_count; i++)
        if (nkt_i_indicators[i].numerator[0] == figure->id ||
            nkt_i_indicators[i].denominator == figure->id)
            return 1;
    return 0;
}

static const char *name_of_id(int32_t id) {
    const nkt_input *input = nkt_input_by_id(id);
    const nkt_indicator *figure = input ? NULL : nkt_indicator_by_id(id);
    return input ? input->name : figure ? figure->name : NULL;
}

const char *nkt_i_name_of(const nkt_column *column) {
    return column->name ? column->name : name_of_id(column->id);
}

static void add_input(nkt_i_text *text, const char *words, int32_t id) {
    nkt_i_text_add(text, words);
    nkt_i_text_add(text, name_of_id(id));
    nkt_i_text_add(text, " (");
    nkt_i_text_integer(text, id);
    nkt_i_text_add(text, ")");
}

/* The id of a figure where its input is meant: the message names what is meant. */
static void refuse_figure(nkt_i_call *call, nkt_i_fault fault, const nkt_indicator *figure) {
    char sentence[NKT_ERROR_MESSAGE_SIZE];
    nkt_i_text text = nkt_i_text_begin(sentence, sizeof sentence);

    nkt_i_text_add(&text, "is the figure ");
    nkt_i_text_add(&text, figure->name);
    add_input(&text, figure->denominator ? ", made of " : ": its input is ", figure->numerator[0]);
    if (figure->numerator[1])
        add_input(&text, ", ", figure->numerator[1]);
    if (figure->denominator)
        add_input(&text, " and ", figure->denominator);
    fault.bound = figure->numerator[0];
    nkt_i_refuse(call, NKT_E_ID, NKT_REASON_UNKNOWN_CODE, fault, sentence);
}

static void check_id(nkt_i_call *call, const char *path, const nkt_column *columns, int64_t item,
                     int ids) {
    const int32_t id = columns[item].id;
    const nkt_indicator *figure = nkt_indicator_by_id(id);
    nkt_i_fault fault = NKT_I_AT(path);

    fault.item = (int32_t)item;
    fault.id = id;
    fault.value = id;
    if (ids == NKT_I_IDS_OR_NONE && id == 0)
        return;
    if (!figure && !nkt_input_by_id(id)) {
        nkt_i_refuse(call, NKT_E_ID, NKT_REASON_UNKNOWN_CODE, fault,
                     "is the id of no input and no figure");
        return;
    }
    if (ids == NKT_I_IDS_OF_INPUTS && figure && !is_operand(figure)) {
        refuse_figure(call, fault, figure);
        return;
    }
    for (int64_t i = 0; ids != NKT_I_IDS_OR_NONE && i < item; i++)
        if (columns[i].id == id) {
            fault.name = name_of_id(id);
            fault.value = NAN;
            nkt_i_refuse(call, NKT_E_DUPLICATE, NKT_REASON_TWICE, fault,
                         "appears twice among the columns");
            return;
        }
}

void nkt_i_columns_open(nkt_i_call *call, const char *path, const char *columns_path,
                        const nkt_table *table, int with_groups, int ids) {
    nkt_i_table_check(call, path, table, with_groups);
    for (int64_t i = 0; !nkt_i_call_refused(call) && i < table->n_columns; i++)
        check_id(call, columns_path, table->columns, i, ids);
}

void nkt_i_named_column(nkt_i_call *call, const char *path, const nkt_column *column,
                        int64_t n_rows) {
    nkt_i_column_needed(call, path, column, n_rows);
    if (!nkt_i_call_refused(call) && column->id && !name_of_id(column->id)) {
        nkt_i_fault fault = NKT_I_AT(path);
        fault.id = column->id;
        fault.value = column->id;
        nkt_i_refuse(call, NKT_E_ID, NKT_REASON_UNKNOWN_CODE, fault,
                     "is the id of no input and no figure");
    }
}

const nkt_column *nkt_i_column_of(const nkt_table *table, int32_t id) {
    for (int64_t i = 0; id && i < table->n_columns; i++)
        if (table->columns[i].id == id)
            return &table->columns[i];
    return NULL;
}

const char *nkt_i_no_figure(int32_t id) {
    return nkt_input_by_id(id) ? "is the id of an input, not of a figure" : "is no figure's id";
}

void nkt_i_figures_check(nkt_i_call *call, const int32_t *figures, int64_t n_figures) {
    nkt_i_count(call, "n_figures", n_figures, 0, INT32_MAX);
    if (n_figures > 0)
        nkt_i_needed(call, "figures", figures);
    for (int64_t i = 0; !nkt_i_call_refused(call) && i < n_figures; i++)
        if (!nkt_indicator_by_id(figures[i])) {
            nkt_i_fault fault = NKT_I_AT("figures");
            fault.item = (int32_t)i;
            fault.id = figures[i];
            fault.value = figures[i];
            nkt_i_refuse(call, NKT_E_ID, NKT_REASON_UNKNOWN_CODE, fault,
                         nkt_i_no_figure(figures[i]));
        }
}
