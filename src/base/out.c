/*
 * Where results go: numbers, codes and numberings in the caller's types; structs; estimates.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "base/base.h"

/* ---- strides ------------------------------------------------------------------------------------ */

static uint64_t magnitude(int64_t stride) {
    return stride < 0 ? 0 - (uint64_t)stride : (uint64_t)stride;
}

/* Where elements of `size` bytes lie: n_rows times n_items of them. */
typedef struct grid {
    int64_t n_rows, n_items, stride, item_stride;
    uint64_t size;
} grid;

/*
 * Whether no two elements overlap: each stride that counts is at least an element, and the smaller
 * one, repeated, stays within the larger one.
 */
static int are_apart(const grid *g) {
    const uint64_t rows = magnitude(g->stride), items = magnitude(g->item_stride);
    uint64_t inner, inner_count, outer;

    if (g->n_rows > 1 && rows < g->size)
        return 0;
    if (g->n_items > 1 && items < g->size)
        return 0;
    if (g->n_rows <= 1 || g->n_items <= 1)
        return 1;
    inner = rows < items ? rows : items;
    outer = rows < items ? items : rows;
    inner_count = (uint64_t)(rows < items ? g->n_rows : g->n_items);
    return outer >= g->size && inner_count - 1 <= (outer - g->size) / inner;
}

/* Whether every offset fits: count - 1 strides, in both directions together. */
static int offsets_fit(const grid *g) {
    const uint64_t limit = (uint64_t)PTRDIFF_MAX / 2;

    return (g->n_rows < 2 || magnitude(g->stride) <= limit / (uint64_t)(g->n_rows - 1)) &&
           (g->n_items < 2 || magnitude(g->item_stride) <= limit / (uint64_t)(g->n_items - 1));
}

/* Where strides are not given, they are not what reaches beyond memory: there are too many elements. */
static void refuse_reach(nkt_i_call *call, const char *path, const char *path_stride,
                         int are_given) {
    nkt_i_refuse_path(call, NKT_E_SIZE, NKT_REASON_BEYOND_MEMORY, are_given ? path_stride : path,
                      are_given ? "has strides that reach beyond memory"
                                : "has more elements than there can be in memory");
}

/* Fills in strides of 0, and refuses those that cannot be. */
static void settle(nkt_i_call *call, const char *path, const char *path_stride, grid *g) {
    const int are_given = g->stride != 0 || g->item_stride != 0;

    if (nkt_i_call_refused(call) || g->n_rows == 0 || g->n_items == 0)
        return;
    if (g->item_stride == 0)
        g->item_stride = (int64_t)g->size;
    if (g->stride == 0) {
        if (magnitude(g->item_stride) > (uint64_t)PTRDIFF_MAX / 2 / (uint64_t)g->n_items) {
            refuse_reach(call, path, path_stride, are_given);
            return;
        }
        g->stride = (int64_t)magnitude(g->item_stride) * g->n_items;
    }
    if (!are_apart(g))
        nkt_i_refuse_path(call, NKT_E_STRIDE, NKT_REASON_OVERLAP, path_stride, NULL);
    else if (!offsets_fit(g))
        refuse_reach(call, path, path_stride, are_given);
}

/* ---- targets ------------------------------------------------------------------------------------ */

/* What a type can hold. size 0: nothing is written in it. */
typedef struct holds {
    size_t size;
    int is_float;
    int64_t least, most; /* whole numbers, each of which it holds exactly */
} holds;

