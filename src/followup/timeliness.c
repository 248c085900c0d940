/*
 * Offers of each case against the deadline.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "followup/dates.h"
#include "followup/followup.h"
#include "rows/rows.h"

enum { SIX_WEEKS = 42 };

/* A call, once it was checked. */
typedef struct task {
    const nkt_offers *in;
    nkt_timeliness_options o; /* defaults filled in; gap: INT32_MAX where any is allowed */
    int64_t until;            /* NKT_DAY_MAX: no end of observation */
    int is_unlimited;         /* there is no deadline */
    /* Where the offers of each case are: order[first[k]] ... order[first[k + 1] - 1]; without an
     * order the numbers themselves. */
    const int64_t *first;
    const int64_t *order;
    /* The offers of one case: day, last day and row in the order of their dates, for sorting. */
    int64_t *day, *last, *sorted, *scratch;
} task;

/* ---- what is refused ------------------------------------------------------------------------------- */

static void check_offsets(nkt_i_call *call, const nkt_offers *in) {
    for (int64_t k = 0; k <= in->rows.n_rows && !nkt_i_call_refused(call); k++) {
        nkt_i_fault fault = NKT_I_AT("offers.offsets");
        fault.item = k > INT32_MAX ? INT32_MAX : (int32_t)k;
        fault.value = (double)in->offsets[k];
        if (in->offsets[k] < 0)
            nkt_i_refuse(call, NKT_E_DOMAIN, NKT_REASON_NEGATIVE, fault, NULL);
        else if (k > 0 && in->offsets[k] < in->offsets[k - 1])
            nkt_i_refuse(call, NKT_E_DOMAIN, NKT_REASON_NOT_SORTED, fault,
                         "is less than the one before");
        else if (in->offsets[k] > in->n_offers)
            nkt_i_refuse(call, NKT_E_DOMAIN, NKT_REASON_TOO_LARGE, fault,
                         "is more than there are offers");
    }
}

static void check_offers(nkt_i_call *call, const nkt_offers *in) {
    nkt_i_needed(call, "offers", in);
    if (nkt_i_call_refused(call))
        return;
    nkt_i_rows_check(call, "offers.rows", &in->rows, NKT_I_WITHOUT_GROUPS);
    nkt_i_column_needed(call, "offers.starts", in->starts, in->rows.n_rows);
    nkt_i_count(call, "offers.n_offers", in->n_offers, 0, INT64_MAX);
    nkt_i_count(call, "offers.first_case", in->first_case, 0, 1);
    nkt_i_reserved(call, "offers.reserved", in->reserved);
    nkt_i_calendar_check(call, "offers.calendar", in->calendar);
    if (in->n_offers > 0) {
        nkt_i_column_needed(call, "offers.dates", in->dates, in->n_offers);
        nkt_i_column_optional(call, "offers.ends", in->ends, in->n_offers);
        if (!in->offsets)
            nkt_i_column_needed(call, "offers.cases", in->cases, in->n_offers);
    }
    if (in->offsets && in->cases)
        nkt_i_refuse_path(call, NKT_E_OPTION, NKT_REASON_CONTRADICTION, "offers.offsets",
                          "are given beside cases");
    if (in->offsets)
        check_offsets(call, in);
}

static void read_options(nkt_i_call *call, const nkt_timeliness_options *options, task *t) {
    nkt_timeliness_options *o = &t->o;

    nkt_i_options_open(call, options, o, sizeof *o);
    nkt_i_time_unit(call, o->unit);
    nkt_i_period(call, &o->months, o->days, 1, &t->is_unlimited);
    nkt_i_count(call, "options.gap", o->gap, NKT_PERIOD_ZERO, INT32_MAX);
    t->until = nkt_i_until(call, o->until, o->until_given, o->unit);
    o->gap = o->gap == 0                      ? SIX_WEEKS
             : o->gap == NKT_PERIOD_ZERO      ? 0
             : o->gap == NKT_PERIOD_UNLIMITED ? INT32_MAX
                                              : o->gap;
}

/* ---- the offers of each case ----------------------------------------------------------------------- */

/* Where the parts of the work area lie. */
typedef struct parts {
    size_t by_case, day, last, sorted, scratch;
} parts;

static char *claim(nkt_i_call *call, const nkt_offers *in, nkt_memory *work, parts *p) {
    const int64_t n = in ? in->n_offers : 0, n_cases = in ? in->rows.n_rows : 0;
    const int by_number = in && !in->offsets;
    nkt_i_bytes bytes = {0, 0};

    p->by_case = bytes.total;
    if (by_number)
        p->by_case = nkt_i_grouping_bytes(&bytes, n, n_cases);
    p->day = nkt_i_bytes_add(&bytes, n, sizeof(int64_t));
    p->last = nkt_i_bytes_add(&bytes, n, sizeof(int64_t));
    p->sorted = nkt_i_bytes_add(&bytes, n, sizeof(int64_t));
    p->scratch = nkt_i_bytes_add(&bytes, n, sizeof(int64_t));
    return nkt_i_claim(call, "work", work, bytes);
}

