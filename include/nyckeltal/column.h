/*
 * The caller's data: a column is a view of memory that stays the caller's.
 *
 * One view covers a member of the caller's structs, a plain array, a NumPy array, an R vector, an
 * Arrow array, a constant, and through `rows` any other order of the same data, such as last
 * year's value in a panel. Nothing is copied and nothing is kept after a call returns.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NYCKELTAL_COLUMN_H
#define NYCKELTAL_COLUMN_H

#include "error.h"

NKT_BEGIN

/* How an element is stored. Pinned for ever. */
enum nkt_type {
    NKT_FLOAT64 = 1, /* NaN (R's NA_real_ among them): missing */
    NKT_FLOAT32 = 2, /* NaN: missing */
    NKT_INT64 = 3,   /* every value is a number; beyond 2^53 rounded to the nearest double */
    NKT_INT32 = 4,
    NKT_INT16 = 5,
    NKT_INT8 = 6,
    NKT_UINT32 = 7,
    NKT_UINT8 = 8,
    NKT_INT32_R = 9, /* R's integer and logical: INT32_MIN is NA, missing */
    NKT_UINT16 = 10,
    NKT_UINT64 = 11,
    NKT_INT64_R = 12, /* R's bit64: INT64_MIN is NA, missing */
    NKT_BOOL = 13,    /* a byte: 0 is 0, anything else is 1 */
    NKT_BITS = 14     /* an Arrow boolean: bits, least significant first; see stride */
};

/* Why there is no value. Pinned for ever: Kolada's "-", "." and ".." are the first three. */
enum nkt_state {
    NKT_STATE_VALUE = 0,          /* there is one */
    NKT_STATE_MISSING = 1,        /* "-": not reported */
    NKT_STATE_NOT_APPLICABLE = 2, /* ".": the question does not arise */
    NKT_STATE_SECRET = 3,         /* "..": withheld */
    NKT_STATE_NO_DENOMINATOR = 4, /* a share of nobody */
    NKT_STATE_INVALID = 5         /* bad data: infinite, negative, out of range */
};

/*
 * A view of one variable. Row i is the element number rows[i], or i where rows is NULL; element
 * number j lies at values + j * stride (bytes), its reason at reasons + j * reasons_stride, and its
 * validity at bit validity_offset + j of the bitmap.
 *
 * An element is missing where, in this order: rows[i] is -1; its reason is not 0 (the state is then
 * that reason); its validity bit is clear; its value is NaN, or R's NA under the R types. The value
 * of an element that is missing for its reason or its validity is never looked at.
 * An infinity is not missing but NKT_STATE_INVALID, and so are a reason that is no NKT_STATE_*, an
 * element number in rows below -1, and, where length says how many elements there are, one beyond
 * them.
 *
 * Elements need no alignment; `rows` is aligned as int64_t.
 * 88 bytes on 64-bit machines, 64 on 32-bit ones, without padding: frozen for ever.
 */
typedef struct nkt_column {
    const void *values;      /* element 0; NULL only where rows, validity or reasons say that
                                none is there: an element looked for is then invalid */
    const uint8_t *validity; /* Arrow bitmap, a set bit: present; NULL: all present */
    const int32_t *reasons;  /* NKT_STATE_* by element; NULL: none kept */
    const int32_t *flags;    /* NKT_FLAG_* by element, as far apart as reasons: they stay with what
                                is computed from the element; NULL: none kept */
    const int64_t *rows;     /* element number of each row, -1: missing; NULL: the row itself */
    const char *name;        /* what messages call the column; NULL: as its id or its place says */
    int64_t stride; /* bytes between elements; negative: backwards; 0: one value for all rows.
                                For NKT_BITS it counts bits, from bit validity_offset of values on */
    int64_t reasons_stride;  /* bytes between reasons, and between flags; 0: one for all */
    int64_t validity_offset; /* number of the bit that belongs to element 0 */
    int64_t length;          /* how many elements there are, from element 0 on; 0: not said, then
                                what rows and the number of rows say is the caller's word */
    int32_t type;            /* NKT_FLOAT64, NKT_INT32, ... */
    int32_t id;              /* NKT_IN_*, or the id of a figure; 0 where no catalogue is involved */
} nkt_column;

/*
 * Checks what can be checked of a column without looking at its values: type code, values given
 * where n_rows > 0, and its length where the column has one and no rows.
 *
 * column   the view
 * n_rows   how many rows it is to serve, 0 or more
 * Returns NKT_OK, NKT_E_NULL (column; its values), NKT_E_COUNT (n_rows; a negative length, or fewer
 * elements than rows), NKT_E_TYPE.
 */
NKT_API nkt_status nkt_column_check(const nkt_column *column, int64_t n_rows, nkt_error *error);

/*
 * Reads one row of a column: what every function of the library sees there.
 *
 * column   the view
 * row      which row, from 0; that it exists is the caller's word
 * value    receives the number; NaN where there is none
 * state    receives NKT_STATE_VALUE, _MISSING, ... as told at nkt_column
 * Returns NKT_OK, also where the state is no value; NKT_E_NULL, NKT_E_COUNT (row), NKT_E_TYPE.
 */
NKT_API nkt_status nkt_column_get(const nkt_column *column, int64_t row, double *value,
                                  int32_t *state, nkt_error *error);

/*
 * The state that shows where two meet: secret before not applicable, invalid, missing, no
 * denominator and value. An unknown state counts as invalid.
 */
