/*
 * What a call checks first: one small vocabulary. Every check does nothing once the call is refused
 * (nkt_i_claim excepted, which still says what is needed).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NKT_CHECK_H
#define NKT_CHECK_H

#include "base/call.h"
#include "nyckeltal/estimate.h"
#include "nyckeltal/memory.h"
#include "nyckeltal/table.h"
#include "nyckeltal/target.h"

/* ---- plain arguments ---------------------------------------------------------------------------- */

/* A pointer that may not be NULL. */
void nkt_i_needed(nkt_i_call *call, const char *path, const void *pointer);

/* A whole number, least ... most. NKT_E_COUNT. */
void nkt_i_count(nkt_i_call *call, const char *path, int64_t count, int64_t least, int64_t most);

/*
 * A code of an enum whose codes are least ... most without gaps. NKT_E_ID; NKT_E_OPTION where the
 * path begins with "options.", as for all numbers below.
 */
void nkt_i_code(nkt_i_call *call, const char *path, int32_t code, int32_t least, int32_t most);

/* A number above and below (neither of them allowed). NKT_E_DOMAIN or NKT_E_OPTION. */
void nkt_i_between(nkt_i_call *call, const char *path, double number, double above, double below);

/* A finite number, least or more. NKT_E_DOMAIN or NKT_E_OPTION. */
void nkt_i_at_least(nkt_i_call *call, const char *path, double number, double least);

/* A finite number above 0. */
void nkt_i_above_0(nkt_i_call *call, const char *path, double number);

/* A number least ... most, both of them allowed. NKT_E_DOMAIN or NKT_E_OPTION. */
void nkt_i_within(nkt_i_call *call, const char *path, double number, double least, double most);

/* HIGH or LOW: an order has an end that comes first. */
void nkt_i_direction(nkt_i_call *call, const char *path, int32_t direction);

/* A member that is kept for later versions: 0 today. */
void nkt_i_reserved(nkt_i_call *call, const char *path, int64_t value);

/* A member that a call has no use for, and so refuses rather than passes over: it must be NULL. */
void nkt_i_not_taken(nkt_i_call *call, const char *path, const void *pointer);

/*
 * The caller's options of any kind, size first: fields that the caller's struct lacks become 0, a
 * field that ours lacks must be 0; NULL: all 0. out_size: of our struct. The path is "options".
 */
void nkt_i_options_open(nkt_i_call *call, const void *options, void *out, size_t out_size);

/*
 * The options of figures with every default filled in, and checked. share_interval: the method that
 * 0 stands for in this call, NKT_INTERVAL_WILSON or, where cases are few, an exact one.
 */
void nkt_i_figure_options(nkt_i_call *call, const nkt_options *options, int32_t share_interval,
                          nkt_options *out);

/* options.confidence of any struct: 0 becomes 0.95; what is not between 0 and 1 is refused. */
void nkt_i_confidence_option(nkt_i_call *call, double *confidence);

/*
 * Refuses so many rows for so many coefficients, at the path of the rows: "2 rows are too few for 3
 * coefficients".
 */
void nkt_i_refuse_too_few(nkt_i_call *call, const char *path, double n_rows,
                          int64_t n_coefficients);

/* ---- rows and columns --------------------------------------------------------------------------- */

enum { NKT_I_WITHOUT_GROUPS = 0, NKT_I_WITH_GROUPS = 1 };

/* The rows of a call; path: "rows", "table.rows", "design.rows". They are read with rows.h's readers. */
void nkt_i_rows_check(nkt_i_call *call, const char *path, const nkt_rows *rows, int with_groups);

/* A column of as many rows; NULL is refused. */
void nkt_i_column_needed(nkt_i_call *call, const char *path, const nkt_column *column,
                         int64_t n_rows);

/* The same, where NULL means that it is not given. */
void nkt_i_column_optional(nkt_i_call *call, const char *path, const nkt_column *column,
                           int64_t n_rows);

/* n columns, `most` of them at most; path_n: of their number. */
void nkt_i_columns(nkt_i_call *call, const char *path, const nkt_column *columns,
                   const char *path_n, int64_t n, int64_t most, int64_t n_rows);

