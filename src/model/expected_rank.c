/*
 * Ranks of the shrunken deviations, and how sure they are: limits from seeded draws of all
 * deviations together.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "model/expected.h"

/* Deviations of the benchmark's rows, so signed that the lowest comes first. */
typedef struct field {
    double *value; /* what is ranked: the deviations, or one draw of them */
    double *drawn;
    uint32_t *rank; /* of row i in draw d: rank[i · draws + d] */
    double *count;  /* how often each rank came */
} field;

static int comes_first(const void *context, int64_t a, int64_t b) {
    const double *values = (const double *)context;
    return values[a] < values[b];
}

/* Where the parts of a field lie. */
typedef struct layout {
    size_t value, drawn, count, rank;
    nkt_i_bytes bytes;
} layout;

static layout lay_out(int64_t n_rows, int64_t draws) {
    layout l = {0, 0, 0, 0, {0, 0}};

    l.value = nkt_i_bytes_add(&l.bytes, n_rows, sizeof(double));
    l.drawn = nkt_i_bytes_add(&l.bytes, n_rows, sizeof(double));
    l.count = nkt_i_bytes_add(&l.bytes, n_rows, sizeof(double));
    l.rank = nkt_i_bytes_add(&l.bytes, draws > 0 ? n_rows : 0, (size_t)draws * sizeof(uint32_t));
    return l;
}

nkt_i_bytes nkt_i_expected_rank_bytes(int64_t n_rows, int64_t draws) {
    return lay_out(n_rows, draws).bytes;
}

static field place(char *room, int64_t n_rows, int64_t draws) {
    const layout l = lay_out(n_rows, draws);
    field f;

    f.value = (double *)(void *)(room + l.value);
    f.drawn = (double *)(void *)(room + l.drawn);
    f.count = (double *)(void *)(room + l.count);
    f.rank = (uint32_t *)(void *)(room + l.rank);
    return f;
}

static void sort_rows(const double *values, int64_t n, int64_t *order, int64_t *scratch) {
    for (int64_t i = 0; i < n; i++)
        order[i] = i;
    nkt_i_sort(order, scratch, n, comes_first, values);
}

/* Equal ones share the better rank. */
static void put_ranks(const nkt_i_expected *model, const nkt_i_basis *basis, const double *values,
                      const int64_t *order) {
    double *rank = nkt_i_expected_list(model, NKT_EXPECTED_ROW_RANK);
    int64_t better = 0;

    for (int64_t k = 0; k < basis->n_rows; k++) {
        if (k > 0 && values[order[k]] > values[order[k - 1]])
            better = k;
        rank[basis->row[order[k]]] = (double)(better + 1);
    }
}

/* The smallest rank that at least the share of the draws do not exceed. */
static double rank_at(const field *f, int64_t n_rows, double share, double draws) {
    double sum = 0;

    for (int64_t k = 0; k < n_rows; k++) {
        sum += f->count[k];
        if (sum >= share * draws)
            return (double)(k + 1);
    }
    return (double)n_rows;
}

static void put_limits(const nkt_i_expected *model, const nkt_i_basis *basis, const field *f) {
    const double tail = (1 - model->confidence) / 2, draws = (double)model->draws;
    const int64_t n = basis->n_rows;

    for (int64_t i = 0; i < n; i++) {
        const int64_t row = basis->row[i];
        memset(f->count, 0, (size_t)n * sizeof f->count[0]);
        for (int64_t d = 0; d < model->draws; d++)
            f->count[f->rank[i * model->draws + d]]++;
        nkt_i_expected_list(model, NKT_EXPECTED_ROW_RANK_LOWER)[row] = rank_at(f, n, tail, draws);
        nkt_i_expected_list(model, NKT_EXPECTED_ROW_RANK_UPPER)[row] =
            rank_at(f, n, 1 - tail, draws);
    }
}

/* Which of the nodes a draw is made at. */
static int64_t node_of(const nkt_i_spread *spread, double uniform) {
    int64_t k = 0;

    for (double sum = spread->probability[0]; sum < uniform && k < spread->n - 1;)
        sum += spread->probability[++k];
    return k;
}

/*
 * One draw of all deviations together: tau², the coefficients, which all units share, then each
 * unit's own. The numbers of the units come first, so that theirs depend on nothing else.
 */
static void draw(const nkt_i_basis *basis, const nkt_i_spread *spread, double sign, uint64_t stream,
                 double *drawn) {
    const int64_t n = basis->n_rows, r = basis->rank;
    const int64_t k = node_of(spread, nkt_i_random_uniform(stream, (uint64_t)(n + r)));
    const double tau2 = spread->tau2[k];
    double change[NKT_OLS_TERMS_MAX + 1];
    nkt_i_basis at = *basis;

    at.factor = spread->factor + k * nkt_i_triangle(r, 0);
    for (int64_t a = 0; a < r; a++)
        change[a] = nkt_i_normal_quantile(nkt_i_random_uniform(stream, (uint64_t)(n + a)));
    nkt_i_basis_backward(&at, change);
    for (int64_t a = 0; a < r; a++)
        change[a] += spread->change[k * r + a];
    for (int64_t i = 0; i < n; i++) {
        const double v = basis->variance[i], share = tau2 / (tau2 + v);
        const double z = nkt_i_normal_quantile(nkt_i_random_uniform(stream, (uint64_t)i));
        double left = basis->residual[i];
        for (int64_t a = 0; a < r; a++)
            left -= basis->q[i * r + a] * change[a];
        drawn[i] = sign * share * left + sqrt(share * v) * z;
    }
}

void nkt_i_expected_ranks(nkt_i_expected *model, const nkt_i_basis *basis,
                          const nkt_i_spread *spread, uint64_t seed, int64_t *order,
                          int64_t *scratch, char *room) {
    const double *shrunken = nkt_i_expected_list(model, NKT_EXPECTED_ROW_SHRUNKEN);
    const double sign = model->direction == NKT_DIRECTION_HIGH ? -1 : 1;
    const int64_t n = basis->n_rows;
    const field f = place(room, n, model->draws);

    for (int64_t i = 0; i < n; i++)
        f.value[i] = sign * shrunken[basis->row[i]];
    sort_rows(f.value, n, order, scratch);
    put_ranks(model, basis, f.value, order);
    for (int64_t d = 0; d < model->draws; d++) {
        draw(basis, spread, sign, nkt_i_random_stream(seed, (uint64_t)d), f.drawn);
        sort_rows(f.drawn, n, order, scratch);
        for (int64_t k = 0; k < n; k++)
            f.rank[order[k] * model->draws + d] = (uint32_t)k;
    }
    if (model->draws > 0)
        put_limits(model, basis, &f);
}
