# What R's lm says of the index y on the areas a, b, c of a CSV file: lines coefficient,se,lower,
# upper,p without the intercept.
# usage: Rscript drivers_reference.R DATA.csv OUT.csv
# SPDX-License-Identifier: GPL-3.0-or-later
arguments <- commandArgs(trailingOnly = TRUE)
m <- lm(y ~ a + b + c, read.csv(arguments[1]))
s <- coef(summary(m))[-1, ]
out <- cbind(s[, 1:2], confint(m)[-1, ], s[, 4])
colnames(out) <- c("coefficient", "se", "lower", "upper", "p")
write.csv(format(as.data.frame(out), digits = 17), arguments[2], row.names = FALSE, quote = FALSE)
