# What R's survival says of times and causes (a CSV file with the columns time, cause), as lines
# what,number,...: Kaplan-Meier for any cause with all three kinds of limits, median, restricted mean
# to a horizon, Aalen-Johansen for causes 1 and 2, and the restricted mean without each person.
# usage: Rscript survival_reference.R DATA.csv HORIZON OUT.csv
# SPDX-License-Identifier: GPL-3.0-or-later
suppressMessages(library(survival))
arguments <- commandArgs(trailingOnly = TRUE)
d <- read.csv(arguments[1])
horizon <- as.numeric(arguments[2])
sink(arguments[3])
cat("what,time,value,se,lower,upper\n")
say <- function(what, ...) cat(sprintf("%s,%.17g,%.17g,%.17g,%.17g,%.17g\n", what, ...), sep = "")
number <- function(x) ifelse(is.na(x), NaN, x)
d$had <- d$cause > 0
for (limits in c("log", "log-log", "plain")) {
    f <- survfit(Surv(time, had) ~ 1, d, conf.type = limits)
    say(limits, f$time, f$surv, number(f$std.err * f$surv), number(f$lower), number(f$upper))
    q <- quantile(f, 0.5)
    say(paste0("median_", limits), 0, number(q$quantile), 0, number(q$lower), number(q$upper))
}
mean_of <- function(d) {
    f <- survfit(Surv(time, had) ~ 1, d)
    unname(summary(f, rmean = horizon)$table[c("rmean", "se(rmean)")])
}
m <- mean_of(d)
say("mean", horizon, m[1], m[2], 0, 0)
f <- survfit(Surv(time, factor(cause, 0:2)) ~ 1, d, conf.type = "log")
for (cause in 1:2)
    say(paste0("incidence_", cause), f$time, f$pstate[, cause + 1], number(f$std.err[, cause + 1]),
        number(f$lower[, cause + 1]), number(f$upper[, cause + 1]))
for (i in seq_len(nrow(d)))
    say("without", i, mean_of(d[-i, ])[1], 0, 0, 0)
sink()
