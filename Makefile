# make run      install, build the data, serve on http://localhost:8501
# make viewer   serve published links alone on http://localhost:8502/s/
# make install  the environment alone
# make test     everything the tests need, a browser included, and the tests
# make explore  the property tests again, on many examples that no run has seen
# make check    ruff (lint and format) and mypy strict
# make bench    speed, size, memory and false signals, beside others, into benchmarks/README.md;
#               LINES="10000 1000000" are the sizes of ledger, MOST=1000000 the one pages show
# make soak     a server in use for MINUTES=30, for growth of its memory

PYTHON ?= python3
BIN := .venv/bin

# apt-get as root, or by way of sudo.
AS_ROOT := $(shell [ "$$(id -u)" = 0 ] || echo sudo)

# What the tests of signing in sign in with, and the part of Plotly that draws bars and lines: what
# npm fetches is what their lock files name.
IDENTITY := tests/serving/identity
PLOTLY := .build/plotly
NPM := npm ci --no-audit --no-fund --prefix
WITH_NPM := command -v npm >/dev/null \
	  || { $(AS_ROOT) apt-get update && $(AS_ROOT) apt-get install -y nodejs npm; } \
	  || { echo "No npm: the tests and benchmarks need Node.js 20 or later." >&2; exit 1; }

.PHONY: run viewer install test explore check bench soak

run: install
	@$(BIN)/python -m commissioning build \
	  || echo "The data was not built. If an earlier build is there, it is what is served." >&2
	@exec $(BIN)/streamlit run dashboard.py

viewer: .venv/.installed
	@exec $(BIN)/python -m commissioning.viewer

install: .venv/.installed
	@{ command -v npm && $(MAKE) $(PLOTLY)/node_modules; } >/dev/null \
	  || echo "npm fetched nothing: charts are drawn with all of Plotly, and a first visit waits longer." >&2
	@$(BIN)/python -m commissioning.ui.assets

test: .venv/.installed-dev .venv/.browser .venv/.nginx $(IDENTITY)/node_modules $(PLOTLY)/node_modules
	$(BIN)/python -m pytest -n auto --maxprocesses=4 --dist loadfile --no-loadscope-reorder

explore: .venv/.installed-dev
	$(BIN)/python -m pytest -n auto --maxprocesses=4 --hypothesis-profile=explore \
	  tests/properties tests/statistics

check: .venv/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# Sizes of made ledgers that are measured: for questions and growth, and for pages.
LINES ?= 10000 1000000
MOST ?= 1000000
MINUTES ?= 30
BENCH := .venv-bench/bin/python -m
LEDGERS := --folder .build/ledgers

bench: .venv-bench/.installed .venv/.browser $(PLOTLY)/node_modules
	$(BENCH) commissioning.ui.assets
	$(BENCH) commissioning build
	$(BENCH) benchmarks.compression
	$(BENCH) benchmarks.serving
	$(BENCH) benchmarks.crowded
	$(BENCH) benchmarks.false_signals
	$(BENCH) benchmarks.questions $(LEDGERS) --lines $(LINES)
	$(BENCH) benchmarks.versions $(LEDGERS) --lines $(LINES)
	$(BENCH) benchmarks.screens $(LEDGERS) --lines $(MOST)
	$(BENCH) benchmarks.sessions $(LEDGERS) --lines $(MOST)
	$(BENCH) benchmarks.growth $(LEDGERS) --lines $(LINES)
	for measured in readers importing; do \
	  [ ! -f benchmarks/$$measured.py ] || $(BENCH) benchmarks.$$measured || exit 1; \
	done

soak: .venv-bench/.installed
	$(BENCH) benchmarks.soak $(LEDGERS) --lines $(MOST) --minutes $(MINUTES)

# The others that the dashboard is measured beside are in an environment of their own.
.venv-bench/.installed: benchmarks/requirements.txt requirements.txt requirements-dev.txt | .venv/bin/python
	$(PYTHON) -m venv --clear .venv-bench
	.venv-bench/bin/python -m pip install --quiet --disable-pip-version-check -r $<
	@touch $@

# Debian keeps the part of Python that makes environments in a package of its own.
.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 or later is needed; PYTHON=/path/to/python names another." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null \
	  || { $(AS_ROOT) apt-get update && $(AS_ROOT) apt-get install -y python3-venv; } \
	  || { echo "python3-venv could not be installed: install it and try again." >&2; exit 1; }
	$(PYTHON) -m venv --clear .venv

.venv/.installed: requirements.txt constraints.txt | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

.venv/.installed-dev: requirements-dev.txt .venv/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

# Any Chromium on the path will do; then Debian's; then the one Playwright fetches.
.venv/.browser: .venv/.installed-dev
	@command -v chromium || command -v chromium-browser || command -v google-chrome \
	  || { $(AS_ROOT) apt-get update && $(AS_ROOT) apt-get install -y chromium; } \
	  || $(BIN)/playwright install --with-deps chromium \
	  || { echo "No browser: the tests need Chromium, from Debian, Google or Playwright." >&2; exit 1; }
	@touch $@

# A certified OpenID Connect provider.
$(IDENTITY)/node_modules: $(IDENTITY)/package-lock.json
	@$(WITH_NPM)
	$(NPM) $(IDENTITY)
	@touch $@

$(PLOTLY)/node_modules: commissioning/ui/plotly/package-lock.json
	@$(WITH_NPM)
	@mkdir -p $(PLOTLY)
	@cp commissioning/ui/plotly/package*.json $(PLOTLY)
	$(NPM) $(PLOTLY)
	@touch $@

# The tests of deploy/ start a proxy of their own; Debian keeps nginx off an ordinary path.
.venv/.nginx: .venv/.installed-dev
	@command -v nginx || [ -x /usr/sbin/nginx ] \
	  || { $(AS_ROOT) apt-get update && $(AS_ROOT) apt-get install -y nginx-light; } \
	  || { echo "No nginx: the tests of deploy/ need Debian's nginx-light." >&2; exit 1; }
	@touch $@
