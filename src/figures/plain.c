/*
 * Which figures are made by the loops of plain.h, and from and to where.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "figures/plain.h"

enum { NOT_HERE, COUNT, GIVEN, QUOTIENT, SHARE, ODDS, BALANCE, DIFFERENCE };

/* Columns whose states and flags are said by their numbers alone. */
static int says_all(const nkt_column *column) {
    return column && !column->flags && nkt_i_column_is_plain(column);
}

/* The columns of a numerator; 0: there are none, or they say more than their numbers. */
static int find_numerator(const nkt_i_walk *walk, const nkt_indicator *figure, nkt_i_plain *plain) {
    const nkt_column *sum = nkt_i_column_of(walk->table, figure->numerator_whole);
    const nkt_column *first = nkt_i_column_of(walk->table, figure->numerator[0]);
    const nkt_column *second = nkt_i_column_of(walk->table, figure->numerator[1]);

    if (sum && !first && !second) {
        plain->part = sum;
        return says_all(sum);
    }
    plain->part = first;
    plain->addend = second;
    plain->sum = sum;
    return says_all(first) && (!figure->numerator[1] || says_all(second)) &&
           (!sum || says_all(sum));
}

/* A numerator and its denominator. */
static int find_quotient(const nkt_i_walk *walk, const nkt_indicator *figure, nkt_i_plain *plain) {
    plain->whole = nkt_i_column_of(walk->table, figure->denominator);
    return find_numerator(walk, figure, plain) && says_all(plain->whole);
}

/* Whether options ask for nothing that a row must be looked at for. */
static int are_plain(const nkt_options *options) {
    return !(options->minimum_basis > 0) && !(options->noise_variance > 0) &&
           options->part_above_whole != NKT_PART_ABOVE_INVALID;
}

/* Two shares of one count each. */
static int find_pair(const nkt_i_walk *walk, const nkt_indicator *figure, nkt_i_plain *plain) {
    const nkt_indicator *first = nkt_indicator_by_id(figure->numerator[0]);
    const nkt_indicator *second = nkt_indicator_by_id(figure->denominator);

    if (first->kind == NKT_KIND_MODEL || second->kind == NKT_KIND_MODEL || first->numerator[1] ||
        second->numerator[1])
        return 0;
    plain->part = nkt_i_column_of(walk->table, first->numerator[0]);
    plain->whole = nkt_i_column_of(walk->table, first->denominator);
    plain->part_2 = nkt_i_column_of(walk->table, second->numerator[0]);
    plain->whole_2 = nkt_i_column_of(walk->table, second->denominator);
    return says_all(plain->part) && says_all(plain->whole) && says_all(plain->part_2) &&
           says_all(plain->whole_2);
}

/* A share, and what a model expects. */
static int find_deviation(const nkt_i_walk *walk, const nkt_indicator *figure, nkt_i_plain *plain) {
    const nkt_indicator *first = nkt_indicator_by_id(figure->numerator[0]);
    const nkt_indicator *second = nkt_indicator_by_id(figure->denominator);

    plain->part_2 = nkt_i_column_of(walk->table, second->id);
    return first->kind == NKT_KIND_SHARE && second->kind == NKT_KIND_MODEL &&
           find_quotient(walk, first, plain) && says_all(plain->part_2);
}

/* The way of a figure, and its columns; NOT_HERE where they are not plain. */
static int32_t find_way(const nkt_i_walk *walk, const nkt_indicator *figure, nkt_i_plain *plain) {
    const nkt_options *options = &walk->method.options;
    const int interval = figure->process && options->mode == NKT_MODE_PROCESS;
    const int wilson = options->share_interval == NKT_INTERVAL_WILSON;

    plain->z = interval ? walk->method.z : 0;
    plain->phi = options->correlation;
    if (interval && !wilson)
        return NOT_HERE;
    switch (figure->kind) {
    case NKT_KIND_COUNT:
        return !interval && find_numerator(walk, figure, plain) ? COUNT : NOT_HERE;
    case NKT_KIND_MODEL:
        plain->part = nkt_i_column_of(walk->table, figure->id);
        return says_all(plain->part) ? GIVEN : NOT_HERE;
    case NKT_KIND_SHARE:
        return !find_quotient(walk, figure, plain) ? NOT_HERE : interval ? SHARE : QUOTIENT;
    case NKT_KIND_RATE:
        return !interval && find_quotient(walk, figure, plain) ? QUOTIENT : NOT_HERE;
    case NKT_KIND_BALANCE:
        return find_pair(walk, figure, plain) ? BALANCE : NOT_HERE;
    case NKT_KIND_DIFFERENCE:
        return !interval && find_deviation(walk, figure, plain) ? DIFFERENCE : NOT_HERE;
    default: /* as simple_figure: a ratio that has a process is one of two groups of persons */
        return !find_quotient(walk, figure, plain) ? NOT_HERE : interval ? ODDS : QUOTIENT;
    }
}