/* A table: its rows and its columns. What the ids may be is the caller's to check. */
void nkt_i_table_check(nkt_i_call *call, const char *path, const nkt_table *table, int with_groups);

/*
 * Whether a row takes part. An element of include that is bad data leaves the row out, and is noted
 * under the path ("rows.include"); not where call is NULL, for a second look.
 */
int nkt_i_row_included(nkt_i_call *call, const char *path, const nkt_rows *rows, int64_t row);

/*
 * The group of a row that takes part, from 0; -1: none. A number that is no group is bad data, and
 * noted under the path ("rows.groups"). Without groups: 0.
 */
int64_t nkt_i_row_group(nkt_i_call *call, const char *path, const nkt_rows *rows, int64_t row);

/* How many groups there are: n_groups, or 1 without groups. */
int64_t nkt_i_n_groups(const nkt_rows *rows);

/*
 * The groups of rows first ... first + count - 1, in one loop where their column is plain; -1 too
 * where a row is left out. The paths ("rows.include", "rows.groups") are those of the two above.
 */
void nkt_i_row_groups(nkt_i_call *call, const char *include_path, const char *groups_path,
                      const nkt_rows *rows, int64_t first, int64_t count, int64_t *groups);

/* Whether rows take part that are told apart at all: include or groups is given. */
static inline int nkt_i_rows_are_plain(const nkt_rows *rows) {
    return !rows->include && !rows->groups;
}

/*
 * Notes a bad element of a column: why it is invalid, found out anew; reason: what else is wrong
 * with it where it is a finite number. item: of several columns under one path; -1.
 */
void nkt_i_bad_element(nkt_i_call *call, const char *path, int32_t item, const char *name,
                       const nkt_column *column, int64_t row, int32_t reason);

/*
 * A unit among others: that the focus and the members are rows (NKT_E_DOMAIN, with the member's place
 * in error.item). n_rows: of the call.
 */
void nkt_i_peers_check(nkt_i_call *call, const char *path, const nkt_peers *peers, int64_t n_rows);

/* Of checked peers: the focus's row from 0; how many members there are; the row of one, -1: none. */
int64_t nkt_i_focus(const nkt_peers *peers);
int64_t nkt_i_n_peers(const nkt_peers *peers, int64_t n_rows);
int64_t nkt_i_peer(const nkt_peers *peers, int64_t k);

/* ---- memory ------------------------------------------------------------------------------------- */

/* Bytes of a block, part by part, each 8-byte aligned. Begin with zeros. */
typedef struct nkt_i_bytes {
    size_t total;
    int overflow;
} nkt_i_bytes;

/* Room for n elements of that size; returns the offset of the first. A negative n overflows. */
size_t nkt_i_bytes_add(nkt_i_bytes *bytes, int64_t n, size_t size);

/*
 * The caller's memory, at least so large: sets memory->needed, grows it where it can grow. NULL where
 * the call is refused: check the call, not the pointer, since a block of 0 bytes may be NULL too.
 * After an earlier NKT_E_CAPACITY it still sets memory->needed, so that a host learns all sizes at
 * once; it comes after all other checks.
 */
void *nkt_i_claim(nkt_i_call *call, const char *path, nkt_memory *memory, nkt_i_bytes bytes);

/*
 * A block that holds something (a state, a fit): refused unless it is there, aligned and at least so
 * large. What is in it is the reader's to check.
 */
const void *nkt_i_held(nkt_i_call *call, const char *path, const nkt_memory *memory, size_t least);

/* Refuses two memories that are one block. */
void nkt_i_distinct(nkt_i_call *call, const char *path, const nkt_memory *a, const nkt_memory *b);

/* Refuses a memory that columns of the table lie in, or that their element numbers do. */
void nkt_i_not_inside(nkt_i_call *call, const char *path, const nkt_memory *memory,
                      const nkt_table *table);

/* ---- where results go --------------------------------------------------------------------------- */

/* A target that was checked. at NULL: the caller does not want them. */
typedef struct nkt_i_out {
    char *at;
    int64_t stride, item_stride;
    int32_t type, first;
} nkt_i_out;

/*
 * What is written, and so which types will do. least and most: of the codes; of a numbering the
 * largest that may be written, as the library counts (from 0).
 */