static holds what_holds(int32_t type) {
    const int64_t exact = INT64_C(1) << 53;

    switch (type) {
    case NKT_FLOAT64:
        return (holds){sizeof(double), 1, -exact, exact};
    case NKT_FLOAT32:
        return (holds){sizeof(float), 1, -(INT64_C(1) << 24), INT64_C(1) << 24};
    case NKT_INT64:
        return (holds){sizeof(int64_t), 0, INT64_MIN, INT64_MAX};
    case NKT_INT32:
        return (holds){sizeof(int32_t), 0, INT32_MIN, INT32_MAX};
    case NKT_INT16:
        return (holds){sizeof(int16_t), 0, INT16_MIN, INT16_MAX};
    case NKT_INT8:
        return (holds){sizeof(int8_t), 0, INT8_MIN, INT8_MAX};
    case NKT_INT32_R:
        return (holds){sizeof(int32_t), 0, INT32_MIN + 1, INT32_MAX};
    case NKT_INT64_R:
        return (holds){sizeof(int64_t), 0, INT64_MIN + 1, INT64_MAX};
    default:
        return (holds){0, 0, 0, -1};
    }
}

static int fits(holds type, nkt_i_content content, int32_t first) {
    if (type.size == 0)
        return 0;
    if (content.kind == NKT_I_NUMBERS)
        return type.is_float;
    return content.least >= type.least && content.most <= type.most - first;
}

static const char *what_would(nkt_i_content content) {
    if (content.kind == NKT_I_NUMBERS)
        return "is no type for numbers: NKT_FLOAT64 or NKT_FLOAT32";
    return "is a type that cannot hold these codes: take a wider integer with a sign, or a float";
}

nkt_i_out nkt_i_target_open(nkt_i_call *call, const char *path, const nkt_target *target,
                            nkt_i_content content, int64_t n_rows, int64_t n_items, int needed) {
    nkt_i_out out = {NULL, 0, 0, NKT_FLOAT64, 0};
    nkt_i_fault fault = NKT_I_AT(path);
    holds type;
    grid g;

    if (nkt_i_call_refused(call))
        return out;
    if (!target || !target->values) {
        if (needed && n_rows > 0 && n_items > 0)
            nkt_i_refuse_path(call, NKT_E_NULL, NKT_REASON_NULL, path, NULL);
        return out;
    }
    if (target->first != 0 && target->first != 1) {
        fault.value = target->first;
        nkt_i_refuse(call, NKT_E_COUNT, NKT_REASON_OUT_OF_RANGE, fault,
                     "is called the first: that is 0 or 1");
        return out;
    }
    type = what_holds(target->type);
    if (!fits(type, content, content.kind == NKT_I_NUMBERING ? target->first : 0)) {
        fault.value = target->type;
        nkt_i_refuse(call, NKT_E_TYPE, NKT_REASON_OTHER_TYPE, fault, what_would(content));
        return out;
    }
    if (target->capacity < 0 || (target->capacity > 0 && target->capacity < n_rows)) {
        fault.value = (double)target->capacity;
        fault.bound = (double)n_rows;
        nkt_i_refuse(call, NKT_E_CAPACITY, NKT_REASON_TOO_LITTLE_ROOM, fault,
                     "rows of room are too few");
        return out;
    }
    g = (grid){n_rows, n_items, target->stride, target->item_stride, type.size};
    settle(call, path, path, &g);
    out = (nkt_i_out){target->values, g.stride, g.item_stride, target->type, target->first};
    return out;
}

nkt_i_out nkt_i_list_open(nkt_i_call *call, const char *path, const nkt_target *target,
                          nkt_i_content content, int64_t n, int needed) {
    nkt_i_fault fault = NKT_I_AT(path);

    if (target && target->values && target->capacity < n) {
        fault.value = (double)target->capacity;
        fault.bound = (double)n;
        nkt_i_refuse(call, NKT_E_CAPACITY, NKT_REASON_TOO_LITTLE_ROOM, fault,
                     "rows of room are too few");
    }
    return nkt_i_target_open(call, path, target, content, n, 1, needed);
}

static char *place(const nkt_i_out *out, int64_t row, int64_t item) {
    return out->at + row * out->stride + item * out->item_stride;
}

