/*
 * nkt_compute: checks of the call, and the walk over blocks of rows.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "figures/figure.h"

#include "catalogue/catalogue.h"

/* Where the estimates go. */
struct target {
    char *out;
    int64_t n_rows, n_figures, row_stride, figure_stride;
};

static uint64_t magnitude(int64_t stride) {
    return stride < 0 ? 0 - (uint64_t)stride : (uint64_t)stride;
}

/*
 * Whether no two estimates overlap: each stride that counts is at least an estimate, and the
 * smaller one, repeated, stays within the larger one.
 */
static int strides_are_apart(const struct target *target) {
    uint64_t rows = magnitude(target->row_stride), figures = magnitude(target->figure_stride);
    uint64_t size = sizeof(nkt_estimate), inner, inner_count, outer;

    if (target->n_rows > 1 && rows < size)
        return 0;
    if (target->n_figures > 1 && figures < size)
        return 0;
    if (target->n_rows <= 1 || target->n_figures <= 1)
        return 1;
    inner = rows < figures ? rows : figures;
    outer = rows < figures ? figures : rows;
    inner_count = (uint64_t)(rows < figures ? target->n_rows : target->n_figures);
    return outer >= size && inner_count - 1 <= (outer - size) / inner;
}

/* Whether every offset fits: count - 1 strides, in both directions together. */
static int offsets_fit(const struct target *target) {
    uint64_t rows = magnitude(target->row_stride), figures = magnitude(target->figure_stride);
    uint64_t limit = (uint64_t)PTRDIFF_MAX / 2;

    return (target->n_rows < 2 || rows <= limit / (uint64_t)(target->n_rows - 1)) &&
           (target->n_figures < 2 || figures <= limit / (uint64_t)(target->n_figures - 1));
}

/* out and its strides are parameters number out_argument and strides_argument of the call. */
static nkt_status check_target(const struct target *target, int32_t out_argument,
                               int32_t strides_argument, nkt_error *error) {
    if (target->n_rows == 0 || target->n_figures == 0)
        return NKT_OK;
    if (!target->out)
        return nkt_i_refuse_null(error, out_argument, "out");
    if (!strides_are_apart(target))
        return nkt_i_error_set(error, NKT_E_STRIDE, NKT_I_FAULT(strides_argument), "strides",
                               "make estimates overlap");
    if (!offsets_fit(target))
        return nkt_i_error_set(error, NKT_E_SIZE, NKT_I_FAULT(strides_argument), "strides",
                               "reach beyond memory");
    return NKT_OK;
}

static nkt_status check_figures(const int32_t *figures, int64_t n_figures, int32_t argument,
                                nkt_error *error) {
    if (n_figures < 0)
        return nkt_i_refuse_count(error, argument + 1, "n_figures", n_figures);
    if (!figures && n_figures > 0)
        return nkt_i_refuse_null(error, argument, "figures");
    for (int64_t i = 0; i < n_figures; i++)
        if (!nkt_indicator_by_id(figures[i])) {
            nkt_i_fault fault = NKT_I_FAULT(argument);
            fault.item = (int32_t)(i > INT32_MAX ? INT32_MAX : i);
            fault.id = figures[i];
            fault.value = figures[i];
            return nkt_i_error_value(error, NKT_E_ID, fault, "figures", "is no figure's id");
        }
    return NKT_OK;
}

static void write_block(const nkt_i_block *block, int64_t first, int64_t count, int64_t figure,
                        const struct target *target) {
    char *at = target->out + first * target->row_stride + figure * target->figure_stride;

    for (int64_t i = 0; i < count; i++) {
        nkt_estimate estimate = nkt_i_block_estimate(block, i);
        memcpy(at + i * target->row_stride, &estimate, sizeof estimate);
    }
}

static nkt_status compute(const nkt_i_request *request, const int32_t *figures,
                          const struct target *target, nkt_error *error) {
    nkt_i_faults faults;
    nkt_i_block block;

    nkt_i_faults_begin(&faults);
    for (int64_t first = 0; first < target->n_rows; first += NKT_I_BLOCK) {
        int64_t left = target->n_rows - first, count = left < NKT_I_BLOCK ? left : NKT_I_BLOCK;
        nkt_i_faults_block(&faults, first);
        for (int64_t f = 0; f < target->n_figures; f++) {
            nkt_i_figure_block(nkt_indicator_by_id(figures[f]), request, first, count, &block,
                               &faults);
            write_block(&block, first, count, f, target);
        }
    }
    return nkt_i_faults_end(&faults, error);
}

