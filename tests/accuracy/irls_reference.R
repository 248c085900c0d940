# What R says of the models in a CSV file (set,y,a,b,w), as lines set,what,index,value: glm with
# sandwich for the fractional logit, MASS::rlm for Huber's fit, both driven to the last digits.
# Sets: 1 logit, 2 weighted logit, 3 Huber, 4 weighted Huber.
# usage: Rscript irls_reference.R DATA.csv OUT.csv
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
    d$weight <- if (set %in% c(2, 4)) d$w else 1
    if (set <= 2) {
        m <- suppressWarnings(glm(I(y / 100) ~ a + b, quasibinomial, d, weights = weight,
                                  control = glm.control(epsilon = 1e-15, maxit = 100)))
        say(set, "coefficient", coef(m))
        say(set, "se_model", coef(summary(m))[, 2])
        say(set, "scale", sqrt(summary(m)$dispersion))
        say(set, "deviance", deviance(m))
        say(set, "fitted", 100 * fitted(m))
        say(set, "weight", m$weights)
        if (have("sandwich")) {
            V <- sandwich::sandwich(m)
            say(set, "hc0", sqrt(diag(V)))
            say(set, "hc1", sqrt(diag(V) * nrow(d) / (nrow(d) - 3)))
            mu <- fitted(m)
            X <- model.matrix(m)
            # the delta method: effect k = 100 mean(mu (1 - mu)) b[k], the mean weighted as the fit
            gradient <- apply(mu * (1 - mu) * (1 - 2 * mu) * X, 2, weighted.mean, d$weight)
            slope <- weighted.mean(mu * (1 - mu), d$weight)
            for (k in 2:3) {
                g <- coef(m)[k] * gradient
                g[k] <- g[k] + slope
                say(set, paste0("effect", k - 1), 100 * slope * coef(m)[k])
                say(set, paste0("effect_se", k - 1), 100 * sqrt(drop(g %*% V %*% g)))
            }
        }
    } else if (have("MASS")) {
        m <- MASS::rlm(y ~ a + b, d, weights = weight, acc = 1e-14, maxit = 1000)
        say(set, "coefficient", coef(m))
        say(set, "se", coef(summary(m))[, 2])
        say(set, "scale", m$s)
        say(set, "fitted", fitted(m))
        say(set, "weight", m$w)
    }
}
write.csv(out, arguments[2], row.names = FALSE, quote = FALSE)
