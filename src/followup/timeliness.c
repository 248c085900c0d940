/*
 * Offers of each case against the deadline.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "nyckeltal/timeliness.h"

#include "followup/followup.h"

enum { SIX_WEEKS = 42 };

/* The parameters of the call. */
typedef struct call {
    const nkt_column *starts;
    const int64_t *offsets;
    int64_t n_cases;
    const nkt_column *offers, *ends;
    int64_t n_offers;
    nkt_timeliness_options options;
} call;

/* ---- what is refused ------------------------------------------------------------------------------- */

static nkt_status check_offsets(const call *in, nkt_error *error) {
    for (int64_t k = 0; k <= in->n_cases; k++) {
        nkt_i_fault fault = NKT_I_FAULT(2);
        fault.row = k;
        fault.value = (double)in->offsets[k];
        if (in->offsets[k] < (k > 0 ? in->offsets[k - 1] : 0))
            return nkt_i_error_value(error, NKT_E_DOMAIN, fault, "offsets",
                                     k > 0 ? "is less than the one before" : "is negative");
        if (in->offsets[k] > in->n_offers)
            return nkt_i_error_value(error, NKT_E_DOMAIN, fault, "offsets",
                                     "is more than there are offers");
    }
    return NKT_OK;
}

static nkt_status check(const call *in, nkt_error *error) {
    nkt_status status;

    if (in->n_cases < 0)
        return nkt_i_refuse_count(error, 3, "n_cases", in->n_cases);
    if (in->n_offers < 0)
        return nkt_i_refuse_count(error, 6, "n_offers", in->n_offers);
    if (!in->starts)
        return nkt_i_refuse_null(error, 1, "starts");
    if (!in->offsets)
        return nkt_i_refuse_null(error, 2, "offsets");
    if (!in->offers)
        return nkt_i_refuse_null(error, 4, "offers");
    status = nkt_i_column_check(in->starts, in->n_cases, NKT_I_FAULT(1), "starts", error);
    if (!status)
        status = nkt_i_column_check(in->offers, in->n_offers, NKT_I_FAULT(4), "offers", error);
    if (!status && in->ends)
        status = nkt_i_column_check(in->ends, in->n_offers, NKT_I_FAULT(5), "ends", error);
    return status ? status : check_offsets(in, error);
}

static nkt_status read_options(const nkt_timeliness_options *options, nkt_timeliness_options *out,
                               nkt_error *error) {
    const nkt_status status = nkt_i_options_copy(options, 7, out, sizeof *out,
                                                 "is not sizeof (nkt_timeliness_options)", error);

    if (status)
        return status;
    if (out->months < 0 || out->months > 1200)
        return nkt_i_refuse_option(error, 7, out->months, "months", "is not 0 to 1200");
    if (out->days < 0 || out->days > 36500)
        return nkt_i_refuse_option(error, 7, out->days, "days", "is not 0 to 36500");
    if (out->gap < -1)
        return nkt_i_refuse_option(error, 7, out->gap, "gap", "is no number of days");
    if (out->until < -NKT_DAY_MAX || out->until > NKT_DAY_MAX)
        return nkt_i_refuse_option(error, 7, (double)out->until, "until", "is too far from 1970");
    if (out->months == 0 && out->days == 0)
        out->months = 1;
    out->gap = out->gap == 0 ? SIX_WEEKS : out->gap;
    out->until = out->until == 0 ? NKT_DAY_MAX : out->until;
    return NKT_OK;
}

/* ---- one case ---------------------------------------------------------------------------------------- */

/* What is wrong with a case; NULL: nothing. */
typedef struct fault_of_case {
    int32_t argument;
    double value;
    const char *name, *sentence;
} fault_of_case;

/* A day; 1: there is one, 0: it is missing, -1: bad data. */
static int read_day(const nkt_column *column, int64_t row, int32_t argument, const char *name,
                    int64_t *day, fault_of_case *fault) {
    int8_t state;

    *day = nkt_i_column_code(column, row, &state);
    if (state == NKT_STATE_INVALID ||
        (state == NKT_STATE_VALUE && (*day < -NKT_DAY_MAX || *day > NKT_DAY_MAX))) {
        *fault =
            (fault_of_case){argument, nkt_i_column_value(column, row, &state), name, "is no date"};
        return -1;
    }
    return state == NKT_STATE_VALUE;
}

/* An offer with its end, as read_day; later than observed: it is missing. */
static int read_offer(const call *in, int64_t offer, int64_t start, int64_t *day, int64_t *end,
                      fault_of_case *fault) {
    int there = read_day(in->offers, offer, 4, "offers", day, fault);

    if (there > 0 && *day < start) {
        *fault = (fault_of_case){4, (double)*day, "offers", "is before the start"};
        return -1;
    }
    *end = *day;
    if (there > 0 && in->ends) {
        const int has_end = read_day(in->ends, offer, 5, "ends", end, fault);
        if (has_end < 0)
            return -1;
        if (has_end == 0) /* it lasts on */
            *end = in->options.until;
        if (*end < *day) {
            *fault = (fault_of_case){5, (double)*end, "ends", "is before its offer"};
            return -1;
        }
    }
    return there > 0 && *day > in->options.until ? 0 : there;
}

/*
 * The offer that follows another in the order of dates, then of numbers; after -1 the first. There
 * is one.
 */