nkt_status nkt_compute(const nkt_column *inputs, int64_t n_inputs, int64_t n_rows,
                       const int32_t *figures, int64_t n_figures, const nkt_options *options,
                       nkt_estimate *out, int64_t row_stride, int64_t figure_stride,
                       nkt_error *error) {
    nkt_i_request request = {.inputs = inputs, .n_inputs = n_inputs, .argument = 1};
    struct target target = {(char *)out, n_rows, n_figures, row_stride, figure_stride};
    nkt_status status;

    nkt_i_error_clear(error);
    status = nkt_i_inputs_check(inputs, n_inputs, n_rows, 1, error);
    if (!status)
        status = check_figures(figures, n_figures, 4, error);
    if (!status)
        status = nkt_i_method_read(options, 6, &request.method, error);
    if (!status)
        status = check_target(&target, 7, 8, error);
    return status ? status : compute(&request, figures, &target, error);
}

static nkt_status check_area(int32_t area, int32_t argument, nkt_error *error) {
    nkt_i_fault fault = NKT_I_FAULT(argument);

    if (area == 0 || nkt_area_name(area)[0])
        return NKT_OK;
    fault.value = area;
    return nkt_i_error_value(error, NKT_E_ID, fault, "area", "is no area");
}

static nkt_status refuse_capacity(int64_t capacity, int32_t argument, nkt_error *error) {
    nkt_i_fault fault = NKT_I_FAULT(argument);
    fault.value = (double)capacity;
    return nkt_i_error_value(error, NKT_E_CAPACITY, fault, "capacity",
                             "is less than the area has figures");
}

/* The ids of an area that exists, 0: of all. */
static int64_t list_area(int32_t area, int32_t *figures) {
    int64_t n = 0;
    for (int64_t i = 0; i < nkt_i_indicator_count; i++)
        if (area == 0 || nkt_i_indicators[i].area == area)
            figures[n++] = nkt_i_indicators[i].id;
    return n;
}

nkt_status nkt_area_figures(int32_t area, int32_t *figures, int64_t capacity, int64_t *n_figures,
                            nkt_error *error) {
    int64_t n = 0;
    nkt_status status;

    nkt_i_error_clear(error);
    status = check_area(area, 1, error);
    if (status)
        return status;
    if (capacity < 0)
        return nkt_i_refuse_count(error, 3, "capacity", capacity);
    if (!figures && capacity > 0)
        return nkt_i_refuse_null(error, 2, "figures");
    if (!n_figures)
        return nkt_i_refuse_null(error, 4, "n_figures");
    for (int64_t i = 0; i < nkt_i_indicator_count; i++)
        n += area == 0 || nkt_i_indicators[i].area == area;
    if (figures && n > capacity)
        return refuse_capacity(capacity, 3, error);
    *n_figures = n;
    if (figures)
        list_area(area, figures);
    return NKT_OK;
}

nkt_status nkt_compute_area(const nkt_column *inputs, int64_t n_inputs, int64_t n_rows,
                            int32_t area, const nkt_options *options, nkt_estimate *out,
                            int64_t capacity, int64_t row_stride, int64_t figure_stride,
                            nkt_error *error) {
    int32_t figures[NKT_I_MOST_INDICATORS];
    nkt_i_request request = {.inputs = inputs, .n_inputs = n_inputs, .argument = 1};
    struct target target = {(char *)out, n_rows, 0, row_stride, figure_stride};
    nkt_status status;

    nkt_i_error_clear(error);
    status = nkt_i_inputs_check(inputs, n_inputs, n_rows, 1, error);
    if (!status)
        status = check_area(area, 4, error);
    if (!status)
        status = nkt_i_method_read(options, 5, &request.method, error);
    if (status)
        return status;
    target.n_figures = list_area(area, figures);
    if (capacity < target.n_figures)
        return refuse_capacity(capacity, 7, error);
    status = check_target(&target, 6, 8, error);
    return status ? status : compute(&request, figures, &target, error);
}
