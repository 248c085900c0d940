# Benchmarks, side by side with what users would pick instead. NumPy and R are left out, and named,
# where they are not installed.
# SPDX-License-Identifier: GPL-3.0-or-later

BENCH         := $(BUILD)/bench
BENCH_ROUNDS  ?= 15
BENCH_SHARED  := bench_common bench_rival
BENCH_PROGRAM := $(BENCH)/bench $(BENCH)/intervals $(BENCH)/ols $(BENCH)/gram $(BENCH)/places
BENCH_OBJECTS  = $(addprefix $(BENCH)/,$(addsuffix .o,$(1)))

# The first python3 that has NumPy.
BENCH_PYTHON = $$(for python in python3 /usr/bin/python3; do \
    $$python -c 'import numpy' 2>/dev/null && break; done; echo $$python)

.PHONY: bench
bench: $(BENCH_PROGRAM) bench-ols bench-places ## ours against NumPy and R: all figures, then the interval methods
	@$(BENCH)/bench $(BENCH) $(BENCH_ROUNDS) \
	    "NumPy=$(BENCH_PYTHON) tests/bench/bench_numpy.py 0" \
	    "NumPy-rows=$(BENCH_PYTHON) tests/bench/bench_numpy.py 5440" \
	    'R=Rscript --vanilla tests/bench/bench_r.R'
	@$(BENCH)/intervals $(BENCH) 5 'R=Rscript --vanilla tests/bench/intervals_r.R'

# One thread for every side: NumPy's linear algebra would take as many as there are.
.PHONY: bench-ols
bench-ols: $(BENCH)/ols $(BENCH)/gram ## least squares beside R, NumPy, statsmodels, GSL, Dot2
	@OPENBLAS_NUM_THREADS=1 OMP_NUM_THREADS=1 $(BENCH)/ols $(BENCH) $(BENCH_ROUNDS) \
	    'R=Rscript --vanilla tests/bench/ols_r.R' \
	    "NumPy=$(BENCH_PYTHON) tests/bench/ols_numpy.py"
	@$(BENCH)/gram $(BENCH_ROUNDS)

.PHONY: bench-places
bench-places: $(BENCH)/places ## similar units, quantiles and ranks beside R, NumPy, SciPy
	@OPENBLAS_NUM_THREADS=1 OMP_NUM_THREADS=1 $(BENCH)/places $(BENCH) 5 \
	    'R=Rscript --vanilla tests/bench/places_r.R' \
	    "NumPy=$(BENCH_PYTHON) tests/bench/places_numpy.py"

$(BENCH)/gram: $(call BENCH_OBJECTS,gram bench_common)
$(BENCH)/bench: $(call BENCH_OBJECTS,bench bench_compare bench_data bench_ours $(BENCH_SHARED))
$(BENCH)/intervals: $(call BENCH_OBJECTS,intervals $(BENCH_SHARED))
$(BENCH)/ols: $(call BENCH_OBJECTS,ols ols_rows $(BENCH_SHARED))
$(BENCH)/places: $(call BENCH_OBJECTS,places $(BENCH_SHARED))
$(BENCH_PROGRAM): $(STATIC)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $(filter %.o,$^) $(STATIC) $(GSL_LIBS) -lm

$(BENCH)/%.o: tests/bench/%.c Makefile tests/bench/bench.mk
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) -Iinclude $(CFLAGS) -std=c11 -D_GNU_SOURCE -ffp-contract=off $(WARNINGS) \
	    -DBENCH_COMPILER='"$(CC) $(CFLAGS)"' -MMD -MP -c $< -o $@

-include $(wildcard $(BENCH)/*.d)
