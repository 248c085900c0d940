/*
 * Which figures are made by the loops of plain.h, and from and to where.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "figures/plain.h"

enum { NOT_HERE, COUNT, QUOTIENT, SHARE };

/* Columns whose states and flags are said by their numbers alone. */
static int says_all(const nkt_column *column) {
    return column && !column->flags && nkt_i_column_is_plain(column);
}

/* The columns of a numerator; 0: there are none here, or more than a sum of two. */
static int find_numerator(const nkt_i_walk *walk, const nkt_indicator *figure, nkt_i_plain *plain) {
    const nkt_column *whole = nkt_i_column_of(walk->table, figure->numerator_whole);
    const nkt_column *first = nkt_i_column_of(walk->table, figure->numerator[0]);
    const nkt_column *second = nkt_i_column_of(walk->table, figure->numerator[1]);

    if (whole && (first || second))
        return 0;
    plain->part = whole ? whole : first;
    plain->part_2 = second;
    if (!whole && figure->numerator[1] && !says_all(second))
        return 0;
    return says_all(plain->part);
}

/* Whether options ask for nothing that a row must be looked at for. */
static int are_plain(const nkt_options *options) {
    return !(options->minimum_basis > 0) && !(options->noise_variance > 0) &&
           options->part_above_whole != NKT_PART_ABOVE_INVALID;
}

static int32_t way_of(const nkt_i_walk *walk, const nkt_indicator *figure) {
    const nkt_options *options = &walk->method.options;
    const int interval = figure->process && options->mode == NKT_MODE_PROCESS;

    switch (figure->kind) {
    case NKT_KIND_COUNT:
        return interval ? NOT_HERE : COUNT;
    case NKT_KIND_SHARE:
        if (interval)
            return options->share_interval == NKT_INTERVAL_WILSON ? SHARE : NOT_HERE;
        return QUOTIENT;
    case NKT_KIND_RATE:
    case NKT_KIND_RATIO:
    case NKT_KIND_MEAN:
        return interval ? NOT_HERE : QUOTIENT;
    default:
        return NOT_HERE;
    }
}

nkt_i_plain nkt_i_plain_way(const nkt_i_walk *walk, const nkt_indicator *figure) {
    const nkt_i_plain not_here = {0};
    nkt_i_plain plain = {0};

    if (walk->table->rows.include || !are_plain(&walk->method.options))
        return not_here;
    plain.way = way_of(walk, figure);
    plain.is_share = figure->kind == NKT_KIND_SHARE;
    plain.scale = nkt_i_figure_scale(figure);
    plain.whole = nkt_i_column_of(walk->table, figure->denominator);
    if (plain.way == NOT_HERE || !find_numerator(walk, figure, &plain) ||
        (plain.way != COUNT && !says_all(plain.whole)))
        return not_here;
    return plain;
}

/* The numbers of a block: the numerator, and the denominator where there is one. 0: they are not plain. */
typedef struct numbers {
    const double *part, *whole;
    double rooms[3][NKT_I_BLOCK];
} numbers;

static int read_numbers(const nkt_i_plain *plain, int64_t first, int64_t count, numbers *read) {
    read->part = nkt_i_column_numbers(plain->part, first, count, read->rooms[0]);
    if (plain->part_2) {
        const double *more = nkt_i_column_numbers(plain->part_2, first, count, read->rooms[1]);
        if (!nkt_i_plain_sum(read->part, more, count, read->rooms[2]))
            return 0;
        read->part = read->rooms[2];
    }
    if (plain->way != COUNT)
        read->whole = nkt_i_column_numbers(plain->whole, first, count, read->rooms[1]);
    return 1;
}

int nkt_i_plain_block(const nkt_i_walk *walk, const nkt_i_plain *plain, int64_t first,
                      int64_t count, int64_t item) {
    numbers read;
    nkt_i_line_room room;
    const nkt_i_lines to = nkt_i_walk_lines(walk, first, item, &room);
    int is_plain;

    if (!read_numbers(plain, first, count, &read))
        return 0;
    if (plain->way == COUNT)
        is_plain = nkt_i_plain_count(read.part, count, &to);
    else if (plain->way == SHARE)
        is_plain = nkt_i_plain_share(read.part, read.whole, count, walk->method.z, &to);
    else
        is_plain =
            nkt_i_plain_quotient(read.part, read.whole, count, plain->scale, plain->is_share, &to);
    if (is_plain && !walk->is_direct)
        nkt_i_walk_put(walk, &to, first, count, item);
    return is_plain;
}

int nkt_i_plain_within(const nkt_i_plain *plain, int64_t first, int64_t count) {
    numbers read;

    if (!read_numbers(plain, first, count, &read))
        return 0;
    for (int64_t i = 0; i < count; i++)
        if (read.part[i] <= read.whole[i])
            return 1;
    return 0;
}
