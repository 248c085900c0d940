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

/* The parameters of the call, checked, and what follows from them. */
typedef struct call {
    const nkt_similar_task *task;
    const nkt_rows *rows;
    int64_t n_units, n_variables, n_foci, k;
    nkt_similar_options options;
    nkt_i_out members, distances, contributions, states;
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

static void claim(nkt_i_call *at, const call *in, area *a, nkt_memory *work) {
    const int64_t n = in->n_units, dims = in->n_variables;
    const size_t point = (size_t)(dims < 1 ? 1 : dims) * sizeof(double);
    nkt_i_bytes bytes = {0, 0};
    const size_t raw = nkt_i_bytes_add(&bytes, n, point);
    const size_t scaled = nkt_i_bytes_add(&bytes, n, point);
    const size_t leaf = nkt_i_bytes_add(&bytes, NKT_I_LEAF, sizeof(double)); /* the end of scaled */
    const size_t box = nkt_i_bytes_add(&bytes, nkt_i_points_nodes(n), 2 * point);
    const size_t unit = nkt_i_bytes_add(&bytes, n, sizeof(int64_t));
    const size_t region = nkt_i_bytes_add(&bytes, n, sizeof(int64_t));
    const size_t size = nkt_i_bytes_add(&bytes, n, sizeof(double));
    const size_t scales = nkt_i_bytes_add(&bytes, dims, sizeof(double));
    const size_t place = nkt_i_bytes_add(&bytes, n, sizeof(int64_t));
    const size_t nearest = nkt_i_bytes_add(&bytes, n, sizeof(double));
    const size_t units = nkt_i_bytes_add(&bytes, n, sizeof(int64_t));
    const size_t column = nkt_i_bytes_add(&bytes, n, sizeof(double));
    const size_t items = nkt_i_bytes_add(&bytes, n, 2 * sizeof(nkt_i_keyed));
    char *memory = nkt_i_claim(at, "work", work, bytes);

    (void)leaf;
    if (nkt_i_call_refused(at))
        return;
    a->points.raw = (double *)(void *)(memory + raw);
    a->points.scaled = (double *)(void *)(memory + scaled);
    a->points.box = (double *)(void *)(memory + box);
    a->points.unit = (int64_t *)(void *)(memory + unit);
    a->points.region = in->task->region ? (int64_t *)(void *)(memory + region) : NULL;
    a->points.size = in->options.band != 0 ? (double *)(void *)(memory + size) : NULL;
    a->scales = (double *)(void *)(memory + scales);
    a->place = (int64_t *)(void *)(memory + place);
    a->nearest = (double *)(void *)(memory + nearest);
    a->units = (int64_t *)(void *)(memory + units);
    a->column = (double *)(void *)(memory + column);
    a->items = (nkt_i_keyed *)(void *)(memory + items);
}

/* ---- what is refused ------------------------------------------------------------------------------- */

static void refuse_item(nkt_i_call *at, const char *path, int64_t item, double value,
                        int32_t reason, const char *sentence) {
    nkt_i_fault fault = NKT_I_AT(path);

    fault.item = item > INT32_MAX ? INT32_MAX : (int32_t)item;
    fault.value = value;
    nkt_i_refuse(at, NKT_E_DOMAIN, reason, fault, sentence);
}

static void check_factors(nkt_i_call *at, const nkt_similar_task *task) {
    const int64_t n = nkt_i_call_refused(at) ? 0 : task->variables.n_columns;
    double most = 0;

    for (int64_t v = 0; n > 0 && task->scales && v < n; v++)
        if (!(task->scales[v] > 0) || isinf(task->scales[v]))
            refuse_item(at, "task.scales", v, task->scales[v], NKT_REASON_TOO_SMALL,
                        "is not above 0");
    for (int64_t v = 0; n > 0 && task->weights && v < n; v++) {
        if (!(task->weights[v] >= 0) || isinf(task->weights[v]))
            refuse_item(at, "task.weights", v, task->weights[v], NKT_REASON_NEGATIVE,
                        "is not 0 or more");
        most = task->weights[v] > most ? task->weights[v] : most;
    }
    if (n > 0 && task->weights && most == 0)
        nkt_i_refuse_path(at, NKT_E_DOMAIN, NKT_REASON_TOO_SMALL, "task.weights", "are all 0");
}

/* The row of a focus; -1: it is none. */
static int64_t focus_of(const nkt_similar_task *task, int64_t f) {
    int8_t state;
    int64_t code;

    if (!task->foci)
        return f;
    code = nkt_i_column_code(task->foci, f, &state);
    if (state != NKT_STATE_VALUE || code < task->first_row ||
        code - task->first_row >= task->variables.rows.n_rows)
        return -1;
    return code - task->first_row;
}

static void check_foci(nkt_i_call *at, const nkt_similar_task *task) {
    nkt_i_count(at, "task.first_row", task->first_row, 0, 1);
    nkt_i_reserved(at, "task.reserved", task->reserved);
    nkt_i_count(at, "task.n_foci", task->n_foci, 0, task->foci ? INT64_MAX : 0);
    nkt_i_column_optional(at, "task.foci", task->foci, task->n_foci);
    nkt_i_count(at, "task.k", task->k, 1, INT64_MAX / NKT_SIMILAR_VARIABLES_MAX);
    for (int64_t f = 0; !nkt_i_call_refused(at) && f < task->n_foci; f++)
        if (focus_of(task, f) < 0) {
            int8_t state;
            refuse_item(at, "task.foci", f, nkt_i_column_value(task->foci, f, &state),
                        NKT_REASON_UNKNOWN_CODE, "is no number of a unit");
        }
}

static void read_options(nkt_i_call *at, const nkt_similar_options *options,
                         nkt_similar_options *out) {
    nkt_i_options_open(at, options, out, sizeof *out);
    nkt_i_code(at, "options.metric", out->metric, NKT_METRIC_CITY_BLOCK, NKT_METRIC_EUCLIDEAN);
    nkt_i_code(at, "options.scaling", out->scaling, NKT_SCALING_SD, NKT_SCALING_NONE);
    nkt_i_reserved(at, "options.reserved", out->reserved);
    if (out->band != 0)
        nkt_i_at_least(at, "options.band", out->band, 1);
}

/* Checks the task and reads the options. */
static void open_task(nkt_i_call *at, const nkt_similar_task *task,
                      const nkt_similar_options *options, call *in) {
    nkt_i_needed(at, "task", task);
    read_options(at, options, &in->options);
    if (nkt_i_call_refused(at))
        return;
    nkt_i_table_check(at, "task.variables", &task->variables, NKT_I_WITHOUT_GROUPS);
    nkt_i_count(at, "task.variables.n_columns", task->variables.n_columns, 1,
                NKT_SIMILAR_VARIABLES_MAX);
    in->task = task;
    in->rows = &task->variables.rows;
    in->n_units = task->variables.rows.n_rows;
    in->n_variables = task->variables.n_columns;
    in->n_foci = task->foci ? task->n_foci : in->n_units;
    in->k = task->k;
    check_factors(at, task);
    nkt_i_column_optional(at, "task.region", task->region, in->n_units);
    nkt_i_column_optional(at, "task.population", task->population, in->n_units);
    if (in->options.band != 0 && !task->population)
        nkt_i_refuse_path(at, NKT_E_NULL, NKT_REASON_LACKING, "task.population",
                          "is NULL, and options.band needs it");
    check_foci(at, task);
}

static void open_result(nkt_i_call *at, const nkt_similar_result *result, call *in) {
    nkt_i_needed(at, "result", result);
    if (nkt_i_call_refused(at))
        return;
    in->members = nkt_i_target_open(at, "result.members", &result->members,
                                    NKT_I_CONTENT_NUMBERING(in->n_units - 1), in->n_foci, in->k, 1);
    in->distances = nkt_i_target_open(at, "result.distances", &result->distances,
                                      NKT_I_CONTENT_NUMBERS, in->n_foci, in->k, 0);
    in->contributions =
        nkt_i_target_open(at, "result.contributions", &result->contributions, NKT_I_CONTENT_NUMBERS,
                          in->n_foci, in->k * in->n_variables, 0);
    in->states = nkt_i_target_open(at, "result.states", &result->states,
                                   NKT_I_CONTENT_CODES(NKT_STATE_VALUE, NKT_STATE_INVALID),
                                   in->n_units, 1, 0);
}

/* ---- who can be compared ---------------------------------------------------------------------------- */

static void note_too_large(nkt_i_call *at, int64_t variable, int64_t unit, double value) {
    nkt_i_fault fault = NKT_I_AT("task.variables.columns");

    fault.item = (int32_t)variable;
    fault.row = unit;
    fault.value = value;
    nkt_i_bad_row(at, NKT_REASON_TOO_LARGE, fault, "is too large to be compared");
}

/* Reads a unit into the place of the next point. Returns its state. */
static int8_t read_unit(nkt_i_call *at, const call *in, area *a, int64_t unit, int64_t place) {
    const nkt_similar_task *task = in->task;
    int8_t worst = NKT_STATE_VALUE, state;

    if (!nkt_i_row_included(at, "task.variables.rows.include", in->rows, unit))
        return NKT_STATE_NOT_APPLICABLE;
    for (int64_t v = 0; v < in->n_variables; v++) {
        const nkt_column *variable = &task->variables.columns[v];
        const double x = nkt_i_column_value(variable, unit, &state);
        if (state == NKT_STATE_INVALID) {
            nkt_i_bad_element(at, "task.variables.columns", (int32_t)v, NULL, variable, unit,
                              NKT_REASON_NOT_FINITE);
        } else if (state == NKT_STATE_VALUE && fabs(x) >= FARTHEST) {
            note_too_large(at, v, unit, x);
            state = NKT_STATE_INVALID;
        }
        worst = nkt_i_state_worst(worst, state);
        a->points.raw[place * in->n_variables + v] = x;
    }
    if (task->region) {
        a->points.region[place] = nkt_i_column_code(task->region, unit, &state);
        if (state == NKT_STATE_INVALID)
            nkt_i_bad_element(at, "task.region", -1, NULL, task->region, unit,
                              NKT_REASON_NOT_WHOLE);
        worst = nkt_i_state_worst(worst, state);
    }
    if (in->options.band != 0) {
        const double size = nkt_i_column_value(task->population, unit, &state);
        if (state == NKT_STATE_INVALID || (state == NKT_STATE_VALUE && size <= 0)) {
            nkt_i_bad_element(at, "task.population", -1, NULL, task->population, unit,
                              NKT_REASON_OUT_OF_RANGE);
            state = NKT_STATE_INVALID;
        }
        worst = nkt_i_state_worst(worst, state);
        a->points.size[place] = size;
    }
    return worst;
}

static void read_units(nkt_i_call *at, const call *in, area *a) {
    int64_t n = 0;

    for (int64_t unit = 0; unit < in->n_units; unit++) {
        const int8_t state = read_unit(at, in, a, unit, n);
        nkt_i_put_code(&in->states, unit, 0, state);
        if (state == NKT_STATE_VALUE)
            a->points.unit[n++] = unit;
    }
    a->points.n = n;
}

static void find_scales(const call *in, area *a) {
    for (int64_t v = 0; v < in->n_variables; v++) {
        if (in->task->scales) {
            a->scales[v] = in->task->scales[v];
            continue;
        }
        for (int64_t i = 0; i < a->points.n; i++)
            a->column[i] = a->points.raw[i * in->n_variables + v];
        a->scales[v] = nkt_i_similar_scale(in->options.scaling, a->column, a->points.n, a->items,
                                           a->items + in->n_units);
    }
}

/* Leaves out units that lie beyond all measure: their distances would be no numbers. */
static void drop_far_units(nkt_i_call *at, const call *in, area *a) {
    nkt_i_points *p = &a->points;
    int64_t kept = 0;

    for (int64_t i = 0; i < p->n; i++) {
        const double *x = p->raw + i * p->dims;
        int64_t far = -1;
        for (int64_t v = 0; v < p->dims && far < 0; v++)
            if (a->scales[v] != 0 && !(nkt_i_points_term(p, v, x[v], 0) < FARTHEST))
                far = v;
        if (far >= 0) {
            note_too_large(at, far, p->unit[i], x[far]);
            nkt_i_put_code(&in->states, p->unit[i], 0, NKT_STATE_INVALID);
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
        nkt_i_put_numbering(&in->members, f, j, j < found ? a->units[j] : -1);
        nkt_i_put_number(&in->distances, f, j, j < found ? a->nearest[j] : NAN);
        for (int64_t v = 0; in->contributions.at && v < p->dims; v++)
            nkt_i_put_number(&in->contributions, f, j * p->dims + v,
                             j < found
                                 ? nkt_i_points_term(p, v, p->raw[focus * p->dims + v],
                                                     p->raw[a->place[a->units[j]] * p->dims + v])
                                 : NAN);
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
        const int64_t point = in->task->foci    ? a->place[focus_of(in->task, f)]
                              : f < a->points.n ? f
                                                : -1;
        if (in->task->foci || point >= 0)
            put(in, a, in->task->foci ? f : a->points.unit[point], point,
                point < 0 ? 0
                          : nkt_i_points_nearest(&a->points, point, most, a->units, a->nearest));
    }
    for (int64_t unit = 0; !in->task->foci && unit < in->n_units; unit++)
        if (a->place[unit] < 0)
            put(in, a, unit, -1, 0);
}

nkt_status nkt_similar(const nkt_similar_task *task, const nkt_similar_options *options,
                       const nkt_similar_result *result, nkt_memory *work, nkt_error *error) {
    nkt_i_call at = nkt_i_call_begin(error, "task options result work error");
    call in = {.task = task};
    area a;

    open_task(&at, task, options, &in);
    open_result(&at, result, &in);
    claim(&at, &in, &a, work);
    if (nkt_i_call_refused(&at))
        return at.status;

    a.points.dims = in.n_variables;
    a.points.euclidean = in.options.metric == NKT_METRIC_EUCLIDEAN;
    a.points.scales = a.scales;
    a.points.weights = task->weights;
    a.points.band = in.options.band;
    read_units(&at, &in, &a);
    find_scales(&in, &a);
    drop_far_units(&at, &in, &a);
    nkt_i_points_build(&a.points);
    find_nearest(&in, &a);
    if (result->scales_used)
        memcpy(result->scales_used, a.scales, (size_t)in.n_variables * sizeof *a.scales);
    return nkt_i_call_end(&at);
}
