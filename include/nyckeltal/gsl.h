/*
 * Vectors and matrices of the GNU Scientific Library as columns and targets, without copying. Macros
 * only: include <gsl/gsl_vector.h> or <gsl/gsl_matrix.h> yourself, of any element type; nyckeltal.h
 * does not include this header, and what uses it needs no more of GSL than it has already. C11 and
 * C++11 and later.
 *
 *     gsl_matrix *x = ...;                                     a row per municipality
 *     nkt_column terms[] = {NKT_GSL_COLUMN(0, x, 1), NKT_GSL_COLUMN(0, x, 2)};
 *     gsl_vector *residuals = gsl_vector_alloc(x->size1);
 *     nkt_target to = NKT_GSL_TO(residuals);
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NYCKELTAL_GSL_H
#define NYCKELTAL_GSL_H

#include "target.h"

/*
 * NKT_GSL_VECTOR(id, v):     the vector (a pointer; of a view &view.vector), const or not
 * NKT_GSL_COLUMN(id, m, j):  column j of the matrix (a pointer; of a view &view.matrix), const or not
 * NKT_GSL_ROW(id, m, i):     row i of it
 * NKT_GSL_TO(v):             the vector as a target; a const one does not compile
 * NKT_GSL_TO_COLUMN(m, j):   column j of the matrix as a target
 * NKT_GSL_TO_MATRIX(m):      the matrix as a target of several items, a column for each
 * The element is double, float, int, uint, long, ulong, short, ushort, char or uchar; long double
 * and complex do not compile. The column's length is that of the vector, so that a call with more
 * rows is refused; a target's capacity likewise. An empty vector has no length to check.
 */
#ifdef NKT_COLUMN_
/* clang-format off */
/* GSL's char is plain, which is no type code of column.h: there it is mostly text. */
#ifdef __cplusplus
#define NKT_GSL_CHAR_ (static_cast<char>(-1) == static_cast<signed char>(-1) ? NKT_INT8 : NKT_UINT8)
template <class T> struct nkt_gsl_code : nkt_type_code<T> {};
template <> struct nkt_gsl_code<char &> { enum { value = NKT_GSL_CHAR_ }; };
template <class T> struct nkt_gsl_writable; /* of const vectors there is none */
template <> struct nkt_gsl_writable<size_t &> { enum { yes = 1 }; };
#define NKT_GSL_TYPE_(x) static_cast<int32_t>(nkt_gsl_code<decltype((x))>::value)
#define NKT_GSL_CAPACITY_(size) (static_cast<int64_t>(size) * nkt_gsl_writable<decltype((size))>::yes)
#define NKT_GSL_COLUMN_(p, s, n, id_) nkt_column{(p), nullptr, nullptr, nullptr, nullptr, nullptr, \
    static_cast<int64_t>(s), 0, 0, static_cast<int64_t>(n), NKT_GSL_TYPE_((p)[0]), (id_)}
#define NKT_GSL_TARGET_(p, s, is, n) nkt_target{(p), static_cast<int64_t>(s), static_cast<int64_t>(is), \
    (n), NKT_GSL_TYPE_((p)[0]), 0}
#else
#define NKT_GSL_CHAR_ ((char)-1 == (signed char)-1 ? NKT_INT8 : NKT_UINT8)
#define NKT_GSL_TYPE_(x) _Generic((x), \
    double: NKT_FLOAT64, float: NKT_FLOAT32, \
    char: NKT_GSL_CHAR_, unsigned char: NKT_UINT8, \
    short: NKT_INT16, unsigned short: NKT_UINT16, \
    int: NKT_INT32, unsigned: NKT_UINT32, \
    long: sizeof(long) == 8 ? NKT_INT64 : NKT_INT32, \
    unsigned long: sizeof(long) == 8 ? NKT_UINT64 : NKT_UINT32)
#define NKT_GSL_CAPACITY_(size) _Generic(&(size), size_t *: (int64_t)(size))
#define NKT_GSL_COLUMN_(p, s, n, id_) ((nkt_column){.values = (p), .stride = (int64_t)(s), \
    .length = (int64_t)(n), .type = NKT_GSL_TYPE_((p)[0]), .id = (id_)})
#define NKT_GSL_TARGET_(p, s, is, n) ((nkt_target){.values = (p), .stride = (int64_t)(s), \
    .item_stride = (int64_t)(is), .capacity = (n), .type = NKT_GSL_TYPE_((p)[0])})
#endif
/* clang-format on */
#define NKT_GSL_VECTOR(id, v)                                                                      \
    NKT_GSL_COLUMN_((v)->data, (v)->stride * sizeof(v)->data[0], (v)->size, (id))
#define NKT_GSL_COLUMN(id, m, j)                                                                   \
    NKT_GSL_COLUMN_((m)->data + (j), (m)->tda * sizeof(m)->data[0], (m)->size1, (id))
#define NKT_GSL_ROW(id, m, i)                                                                      \
    NKT_GSL_COLUMN_((m)->data + (i) * (m)->tda, sizeof(m)->data[0], (m)->size2, (id))
#define NKT_GSL_TO(v)                                                                              \
    NKT_GSL_TARGET_((v)->data, (v)->stride * sizeof(v)->data[0], 0, NKT_GSL_CAPACITY_((v)->size))
#define NKT_GSL_TO_COLUMN(m, j)                                                                    \
    NKT_GSL_TARGET_((m)->data + (j), (m)->tda * sizeof(m)->data[0], 0,                             \
                    NKT_GSL_CAPACITY_((m)->size1))
#define NKT_GSL_TO_MATRIX(m)                                                                       \
    NKT_GSL_TARGET_((m)->data, (m)->tda * sizeof(m)->data[0], sizeof(m)->data[0],                  \
                    NKT_GSL_CAPACITY_((m)->size1))
#endif

#endif