void nkt_i_put_number(const nkt_i_out *out, int64_t row, int64_t item, double number) {
    if (!out->at)
        return;
    if (out->type == NKT_FLOAT64) {
        memcpy(place(out, row, item), &number, sizeof number);
    } else {
        const float narrow = (float)number;
        memcpy(place(out, row, item), &narrow, sizeof narrow);
    }
}

void nkt_i_put_code(const nkt_i_out *out, int64_t row, int64_t item, int64_t code) {
    char *at;

    if (!out->at)
        return;
    if (code == NKT_NO_CODE) {
        if (out->type == NKT_FLOAT64 || out->type == NKT_FLOAT32) {
            nkt_i_put_number(out, row, item, NAN);
            return;
        }
        code = out->type == NKT_INT32_R ? INT32_MIN : out->type == NKT_INT64_R ? INT64_MIN : code;
    }
    at = place(out, row, item);
#define PUT(ctype)                                                                                 \
    {                                                                                              \
        const ctype x = (ctype)code;                                                               \
        memcpy(at, &x, sizeof x);                                                                  \
        return;                                                                                    \
    }
    switch (out->type) {
    case NKT_FLOAT64:
        PUT(double)
    case NKT_FLOAT32:
        PUT(float)
    case NKT_INT16:
        PUT(int16_t)
    case NKT_INT8:
        PUT(int8_t)
    case NKT_INT64:
    case NKT_INT64_R:
        PUT(int64_t)
    default:
        PUT(int32_t)
    }
#undef PUT
}

void nkt_i_put_numbering(const nkt_i_out *out, int64_t row, int64_t item, int64_t number) {
    if (number >= 0)
        nkt_i_put_code(out, row, item, number + out->first);
    else if (out->type == NKT_FLOAT64 || out->type == NKT_FLOAT32)
        nkt_i_put_number(out, row, item, NAN);
    else if (out->type == NKT_INT32_R)
        nkt_i_put_code(out, row, item, INT32_MIN);
    else
        nkt_i_put_code(out, row, item, out->type == NKT_INT64_R ? INT64_MIN : -1);
}

/* ---- arrays of structs -------------------------------------------------------------------------- */

nkt_i_array nkt_i_array_open(nkt_i_call *call, const char *path, const void *at, size_t size,
                             const char *path_stride, int64_t stride, int64_t n, int needed) {
    grid g = {n, 1, stride, 0, size};

    if (!at && needed && n > 0)
        nkt_i_refuse_path(call, NKT_E_NULL, NKT_REASON_NULL, path, NULL);
    if (at)
        settle(call, path, path_stride, &g);
    /* What is only read is not written: one struct serves both. */
    return (nkt_i_array){(char *)(uintptr_t)at, (int64_t)size, g.stride};
}

void nkt_i_array_put(const nkt_i_array *array, int64_t i, const void *element) {
    if (array->at)
        memcpy(array->at + i * array->stride, element, (size_t)array->size);
}

void nkt_i_array_get(const nkt_i_array *array, int64_t i, void *element) {
    memcpy(element, array->at + i * array->stride, (size_t)array->size);
}

/* ---- estimates ---------------------------------------------------------------------------------- */

int nkt_i_estimates_wanted(const nkt_estimates *estimates) {
    return estimates && (estimates->value || estimates->lower || estimates->upper ||
                         estimates->basis || estimates->state || estimates->flags);
}

