/*
 * libnyckeltal: key figures of integration and the model of expected employment.
 *
 * This header includes every public header of the library and nothing else.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NYCKELTAL_H
#define NYCKELTAL_H

#include "nyckeltal/version.h"
#include "nyckeltal/status.h"
#include "nyckeltal/error.h"
#include "nyckeltal/memory.h"
#include "nyckeltal/column.h"
#include "nyckeltal/table.h"
#include "nyckeltal/target.h"
#include "nyckeltal/options.h"
#include "nyckeltal/estimate.h"
#include "nyckeltal/catalogue.h"
#include "nyckeltal/compute.h"
#include "nyckeltal/kinds.h"
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
#include "nyckeltal/funding.h"
#include "nyckeltal/audit.h"
#include "nyckeltal/satisfaction.h"
#include "nyckeltal/timeliness.h"
#include "nyckeltal/concentration.h"
#include "nyckeltal/cost.h"
#include "nyckeltal/cohort.h"
#include "nyckeltal/survey.h"

#endif
