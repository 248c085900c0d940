/*
 * Another program that computes the same: a process that is asked, a line at a time, to run a task
 * and to answer how much processor time that took.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef BENCH_RIVAL_H
#define BENCH_RIVAL_H

#include <stdio.h>
#include <sys/types.h>

/* As it is given on the command line, NAME=COMMAND, and as it says of itself. */
struct rival {
    char name[16], title[80];
    const char *command;
    pid_t process;
    FILE *to, *from;
};

/*
 * Starts COMMAND NAME FOLDER. Its first line is its title, after it has written what it computes to
 * FOLDER/NAME.bin; or it ends without one, because something that it needs is not installed: then
 * this says so, and returns 0, otherwise 1.
 */
int rival_start(struct rival *rival, const char *argument, const char *folder);

/* Milliseconds that a task took; NaN: it has no such task. Ends the program if the rival is dead. */
double rival_run(struct rival *rival, const char *task);

void rival_stop(struct rival *rival);

#endif
