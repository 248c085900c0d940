/*
 * The numbers of the benchmark: see bench_data.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "bench_data.h"

#include <math.h>

int64_t bench_columns(void) {
    int64_t n = nkt_input_count();
    for (int64_t f = 0; f < nkt_indicator_count(); f++)
        n += nkt_indicator_at(f)->kind == NKT_KIND_MODEL;
    return n;
}

int32_t bench_column_id(int64_t column) {
    int64_t model = column - nkt_input_count();
    if (model < 0)
        return nkt_input_at(column)->id;
    for (int64_t f = 0;; f++)
        if (nkt_indicator_at(f)->kind == NKT_KIND_MODEL && model-- == 0)
            return nkt_indicator_at(f)->id;
}

int64_t bench_column_of(int32_t id) {
    for (int64_t column = 0; id && column < bench_columns(); column++)
        if (bench_column_id(column) == id)
            return column;
    return -1;
}

int bench_is_real(int64_t column) {
    const nkt_input *input = nkt_input_by_id(bench_column_id(column));
    return !input || input->measure == NKT_MEASURE_FTE ||
           input->measure == NKT_MEASURE_AMOUNT_FLOW || input->measure == NKT_MEASURE_AMOUNT_STOCK;
}

/* A number in [0, 1) that belongs to a place: the finaliser of splitmix64 over a counter. */
static double uniform(int64_t column, int64_t row, int64_t purpose) {
    uint64_t x = (uint64_t)((purpose * 1000 + column) * 1000000 + row + 1);
    x *= 0x9E3779B97F4A7C15u;
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBu;
    return (double)((x ^ (x >> 31)) >> 11) * 0x1p-53;
}

enum { SIZE, RATE, JITTER, MISSING, BAD, ABOVE };

/* Inhabitants of the row's municipality, or those of one sex: few large ones, many small. */
static double inhabitants(int64_t row) {
    int64_t municipality = row / (BENCH_YEARS * BENCH_SEXES);
    double all = 2400 * pow(400, pow(uniform(0, municipality, SIZE), 3));
    return row % BENCH_SEXES == 0 ? all : all / 2;
}

/* The share of which the input is a part, or the sum that it stands for; NULL: none. */
static const nkt_indicator *figure_of(int32_t id) {
    for (int64_t f = 0; f < nkt_indicator_count(); f++) {
        const nkt_indicator *figure = nkt_indicator_at(f);
        int part = figure->numerator[0] == id || figure->numerator[1] == id;
        if ((figure->kind == NKT_KIND_SHARE && part) || figure->numerator_whole == id)
            return figure;
    }
    return NULL;
}

/* The number as it would be without faults. */
static double sound(int64_t column, int64_t row) {
    int32_t id = bench_column_id(column);
    const nkt_indicator *figure = figure_of(id);
    double rate = uniform(column, 0, RATE), jitter = 0.8 + 0.4 * uniform(column, row, JITTER);
    double number;

    if (!nkt_input_by_id(id)) /* modelled: per cent */
        return 50 * jitter;
    if (figure && figure->numerator_whole == id)
        return sound(bench_column_of(figure->numerator[0]), row) +
               sound(bench_column_of(figure->numerator[1]), row);
    if (figure)
        number = sound(bench_column_of(figure->denominator), row) * (0.03 + 0.35 * rate) * jitter;
    else
        number = inhabitants(row) * 0.5 * pow(0.001, rate) * jitter;
    return bench_is_real(column) ? round(10 * number) / 10 : floor(number);
}

double bench_number(int64_t column, int64_t row) {
    double number = sound(column, row);
    if (uniform(column, row, MISSING) < 0.02)
        return NAN;
    if (column >= nkt_input_count()) /* what a model gives may be negative */
        return number;
    if (uniform(column, row, BAD) < 1e-4)
        return -1 - number;
    if (uniform(column, row, ABOVE) < 5e-4)
        return 2.5 * number + 1 - fmod(2.5 * number, 1);
    return number;
}