nkt_estimates nkt_i_estimates_open(nkt_i_call *call, const char *path,
                                   const nkt_estimates *estimates, int64_t n_rows, int64_t n_items,
                                   int needed) {
    static const nkt_estimates nowhere = {0};
    nkt_i_fault fault = NKT_I_AT(path);
    nkt_estimates opened;
    grid g;

    if (nkt_i_call_refused(call))
        return nowhere;
    if (!nkt_i_estimates_wanted(estimates)) {
        if (needed && n_rows > 0 && n_items > 0)
            nkt_i_refuse_path(call, NKT_E_NULL, NKT_REASON_NULL, path, NULL);
        return nowhere;
    }
    opened = *estimates;
    if (opened.capacity < 0 || (opened.capacity > 0 && opened.capacity < n_items)) {
        fault.value = (double)opened.capacity;
        fault.bound = (double)n_items;
        nkt_i_refuse(call, NKT_E_CAPACITY, NKT_REASON_TOO_LITTLE_ROOM, fault,
                     "items of room in a row are too few");
        return nowhere;
    }
    if (opened.room < 0 || (opened.room > 0 && n_items > 0 && n_rows > opened.room / n_items)) {
        fault.value = (double)opened.room;
        fault.bound = (double)n_rows * (double)n_items;
        nkt_i_refuse(call, NKT_E_CAPACITY, NKT_REASON_TOO_LITTLE_ROOM, fault,
                     "estimates of room are too few");
        return nowhere;
    }
    g = (grid){n_rows, n_items, opened.stride, opened.item_stride, sizeof(double)};
    settle(call, path, path, &g);
    opened.stride = g.stride;
    opened.item_stride = g.item_stride;
    g = (grid){n_rows, n_items, opened.state_stride, opened.state_item_stride, sizeof(int32_t)};
    settle(call, path, path, &g);
    opened.state_stride = g.stride;
    opened.state_item_stride = g.item_stride;
    return opened;
}

void nkt_i_estimates_put(const nkt_estimates *to, int64_t row, int64_t item,
                         const nkt_estimate *estimate) {
    const int64_t at = row * to->stride + item * to->item_stride;
    const int64_t state_at = row * to->state_stride + item * to->state_item_stride;

#define PUT(member, offset)                                                                        \
    if (to->member)                                                                                \
    memcpy((char *)to->member + (offset), &estimate->member, sizeof estimate->member)
    PUT(value, at);
    PUT(lower, at);
    PUT(upper, at);
    PUT(basis, at);
    PUT(state, state_at);
    PUT(flags, state_at);
#undef PUT
}

/* As it lies there: NaN, NKT_STATE_VALUE and 0 for what the view does not have. */
static nkt_estimate get_raw(const nkt_estimates *from, int64_t row, int64_t item) {
    const int64_t at = row * from->stride + item * from->item_stride;
    const int64_t state_at = row * from->state_stride + item * from->state_item_stride;
    nkt_estimate estimate = {NAN, NAN, NAN, NAN, NKT_STATE_VALUE, 0};

#define GET(member, offset)                                                                        \
    if (from->member)                                                                              \
    memcpy(&estimate.member, (const char *)from->member + (offset), sizeof estimate.member)
    GET(value, at);
    GET(lower, at);
    GET(upper, at);
    GET(basis, at);
    GET(state, state_at);
    GET(flags, state_at);
#undef GET
    return estimate;
}

static int is_state(int32_t state) {
    return state >= NKT_STATE_VALUE && state <= NKT_STATE_INVALID;
}

nkt_estimate nkt_i_estimates_get(const nkt_estimates *from, int64_t row, int64_t item) {
    nkt_estimate estimate = get_raw(from, row, item);

    if (estimate.state == NKT_STATE_VALUE && isnan(estimate.value))
        estimate.state = NKT_STATE_MISSING;
    if (!is_state(estimate.state))
        estimate.state = NKT_STATE_INVALID;
    return estimate;
}

int32_t nkt_i_estimate_why_invalid(const nkt_estimate *estimate, int32_t with, double *value) {
    const int32_t limits = with & NKT_I_WITH_LIMITS;
    const double numbers[] = {estimate->value, limits ? estimate->lower : (double)NAN,
                              limits ? estimate->upper : (double)NAN,
                              with & NKT_I_WITH_BASIS ? estimate->basis : (double)NAN};

    *value = NAN;
    if (!is_state(estimate->state)) {
        *value = estimate->state;
        return NKT_REASON_UNKNOWN_STATE;
    }
    for (int k = 0; estimate->state == NKT_STATE_VALUE && k < 4; k++)
        if (isinf(numbers[k])) {
            *value = numbers[k];
            return NKT_REASON_NOT_FINITE;
        }
    return NKT_REASON_NONE;
}

