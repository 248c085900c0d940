/*
 * Reading a fit: single numbers, and lists of one number per coefficient or pair of them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "model/model.h"

static nkt_status refuse_id(nkt_error *error, int32_t what, const char *sentence) {
    nkt_i_fault fault = NKT_I_FAULT(2);
    fault.id = what;
    fault.value = what;
    return nkt_i_error_value(error, NKT_E_ID, fault, "what", sentence);
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
    default: /* NKT_OLS_TSS_IS_CENTRED */
        return (double)fit->tss_is_centred;
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

nkt_status nkt_ols_get(const void *fit, int32_t what, double *value, nkt_error *error) {
    const nkt_i_ols_fit *live = (const nkt_i_ols_fit *)fit;
    nkt_status status;

    nkt_i_error_clear(error);
    status = nkt_i_ols_fit_check(fit, 1, error);
    if (!status && !value)
        status = nkt_i_refuse_null(error, 3, "value");
    if (status)
        return status;
    if (what >= NKT_OLS_N && what <= NKT_OLS_TSS_IS_CENTRED) {
        *value = count_of(live, what);
        return NKT_OK;
    }
    if (number_of(live, what, value) || score_of(live, what, value))
        return NKT_OK;
    return refuse_id(error, what, "is no number of a fit");
}

/* ---- lists -------------------------------------------------------------------------------------------- */

static int is_list(int32_t what) {
    return (what >= NKT_OLS_COEFFICIENT && what <= NKT_OLS_VIF) ||
           (what >= NKT_OLS_ROBUST_SE && what <= NKT_OLS_ROBUST_UPPER);
}

static int is_matrix(int32_t what) {
    return what == NKT_OLS_COVARIANCE || what == NKT_OLS_UNSCALED ||
           what == NKT_OLS_ROBUST_COVARIANCE;
}

static double pair_of(const nkt_i_ols_fit *fit, int32_t what, int64_t i, int64_t j) {
    const double *dropped = nkt_i_ols_list(fit, NKT_OLS_DROPPED);
    const nkt_i_wide df = nkt_i_wide_from_integer(fit->df);
    nkt_i_wide g;

    if (dropped[i] != 0 || dropped[j] != 0)
        return NAN;
    if (what == NKT_OLS_ROBUST_COVARIANCE)
        return nkt_i_ols_fit_parts(fit).robust[i > j ? nkt_i_triangle(i, j) : nkt_i_triangle(j, i)];
    g = nkt_i_ols_unscaled(fit, i, j);
    if (what == NKT_OLS_UNSCALED)
        return nkt_i_wide_round(&g);
    if (!fit->df)
        return NAN;
    g = nkt_i_wide_multiply(&g, &fit->rss);
    g = nkt_i_wide_divide(&g, &df);
    return nkt_i_wide_round(&g);
}

nkt_status nkt_ols_copy(const void *fit, int32_t what, void *out, int64_t stride, int64_t capacity,
                        nkt_error *error) {
    const nkt_i_ols_fit *live = (const nkt_i_ols_fit *)fit;
    int64_t p, count;
    nkt_status status;

    nkt_i_error_clear(error);
    status = nkt_i_ols_fit_check(fit, 1, error);
    if (status)
        return status;
    if (!is_list(what) && !is_matrix(what))
        return refuse_id(error, what, "is no list of a fit");
    if (!out)
        return nkt_i_refuse_null(error, 3, "out");
    p = live->n_coefficients;
    count = is_matrix(what) ? p * p : p;
    if (stride > -8 && stride < 8 && count > 1)
        return nkt_i_error_set(error, NKT_E_STRIDE, NKT_I_FAULT(4), "stride",
                               "makes elements overlap");
    if (capacity < count) {
        nkt_i_fault fault = NKT_I_FAULT(5);
        fault.value = (double)capacity;
        return nkt_i_error_value(error, NKT_E_CAPACITY, fault, "capacity",
                                 "is less than the list is long");
    }
    for (int64_t k = 0; k < count; k++) {
        const double value =
            is_matrix(what) ? pair_of(live, what, k / p, k % p) : nkt_i_ols_list(live, what)[k];
        memcpy((char *)out + k * stride, &value, sizeof value);
    }
    return NKT_OK;
}
