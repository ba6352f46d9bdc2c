# What can be done here. Needs Python 3.11 or later and make, nothing else: `make` lists the targets.

PYTHON ?= python3
VENV := .venv/bin
# Tools load the settings, but serve nobody.
TOOL := SECRET_KEY=a-tool-which-signs-nothing DATABASE_POOL_SIZE=0 $(VENV)/python
# One marker for each content of the lock, so that a second set-up has nothing to do.
INSTALLED := .venv/installed-$(shell cksum < requirements-dev.lock | tr ' ' '-')
CODE := manage.py conftest.py config accounts agreements coordination billing look tests bench

.DEFAULT_GOAL := help
.PHONY: help setup demo demo-reset test faults check fix format lint types imports migrations schema translations \
	templates settings states containers cases docs pictures bench audit lock

help: ## Show what can be done
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' Makefile

# --- Run ---

setup: $(INSTALLED) ## Make .venv from the hashed lock, and compile the translations
	@$(VENV)/python -m config.translations compile

$(INSTALLED): | .venv/bin/python
	@echo "Installing what the lock names (once, a minute or two)"
	@{ $(VENV)/python -m pip install --disable-pip-version-check --require-hashes --only-binary :all: \
		-r requirements-dev.lock 2>.venv/install.log; echo $$? >.venv/install.status; } \
		| awk '/^Collecting/ { printf "."; fflush() } /^Installing/ { printf " unpacking"; fflush() } END { print "" }'
	@[ "$$(cat .venv/install.status)" = 0 ] || { cat .venv/install.log; exit 1; }
	@rm -f .venv/installed-*
	@touch $@

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Hemgång needs Python 3.11 or later: PYTHON=/path/to/python3.11 make $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) -m venv .venv || { rm -rf .venv; exit 1; }

demo: setup ## Start everything with the demo world (PORT=8123, DATABASE_URL, REDIS_URL choose others)
	@exec $(VENV)/python -m config.embedded

demo-reset: setup ## Forget the demo's data, so that the next start is a first one
	@$(VENV)/python -m config.embedded reset

# --- Check ---

test: setup ## Run the tests on their own PostgreSQL and Valkey (ARGS="-k sweep -n0" chooses)
	@$(VENV)/python -m pytest -n auto $(ARGS)

faults: setup ## Try to break the engine: kill, stop and flush at random (N=20 schedules, SEED=1, JOBS=2 at a time)
	@$(VENV)/python -m tests.faults --schedules $(or $(N),20) --seed $(or $(SEED),1) --jobs $(or $(JOBS),2)

check: setup format lint types imports migrations schema translations templates settings states containers ## All that CI checks besides tests

format: setup ## Is the code formatted?
	@$(VENV)/ruff format --check --quiet $(CODE)

lint: setup ## Does the linter find faults?
	@$(VENV)/ruff check --quiet $(CODE)

types: setup ## Do the types fit?
	@SECRET_KEY=types $(VENV)/mypy

imports: setup ## Do imports run one way?
	@$(VENV)/lint-imports --no-cache >.venv/imports.log || { cat .venv/imports.log; exit 1; }

migrations: setup ## Do migrations follow the models, in one line?
	@$(TOOL) manage.py check --fail-level WARNING
	@$(TOOL) -W ignore::RuntimeWarning manage.py makemigrations --check --dry-run

schema: setup ## Is docs/openapi.yaml the API's schema?
	@$(TOOL) manage.py spectacular --validate --fail-on-warn --file .venv/openapi.yaml
	@diff -u docs/openapi.yaml .venv/openapi.yaml || { echo "docs/openapi.yaml is old: make docs"; exit 1; }

translations: setup ## Is every word translated?
	@$(VENV)/python -m config.translations check

templates: setup ## Are templates formatted?
	@find templates -name '*.html' | xargs $(VENV)/djade --target-version 5.2 --check

settings: setup ## Does docs/settings.md list every setting?
	@$(TOOL) -m config.settings_page check

states: setup ## Does docs/states.md show the table of steps?
	@$(TOOL) -m config.states_page check

containers: ## Are docker-compose.yml and Dockerfile right? (where the programs are installed)
	@.ci/containers

fix: setup ## Format, and mend what the tools can mend
	@$(VENV)/ruff check --quiet --fix-only $(CODE)
	@$(VENV)/ruff format --quiet $(CODE)
	@find templates -name '*.html' | xargs $(VENV)/djade --target-version 5.2 || true

cases: setup ## Run the legal cases: the texts, and what a month costs under each
	@$(VENV)/python -m pytest -n auto tests/agreements tests/billing $(ARGS)

bench: setup ## Measure against the limits (ONLY=billing for one part)
	@$(VENV)/python -m bench $(ONLY)

# --- Keep ---

docs: setup ## Write docs/settings.md, docs/states.md and docs/openapi.yaml from the code
	@$(TOOL) -m config.settings_page
	@$(TOOL) -m config.states_page
	@$(TOOL) manage.py spectacular --validate --file docs/openapi.yaml

pictures: setup ## Take the pictures of the README and the guides from the demo world (needs chromium)
	@CI=yes $(VENV)/python -m pytest --quiet -p no:randomly tests/look/pictures.py

audit: setup ## Ask whether a dependency has a known vulnerability (needs the internet)
	@$(VENV)/pip-audit --require-hashes --disable-pip -r requirements.lock

lock: setup ## Write the locks from pyproject.toml (needs the internet; ARGS=--upgrade renews)
	@$(VENV)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header $(ARGS) \
		pyproject.toml --output-file requirements.lock
	@$(VENV)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header $(ARGS) \
		pyproject.toml --group dev --output-file requirements-dev.lock
