/*
 * Options: size first, so that older and newer programs can call this library; zero is default.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "base/base.h"

#include <stddef.h>

/* clang-format off */
static const struct {
    int32_t interval;
    size_t field; /* the option that the method belongs to; 0: all */
} intervals[] = {
    {NKT_INTERVAL_DEFAULT,         0},
    {NKT_INTERVAL_WILSON,          offsetof(nkt_options, share_interval)},
    {NKT_INTERVAL_CLOPPER_PEARSON, offsetof(nkt_options, share_interval)},
    {NKT_INTERVAL_MID_P,           offsetof(nkt_options, share_interval)},
    {NKT_INTERVAL_JEFFREYS,        offsetof(nkt_options, share_interval)},
    {NKT_INTERVAL_EXACT_OR_BYAR,   offsetof(nkt_options, rate_interval)},
    {NKT_INTERVAL_EXACT_POISSON,   offsetof(nkt_options, rate_interval)},
    {NKT_INTERVAL_BYAR,            offsetof(nkt_options, rate_interval)},
    {NKT_INTERVAL_NEWCOMBE,        offsetof(nkt_options, difference_interval)},
    {NKT_INTERVAL_AGRESTI_CAFFO,   offsetof(nkt_options, difference_interval)},
    {NKT_INTERVAL_MIETTINEN_NURMINEN, offsetof(nkt_options, difference_interval)},
};
/* clang-format on */

#define N_INTERVALS ((int)(sizeof intervals / sizeof intervals[0]))

static int find_interval(int32_t interval) {
    for (int i = 0; i < N_INTERVALS; i++)
        if (intervals[i].interval == interval)
            return i;
    return -1;
}

/* Whether the method is the default or belongs to that option. */
static int is_method_of(int32_t interval, size_t field) {
    int found = find_interval(interval);
    return found == 0 || (found > 0 && intervals[found].field == field);
}

static void check_method(nkt_i_call *call, const char *path, int32_t method, size_t field,
                         const char *sentence) {
    if (!is_method_of(method, field))
        nkt_i_refuse_value(call, NKT_E_OPTION, NKT_REASON_UNKNOWN_CODE, path, method, sentence);
}

static void refuse_number(nkt_i_call *call, const char *path, double number, const char *sentence) {
    nkt_i_refuse_value(call, NKT_E_OPTION, NKT_REASON_OUT_OF_RANGE, path, number, sentence);
}

static void check(nkt_i_call *call, const nkt_options *o) {
    if (o->mode != NKT_MODE_PROCESS && o->mode != NKT_MODE_DESCRIPTIVE)
        nkt_i_refuse_value(call, NKT_E_OPTION, NKT_REASON_UNKNOWN_CODE, "options.mode", o->mode,
                           "is no mode");
    if (!(o->confidence > 0 && o->confidence < 1))
        refuse_number(call, "options.confidence", o->confidence, "is not between 0 and 1");
    if (!(o->minimum_basis >= 0) || isinf(o->minimum_basis))
        refuse_number(call, "options.minimum_basis", o->minimum_basis, "is not 0 or more");
    if (!(o->correlation >= -1 && o->correlation <= 1))
        refuse_number(call, "options.correlation", o->correlation, "is not between -1 and 1");
    if (!(o->noise_variance >= 0) || isinf(o->noise_variance))
        refuse_number(call, "options.noise_variance", o->noise_variance, "is not 0 or more");
    check_method(call, "options.share_interval", o->share_interval,
                 offsetof(nkt_options, share_interval), "is no interval method of a share");
    check_method(call, "options.rate_interval", o->rate_interval,
                 offsetof(nkt_options, rate_interval), "is no interval method of a rate");
    check_method(call, "options.difference_interval", o->difference_interval,
                 offsetof(nkt_options, difference_interval),
                 "is no interval method of a difference");
    if (o->noise_variance > 0 && o->share_interval != NKT_INTERVAL_WILSON)
        nkt_i_refuse_value(call, NKT_E_OPTION, NKT_REASON_CONTRADICTION, "options.noise_variance",
                           o->noise_variance, "needs share_interval wilson");
    if (o->noise_variance > 0 && o->difference_interval != NKT_INTERVAL_NEWCOMBE)
        nkt_i_refuse_value(call, NKT_E_OPTION, NKT_REASON_CONTRADICTION, "options.noise_variance",
                           o->noise_variance, "needs difference_interval newcombe");
    if (o->correlation != 0 && o->difference_interval != NKT_INTERVAL_NEWCOMBE)
        nkt_i_refuse_value(call, NKT_E_OPTION, NKT_REASON_CONTRADICTION, "options.correlation",
                           o->correlation, "needs difference_interval newcombe");
    if (o->part_above_whole != NKT_PART_ABOVE_FLAGGED &&
        o->part_above_whole != NKT_PART_ABOVE_INVALID)
        nkt_i_refuse_value(call, NKT_E_OPTION, NKT_REASON_UNKNOWN_CODE, "options.part_above_whole",
                           o->part_above_whole, "is not 0 or 1");
}

/* Fills in what each 0 stands for, and checks. */
static void settle(nkt_i_call *call, int32_t share_interval, nkt_options *o) {
    if (o->confidence == 0)
        o->confidence = 0.95;
    if (o->share_interval == NKT_INTERVAL_DEFAULT)
        o->share_interval = share_interval;
    if (o->rate_interval == NKT_INTERVAL_DEFAULT)
        o->rate_interval = NKT_INTERVAL_EXACT_OR_BYAR;
    if (o->difference_interval == NKT_INTERVAL_DEFAULT)
        o->difference_interval = NKT_INTERVAL_NEWCOMBE;
    check(call, o);
}

void nkt_i_figure_options(nkt_i_call *call, const nkt_options *options, int32_t share_interval,
                          nkt_options *out) {
    nkt_i_options_open(call, options, out, sizeof *out);
    settle(call, share_interval, out);
}
