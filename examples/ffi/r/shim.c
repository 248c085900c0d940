/*
 * libnyckeltal for R's .Call: R's own vectors as columns, estimates as vectors of R.
 *
 * Nothing is copied on the way in. R leaves a .Call by jumping out of it where something is wrong:
 * the library allocates nothing, and what is allocated here is R's, so nothing leaks then.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <nyckeltal.h>
#include <stddef.h>

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

/* One member of every estimate, by its place in the struct. */
static SEXP numbers(const nkt_estimate *estimates, R_xlen_t n, size_t place) {
    SEXP out = Rf_allocVector(REALSXP, n);
    for (R_xlen_t i = 0; i < n; i++)
        REAL(out)[i] = *(const double *)((const char *)&estimates[i] + place);
    return out;
}

static SEXP states(const nkt_estimate *estimates, R_xlen_t n) {
    SEXP out = PROTECT(Rf_allocVector(STRSXP, n));
    for (R_xlen_t i = 0; i < n; i++)
        SET_STRING_ELT(out, i, Rf_mkChar(nkt_state_name(estimates[i].state)));
    UNPROTECT(1);
    return out;
}

static SEXP flags(const nkt_estimate *estimates, R_xlen_t n) {
    SEXP out = Rf_allocVector(INTSXP, n);
    for (R_xlen_t i = 0; i < n; i++)
        INTEGER(out)[i] = estimates[i].flags;
    return out;
}

static SEXP vectors(const nkt_estimate *estimates, R_xlen_t n) {
    const char *names[] = {"value", "lower", "upper", "basis", "state", "flags", ""};
    SEXP out = PROTECT(Rf_mkNamed(VECSXP, names));
    SET_VECTOR_ELT(out, 0, numbers(estimates, n, offsetof(nkt_estimate, value)));
    SET_VECTOR_ELT(out, 1, numbers(estimates, n, offsetof(nkt_estimate, lower)));
    SET_VECTOR_ELT(out, 2, numbers(estimates, n, offsetof(nkt_estimate, upper)));
    SET_VECTOR_ELT(out, 3, numbers(estimates, n, offsetof(nkt_estimate, basis)));
    SET_VECTOR_ELT(out, 4, states(estimates, n));
    SET_VECTOR_ELT(out, 5, flags(estimates, n));
    UNPROTECT(1);
    return out;
}

/*
 * figures: names; inputs: a named list of vectors; confidence: of the intervals. Returns a list of
 * vectors, in which the rows of one figure come after those of another.
 */
SEXP key_figures(SEXP figures, SEXP inputs, SEXP confidence) {
    R_xlen_t n_figures = Rf_xlength(figures), n_inputs = Rf_xlength(inputs), n_rows = 0;
    SEXP names = Rf_getAttrib(inputs, R_NamesSymbol);
    nkt_options options = {.size = sizeof options, .confidence = Rf_asReal(confidence)};
    int64_t row_stride = sizeof(nkt_estimate);
    nkt_column *columns;
    int32_t *ids;
    nkt_estimate *out;
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

    out = (nkt_estimate *)R_alloc((size_t)(n_rows * n_figures), sizeof *out);
    status = nkt_compute(columns, n_inputs, n_rows, ids, n_figures, &options, out, row_stride,
                         n_rows * row_stride, &error);
    if (status < 0)
        Rf_error("%s", error.message);
    if (status > 0)
        Rf_warning("%s (rows counted from 0; %.0f bad rows)", error.message,
                   (double)error.rows_affected);
    return vectors(out, n_rows * n_figures);
}
