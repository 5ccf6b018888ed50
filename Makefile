# Each target is a few lines; what they need is installed by `make tools` (Debian), `web/package-lock.json` and
# `tests/requirements.txt`.
SHELL := /bin/bash
export AWS_LC_SYS_NO_JITTER_ENTROPY = 1
PORT ?= 8787
DATA_DIR ?= .local
# mold or lld links several times faster than the default linker, where one is present.
LINKER := $(firstword $(foreach l,mold lld,$(if $(shell command -v $(l) ld.$(l) 2>/dev/null),$(l))))
export RUSTFLAGS ?= $(if $(LINKER),-C link-arg=-fuse-ld=$(LINKER))
NEXTEST := $(shell cargo nextest --version >/dev/null 2>&1 && echo yes)
# All of the workspace at once, wherever something is built for tests: a part alone has other features, and
# would be built again.
BUILD_TESTED := cargo build --locked --quiet --workspace --bins --tests
BENCHED := --locked --quiet --profile bench --workspace

.PHONY: run test models simulate soak mutants bench axe screenshots fmt lint deny fuzz schemathesis generate build web tools rust-test web-test browser-test

run: web/dist/index.html
	cargo build --package local
	PORT=$(PORT) DATA_DIR=$(DATA_DIR) target/debug/portfolio-local

web/node_modules: web/package.json web/package-lock.json
	cd web && npm ci --no-audit --no-fund && touch node_modules

web/dist/index.html: web/node_modules $(shell find web/src web/public web/index.html web/vite.config.ts -type f 2>/dev/null)
	cd web && npm run --silent build

test: tools lint deny rust-test mutants web-test browser-test schemathesis

# One seed of the simulation, printed call by call: `SEED=123 make simulate`.
simulate:
	cargo test --locked --quiet --workspace --test journeys -- --ignored --nocapture --exact simulation::seeds::one_seed

# Seed after seed until it is stopped, with a count now and then; `SEED` is the first.
soak:
	cargo test --locked --quiet --workspace --test journeys -- --ignored --nocapture --exact simulation::seeds::on_and_on

# Breaks the system in one place after the other, and fails where the simulation notices nothing.
mutants:
	cargo test --locked --quiet --workspace --features journeys/mutants --test journeys -- --nocapture mutants::

# What tests need beyond Rust and Node.js: a browser, fonts for its pictures, and a Python of their own.
tools: target/tools/ready
	@command -v chromium >/dev/null && fc-list 2>/dev/null | grep -qi 'noto.*cjk' || \
	  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium fonts-noto-cjk fontconfig >/dev/null; }

target/tools/ready: tests/requirements.txt
	@python3 -c 'import ensurepip, venv' 2>/dev/null || \
	  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3-venv >/dev/null; }
	@python3 -m venv target/tools
	@target/tools/bin/pip install --quiet --disable-pip-version-check --requirement tests/requirements.txt
	@touch $@

# Other people's code: its terms, where it comes from, what is there twice. Known weaknesses where ADVISORY_DB
# names a copy of the RustSec database; the folder's name is the one that cargo-deny gives it.
deny: target/tools/ready
	@cargo fetch --quiet --locked
	@mkdir -p target/advisories
	@$(if $(ADVISORY_DB),ln -sfn $(abspath $(ADVISORY_DB)) target/advisories/advisory-db-3157b0e258782691)
	@target/tools/bin/cargo-deny --offline check --hide-inclusion-graph -D unmatched-skip -D unnecessary-skip \
	  -D license-not-encountered bans licenses sources $(if $(ADVISORY_DB),advisories)

# Inputs that nobody thought of, each target for so many seconds; FUZZ_SEED begins elsewhere. What failed is kept.
FUZZ_SECONDS ?= 60
fuzz:
	FUZZ_SECONDS=$(FUZZ_SECONDS) $(if $(NEXTEST),cargo nextest run --package journeys --no-fail-fast --no-capture fuzz::,\
	  cargo test --package journeys -- --nocapture fuzz::)

# Every operation of the API document, called at random by one person of each sort: nothing fails, nothing is
# answered that the document does not say.
schemathesis: target/tools/ready web/dist/index.html
	$(BUILD_TESTED)
	READ_LOG=yes tests/started.sh target/tools/bin/python tests/schemathesis.py

# The protocols of uploads and submissions, visited state by state; and what happens in each that is
# broken on purpose.
models:
	cargo test --quiet --package models -- --nocapture --test-threads=1

# A deadline night on this machine: how long requests take one at a time and many at once; and how
# long a whole school takes to be submitted; and what a slow phone makes of the pages, of a system that has
# nothing else to do. In between, ten times what is sustainable is offered.
bench: tools web/dist/index.html
	cargo build $(BENCHED) --bins --tests --benches
	cargo bench --locked --quiet --workspace --bench deadline_night
	cargo test $(BENCHED) --test journeys -- --nocapture whole_school fifteen_hundred
	BINARY=target/release/portfolio-local tests/started.sh npm --prefix web run --silent lighthouse

# Every page in every size, both languages, light and dark, looked at for what keeps people out.
axe: tools web/dist/index.html
	cargo build --quiet --package local
	tests/browser.sh axe

# Pictures of every page in every size, into web/screenshots.
screenshots: tools web/dist/index.html
	cargo build --quiet --package local
	tests/browser.sh screenshots

fmt:
	cargo fmt --all
	cd web && npm run --silent format

lint: web/node_modules
	cargo fmt --all --check
	cargo clippy --locked --workspace --all-targets --features journeys/mutants --quiet -- -D warnings
	cd web && npm run --silent lint && npm run --silent format:check && npm run --silent typecheck

# Some tests run the programs themselves: one kills the local system, one plays Lambda. They are built
# together with the tests, whose dependencies' features they then share: alone, they would be built twice.
rust-test:
	$(BUILD_TESTED)
	$(if $(NEXTEST),cargo nextest run --locked --workspace --no-fail-fast,cargo test --locked --workspace --no-fail-fast)
	cargo test --locked --workspace --doc --quiet

web-test: web/node_modules
	cd web && npm test --silent

# The story in a real browser against the real local system, on data of its own: on a phone and on one of the
# larger sizes in turns, and on all three with `SIZES=all`.
browser-test: web/dist/index.html
	$(BUILD_TESTED)
	READ_LOG=yes tests/browser.sh

generate:
	cargo run --quiet --package codegen
	cd web && npm run --silent generate
