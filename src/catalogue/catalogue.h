/*
 * The two tables of the catalogue, for this room only: others ask the accessors of nyckeltal/catalogue.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NKT_CATALOGUE_H
#define NKT_CATALOGUE_H

#include "base/float.h"

#include "nyckeltal/demography.h"
#include "nyckeltal/employment.h"
#include "nyckeltal/establishment.h"
#include "nyckeltal/catalogue.h"
#include "nyckeltal/reception.h"
#include "nyckeltal/representation.h"
#include "nyckeltal/sfi.h"

/* Room for the ids of all figures on the stack; the table does not compile beyond it. */
#define NKT_I_MOST_INDICATORS 256

/* Both in ascending order of id. */
extern const nkt_indicator nkt_i_indicators[];
extern const int64_t nkt_i_indicator_count;
extern const nkt_input nkt_i_inputs[];
extern const int64_t nkt_i_input_count;

#endif