NKT_API int32_t nkt_state_worst(int32_t a, int32_t b);

NKT_END

/*
 * NKT_FIELD(id, rows, field): member `field` of the caller's array of structs `rows`.
 * NKT_ARRAY(id, a):           the array `a`, all of it: a call on more rows is refused.
 * NKT_ARRAY_N(id, p, n):      the n elements that the pointer `p` points to.
 * NKT_CONSTANT(id, x):        the variable `x` for all rows.
 * NKT_MATRIX_COLUMN(id, m, n_columns, j):  column j of the matrix at `m` that is stored row by row,
 *                             with n_columns elements a row; a row of it is an array.
 * All infer the type code, in C11 and later and in C++11 and later; a type that has no code does
 * not compile. C99 cannot infer types: there name the code,
 * NKT_FIELD_AS(type, id, rows, field) and NKT_ARRAY_AS(type, id, p, n), which C11 has too.
 */
#ifndef NKT_NO_STD_INCLUDES
#ifdef __cplusplus
/* clang-format off */
template <class T> struct nkt_type_code;
template <> struct nkt_type_code<double>             { enum { value = NKT_FLOAT64 }; };
template <> struct nkt_type_code<float>              { enum { value = NKT_FLOAT32 }; };
template <> struct nkt_type_code<signed char>        { enum { value = NKT_INT8 }; };
template <> struct nkt_type_code<unsigned char>      { enum { value = NKT_UINT8 }; };
template <> struct nkt_type_code<short>              { enum { value = NKT_INT16 }; };
template <> struct nkt_type_code<unsigned short>     { enum { value = NKT_UINT16 }; };
template <> struct nkt_type_code<int>                { enum { value = NKT_INT32 }; };
template <> struct nkt_type_code<unsigned>           { enum { value = NKT_UINT32 }; };
template <> struct nkt_type_code<long>               { enum { value = sizeof(long) == 8 ? NKT_INT64 : NKT_INT32 }; };
template <> struct nkt_type_code<unsigned long>      { enum { value = sizeof(long) == 8 ? NKT_UINT64 : NKT_UINT32 }; };
template <> struct nkt_type_code<long long>          { enum { value = NKT_INT64 }; };
template <> struct nkt_type_code<unsigned long long> { enum { value = NKT_UINT64 }; };
template <> struct nkt_type_code<bool>               { enum { value = NKT_BOOL }; };
template <class T> struct nkt_type_code<const T> : nkt_type_code<T> {};
template <class T> struct nkt_type_code<T &> : nkt_type_code<T> {};
#define NKT_TYPE_OF(x) static_cast<int32_t>(nkt_type_code<decltype((x))>::value)
#define NKT_COLUMN_(p, s, n, t, id_) nkt_column{(p), nullptr, nullptr, nullptr, nullptr, nullptr, (s), 0, 0, (n), (t), (id_)}
#elif defined(__STDC_VERSION__) && __STDC_VERSION__ >= 201112L
#define NKT_TYPE_OF(x) _Generic((x), \
    double: NKT_FLOAT64, float: NKT_FLOAT32, \
    signed char: NKT_INT8, unsigned char: NKT_UINT8, \
    short: NKT_INT16, unsigned short: NKT_UINT16, \
    int: NKT_INT32, unsigned: NKT_UINT32, \
    long: sizeof(long) == 8 ? NKT_INT64 : NKT_INT32, \
    unsigned long: sizeof(long) == 8 ? NKT_UINT64 : NKT_UINT32, \
    long long: NKT_INT64, unsigned long long: NKT_UINT64, \
    _Bool: NKT_BOOL)
#define NKT_COLUMN_ NKT_COLUMN_AS_
/* clang-format on */
#endif
#ifdef NKT_COLUMN_
#define NKT_FIELD(id, rows, field)                                                                 \
    NKT_COLUMN_(&(rows)->field, (int64_t)sizeof *(rows), 0, NKT_TYPE_OF((rows)->field), (id))
#define NKT_ARRAY(id, a) NKT_ARRAY_N(id, &(a)[0], (int64_t)(sizeof(a) / sizeof(a)[0]))
#define NKT_ARRAY_N(id, p, n)                                                                      \
    NKT_COLUMN_((p), (int64_t)sizeof(p)[0], (n), NKT_TYPE_OF((p)[0]), (id))
#define NKT_CONSTANT(id, x) NKT_COLUMN_(&(x), 0, 0, NKT_TYPE_OF(x), (id))
#define NKT_MATRIX_COLUMN(id, m, n_columns, j)                                                     \
    NKT_COLUMN_(&(m)[0] + (j), (int64_t)(n_columns) * (int64_t)sizeof(m)[0], 0,                    \
                NKT_TYPE_OF((m)[0]), (id))
#endif
#ifndef __cplusplus
/* clang-format off */
#define NKT_COLUMN_AS_(p, s, n, t, id_) \
    ((nkt_column){.values = (p), .stride = (s), .length = (n), .type = (t), .id = (id_)})
/* clang-format on */
#define NKT_FIELD_AS(type_, id, rows, field)                                                       \
    NKT_COLUMN_AS_(&(rows)->field, (int64_t)sizeof *(rows), 0, (type_), (id))
#define NKT_ARRAY_AS(type_, id, p, n) NKT_COLUMN_AS_((p), (int64_t)sizeof(p)[0], (n), (type_), (id))
#endif
#endif

#endif
