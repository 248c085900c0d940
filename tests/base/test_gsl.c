/*
 * Vectors and matrices of GSL as columns and targets: every element type, views, strides.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <check.h>
#include <gsl/gsl_matrix.h>
#include <gsl/gsl_vector.h>
#include <math.h>

#include "nyckeltal.h"
#include "nyckeltal/gsl.h"
#include "nyckeltal/realloc.h"

enum { ROWS = 5, COLUMNS = 4 };

static nkt_error error;

static double value_at(const nkt_column *column, int64_t row) {
    double value;
    int32_t state;

    ck_assert_int_eq(nkt_column_get(column, row, &value, &state, &error), NKT_OK);
    ck_assert_int_eq(state, NKT_STATE_VALUE);
    return value;
}

/* Column 2 of a matrix has 10 · row + 2; row 3 has 30 + column; every second row of column 1. */
#define ELEMENTS(suffix, ctype, code)                                                              \
    do {                                                                                           \
        gsl_matrix##suffix *m = gsl_matrix##suffix##_alloc(ROWS, COLUMNS + 3);                     \
        gsl_matrix##suffix##_view part = gsl_matrix##suffix##_submatrix(m, 0, 0, ROWS, COLUMNS);   \
        const gsl_matrix##suffix *fixed = &part.matrix;                                            \
        for (size_t i = 0; i < ROWS; i++)                                                          \
            for (size_t j = 0; j < COLUMNS; j++)                                                   \
                gsl_matrix##suffix##_set(&part.matrix, i, j, (ctype)(10 * i + j));                 \
        {                                                                                          \
            gsl_vector##suffix##_view column = gsl_matrix##suffix##_column(m, 2);                  \
            gsl_vector##suffix##_const_view row = gsl_matrix##suffix##_const_row(fixed, 3);        \
            gsl_vector##suffix##_view first = gsl_matrix##suffix##_column(m, 1);                   \
            gsl_vector##suffix##_view every_second =                                               \
                gsl_vector##suffix##_subvector_with_stride(&first.vector, 1, 2, 2);                \
            const nkt_column columns[] = {NKT_GSL_VECTOR(7, &column.vector),                       \
                                          NKT_GSL_COLUMN(7, m, 2), NKT_GSL_COLUMN(7, fixed, 2)};   \
            const nkt_column rows[] = {NKT_GSL_VECTOR(0, &row.vector), NKT_GSL_ROW(0, fixed, 3)};  \
            const nkt_column strided = NKT_GSL_VECTOR(0, &every_second.vector);                    \
            for (int k = 0; k < 3; k++) {                                                          \
                ck_assert_int_eq(columns[k].type, code);                                           \
                ck_assert_int_eq(columns[k].length, ROWS);                                         \
                ck_assert_int_eq(columns[k].id, 7);                                                \
                for (int i = 0; i < ROWS; i++)                                                     \
                    ck_assert_double_eq(value_at(&columns[k], i), 10 * i + 2);                     \
            }                                                                                      \
            for (int k = 0; k < 2; k++) {                                                          \
                ck_assert_int_eq(rows[k].length, COLUMNS);                                         \
                for (int j = 0; j < COLUMNS; j++)                                                  \
                    ck_assert_double_eq(value_at(&rows[k], j), 30 + j);                            \
            }                                                                                      \
            ck_assert_int_eq(strided.length, 2);                                                   \
            ck_assert_double_eq(value_at(&strided, 0), 11);                                        \
            ck_assert_double_eq(value_at(&strided, 1), 31);                                        \
        }                                                                                          \
        gsl_matrix##suffix##_free(m);                                                              \
    } while (0)

START_TEST(every_element_type) {
    ELEMENTS(, double, NKT_FLOAT64);
    ELEMENTS(_float, float, NKT_FLOAT32);
    ELEMENTS(_int, int, NKT_INT32);
    ELEMENTS(_uint, unsigned, NKT_UINT32);
    ELEMENTS(_long, long, sizeof(long) == 8 ? NKT_INT64 : NKT_INT32);
    ELEMENTS(_ulong, unsigned long, sizeof(long) == 8 ? NKT_UINT64 : NKT_UINT32);
    ELEMENTS(_short, short, NKT_INT16);
    ELEMENTS(_ushort, unsigned short, NKT_UINT16);
    ELEMENTS(_char, char, (char)-1 < 0 ? NKT_INT8 : NKT_UINT8);
    ELEMENTS(_uchar, unsigned char, NKT_UINT8);
}
END_TEST

/* Ranks go into a vector of doubles, into a strided one of floats, into a column of a matrix. */
START_TEST(results_go_into_vectors) {
    const double figures[] = {3, 1, 2};
    const nkt_column values = NKT_ARRAY(0, figures);
    const nkt_rows rows = NKT_ROWS(3);
    gsl_vector *plain = gsl_vector_alloc(3);
    gsl_vector_float *wide = gsl_vector_float_calloc(6);
    gsl_vector_float_view strided = gsl_vector_float_subvector_with_stride(wide, 1, 2, 3);
    gsl_matrix *m = gsl_matrix_calloc(3, 2);
    const nkt_target targets[] = {NKT_GSL_TO(plain), NKT_GSL_TO(&strided.vector),
                                  NKT_GSL_TO_COLUMN(m, 1)};
    const nkt_target all = NKT_GSL_TO_MATRIX(m);
    nkt_memory work = NKT_MEMORY_REALLOC;

    for (int k = 0; k < 3; k++) {
        ck_assert_int_eq(targets[k].capacity, 3);
        ck_assert_int_eq(nkt_rank(&values, &rows, NKT_DIRECTION_LOW, NKT_TIES_BETTER, &targets[k],
                                  NULL, &work, &error),
                         NKT_OK);
    }
    for (size_t i = 0; i < 3; i++) {
        ck_assert_double_eq(gsl_vector_get(plain, i), figures[i]);
        ck_assert_double_eq(gsl_vector_float_get(wide, 2 * i + 1), figures[i]);
        ck_assert_double_eq(gsl_vector_float_get(wide, 2 * i), 0);
        ck_assert_double_eq(gsl_matrix_get(m, i, 1), figures[i]);
        ck_assert_double_eq(gsl_matrix_get(m, i, 0), 0);
    }
    ck_assert(all.stride == 16 && all.item_stride == 8 && all.capacity == 3);
    /* a vector that is too short is not written beyond, and not read beyond */
    {
        const nkt_rows more = NKT_ROWS(4);
        const double four[] = {1, 2, 3, 4};
        const nkt_column longer = NKT_ARRAY(0, four), shorter = NKT_GSL_VECTOR(0, plain);
        ck_assert_int_eq(nkt_rank(&longer, &more, NKT_DIRECTION_LOW, NKT_TIES_BETTER, &targets[0],
                                  NULL, &work, &error),
                         NKT_E_CAPACITY);
        ck_assert_int_eq(nkt_rank(&shorter, &more, NKT_DIRECTION_LOW, NKT_TIES_BETTER, &targets[1],
                                  NULL, &work, &error),
                         NKT_E_COUNT);
    }
    nkt_memory_free(&work);
    gsl_vector_free(plain);
    gsl_vector_float_free(wide);
    gsl_matrix_free(m);
}
END_TEST

Suite *nkt_suite_gsl(void) {
    Suite *suite = suite_create("gsl");
    TCase *tcase = tcase_create("gsl");
    tcase_add_test(tcase, every_element_type);
    tcase_add_test(tcase, results_go_into_vectors);
    suite_add_tcase(suite, tcase);
    return suite;
}
