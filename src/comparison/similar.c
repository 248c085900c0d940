/*
 * nkt_similar: which units can be compared, their scales, and the nearest of each.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "comparison/similar.h"

#include "rows/rows.h"
#include "comparison/neighbours.h"

/* Beyond so many scales a value is taken for an error, and squares would overflow. */
#define FARTHEST 1e150

/* The parameters of the call. */
typedef struct call {
    const nkt_column *variables;
    int64_t n_variables, n_units;
    const double *scales, *weights;
    const nkt_column *region, *population;
    const int64_t *foci;
    int64_t n_foci, k;
    nkt_similar_options options;
    int64_t *members;
    double *distances, *contributions;
    int64_t capacity;
    int32_t *states;
} call;

/* The work area. */
typedef struct area {
    nkt_i_points points;
    double *scales;     /* as used */
    int64_t *place;     /* of each unit among the points; -1: left out */
    double *nearest;    /* distances of one focus */
    int64_t *units;     /*   and their units */
    double *column;     /* one variable */
    nkt_i_keyed *items; /* two times n_units */
} area;

/* ---- the work area -------------------------------------------------------------------------------- */

/* Hands out the next `count` numbers of 8 bytes; without memory it only counts them. */
static void *take(char *memory, size_t *used, int64_t count) {
    void *place = memory ? memory + *used : NULL;
    *used += 8 * (size_t)count;
    return place;
}

static size_t place_area(area *a, char *memory, int64_t n_variables, int64_t n) {
    const int64_t nodes = nkt_i_points_nodes(n);
    size_t used = 0;

    a->points.raw = take(memory, &used, n * n_variables);
    a->points.scaled = take(memory, &used, nkt_i_points_scaled(n, n_variables));
    a->points.box = take(memory, &used, 2 * nodes * n_variables);
    a->points.unit = take(memory, &used, n);
    a->points.region = take(memory, &used, n);
    a->points.size = take(memory, &used, n);
    a->scales = take(memory, &used, n_variables);
    a->place = take(memory, &used, n);
    a->nearest = take(memory, &used, n);
    a->units = take(memory, &used, n);
    a->column = take(memory, &used, n);
    a->items = take(memory, &used, 4 * n);
    return used;
}

static nkt_status check_counts(int64_t n_variables, int64_t n_units, int32_t argument,
                               nkt_error *error) {
    if (n_variables < 1 || n_variables > NKT_SIMILAR_VARIABLES_MAX)
        return nkt_i_refuse_count(error, argument, "n_variables", n_variables);
    if (n_units < 0)
        return nkt_i_refuse_count(error, argument + 1, "n_units", n_units);
    /* Fewer than 256 numbers of 8 bytes per unit. */
    if ((uint64_t)n_units > SIZE_MAX / (8 * 256))
        return nkt_i_error_set(error, NKT_E_SIZE, NKT_I_FAULT(argument + 1), "n_units",
                               "is more than memory can hold");
    return NKT_OK;
}

nkt_status nkt_similar_work_size(int64_t n_variables, int64_t n_units, size_t *size,
                                 nkt_error *error) {
    nkt_status status;
    area a;

    nkt_i_error_clear(error);
    status = check_counts(n_variables, n_units, 1, error);
    if (status)
        return status;
    if (!size)
        return nkt_i_refuse_null(error, 3, "size");
    *size = place_area(&a, NULL, n_variables, n_units);
    return NKT_OK;
}

/* ---- what is refused ------------------------------------------------------------------------------- */

static nkt_status refuse_item(int32_t argument, int64_t item, double value, const char *name,
                              const char *sentence, nkt_error *error) {
    nkt_i_fault fault = NKT_I_FAULT(argument);

    fault.item = (int32_t)item;
    fault.value = value;
    return nkt_i_error_value(error, NKT_E_DOMAIN, fault, name, sentence);
}

static nkt_status check_factors(const call *in, nkt_error *error) {
    double most = 0;

    for (int64_t v = 0; in->scales && v < in->n_variables; v++)
        if (!(in->scales[v] > 0) || isinf(in->scales[v]))
            return refuse_item(4, v, in->scales[v], "scales", "is not above 0", error);
    for (int64_t v = 0; in->weights && v < in->n_variables; v++) {
        if (!(in->weights[v] >= 0) || isinf(in->weights[v]))
            return refuse_item(5, v, in->weights[v], "weights", "is not 0 or more", error);
        most = in->weights[v] > most ? in->weights[v] : most;
    }
    if (in->weights && most == 0)
        return refuse_item(5, 0, 0, "weights", "is no weight where all are", error);
    return NKT_OK;
}

static nkt_status check_columns(const call *in, nkt_error *error) {
    nkt_status status;

    if (!in->variables)
        return nkt_i_refuse_null(error, 1, "variables");
    status =
        nkt_i_columns_check(in->variables, in->n_variables, in->n_units, 1, "variables", error);
    if (!status && in->region)
        status = nkt_i_column_check(in->region, in->n_units, NKT_I_FAULT(6), "region", error);
    if (!status && in->population)
        status =
            nkt_i_column_check(in->population, in->n_units, NKT_I_FAULT(7), "population", error);
    if (!status && !in->population && in->options.band != 0)
        status = nkt_i_refuse_null(error, 7, "population");
    return status;
}

