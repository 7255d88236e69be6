# Shoufa. `make` lists what there is to make.
SHELL := /bin/bash
MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help

BIN := .venv/bin
READY := .venv/.ready
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard messages/locale/*/LC_MESSAGES/django.po))

.PHONY: help setup demo up test soak check bench texts lock

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(READY) $(CATALOGUES) ## Prepare .venv and the translations; leaves the command at .venv/bin/shoufa
	@echo "Ready: $(BIN)/shoufa"

demo: setup ## Play the whole story of the example campaign on this machine
	@$(BIN)/shoufa demo

up: setup ## Run everything on this machine: database, broker, object store, workers, mail, console
	@$(BIN)/shoufa up

test: setup ## Run the tests against real servers, with branch coverage
	@scripts/system-packages test
	@$(BIN)/pytest -m "not soak" -n 2 --dist loadfile --cov --cov-report=term:skip-covered --cov-fail-under=90

soak: setup ## Run the long tests: crashes by the hundred (not part of `make test`)
	@scripts/system-packages test
	@$(BIN)/pytest -m soak --timeout 7200

check: setup ## Check style, types and import directions
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy .
	@$(BIN)/lint-imports

bench: setup ## Measure how fast a batch is issued and returned forms are read, beside other programs
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[bench]'
	@$(BIN)/shoufa bench issue
	@$(BIN)/shoufa bench read

texts: setup ## Bring the file of translations up to date with the texts in the source
	@$(BIN)/python scripts/update_texts.py

lock: ## Write requirements.lock anew from pyproject.toml (needs uv)
	@uv pip compile pyproject.toml --extra dev --python-version 3.11 --generate-hashes --upgrade \
		--no-header --no-emit-index-url --output-file requirements.lock

# Done once, and again when what is installed has changed.
$(READY): requirements.lock pyproject.toml scripts/make-venv
	@scripts/make-venv
	@touch $@

%.mo: %.po $(READY)
	@$(BIN)/pybabel -q compile --domain django --input-file $< --output-file $@ --locale $(word 3,$(subst /, ,$<))
