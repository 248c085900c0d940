# The numbers in tests/model/test_ols_cr2.c: CR2 by sandwich::vcovCL (type HC2 by cluster) on rows
# times sqrt(weight), and Satterthwaite's degrees of freedom from n x n matrices, as Pustejovsky & Tipton
# (2018) define them. Usage: Rscript cr2_reference.R
# SPDX-License-Identifier: GPL-3.0-or-later
n <- 26
i <- seq_len(n) - 1
cluster <- c(rep(3, 9), rep(1, 2), rep(7, 6), rep(-2, 1), rep(40, 8))
x <- (i * 37) %% 11 / 2
treated <- as.numeric(cluster %in% c(3, 7))
y <- 20 + 1.5 * x + 3 * treated + (i * 53) %% 17 / 3 + cluster / 10
w <- 1 + (i * 29) %% 5 / 2

power <- function(m) { # Moore and Penrose's inverse of the root
    e <- eigen(m, symmetric = TRUE)
    f <- ifelse(e$values > 1e-12, 1 / sqrt(pmax(e$values, 1e-12)), 0)
    e$vectors %*% (f * t(e$vectors))
}
of <- function(name, X, y) {
    m <- lm(y ~ 0 + X)
    V <- suppressWarnings(sandwich::vcovCL(m, cluster = cluster, type = "HC2", cadjust = TRUE))
    G <- solve(crossprod(X))
    M <- diag(n) - X %*% G %*% t(X)
    groups <- unique(cluster)
    A <- lapply(groups, function(g) power(M[cluster == g, cluster == g, drop = FALSE]))
    mine <- matrix(0, ncol(X), ncol(X))
    e <- residuals(m)
    for (k in seq_along(groups)) {
        s <- crossprod(X[cluster == groups[k], , drop = FALSE], A[[k]] %*% e[cluster == groups[k]])
        mine <- mine + s %*% t(s)
    }
    stopifnot(anyNA(V) || max(abs(G %*% mine %*% G - V)) < 1e-10) # its root has no pseudo-inverse
    V <- G %*% mine %*% G
    df <- vapply(seq_len(ncol(X)), function(c) {
        P <- vapply(seq_along(groups), function(k) {
            member <- cluster == groups[k]
            drop(M[, member, drop = FALSE] %*% A[[k]] %*% X[member, , drop = FALSE] %*% G[, c])
        }, numeric(n))
        sum(diag(crossprod(P)))^2 / sum(crossprod(P)^2)
    }, 0)
    cat(name, "\n  se", sprintf("%.15g", sqrt(diag(V))), "\n  df", sprintf("%.15g", df),
        "\n  covariance 2 1", sprintf("%.15g", V[2, 1]), "\n")
}
X <- cbind(1, x, treated)
of("plain", X, y)
of("weighted", sqrt(w) * X, sqrt(w) * y)
# a term that one cluster alone has: the pseudo-inverse
of("dummy", cbind(1, x, as.numeric(cluster == 40)), y)
