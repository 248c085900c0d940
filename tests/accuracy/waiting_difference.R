# The difference of two restricted means, from R's survival and by the formula that survRM2 writes out
# (Uno et al. 2014): lines pbc,group,time,cause with the data, and lines by,horizon,difference,se.
# usage: Rscript waiting_difference.R DATA.csv OUT.csv
# DATA.csv has the columns group (1, 2), time, cause. The data of the package pbc, two arms in years,
# are the sample data of survRM2.
# SPDX-License-Identifier: GPL-3.0-or-later
suppressMessages(library(survival))
arguments <- commandArgs(trailingOnly = TRUE)
d <- read.csv(arguments[1])
sink(arguments[2])
cat("what,a,b,c\n")
by_package <- function(d, horizon) {
  f <- survfit(Surv(time, cause > 0) ~ 1, d)
  unname(summary(f, rmean = horizon)$table[c("rmean", "se(rmean)")])
}
by_hand <- function(d, horizon) {
  f <- survfit(Surv(time, cause > 0) ~ 1, d)
  k <- f$time <= horizon
  areas <- diff(c(0, f$time[k], horizon)) * c(1, f$surv[k])
  left <- f$n.risk[k] - f$n.event[k]
  v <- ifelse(left == 0, 0, f$n.event[k] / (f$n.risk[k] * left))
  c(sum(areas), sqrt(sum(rev(cumsum(rev(areas[-1])))^2 * v)))
}
say <- function(what, mean_of, d, horizon) {
  a <- mean_of(d[d$group == 1, ], horizon)
  b <- mean_of(d[d$group == 2, ], horizon)
  cat(sprintf("%s,%.17g,%.17g,%.17g\n", what, horizon, a[1] - b[1], sqrt(a[2]^2 + b[2]^2)))
}
for (horizon in c(6, 12.5, 24, 30)) {
  say("package", by_package, d, horizon)
  say("hand", by_hand, d, horizon)
}
p <- pbc[1:312, ]
cat(sprintf("pbc,%d,%.17g,%d\n", p$trt, p$time / 365.25, p$status == 2), sep = "")
sink()
