# Trends of every series of a file (set,year,y,part,whole), as what,set,number:
# slope and its limits by lm, Cochran-Armitage, chi-square, Kendall's exact p without ties.
#   Rscript trend.R IN.csv OUT.csv
# SPDX-License-Identifier: GPL-3.0-or-later
files <- commandArgs(trailingOnly = TRUE)
d <- read.csv(files[1])
sink(files[2])
cat("what,set,number\n")
say <- function(what, set, numbers) cat(sprintf("%s,%s,%.17g\n", what, set, numbers), sep = "")
for (set in unique(d$set)) {
    s <- d[d$set == set, ]
    m <- lm(y ~ year, s)
    say("slope", set, coef(m)[2])
    limits <- confint(m)[2, ]
    say("lower", set, limits[1])
    say("upper", set, limits[2])
    trend <- suppressWarnings(prop.trend.test(s$part, s$whole, s$year))
    say("armitage", set, trend$statistic)
    say("armitage_p", set, trend$p.value)
    table <- rbind(s$part, s$whole - s$part)
    pearson <- suppressWarnings(chisq.test(table, correct = FALSE))
    say("pearson", set, pearson$statistic)
    say("pearson_p", set, pearson$p.value)
    set.seed(1)
    say("drawn_p", set, chisq.test(table, simulate.p.value = TRUE, B = 50000)$p.value)
    if (!anyDuplicated(s$y) && nrow(s) <= 10)
        say("kendall_p", set, cor.test(s$year, s$y, method = "kendall", exact = TRUE)$p.value)
}
sink()
