# Testing. One runner holds every suite: those written in C, and the shell scripts, which look at
# the library from outside (what it exports, how it installs, what the examples print).
# SPDX-License-Identifier: GPL-3.0-or-later

TEST_SOURCES := $(sort $(wildcard tests/*/test_*.c))
TEST_SCRIPTS := $(sort $(wildcard tests/*/*.sh))
TEST_OBJECTS := $(TEST_SOURCES:tests/%.c=$(BUILD)/tests/%.o) $(BUILD)/tests/main.o $(BUILD)/tests/data.o
RUNNER       := $(BUILD)/tests/run
CHECK_LIBS   := $(or $(shell $(PKG_CONFIG) --libs check 2>/dev/null),-lcheck_pic -lpthread -lrt -lm -lsubunit)

# Check's macros hand numbers about as they see fit; suites are declared by the generated list.
TEST_WARNINGS := $(filter-out -Wconversion -Wpedantic -Wmissing-prototypes,$(WARNINGS))
TEST_COMPILE   = $(CC) $(CPPFLAGS) -Iinclude -Isrc -Itests -I$(BUILD)/tests $(GSL_CFLAGS) $(CFLAGS) \
                 -std=c11 -D_GNU_SOURCE -ffp-contract=off $(TEST_WARNINGS) -MMD -MP

# What the scripts find in their environment.
TEST_ENVIRONMENT = ROOT='$(CURDIR)' BUILD='$(abspath $(BUILD))' LIB='$(abspath $(LIB))' CC='$(CC)' \
                   MAKE='$(MAKE)' VERSION='$(VERSION)' ABI='$(ABI)'

.PHONY: check
check: $(RUNNER) $(SHARED) examples ## every test; what cannot run here is named as skipped
	@$(TEST_ENVIRONMENT) $(RUNNER)

.PHONY: check-unit
check-unit: $(RUNNER) ## the suites in C only; SUITE=name for one of them
	@$(TEST_ENVIRONMENT) NYCKELTAL_SCRIPTS=none CK_RUN_SUITE='$(SUITE)' $(RUNNER)

.PHONY: check-sanitize
check-sanitize: ## the suites in C under the address and undefined-behaviour sanitizers; SUITES=some of them
	@set -e; for suite in $(or $(SUITES),''); do \
	    $(MAKE) check-unit SUITE=$$suite BUILD=$(BUILD)/sanitize LIB=$(BUILD)/sanitize/lib \
	        CFLAGS='-O1 -g -fsanitize=address,undefined -fno-sanitize-recover=undefined'; done

# What clang-format looks after; the table of codes is written by lib/describe.
FORMATTED = $(filter-out src/base/codes_table.c,$(wildcard include/*.h include/*/*.h src/*/*.[ch] \
            tests/*.[ch] tests/*/*.[ch] examples/*.[ch] examples/*/*.[ch] examples/*/*/*.[ch]))

.PHONY: format
format: ## clang-format over every C file
	@clang-format -i $(FORMATTED)

.PHONY: check-format
check-format: ## whether `make format` would change something
	@clang-format --dry-run -Werror $(FORMATTED)

.PHONY: check-bits
check-bits: ## gcc and clang, -O0 to -O3: the same bits from keyfigures
	@$(TEST_ENVIRONMENT) BITS=all sh tests/accuracy/bits.sh

.PHONY: accuracy
accuracy: ## the error rates that docs/methods.md holds, by the program that measures them
	@$(TEST_ENVIRONMENT) ROWS=all sh tests/accuracy/trends.sh

MACHINES ?= s390x-linux-gnu aarch64-linux-gnu arm-linux-gnueabihf
.PHONY: check-machines
check-machines: ## every suite in C on emulated machines: the other byte order, other widths
	@set -e; for machine in $(MACHINES); do sh tests/foreign-libraries.sh $$machine >/dev/null; done
	@$(TEST_ENVIRONMENT) MACHINES='$(MACHINES)' SUITES=all sh tests/machines/other_machine.sh

$(RUNNER): $(TEST_OBJECTS) $(STATIC)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $(TEST_OBJECTS) $(STATIC) $(CHECK_LIBS) $(GSL_LIBS) -lm

$(BUILD)/tests/%.o: tests/%.c Makefile tests/tests.mk
	@mkdir -p $(@D)
	$(TEST_COMPILE) -c $< -o $@

# The list of suites and scripts is read off the files, so that none can be forgotten.
$(BUILD)/tests/main.o: $(BUILD)/tests/suites.h
$(BUILD)/tests/suites.h: $(TEST_SOURCES) $(TEST_SCRIPTS) tests/tests.mk
	@mkdir -p $(@D)
	@sed -n 's/^Suite \*\(nkt_suite_[a-z0-9_]*\)(void) {.*/SUITE(\1)/p' $(TEST_SOURCES) > $@
	@printf 'SCRIPT("%s")\n' $(TEST_SCRIPTS) >> $@

-include $(TEST_OBJECTS:.o=.d)

include tests/bench/bench.mk
