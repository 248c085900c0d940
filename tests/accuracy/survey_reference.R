# Whether groups differ, of a CSV file with group, plan, degree: lines statistic,df,within,p by
# chisq.test and by oneway.test (Welch).
# usage: Rscript survey_reference.R DATA.csv OUT.csv
# SPDX-License-Identifier: GPL-3.0-or-later
arguments <- commandArgs(trailingOnly = TRUE)
d <- read.csv(arguments[1])
plan <- suppressWarnings(chisq.test(table(d$group, d$plan), correct = FALSE))
welch <- oneway.test(degree ~ group, d)
out <- data.frame(statistic = c(plan$statistic, welch$statistic),
                  df = c(plan$parameter, welch$parameter[1]), within = c(0, welch$parameter[2]),
                  p = c(plan$p.value, welch$p.value))
write.csv(format(out, digits = 17), arguments[2], row.names = FALSE, quote = FALSE)