static int64_t next_offer(const call *in, int64_t k, int64_t start, int64_t after,
                          int64_t after_day) {
    int64_t best = -1, best_day = 0;

    for (int64_t i = in->offsets[k]; i < in->offsets[k + 1]; i++) {
        fault_of_case ignored;
        int64_t day, end;
        if (read_offer(in, i, start, &day, &end, &ignored) <= 0)
            continue;
        if (after >= 0 && (day < after_day || (day == after_day && i <= after)))
            continue;
        if (best < 0 || day < best_day) {
            best = i;
            best_day = day;
        }
    }
    return best;
}

/* Whether all offers can be read; notes whether they are out of order. */
static int look_over(const call *in, int64_t k, int64_t start, nkt_case_time *c,
                     fault_of_case *fault) {
    int64_t last = -NKT_DAY_MAX;

    for (int64_t i = in->offsets[k]; i < in->offsets[k + 1]; i++) {
        int64_t day, end;
        const int there = read_offer(in, i, start, &day, &end, fault);
        if (there < 0)
            return 0;
        if (there == 0)
            continue;
        if (day < last)
            c->flags |= NKT_CASE_UNSORTED;
        last = day;
        c->n_offers++;
    }
    return 1;
}

static void add_gap(const call *in, nkt_case_time *c, int64_t from, int64_t to) {
    const int64_t gap = to - from;

    if (gap > c->longest_gap)
        c->longest_gap = gap;
    c->n_gaps += in->options.gap >= 0 && gap > in->options.gap;
}

/* The gaps between the offers, and the one that is open at the end of observation. */
static void find_gaps(const call *in, int64_t k, int64_t start, nkt_case_time *c) {
    const int is_sorted = !(c->flags & NKT_CASE_UNSORTED);
    int64_t at = -1, day = 0, covered = 0;
    fault_of_case ignored;

    for (int64_t n = 0, i = in->offsets[k]; n < c->n_offers; i++) {
        int64_t next_day, end;
        const int64_t next = is_sorted ? i : next_offer(in, k, start, at, day);
        if (read_offer(in, next, start, &next_day, &end, &ignored) <= 0)
            continue;
        if (n == 0)
            c->first_offer = next_day;
        else if (next_day > covered)
            add_gap(in, c, covered, next_day);
        covered = n == 0 || end > covered ? end : covered;
        at = next;
        day = next_day;
        n++;
    }
    if (c->n_offers > 0 && in->options.until < NKT_DAY_MAX && in->options.until > covered) {
        const int64_t before = c->n_gaps;
        add_gap(in, c, covered, in->options.until);
        if (c->n_gaps > before)
            c->flags |= NKT_CASE_OPEN_GAP;
    }
}

static void judge(const call *in, nkt_case_time *c) {
    if (c->n_offers > 0) {
        c->delay = c->first_offer - c->deadline;
        c->status = c->delay > 0 ? NKT_CASE_LATE : NKT_CASE_IN_TIME;
        return;
    }
    c->flags |= NKT_CASE_NO_OFFER;
    c->status = in->options.until > c->deadline ? NKT_CASE_OVERDUE : NKT_CASE_NOT_DUE;
    if (in->options.until < NKT_DAY_MAX) /* otherwise it has no end */
        c->delay = in->options.until - c->deadline;
}

static nkt_case_time time_case(const call *in, int64_t k, nkt_i_bad_rows *bad) {
    nkt_case_time c = {0, 0, 0, 0, 0, 0, NKT_CASE_UNKNOWN, 0};
    fault_of_case fault;
    int64_t start;
    const int there = read_day(in->starts, k, 1, "starts", &start, &fault);

    if (there < 0 || (there > 0 && !look_over(in, k, start, &c, &fault))) {
        nkt_i_bad_rows_note(bad, fault.argument, -1, k, fault.value, fault.name, fault.sentence);
        return (nkt_case_time){0, 0, 0, 0, 0, 0, NKT_CASE_UNKNOWN, 0};
    }
    if (there == 0)
        return c;
    c.deadline = nkt_i_add_months(start, in->options.months) + in->options.days;
    find_gaps(in, k, start, &c);
    judge(in, &c);
    return c;
}

nkt_status nkt_timeliness_cases(const nkt_column *starts, const int64_t *offsets, int64_t n_cases,
                                const nkt_column *offers, const nkt_column *ends, int64_t n_offers,
                                const nkt_timeliness_options *options, nkt_case_time *out,
                                int64_t stride, nkt_error *error) {
    const nkt_i_target target = nkt_i_target_of(out, sizeof *out, n_cases, stride, "out", 8);
    call in = {starts, offsets, n_cases, offers, ends, n_offers, {0}};
    nkt_i_bad_rows bad;
    nkt_status status;

    nkt_i_error_clear(error);
    status = check(&in, error);
    if (!status)
        status = read_options(options, &in.options, error);
    if (!status)
        status = nkt_i_target_check(&target, 1, error);
    if (status)
        return status;
    nkt_i_bad_rows_begin(&bad);
    for (int64_t k = 0; k < n_cases; k++) {
        const nkt_case_time c = time_case(&in, k, &bad);
        nkt_i_target_put(&target, k, 0, &c);
    }
    return nkt_i_bad_rows_end(&bad, error);
}
