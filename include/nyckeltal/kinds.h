/*
 * Every kind of figure as a function of plain numbers.
 *
 * These functions serve figures that no catalogue has. For the figures of the catalogue, over many
 * rows, see nkt_compute in compute.h; both compute with the same code.
 *
 * All of them: a NaN argument is missing, and the estimate is NKT_STATE_MISSING; an infinite or
 * negative count makes it NKT_STATE_INVALID, with the remark NKT_ROWS_INVALID and error.row 0.
 * Counts need not be whole. A part above its whole is flagged, or is invalid, as
 * options.part_above_whole says; it has an interval only with options.noise_variance, and where such
 * noise may have put it there: 103 of 100 with a variance of 2, but not 105. Intervals are given in NKT_MODE_PROCESS, the default. `out` is written
 * unless the call is refused; it may not overlap the options. Refusals: NKT_E_NULL (out),
 * NKT_E_OPTION, NKT_E_OPTIONS_SIZE.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NYCKELTAL_KINDS_H
#define NYCKELTAL_KINDS_H

#include "estimate.h"

NKT_BEGIN

/*
 * A count of events: value = count. Interval: limits of a Poisson mean, options.rate_interval.
 *
 * count    0 or more
 * The basis is the count itself. Source: Garwood 1936; Byar in Breslow & Day 1987.
 */
NKT_API nkt_status nkt_count(double count, const nkt_options *options, nkt_estimate *out,
                             nkt_error *error);

/*
 * A share in per cent: value = 100 · part / whole. Interval: options.share_interval.
 *
 * part, whole  0 or more; a whole of 0 gives NKT_STATE_NO_DENOMINATOR
 * With noise of variance V on each count the limits P solve
 * (p - P)² = z² (P (1 - P) / whole + V (1 + P²) / whole²), within 0 and 100 per cent; where no P does,
 * the noise does not explain the counts, and there is no interval.
 * Source: Wilson 1927; Clopper & Pearson 1934; Brown, Cai & DasGupta 2001.
 */
NKT_API nkt_status nkt_share(double part, double whole, const nkt_options *options,
                             nkt_estimate *out, nkt_error *error);

/*
 * A rate: value = per · events / population. Interval: Poisson limits of the events, so scaled;
 * options.rate_interval. The population is taken as known.
 *
 * events, population  0 or more; a population of 0 gives NKT_STATE_NO_DENOMINATOR
 * per                 such as 1000; above 0, finite, otherwise the call is refused (NKT_E_DOMAIN)
 */
NKT_API nkt_status nkt_rate(double events, double population, double per,
                            const nkt_options *options, nkt_estimate *out, nkt_error *error);

/*
 * A ratio of two quantities, such as pupils to teachers: value = numerator / denominator. It has no
 * interval: amounts and full-time equivalents carry no count of persons. For two groups of persons
 * use nkt_odds.
 *
 * numerator, denominator  0 or more; a denominator of 0 gives NKT_STATE_NO_DENOMINATOR
 */
NKT_API nkt_status nkt_ratio(double numerator, double denominator, const nkt_options *options,
                             nkt_estimate *out, nkt_error *error);

/*
 * A ratio of two groups of persons who together are the whole, such as the dependency ratio:
 * value = numerator / denominator. Interval: the limits L of the share numerator / (numerator +
 * denominator), mapped by L / (1 - L). With noise on both, its variance in the equation of the limits
 * is V ((1 - P)² + P²); where the denominator may then be nobody, there is no interval.
 *
 * numerator, denominator  0 or more, nobody in both; a denominator of 0 gives
 *                         NKT_STATE_NO_DENOMINATOR
 */
NKT_API nkt_status nkt_odds(double numerator, double denominator, const nkt_options *options,
                            nkt_estimate *out, nkt_error *error);

/*
 * A mean: value = sum / n. Interval: Student's t with n - 1 degrees of freedom, from the sum of
 * squares; NaN limits where that is NaN or n < 2, and where rounding has left of the spread less
 * than 1e-10 of the sum of squares (numbers that are alike to five digits), unless the sums are those
 * of whole numbers. nkt_mean_of in distribution.h takes the numbers themselves and needs no such
 * care; so do the sums of the numbers less one of them, to which it is added afterwards.
 *
 * sum             any finite number
 * sum_of_squares  0 or more, of the n values; NaN: not known, then there is no interval.
 *                 One that is smaller than sum² / n by more than rounding is bad data.
 * n               0 or more; 0 gives NKT_STATE_NO_DENOMINATOR
 */
NKT_API nkt_status nkt_mean(double sum, double sum_of_squares, double n, const nkt_options *options,
                            nkt_estimate *out, nkt_error *error);

/*
 * A balance index: value = (part_1 / whole_1) / (part_2 / whole_2), 1 where both shares are equally
 * large. Interval: MOVER-R from the limits of the two shares by options.share_interval, with
 * options.correlation between them (Donner & Zou 2012); where noise may make the second share 0, there
 * is none. The basis is the smaller whole.
 *
 * Where the first group is part of the second, as employees are of a population, the shares are
 * correlated, and limits without a correlation are too wide: see nkt_overlap_correlation.
 *
 * part_1, whole_1  the share compared, such as foreign-born among employees
 * part_2, whole_2  the share it is compared with, such as foreign-born in the population; a second
 *                  share of 0, or a whole of 0, gives NKT_STATE_NO_DENOMINATOR
 */
NKT_API nkt_status nkt_balance(double part_1, double whole_1, double part_2, double whole_2,
                               const nkt_options *options, nkt_estimate *out, nkt_error *error);

/*
 * A difference of two shares in percentage points: value = 100 · (part_1 / whole_1 - part_2 /
 * whole_2). Interval: options.difference_interval; Newcombe's hybrid score interval takes
 * options.correlation and options.noise_variance, Agresti & Caffo's and Miettinen & Nurminen's refuse
 * both (NKT_E_OPTION). The basis is the smaller whole.
 *
 * part_1, whole_1, part_2, whole_2  as for nkt_share
 * Miettinen & Nurminen's limits are the differences D that the score test just does not reject,
 * |p1 - p2 - D| = z sqrt((P1 (1 - P1) / n1 + P2 (1 - P2) / n2) N / (N - 1)), with the shares P1 and
 * P2 = P1 - D that are most likely at that difference, and N = n1 + n2.
 * Source: Newcombe 1998 (methods 10 of both papers); Agresti & Caffo 2000; Miettinen & Nurminen 1985.
 */
NKT_API nkt_status nkt_difference(double part_1, double whole_1, double part_2, double whole_2,
                                  const nkt_options *options, nkt_estimate *out, nkt_error *error);

NKT_END

#endif
