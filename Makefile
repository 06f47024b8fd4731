# Một Cửa. Two commands are enough: `make run` opens the window, `make test` proves everything.
# A Debian package that is missing is installed when we may (root, or sudo without a password);
# otherwise one line says which. Python packages live in .venv, pinned by hash.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

PYTHON3 ?= python3
PY := .venv/bin/python
PIP := $(PY) -m pip --disable-pip-version-check --no-input -q

# Qt's libraries, the drivers of a real window, and printing.
RUN_PACKAGES := python3-venv libegl1 libgl1 libglib2.0-0 libdbus-1-3 libfontconfig1 libxkbcommon0 \
	libxcb-cursor0 libxkbcommon-x11-0 libxcb-icccm4 libxcb-keysyms1 libx11-xcb1 libxcb-shape0 \
	libxcb-xkb1 libxcb-image0 libxcb-render-util0 libwayland-cursor0 libcups2
# The real parts that the tests meet: secret service, print queue, X server, readers of PDF, and
# PostgreSQL's programs: each test run starts a server of its own, the system's is never used.
TEST_PACKAGES := dbus-x11 gnome-keyring libsecret-tools cups printer-driver-cups-pdf \
	poppler-utils qpdf xvfb xauth xdotool x11-xserver-utils xserver-xorg-core \
	xserver-xorg-video-dummy openbox postgresql openssl
SCREEN_PACKAGES := xvfb xauth

.PHONY: help setup setup-run run province test check bench torture screens compile-texts clean \
	system-run system-test

help:
	@echo "make run            opens the window (installs what is missing first)"
	@echo "make province       runs the province's server (PROVINCE_HOME=folder PRACTICE=yes SERVE='--port 0')"
	@echo "make test           runs every check and every test"
	@echo "make check          ruff, mypy, import contracts"
	@echo "make bench          measures and prints a table (ONLY=sync, PEER=folder)"
	@echo "make torture        the long fault runs and property tests (TIMES=20)"
	@echo "make screens        draws every page into screens/"
	@echo "make compile-texts  makes the window's .qm files from .ts"
	@echo "make setup          makes .venv and nothing else"

# ---- what is installed once -------------------------------------------------------------------

system-run:
	@installer/system_packages.sh $(RUN_PACKAGES)

# Print filters do not run as root. On a Debian unpacked into a private folder nobody else may
# pass through /, so they could not run at all; Debian itself has it open.
system-test:
	@installer/system_packages.sh $(RUN_PACKAGES) $(TEST_PACKAGES)
	@if [ "$$(id -u)" = 0 ] && [ "$$(stat -c %a / | tail -c 2)" = 0 ]; then \
		echo "Opening / to other users, as Debian has it"; chmod 755 /; fi

$(PY): | system-run
	@$(PYTHON3) -c 'import sys; sys.exit("Python 3.11 or newer is needed, this is " + sys.version.split()[0] if sys.version_info < (3, 11) else 0)'
	@$(PYTHON3) -m venv .venv

# The program and what it runs on.
.venv/run.stamp: requirements.txt pyproject.toml | $(PY)
	@echo "Installing the program's Python packages"
	@$(PIP) install --require-hashes -r requirements.txt
	@$(PIP) install --no-deps --no-build-isolation --no-index -e .
	@touch $@

# The province's server, which no desk needs.
.venv/province.stamp: requirements-province.txt .venv/run.stamp
	@echo "Installing the province's Python packages"
	@$(PIP) install --require-hashes -r requirements-province.txt
	@touch $@

# And what checks it.
.venv/dev.stamp: requirements-dev.txt .venv/run.stamp | .venv/province.stamp
	@echo "Installing the tools that check it"
	@$(PIP) install --require-hashes -r requirements-dev.txt
	@touch $@

# Compiled texts of the window: derived, so they are not in the repository.
TEXT_SOURCES := $(wildcard resources/i18n/*.ts)
TEXTS := $(TEXT_SOURCES:.ts=.qm)

%.qm: %.ts | .venv/run.stamp
	@.venv/bin/pyside6-lrelease -silent $< -qm $@

compile-texts: $(TEXTS)

setup-run: .venv/run.stamp $(TEXTS)

setup: .venv/dev.stamp .venv/province.stamp $(TEXTS)

# ---- the two commands -------------------------------------------------------------------------

run: system-run setup-run
	@$(PY) -m desk_app.app

test: system-test setup check
	@$(PY) -m pytest -q -n 2 --dist worksteal

# ---- the province ----------------------------------------------------------------------------

# On SQLite in a folder of the user's data, made at the first start; on PostgreSQL when
# DATABASE_URL names one. Ctrl+C ends it.
PROVINCE := .venv/bin/mot-cua-province $(if $(PROVINCE_HOME),--home "$(PROVINCE_HOME)")
province: system-run .venv/province.stamp
	@$(PROVINCE) init --if-none $(if $(PRACTICE),--practice)
	@exec $(PROVINCE) serve $(SERVE)

# ---- the rest ---------------------------------------------------------------------------------

check: system-run setup
	@$(PY) -m ruff check desk_app sync resources tests installer
	@$(PY) -m ruff format --check desk_app sync resources tests installer
	@$(PY) -m mypy
	@.venv/bin/lint-imports --no-logo 2>&1

# Beside the peer with PEER=folder (tests/bench/peer/README.md); ONLY=sync measures syncing alone.
bench: system-test setup
	@$(if $(PEER),MOT_CUA_PEER="$(abspath $(PEER))") $(PY) -m tests.bench.run $(if $(ONLY),--only $(ONLY))

# Every bounded search and fault run of the tests, so many times as long.
TIMES ?= 20
torture: system-test setup
	@MOT_CUA_TORTURE=$(TIMES) $(PY) -m pytest -q -n 2 --timeout 7200 tests/core tests/store tests/sheets tests/vault \
		tests/attachments tests/services/test_evidence.py tests/sync

screens: system-run setup
	@$(PY) -m tests.support.screens screens

clean:
	@rm -rf .venv build dist screens *.egg-info .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