nkt_i_plain nkt_i_plain_way(const nkt_i_walk *walk, const nkt_indicator *figure) {
    nkt_i_plain plain = {0};

    if (walk->table->rows.include || !are_plain(&walk->method.options))
        return plain;
    plain.is_share = figure->kind == NKT_KIND_SHARE;
    plain.scale =
        figure->kind == NKT_KIND_RATIO && figure->process ? 1 : nkt_i_figure_scale(figure);
    plain.way = find_way(walk, figure, &plain);
    return plain;
}

/* The numbers of a block, and room for those that do not lie as such in memory. */
typedef struct numbers {
    nkt_i_numbers of;
    double rooms[6][NKT_I_BLOCK];
} numbers;

/* 0: they are not plain. */
static int read_numerator(const nkt_i_plain *plain, int64_t first, int64_t count, numbers *read) {
    const double *more;

    read->of.part = nkt_i_column_numbers(plain->part, first, count, read->rooms[0]);
    if (plain->addend) {
        more = nkt_i_column_numbers(plain->addend, first, count, read->rooms[1]);
        if (!nkt_i_plain_sum(read->of.part, more, count, read->rooms[2]))
            return 0;
        read->of.part = read->rooms[2];
    }
    if (plain->sum) {
        more = nkt_i_column_numbers(plain->sum, first, count, read->rooms[1]);
        if (!nkt_i_plain_prefer(read->of.part, more, count, read->rooms[0]))
            return 0;
        read->of.part = read->rooms[0];
    }
    return 1;
}

static int read_numbers(const nkt_i_plain *plain, int64_t first, int64_t count, numbers *read) {
    if (!read_numerator(plain, first, count, read))
        return 0;
    if (plain->whole)
        read->of.whole = nkt_i_column_numbers(plain->whole, first, count, read->rooms[3]);
    if (plain->part_2)
        read->of.part_2 = nkt_i_column_numbers(plain->part_2, first, count, read->rooms[4]);
    if (plain->whole_2)
        read->of.whole_2 = nkt_i_column_numbers(plain->whole_2, first, count, read->rooms[5]);
    return 1;
}

static int make(const nkt_i_plain *plain, const nkt_i_numbers *of, int64_t count,
                const nkt_i_lines *to) {
    switch (plain->way) {
    case COUNT:
        return nkt_i_plain_count(of->part, count, to);
    case GIVEN:
        return nkt_i_plain_given(of->part, count, to);
    case SHARE:
        return nkt_i_plain_share(of->part, of->whole, count, plain->z, to);
    case ODDS:
        return nkt_i_plain_odds(of, count, plain->z, to);
    case BALANCE:
        return nkt_i_plain_balance(of, count, plain->z, plain->phi, to);
    case DIFFERENCE:
        return nkt_i_plain_difference(of, count, to);
    default:
        return nkt_i_plain_quotient(of->part, of->whole, count, plain->scale, plain->is_share, to);
    }
}

int nkt_i_plain_block(const nkt_i_walk *walk, const nkt_i_plain *plain, int64_t first,
                      int64_t count, int64_t item) {
    numbers read;
    nkt_i_line_room room;
    const nkt_i_lines to = nkt_i_walk_lines(walk, first, item, &room);

    if (!read_numbers(plain, first, count, &read) || !make(plain, &read.of, count, &to))
        return 0;
    if (!walk->is_direct)
        nkt_i_walk_put(walk, &to, first, count, item);
    return 1;
}

int nkt_i_plain_within(const nkt_i_plain *plain, int64_t first, int64_t count) {
    numbers read;

    if (!read_numbers(plain, first, count, &read))
        return 0;
    for (int64_t i = 0; i < count; i++)
        if (read.of.part[i] <= read.of.whole[i])
            return 1;
    return 0;
}
