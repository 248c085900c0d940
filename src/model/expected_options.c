/*
 * Options of the expected-value model.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "model/expected.h"

/* More draws would not make rank limits any better, and 32 bits count them. */
#define MOST_DRAWS 1000000

static nkt_status check(const nkt_expected_options *o, int32_t argument, nkt_error *error) {
    if (o->rounding != NKT_EXPECTED_UNROUNDED && o->rounding != NKT_EXPECTED_ONE_DECIMAL)
        return nkt_i_refuse_option(error, argument, o->rounding, "options.rounding",
                                   "is not 0 or 1");
    if (o->tau_method != NKT_EXPECTED_PAULE_MANDEL && o->tau_method != NKT_EXPECTED_REML)
        return nkt_i_refuse_option(error, argument, o->tau_method, "options.tau_method",
                                   "is not 0 or 1");
    if (o->first != NKT_DIRECTION_HIGH && o->first != NKT_DIRECTION_LOW)
        return nkt_i_refuse_option(error, argument, o->first, "options.first", "is no direction");
    if (!(o->whole > 0) || isinf(o->whole))
        return nkt_i_refuse_option(error, argument, o->whole, "options.whole", "is not above 0");
    if (!(o->minimum_size >= 0) || isinf(o->minimum_size))
        return nkt_i_refuse_option(error, argument, o->minimum_size, "options.minimum_size",
                                   "is not 0 or more");
    if (!(o->confidence > 0 && o->confidence < 1))
        return nkt_i_refuse_option(error, argument, o->confidence, "options.confidence",
                                   "is not between 0 and 1");
    if (!(o->certainty > 0.5 && o->certainty < 1))
        return nkt_i_refuse_option(error, argument, o->certainty, "options.certainty",
                                   "is not between 0.5 and 1");
    if (!(o->above_by >= 0) || isinf(o->above_by))
        return nkt_i_refuse_option(error, argument, o->above_by, "options.above_by",
                                   "is not 0 or more");
    if (o->draws < -1 || o->draws > MOST_DRAWS)
        return nkt_i_refuse_option(error, argument, (double)o->draws, "options.draws",
                                   "is not -1 to 1000000");
    return NKT_OK;
}

nkt_status nkt_i_expected_options(const nkt_expected_options *options, int32_t argument,
                                  nkt_expected_options *out, nkt_error *error) {
    nkt_status status =
        nkt_i_options_copy(options, argument, out, sizeof *out,
                           "is no size of options: set it to sizeof (nkt_expected_options)", error);

    if (status)
        return status;
    if (out->whole == 0)
        out->whole = 100;
    if (out->confidence == 0)
        out->confidence = 0.95;
    if (out->certainty == 0)
        out->certainty = 0.95;
    if (out->draws == 0)
        out->draws = 2000;
    if (out->first == NKT_DIRECTION_NONE)
        out->first = NKT_DIRECTION_HIGH;
    return check(out, argument, error);
}