static void place(nkt_i_call *call, task *t, char *at, const parts *p) {
    const nkt_offers *in = t->in;
    const nkt_rows by_case = {NULL, in->cases, in->n_offers, in->rows.n_rows, in->first_case, 0};
    nkt_i_grouping by;

    t->day = (int64_t *)(void *)(at + p->day);
    t->last = (int64_t *)(void *)(at + p->last);
    t->sorted = (int64_t *)(void *)(at + p->sorted);
    t->scratch = (int64_t *)(void *)(at + p->scratch);
    t->order = NULL;
    t->first = in->offsets;
    if (in->offsets)
        return;
    by = nkt_i_grouping_at(at + p->by_case, in->n_offers, in->rows.n_rows);
    nkt_i_grouping_read(call, NULL, "offers.cases", &by, &by_case);
    t->order = by.rows;
    t->first = by.starts;
}

/* ---- one case ---------------------------------------------------------------------------------------- */

static nkt_i_fault fault_of_offer(const char *path, int64_t k, int64_t offer) {
    nkt_i_fault fault = NKT_I_AT(path);

    fault.row = k;
    fault.item = offer > INT32_MAX ? INT32_MAX : (int32_t)offer;
    return fault;
}

/*
 * The days of an offer. NKT_I_DATE_NONE: it has no date, or one later than observed; _BAD: its case k
 * was noted.
 */
static int read_offer(nkt_i_call *call, const task *t, int64_t k, int64_t start, int64_t offer,
                      int64_t *day, int64_t *last) {
    const nkt_offers *in = t->in;
    int found = nkt_i_read_date(in->dates, offer, t->o.unit, day);

    if (found == NKT_I_DATE_BAD) {
        nkt_i_note_date(call, fault_of_offer("offers.dates", k, offer), in->dates, offer);
        return NKT_I_DATE_BAD;
    }
    if (found == NKT_I_DATE_NONE)
        return NKT_I_DATE_NONE;
    if (*day < start) {
        nkt_i_note_order(call, fault_of_offer("offers.dates", k, offer), in->dates, offer,
                         "is before the start");
        return NKT_I_DATE_BAD;
    }
    *last = *day;
    if (in->ends) {
        found = nkt_i_read_date(in->ends, offer, t->o.unit, last);
        if (found == NKT_I_DATE_BAD) {
            nkt_i_note_date(call, fault_of_offer("offers.ends", k, offer), in->ends, offer);
            return NKT_I_DATE_BAD;
        }
        if (found == NKT_I_DATE_NONE) /* it lasts on */
            *last = t->until > *day ? t->until : *day;
        if (*last < *day) {
            nkt_i_note_order(call, fault_of_offer("offers.ends", k, offer), in->ends, offer,
                             "is before its offer");
            return NKT_I_DATE_BAD;
        }
    }
    return *day > t->until ? NKT_I_DATE_NONE : NKT_I_DATE_THERE;
}

static int is_earlier(const void *days, int64_t a, int64_t b) {
    return ((const int64_t *)days)[a] < ((const int64_t *)days)[b];
}

/* The offers of case k in the order of their dates. Returns how many; -1: the case was noted. */
static int64_t gather(nkt_i_call *call, const task *t, int64_t k, int64_t start, nkt_case_time *c) {
    int64_t n = 0;

    for (int64_t i = t->first[k]; i < t->first[k + 1]; i++) {
        const int64_t offer = t->order ? t->order[i] : i;
        const int found = read_offer(call, t, k, start, offer, &t->day[n], &t->last[n]);
        if (found == NKT_I_DATE_BAD)
            return -1;
        if (found == NKT_I_DATE_NONE)
            continue;
        if (n > 0 && t->day[n] < t->day[n - 1])
            c->flags |= NKT_OFFERS_UNSORTED;
        t->sorted[n] = n;
        n++;
    }
    if (c->flags & NKT_OFFERS_UNSORTED)
        nkt_i_sort(t->sorted, t->scratch, n, is_earlier, t->day);
    return n;
}

static int add_gap(const task *t, nkt_case_time *c, int64_t from, int64_t to) {
    const int is_above = to - from > t->o.gap && t->o.gap < INT32_MAX;

    if ((double)(to - from) > c->longest_gap)
        c->longest_gap = (double)(to - from);
    c->n_gaps += is_above;
    return is_above;
}

/*
 * The gaps between n offers, and the one that is open at the end of observation. With ends a gap is
 * the days that are free: neither the last day of an offer nor the first of the next, but the last
 * day observed, which had no offer either.
 */
