/*
 * Text for messages: bounded, and the same in every locale.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "base/base.h"

nkt_i_text nkt_i_text_begin(char *buffer, size_t size) {
    buffer[0] = '\0';
    return (nkt_i_text){buffer, size};
}

/* How many bytes the UTF-8 character that starts with this byte has. */
static size_t character_size(unsigned char first) {
    if (first < 0xC0)
        return 1;
    if (first < 0xE0)
        return 2;
    return first < 0xF0 ? 3 : 4;
}

void nkt_i_text_add(nkt_i_text *text, const char *words) {
    while (*words) {
        size_t size = character_size((unsigned char)*words);
        if (text->left <= size) {
            text->left = 1; /* full: nothing shorter may follow what was cut */
            return;
        }
        for (size_t i = 0; i < size && *words; i++) {
            *text->at++ = *words++;
            text->left--;
        }
        *text->at = '\0';
    }
}

void nkt_i_text_integer(nkt_i_text *text, int64_t number) {
    char digits[24];
    char *at = digits + sizeof digits;
    uint64_t rest = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
    *--at = '\0';
    do {
        *--at = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest);
    if (number < 0)
        *--at = '-';
    nkt_i_text_add(text, at);
}

/* 9 significant digits of a positive number: digits · 10^(exponent - 8). */
static int64_t nine_digits(double number, int *exponent) {
    *exponent = (int)floor(log10(number));
    int scale = 8 - *exponent;
    /* pow(10, 308 + something) overflows for subnormals: two steps. */
    double scaled = scale > 300 ? number * pow(10, 300) * pow(10, scale - 300)
                                : (scale >= 0 ? number * pow(10, scale) : number / pow(10, -scale));
    int64_t digits = (int64_t)floor(scaled + 0.5);
    if (digits >= 1000000000) {
        digits /= 10;
        ++*exponent;
    } else if (digits < 100000000) { /* log10 rounded up */
        digits = (int64_t)floor(scaled * 10 + 0.5);
        --*exponent;
    }
    return digits;
}

/* The digits without closing zeros, with a point after the first `before` of them; 0: no point. */
static void add_digits(nkt_i_text *text, int64_t digits, int before) {
    char buffer[16];
    int n = 0;
    for (int64_t unit = 100000000; unit; unit /= 10)
        buffer[n++] = (char)('0' + digits / unit % 10);
    while (n > before && buffer[n - 1] == '0')
        n--;
    for (int i = 0; i < n; i++) {
        char one[2] = {buffer[i], '\0'};
        if (i == before && before > 0)
            nkt_i_text_add(text, ".");
        nkt_i_text_add(text, one);
    }
}

/* Whether nine digits would hide a whole number of 1e15 or more that they stand for: 2^53 + 2. */
static int is_hidden(double number) {
    return fmod(number, number < 1e16 ? 1e7 : 1e8) != 0;
}

void nkt_i_text_double(nkt_i_text *text, double number) {
    int exponent;
    int64_t digits;

    if (isnan(number)) {
        nkt_i_text_add(text, "NaN");
        return;
    }
    if (number < 0)
        nkt_i_text_add(text, "-");
    number = fabs(number);
    if (isinf(number)) {
        nkt_i_text_add(text, "infinity");
    } else if (number == floor(number) && number < 1e17 && (number < 1e15 || is_hidden(number))) {
        nkt_i_text_integer(text, (int64_t)number);
    } else if ((digits = nine_digits(number, &exponent)), exponent >= 0 && exponent < 9) {
        add_digits(text, digits, exponent + 1);
    } else if (exponent < 0 && exponent >= -4) {
        nkt_i_text_add(text, "0.");
        for (int zeros = exponent + 1; zeros < 0; zeros++)
            nkt_i_text_add(text, "0");
        add_digits(text, digits, 0);
    } else {
        add_digits(text, digits, 1);
        nkt_i_text_add(text, exponent < 0 ? "e-" : "e+");
        nkt_i_text_integer(text, exponent < 0 ? -exponent : exponent);
    }
}
