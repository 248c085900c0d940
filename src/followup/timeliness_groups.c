/*
 * How timely groups of cases are; what lasts longer than it may.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "nyckeltal/timeliness.h"
#include "nyckeltal/kinds.h"

#include "followup/followup.h"

/* ---- groups -------------------------------------------------------------------------------------------- */

/* The parameters of the call. */
typedef struct call {
    const nkt_case_time *cases;
    int64_t stride, n_cases;
    const int64_t *groups;
    int64_t n_groups;
    const int64_t *bands;
    int64_t n_bands;
} call;

static nkt_status check(const call *in, const nkt_timeliness *out, nkt_error *error) {
    const nkt_i_target from = nkt_i_target_of((void *)(uintptr_t)in->cases, sizeof *in->cases,
                                              in->n_cases, in->stride, "cases", 1);
    nkt_status status;

    if (in->n_cases < 0)
        return nkt_i_refuse_count(error, 3, "n_cases", in->n_cases);
    status = nkt_i_target_check(&from, 1, error);
    if (status)
        return status;
    if (in->n_groups < 1)
        return nkt_i_refuse_count(error, 5, "n_groups", in->n_groups);
    if (in->n_bands < 0 || in->n_bands == INT64_MAX)
        return nkt_i_refuse_count(error, 7, "n_bands", in->n_bands);
    if (in->n_bands > 0 && !in->bands)
        return nkt_i_refuse_null(error, 6, "bands");
    for (int64_t b = 0; b < in->n_bands; b++)
        if (in->bands[b] <= (b > 0 ? in->bands[b - 1] : 0)) {
            nkt_i_fault fault = NKT_I_FAULT(6);
            fault.item = b > INT32_MAX ? INT32_MAX : (int32_t)b;
            fault.value = (double)in->bands[b];
            return nkt_i_error_value(error, NKT_E_DOMAIN, fault, "bands",
                                     b > 0 ? "is not above the one before" : "is not above 0");
        }
    return out ? NKT_OK : nkt_i_refuse_null(error, 9, "out");
}

/* The group of a case; -1: none. A number that is none is noted. */
static int64_t group_of(const call *in, int64_t k, nkt_i_bad_rows *bad) {
    const int64_t group = in->groups ? in->groups[k] : 0;

    if (group < -1 || group >= in->n_groups) {
        nkt_i_bad_rows_note(bad, 4, -1, k, (double)group, "groups", "is no number of a group");
        return -1;
    }
    return group;
}

/* mean_delay holds the sum until all cases are in; without_gap.basis and value, counts. */
static void add_case(const call *in, const nkt_case_time *c, nkt_timeliness *to, int64_t *by_band) {
    int64_t band = 0;

    to->n_in_time += c->status == NKT_CASE_IN_TIME;
    to->n_late += c->status == NKT_CASE_LATE;
    to->n_overdue += c->status == NKT_CASE_OVERDUE;
    to->n_not_due += c->status == NKT_CASE_NOT_DUE;
    to->n_unknown += c->status < NKT_CASE_IN_TIME || c->status > NKT_CASE_NOT_DUE;
    to->n_gaps += c->n_gaps;
    to->n_open_gaps += (c->flags & NKT_CASE_OPEN_GAP) != 0;
    to->n_unsorted += (c->flags & NKT_CASE_UNSORTED) != 0;
    if (c->status == NKT_CASE_IN_TIME || c->status == NKT_CASE_LATE) {
        to->without_gap.basis++;
        to->without_gap.value += c->n_gaps == 0;
    }
    if (c->status != NKT_CASE_LATE)
        return;
    to->mean_delay += (double)c->delay;
    while (band < in->n_bands && c->delay > in->bands[band])
        band++;
    if (by_band)
        by_band[band]++;
}

static void finish_group(nkt_timeliness *to, const nkt_options *options) {
    const double due = (double)(to->n_in_time + to->n_late + to->n_overdue);

    nkt_share((double)to->n_in_time, due, options, &to->in_time, NULL);
    nkt_share(to->without_gap.value, to->without_gap.basis, options, &to->without_gap, NULL);
    to->mean_delay = to->n_late > 0 ? to->mean_delay / (double)to->n_late : NAN;
}

