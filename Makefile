# Every task of people and of CI. `make site` and `make test` need Python 3.11 or newer, make, git.
PYTHON ?= python3
LANGUAGE ?= en
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: site serve check test lint e2e bench offline clean

site: .venv/site.done
	$(BIN)/ctkb build

serve: .venv/site.done
	$(BIN)/ctkb serve --lang $(LANGUAGE)

check: .venv/site.done
	$(BIN)/ctkb check

# Hundreds of tests run the command: what Python has compiled of it is kept.
test: export PYTHONDONTWRITEBYTECODE =
test: .venv/test.done lint
	$(BIN)/python -m pytest -n 2 --dist loadgroup

lint: .venv/test.done
	$(BIN)/ruff format --check scripts tests
	$(BIN)/ruff check scripts tests
	$(BIN)/mypy
	$(BIN)/ctkb check

e2e: .venv/test.done
	$(BIN)/python -m pytest tests/e2e

bench: .venv/test.done
	$(BIN)/python -m tests.bench.build_ratio

offline: .venv/offline.done site
	$(BIN)/ctkb offline

clean:
	rm -rf .cache site

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 or newer is needed; name it: make PYTHON=python3.11"; exit 1; }
	$(PYTHON) -m venv .venv

.venv/site.done: pyproject.toml constraints.txt | .venv/bin/python
	@echo "installing what the site needs into .venv"
	$(PIP) install --constraint constraints.txt --editable .
	@touch $@

.venv/offline.done: pyproject.toml constraints.txt scripts/system-packages.txt | .venv/bin/python
	@echo "installing what copies need into .venv"
	$(PIP) install --constraint constraints.txt --editable '.[offline]'
	sh scripts/install-system-packages.sh offline
	@touch $@ .venv/site.done

.venv/test.done: pyproject.toml constraints.txt scripts/system-packages.txt | .venv/bin/python
	@echo "installing what the tests need into .venv"
	$(PIP) install --constraint constraints.txt --editable '.[offline,test]'
	sh scripts/install-system-packages.sh offline test
	@touch $@ .venv/offline.done .venv/site.done
