/*
 * libnyckeltal for R's .Call: R's own vectors as columns, estimates as vectors of R.
 *
 * Nothing is copied, neither on the way in nor on the way out. R leaves a .Call by jumping out of it where something is wrong:
 * the library allocates nothing, and what is allocated here is R's, so nothing leaks then.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <nyckeltal.h>

#define R_NO_REMAP
#include <R.h>
#include <Rinternals.h>

/* NA_real_ is a NaN, and so missing; the NA of the other types is told by their type codes. */
static nkt_column view(SEXP vector, const char *name) {
    nkt_column column = {.type = NKT_INT32_R, .stride = sizeof(int)};

    if (Rf_isFactor(vector)) /* the codes of its levels are no counts */
        Rf_error("%s: is a factor", name);
    switch (TYPEOF(vector)) {
    case INTSXP:
        column.values = INTEGER_RO(vector);
        return column;
    case LGLSXP:
        column.values = LOGICAL_RO(vector);
        return column;
    case REALSXP:
        column.values = REAL_RO(vector);
        column.stride = sizeof(double);
        column.type = Rf_inherits(vector, "integer64") ? NKT_INT64_R : NKT_FLOAT64;
        return column;
    default:
        Rf_error("%s: is no numeric vector", name);
    }
}

/* A vector of one element among longer ones is a constant: stride 0. */
static nkt_column input(SEXP vector, const char *name, R_xlen_t n_rows) {
    const nkt_input *known = nkt_input_by_name(name);
    const nkt_indicator *operand = nkt_indicator_by_name(name);
    nkt_column column = view(vector, name);

    if (!known && !operand)
        Rf_error("%s: no such input", name);
    column.id = known ? known->id : operand->id;
    if (Rf_xlength(vector) != n_rows && Rf_xlength(vector) != 1)
        Rf_error("%s: has fewer rows than others", name);
    if (Rf_xlength(vector) != n_rows)
        column.stride = 0;
    return column;
}

/* The columns of a data frame of n estimates, and a view of them for the library to write to. */
static SEXP estimates(R_xlen_t n_rows, R_xlen_t n_figures, nkt_estimates *view) {
    const char *names[] = {"value", "lower", "upper", "basis", "state", "flags", ""};
    const R_xlen_t n = n_rows * n_figures;
    SEXP out = PROTECT(Rf_mkNamed(VECSXP, names));

    for (int i = 0; i < 6; i++)
        SET_VECTOR_ELT(out, i, Rf_allocVector(i < 4 ? REALSXP : INTSXP, n));
    *view = (nkt_estimates){.value = REAL(VECTOR_ELT(out, 0)),
                            .lower = REAL(VECTOR_ELT(out, 1)),
                            .upper = REAL(VECTOR_ELT(out, 2)),
                            .basis = REAL(VECTOR_ELT(out, 3)),
                            .state = INTEGER(VECTOR_ELT(out, 4)),
                            .flags = INTEGER(VECTOR_ELT(out, 5)),
                            .stride = sizeof(double),
                            .item_stride = n_rows * (int64_t)sizeof(double),
                            .state_stride = sizeof(int),
                            .state_item_stride = n_rows * (int64_t)sizeof(int)};
    UNPROTECT(1);
    return out;
}

/* The words for states instead of their codes. */
static void name_states(SEXP out) {
    SEXP codes = VECTOR_ELT(out, 4), names = PROTECT(Rf_allocVector(STRSXP, Rf_xlength(codes)));

    for (R_xlen_t i = 0; i < Rf_xlength(codes); i++)
        SET_STRING_ELT(names, i, Rf_mkChar(nkt_code_name("state", INTEGER(codes)[i])));
    SET_VECTOR_ELT(out, 4, names);
    UNPROTECT(1);
}

/*
 * figures: names; inputs: a named list of vectors; confidence: of the intervals. Returns a list of
 * vectors, in which the rows of one figure come after those of another.
 */
SEXP key_figures(SEXP figures, SEXP inputs, SEXP confidence) {
    R_xlen_t n_figures = Rf_xlength(figures), n_inputs = Rf_xlength(inputs), n_rows = 0;
    SEXP names = Rf_getAttrib(inputs, R_NamesSymbol);
    nkt_options options = {.size = sizeof options, .confidence = Rf_asReal(confidence)};
    nkt_column *columns;
    int32_t *ids;
    nkt_estimates view;
    nkt_table table;
    SEXP out;
    nkt_error error;
    nkt_status status;

    for (R_xlen_t i = 0; i < n_inputs; i++)
        if (Rf_xlength(VECTOR_ELT(inputs, i)) > n_rows)
            n_rows = Rf_xlength(VECTOR_ELT(inputs, i));
    columns = (nkt_column *)R_alloc((size_t)n_inputs, sizeof *columns);
    for (R_xlen_t i = 0; i < n_inputs; i++)
        columns[i] = input(VECTOR_ELT(inputs, i), CHAR(STRING_ELT(names, i)), n_rows);
    ids = (int32_t *)R_alloc((size_t)n_figures, sizeof *ids);
    for (R_xlen_t i = 0; i < n_figures; i++) {
        const nkt_indicator *figure = nkt_indicator_by_name(CHAR(STRING_ELT(figures, i)));
        if (!figure)
            Rf_error("%s: no such figure", CHAR(STRING_ELT(figures, i)));
        ids[i] = figure->id;
    }

    table = (nkt_table)NKT_TABLE_OF(columns, n_inputs, n_rows);
    out = PROTECT(estimates(n_rows, n_figures, &view));
    status = nkt_compute(&table, ids, n_figures, &options, &view, &error);
    if (status < 0)
        Rf_error("%s", error.message);
    name_states(out);
    if (status == NKT_ROWS_INVALID)
        Rf_warning("%s (rows counted from 0; %.0f bad rows)", error.message,
                   (double)error.rows_affected);
    else if (status > 0)
        Rf_warning("%s", error.message);
    UNPROTECT(1);
    return out;
}
