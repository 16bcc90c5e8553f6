# make plan    a proposed plan for the example, with all its documents
# make test    the whole test suite
# make check   what is checked before a change lands: format, lint, types, tests
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: plan test more-seeds check bench clean

plan: $(VENV)/.made
	$(BIN)/prioritizer plan portfolios/exempelkommun

test: $(VENV)/.made-dev
	$(BIN)/python -m pytest -n auto -q

more-seeds: $(VENV)/.made-dev
	$(BIN)/python -m tests.more_seeds

check: $(VENV)/.made-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(MAKE) test

bench: $(VENV)/.made-dev
	$(BIN)/python -m benchmarks.screening
	$(BIN)/python -m benchmarks.selection
	$(BIN)/python -m benchmarks.solve
	$(BIN)/python -m benchmarks.certificate
	$(BIN)/python -m benchmarks.appraisal
	$(BIN)/python -m benchmarks.risk
	$(BIN)/python -m benchmarks.explain

$(VENV)/.made: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[documents]"
	touch $@

$(VENV)/.made-dev: $(VENV)/.made
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --group dev
	touch $@

clean:
	rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis
