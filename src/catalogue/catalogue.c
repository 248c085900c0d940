/*
 * Looking things up in the catalogue.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "catalogue/catalogue.h"

#include <string.h>

int64_t nkt_indicator_count(void) {
    return nkt_i_indicator_count;
}

int64_t nkt_input_count(void) {
    return nkt_i_input_count;
}

const nkt_indicator *nkt_indicator_at(int64_t position) {
    return position >= 0 && position < nkt_i_indicator_count ? &nkt_i_indicators[position] : NULL;
}

const nkt_input *nkt_input_at(int64_t position) {
    return position >= 0 && position < nkt_i_input_count ? &nkt_i_inputs[position] : NULL;
}

const nkt_indicator *nkt_indicator_by_id(int32_t id) {
    int64_t low = 0, high = nkt_i_indicator_count;
    while (low < high) {
        int64_t middle = (low + high) / 2;
        if (nkt_i_indicators[middle].id < id)
            low = middle + 1;
        else
            high = middle;
    }
    return low < nkt_i_indicator_count && nkt_i_indicators[low].id == id ? &nkt_i_indicators[low]
                                                                         : NULL;
}

const nkt_input *nkt_input_by_id(int32_t id) {
    int64_t low = 0, high = nkt_i_input_count;
    while (low < high) {
        int64_t middle = (low + high) / 2;
        if (nkt_i_inputs[middle].id < id)
            low = middle + 1;
        else
            high = middle;
    }
    return low < nkt_i_input_count && nkt_i_inputs[low].id == id ? &nkt_i_inputs[low] : NULL;
}

/* Whether the word asked for is there and is this one. */
static int is(const char *asked, const char *word) {
    return asked && asked[0] && strcmp(asked, word) == 0;
}

const nkt_indicator *nkt_indicator_by_name(const char *name) {
    for (int64_t i = 0; i < nkt_i_indicator_count; i++)
        if (is(name, nkt_i_indicators[i].name))
            return &nkt_i_indicators[i];
    return NULL;
}

/* Figures that Kolada publishes for all areas of operation, and once for each under an id of its own. */
static const struct {
    const char *kolada;
    int32_t figure, operation;
} by_operation[] = {
    {"N00247", NKT_EMPLOYEES_55_64, NKT_OPERATION_ALL},
    {"N09221", NKT_EMPLOYEES_55_64, NKT_OPERATION_CULTURE_AND_LEISURE},
    {"N11221", NKT_EMPLOYEES_55_64, NKT_OPERATION_PRESCHOOL},
    {"N15221", NKT_EMPLOYEES_55_64, NKT_OPERATION_COMPULSORY_SCHOOL},
    {"N17221", NKT_EMPLOYEES_55_64, NKT_OPERATION_UPPER_SECONDARY_SCHOOL},
    {"N20257", NKT_EMPLOYEES_55_64, NKT_OPERATION_ELDERLY_AND_DISABILITY},
    {"N30227", NKT_EMPLOYEES_55_64, NKT_OPERATION_INDIVIDUALS_AND_FAMILIES},
    {"N00245", NKT_EMPLOYEES_55_64_SHARE, NKT_OPERATION_ALL},
    {"N09219", NKT_EMPLOYEES_55_64_SHARE, NKT_OPERATION_CULTURE_AND_LEISURE},
    {"N11219", NKT_EMPLOYEES_55_64_SHARE, NKT_OPERATION_PRESCHOOL},
    {"N15219", NKT_EMPLOYEES_55_64_SHARE, NKT_OPERATION_COMPULSORY_SCHOOL},
    {"N17219", NKT_EMPLOYEES_55_64_SHARE, NKT_OPERATION_UPPER_SECONDARY_SCHOOL},
    {"N20255", NKT_EMPLOYEES_55_64_SHARE, NKT_OPERATION_ELDERLY_AND_DISABILITY},
    {"N30219", NKT_EMPLOYEES_55_64_SHARE, NKT_OPERATION_INDIVIDUALS_AND_FAMILIES},
};

#define N_BY_OPERATION (sizeof by_operation / sizeof by_operation[0])

const nkt_indicator *nkt_indicator_by_kolada(const char *kolada) {
    for (int64_t i = 0; i < nkt_i_indicator_count; i++)
        if (is(kolada, nkt_i_indicators[i].kolada))
            return &nkt_i_indicators[i];
    for (size_t k = 0; k < N_BY_OPERATION; k++)
        if (is(kolada, by_operation[k].kolada))
            return nkt_indicator_by_id(by_operation[k].figure);
    return NULL;
}

int32_t nkt_operation_by_kolada(const char *kolada) {
    for (size_t k = 0; k < N_BY_OPERATION; k++)
        if (is(kolada, by_operation[k].kolada))
            return by_operation[k].operation;
    return NKT_NO_CODE;
}

const nkt_input *nkt_input_by_name(const char *name) {
    for (int64_t i = 0; i < nkt_i_input_count; i++)
        if (is(name, nkt_i_inputs[i].name))
            return &nkt_i_inputs[i];
    return NULL;
}

const nkt_input *nkt_input_by_kolada(const char *kolada) {
    for (int64_t i = 0; i < nkt_i_input_count; i++)
        if (!nkt_i_inputs[i].lag_of && is(kolada, nkt_i_inputs[i].kolada))
            return &nkt_i_inputs[i];
    return NULL;
}
