/*
 * How the tests of distributions compare numbers.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef TESTS_DIST_CLOSE_H
#define TESTS_DIST_CLOSE_H

#include <check.h>
#include <math.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* |got / expected - 1|, 0 for the same number; infinite where either is NaN. */
static inline double off_by(double got, double expected) {
    if (got == expected)
        return 0.0;
    const double ratio = fabs(got / expected - 1.0);
    return isnan(ratio) ? INFINITY : ratio;
}

/* States numbers as they are when it fails: a, b, c are the arguments. */
#define ck_close(got_, expected_, tolerance_, a_, b_, c_)                                          \
    do {                                                                                           \
        const double got__ = (got_), expected__ = (expected_);                                     \
        ck_assert_msg(off_by(got__, expected__) <= (tolerance_),                                   \
                      "%s at %.17g, %.17g, %.17g: %.17g instead of %.17g", #got_, (double)(a_),    \
                      (double)(b_), (double)(c_), got__, expected__);                              \
    } while (0)

#endif
