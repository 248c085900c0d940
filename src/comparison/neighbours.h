/*
 * The nearest points in a few dimensions: a balanced k-d tree over scaled coordinates.
 *
 * Distances that decide are always formed from the unscaled numbers, in the order of the variables,
 * so that ties are those of the definition; the scaled ones only say which points cannot be near.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NKT_NEIGHBOURS_H
#define NKT_NEIGHBOURS_H

#include "base/base.h"

enum {
    NKT_I_LEAF = 8,        /* points that are looked at one by one */
    NKT_I_DIMENSIONS = 64, /* the most */
    NKT_I_DEPTH = 64       /* more than any tree has */
};

typedef struct nkt_i_points {
    int64_t n, dims;
    int euclidean;
    const double *scales, *weights; /* of each dimension; a scale of 0: it does not count */
    double *raw;                    /* n × dims, point by point */
    int64_t *unit;                  /* which unit a point is */
    int64_t *region;                /* its code; NULL: no restriction */
    double *size;                   /* its population; NULL: no band */
    double band;

    /* What building the tree fills in. */
    double factor[NKT_I_DIMENSIONS]; /* scaled = factor · raw */
    double *box;    /* of each node, numbered as in a heap: the smallest scaled coordinate in each
                    dimension, then the largest */
    double *scaled; /* leaf after leaf, in each dimension after dimension */
    double slack;   /* how far scaled distances may be from true ones */
} nkt_i_points;

/* How many nodes a tree of n points has at most. */
int64_t nkt_i_points_nodes(int64_t n);

/* How many numbers `scaled` has room for: blocks are read in whole leaves. */
int64_t nkt_i_points_scaled(int64_t n, int64_t dims);

/* What a dimension adds to the distance of two points, or to its square. */
double nkt_i_points_term(const nkt_i_points *points, int64_t dim, double a, double b);

/* Reorders the points into a tree. */
void nkt_i_points_build(nkt_i_points *points);

/*
 * The k nearest of point `focus`, nearest first, to units and distances, k of each; ties go to the
 * smaller unit. Returns how many were found.
 */
int64_t nkt_i_points_nearest(const nkt_i_points *points, int64_t focus, int64_t k, int64_t *units,
                             double *distances);

#endif
