# Sets up .venv; `make demo` builds the bundled graph and prints what stands out, `make test` runs the tests that need no
# browser and no server, `make test-all` every one.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test test-all check clean docs lock snapshots notebooks

$(VENV)/installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[embedded]'
	touch $@

# What checks and tests use, by exact versions and their hashes: a release of somebody else's changes nothing here.
$(VENV)/installed-dev: $(VENV)/installed tests/requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r tests/requirements.lock
	touch $@

# Renews those versions: for all systems and versions of Python.
lock: $(VENV)/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --extra dev --generate-hashes --upgrade \
		--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" \
		--output-file tests/requirements.lock pyproject.toml

demo: $(VENV)/installed
	$(BIN)/pactgraph demo

check: $(VENV)/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

test: check
	$(BIN)/python -m pytest -n auto --dist worksteal -m "not browser and not server and not slow"

# By whole files: servers, pages and installations are made once for all tests of a file.
test-all: check
	$(BIN)/python -m pytest -n auto --dist loadfile

# The documentation as a site, below output/site.
docs: $(VENV)/installed-dev
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet

# Pictures of the atlas for a reviewer, below output/snapshots. Needs Debian's chromium.
snapshots: $(VENV)/installed-dev
	$(BIN)/pactgraph build --quiet
	$(BIN)/python tests/pages/snapshots.py

# Writes the outputs of the notebooks anew, from a graph built of this checkout.
notebooks: $(VENV)/installed-dev
	$(BIN)/pactgraph build --quiet
	$(BIN)/python tests/docs/run_notebooks.py

clean:
	rm -rf $(VENV) build dist output
