/*
 * The runner of all tests: suites in C, and the shell scripts as one suite more. Its last lines are
 * check's count. Any call that makes GSL enter its error handler fails.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <check.h>
#include <gsl/gsl_errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>

#define SUITE(name) Suite *name(void);
#define SCRIPT(path)
#include "suites.h"
#undef SUITE
#undef SCRIPT

static Suite *(*const suites[])(void) = {
#define SUITE(name) name,
#define SCRIPT(path)
#include "suites.h"
#undef SUITE
#undef SCRIPT
};

static const char *const scripts[] = {
#define SUITE(name)
#define SCRIPT(path) path,
#include "suites.h"
#undef SUITE
#undef SCRIPT
    NULL};

#define SKIPPED        77
#define SCRIPT_SECONDS 900
#define UNIT_SECONDS   "300"

static void gsl_must_not_fail(const char *reason, const char *file, int line, int code) {
    ck_abort_msg("GSL entered its error handler: %s (%s:%d, code %d)", reason, file, line, code);
}

/* A log per script: tests_abi_symbols.sh.log for tests/abi/symbols.sh. */
static void log_path(const char *script, char *path, size_t size) {
    const char *build = getenv("BUILD");
    int length = snprintf(path, size, "%s/tests/out", build ? build : "build");
    mkdir(path, 0777);
    snprintf(path + length, size - (size_t)length, "/%s.log", script);
    for (char *at = path + length + 1; *at; at++)
        if (*at == '/')
            *at = '_';
}

static void print_log(const char *path) {
    char line[1024];
    FILE *log = fopen(path, "r");
    if (!log)
        return;
    while (fgets(line, sizeof line, log))
        fputs(line, stdout);
    fclose(log);
    fflush(stdout);
}

START_TEST(script) {
    const char *name = scripts[_i] ? scripts[_i] : "";
    char log[4096], command[8192];
    int status;

    log_path(name, log, sizeof log);
    snprintf(command, sizeof command, "sh %s > '%s' 2>&1", name, log);
    status = system(command);
    status = WIFEXITED(status) ? WEXITSTATUS(status) : 1;
    if (status == SKIPPED) {
        printf("skipped: %s: ", name);
        fflush(stdout);
        print_log(log);
        return;
    }
    if (status)
        print_log(log);
    ck_assert_msg(status == 0, "%s failed", name);
}
END_TEST

static Suite *script_suite(void) {
    Suite *suite = suite_create("scripts");
    TCase *tcase = tcase_create("scripts");
    int n = 0;

    while (scripts[n])
        n++;
    tcase_set_timeout(tcase, SCRIPT_SECONDS);
    tcase_add_loop_test(tcase, script, 0, n);
    suite_add_tcase(suite, tcase);
    return suite;
}

int main(void) {
    const char *which = getenv("NYCKELTAL_SCRIPTS");
    SRunner *runner = srunner_create(NULL);
    int failed;

    if (getenv("CK_RUN_SUITE") && !getenv("CK_RUN_SUITE")[0])
        unsetenv("CK_RUN_SUITE");
    setenv("CK_DEFAULT_TIMEOUT", UNIT_SECONDS, 0);
    gsl_set_error_handler(gsl_must_not_fail);
    for (size_t i = 0; i < sizeof suites / sizeof suites[0]; i++)
        srunner_add_suite(runner, suites[i]());
    if (!which || strcmp(which, "none") != 0)
        srunner_add_suite(runner, script_suite());
    srunner_run_all(runner, CK_NORMAL);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