enum { NKT_I_NUMBERS, NKT_I_CODES, NKT_I_NUMBERING };
typedef struct nkt_i_content {
    int kind;
    int64_t least, most;
} nkt_i_content;
#define NKT_I_CONTENT_NUMBERS            ((nkt_i_content){NKT_I_NUMBERS, 0, 0})
#define NKT_I_CONTENT_CODES(least, most) ((nkt_i_content){NKT_I_CODES, (least), (most)})
#define NKT_I_CONTENT_NUMBERING(most)    ((nkt_i_content){NKT_I_NUMBERING, -1, (most)})

/*
 * A target for n_items numbers in each of n_rows rows. needed: refused where it is NULL and there is
 * something to write. Refused too: a type that does not fit, strides that make elements overlap or
 * reach beyond memory, a capacity below n_rows.
 */
nkt_i_out nkt_i_target_open(nkt_i_call *call, const char *path, const nkt_target *target,
                            nkt_i_content content, int64_t n_rows, int64_t n_items, int needed);

/*
 * A target for a list of n numbers, whose length the call itself found: refused too where its
 * capacity is below n, 0 being room for none.
 */
nkt_i_out nkt_i_list_open(nkt_i_call *call, const char *path, const nkt_target *target,
                          nkt_i_content content, int64_t n, int needed);

/* Writes one; nothing where the caller does not want them. */
void nkt_i_put_number(const nkt_i_out *out, int64_t row, int64_t item, double number);
/* NKT_NO_CODE: NaN in a float, NA under the types of R. */
void nkt_i_put_code(const nkt_i_out *out, int64_t row, int64_t item, int64_t code);
/* A number of a row, group or class as the library counts, -1: none. */
void nkt_i_put_numbering(const nkt_i_out *out, int64_t row, int64_t item, int64_t number);

/* An array of structs in the caller's memory: element r at (char *) at + r · stride. */
typedef struct nkt_i_array {
    char *at;
    int64_t size, stride;
} nkt_i_array;

/* path: of the pointer; path_stride: of its stride in bytes, 0: elements follow one another. */
nkt_i_array nkt_i_array_open(nkt_i_call *call, const char *path, const void *at, size_t size,
                             const char *path_stride, int64_t stride, int64_t n, int needed);

void nkt_i_array_put(const nkt_i_array *array, int64_t i, const void *element);
void nkt_i_array_get(const nkt_i_array *array, int64_t i, void *element);

/* Estimates in the caller's memory, strides filled in; read or written. */
nkt_estimates nkt_i_estimates_open(nkt_i_call *call, const char *path,
                                   const nkt_estimates *estimates, int64_t n_rows, int64_t n_items,
                                   int needed);
void nkt_i_estimates_put(const nkt_estimates *opened, int64_t row, int64_t item,
                         const nkt_estimate *estimate);
nkt_estimate nkt_i_estimates_get(const nkt_estimates *opened, int64_t row, int64_t item);

/*
 * What is wrong with an estimate of an opened view: as nkt_i_estimate_why_invalid; besides a NaN
 * where the view has states and this one says that there is a value.
 */
int32_t nkt_i_estimates_why_invalid(const nkt_estimates *opened, int64_t row, int64_t item,
                                    int32_t with, double *value);

/*
 * What is wrong with an estimate by itself: NKT_REASON_* and the number at fault. A state that is
 * none; of a value, that it is infinite, or one of the numbers beside it that are looked at (with);
 * NKT_REASON_NONE otherwise. A value that is NaN is missing, not wrong.
 */
enum { NKT_I_WITH_LIMITS = 1, NKT_I_WITH_BASIS = 2 };
int32_t nkt_i_estimate_why_invalid(const nkt_estimate *estimate, int32_t with, double *value);

/*
 * An estimate that a call takes by itself, read: a NaN is NKT_STATE_MISSING, what is wrong is noted at
 * the path (row 0) and NKT_STATE_INVALID.
 */
nkt_estimate nkt_i_estimate_read(nkt_i_call *call, const char *path, const nkt_estimate *estimate);

/* Whether a target or a view is given at all. */
int nkt_i_estimates_wanted(const nkt_estimates *estimates);

#endif
