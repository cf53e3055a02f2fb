# Everything a person or a machine does with the project. `make help` lists it.

PYTHON ?= $(shell for name in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$name && break; done)
BIN := .venv/bin
PORT ?= 8000
N ?= 10000
SEEDS ?=
DEMO := SUMMARIES_HTTPS=0 SUMMARIES_TWO_FACTOR=optional SUMMARIES_SECRET_KEY="$$(cat var/demo-key)"
SITE := .venv/.site
TOOLS := .venv/.tools
CODE := summaries reports tests manage.py

.DEFAULT_GOAL := help
.PHONY: help demo test test-sqlite test-postgresql browser format lint types bench bench-import bench-related importer-score messages lock clean

help: ## this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1|\2/' | column -t -s '|'

demo: $(SITE) var/demo-key var/demo-password ## set everything up, load the demo content, serve it (SEEDS=folder imports those pages too, PORT=8000)
	@$(DEMO) $(BIN)/python manage.py migrate --verbosity 0
	@$(DEMO) $(BIN)/python manage.py load_demo --password "$$(cat var/demo-password)"
	@if [ -n "$(SEEDS)" ]; then $(DEMO) $(BIN)/python manage.py import_reports --publish --override "Loaded for the demonstration" "$(SEEDS)"; fi
	@$(DEMO) $(BIN)/python manage.py collectstatic --noinput --verbosity 0
	@echo
	@echo "  Site    http://localhost:$(PORT)/"
	@echo "  Admin   http://localhost:$(PORT)/admin/   user: editor   password: $$(cat var/demo-password)"
	@echo "          one person of each role, same password: author, reviewer, publisher, administrator"
	@echo "  Stop with Ctrl+C."
	@echo
	@$(DEMO) $(BIN)/gunicorn --config deploy/gunicorn.conf.py --bind 127.0.0.1:$(PORT) summaries.wsgi

test: test-sqlite test-postgresql browser ## the whole suite, on SQLite and on a real PostgreSQL, and in a browser

test-sqlite: $(TOOLS) ## the suite on SQLite
	@echo "== SQLite"
	$(BIN)/pytest -q -n 2 -m "not browser"

test-postgresql: $(TOOLS) ## the suite on a real PostgreSQL
	@echo "== PostgreSQL"
	$(BIN)/python -m tests.postgresql $(BIN)/pytest -q -n 2 -m "not browser"

browser: $(TOOLS) ## the tests that drive Chromium
	@echo "== Browser"
	$(BIN)/pytest -q -n 2 -m browser

format: $(TOOLS) ## put code and templates into their one form
	$(BIN)/ruff check --fix-only --quiet $(CODE)
	$(BIN)/ruff format --quiet $(CODE)
	$(BIN)/djade --target-version 5.2 $$(git ls-files 'templates/*.html') || true

lint: $(TOOLS) ## look for mistakes in code and templates
	$(BIN)/ruff check $(CODE)
	$(BIN)/ruff format --check --quiet $(CODE)
	$(BIN)/djade --check --target-version 5.2 $$(git ls-files 'templates/*.html')

types: $(TOOLS) ## check the annotations
	$(BIN)/mypy

bench: $(TOOLS) ## measure the pages with N generated reports, judge the search, then the import (N=10000, DATABASE=sqlite or postgresql, SEEDS=folder judges it on those pages too)
	$(BIN)/python -m tests.benchmarks --reports $(N) --database $(or $(DATABASE),sqlite)
	$(BIN)/python -m tests.benchmarks --judged --database $(or $(DATABASE),sqlite)
	@if [ -n "$(SEEDS)" ]; then $(BIN)/python -m tests.benchmarks --judged --seeds "$(SEEDS)" --database $(or $(DATABASE),sqlite); fi
	$(BIN)/python -m tests.benchmarks --import --files $(N)

bench-import: $(TOOLS) ## measure the import alone: speed, processes, long documents, memory over N files
	$(BIN)/python -m tests.benchmarks --import --files $(N)

bench-related: $(TOOLS) ## judge related reports and near-copies on labelled texts (N=4000, DATABASE=sqlite or postgresql)
	$(BIN)/python -m tests.benchmarks --related $(if $(filter file,$(origin N)),20000,$(N)) --database $(or $(DATABASE),sqlite)

importer-score: $(TOOLS) ## score the importer, field by field, on the seed pages and the project's own cases (SPEC=../shared/importer)
	$(BIN)/python -m tests.importer "$(or $(SPEC),../shared/importer)" $(ARGS)

messages: $(TOOLS) ## gather new strings into the catalogues (needs gettext) and compile them
	$(BIN)/python -m tests.messages

lock: $(TOOLS) ## resolve the dependencies of pyproject.toml anew
	$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
		--custom-compile-command "make lock" pyproject.toml --output-file requirements.txt
	$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
		--custom-compile-command "make lock" --group pyproject.toml:dev \
		--constraints requirements.txt --output-file tests/requirements.txt

clean: ## remove the environment and all data of the demo
	rm -rf .venv var .mypy_cache .pytest_cache .ruff_cache .hypothesis

$(SITE): requirements.txt
	@if [ -z "$(PYTHON)" ]; then echo "Python 3.11 or newer is needed; install it or run make PYTHON=/path/to/python3.11"; exit 1; fi
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(TOOLS): tests/requirements.txt $(SITE)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt -r tests/requirements.txt
	@touch $@

var/demo-key var/demo-password:
	@mkdir -p var
	@$(PYTHON) -c "import secrets; print(secrets.token_urlsafe($(if $(findstring key,$@),50,9)))" > $@
