/*
 * Reading a fit: single numbers, and lists of one number per coefficient or pair of them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "model/model.h"

#include "nyckeltal/codes.h"

static void refuse_id(nkt_i_call *call, int32_t what, const char *sentence) {
    nkt_i_fault fault = NKT_I_AT("what");

    fault.id = what;
    fault.value = what;
    nkt_i_refuse(call, NKT_E_ID, NKT_REASON_UNKNOWN_CODE, fault, sentence);
}

static double count_of(const nkt_i_ols_fit *fit, int32_t what) {
    switch (what) {
    case NKT_OLS_N:
        return (double)fit->used;
    case NKT_OLS_RANK:
        return (double)fit->rank;
    case NKT_OLS_DF:
        return (double)fit->df;
    case NKT_OLS_N_COEFFICIENTS:
        return (double)fit->n_coefficients;
    case NKT_OLS_N_MISSING:
        return (double)fit->missing;
    case NKT_OLS_N_INVALID:
        return (double)fit->invalid;
    case NKT_OLS_N_ZERO_WEIGHT:
        return (double)fit->zero_weight;
    case NKT_OLS_N_EXCLUDED:
        return (double)fit->excluded;
    case NKT_OLS_REMARKS:
        return (double)fit->remarks;
    case NKT_OLS_N_DROPPED:
        return (double)(fit->n_coefficients - fit->rank);
    case NKT_OLS_TSS_IS_CENTRED:
        return (double)fit->tss_is_centred;
    case NKT_OLS_N_TERMS:
        return (double)fit->shape.n_terms;
    case NKT_OLS_WEIGHTS:
        return (double)fit->shape.weights;
    default: /* NKT_OLS_HAS_INTERCEPT */
        return (double)fit->intercept;
    }
}

/* Returns 0 for an unknown id. */
static int number_of(const nkt_i_ols_fit *fit, int32_t what, double *value) {
    switch (what) {
    case NKT_OLS_RSS:
        *value = nkt_i_wide_round(&fit->rss);
        return 1;
    case NKT_OLS_TSS:
        *value = nkt_i_wide_round(&fit->tss);
        return 1;
    case NKT_OLS_SIGMA:
        *value = fit->sigma;
        return 1;
    case NKT_OLS_R2:
        *value = fit->r2;
        return 1;
    case NKT_OLS_R2_ADJUSTED:
        *value = fit->r2_adjusted;
        return 1;
    case NKT_OLS_F:
        *value = fit->f;
        return 1;
    case NKT_OLS_F_DF1:
        *value = (double)(fit->rank - fit->tss_is_centred);
        return 1;
    case NKT_OLS_F_P:
        *value = fit->f_p;
        return 1;
    case NKT_OLS_LOG_LIKELIHOOD:
        *value = fit->log_likelihood;
        return 1;
    case NKT_OLS_AIC:
        *value = fit->aic;
        return 1;
    case NKT_OLS_BIC:
        *value = fit->bic;
        return 1;
    case NKT_OLS_CONFIDENCE:
        *value = fit->confidence;
        return 1;
    case NKT_OLS_CONDITION:
        *value = nkt_i_ols_condition(fit);
        return 1;
    case NKT_OLS_OWN_SHARE:
        *value = fit->own_share;
        return 1;
    case NKT_OLS_TOLERANCE:
        *value = fit->tolerance;
        return 1;
    default:
        return 0;
    }
}

/* What the scores bring; NaN before. Returns 0 for an unknown id. */
static int score_of(const nkt_i_ols_fit *fit, int32_t what, double *value) {
    switch (what) {
    case NKT_OLS_PRESS:
        *value = fit->press;
        return 1;
    case NKT_OLS_R2_PREDICTIVE:
        *value = fit->r2_predictive;
        return 1;
    case NKT_OLS_BP:
        *value = fit->bp;
        return 1;
    case NKT_OLS_BP_DF:
        *value = fit->bp_df;
        return 1;
    case NKT_OLS_BP_P:
        *value = fit->bp_p;
        return 1;
    case NKT_OLS_ROBUST_KIND:
        *value = fit->robust_kind;
        return 1;
    case NKT_OLS_ROBUST_DF:
        *value = fit->robust_df;
        return 1;
    case NKT_OLS_N_CLUSTERS:
        *value = fit->n_clusters;
        return 1;
    default:
        return 0;
    }
}

static int fit_number(const nkt_i_ols_fit *fit, int32_t what, double *value) {
    if (what >= NKT_OLS_N && what <= NKT_OLS_WEIGHTS) {
        *value = count_of(fit, what);
        return 1;
    }
    return number_of(fit, what, value) || score_of(fit, what, value);
}

/* What a state can say before it is fitted. Returns 0 for what it cannot. */
static int state_number(const nkt_i_ols_state *state, int32_t what, double *value) {
    const nkt_ols_options options = nkt_i_ols_state_options(state);
    const int64_t intercept = state->intercept == NKT_OLS_INTERCEPT_WITH;
    const int64_t n_coefficients = state->shape.n_columns + intercept;

    switch (what) {
    case NKT_OLS_N:
        *value = (double)state->used;
        return 1;
    case NKT_OLS_N_COEFFICIENTS:
        *value = (double)n_coefficients;
        return 1;
    case NKT_OLS_N_MISSING:
        *value = (double)state->missing;
        return 1;
    case NKT_OLS_N_INVALID:
        *value = (double)state->invalid;
        return 1;
    case NKT_OLS_N_ZERO_WEIGHT:
        *value = (double)state->zero_weight;
        return 1;
    case NKT_OLS_N_EXCLUDED:
        *value = (double)state->excluded;
        return 1;
    case NKT_OLS_N_TERMS:
        *value = (double)state->shape.n_terms;
        return 1;
    case NKT_OLS_HAS_INTERCEPT:
        *value = (double)intercept;
        return 1;
    case NKT_OLS_WEIGHTS:
        *value = (double)state->shape.weights;
        return 1;
    case NKT_OLS_CONFIDENCE:
        *value = state->confidence;
        return 1;
    case NKT_OLS_TOLERANCE:
        *value = nkt_i_ols_tolerance(&options, n_coefficients);
        return 1;
    default:
        return 0;
    }
}

