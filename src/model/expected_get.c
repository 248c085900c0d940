/*
 * How a model of expected values is read.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "model/expected.h"

/* Where each number stands in a model, all of whose members have 8 bytes. */
static const struct {
    int32_t what;
    int32_t is_whole; /* 1: an int64_t, 0: a double */
    size_t at;
} numbers[] = {
#define WHOLE(name, member)                                                                        \
    { NKT_EXPECTED_##name, 1, offsetof(nkt_i_expected, member) }
#define NUMBER(name, member)                                                                       \
    { NKT_EXPECTED_##name, 0, offsetof(nkt_i_expected, member) }
    WHOLE(N, used),
    WHOLE(N_BENCHMARK, with_size),
    WHOLE(N_SMALL, small),
    WHOLE(N_NOT_INCLUDED, not_included),
    WHOLE(N_MISSING, missing),
    WHOLE(N_INVALID, invalid),
    NUMBER(TAU2, tau2),
    NUMBER(TAU2_LOWER, tau2_lower),
    NUMBER(TAU2_UPPER, tau2_upper),
    NUMBER(Q, q),
    NUMBER(Q_DF, q_df),
    NUMBER(Q_P, q_p),
    WHOLE(N_TERMS, n_terms),
    WHOLE(N_ROWS, n_rows),
    WHOLE(INTERCEPT, intercept),
    WHOLE(DECIMALS, decimals),
    WHOLE(TAU2_METHOD, tau2_method),
    WHOLE(DIRECTION, direction),
    NUMBER(WHOLE, whole),
    NUMBER(MINIMUM_PERSONS, minimum_persons),
    NUMBER(CONFIDENCE, confidence),
    NUMBER(CERTAINTY, certainty),
    NUMBER(ABOVE_BY, above_by),
    WHOLE(DRAWS, draws),
#undef WHOLE
#undef NUMBER
};

static void refuse_what(nkt_i_call *call, int32_t what, const char *sentence) {
    nkt_i_fault fault = NKT_I_AT("what");

    fault.id = what;
    fault.value = what;
    nkt_i_refuse(call, NKT_E_ID, NKT_REASON_UNKNOWN_CODE, fault, sentence);
}

nkt_status nkt_expected_get(const nkt_memory *model, int32_t what, double *value,
                            nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "model what value error");
    const nkt_i_expected *live = nkt_i_expected_open(&call, "model", model);
    const size_t n = sizeof numbers / sizeof numbers[0];
    size_t i = 0;

    while (i < n && numbers[i].what != what)
        i++;
    if (i == n)
        refuse_what(&call, what, "is no number of a model");
    nkt_i_needed(&call, "value", value);
    if (nkt_i_call_refused(&call))
        return call.status;
    if (numbers[i].is_whole) {
        int64_t whole;
        memcpy(&whole, (const char *)live + numbers[i].at, sizeof whole);
        *value = (double)whole;
    } else {
        memcpy(value, (const char *)live + numbers[i].at, sizeof *value);
    }
    return nkt_i_call_end(&call);
}

/* ---- lists ------------------------------------------------------------------------------------------ */

/* A list of the model, and what kind of numbers it has. */
typedef struct list {
    const double *at;
    int64_t n;
    nkt_i_content content;
} list;

static list list_of(nkt_i_call *call, const nkt_i_expected *m, int32_t what) {
    list l = {NULL, 0, NKT_I_CONTENT_NUMBERS};

    if (nkt_i_call_refused(call))
        return l;
    if (what == NKT_EXPECTED_COEFFICIENT || what == NKT_EXPECTED_COEFFICIENT_SE) {
        l.n = m->n_terms + 1;
        l.at = nkt_i_expected_coefficients(m) + (what - NKT_EXPECTED_COEFFICIENT) * l.n;
        return l;
    }
    if (nkt_i_expected_list_number(what) < 0) {
        refuse_what(call, what, "is no list of a model");
        return l;
    }
    l.n = m->n_rows;
    l.at = nkt_i_expected_list(m, what);
    if (what == NKT_EXPECTED_ROW_USE)
        l.content = NKT_I_CONTENT_CODES(NKT_USE_USED, NKT_USE_SMALL);
    else if (what == NKT_EXPECTED_ROW_QUARTER)
        l.content = NKT_I_CONTENT_CODES(1, 4);
    else if (what == NKT_EXPECTED_ROW_CLASS)
        l.content =
            NKT_I_CONTENT_CODES(NKT_BENCHMARK_CLASS_FAR_BELOW, NKT_BENCHMARK_CLASS_FAR_ABOVE);
    return l;
}

/* The code that a number stands for; a damaged one, which is none, is not cast. */
static int64_t code_of(double number, nkt_i_content content) {
    return number >= (double)content.least && number <= (double)content.most ? (int64_t)number
                                                                             : NKT_NO_CODE;
}

nkt_status nkt_expected_copy(const nkt_memory *model, int32_t what, const nkt_target *out,
                             nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "model what out error");
    const nkt_i_expected *live = nkt_i_expected_open(&call, "model", model);
    const list l = list_of(&call, live, what);
    const nkt_i_out to = nkt_i_target_open(&call, "out", out, l.content, l.n, 1, 1);

    if (nkt_i_call_refused(&call))
        return call.status;
    for (int64_t k = 0; k < l.n; k++)
        if (l.content.kind == NKT_I_CODES)
            nkt_i_put_code(&to, k, 0, code_of(l.at[k], l.content));
        else
            nkt_i_put_number(&to, k, 0, l.at[k]);
    return nkt_i_call_end(&call);
}

nkt_status nkt_expected_ols(const nkt_memory *model, nkt_memory *fit, nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "model fit error");
    const nkt_i_expected *live = nkt_i_expected_open(&call, "model", model);

    nkt_i_needed(&call, "fit", fit);
    if (model == fit) /* what fit holds is not looked at: it may be anything */
        nkt_i_refuse_path(&call, NKT_E_DUPLICATE, NKT_REASON_TWICE, "fit",
                          "is the same memory as model");
    if (nkt_i_call_refused(&call))
        return call.status;
    memset(fit, 0, sizeof *fit);
    fit->data = nkt_i_expected_fit(live);
    fit->size = fit->needed = (size_t)nkt_i_expected_fit(live)->size;
    return nkt_i_call_end(&call);
}
