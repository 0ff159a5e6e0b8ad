# Two commands do everything:
#
#   make demo   sets up, and runs the main job on recorded pages of a small site on this machine
#   make test   sets up, and runs the tests
#
# Needed: Python 3.11 to 3.14 and make. uv is used where it is present, else venv and pip.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready-$(shell cat requirements-dev.lock pyproject.toml 2>/dev/null | cksum | cut -d' ' -f1)

.PHONY: demo test lint types check setup lock schema clean

demo: $(READY)
	@$(BIN)/monitor demo

test: $(READY)
	@$(BIN)/pytest

lint: $(READY)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: $(READY)
	@$(BIN)/mypy

check: lint types test demo

setup: $(READY)

$(READY):
	@$(PYTHON) -c 'import sys; sys.exit(None if (3, 11) <= sys.version_info[:2] <= (3, 14) else "Python 3.11 to 3.14 is needed; $(PYTHON) is " + sys.version.split()[0] + ". Name another one: make PYTHON=python3.12 ...")'
	@echo "Setting up $(VENV) ..."
	@if command -v uv >/dev/null 2>&1; then \
	    uv venv --quiet --clear --python $(PYTHON) $(VENV) && \
	    uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements-dev.lock && \
	    uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e . ; \
	else \
	    rm -rf $(VENV) && \
	    { $(PYTHON) -m venv $(VENV) || { echo "This Python has no venv: install it (on Debian: apt install python3-venv), or uv."; exit 1; }; } && \
	    $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock && \
	    $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e . ; \
	fi
	@touch $@

# What the lock file holds is decided in pyproject.toml; this writes it anew (needs uv).
lock:
	uv pip compile pyproject.toml --group dev --extra apprise --extra browser --extra demo --extra pdf --universal --python-version 3.11 \
	    --generate-hashes --no-emit-index-url --no-emit-find-links --no-header -o requirements-dev.lock

schema: $(READY)
	$(BIN)/monitor sources schema > sources.schema.json

clean:
	rm -rf $(VENV) demo dist .mypy_cache .pytest_cache .ruff_cache
