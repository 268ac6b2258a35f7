# Needs only Python 3.11 or newer and make. Everything it installs goes into .venv.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
endif

.PHONY: play test format guide pictures benchmarks clean

play: $(VENV)/.play  ## install the game and start it
	@$(BIN)/descent

test: $(VENV)/.test  ## every check there is
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/pytest --numprocesses auto --dist worksteal

format: $(VENV)/.test  ## rewrite the code as `make test` wants it
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

guide: $(VENV)/.test  ## write anew what docs/authoring.md shows, and CONTRIBUTING.md's table of rules
	$(BIN)/python -m tests.guide
	$(BIN)/python -m tests.rule_table

pictures: $(VENV)/.test  ## write anew the two pictures in the README
	$(BIN)/python -m tests.pictures

versions: $(VENV)/.test  ## the tests with every Python there is, with lowest and newest dependencies
	$(BIN)/python -m tests.versions

benchmarks: $(VENV)/.test  ## print every budget as a ratio to a reference
	$(BIN)/python -m benchmarks

$(BIN)/python:
	@$(PYTHON) -c 'import sys; v = sys.version_info; sys.exit(0 if v >= (3, 11) else "Descent needs Python 3.11 or newer; %s is %d.%d. Say which to use: make play PYTHON=python3.12" % ("$(PYTHON)", v[0], v[1]))'
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.play: $(BIN)/python pyproject.toml
	@echo "Installing Descent into $(VENV) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.test: $(BIN)/python pyproject.toml
	@echo "Installing Descent and its checks into $(VENV) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[test]"
	@touch $@ $(VENV)/.play

clean:  ## remove what make and the tests made
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis dist
