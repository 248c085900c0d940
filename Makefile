# libnyckeltal. Plain GNU make; `make help` lists the targets.
# SPDX-License-Identifier: GPL-3.0-or-later

# ---- what the caller may set -------------------------------------------------------------------
prefix       ?= $(or $(PREFIX),/usr/local)
libdir       ?= $(prefix)/lib
includedir   ?= $(prefix)/include
pkgconfigdir ?= $(libdir)/pkgconfig
datadir      ?= $(prefix)/share
DESTDIR      ?=
CFLAGS       ?= -O3 -g
BUILD        ?= build
# Where the linked libraries are put, besides $(BUILD).
LIB          ?= lib
WARNINGS     ?= -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes \
                -Wmissing-prototypes -Wundef -Wvla
INSTALL      ?= install
PKG_CONFIG   ?= pkg-config

# ---- version: read from its one place, checked against map and change log ----------------------
version_part = $(shell sed -n 's/^\#define NKT_VERSION_$(1) //p' include/nyckeltal/version.h)
MAJOR   := $(call version_part,MAJOR)
MINOR   := $(call version_part,MINOR)
PATCH   := $(call version_part,PATCH)
VERSION := $(MAJOR).$(MINOR).$(PATCH)
# The number in the SONAME: what runs against it keeps running.
ABI     := 0
MAP     := lib/nyckeltal.map
NODE    := $(shell sed -n 's/^\(NYCKELTAL_[0-9.]*\) {.*/\1/p' $(MAP) | tail -n 1)
LOGGED  := $(shell sed -n 's/^\#\# \([0-9.]*\).*/\1/p' CHANGELOG.md | head -n 1)

ifneq ($(NODE),NYCKELTAL_$(MAJOR).$(MINOR))
$(error version.h says $(VERSION), but the last node of $(MAP) is $(NODE))
endif
ifneq ($(LOGGED),$(VERSION))
$(error version.h says $(VERSION), but the newest entry of CHANGELOG.md is $(LOGGED))
endif
ifneq ($(ABI),$(MAJOR))
$(error version.h says $(VERSION), but the Makefile's ABI number is $(ABI))
endif

# ---- what is built ------------------------------------------------------------------------------
SOURCES := $(sort $(wildcard src/*/*.c))
HEADERS := include/nyckeltal.h $(sort $(wildcard include/nyckeltal/*.h))
STATIC  := $(LIB)/libnyckeltal.a
SONAME  := libnyckeltal.so.$(ABI)
SHARED  := $(LIB)/libnyckeltal.so.$(VERSION)
OBJECTS := $(SOURCES:src/%.c=$(BUILD)/static/%.o)
PICOBJS := $(SOURCES:src/%.c=$(BUILD)/pic/%.o)

# Never left to the caller: the language, and arithmetic that rounds where the source says so. Nobody
# looks at errno or at floating-point exceptions here: without them, loops can be vectorised, and
# the numbers are the same.
FIXED_CFLAGS := -std=c11 -ffp-contract=off -fvisibility=hidden -fno-math-errno -fno-trapping-math
GSL_CFLAGS   := $(shell $(PKG_CONFIG) --cflags gsl 2>/dev/null)
GSL_LIBS     := $(or $(shell $(PKG_CONFIG) --libs gsl 2>/dev/null),-lgsl -lgslcblas -lm)
COMPILE       = $(CC) $(CPPFLAGS) -Iinclude -Isrc $(GSL_CFLAGS) $(CFLAGS) $(FIXED_CFLAGS) $(WARNINGS) -MMD -MP

.PHONY: all
all: static shared

.PHONY: static shared
static: $(STATIC)
shared: $(SHARED)

$(BUILD)/static/%.o: src/%.c Makefile
	@mkdir -p $(@D)
	$(COMPILE) -c $< -o $@

$(BUILD)/pic/%.o: src/%.c Makefile
	@mkdir -p $(@D)
	$(COMPILE) -fPIC -c $< -o $@

$(STATIC): $(OBJECTS)
	@mkdir -p $(@D)
	rm -f $@
	$(AR) rcs $@ $^

$(SHARED): $(PICOBJS) $(MAP)
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(LDFLAGS) -shared -Wl,-soname,$(SONAME) -Wl,--version-script=$(MAP) \
	    -Wl,-z,defs -Wl,--as-needed -o $@ $(PICOBJS) $(GSL_LIBS) -lm
	ln -sf $(notdir $@) $(LIB)/$(SONAME)
	ln -sf $(SONAME) $(LIB)/libnyckeltal.so

-include $(OBJECTS:.o=.d) $(PICOBJS:.o=.d)

# ---- the rest has a file each --------------------------------------------------------------------
include pkgconfig/install.mk
include examples/examples.mk
include tests/tests.mk

# ---- dist, clean, help ---------------------------------------------------------------------------
.PHONY: dist
dist: ## the sources as $(BUILD)/libnyckeltal-VERSION.tar.gz, from the last commit
	@mkdir -p $(BUILD)
	git archive --format=tar --prefix=libnyckeltal-$(VERSION)/ HEAD | gzip -9n \
	    > $(BUILD)/libnyckeltal-$(VERSION).tar.gz

.PHONY: clean
clean: ## remove what was built
	rm -rf $(BUILD)
	rm -f $(LIB)/libnyckeltal.a $(LIB)/libnyckeltal.so*

.PHONY: help
help: ## list the targets
	@echo "  all                the static and the shared library, in lib/ (the default)"
	@cat Makefile pkgconfig/install.mk examples/examples.mk tests/tests.mk | \
	    sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1|\2/p' | \
	    while IFS='|' read -r name what; do printf '  %-18s %s\n' "$$name" "$$what"; done
