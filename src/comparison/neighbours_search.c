/*
 * Searching the tree of neighbours.h. The candidates so far are a heap with the farthest on top.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "comparison/neighbours.h"

typedef struct search {
    const nkt_i_points *points;
    int64_t focus, k, found;
    int64_t *units;
    double *distances;
    double at[NKT_I_DIMENSIONS]; /* the focus, scaled */
    double limit; /* scaled distances above this cannot be among the k; Euclidean: squares */
} search;

double nkt_i_points_term(const nkt_i_points *points, int64_t dim, double a, double b) {
    const double scale = points->scales[dim], weight = points->weights ? points->weights[dim] : 1;
    if (scale == 0)
        return 0;
    if (points->euclidean)
        return weight * (((a - b) / scale) * ((a - b) / scale));
    return weight * (fabs(a - b) / scale);
}

static double true_distance(const nkt_i_points *points, int64_t a, int64_t b) {
    const double *x = points->raw + a * points->dims, *y = points->raw + b * points->dims;
    double sum = 0;

    for (int64_t d = 0; d < points->dims; d++)
        sum += nkt_i_points_term(points, d, x[d], y[d]);
    return points->euclidean ? sqrt(sum) : sum;
}

/* ---- the heap ---------------------------------------------------------------------------------- */

static int is_farther(const search *s, int64_t a, int64_t b) {
    if (s->distances[a] != s->distances[b])
        return s->distances[a] > s->distances[b];
    return s->units[a] > s->units[b];
}

static void exchange(search *s, int64_t a, int64_t b) {
    const double distance = s->distances[a];
    const int64_t unit = s->units[a];

    s->distances[a] = s->distances[b];
    s->units[a] = s->units[b];
    s->distances[b] = distance;
    s->units[b] = unit;
}

static void sink(search *s, int64_t i, int64_t n) {
    for (;;) {
        int64_t child = 2 * i + 1;
        if (child >= n)
            return;
        if (child + 1 < n && is_farther(s, child + 1, child))
            child++;
        if (!is_farther(s, child, i))
            return;
        exchange(s, i, child);
        i = child;
    }
}

static void rise(search *s, int64_t i) {
    for (; i > 0 && is_farther(s, i, (i - 1) / 2); i = (i - 1) / 2)
        exchange(s, i, (i - 1) / 2);
}

/* A candidate; the farthest leaves when there are too many. */
static void offer(search *s, int64_t unit, double distance) {
    if (s->found < s->k) {
        s->units[s->found] = unit;
        s->distances[s->found] = distance;
        rise(s, s->found++);
    } else {
        if (distance > s->distances[0] || (distance == s->distances[0] && unit > s->units[0]))
            return;
        s->units[0] = unit;
        s->distances[0] = distance;
        sink(s, 0, s->k);
    }
    if (s->found == s->k) {
        const double most = (s->distances[0] + s->points->slack) * (1 + 0x1p-40);
        s->limit = s->points->euclidean ? most * most : most;
    }
}

static void sort_heap(search *s) {
    for (int64_t n = s->found - 1; n > 0; n--) {
        exchange(s, 0, n);
        sink(s, 0, n);
    }
}

/* ---- the tree ---------------------------------------------------------------------------------- */

static int is_candidate(const search *s, int64_t i) {
    const nkt_i_points *p = s->points;

    if (i == s->focus || (p->region && p->region[i] != p->region[s->focus]))
        return 0;
    return !p->size ||
           (p->size[i] <= p->band * p->size[s->focus] && p->size[s->focus] <= p->band * p->size[i]);
}

/*
 * The functions below are made twice, once for each metric: as a constant it takes the choice out
 * of the innermost loops.
 */

/* The least scaled distance that a point in the box of a node can have. */
static inline double least_in_box(const search *s, int64_t node, int euclidean) {
    const int64_t dims = s->points->dims;
    const double *smallest = s->points->box + 2 * dims * node, *largest = smallest + dims;
    double sum = 0;

    for (int64_t d = 0; d < dims; d++) {
        const double below = smallest[d] - s->at[d], above = s->at[d] - largest[d];
        double outside = below > above ? below : above;
        outside = outside > 0 ? outside : 0;
        sum += euclidean ? outside * outside : outside;
    }
    return sum;
}

/* Always as many as a leaf may have, so that the loop is straight; those beyond n are not used. */
static inline void look_at(search *s, int64_t low, int64_t high, int euclidean) {
    const nkt_i_points *p = s->points;
    const int64_t n = high - low;
    double sums[NKT_I_LEAF] = {0};

    for (int64_t d = 0; d < p->dims; d++) {
        const double *x = p->scaled + low * p->dims + d * n, at = s->at[d];
        for (int i = 0; i < NKT_I_LEAF; i++)
            sums[i] += euclidean ? (x[i] - at) * (x[i] - at) : fabs(x[i] - at);
    }
    for (int64_t i = 0; i < n; i++)
        if (sums[i] <= s->limit && is_candidate(s, low + i))
            offer(s, p->unit[low + i], true_distance(p, s->focus, low + i));
}

typedef struct node {
    int64_t number, low, high;
    double nearest; /* no point of it is nearer, scaled */
} node;

/* Goes down to the nearer half first; the other half waits, and may be too far when its turn comes. */
static inline void visit(search *s, int euclidean) {
    node waiting[NKT_I_DEPTH];
    int n_waiting = 1;

    waiting[0] = (node){0, 0, s->points->n, 0};
    while (n_waiting > 0) {
        node at = waiting[--n_waiting];
        while (at.nearest <= s->limit && at.high - at.low > NKT_I_LEAF) {
            const int64_t middle = at.low + (at.high - at.low) / 2;
            node left = {2 * at.number + 1, at.low, middle, 0};
            node right = {2 * at.number + 2, middle, at.high, 0};
            left.nearest = least_in_box(s, left.number, euclidean);
            right.nearest = least_in_box(s, right.number, euclidean);
            at = left.nearest <= right.nearest ? left : right;
            waiting[n_waiting++] = left.nearest <= right.nearest ? right : left;
        }
        if (at.nearest <= s->limit)
            look_at(s, at.low, at.high, euclidean);
    }
}

int64_t nkt_i_points_nearest(const nkt_i_points *points, int64_t focus, int64_t k, int64_t *units,
                             double *distances) {
    search s;

    s.points = points;
    s.focus = focus;
    s.k = k;
    s.found = 0;
    s.units = units;
    s.distances = distances;
    s.limit = INFINITY;
    for (int64_t d = 0; d < points->dims; d++) {
        s.at[d] = points->factor[d] * points->raw[focus * points->dims + d];
    }
    if (points->euclidean)
        visit(&s, 1);
    else
        visit(&s, 0);
    sort_heap(&s);
    return s.found;
}
