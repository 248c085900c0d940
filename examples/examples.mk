# The examples, built as an outside program would be: against an installed library, which lies in
# $(BUILD)/stage, found through its pkg-config file.
# SPDX-License-Identifier: GPL-3.0-or-later

STAGE    := $(abspath $(BUILD))/stage
STAGED   := $(STAGE)/installed
PROGRAMS := $(BUILD)/examples
EXAMPLES := $(addprefix $(PROGRAMS)/,keyfigures report synthetic catalogue ols expected similar compare programmes)

SYNTHETIC := data/random data/synthetic data/synthetic_draw
REPORT    := $(notdir $(basename $(wildcard examples/report*.c)))
FOLLOW_UP := $(notdir $(basename $(wildcard examples/programmes*.c)))

.PHONY: examples
examples: $(EXAMPLES) ## the programs of examples/, in $(BUILD)/examples

# What each program is made of.
objects = $(addprefix $(PROGRAMS)/objects/,$(addsuffix .o,$(1)))
$(PROGRAMS)/keyfigures: $(call objects,keyfigures panel_file columns csv fail)
$(PROGRAMS)/report:     $(call objects,$(REPORT) panel_file columns csv fail $(SYNTHETIC))
$(PROGRAMS)/synthetic:  $(call objects,synthetic csv fail $(SYNTHETIC))
$(PROGRAMS)/catalogue:  $(call objects,catalogue)
$(PROGRAMS)/ols:        $(call objects,ols columns csv fail)
$(PROGRAMS)/expected:   $(call objects,expected columns csv fail)
$(PROGRAMS)/similar:    $(call objects,similar columns csv fail)
$(PROGRAMS)/programmes: $(call objects,$(FOLLOW_UP) report_print columns csv fail data/random)
$(PROGRAMS)/compare:    $(call objects,compare compare_input columns csv fail)

# Asked at each use, because the file is there only after staging.
STAGED_PC = PKG_CONFIG_PATH="$(STAGE)/lib/pkgconfig:$$PKG_CONFIG_PATH" $(PKG_CONFIG)

$(EXAMPLES):
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $(filter %.o,$^) $$($(STAGED_PC) --libs nyckeltal) \
	    -Wl,-rpath,'$(STAGE)/lib' -lm

$(PROGRAMS)/objects/%.o: examples/%.c examples/examples.mk $(STAGED)
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) -std=c11 -ffp-contract=off $(WARNINGS) -MMD -MP \
	    $$($(STAGED_PC) --cflags nyckeltal) -c $< -o $@

-include $(wildcard $(PROGRAMS)/objects/*.d $(PROGRAMS)/objects/*/*.d)

$(STAGED): $(SHARED) $(HEADERS) pkgconfig/install.mk pkgconfig/nyckeltal.pc.in
	@rm -rf '$(STAGE)'
	$(MAKE) --no-print-directory install-headers install-shared install-pc DESTDIR= \
	    prefix='$(STAGE)' libdir='$(STAGE)/lib' includedir='$(STAGE)/include' \
	    pkgconfigdir='$(STAGE)/lib/pkgconfig'
	@touch $@

# ---- running them --------------------------------------------------------------------------------
DATA_FOLDER := $(or $(NYCKELTAL_DATA),../shared/data)
DATA  := $(wildcard $(DATA_FOLDER)/kolada_2012_2018.csv)
SIZES := $(wildcard $(DATA_FOLDER)/refugee_group_size_2014_2018.csv)

.PHONY: report
report: $(PROGRAMS)/report ## a report on one municipality: on published figures where they are found
	@$(PROGRAMS)/report $(if $(DATA),--kolada '$(DATA)' $(if $(SIZES),--size '$(SIZES)')) $(if $(MUNICIPALITY),--municipality $(MUNICIPALITY))

.PHONY: programmes
programmes: $(PROGRAMS)/programmes ## a short report on each of the other documents
	@$(PROGRAMS)/programmes

.PHONY: docs
docs: $(PROGRAMS)/catalogue ## write docs/key-figures.md from the catalogue
	$(PROGRAMS)/catalogue > $(BUILD)/key-figures.md
	cp $(BUILD)/key-figures.md docs/key-figures.md
