# Everything a newcomer needs: `make run` and `make test`. Both set up what they need first.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run test lint check pictures setup clean

run: $(VENV)/run.stamp
	@$(BIN)/python -m bot run

test: $(VENV)/test.stamp
	$(BIN)/python -m pytest

lint: $(VENV)/test.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/bandit --quiet --configfile pyproject.toml --recursive bot

check: $(VENV)/run.stamp
	$(BIN)/python -m bot check

# The pictures of the README, anew: after a change of what they show. Needs Chromium.
pictures: $(VENV)/pictures.stamp
	@$(BIN)/python -m docs.pictures

setup: $(VENV)/test.stamp

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Python 3.11 or newer is needed; set PYTHON=python3.12, say.")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/run.stamp: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/test.stamp: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test,benchmark]'
	@if command -v npm >/dev/null; then \
	  npm install --silent --no-audit --no-fund --prefix $(VENV)/npm axe-core@4; \
	else echo "There is no npm: the tests that look for barriers in the console's pages will be skipped."; fi
	@touch $@ $(VENV)/run.stamp

$(VENV)/pictures.stamp: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[pictures]'
	@touch $@ $(VENV)/run.stamp

clean:
	rm -rf $(VENV) build *.egg-info
