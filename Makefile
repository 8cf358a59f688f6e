# The ways of an engineer. `make` alone lists them; docs/development.md tells more. `./run` and `./test` need no make.
SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.PHONY: help environment dev test-fast test lint format shots

PORT ?= 8000
WORDS ?=

help: ## what can be made, one line each
	@grep -hE '^[a-z][a-z-]*:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "  make %-12s %s\n", $$1, $$2 }'

environment: ## .venv with the packages that requirements/dev.txt locks
	@. scripts/setup.sh; make_environment dev

dev: environment ## the office at http://127.0.0.1:8000 (PORT=…; WORDS=--no-cases: in seconds), begun anew at each change of code
	@exec .venv/bin/python -m scripts.dev --port $(PORT) $(WORDS)

test-fast: environment ## the rules with few examples and a journey through each app, on SQLite, in under 90 seconds
	@scripts/test_fast.sh $(WORDS)

test: ## FILE="…": those tests on SQLite (POSTGRES=1: on both databases); without FILE all of ./test
	@./test $(if $(POSTGRES),--postgres) $(FILE) $(WORDS)

lint: environment ## ruff, format, types, import contracts, templates, dependencies, migrations: what ./test checks first
	@scripts/lint.sh

format: environment ## Python and templates as the formatters write them
	@.venv/bin/ruff check --quiet --fix-only .
	@.venv/bin/ruff format --quiet .
	@# It fails where it has changed something; what it cannot put right fails again.
	@templates=$$(find ongikar -name '*.html'); djade=".venv/bin/djade --target-version 6.1"; $$djade $$templates || $$djade --check $$templates
	@.venv/bin/djangofmt --quiet ongikar

shots: environment ## the pictures of the documentation anew (WORDS="officer-today-bn …": only those; WORDS=readme)
	@. scripts/setup.sh; . scripts/programs.sh; set_up_programs chromium
	@.venv/bin/python -m scripts.take_shots $(WORDS)
