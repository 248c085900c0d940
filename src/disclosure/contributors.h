/*
 * Who makes up a sum of amounts: its largest contributors, and what the rules say of them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NKT_CONTRIBUTORS_H
#define NKT_CONTRIBUTORS_H

#include "disclosure/disclosure.h"

/* As many of the largest contributions of a sum as any rule looks at. */
enum { NKT_I_LARGEST = 16 };

typedef struct nkt_i_contributors {
    nkt_i_members all; /* every contribution */
    double largest[NKT_I_LARGEST];
    int64_t number;
    int is_unknown;
} nkt_i_contributors;

void nkt_i_contributors_begin(nkt_i_contributors *c);

/* One more; whatever has no value makes the sum unknown, and 0 is no contributor. */
void nkt_i_contributors_enter(nkt_i_contributors *c, double amount, int8_t state);

/* The sum of NKT_HIDE_* that the rules give. */
int32_t nkt_i_contributors_judge(const nkt_i_contributors *c, const nkt_disclosure_options *o);

/* How far above the sum a reader's upper bound must lie for the rules to be kept; NaN: unknown. */
double nkt_i_contributors_level(const nkt_i_contributors *c, const nkt_disclosure_options *o);

#endif
