# Everything starts here; `make help` lists it. Needs Python 3.11.2 or newer, make and git, nothing else.

PORT ?= 8000
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11, 2))' 2>/dev/null && echo $$python && break; done)
VENV = .venv/bin/python
# Tests and checks have a database of their own, which no running portal sees.
ASIDE = DATA_DIR=.data/test $(VENV)
PYTEST = $(VENV) -m pytest
# Directions that would not turn round for Arabic; `inline-start` and its like do.
PHYSICAL = (margin|padding|border|inset|scroll-margin|scroll-padding)-(left|right)|-(left|right)-radius|(float|clear|text-align): *(left|right)|(^|[{; ])(left|right) *:

.DEFAULT_GOAL = help
.PHONY: help run test soak bench check requirements python

help:  ## list the targets
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1\t\2/p' Makefile | expand -t 20

run: python  ## set up and run the portal on http://localhost:8000 (PORT=…) until Ctrl-C
	@$(PYTHON) .ci/venv.py requirements.txt
	@PORT=$(PORT) $(VENV) -m amedip.core.supervisor

test: python  ## set up and run the whole test suite (ARGS="-k name" for a part; REQUIRE_ALL=1 lets no test be skipped)
	@$(PYTHON) .ci/venv.py requirements-dev.txt
	@$(PYTEST) -n 3 --dist worksteal $(ARGS)

soak: python  ## run the long versions: races, kills, fuzzing (SEED=… repeats a run)
	@$(PYTHON) .ci/venv.py requirements-dev.txt
	@$(PYTEST) -m soak -v $(if $(SEED),-p randomly -p "no:cacheprovider" --randomly-seed=$(SEED)) $(ARGS)

bench: python  ## measure: the table of numbers, as text and JSON
	@$(PYTHON) .ci/venv.py requirements-dev.txt
	@$(VENV) -m tests.benchmarks $(ARGS)

check: python  ## linters, import contracts, message catalogues, missing migrations
	@$(PYTHON) .ci/venv.py requirements-dev.txt
	$(VENV) -m ruff check --output-format concise
	$(VENV) -m ruff format --check
	$(VENV) -m djlint --lint --quiet templates
	PYTHONPATH=. $(VENV) -c 'from importlinter.cli import lint_imports_command; lint_imports_command()'
	$(ASIDE) manage.py compile_catalogues --check
	$(ASIDE) manage.py makemigrations --check --dry-run
	! grep -rnE '$(PHYSICAL)' --include='*.css' amedip/static

requirements: python  ## pin what requirements*.in name, for every Python from 3.11.2 on (needs uv)
	uv pip compile -q --universal --python-version 3.11.2 --generate-hashes --no-emit-index-url --custom-compile-command 'make requirements' requirements-dev.in -o requirements-dev.txt
	uv pip compile -q --universal --python-version 3.11.2 --generate-hashes --no-emit-index-url --custom-compile-command 'make requirements' -c requirements-dev.txt requirements.in -o requirements.txt

python:
	@test -n "$(PYTHON)" || { echo "AMEDIP needs Python 3.11.2 or newer, and finds none. Install it, or name it: make PYTHON=/path/to/python3"; exit 1; }
