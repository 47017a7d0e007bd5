# Everything a newcomer needs: `make run` and `make test`. Both set up what they need first.
SHELL := bash
PYTHON ?= python3
LOWEST ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
FLOORS := .venv-floors
FOR_TESTS := '.[test,benchmark]'

# Installs the versions in constraints.txt, and shows the name of each package as it is collected.
define install
@set -o pipefail; PYTHONUNBUFFERED=1 $(BIN)/python -m pip install --disable-pip-version-check --progress-bar off \
  --constraint constraints.txt --editable $(1) | while read -r word name rest; do case "$$word $$name" in \
    Collecting*) printf '%s ' "$${name%%[][<>=!~;]*}";; \
    'Installing collected') printf '\n%s\n' 'Unpacking them …';; \
  esac; done
endef

.PHONY: run demo test fuzz lint check site floors pictures setup clean help

run: $(VENV)/run.stamp
	@$(BIN)/python -m bot run

# Shows the curators' desk at work without a token: a month of made-up questions, on a copy of the content.
demo: $(VENV)/run.stamp
	@$(BIN)/python -m bot demo

# What Python compiles is kept, also where the environment says that it is not to be: else each process that runs tests
# compiles all of them anew, for ten seconds.
test: export PYTHONDONTWRITEBYTECODE =
test: $(VENV)/test.stamp
	$(BIN)/python -m pytest

# Throws 100,000 changed texts at each thing that strangers reach. A fault is printed, and ends it.
fuzz: $(VENV)/test.stamp
	$(BIN)/python -m benchmarks.fuzz --inputs 100000

lint: $(VENV)/test.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/bandit --quiet --configfile pyproject.toml --recursive bot

check: $(VENV)/run.stamp
	@$(BIN)/python -m bot check

# Writes the site into site/. `make site URL=https://answers.example.org BOT=example_bot` also gives it feeds, a sitemap
# and links to the bot.
site: $(VENV)/run.stamp
	@$(BIN)/python -m bot site site $(if $(URL),--url $(URL)) $(if $(BOT),--bot $(BOT))

# Runs the tests with the lowest versions that pyproject.toml allows, on the lowest Python: for newer Pythons these
# versions have no wheels.
floors:
	$(LOWEST) -m venv --clear $(FLOORS)
	$(FLOORS)/bin/python -m pip install --quiet --disable-pip-version-check uv
	$(FLOORS)/bin/uv pip install --python $(FLOORS)/bin/python --resolution lowest-direct --editable '.[test]'
	$(FLOORS)/bin/python -m pytest

# Draws the README's pictures again, after a change of what they show. Needs Chromium.
pictures: $(VENV)/pictures.stamp
	@$(BIN)/python -m docs.pictures

setup: $(VENV)/test.stamp

help:
	@echo 'make run       starts the bot            make test    runs every test'
	@echo 'make demo      shows the desk at work'
	@echo 'make check     looks at the content      make lint    linters, types, imports'
	@echo 'make pictures  draws those of the README make floors  tests the lowest versions'
	@echo 'make site      writes the static site    make clean   removes what was installed'
	@echo 'make setup     only installs             make fuzz    tries odd inputs, many'

# If an earlier `make` left .venv incomplete, or its Python is gone, make it again.
ifneq ($(shell test -x $(BIN)/python && test -e $(BIN)/pip && echo whole),whole)
$(shell rm -f $(BIN)/pip $(VENV)/*.stamp)
endif

$(BIN)/pip:
	@command -v $(PYTHON) >/dev/null || { echo 'There is no $(PYTHON). Python 3.11 or newer is needed: set PYTHON=python3.12, say.' >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Python 3.11 or newer is needed, and $(PYTHON) is %d.%d: set PYTHON=python3.12, say." % sys.version_info[:2])'
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo 'This Python cannot make virtual environments: apt install python3-venv (or how your system has it).' >&2; exit 1; }
	@$(PYTHON) -m venv --clear $(VENV)

$(VENV)/run.stamp: pyproject.toml constraints.txt | $(BIN)/pip
	@echo 'Installing what the bot needs into $(VENV): this happens once and takes about a minute.'
	$(call install,.)
	@touch $@

$(VENV)/test.stamp: pyproject.toml constraints.txt | $(BIN)/pip
	@echo 'Installing what the bot and its tests need into $(VENV): this happens once and takes about two minutes.'
	$(call install,$(FOR_TESTS))
	@if command -v npm >/dev/null; then \
	  npm install --silent --no-audit --no-fund --prefix $(VENV)/npm axe-core@4 html-validate@9; \
	else echo "There is no npm: the tests that look for faults and barriers in pages will be skipped."; fi
	@touch $@ $(VENV)/run.stamp

$(VENV)/pictures.stamp: pyproject.toml constraints.txt | $(BIN)/pip
	@echo 'Installing what draws the pictures into $(VENV).'
	$(call install,'.[pictures]')
	@touch $@ $(VENV)/run.stamp

clean:
	rm -rf $(VENV) $(FLOORS) build *.egg-info
