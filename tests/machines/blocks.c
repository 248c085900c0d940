/*
 * Packed blocks from machine to machine.
 *
 *     blocks write FOLDER   packs a block of each kind into FOLDER/KIND.pack
 *     blocks read FOLDER    unpacks them, packs them again to the same bytes, and prints what can be
 *                           read of them, in hexadecimal
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "blocks/every_kind.h"

enum { MOST = 1 << 20, LIST = 64 };

static void fail(const char *what, const nkt_error *error) {
    fprintf(stderr, "%s: %s\n", what, error->message);
    exit(1);
}

static FILE *open_pack(const char *folder, int32_t kind, const char *mode) {
    char path[1024];
    FILE *file;

    snprintf(path, sizeof path, "%s/%" PRId32 ".pack", folder, kind);
    if (!(file = fopen(path, mode))) {
        perror(path);
        exit(1);
    }
    return file;
}

static void print_list(int32_t kind, int32_t what, const double *list) {
    printf("%" PRId32 " %" PRId32 ":", kind, what);
    for (int i = 0; i < LIST; i++)
        if (list[i] != -1)
            printf(" %a", list[i]);
    printf("\n");
}

/* Every number and list of a block that it has without other input. */
static void print_block(int32_t kind, const nkt_memory *block) {
    nkt_error error;

    for (int32_t what = 0; what < 500; what++) {
        double number, list[LIST];
        int64_t whole;
        const nkt_target to = NKT_TO(list);

        for (int i = 0; i < LIST; i++)
            list[i] = -1;
        if (nkt_ols_get(block, what, &number, &error) == NKT_OK ||
            nkt_irls_get(block, what, &number, &error) == NKT_OK ||
            nkt_expected_get(block, what, &number, &error) == NKT_OK)
            printf("%" PRId32 " %" PRId32 " %a\n", kind, what, number);
        if (nkt_panel_get(block, what, &whole, &error) == NKT_OK)
            printf("%" PRId32 " %" PRId32 " %" PRId64 "\n", kind, what, whole);
        if (nkt_ols_copy(block, what, &to, &error) == NKT_OK ||
            nkt_irls_copy(block, what, &to, &error) == NKT_OK ||
            nkt_expected_copy(block, what, &to, &error) == NKT_OK)
            print_list(kind, what, list);
    }
}

static void write_kind(const char *folder, int32_t kind) {
    nkt_memory block = NKT_MEMORY_REALLOC, fit = NKT_MEMORY_REALLOC, work = NKT_MEMORY_REALLOC,
               packed = NKT_MEMORY_REALLOC;
    nkt_error error;
    FILE *file = open_pack(folder, kind, "wb");

    if (make_block(kind, &block, &fit, &work) < 0 || nkt_pack(&block, &packed, &error) < 0)
        fail("pack", &error);
    if (fwrite(packed.data, 1, packed.needed, file) != packed.needed || fclose(file))
        exit(1);
    nkt_memory_free(&packed);
    nkt_memory_free(&work);
    nkt_memory_free(&fit);
    nkt_memory_free(&block);
}

static void read_kind(const char *folder, int32_t kind) {
    nkt_memory packed = {.data = malloc(MOST)}, block = NKT_MEMORY_REALLOC,
               again = NKT_MEMORY_REALLOC;
    nkt_error error;
    FILE *file = open_pack(folder, kind, "rb");

    packed.size = fread(packed.data, 1, MOST, file);
    fclose(file);
    if (nkt_unpack(&packed, &block, &error) < 0)
        fail("unpack", &error);
    if (nkt_pack(&block, &again, &error) < 0)
        fail("pack again", &error);
    if (again.needed != packed.size || memcmp(again.data, packed.data, packed.size) != 0) {
        fprintf(stderr, "kind %" PRId32 " packs to other bytes\n", kind);
        exit(1);
    }
    print_block(kind, &block);
    nkt_memory_free(&again);
    nkt_memory_free(&block);
    free(packed.data);
}

int main(int argc, char **argv) {
    if (argc != 3)
        return 2;
    for (int32_t kind = NKT_BLOCK_OLS_STATE; kind <= NKT_BLOCK_PANEL; kind++)
        if (strcmp(argv[1], "write") == 0)
            write_kind(argv[2], kind);
        else
            read_kind(argv[2], kind);
    return 0;
}
