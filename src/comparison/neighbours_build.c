/*
 * Building the tree of neighbours.h: nodes are halved at the median of their widest dimension.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "comparison/neighbours.h"

#include "numeric/numeric.h"

int64_t nkt_i_points_nodes(int64_t n) {
    int64_t leaves = 1;
    while (n > NKT_I_LEAF) {
        n = n / 2 + n % 2;
        leaves *= 2;
    }
    return 2 * leaves;
}

int64_t nkt_i_points_scaled(int64_t n, int64_t dims) {
    return n * dims + NKT_I_LEAF;
}

static double factor_of(const nkt_i_points *points, int64_t dim) {
    const double weight = points->weights ? points->weights[dim] : 1;
    if (points->scales[dim] == 0)
        return 0;
    return (points->euclidean ? sqrt(weight) : weight) / points->scales[dim];
}

static void swap_doubles(double *a, double *b) {
    const double kept = *a;
    *a = *b;
    *b = kept;
}

static void swap_codes(int64_t *a, int64_t *b) {
    const int64_t kept = *a;
    *a = *b;
    *b = kept;
}

static void swap_points(nkt_i_points *points, int64_t a, int64_t b) {
    for (int64_t d = 0; d < points->dims; d++)
        swap_doubles(&points->raw[a * points->dims + d], &points->raw[b * points->dims + d]);
    swap_codes(&points->unit[a], &points->unit[b]);
    if (points->region)
        swap_codes(&points->region[a], &points->region[b]);
    if (points->size)
        swap_doubles(&points->size[a], &points->size[b]);
}

/*
 * Puts the point of rank `middle` among low ... high - 1 there, smaller ones before it and larger ones
 * after. The pivot is drawn, so that no order of the points is a bad one; points that equal it are
 * set apart, so that many equal ones are not one either.
 */
static void halve(nkt_i_points *points, int64_t dim, int64_t low, int64_t high, int64_t middle) {
    const uint64_t stream = nkt_i_random_stream(0, (uint64_t)low);
    const double *x = points->raw + dim; /* of point i: x[i * step] */
    const int64_t step = points->dims;

    while (high - low > 1) {
        const uint64_t draw = nkt_i_random_bits(stream, (uint64_t)high);
        const double pivot = x[(low + (int64_t)(draw % (uint64_t)(high - low))) * step];
        int64_t smaller = low, i = low, larger = high;
        while (i < larger) {
            if (x[i * step] < pivot)
                swap_points(points, i++, smaller++);
            else if (x[i * step] > pivot)
                swap_points(points, i, --larger);
            else
                i++;
        }
        if (middle < smaller)
            high = smaller;
        else if (middle >= larger)
            low = larger;
        else
            return;
    }
}

/* The smallest and the largest scaled coordinate of some points. */
static void span(const nkt_i_points *points, int64_t dim, int64_t low, int64_t high,
                 double *smallest, double *largest) {
    const double *x = points->raw + dim;
    double least = x[low * points->dims], most = least;

    for (int64_t i = low + 1; i < high; i++) {
        const double value = x[i * points->dims];
        least = value < least ? value : least;
        most = value > most ? value : most;
    }
    *smallest = points->factor[dim] * least;
    *largest = points->factor[dim] * most;
}

/* Finds the box of some points, and its widest dimension. */
static int64_t widest(const nkt_i_points *points, int64_t low, int64_t high, double *box) {
    double *smallest = box, *largest = box + points->dims, most = -1;
    int64_t found = 0;

    for (int64_t d = 0; d < points->dims; d++) {
        span(points, d, low, high, &smallest[d], &largest[d]);
        if (largest[d] - smallest[d] > most) {
            most = largest[d] - smallest[d];
            found = d;
        }
    }
    return found;
}

static void fill_leaf(nkt_i_points *points, int64_t low, int64_t high) {
    const int64_t dims = points->dims, n = high - low;

    for (int64_t d = 0; d < dims; d++)
        for (int64_t i = 0; i < n; i++)
            points->scaled[low * dims + d * n + i] =
                points->factor[d] * points->raw[(low + i) * dims + d];
}

/* As deep as the logarithm of the number of points. */
static void build_node(nkt_i_points *points, int64_t node, int64_t low, int64_t high) {
    const int64_t middle = low + (high - low) / 2;
    const int64_t dim = widest(points, low, high, points->box + 2 * points->dims * node);

    if (high - low <= NKT_I_LEAF) {
        fill_leaf(points, low, high);
        return;
    }
    halve(points, dim, low, high, middle);
    build_node(points, 2 * node + 1, low, middle);
    build_node(points, 2 * node + 2, middle, high);
}

void nkt_i_points_build(nkt_i_points *points) {
    double most = 0, smallest, largest;

    if (points->n == 0)
        return;
    for (int64_t d = 0; d < points->dims; d++) {
        points->factor[d] = factor_of(points, d);
        span(points, d, 0, points->n, &smallest, &largest);
        most += fabs(smallest) > fabs(largest) ? fabs(smallest) : fabs(largest);
    }
    /* Each scaled number is off by at most 2 roundings, each term by a few more. */
    points->slack = 16 * 0x1p-53 * most;
    memset(points->scaled, 0,
           (size_t)nkt_i_points_scaled(points->n, points->dims) * sizeof(double));
    build_node(points, 0, 0, points->n);
}