static nkt_status check_foci(const call *in, nkt_error *error) {
    if (in->n_foci < 0 || (!in->foci && in->n_foci != in->n_units))
        return nkt_i_refuse_count(error, 9, "n_foci", in->n_foci);
    for (int64_t f = 0; in->foci && f < in->n_foci; f++)
        if (in->foci[f] < 0 || in->foci[f] >= in->n_units)
            return refuse_item(8, f, (double)in->foci[f], "foci", "is no number of a unit", error);
    if (in->k < 1)
        return nkt_i_refuse_count(error, 10, "k", in->k);
    if (in->n_foci > 0 && !in->members)
        return nkt_i_refuse_null(error, 12, "members");
    if (in->n_foci > 0 && in->capacity / in->n_foci < in->k)
        return nkt_i_error_set(error, NKT_E_CAPACITY, NKT_I_FAULT(15), "capacity",
                               "is less than n_foci times k");
    return NKT_OK;
}

static nkt_status read_options(const nkt_similar_options *options, nkt_similar_options *out,
                               nkt_error *error) {
    const nkt_status status = nkt_i_options_copy(options, 11, out, sizeof *out,
                                                 "is not sizeof (nkt_similar_options)", error);

    if (status)
        return status;
    if (out->metric < NKT_SIMILAR_CITY_BLOCK || out->metric > NKT_SIMILAR_EUCLIDEAN)
        return nkt_i_refuse_option(error, 11, out->metric, "metric", "is no metric");
    if (out->scaling < NKT_SIMILAR_SCALE_SD || out->scaling > NKT_SIMILAR_SCALE_NONE)
        return nkt_i_refuse_option(error, 11, out->scaling, "scaling", "is no way of scaling");
    if (out->reserved != 0)
        return nkt_i_refuse_option(error, 11, out->reserved, "reserved", "is not 0");
    if (!(out->band == 0 || (out->band >= 1 && out->band < INFINITY)))
        return nkt_i_refuse_option(error, 11, out->band, "band", "is not 1 or more");
    return NKT_OK;
}

/* ---- who can be compared ---------------------------------------------------------------------------- */

/* Reads a unit into the place of the next point. Returns its state. */
static int8_t read_unit(const call *in, area *a, int64_t unit, int64_t place, nkt_i_bad_rows *bad) {
    int8_t worst = NKT_STATE_VALUE, state;
    int told = 0; /* of each unit one thing is told */

    for (int64_t v = 0; v < in->n_variables; v++) {
        const double x = nkt_i_column_value(&in->variables[v], unit, &state);
        if (state == NKT_STATE_VALUE && fabs(x) >= FARTHEST)
            state = NKT_STATE_INVALID;
        if (state == NKT_STATE_INVALID && !told++)
            nkt_i_bad_rows_note(bad, 1, (int32_t)v, unit, x, "variables",
                                "is too large to be compared");
        worst = nkt_i_state_worst(worst, state);
        a->points.raw[place * in->n_variables + v] = x;
    }
    if (in->region) {
        a->points.region[place] = nkt_i_column_code(in->region, unit, &state);
        if (state == NKT_STATE_INVALID && !told++)
            nkt_i_bad_rows_note(bad, 6, -1, unit, NAN, "region", "is no whole number");
        worst = nkt_i_state_worst(worst, state);
    }
    if (in->options.band != 0) {
        const double size = nkt_i_column_value(in->population, unit, &state);
        if (state == NKT_STATE_INVALID || (state == NKT_STATE_VALUE && size <= 0)) {
            if (!told++)
                nkt_i_bad_rows_note(bad, 7, -1, unit, size, "population", "is not above 0");
            state = NKT_STATE_INVALID;
        }
        worst = nkt_i_state_worst(worst, state);
        a->points.size[place] = size;
    }
    return worst;
}

static void read_units(const call *in, area *a, nkt_i_bad_rows *bad) {
    int64_t n = 0;

    for (int64_t unit = 0; unit < in->n_units; unit++) {
        const int8_t state = read_unit(in, a, unit, n, bad);
        if (in->states)
            in->states[unit] = state;
        if (state == NKT_STATE_VALUE)
            a->points.unit[n++] = unit;
    }
    a->points.n = n;
}

static void find_scales(const call *in, area *a) {
    for (int64_t v = 0; v < in->n_variables; v++) {
        if (in->scales) {
            a->scales[v] = in->scales[v];
            continue;
        }
        for (int64_t i = 0; i < a->points.n; i++)
            a->column[i] = a->points.raw[i * in->n_variables + v];
        a->scales[v] = nkt_i_similar_scale(in->options.scaling, a->column, a->points.n, a->items,
                                           a->items + in->n_units);
    }
}