nkt_status nkt_timeliness_groups(const nkt_case_time *cases, int64_t stride, int64_t n_cases,
                                 const int64_t *groups, int64_t n_groups, const int64_t *bands,
                                 int64_t n_bands, const nkt_options *options, nkt_timeliness *out,
                                 int64_t *by_band, nkt_error *error) {
    const call in = {cases, stride, n_cases, groups, n_groups, bands, n_bands};
    const nkt_options exact = {.size = sizeof exact,
                               .share_interval = NKT_INTERVAL_CLOPPER_PEARSON};
    nkt_i_bad_rows bad;
    nkt_options read;
    nkt_status status;

    nkt_i_error_clear(error);
    status = check(&in, out, error);
    if (!status)
        status = nkt_i_options_read(options ? options : &exact, 8, &read, error);
    if (status)
        return status;
    nkt_i_bad_rows_begin(&bad);
    for (int64_t g = 0; g < n_groups; g++)
        out[g] = (nkt_timeliness){.mean_delay = 0};
    for (int64_t i = 0; by_band && i < n_groups * (n_bands + 1); i++)
        by_band[i] = 0;
    for (int64_t k = 0; k < n_cases; k++) {
        const int64_t group = group_of(&in, k, &bad);
        nkt_case_time c;
        if (group < 0)
            continue;
        memcpy(&c, (const char *)cases + k * stride, sizeof c);
        add_case(&in, &c, &out[group], by_band ? by_band + group * (n_bands + 1) : NULL);
    }
    for (int64_t g = 0; g < n_groups; g++)
        finish_group(&out[g], &read);
    return nkt_i_bad_rows_end(&bad, error);
}

/* ---- lengths --------------------------------------------------------------------------------------------- */

static nkt_status check_lengths(const nkt_column *starts, const nkt_column *ends, int64_t n_rows,
                                int32_t months, int32_t days, int64_t until, nkt_error *error) {
    nkt_status status;

    if (n_rows < 0)
        return nkt_i_refuse_count(error, 3, "n_rows", n_rows);
    if (!starts)
        return nkt_i_refuse_null(error, 1, "starts");
    if (!ends)
        return nkt_i_refuse_null(error, 2, "ends");
    status = nkt_i_column_check(starts, n_rows, NKT_I_FAULT(1), "starts", error);
    if (!status)
        status = nkt_i_column_check(ends, n_rows, NKT_I_FAULT(2), "ends", error);
    if (status)
        return status;
    if (months < 0 || months > 1200)
        return nkt_i_refuse_number(4, months, "months", "is not 0 to 1200", error);
    if (days < 0 || days > 36500 || (days == 0 && months == 0))
        return nkt_i_refuse_number(5, days, "days", "is no length", error);
    if (until < -NKT_DAY_MAX || until > NKT_DAY_MAX)
        return nkt_i_refuse_number(6, (double)until, "until", "is too far from 1970", error);
    return NKT_OK;
}

/* A day; 1: there is one, 0: it is missing, -1: bad data, noted. */
static int read_day(const nkt_column *column, int64_t row, int32_t argument, const char *name,
                    int64_t *day, nkt_i_bad_rows *bad) {
    int8_t state;

    *day = nkt_i_column_code(column, row, &state);
    if (state == NKT_STATE_INVALID ||
        (state == NKT_STATE_VALUE && (*day < -NKT_DAY_MAX || *day > NKT_DAY_MAX))) {
        nkt_i_bad_rows_note(bad, argument, -1, row, nkt_i_column_value(column, row, &state), name,
                            "is no date");
        return -1;
    }
    return state == NKT_STATE_VALUE;
}

nkt_status nkt_timeliness_lengths(const nkt_column *starts, const nkt_column *ends, int64_t n_rows,
                                  int32_t months, int32_t days, int64_t until, double *exceeds,
                                  int64_t stride, int64_t *n_exceeding, nkt_error *error) {
    const nkt_i_target target =
        nkt_i_target_of(exceeds, sizeof *exceeds, n_rows, stride, "exceeds", 7);
    int64_t n = 0;
    nkt_i_bad_rows bad;
    nkt_status status;

    nkt_i_error_clear(error);
    status = check_lengths(starts, ends, n_rows, months, days, until, error);
    if (!status)
        status = nkt_i_target_check(&target, 1, error);
    if (status)
        return status;
    nkt_i_bad_rows_begin(&bad);
    for (int64_t row = 0; row < n_rows; row++) {
        int64_t start, end;
        const int has_start = read_day(starts, row, 1, "starts", &start, &bad);
        const int has_end = has_start > 0 ? read_day(ends, row, 2, "ends", &end, &bad) : 0;
        double beyond = NAN;
        if (has_end == 0)
            end = until;
        if (has_start > 0 && has_end > 0 && end < start) {
            nkt_i_bad_rows_note(&bad, 2, -1, row, (double)end, "ends", "is before the start");
        } else if (has_start > 0 && has_end >= 0) {
            beyond = (double)(end - (nkt_i_add_months(start, months) + days - 1));
            n += beyond > 0;
        }
        nkt_i_target_put(&target, row, 0, &beyond);
    }
    if (n_exceeding)
        *n_exceeding = n;
    return nkt_i_bad_rows_end(&bad, error);
}
