/*
 * How timely groups of cases are.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "nyckeltal/kinds.h"
#include "nyckeltal/timeliness.h"

#include "followup/followup.h"

static void check_bands(nkt_i_call *call, const nkt_bands *bands, int64_t n_groups) {
    nkt_i_count(call, "bands.n_bands", bands->n_bands, 0,
                INT64_MAX / 8 / (n_groups > 0 ? n_groups : 1) - 1);
    if (bands->n_bands > 0)
        nkt_i_needed(call, "bands.limits", bands->limits);
    if (n_groups > 0)
        nkt_i_needed(call, "bands.by_band", bands->by_band);
    for (int64_t b = 0; b < bands->n_bands && !nkt_i_call_refused(call); b++) {
        nkt_i_fault fault = NKT_I_AT("bands.limits");
        fault.item = b > INT32_MAX ? INT32_MAX : (int32_t)b;
        fault.value = (double)bands->limits[b];
        if (b == 0 && bands->limits[b] <= 0)
            nkt_i_refuse(call, NKT_E_DOMAIN, NKT_REASON_TOO_SMALL, fault, "is not above 0");
        else if (b > 0 && bands->limits[b] <= bands->limits[b - 1])
            nkt_i_refuse(call, NKT_E_DOMAIN, NKT_REASON_NOT_SORTED, fault,
                         "is not above the one before");
    }
}

/* Whether a delay can be one of a late case, and be added to those of its group. */
static int32_t fault_of_delay(double delay, int64_t sum) {
    if (!isfinite(delay))
        return NKT_REASON_NOT_FINITE;
    if (!(delay > 0) || delay != floor(delay))
        return NKT_REASON_IMPOSSIBLE;
    return delay > 0x1p62 || (int64_t)delay > INT64_MAX - sum ? NKT_REASON_OVERFLOW
                                                              : NKT_REASON_NONE;
}

static void add_case(const nkt_case_time *c, nkt_timeliness *to) {
    const int has_deadline = c->status >= NKT_CASE_IN_TIME && c->status <= NKT_CASE_NOT_DUE;

    to->n_in_time += c->status == NKT_CASE_IN_TIME;
    to->n_late += c->status == NKT_CASE_LATE;
    to->n_overdue += c->status == NKT_CASE_OVERDUE;
    to->n_not_due += c->status == NKT_CASE_NOT_DUE;
    to->n_no_deadline += c->status == NKT_CASE_NO_DEADLINE;
    to->n_unknown += !has_deadline && c->status != NKT_CASE_NO_DEADLINE;
    to->n_gaps += c->n_gaps;
    to->n_open_gaps += (c->flags & NKT_OFFERS_OPEN_GAP) != 0;
    to->n_unsorted += (c->flags & NKT_OFFERS_UNSORTED) != 0;
    to->n_moved += (c->flags & NKT_OFFERS_MOVED) != 0;
}

/* Whether it has an offer, so that a gap may follow. */
static int has_offer(const nkt_case_time *c) {
    return c->status == NKT_CASE_IN_TIME || c->status == NKT_CASE_LATE ||
           (c->status == NKT_CASE_NO_DEADLINE && !(c->flags & NKT_OFFERS_NONE));
}

static void add_late(const nkt_case_time *c, const nkt_bands *bands, int64_t group,
                     nkt_timeliness *to) {
    int64_t band = 0;

    to->late_days += (int64_t)c->delay;
    if (!bands)
        return;
    while (band < bands->n_bands && c->delay > (double)bands->limits[band])
        band++;
    bands->by_band[group * (bands->n_bands + 1) + band]++;
}

static void finish_group(nkt_timeliness *to, const nkt_options *options) {
    const double due = (double)(to->n_in_time + to->n_late + to->n_overdue);

    nkt_share((double)to->n_in_time, due, options, &to->in_time, NULL);
    nkt_share((double)to->n_without_gap, (double)to->n_with_offer, options, &to->without_gap, NULL);
    to->mean_delay = to->n_late > 0 ? (double)to->late_days / (double)to->n_late : NAN;
}

/* Adds the cases to the groups, whose totals lie in the caller's memory. */
static void add_cases(nkt_i_call *call, const nkt_i_array *cases, const nkt_rows *rows,
                      const nkt_bands *bands, const nkt_i_array *out) {
    for (int64_t k = 0; k < rows->n_rows; k++) {
        nkt_i_fault fault = NKT_I_AT("cases");
        nkt_case_time c;
        nkt_timeliness to;
        int64_t group;
        int32_t reason;
        if (!nkt_i_row_included(call, "rows.include", rows, k))
            continue;
        group = nkt_i_row_group(call, "rows.groups", rows, k);
        if (group < 0)
            continue;
        nkt_i_array_get(cases, k, &c);
        nkt_i_array_get(out, group, &to);
        reason = c.status == NKT_CASE_LATE ? fault_of_delay(c.delay, to.late_days) : 0;
        if (reason) {
            fault.row = k;
            fault.value = c.delay;
            nkt_i_bad_row(call, reason, fault, "is no delay of a case that is late");
            continue;
        }
        add_case(&c, &to);
        to.n_with_offer += has_offer(&c);
        to.n_without_gap += has_offer(&c) && c.n_gaps == 0;
        if (c.status == NKT_CASE_LATE)
            add_late(&c, bands, group, &to);
        nkt_i_array_put(out, group, &to);
    }
}

nkt_status nkt_timeliness_groups(const nkt_case_time *cases, int64_t stride, const nkt_rows *rows,
                                 const nkt_bands *bands, const nkt_options *options,
                                 nkt_timeliness *out, int64_t out_stride, nkt_error *error) {
    nkt_i_call call =
        nkt_i_call_begin(error, "cases stride rows bands options out out_stride error");
    const nkt_timeliness none = {.n_in_time = 0};
    const int64_t n_groups = rows ? nkt_i_n_groups(rows) : 0;
    nkt_i_array from, to;
    nkt_options read;

    nkt_i_rows_check(&call, "rows", rows, NKT_I_WITH_GROUPS);
    from = nkt_i_array_open(&call, "cases", cases, sizeof *cases, "stride", stride,
                            rows ? rows->n_rows : 0, 1);
    if (bands)
        check_bands(&call, bands, n_groups);
    nkt_i_figure_options(&call, options, NKT_INTERVAL_CLOPPER_PEARSON, &read);
    to = nkt_i_array_open(&call, "out", out, sizeof *out, "out_stride", out_stride, n_groups, 1);
    if (nkt_i_call_refused(&call))
        return call.status;
    for (int64_t g = 0; g < n_groups; g++)
        nkt_i_array_put(&to, g, &none);
    for (int64_t i = 0; bands && i < n_groups * (bands->n_bands + 1); i++)
        bands->by_band[i] = 0;
    add_cases(&call, &from, rows, bands, &to);
    for (int64_t g = 0; g < n_groups; g++) {
        nkt_timeliness group;
        nkt_i_array_get(&to, g, &group);
        finish_group(&group, &read);
        nkt_i_array_put(&to, g, &group);
    }
    return nkt_i_call_end(&call);
}
