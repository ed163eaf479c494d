# One word for each thing one does here. Each sets up what it needs, on a fresh machine too.
.PHONY: setup browser fonts pango editor admin format check test build serve bench leaflets lock clean

PYTHON ?= python3
BIN := .venv/bin
PAPER ?= A4
LANGUAGES ?=
export NO_MKDOCS_2_WARNING := 1

setup: .venv/.ready

.venv/.ready: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed: make PYTHON=python3.12 …"; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

browser: setup
	@$(BIN)/python tests/chromium.py

fonts: setup
	@$(BIN)/python tests/fonts.py

pango: setup
	@$(BIN)/python tests/pango.py

editor: setup
	@$(BIN)/python tests/language_server.py

admin: setup
	@$(BIN)/python -m evidence.admin

format: setup
	$(BIN)/ruff check --fix plugins tests

check: setup
	$(BIN)/evidence check

test: setup browser fonts pango editor admin
	$(BIN)/ruff check plugins tests
	$(BIN)/mypy
	$(BIN)/lint-imports
	SKIP=ruff,evidence-check $(BIN)/pre-commit run --all-files --show-diff-on-failure
	$(BIN)/evidence check
	$(BIN)/pytest --numprocesses auto --dist loadfile --ignore tests/browser
	$(BIN)/pytest tests/browser

build: setup
	$(BIN)/mkdocs build --strict

# The pages that patients take home as PDFs, into site/, after make build: PAPER=Letter, LANGUAGES="ko fr"
leaflets: setup
	$(BIN)/python -m evidence.leaflets --paper $(PAPER) $(LANGUAGES)

serve: setup
	$(BIN)/mkdocs serve --dev-addr 127.0.0.1:8000

bench: setup
	$(BIN)/python tests/bench.py

lock: setup
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --group dev pyproject.toml -o requirements.lock

clean:
	rm -rf .venv site .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis
