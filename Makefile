# Every target sets up what it needs: python3 (3.11–3.13) with venv, and make, must be there first.
PYTHON ?= python3
CORPUS ?= ../shared/corpus
BIN := .venv/bin
UV := $(BIN)/uv
# No analytics from here: the sources of a run are public, who runs it is nobody's business.
export DO_NOT_TRACK := 1
export PREFECT_SERVER_ANALYTICS_ENABLED := false
export GX_ANALYTICS_ENABLED := False

.PHONY: help setup demo test check test-system check-corpus bench mutants lock train clean

help: ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 16

.venv/ready: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; v = sys.version_info[:2]; sys.exit(not (3, 11) <= v <= (3, 13))' \
	  || { echo "Python 3.11, 3.12 or 3.13 is needed; this is $$($(PYTHON) --version). Say which one: make $(MAKECMDGOALS) PYTHON=python3.12" >&2; exit 2; }
	@$(PYTHON) -m venv .venv || { echo "The venv module is missing: install python3-venv (Debian: apt-get install python3-venv)" >&2; exit 2; }
	$(BIN)/python -m pip install -q --disable-pip-version-check "uv==0.13.9"
	$(UV) pip install -q --python .venv --require-hashes --no-deps -r requirements.lock
	$(UV) pip install -q --python .venv --no-deps -e .
	@touch .venv/ready

setup: .venv/ready ## make the environment in .venv

demo: setup ## the main job on fictional organisations: crawl, read, judge, score, publish
	$(BIN)/weerbaarheid demo

test: setup ## the tests that need pip packages only
	$(BIN)/python -m pytest tests --ignore=tests/system -n 2 --dist loadfile

check: setup ## format, lint, types, architecture
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python tests/house.py

test-system: setup ## the slow tests: server and worker, kill -9, a real browser
	$(BIN)/python -m pytest tests/system -v

check-corpus: setup ## run the pipeline on a folder of documents: make check-corpus CORPUS=…
	$(BIN)/python -m benchmarks.corpus "$(CORPUS)"

bench: setup ## measure against peers; writes benchmarks/RESULTS.md: make bench CORPUS=…
	$(BIN)/python -m benchmarks.bench "$(CORPUS)"

mutants: setup ## how many seeded faults the tests catch
	$(BIN)/python tests/mutants.py

train: setup ## train the embedded classifier from codebook/
	$(BIN)/weerbaarheid train

lock: setup ## make requirements.lock anew from pyproject.toml
	$(UV) pip compile --universal --python-version 3.11 --group dev --generate-hashes --no-emit-index-url --no-header pyproject.toml -o requirements.lock

clean: ## remove the environment and the demo's data
	rm -rf .venv data
