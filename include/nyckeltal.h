/*
 * libnyckeltal: key figures of integration and the model of expected employment.
 *
 * This header includes every public header of the library and nothing else.
 *
 * What holds for every function, so that its comment need not say it:
 *
 *   - It is re-entrant and uses no globals, no locale, no environment, no clock; it reads and writes
 *     nothing but what it is given, and allocates nothing. What is `const` may be used by several
 *     threads at once; outputs, memories and errors belong to one call at a time.
 *   - Outputs may not overlap inputs, or each other, unless the comment says so.
 *   - Nothing is kept after it returns: columns, options and names may go.
 *   - The status is negative where the call was refused: then nothing was written but `error` and
 *     the `needed` of memories. 0: done. Positive: done, with a remark, which `error` holds.
 *   - `error` may be NULL. `options` may be NULL: all defaults. Other pointers are needed unless
 *     the comment says what NULL means.
 *   - Counts are 0 or more. Rows, items, terms and groups count from 0. Strides are bytes;
 *     0 is one after another where something is written or structs are read, but one value for all
 *     rows of a column. A number that cannot be given is NaN, a row or group that there is none of -1, a
 *     code NKT_NO_CODE; a state says why.
 *   - Missing in gives missing out, never an error. Bad data (infinite, negative where that cannot be)
 *     belong to their row: it has no result, the call returns NKT_ROWS_INVALID, the first bad row is
 *     reported in `error`, and all are counted there.
 *   - NKT_E_NULL, NKT_E_COUNT (a count), NKT_E_TYPE (a column or target), NKT_E_OPTIONS_SIZE and
 *     NKT_E_SIZE can come back from every call that takes what they are about.
 *   - It is there since version 0.2 unless its comment says otherwise.
 *
 * The same for machines: lib/interface.tsv, installed in share/nyckeltal.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NYCKELTAL_H
#define NYCKELTAL_H

#include "nyckeltal/version.h"
#include "nyckeltal/status.h"
#include "nyckeltal/error.h"
#include "nyckeltal/memory.h"
#include "nyckeltal/codes.h"
#include "nyckeltal/column.h"
#include "nyckeltal/table.h"
#include "nyckeltal/target.h"
#include "nyckeltal/options.h"
#include "nyckeltal/estimate.h"
#include "nyckeltal/catalogue.h"
#include "nyckeltal/compute.h"
#include "nyckeltal/kinds.h"
#include "nyckeltal/renewal.h"
#include "nyckeltal/text.h"
#include "nyckeltal/reception.h"
#include "nyckeltal/sfi.h"
#include "nyckeltal/establishment.h"
#include "nyckeltal/employment.h"
#include "nyckeltal/demography.h"
#include "nyckeltal/representation.h"
#include "nyckeltal/composition.h"
#include "nyckeltal/classes.h"
#include "nyckeltal/gap.h"
#include "nyckeltal/total.h"
#include "nyckeltal/group.h"
#include "nyckeltal/panel.h"
#include "nyckeltal/distribution.h"
#include "nyckeltal/rank.h"
#include "nyckeltal/standardise.h"
#include "nyckeltal/trend.h"
#include "nyckeltal/similar.h"
#include "nyckeltal/stability.h"
#include "nyckeltal/disclosure.h"
#include "nyckeltal/rounding.h"
#include "nyckeltal/suppression.h"
#include "nyckeltal/design.h"
#include "nyckeltal/ols.h"
#include "nyckeltal/refit.h"
#include "nyckeltal/irls.h"
#include "nyckeltal/expected.h"
#include "nyckeltal/block.h"
#include "nyckeltal/funding.h"
#include "nyckeltal/audit.h"
#include "nyckeltal/satisfaction.h"
#include "nyckeltal/calendar.h"
#include "nyckeltal/timeliness.h"
#include "nyckeltal/concentration.h"
#include "nyckeltal/cost.h"
#include "nyckeltal/cohort.h"
#include "nyckeltal/survey.h"

#endif
