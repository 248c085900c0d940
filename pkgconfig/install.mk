# Installing: headers, shared library, static library, the pkg-config file and what machines read of
# the interface, each on its own.
# SPDX-License-Identifier: GPL-3.0-or-later

.PHONY: install install-headers install-shared install-static install-pc install-description \
        installcheck uninstall

install: install-headers install-shared install-static install-pc install-description ## all of the five below

install-headers: ## the public headers, to $(includedir)
	$(INSTALL) -d '$(DESTDIR)$(includedir)/nyckeltal'
	$(INSTALL) -m 644 include/nyckeltal.h '$(DESTDIR)$(includedir)'
	$(INSTALL) -m 644 $(filter include/nyckeltal/%,$(HEADERS)) '$(DESTDIR)$(includedir)/nyckeltal'

install-shared: $(SHARED) ## the shared library with its links, to $(libdir)
	$(INSTALL) -d '$(DESTDIR)$(libdir)'
	$(INSTALL) -m 755 $(SHARED) '$(DESTDIR)$(libdir)'
	ln -sf $(notdir $(SHARED)) '$(DESTDIR)$(libdir)/$(SONAME)'
	ln -sf $(SONAME) '$(DESTDIR)$(libdir)/libnyckeltal.so'

install-static: $(STATIC) ## the static library, to $(libdir)
	$(INSTALL) -d '$(DESTDIR)$(libdir)'
	$(INSTALL) -m 644 $(STATIC) '$(DESTDIR)$(libdir)'

# Where libdir and includedir lie under the prefix, the file says so, so that it can be relocated.
install-pc: ## nyckeltal.pc, to $(pkgconfigdir)
	$(INSTALL) -d '$(DESTDIR)$(pkgconfigdir)'
	sed -e 's|@PREFIX@|$(prefix)|' -e 's|@VERSION@|$(VERSION)|' \
	    -e 's|@LIBDIR@|$(patsubst $(prefix)/%,$${prefix}/%,$(libdir))|' \
	    -e 's|@INCLUDEDIR@|$(patsubst $(prefix)/%,$${prefix}/%,$(includedir))|' \
	    pkgconfig/nyckeltal.pc.in > '$(DESTDIR)$(pkgconfigdir)/nyckeltal.pc'
	chmod 644 '$(DESTDIR)$(pkgconfigdir)/nyckeltal.pc'

# So that a binding needs neither a compiler nor a parser: the declarations as cffi and others read
# them, what each parameter is, and every constant.
CDEF := $(BUILD)/nyckeltal.cdef
$(CDEF): $(HEADERS)
	@mkdir -p $(@D)
	$(CC) -E -P -DNKT_NO_STD_INCLUDES -Iinclude include/nyckeltal.h > $@

install-description: $(CDEF) ## what bindings are made from, to $(datadir)/nyckeltal
	$(INSTALL) -d '$(DESTDIR)$(datadir)/nyckeltal'
	$(INSTALL) -m 644 $(CDEF) lib/interface.tsv lib/constants.tsv docs/description.md '$(DESTDIR)$(datadir)/nyckeltal'

installcheck: ## compile and run outside programs against what is installed
	$(TEST_ENVIRONMENT) INSTALLED_PC='$(pkgconfigdir)' INSTALLED_ROOT='$(DESTDIR)' \
	    sh tests/install/installed.sh

uninstall: ## remove what install put there
	rm -f '$(DESTDIR)$(includedir)/nyckeltal.h'
	rm -f $(patsubst include/%,'$(DESTDIR)$(includedir)/%',$(filter include/nyckeltal/%,$(HEADERS)))
	-rmdir '$(DESTDIR)$(includedir)/nyckeltal'
	rm -f '$(DESTDIR)$(libdir)/$(notdir $(SHARED))' '$(DESTDIR)$(libdir)/$(SONAME)' \
	    '$(DESTDIR)$(libdir)/libnyckeltal.so' '$(DESTDIR)$(libdir)/libnyckeltal.a' \
	    '$(DESTDIR)$(pkgconfigdir)/nyckeltal.pc'
	rm -f '$(DESTDIR)$(datadir)/nyckeltal/nyckeltal.cdef' '$(DESTDIR)$(datadir)/nyckeltal/interface.tsv' \
	    '$(DESTDIR)$(datadir)/nyckeltal/constants.tsv' '$(DESTDIR)$(datadir)/nyckeltal/description.md'
	-rmdir '$(DESTDIR)$(datadir)/nyckeltal'
