/*
 * An error of which nothing is said yet.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "base/base.h"

void nkt_i_error_clear(nkt_error *error) {
    if (!error)
        return;
    memset(error, 0, sizeof *error);
    error->item = -1;
    error->row = -1;
    error->value = NAN;
    error->bound = NAN;
}
