/*
 * Running another program side by side: see bench_rival.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "bench_rival.h"

#include "bench_common.h"

#include <fcntl.h>
#include <math.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* Splits NAME=COMMAND. */
static void name_it(struct rival *rival, const char *argument) {
    const char *equals = strchr(argument, '=');
    if (!equals || equals == argument || (size_t)(equals - argument) >= sizeof rival->name)
        bench_fail("'%s' is not NAME=COMMAND", argument);
    memcpy(rival->name, argument, (size_t)(equals - argument));
    rival->name[equals - argument] = 0;
    rival->command = equals + 1;
}

/* The other end of the pipes: COMMAND NAME FOLDER. */
static void become(const struct rival *rival, const char *folder, int in, int out) {
    char line[4096];
    snprintf(line, sizeof line, "exec %s '%s' '%s'", rival->command, rival->name, folder);
    dup2(in, STDIN_FILENO);
    dup2(out, STDOUT_FILENO);
    execl("/bin/sh", "sh", "-c", line, (char *)NULL);
    _exit(127);
}

/* Its next line, without the line's end; 0: there is none. */
static int next_line(struct rival *rival, char *line, size_t size) {
    if (!fgets(line, (int)size, rival->from))
        return 0;
    line[strcspn(line, "\n")] = 0;
    return 1;
}

int rival_start(struct rival *rival, const char *argument, const char *folder) {
    int to[2], from[2];

    memset(rival, 0, sizeof *rival);
    name_it(rival, argument);
    signal(SIGPIPE, SIG_IGN); /* a dead rival is noticed when it does not answer */
    /* Closed on exec, lest one rival holds the ends of another open. */
    if (pipe2(to, O_CLOEXEC) || pipe2(from, O_CLOEXEC) || (rival->process = fork()) < 0)
        bench_fail("%s cannot be started", rival->name);
    if (rival->process == 0)
        become(rival, folder, to[0], from[1]);
    close(to[0]);
    close(from[1]);
    rival->to = fdopen(to[1], "w");
    rival->from = fdopen(from[0], "r");
    if (!rival->to || !rival->from)
        bench_fail("%s cannot be spoken to", rival->name);
    if (next_line(rival, rival->title, sizeof rival->title))
        return 1;
    rival_stop(rival);
    printf("%s: left out, because it cannot run here\n", rival->name);
    return 0;
}

double rival_run(struct rival *rival, const char *task) {
    char line[80];

    fprintf(rival->to, "%s\n", task);
    fflush(rival->to);
    if (!next_line(rival, line, sizeof line))
        bench_fail("%s ended", rival->name);
    return strcmp(line, "-") == 0 ? NAN : atof(line);
}

/* What says that something is not installed: by the rival, and by the shell of the rival itself. */
enum { SKIPPED = 77, NOT_FOUND = 127 };

void rival_stop(struct rival *rival) {
    int status, absent;

    fclose(rival->to);
    fclose(rival->from);
    waitpid(rival->process, &status, 0);
    absent =
        WIFEXITED(status) && (WEXITSTATUS(status) == SKIPPED || WEXITSTATUS(status) == NOT_FOUND);
    if (!rival->title[0] && !absent)
        bench_fail("%s failed", rival->name);
}
