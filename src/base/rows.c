/*
 * The rows of a call, their columns and their groups.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "base/base.h"

static void refuse_bound(nkt_i_call *call, nkt_status status, int32_t reason, nkt_i_fault fault,
                         const char *words) {
    char sentence[96];
    nkt_i_text text = nkt_i_text_begin(sentence, sizeof sentence);

    nkt_i_text_add(&text, words);
    nkt_i_text_double(&text, fault.bound);
    nkt_i_refuse(call, status, reason, fault, sentence);
}

static void check_column(nkt_i_call *call, const char *path, int32_t item, const nkt_column *column,
                         int64_t n_rows) {
    nkt_i_fault fault = NKT_I_AT(path);

    if (nkt_i_call_refused(call))
        return;
    fault.item = item;
    fault.id = column->id;
    fault.name = column->name;
    if (!nkt_i_is_type(column->type)) {
        fault.value = column->type;
        nkt_i_refuse(call, NKT_E_TYPE, NKT_REASON_UNKNOWN_CODE, fault,
                     "is no type: NKT_FLOAT64, NKT_INT32, ...");
    } else if (column->length < 0) {
        fault.value = (double)column->length;
        nkt_i_refuse(call, NKT_E_COUNT, NKT_REASON_NEGATIVE, fault, "elements are less than none");
    } else if (column->length > 1 && !column->stride) {
        fault.value = (double)column->length;
        nkt_i_refuse(call, NKT_E_STRIDE, NKT_REASON_CONTRADICTION, fault,
                     "elements lie on one another: a stride of 0 is one value for all rows");
    } else if (column->length > 0 && column->length < n_rows && !column->rows && column->stride) {
        fault.value = (double)column->length;
        fault.bound = (double)n_rows;
        refuse_bound(call, NKT_E_COUNT, NKT_REASON_TOO_FEW, fault,
                     "elements are fewer than the rows: ");
    } else if (!column->values && n_rows > 0 && !column->rows && !column->validity &&
               !column->reasons) {
        nkt_i_refuse(call, NKT_E_NULL, NKT_REASON_NULL, fault, "values is NULL");
    }
}

void nkt_i_column_needed(nkt_i_call *call, const char *path, const nkt_column *column,
                         int64_t n_rows) {
    nkt_i_needed(call, path, column);
    nkt_i_column_optional(call, path, column, n_rows);
}

void nkt_i_column_optional(nkt_i_call *call, const char *path, const nkt_column *column,
                           int64_t n_rows) {
    if (column)
        check_column(call, path, -1, column, n_rows);
}

void nkt_i_columns(nkt_i_call *call, const char *path, const nkt_column *columns,
                   const char *path_n, int64_t n, int64_t most, int64_t n_rows) {
    nkt_i_count(call, path_n, n, 0, most);
    if (n > 0)
        nkt_i_needed(call, path, columns);
    for (int64_t i = 0; i < n && !nkt_i_call_refused(call); i++)
        check_column(call, path, i > INT32_MAX ? INT32_MAX : (int32_t)i, &columns[i], n_rows);
}

void nkt_i_rows_check(nkt_i_call *call, const char *path, const nkt_rows *rows, int with_groups) {
    char at[NKT_I_PATH_SIZE];

    nkt_i_needed(call, path, rows);
    if (nkt_i_call_refused(call))
        return;
    nkt_i_count(call, nkt_i_member_path(at, path, ".n_rows"), rows->n_rows, 0, INT64_MAX);
    nkt_i_column_optional(call, nkt_i_member_path(at, path, ".include"), rows->include,
                          rows->n_rows);
    if (!with_groups && rows->groups) {
        nkt_i_refuse_path(call, NKT_E_OPTION, NKT_REASON_NOT_TAKEN,
                          nkt_i_member_path(at, path, ".groups"), NULL);
        return;
    }
    nkt_i_count(call, nkt_i_member_path(at, path, ".n_groups"), rows->n_groups, 0,
                rows->groups ? INT64_MAX : 1);
    nkt_i_column_optional(call, nkt_i_member_path(at, path, ".groups"), rows->groups, rows->n_rows);
    nkt_i_count(call, nkt_i_member_path(at, path, ".first_group"), rows->first_group, 0, 1);
    nkt_i_reserved(call, nkt_i_member_path(at, path, ".reserved"), rows->reserved);
}

void nkt_i_table_check(nkt_i_call *call, const char *path, const nkt_table *table,
                       int with_groups) {
    char at[NKT_I_PATH_SIZE], at_n[NKT_I_PATH_SIZE];

    nkt_i_needed(call, path, table);
    if (nkt_i_call_refused(call))
        return;
    nkt_i_rows_check(call, nkt_i_member_path(at, path, ".rows"), &table->rows, with_groups);
    nkt_i_columns(call, nkt_i_member_path(at, path, ".columns"), table->columns,
                  nkt_i_member_path(at_n, path, ".n_columns"), table->n_columns, INT32_MAX,
                  table->rows.n_rows);
}

int64_t nkt_i_n_groups(const nkt_rows *rows) {
    return rows->groups ? rows->n_groups : 1;
}

int nkt_i_row_included(nkt_i_call *call, const char *path, const nkt_rows *rows, int64_t row) {
    int8_t state;
    double value;

    if (!rows->include)
        return 1;
    value = nkt_i_column_value(rows->include, row, &state);
    if (call && state == NKT_STATE_INVALID)
        nkt_i_bad_element(call, path, -1, NULL, rows->include, row, NKT_REASON_NOT_FINITE);
    return state == NKT_STATE_VALUE && value != 0;
}

/* A number that is no group's: the bound is the last one that is. */
static void bad_group(nkt_i_call *call, const char *path, const nkt_rows *rows, int64_t row) {
    nkt_i_fault fault = NKT_I_AT(path);
    const int32_t why = nkt_i_column_why_invalid(rows->groups, row, &fault.value);

    fault.row = row;
    fault.id = rows->groups->id;
    fault.name = rows->groups->name;
    fault.bound = why ? NAN : (double)(rows->n_groups + rows->first_group - 1);
    nkt_i_bad_row(call, why ? why : NKT_REASON_UNKNOWN_CODE, fault, NULL);
}

