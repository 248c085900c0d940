# What R says of the models in a CSV file (set,y,a,b,c,w,g), as lines set,what,index,value:
# lm, influence.measures, sandwich, lmtest, car. Sets: 1 plain, 2 weighted, 3 without an intercept,
# 4 weighted without an intercept.
# usage: Rscript ols_reference.R DATA.csv OUT.csv
# SPDX-License-Identifier: GPL-3.0-or-later
arguments <- commandArgs(trailingOnly = TRUE)
data <- read.csv(arguments[1])
have <- function(package) requireNamespace(package, quietly = TRUE)
out <- data.frame()
say <- function(set, what, values) {
    values <- as.numeric(values)
    out <<- rbind(out, data.frame(set = set, what = what, index = seq_along(values) - 1,
                                  value = sprintf("%.17g", values)))
}
for (set in unique(data$set)) {
    d <- data[data$set == set, ]
    weighted <- set %in% c(2, 4)
    formula <- if (set %in% c(3, 4)) y ~ a + b + c - 1 else y ~ a + b + c
    environment(formula) <- environment()
    m <- if (weighted) lm(formula, d, weights = w) else lm(formula, d)
    s <- summary(m)
    w <- if (weighted) d$w else rep(1, nrow(d))
    used <- w > 0
    x <- model.matrix(m)
    say(set, "coefficient", coef(m))
    say(set, "se", s$coefficients[, 2])
    say(set, "t", s$coefficients[, 3])
    say(set, "p", s$coefficients[, 4])
    say(set, "lower", confint(m)[, 1])
    say(set, "upper", confint(m)[, 2])
    say(set, "covariance", vcov(m))
    say(set, "sigma", s$sigma)
    say(set, "r2", s$r.squared)
    say(set, "r2_adjusted", s$adj.r.squared)
    say(set, "f", s$fstatistic[1])
    say(set, "f_p", pf(s$fstatistic[1], s$fstatistic[2], s$fstatistic[3], lower.tail = FALSE))
    say(set, "log_likelihood", logLik(m))
    say(set, "aic", AIC(m))
    say(set, "bic", BIC(m))
    z <- x * sqrt(w)
    sv <- svd(t(t(z) / sqrt(colSums(z^2))))$d
    say(set, "condition", max(sv) / min(sv))
    h <- hatvalues(m) # without the rows of weight 0
    say(set, "press", sum(w[used] * (residuals(m)[used] / (1 - h))^2))
    say(set, "fitted", fitted(m))
    say(set, "residual", residuals(m))
    rows <- function(values) { # of the rows used
        all <- rep(NA, nrow(d))
        all[used] <- as.numeric(values)[if (length(values) == nrow(d)) used else TRUE]
        all
    }
    say(set, "leverage", rows(hatvalues(m)))
    say(set, "studentised", rows(rstandard(m)))
    say(set, "deleted", rows(rstudent(m)))
    say(set, "cook", rows(cooks.distance(m)))
    say(set, "dffits", rows(dffits(m)))
    say(set, "covratio", rows(covratio(m)))
    db <- dfbetas(m)
    for (k in seq_len(ncol(db))) say(set, paste0("dfbetas", k - 1), rows(db[, k]))
    ci <- predict(m, d, interval = "confidence", se.fit = TRUE)
    say(set, "se_fit", ci$se.fit)
    say(set, "confidence_lower", ci$fit[, 2])
    say(set, "confidence_upper", ci$fit[, 3])
    pi <- suppressWarnings(predict(m, d[used, ], interval = "prediction", weights = w[used]))
    say(set, "prediction_lower", rows(pi[, 2]))
    say(set, "prediction_upper", rows(pi[, 3]))
    without <- function(drop) { # residual sum of a smaller model
        r <- lm.wfit(x[used, -drop, drop = FALSE], d$y[used], w[used])
        sum(r$weights * r$residuals^2)
    }
    rss <- sum(w * residuals(m)^2)
    last <- ncol(x) - 1:0
    say(set, "partial_r2", (without(last) - rss) / without(last))
    say(set, "test_f", (without(last) - rss) / 2 / s$sigma^2)
    if (have("sandwich")) {
        # vcovHC counts rows of weight 0, so it is given a model without them
        u <- d[used, ]
        v <- if (weighted) lm(formula, u, weights = w) else lm(formula, u)
        for (kind in c("HC0", "HC1", "HC2", "HC3"))
            say(set, tolower(kind), sqrt(diag(sandwich::vcovHC(v, type = kind))))
        say(set, "cr1", sqrt(diag(sandwich::vcovCL(v, cluster = u$g, type = "HC1",
                                                   cadjust = TRUE))))
        say(set, "hc3_covariance", sandwich::vcovHC(v, type = "HC3"))
    }
    if (have("lmtest") && set == 1) {
        b <- lmtest::bptest(m)
        say(set, "bp", b$statistic)
        say(set, "bp_p", b$p.value)
    }
    if (have("car") && set %in% 1:2) {
        say(set, "vif", c(NA, car::vif(m)))
        h <- car::linearHypothesis(m, c("b = 0", "c = 0"))
        say(set, "hypothesis_f", h$F[2])
    }
}
write.csv(out, arguments[2], row.names = FALSE, quote = FALSE)
