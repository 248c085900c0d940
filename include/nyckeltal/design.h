/*
 * What a model is fitted to: the response, the terms, and what else belongs to a row.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NYCKELTAL_DESIGN_H
#define NYCKELTAL_DESIGN_H

#include "table.h"

NKT_BEGIN

/*
 * Zero is "not given" for every member but the rows. A column that a call has no use for is refused
 * rather than passed over (NKT_E_OPTION, NKT_REASON_NOT_TAKEN): a weight that is silently not used
 * is a wrong number. Columns may have names (nkt_column.name), which messages then use.
 */
typedef struct nkt_design {
    nkt_rows rows; /* without groups; rows that are left out are predicted all the same */
    const nkt_column *response; /* what is explained */
    const nkt_column *terms;    /* n_terms columns; NULL only if that is 0 */
    int64_t n_terms;            /* 0 ... 64, the intercept not counted */
    const nkt_column *weight;   /* 0 or more; NULL: 1. Inverse variances, unless the call says
                                   otherwise (options.weights of ols.h) */
    const nkt_column *cluster;  /* whole numbers: rows with the same one belong together */
    const nkt_column *size;     /* how many persons the response rests on */
    const void *reserved;       /* NULL */
} nkt_design;

/* What a row was good for in a model. Pinned for ever. */
enum nkt_use {
    NKT_USE_USED = 0,         /* part of the fit */
    NKT_USE_ZERO_WEIGHT = 1,  /* its weight is 0: predicted only */
    NKT_USE_NOT_INCLUDED = 2, /* left out by rows.include: predicted only */
    NKT_USE_MISSING = 3,      /* something that the fit needs is missing */
    NKT_USE_INVALID = 4,      /* bad data */
    NKT_USE_SMALL = 5         /* rests on fewer persons than the options ask for */
};

/*
 * Robust covariances (MacKinnon & White 1985; Liang & Zeger 1986; CR2: Bell & McCaffrey 2002,
 * Pustejovsky & Tipton 2018). e residual, h leverage, H the hat matrix of a cluster, n rows,
 * nu = n - r degrees of freedom, G clusters. Pinned for ever.
 */
enum nkt_robust {
    NKT_ROBUST_DEFAULT = 0, /* what the call says */
    NKT_ROBUST_HC0 = 1,     /* e */
    NKT_ROBUST_HC1 = 2,     /* HC0 times n / nu */
    NKT_ROBUST_HC2 = 3,     /* e / sqrt(1 - h) */
    NKT_ROBUST_HC3 = 4,     /* e / (1 - h) */
    NKT_ROBUST_CR1 = 5,     /* sums of e x within clusters, times G/(G-1) · (n-1)/(n-r); t with G-1
                               degrees of freedom */
    NKT_ROBUST_CR2 = 6      /* for few clusters: residuals of a cluster times (I - H)^-1/2, which is
                               without bias where the model's variances hold; t with degrees of
                               freedom of each coefficient's own */
};

NKT_END

#endif