/* Whether a memory says that it holds a state; whether it does is then to be checked. */
static int says_state(nkt_i_call *call, const nkt_memory *memory) {
    const uint64_t *magic = nkt_i_held(call, "fit", memory, sizeof *magic);
    return magic && *magic == NKT_I_OLS_STATE;
}

nkt_status nkt_ols_get(const nkt_memory *fit, int32_t what, double *value, nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "fit what value error");
    const int is_state = says_state(&call, fit);
    const nkt_i_ols_state *state = is_state ? nkt_i_ols_state_open(&call, "fit", fit) : NULL;
    const nkt_i_ols_fit *live = is_state ? NULL : nkt_i_ols_fit_open(&call, "fit", fit);
    double found = NAN;

    if (state && !state_number(state, what, &found))
        refuse_id(&call, what,
                  nkt_code_of("ols_number", what) ? "is no number of a state: fit it first"
                                                  : "is no number of a state or fit");
    if (live && !fit_number(live, what, &found))
        refuse_id(&call, what, "is no number of a fit");
    nkt_i_needed(&call, "value", value);
    if (nkt_i_call_refused(&call))
        return call.status;
    *value = found;
    return nkt_i_call_end(&call);
}

/* ---- lists -------------------------------------------------------------------------------------------- */

static int is_matrix(int32_t what) {
    return what == NKT_OLS_LIST_COVARIANCE || what == NKT_OLS_LIST_UNSCALED ||
           what == NKT_OLS_LIST_ROBUST_COVARIANCE;
}

static int is_list(int32_t what) {
    return is_matrix(what) || (what >= NKT_OLS_LIST_COEFFICIENT && what <= NKT_OLS_LIST_POWER) ||
           (what >= NKT_OLS_LIST_ROBUST_SE && what <= NKT_OLS_LIST_ROBUST_UPPER) ||
           what == NKT_OLS_LIST_ROBUST_DF;
}

static int is_code(int32_t what) {
    return what == NKT_OLS_LIST_DROPPED || what == NKT_OLS_LIST_TERM || what == NKT_OLS_LIST_POWER;
}

static double pair_of(const nkt_i_ols_fit *fit, int32_t what, int64_t i, int64_t j) {
    const double *dropped = nkt_i_ols_list(fit, NKT_OLS_LIST_DROPPED);
    const nkt_i_wide df = nkt_i_wide_from_integer(fit->df);
    nkt_i_wide g;

    if (dropped[i] != 0 || dropped[j] != 0)
        return NAN;
    if (what == NKT_OLS_LIST_ROBUST_COVARIANCE)
        return nkt_i_ols_fit_parts(fit).robust[i > j ? nkt_i_triangle(i, j) : nkt_i_triangle(j, i)];
    g = nkt_i_ols_unscaled(fit, i, j);
    if (what == NKT_OLS_LIST_UNSCALED)
        return nkt_i_wide_round(&g);
    if (!fit->df)
        return NAN;
    g = nkt_i_wide_multiply(&g, &fit->rss);
    g = nkt_i_wide_divide(&g, &df);
    return nkt_i_wide_round(&g);
}

static int64_t code_of(const nkt_i_ols_fit *fit, int32_t what, int64_t k) {
    const int is_intercept = k < fit->intercept;
    nkt_i_ols_place place;

    if (what == NKT_OLS_LIST_DROPPED)
        return nkt_i_ols_list(fit, what)[k] != 0;
    if (is_intercept)
        return what == NKT_OLS_LIST_TERM ? -1 : 0;
    place = nkt_i_ols_place_of(&fit->shape, k - fit->intercept);
    return what == NKT_OLS_LIST_TERM ? place.term : place.power;
}

nkt_status nkt_ols_copy(const nkt_memory *fit, int32_t what, const nkt_target *out,
                        nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "fit what out error");
    const nkt_i_ols_fit *live = nkt_i_ols_fit_open(&call, "fit", fit);
    const int64_t p = live ? live->n_coefficients : 0, count = is_matrix(what) ? p * p : p;
    nkt_i_out to;

    if (!is_list(what))
        refuse_id(&call, what, "is no list of a fit");
    to = nkt_i_list_open(&call, "out", out,
                         is_code(what) ? NKT_I_CONTENT_CODES(-1, NKT_OLS_TERMS_MAX)
                                       : NKT_I_CONTENT_NUMBERS,
                         count, 1);
    if (nkt_i_call_refused(&call))
        return call.status;
    for (int64_t k = 0; k < count; k++)
        if (is_code(what))
            nkt_i_put_code(&to, k, 0, code_of(live, what, k));
        else
            nkt_i_put_number(&to, k, 0,
                             is_matrix(what) ? pair_of(live, what, k / p, k % p)
                                             : nkt_i_ols_list(live, what)[k]);
    return nkt_i_call_end(&call);
}
