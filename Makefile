# The two commands: `make run` and `make test`.  Each makes .venv, installs the pinned and
# hash-checked requirements and the package, and does its work; the stamps in .venv remember.

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
REQUIREMENTS := packaging/requirements
CATALOGUES := $(wildcard translations/*/LC_MESSAGES/limbo.po)
WORKERS ?= 2

# The tests start hundreds of processes: a module is compiled once and not by each of them, also
# where a machine says otherwise.
export PYTHONDONTWRITEBYTECODE :=

.NOTPARALLEL:
.PHONY: run test lint style types layers unused format unit bench reliability fuzz audit screenshots translations requirements clean

run: $(VENV)/.run $(VENV)/.translations
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ] || [ "$$(uname -s)" = Darwin ]; then \
	    exec $(BIN)/limbo-desktop; \
	else \
	    echo "No display here: the sample case and its bundles go to ./demo"; \
	    exec $(BIN)/limbo-desktop demo ./demo; \
	fi

test: lint unit

unit: $(VENV)/.dev $(VENV)/.translations
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder $(PYTEST)

lint: style types layers unused

style: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.dev
	$(BIN)/mypy

layers: $(VENV)/.dev
	$(BIN)/lint-imports

unused: $(VENV)/.dev
	$(BIN)/deptry src
	$(BIN)/vulture

format: $(VENV)/.dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/.dev $(VENV)/.translations
	$(BIN)/python tests/benchmarks/run.py $(BENCH)

# Nothing lost, nothing left behind, nobody let in: the long form of those tests, hours on a small
# machine; it ends with one table.
reliability: $(VENV)/.dev $(VENV)/.translations
	LIMBO_RELIABILITY=long $(BIN)/python -m pytest -n $(WORKERS) tests/reliability \
	    tests/gui/test_every_screen.py

# Guided by coverage, on Linux: SECONDS a target, all of them or TARGETS.
SECONDS ?= 600
fuzz: $(VENV)/.dev $(VENV)/.fuzz
	$(BIN)/python -m tests.fuzz.run $(SECONDS) $(TARGETS)

$(VENV)/.fuzz: $(REQUIREMENTS)/fuzz.txt
	$(PIP) install --quiet --require-hashes --requirement $<
	@touch $@

# Every package is the one that was pinned, and has its reason; then, with a network, whether a
# weakness of one of them is known.
audit: $(VENV)/.dev $(VENV)/.audit
	$(BIN)/python packaging/audit.py
	$(VENV)/audit/bin/pip-audit --requirement $(REQUIREMENTS)/run.txt --require-hashes --disable-pip

# In an environment of its own: it brings other versions of what the program uses.
$(VENV)/.audit: $(REQUIREMENTS)/audit.txt
	$(BIN)/python -m venv $(VENV)/audit
	$(VENV)/audit/bin/python -m pip --disable-pip-version-check install --quiet --require-hashes --requirement $<
	@touch $@

# A case of 2,000 entries and 5,000 pages, every language and size, read back by other programs.
bundles: $(VENV)/.dev $(VENV)/.translations
	LIMBO_BUNDLES=whole $(BIN)/python -m pytest tests/e2e/test_bundle_proof.py \
	    tests/e2e/test_bundle_presets.py

screenshots: $(VENV)/.dev $(VENV)/.translations
	$(BIN)/python packaging/screenshots.py

translations: $(VENV)/.dev
	$(BIN)/python packaging/catalogues.py update
	$(BIN)/python packaging/catalogues.py compile

# Pins for Python 3.11 to 3.13 on Linux, Windows and macOS; UPGRADE=--upgrade takes newer ones.
requirements: $(VENV)/.dev
	$(call pin,run,--group build)
	$(call pin,dev,--group build --group dev)
	for group in audit fuzz; do \
	    $(BIN)/uv pip compile --group pyproject.toml:$$group $(PINNED) \
	        --output-file $(REQUIREMENTS)/$$group.txt || exit 1; \
	done

PINNED = --universal --python-version 3.11 --fork-strategy fewest --generate-hashes \
    --no-emit-index-url --no-annotate --custom-compile-command "make requirements" --quiet $(UPGRADE)

define pin
	$(BIN)/uv pip compile pyproject.toml $(2) $(PINNED) --output-file $(REQUIREMENTS)/$(1).txt
endef

clean:
	rm -rf build dist demo .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	find src tests packaging -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/.venv:
	sh packaging/make_venv.sh $(VENV)
	@touch $@

$(VENV)/.system-%: packaging/linux/system-libraries.sh packaging/linux/system-libraries.txt | $(VENV)/.venv
	sh packaging/linux/system-libraries.sh $*
	@touch $@

# What is installed for the tests has all that the program needs.
$(VENV)/.run: $(REQUIREMENTS)/run.txt pyproject.toml packaging/build_hook.py $(VENV)/.venv | $(VENV)/.system-run
	$(call install,run)
	@touch $@

$(VENV)/.dev: $(REQUIREMENTS)/dev.txt pyproject.toml packaging/build_hook.py $(VENV)/.venv | $(VENV)/.system-test
	$(call install,dev)
	@touch $@ $(VENV)/.run

define install
	$(PIP) install --quiet --require-hashes --requirement $(REQUIREMENTS)/$(1).txt
	$(PIP) install --quiet --no-deps --no-build-isolation --editable .
endef

$(VENV)/.translations: packaging/catalogues.py $(CATALOGUES)
	$(BIN)/python packaging/catalogues.py compile
	@touch $@