int64_t nkt_i_row_group(nkt_i_call *call, const char *path, const nkt_rows *rows, int64_t row) {
    int8_t state;
    int64_t code, group;

    if (!rows->groups)
        return 0;
    code = nkt_i_column_code(rows->groups, row, &state);
    if (state == NKT_STATE_VALUE) {
        if (code == -1)
            return -1;
        group = code < rows->first_group ? -1 : code - rows->first_group;
        if (group >= 0 && group < rows->n_groups)
            return group;
    } else if (state != NKT_STATE_INVALID) {
        return -1;
    }
    bad_group(call, path, rows, row);
    return -1;
}

/*
 * The groups of a plain column without a question per element. Returns 0 where the column is another
 * one, or some number is no group: then the rows are to be looked at one by one.
 */
static int load_plain(const nkt_rows *rows, int64_t first, int64_t count, int64_t *groups) {
    const nkt_column *column = rows->groups;
    const uint64_t n_groups = (uint64_t)rows->n_groups, from = (uint64_t)rows->first_group;
    int odd = 0;

    if (column->rows || column->reasons || column->validity || !column->values)
        return 0;
#define LOAD(ctype, na)                                                                            \
    for (int64_t i = 0; i < count; i++) {                                                          \
        ctype x;                                                                                   \
        uint64_t group; /* numbers below the first one become large */                             \
        memcpy(&x, (const char *)column->values + (first + i) * column->stride, sizeof x);         \
        group = (uint64_t)(int64_t)x - from;                                                       \
        odd |= group >= n_groups && x != -1 && x != (na);                                          \
        groups[i] = group < n_groups ? (int64_t)group : -1;                                        \
    }                                                                                              \
    return !odd
    switch (column->type) {
    case NKT_INT64:
        LOAD(int64_t, -1);
    case NKT_INT32:
        LOAD(int32_t, -1);
    case NKT_INT32_R:
        LOAD(int32_t, INT32_MIN);
    case NKT_INT16:
        LOAD(int16_t, -1);
    case NKT_INT8:
        LOAD(int8_t, -1);
    default:
        return 0;
    }
#undef LOAD
}

void nkt_i_row_groups(nkt_i_call *call, const char *include_path, const char *groups_path,
                      const nkt_rows *rows, int64_t first, int64_t count, int64_t *groups) {
    if (nkt_i_rows_are_plain(rows)) {
        memset(groups, 0, (size_t)count * sizeof *groups);
        return;
    }
    if (!rows->include && load_plain(rows, first, count, groups))
        return;
    for (int64_t i = 0; i < count; i++)
        groups[i] = nkt_i_row_included(call, include_path, rows, first + i)
                        ? nkt_i_row_group(call, groups_path, rows, first + i)
                        : -1;
}

void nkt_i_bad_element(nkt_i_call *call, const char *path, int32_t item, const char *name,
                       const nkt_column *column, int64_t row, int32_t reason) {
    nkt_i_fault fault = NKT_I_AT(path);
    int32_t why = nkt_i_column_why_invalid(column, row, &fault.value);

    fault.item = item;
    fault.id = column->id;
    fault.name = name ? name : column->name;
    fault.row = row;
    nkt_i_bad_row(call, why ? why : reason, fault, NULL);
}
