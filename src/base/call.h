/*
 * A call of a public function on its way through the library: the names of its parameters, what has
 * been found wrong with them, and the bad rows met so far.
 *
 * A public function begins a call, checks its arguments one after another, computes, and ends it:
 *
 *     nkt_i_call call = nkt_i_call_begin(error, "values rows direction ranks work");
 *     nkt_i_rows_check(&call, "rows", rows, NKT_I_WITHOUT_GROUPS);
 *     nkt_i_column_needed(&call, "values", values, rows);
 *     ...
 *     if (nkt_i_call_refused(&call))
 *         return call.status;
 *     ... compute, nkt_i_bad_row(&call, ...) ...
 *     return nkt_i_call_end(&call);
 *
 * A check that finds something wrong refuses the call, and every check after it does nothing: so
 * the first fault is reported, and none needs an `if`. Parameters are named by path, as a caller
 * would write them: "direction", "rows.include", "options.confidence". Their numbers are counted
 * off the list, which tests/abi compares with the headers.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NKT_CALL_H
#define NKT_CALL_H

#include "base/float.h"

#include <math.h>
#include <stdint.h>

#include "nyckeltal/error.h"

/* What is at fault. Begin with NKT_I_AT(path) and set what is known besides. */
typedef struct nkt_i_fault {
    int32_t item, id;
    int64_t row;
    double value;
    double bound;
    const char *path; /* "design.weight" */
    const char
        *name;      /* what the message calls it; NULL: the path, and the item where there is one */
    int32_t reason; /* NKT_REASON_* */
} nkt_i_fault;

#define NKT_I_AT(path_)                                                                            \
    ((nkt_i_fault){.item = -1, .row = -1, .value = NAN, .bound = NAN, .path = (path_)})

/* The block of rows that bad rows are counted in; see nkt_i_bad_row. */
enum { NKT_I_BAD_WINDOW = 512 };

typedef struct nkt_i_call {
    nkt_error *error;
    const char *parameters; /* in their order: "values rows direction ranks work" */
    nkt_status status;      /* negative: refused; positive: a remark */

    /* Bad rows: the first in full, by row and then item; the others counted. */
    nkt_i_fault first_bad;
    const char *first_sentence;
    int64_t bad_rows;
    int is_first_kept; /* rows of another kind follow: see nkt_i_bad_rows_of_another_kind */
    int64_t window;    /* the first row of the window; -1: none yet */
    uint8_t in_window[NKT_I_BAD_WINDOW / 8];
} nkt_i_call;

nkt_i_call nkt_i_call_begin(nkt_error *error, const char *parameters);

static inline int nkt_i_call_refused(const nkt_i_call *call) {
    return call->status < 0;
}

/*
 * Refuses the call: what is wrong (reason, and its sentence unless one is given) with what (fault).
 * A fault with a value is reported with it: "-3 is negative".
 */
void nkt_i_refuse(nkt_i_call *call, nkt_status status, int32_t reason, nkt_i_fault fault,
                  const char *sentence);

/* The same for a plain path, without and with a value. */
void nkt_i_refuse_path(nkt_i_call *call, nkt_status status, int32_t reason, const char *path,
                       const char *sentence);
void nkt_i_refuse_value(nkt_i_call *call, nkt_status status, int32_t reason, const char *path,
                        double value, const char *sentence);

/* A remark: the outputs are written. The first remark of a call stays, before bad rows. */
void nkt_i_remark(nkt_i_call *call, nkt_status status, int32_t reason, nkt_i_fault fault,
                  const char *sentence);

/* The same for a remark on several rows, or other elements: rows_affected says how many. */
void nkt_i_remark_rows(nkt_i_call *call, nkt_status status, int32_t reason, nkt_i_fault fault,
                       int64_t rows, const char *sentence);

/*
 * Notes a bad row; fault.row and fault.path are set. A row is counted once however often it is noted,
 * as long as the rows come in blocks of any order whose rows lie within one window: by rows, or
 * column by column over at most NKT_I_BAD_WINDOW aligned rows.
 */
void nkt_i_bad_row(nkt_i_call *call, int32_t reason, nkt_i_fault fault, const char *sentence);

/*
 * From here on other rows are noted: groups after persons, say. They are counted besides, and the
 * first of them is reported only if no row was bad before.
 */
void nkt_i_bad_rows_of_another_kind(nkt_i_call *call);

/* NKT_OK, the remark, or NKT_ROWS_INVALID with the error filled in. */
nkt_status nkt_i_call_end(nkt_i_call *call);

/* The sentence that goes with a reason. */
const char *nkt_i_reason_sentence(int32_t reason);

/* Room for a path that is put together, and putting it there: "table.rows" and ".include". */
enum { NKT_I_PATH_SIZE = 64 };
const char *nkt_i_member_path(char buffer[NKT_I_PATH_SIZE], const char *path, const char *member);

/* The number of the parameter that a path begins with, from 1; 0: none of that name. */
int32_t nkt_i_parameter_number(const char *parameters, const char *path);

#endif
