# Two verbs are enough: `make demo` to look, `make test` to trust. `make help` lists all.
.DEFAULT_GOAL := help
.PHONY: help setup demo demo-reset serve test fast lint types bench shots messages lock clean
SHELL := /bin/bash
PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
BIN := .venv/bin
UV := $(BIN)/uv

help: ## list the verbs
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-11s %s\n", $$1, $$2}'

setup: .venv/.ready ## build .venv with the command zhiye

.venv/.ready: requirements.lock pyproject.toml scripts/setup
	@PYTHON=$(PYTHON) scripts/setup
	@touch $@

.venv/.ready-dev: .venv/.ready requirements-dev.lock package-lock.json scripts/setup-dev
	@scripts/setup-dev
	@touch $@

demo: setup ## load the invented street (first time only) and open the pages
	@$(BIN)/zhiye demo
	@$(BIN)/zhiye serve --host $(HOST) --port $(PORT)

demo-reset: setup ## forget the demo data and begin anew
	@$(BIN)/zhiye demo --reset
	@echo "make demo 打开页面。"

serve: setup ## open the pages on the data that is there
	@$(BIN)/zhiye serve --host $(HOST) --port $(PORT)

test: .venv/.ready-dev ## everything: lint, types, the suite on SQLite and PostgreSQL, the browser
	@scripts/test

fast: .venv/.ready-dev ## the suite on SQLite without the browser
	@$(BIN)/pytest -n 3 -m "not browser"

lint: .venv/.ready-dev ## format, lint, import contracts
	@$(BIN)/ruff format --check . && $(BIN)/ruff check . && $(BIN)/lint-imports --no-cache

types: .venv/.ready-dev ## mypy --strict
	@$(BIN)/mypy zhiye config

bench: .venv/.ready-dev ## measure speed, print the table
	@scripts/setup-bench
	@$(BIN)/python -m bench

shots: .venv/.ready-dev ## pictures of the screens at 390 and 1280 px into var/shots
	@$(BIN)/python -m tests.browser.shots

messages: .venv/.ready-dev ## gather the texts for translation and compile the catalogues
	@scripts/messages

lock: setup ## pin the dependencies anew
	@$(UV) pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --group dev pyproject.toml -o requirements-dev.lock
	@$(UV) pip compile -q --universal --python-version 3.11 --generate-hashes --no-header pyproject.toml -c requirements-dev.lock -o requirements.lock
	@$(UV) pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --group bench -c requirements-dev.lock -o requirements-bench.lock

clean: ## remove what was built (the data in var/ stays)
	rm -rf .venv node_modules .mypy_cache .ruff_cache .pytest_cache