static void find_gaps(const task *t, int64_t n, nkt_case_time *c) {
    const int64_t next = t->in->ends ? 1 : 0;
    int64_t covered = 0;

    for (int64_t i = 0; i < n; i++) {
        const int64_t day = t->day[t->sorted[i]], last = t->last[t->sorted[i]];
        if (i > 0 && day > covered + next)
            add_gap(t, c, covered + next, day);
        covered = i == 0 || last > covered ? last : covered;
    }
    if (n > 0 && t->until < NKT_DAY_MAX && t->until > covered && add_gap(t, c, covered, t->until))
        c->flags |= NKT_OFFERS_OPEN_GAP;
}

static void judge(const task *t, int64_t deadline, nkt_case_time *c) {
    if (c->n_offers == 0)
        c->flags |= NKT_OFFERS_NONE;
    if (t->is_unlimited) {
        c->status = NKT_CASE_NO_DEADLINE;
        return;
    }
    c->deadline = (double)deadline;
    if (c->n_offers > 0) {
        c->delay = c->first_offer - c->deadline;
        c->status = c->delay > 0 ? NKT_CASE_LATE : NKT_CASE_IN_TIME;
        return;
    }
    c->status = t->until > deadline ? NKT_CASE_OVERDUE : NKT_CASE_NOT_DUE;
    if (t->until < NKT_DAY_MAX) /* otherwise it has no end */
        c->delay = (double)(t->until - deadline);
}

/* A case of which nothing is known but why. */
static nkt_case_time unknown(int32_t state) {
    return (nkt_case_time){.deadline = NAN,
                           .first_offer = NAN,
                           .delay = NAN,
                           .longest_gap = NAN,
                           .status = NKT_CASE_UNKNOWN,
                           .state = state};
}

/*
 * The last day in time, moved by the calendar where there is one. 0 returned, and the case noted:
 * the calendar knows nothing of the day.
 */
static int find_deadline(nkt_i_call *call, const task *t, int64_t k, int64_t start,
                         int64_t *deadline, nkt_case_time *c) {
    const int64_t day = nkt_i_add_months(start, t->o.months) + t->o.days;
    nkt_i_fault fault = NKT_I_AT("offers.starts");

    *deadline = day;
    if (!t->in->calendar || t->is_unlimited)
        return 1;
    if (!nkt_i_next_working_day(t->in->calendar, day, deadline)) {
        int8_t state;
        fault.row = k;
        fault.name = t->in->starts->name;
        fault.id = t->in->starts->id;
        fault.value = nkt_i_column_value(t->in->starts, k, &state);
        nkt_i_bad_row(call, NKT_REASON_OUT_OF_RANGE, fault,
                      "has a deadline outside the years of the calendar's rule");
        return 0;
    }
    if (*deadline > day)
        c->flags |= NKT_OFFERS_MOVED;
    return 1;
}

static nkt_case_time time_case(nkt_i_call *call, const task *t, int64_t k) {
    const nkt_column *starts = t->in->starts;
    nkt_case_time c = unknown(NKT_STATE_VALUE);
    nkt_i_fault fault = NKT_I_AT("offers.starts");
    int64_t start, deadline, n;
    int8_t state;

    if (!nkt_i_row_included(call, "offers.rows.include", &t->in->rows, k))
        return unknown(NKT_STATE_NOT_APPLICABLE);
    fault.row = k;
    switch (nkt_i_read_date(starts, k, t->o.unit, &start)) {
    case NKT_I_DATE_BAD:
        nkt_i_note_date(call, fault, starts, k);
        return unknown(NKT_STATE_INVALID);
    case NKT_I_DATE_NONE:
        nkt_i_column_value(starts, k, &state);
        return unknown(state);
    default:
        break;
    }
    n = gather(call, t, k, start, &c);
    if (n < 0 || !find_deadline(call, t, k, start, &deadline, &c))
        return unknown(NKT_STATE_INVALID);
    c.n_offers = n > INT32_MAX ? INT32_MAX : (int32_t)n;
    c.longest_gap = 0;
    if (n > 0)
        c.first_offer = (double)t->day[t->sorted[0]];
    find_gaps(t, n, &c);
    judge(t, deadline, &c);
    return c;
}

nkt_status nkt_timeliness_cases(const nkt_offers *offers, const nkt_timeliness_options *options,
                                nkt_case_time *out, int64_t stride, nkt_memory *work,
                                nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "offers options out stride work error");
    const int64_t n_cases = offers ? offers->rows.n_rows : 0;
    task t = {.in = offers};
    nkt_i_array array;
    parts p;
    char *at;

    check_offers(&call, offers);
    read_options(&call, options, &t);
    array = nkt_i_array_open(&call, "out", out, sizeof *out, "stride", stride, n_cases, 1);
    at = claim(&call, offers, work, &p);
    if (nkt_i_call_refused(&call))
        return call.status;
    place(&call, &t, at, &p);
    nkt_i_bad_rows_of_another_kind(&call); /* after offers, cases */
    for (int64_t k = 0; k < n_cases; k++) {
        const nkt_case_time c = time_case(&call, &t, k);
        nkt_i_array_put(&array, k, &c);
    }
    return nkt_i_call_end(&call);
}
