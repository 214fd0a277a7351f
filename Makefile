# Two commands do everything on a fresh machine: `make demo` and `make test`.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
COMPILE := $(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	--no-header --no-annotate --no-emit-index-url
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
UNIT_TESTS := $(BIN)/python -m pytest -m "not e2e" --numprocesses auto --dist worksteal
STAMP := $(VENV)/.set-up
PEERS := .venv-peers
MINUTES ?= 10
RUNS ?= 5
SEED ?= 7

.DEFAULT_GOAL := help
.PHONY: help setup demo test check format score summaries bench bench-backlog bench-distance reports chaos fuzz audit peers screenshot lock browser clean

help:  ## show what there is
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## */\t/' | expand -t 15

setup: $(STAMP)  ## make .venv with `wenzhai` in .venv/bin (nothing to do when up to date)

$(STAMP): requirements-build.lock requirements-dev.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(PIP) --require-hashes -r requirements-build.lock
	$(PIP) --require-hashes --no-build-isolation -r requirements-dev.lock
	$(PIP) --no-deps --no-build-isolation --editable .
	@touch $(STAMP)

demo: setup  ## the main job, from nothing: start everything, upload the samples, show the results
	$(BIN)/wenzhai demo samples $(wildcard ../shared/articles) --out demo-results

test: setup browser  ## all tests: unit tests on all cores, then the end-to-end ones on real servers
	$(UNIT_TESTS)
	$(BIN)/python -m pytest tests/e2e -m "not alone" --numprocesses 2 --dist loadfile --no-loadscope-reorder
	$(BIN)/python -m pytest tests/e2e -m alone

check: setup  ## format, lint, types, layers, unit tests: what must be green before a commit
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(UNIT_TESTS)

format: setup  ## put the code into shape
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

score: setup  ## text quality on tests/corpus, and on ../shared/gold where that is at hand
	$(BIN)/python -m benchmarks.score

summaries: setup  ## summaries beside lead-1, lead-3, TextRank and LexRank: coverage and ROUGE
	$(BIN)/python -m benchmarks.summaries

bench: setup  ## stages, the segmenter beside jieba's, the service beside other queues: make bench RUNS=1
	$(BIN)/python -m benchmarks.stages
	$(BIN)/python -m benchmarks.segmentation
	$(BIN)/python -m benchmarks.throughput --rounds $(RUNS)

bench-backlog: setup  ## 1,000 and 20,000 waiting articles: pace, and the memory of Redis and intake
	$(BIN)/python -m benchmarks.throughput.backlog

bench-distance: setup  ## workers that are 0 to 50 ms away from storage: pace, and CPU time
	$(BIN)/python -m benchmarks.throughput.distance

reports: setup  ## what a report over 10,000 results takes: time and memory
	$(BIN)/python -m benchmarks.report

chaos: setup  ## break everything again and again, nothing may be lost: make chaos MINUTES=10 SEED=7
	$(BIN)/python -m benchmarks.chaos --minutes $(MINUTES) --seed $(SEED)

fuzz: setup  ## look for input that breaks a stage: make fuzz MINUTES=10 SEED=7
	$(BIN)/python -m benchmarks.fuzz --minutes $(MINUTES) --seed $(SEED)

audit: setup  ## look the locked packages up among known vulnerabilities: needs the network
	@$(BIN)/uv tool run pip-audit --strict --require-hashes --disable-pip -r requirements.lock || { \
		echo "Not audited: a package above is vulnerable, or could not be looked up. The lookup asks"; \
		echo "the package index for advisories, which a mirror may not have; try where it is reachable."; \
		exit 1; }

peers: setup $(PEERS)/.set-up  ## other tools on the same articles, in an environment of their own: writes docs/quality.md
	$(BIN)/python -m benchmarks.peers $(PEERS)/bin/python

$(PEERS)/.set-up: PIP := $(PEERS)/bin/python -m pip install --quiet --disable-pip-version-check
$(PEERS)/.set-up: requirements-build.lock requirements-peers.lock
	$(PYTHON) -m venv --clear $(PEERS)
	$(PIP) --require-hashes -r requirements-build.lock
	$(PIP) --require-hashes --no-build-isolation --no-deps -r requirements-peers.lock
	@touch $@

browser: setup  ## make sure that a browser is at hand for the tests of the dashboard and the page
	@$(BIN)/python tests/e2e/browser.py

screenshot: setup browser  ## take the pictures of Flower, of a page and of a report that README shows anew
	WENZHAI_SCREENSHOT=docs/flower.png WENZHAI_PAGE_SCREENSHOT=docs/page.png \
		WENZHAI_REPORT_SCREENSHOT=docs/report.png \
		$(BIN)/python -m pytest tests/e2e/test_flower.py tests/e2e/test_page.py tests/e2e/test_report.py

lock: setup  ## write the lock files anew: names, versions and hashes, no addresses
	$(COMPILE) pyproject.toml -o requirements.lock
	$(COMPILE) --extra dev --extra report -c requirements.lock pyproject.toml -o requirements-dev.lock
	$(COMPILE) requirements-peers.in -o requirements-peers.lock
	echo setuptools | $(COMPILE) --no-deps -c requirements-dev.lock - -o requirements-build.lock

clean:  ## remove what setup, demo and tests have made (a stack's data in .wenzhai stays)
	rm -rf $(VENV) $(PEERS) build demo-results .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache *.egg-info
