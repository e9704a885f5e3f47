# Needs Python 3.11 or later, git and make; everything else goes into $(VENV).
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
# What the slow tests prove calls against, and the Debian packages that have it.
SERVERS := postgres:postgresql redis-server:redis-server memcached:memcached

.DEFAULT_GOAL := help
.PHONY: help demo test test-all servers lint docs stubs wheel clean

help:
	@echo "make demo      lint the application under fixtures/demo_app"
	@echo "make test      what needs nothing but pip"
	@echo "make test-all  the slow tests too, and the built wheel in a fresh environment"
	@echo "make servers   install the servers that the slow tests start, where they are missing"
	@echo "make lint      ruff, mypy and the import contracts alone"
	@echo "make docs      write the pages that are made from the sources"
	@echo "make stubs     check the stubs against the real libraries: GROUP=network, LIBRARY=redis"

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "asynclint needs Python 3.11 or later")'
	$(PYTHON) -m venv $(VENV)

# Editable installs follow the sources: only a change of pyproject.toml asks for a new one.
$(VENV)/.installed: pyproject.toml | $(VENV)/bin/python
	$(PIP) install --editable .
	@touch $@

$(VENV)/.installed-test: pyproject.toml | $(VENV)/bin/python
	$(PIP) install --editable '.[test]'
	@touch $@ $(VENV)/.installed

$(VENV)/.installed-test-all: $(VENV)/.installed-test
	$(PIP) install --editable '.[test-all]'
	@touch $@

# Findings (exit code 1) are what a demonstration is for; anything else but 0 is a failure.
demo: $(VENV)/.installed
	@cd fixtures/demo_app && ../../$(BIN)/asynclint check . --root . || test $$? -eq 1

lint: $(VENV)/.installed-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

docs: $(VENV)/.installed
	$(BIN)/python docs/generate.py

# The libraries are installed in environments of their own, under build/stubs.
stubs: $(VENV)/.installed
	$(BIN)/python -m tools.stubs $(if $(GROUP),--group $(GROUP)) $(if $(LIBRARY),--library $(LIBRARY))

test: lint
	$(BIN)/python -m pytest -q -m "not slow"

# Tests start them themselves, in temporary folders.  RUNLEVEL keeps their packages from starting them.
servers:
	@missing=; for each in $(SERVERS); do \
		command -v $${each%:*} >/dev/null || ls /usr/lib/postgresql/*/bin/$${each%:*} >/dev/null 2>&1 \
			|| missing="$$missing $${each#*:}"; \
	done; \
	test -z "$$missing" || { \
		command -v apt-get >/dev/null && test "$$(id -u)" = 0 && apt-get update -qq \
			&& RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive apt-get install -qq -y $$missing >/dev/null; \
	} || { \
		echo "make test-all needs these servers:$$missing.  With root on Debian or Ubuntu: apt-get install$$missing" >&2; \
		exit 1; \
	}

test-all: $(VENV)/.installed-test-all servers lint wheel
	$(BIN)/python -m pytest -q

# The wheel must work where neither the sources nor the test dependencies are.
wheel: $(VENV)/.installed-test
	rm -rf build/wheel && mkdir -p build/wheel
	$(PIP) wheel --no-deps --wheel-dir build/wheel .
	$(PYTHON) -m venv build/wheel/venv
	build/wheel/venv/bin/python -m pip --disable-pip-version-check --quiet install build/wheel/asynclint-*.whl
	$(BIN)/python -m zipfile -l build/wheel/asynclint-*.whl | grep -q asynclint/libraries/stubs.pack
	cd build/wheel && venv/bin/asynclint --version && venv/bin/python -m asynclint rule ASL103 >/dev/null
	cd build/wheel && { venv/bin/asynclint check ../../fixtures/demo_app --root ../../fixtures/demo_app \
		--no-cache --quiet --output-format concise || test $$? -eq 1; } | grep -q ASL103
	build/wheel/venv/bin/python -m pip --disable-pip-version-check --quiet install flake8
	cd fixtures/demo_app && { ../../build/wheel/venv/bin/flake8 --isolated --asynclint-no-cache --asynclint-root . . \
		|| test $$? -eq 1; } | grep -q ASL103

clean:
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