nkt_estimate nkt_i_estimate_read(nkt_i_call *call, const char *path, const nkt_estimate *estimate) {
    nkt_estimate read = *estimate;
    nkt_i_fault fault = NKT_I_AT(path);
    const int32_t why =
        nkt_i_estimate_why_invalid(estimate, NKT_I_WITH_LIMITS | NKT_I_WITH_BASIS, &fault.value);

    fault.row = 0;
    if (why) {
        nkt_i_bad_row(call, why, fault, NULL);
        read.state = NKT_STATE_INVALID;
    } else if (read.state == NKT_STATE_VALUE && isnan(read.value)) {
        read.state = NKT_STATE_MISSING;
    }
    return read;
}

int32_t nkt_i_estimates_why_invalid(const nkt_estimates *from, int64_t row, int64_t item,
                                    int32_t with, double *value) {
    const nkt_estimate estimate = get_raw(from, row, item);
    const int32_t why = nkt_i_estimate_why_invalid(&estimate, with, value);
    const int is_absent = from->state && estimate.state == NKT_STATE_VALUE && isnan(estimate.value);

    return why ? why : is_absent ? NKT_REASON_MISSING : NKT_REASON_NONE;
}

/*
 * Whether strides are known without the number of items. A row's stride of 0 is that of its elements
 * only where these follow one another.
 */
static int is_said(int64_t stride, int64_t item_stride, int64_t item) {
    return stride ? item_stride || item == 0 : !item_stride && item == 0;
}

nkt_status nkt_estimates_column(const nkt_estimates *estimates, int64_t item, int32_t member,
                                int32_t id, nkt_column *out, nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "estimates item member id out error");
    const double *numbers = NULL;

    nkt_i_needed(&call, "estimates", estimates);
    nkt_i_count(&call, "item", item, 0, INT32_MAX);
    nkt_i_code(&call, "member", member, NKT_MEMBER_VALUE, NKT_MEMBER_BASIS);
    nkt_i_needed(&call, "out", out);
    if (nkt_i_call_refused(&call))
        return call.status;
    if (!is_said(estimates->stride, estimates->item_stride, item) ||
        (estimates->state && !is_said(estimates->state_stride, estimates->state_item_stride, item)))
        nkt_i_refuse_path(&call, NKT_E_STRIDE, NKT_REASON_LACKING, "estimates.stride",
                          "is 0, and so not known without the number of items: say it");
    if (estimates->flags && !estimates->state)
        nkt_i_refuse_path(&call, NKT_E_STRIDE, NKT_REASON_LACKING, "estimates.state",
                          "is needed where there are flags");
    switch (member) {
    case NKT_MEMBER_VALUE:
        numbers = estimates->value;
        break;
    case NKT_MEMBER_LOWER:
        numbers = estimates->lower;
        break;
    case NKT_MEMBER_UPPER:
        numbers = estimates->upper;
        break;
    default:
        numbers = estimates->basis;
    }
    nkt_i_needed(&call, "estimates", numbers);
    if (nkt_i_call_refused(&call))
        return call.status;
    memset(out, 0, sizeof *out);
    out->values = (const char *)numbers + item * estimates->item_stride;
    out->stride = estimates->stride ? estimates->stride : (int64_t)sizeof(double);
    if (estimates->state)
        out->reasons = (const int32_t *)(const void *)((const char *)estimates->state +
                                                       item * estimates->state_item_stride);
    if (estimates->flags)
        out->flags = (const int32_t *)(const void *)((const char *)estimates->flags +
                                                     item * estimates->state_item_stride);
    out->reasons_stride =
        estimates->state_stride ? estimates->state_stride : (int64_t)sizeof(int32_t);
    out->type = NKT_FLOAT64;
    out->id = id;
    return NKT_OK;
}
