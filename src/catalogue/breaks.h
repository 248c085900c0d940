/*
 * The table of breaks, for this room only: others ask the accessors of nyckeltal/catalogue.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NKT_BREAKS_H
#define NKT_BREAKS_H

#include "catalogue/catalogue.h"

/* A break, and the ids of inputs and figures that it concerns, 0 behind the last. */
typedef struct nkt_i_break_entry {
    nkt_break what;
    const int32_t *concerns;
} nkt_i_break_entry;

/* In order of id, which is 1 + the place. */
extern const nkt_i_break_entry nkt_i_breaks[];
extern const int64_t nkt_i_break_count;

#endif