/* Leaves out units that lie beyond all measure: their distances would be no numbers. */
static void drop_far_units(const call *in, area *a, nkt_i_bad_rows *bad) {
    nkt_i_points *p = &a->points;
    int64_t kept = 0;

    for (int64_t i = 0; i < p->n; i++) {
        const double *x = p->raw + i * p->dims;
        int64_t far = -1;
        for (int64_t v = 0; v < p->dims && far < 0; v++)
            if (a->scales[v] != 0 && !(nkt_i_points_term(p, v, x[v], 0) < FARTHEST))
                far = v;
        if (far >= 0) {
            nkt_i_bad_rows_note(bad, 1, (int32_t)far, p->unit[i], x[far], "variables",
                                "is too large to be compared");
            if (in->states)
                in->states[p->unit[i]] = NKT_STATE_INVALID;
            continue;
        }
        memmove(p->raw + kept * p->dims, x, (size_t)p->dims * sizeof *x);
        p->unit[kept] = p->unit[i];
        if (p->region)
            p->region[kept] = p->region[i];
        if (p->size)
            p->size[kept] = p->size[i];
        kept++;
    }
    p->n = kept;
}

/* ---- the nearest ------------------------------------------------------------------------------------- */

static void put(const call *in, const area *a, int64_t f, int64_t focus, int64_t found) {
    const nkt_i_points *p = &a->points;

    for (int64_t j = 0; j < in->k; j++) {
        const int64_t at = f * in->k + j;
        in->members[at] = j < found ? a->units[j] : -1;
        if (in->distances)
            in->distances[at] = j < found ? a->nearest[j] : NAN;
        for (int64_t v = 0; in->contributions && v < p->dims; v++)
            in->contributions[at * p->dims + v] =
                j < found ? nkt_i_points_term(p, v, p->raw[focus * p->dims + v],
                                              p->raw[a->place[a->units[j]] * p->dims + v])
                          : NAN;
    }
}

static void find_nearest(const call *in, area *a) {
    const int64_t most = in->k < a->points.n ? in->k : a->points.n;

    for (int64_t unit = 0; unit < in->n_units; unit++)
        a->place[unit] = -1;
    for (int64_t i = 0; i < a->points.n; i++)
        a->place[a->points.unit[i]] = i;
    for (int64_t f = 0; f < in->n_foci; f++) {
        /* All foci are taken in the order of the tree, so that neighbours follow each other. */
        const int64_t point = in->foci ? a->place[in->foci[f]] : f < a->points.n ? f : -1;
        if (in->foci || point >= 0)
            put(in, a, in->foci ? f : a->points.unit[point], point,
                point < 0 ? 0
                          : nkt_i_points_nearest(&a->points, point, most, a->units, a->nearest));
    }
    for (int64_t unit = 0; !in->foci && unit < in->n_units; unit++)
        if (a->place[unit] < 0)
            put(in, a, unit, -1, 0);
}

nkt_status nkt_similar(const nkt_column *variables, int64_t n_variables, int64_t n_units,
                       const double *scales, const double *weights, const nkt_column *region,
                       const nkt_column *population, const int64_t *foci, int64_t n_foci, int64_t k,
                       const nkt_similar_options *options, int64_t *members, double *distances,
                       double *contributions, int64_t capacity, int32_t *states, double *scales_used,
                       void *work, size_t work_size, nkt_error *error) {
    call in = {.variables = variables,
               .n_variables = n_variables,
               .n_units = n_units,
               .scales = scales,
               .weights = weights,
               .region = region,
               .population = population,
               .foci = foci,
               .n_foci = n_foci,
               .k = k,
               .members = members,
               .distances = distances,
               .contributions = contributions,
               .capacity = capacity,
               .states = states};
    nkt_i_bad_rows bad;
    nkt_status status;
    area a;

    nkt_i_error_clear(error);
    status = check_counts(n_variables, n_units, 2, error);
    if (!status)
        status = read_options(options, &in.options, error);
    if (!status)
        status = check_columns(&in, error);
    if (!status)
        status = check_factors(&in, error);
    if (!status)
        status = check_foci(&in, error);
    if (!status)
        status = nkt_i_memory_check(work, work_size, place_area(&a, NULL, n_variables, n_units), 18,
                                    "work", error);
    if (status)
        return status;
    place_area(&a, (char *)work, n_variables, n_units);
    a.points.dims = n_variables;
    a.points.euclidean = in.options.metric == NKT_SIMILAR_EUCLIDEAN;
    a.points.scales = a.scales;
    a.points.weights = weights;
    a.points.band = in.options.band;
    if (!region)
        a.points.region = NULL;
    if (in.options.band == 0)
        a.points.size = NULL;
    nkt_i_bad_rows_begin(&bad);
    read_units(&in, &a, &bad);
    find_scales(&in, &a);
    drop_far_units(&in, &a, &bad);
    nkt_i_points_build(&a.points);
    find_nearest(&in, &a);
    if (scales_used)
        memcpy(scales_used, a.scales, (size_t)n_variables * sizeof *scales_used);
    return nkt_i_bad_rows_end(&bad, error);
}
