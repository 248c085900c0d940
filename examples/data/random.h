/*
 * A small pseudo-random generator of its own, so that the synthetic panel is the same everywhere:
 * it uses no library function whose last bit may differ from one machine to the next.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef RANDOM_H
#define RANDOM_H

#include <stdint.h>

/* Any value is a seed. */
typedef uint64_t random_state;

/* Evenly distributed from low up to high. */
double random_between(random_state *state, double low, double high);

/*
 * How many of n persons are concerned, each with the given chance: a whole number from 0 to n, from
 * persons drawn one by one up to 200, by the normal approximation beyond. A chance outside 0 ... 1
 * is taken as the nearest end.
 */
double random_part(random_state *state, double n, double chance);

#endif
