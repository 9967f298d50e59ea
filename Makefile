# Two commands do all the set-up: `make demo` and `make test`. `make help` lists the rest.
.DEFAULT_GOAL := help
SHELL := /bin/bash

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DEMO := datasets/demo

# pip 23.2.1, which many machines have, crashes on some packages: upgrade it first.
$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 or newer is needed: make PYTHON=python3.12 ..." >&2; exit 2; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	@touch $@

$(VENV)/.installed: $(VENV)/.made pyproject.toml
	$(BIN)/python -m pip install --quiet --editable .
	@# pip compiles what it installs, not what it links to: without this every start would.
	$(BIN)/python -m compileall -q src
	@touch $@

$(VENV)/.test: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --editable '.[test]'
	@touch $@

$(VENV)/.check: $(VENV)/.test
	$(BIN)/python -m pip install --quiet --editable '.[test,check]'
	@touch $@

$(VENV)/.bench: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --editable '.[bench]'
	@touch $@

$(VENV)/.evaluate: $(VENV)/.installed evaluations/peers.txt
	$(BIN)/python -m pip install --quiet --requirement evaluations/peers.txt
	@touch $@

$(VENV)/.tune: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --editable '.[tune]'
	@touch $@

.PHONY: help
help: ## List the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

.PHONY: install
install: $(VENV)/.installed ## Make a virtual environment and install beritasearch into it

.PHONY: demo
demo: install ## Build a dataset and an index from the example page, search it, show related articles
	@BIN=$(BIN) DEMO=$(DEMO) bash examples/demo.sh

.PHONY: test
test: $(VENV)/.test ## Set up what tests need, and run the fast ones
	$(BIN)/python -m pytest

.PHONY: test-slow
test-slow: $(VENV)/.test ## Run the slow tests as well
	$(BIN)/python -m pytest -m ''

.PHONY: check
check: $(VENV)/.check ## What CI runs: format, lint, types, import contract, all tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -m ''

.PHONY: format
format: $(VENV)/.check ## Format the code and mend what lint can mend
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

.PHONY: bench
bench: $(VENV)/.bench ## Measure speed and memory beside peers, on ../shared/data/articles.jsonl.gz
	$(BIN)/python -m compileall -q src
	$(BIN)/python -m benchmarks

.PHONY: evaluate-analysis
evaluate-analysis: $(VENV)/.evaluate ## Measure the analyzer on labelled words and known answers, beside its peers
	$(BIN)/python -m evaluations.analysis

.PHONY: evaluate-extraction
evaluate-extraction: $(VENV)/.evaluate ## Measure what is taken from pages, beside trafilatura and newspaper4k
	$(BIN)/python -m evaluations.pages
	$(BIN)/python -m evaluations.copied_text
	$(BIN)/python -m evaluations.regions
	$(BIN)/python -m evaluations.quotations
	$(BIN)/python -m evaluations.quality

.PHONY: evaluate-search
evaluate-search: $(VENV)/.evaluate ## Measure the search on questions, claims and titles, beside Elasticsearch's chain
	$(BIN)/python -m evaluations.search
	$(BIN)/python -m evaluations.suggestions

.PHONY: evaluate-answers
evaluate-answers: $(VENV)/.evaluate ## Measure how passages are found for questions and claims, and claimed quotations
	$(BIN)/python -m evaluations.answers
	$(BIN)/python -m evaluations.numbers
	$(BIN)/python -m evaluations.said

.PHONY: evaluate-related
evaluate-related: $(VENV)/.installed ## Measure related articles on labelled pairs, beside plain more-like-this
	$(BIN)/python -m evaluations.related

.PHONY: evaluate-copies
evaluate-copies: $(VENV)/.evaluate ## Measure how near-copies are found, on pairs read and pairs made
	$(BIN)/python -m evaluations.copies

.PHONY: tune
tune: tune-stemmer tune-ranking ## Find all weights again

.PHONY: tune-ranking
tune-ranking: $(VENV)/.installed ## Look for better weights of the search, on ../shared/data
	$(BIN)/python -m tuning.ranking

.PHONY: tune-stemmer
tune-stemmer: $(VENV)/.tune ## Find the weights of the stemmer again, on ../shared/data
	$(BIN)/python -m tuning.stemmer
	$(BIN)/python -m beritasearch.analysis.indonesian.compile

.PHONY: docs
docs: install ## Write the command reference (docs/commands.md) from --help
	$(BIN)/python docs/write_commands.py

.PHONY: datasets
datasets: install ## Build datasets/aliansinews again from the example page
	rm -rf datasets/aliansinews
	SOURCE_DATE_EPOCH=1764547200 $(BIN)/beritasearch build examples/pages -d datasets/aliansinews

.PHONY: clean
clean: ## Remove the virtual environment, caches and the demo dataset
	rm -rf $(VENV) $(DEMO) .pytest_cache .mypy_cache .ruff_cache .hypothesis build dist
