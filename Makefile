# Sets up .venv; `make demo` builds the bundled graph and prints what stands out, `make test` runs the tests that need no
# browser and no server, `make test-all` every one.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test test-all check clean docs snapshots notebooks

$(VENV)/installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[embedded]'
	touch $@

$(VENV)/installed-dev: $(VENV)/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	touch $@

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
