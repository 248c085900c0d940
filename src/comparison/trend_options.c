/*
 * The options of a trend, and whether neighbouring years are the same persons.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "comparison/series.h"

void nkt_i_trend_options(nkt_i_call *call, const nkt_trend_options *options,
                         nkt_trend_options *out) {
    nkt_i_options_open(call, options, out, sizeof *out);
    nkt_i_code(call, "options.measure", out->measure, 0, NKT_MEASURE_AMOUNT_STOCK);
    nkt_i_at_least(call, "options.dead_band", out->dead_band, 0);
    nkt_i_confidence_option(call, &out->confidence);
    nkt_i_within(call, "options.correlation", out->correlation, -1, 1);
    if (!(out->autocorrelation >= 0 && out->autocorrelation < 1) && out->autocorrelation != -1)
        nkt_i_refuse_value(call, NKT_E_OPTION, NKT_REASON_OUT_OF_RANGE, "options.autocorrelation",
                           out->autocorrelation, "is not 0 to below 1, nor -1");
    nkt_i_within(call, "options.renewal", out->renewal, 0, 1);
    if (out->dispersion != 0)
        nkt_i_at_least(call, "options.dispersion", out->dispersion, 1);
    nkt_i_at_least(call, "options.dispersion_df", out->dispersion_df, 0);
    nkt_i_count(call, "options.draws", out->draws, -1, INT64_MAX);
    nkt_i_code(call, "options.across_breaks", out->across_breaks, NKT_ACROSS_NONE,
               NKT_ACROSS_CATALOGUE);
    nkt_i_code(call, "options.mode", out->mode, NKT_MODE_PROCESS, NKT_MODE_DESCRIPTIVE);
    if (!(out->tolerance >= 0 && out->tolerance <= 100) && out->tolerance != -1)
        nkt_i_refuse_value(call, NKT_E_OPTION, NKT_REASON_OUT_OF_RANGE, "options.tolerance",
                           out->tolerance, "is not 0 to 100, nor -1");
    if (out->tolerance == 0)
        out->tolerance = 0.5;
}

/* What the catalogue says that an input, or the first numerator of a figure, measures; 0: nothing. */
static int32_t measure_of(const nkt_column *column) {
    int32_t id = column ? column->id : 0;

    for (int depth = 0; id != 0 && depth < 4; depth++) { /* figures of figures are not deeper */
        const nkt_input *input = nkt_input_by_id(id);
        const nkt_indicator *figure = nkt_indicator_by_id(id);
        if (input)
            return input->measure;
        id = figure ? figure->numerator[0] : 0;
    }
    return 0;
}

static int32_t measure_of_series(const nkt_series *series) {
    int32_t measure = measure_of(series->parts);

    if (measure == 0)
        measure = measure_of(series->wholes);
    return measure ? measure : measure_of(series->values);
}

static int is_stock(int32_t measure) {
    return measure == NKT_MEASURE_STOCK || measure == NKT_MEASURE_FTE ||
           measure == NKT_MEASURE_AMOUNT_STOCK;
}

int nkt_i_series_is_flow(const nkt_trend_options *options, const nkt_series *series) {
    const int32_t measure = options->measure ? options->measure : measure_of_series(series);

    return measure != 0 && !is_stock(measure);
}

double nkt_i_series_together(const nkt_trend_options *options, int is_stock) {
    if (options->autocorrelation != 0)
        return fmax(0, options->autocorrelation);
    return is_stock ? 1 - options->renewal : 0;
}

int nkt_i_series_is_stock(nkt_i_call *call, const nkt_trend_options *options,
                          const nkt_series *first, const nkt_series *second) {
    int32_t measure = options->measure;

    if (nkt_i_call_refused(call))
        return 0;
    if (measure == 0)
        measure = measure_of_series(first);
    if (measure == 0 && second)
        measure = measure_of_series(second);
    if (measure == 0)
        nkt_i_refuse_path(call, NKT_E_MEASURE, NKT_REASON_LACKING, "options.measure",
                          "is not given, and no id says whether the counts are stocks or flows");
    return is_stock(measure);
}
