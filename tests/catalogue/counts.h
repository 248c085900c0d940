/*
 * How many figures and inputs there are: the one place where the tests say it, so that a new one
 * changes one line here.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef TESTS_CATALOGUE_COUNTS_H
#define TESTS_CATALOGUE_COUNTS_H

enum { N_FIGURES = 81, N_INPUTS = 88 };

#endif
