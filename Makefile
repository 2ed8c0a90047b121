# Two commands for everyone: `make run` and `make test`. Each does all set-up itself.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready

.PHONY: run test nightly screens lint office cards package demo bench bench-grid bench-start pictures clean

run: $(READY)
	@sh packaging/setup/run.sh $(BIN)/python

test: $(READY) lint
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest

# Hours: the long form of what `make test` runs in short.
nightly: $(READY)
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -m nightly
	DANGJIAN_NIGHTLY=1 QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest tests/hostile

# Every screen at 100, 150 and 200 %, 标准 and 特大, 浅 and 深, into build/screens/.
screens: $(READY)
	$(BIN)/python -m pytest -m nightly -n 0 tests/ui/test_screens.py

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

office: $(READY)
	@sh packaging/setup/system.sh libreoffice-writer-nogui libreoffice-calc-nogui
	$(BIN)/python -m pytest -m office tests/office

cards: $(READY)
	@sh packaging/setup/system.sh xvfb openbox xdotool xclip x11-xserver-utils imagemagick
	$(BIN)/python -m pytest -m cards -n 0 --timeout 900 tests/cards

demo: $(READY)
	$(BIN)/python -m dangjian_desktop demo --out build/demo

# The pictures of resources/help, from the demo as the window shows it.
pictures: $(READY)
	$(BIN)/python -m tests.ui.help_pictures

bench: $(READY)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c packaging/setup/constraints.txt -e '.[bench]'
	$(BIN)/python -m benchmarks.print.compare
	$(BIN)/python -m benchmarks.exchange.run --bundles 50

bench-grid: $(READY)
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m benchmarks.grid.compare

bench-start: $(READY)
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m benchmarks.start.compare

package: $(READY)
	sh packaging/build.sh $(BIN)/python

$(READY): pyproject.toml packaging/setup/constraints.txt packaging/setup/system.sh
	@sh packaging/setup/system.sh
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c packaging/setup/constraints.txt -e '.[dev]'
	@touch $(READY)

clean:
	rm -rf $(VENV) build dist
