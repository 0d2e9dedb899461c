# Every command of the project: `make help` shows them. Only Python, Node and make need to be on the machine.

SHELL := bash
.SHELLFLAGS := -o pipefail -ec
PYTHON ?= $(firstword $(foreach name,python3 python3.14 python3.13 python3.12 python3.11 python,$(if $(shell $(name) -c 'import sys; sys.version_info >= (3, 11) and print(1)' 2>/dev/null),$(name))))
BIN := .venv/bin
TABLET := $(shell find tablet -name '*.ts' -o -name '*.mjs' 2>/dev/null) tsconfig.json
ROOMS := clientvoice instruments organisations surveys supportplans reports workers tests
# Quiet about a newer pip; the lock decides.
PIP := PIP_DISABLE_PIP_VERSION_CHECK=1 $(BIN)/python -m pip install --progress-bar off

.DEFAULT_GOAL := help
.PHONY: help demo test sure check prove bench words lock bill
.DELETE_ON_ERROR:

help: ## Show this list
	@grep -E '^[a-z]+:.*## ' Makefile | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 16

demo: .venv/.runtime clientvoice/static/built/.stamp ## Run everything with a fictional organisation (PORT=8001, FRESH=1)
	@$(BIN)/clientvoice demo

test: .venv/.dev clientvoice/static/built/.stamp ## Run every test but the long proofs
	@$(BIN)/python -m tests.browser.chromium
	@$(BIN)/python -m tests.paper
	@$(BIN)/pytest -n auto --maxprocesses 8 $(ARGS)

prove: .venv/.dev clientvoice/static/built/.stamp ## Run the long proofs
	@$(BIN)/pytest -n 0 -m proof $(ARGS)

sure: check test ## Run all checks, then the tests

check: .venv/.dev node_modules/.stamp
	$(BIN)/ruff format --check $(ROOMS)
	$(BIN)/ruff check $(ROOMS)
	$(BIN)/mypy
	npm run --silent types
	$(BIN)/lint-imports --no-logo
	$(BIN)/djlint templates --check --quiet
	$(BIN)/djlint templates --lint --quiet
	$(BIN)/python -m django makemigrations --check --dry-run --settings clientvoice.settings
	$(BIN)/pytest -q -n 0 tests/house/test_limits.py tests/house/test_catalogues.py

bench: .venv/.runtime clientvoice/static/built/.stamp ## Measure, each beside its limit; writes var/bench.json
	@$(BIN)/clientvoice bench

bill: .venv/.runtime ## Write the software bill of materials to var/sbom.cdx.json
	@mkdir -p var && $(BIN)/python -m clientvoice.bom > var/sbom.cdx.json && echo var/sbom.cdx.json

words: .venv/.dev ## Take new words from the code into the catalogues
	@$(BIN)/python -m clientvoice.catalogues

lock: .venv/.dev ## Renew the locked requirements
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --extra setup pyproject.toml -o requirements.txt
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --extra setup --extra dev pyproject.toml -c requirements.txt -o requirements-dev.txt

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "clientvoice needs Python 3.11 or newer, and none was found. Install it, or run: make $(MAKECMDGOALS) PYTHON=/path/to/python3"; exit 1; }
	@echo "Making a virtual environment with $(PYTHON) …"
	@$(PYTHON) -m venv .venv || { rm -rf .venv; echo "Python has no working venv. On Debian and Ubuntu: apt-get install python3-venv"; exit 1; }

.venv/.runtime: requirements.txt pyproject.toml | .venv/bin/python
	@echo "Installing the Python packages (about a minute, once) …"
	@$(PIP) --require-hashes -r requirements.txt | awk '/^Collecting/ { print "  " $$2; fflush() }'
	@$(PIP) -q --no-deps --no-build-isolation -e .
	@$(BIN)/clientvoice --version && touch $@

.venv/.dev: requirements-dev.txt .venv/.runtime
	@echo "Installing the packages for tests and checks (about a minute, once) …"
	@$(PIP) --require-hashes -r requirements-dev.txt | awk '/^Collecting/ { print "  " $$2; fflush() }'
	@$(BIN)/pytest --version && touch $@

node_modules/.stamp: package.json package-lock.json .npmrc
	@command -v node >/dev/null && command -v npm >/dev/null || { echo "clientvoice needs Node 20.19 or newer to build its pages, and none was found. Install Node and npm, then try again."; exit 1; }
	@node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' || { echo "clientvoice needs Node 20.19 or newer; this is $$(node --version). Install a newer one, then try again."; exit 1; }
	@echo "Installing the packages for the pages …"
	@npm ci --no-audit --no-fund --loglevel error
	@touch $@

clientvoice/static/built/.stamp: node_modules/.stamp $(TABLET)
	@echo "Building the pages …"
	@npm run --silent build
	@touch $@
