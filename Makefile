# Each target is a few lines; what they need is installed by `make tools` (Debian) and `web/package-lock.json`.
SHELL := /bin/bash
export AWS_LC_SYS_NO_JITTER_ENTROPY = 1
PORT ?= 8787
DATA_DIR ?= .local
# mold or lld links several times faster than the default linker, where one is present.
LINKER := $(firstword $(foreach l,mold lld,$(if $(shell command -v $(l) ld.$(l) 2>/dev/null),$(l))))
export RUSTFLAGS ?= $(if $(LINKER),-C link-arg=-fuse-ld=$(LINKER))
NEXTEST := $(shell cargo nextest --version >/dev/null 2>&1 && echo yes)
BUILD_TESTED := cargo build --quiet --workspace --bins --tests

.PHONY: run test bench axe screenshots fmt lint generate build web tools rust-test web-test browser-test

run: web/dist/index.html
	cargo build --package local
	PORT=$(PORT) DATA_DIR=$(DATA_DIR) target/debug/portfolio-local

web/node_modules: web/package.json web/package-lock.json
	cd web && npm ci --no-audit --no-fund && touch node_modules

web/dist/index.html: web/node_modules $(shell find web/src web/public web/index.html web/vite.config.ts -type f 2>/dev/null)
	cd web && npm run --silent build

test: tools lint rust-test web-test browser-test

# What tests need beyond Rust and Node.js: a browser, and fonts for its pictures.
tools:
	@command -v chromium >/dev/null && fc-list 2>/dev/null | grep -qi 'noto.*cjk' || \
	  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium fonts-noto-cjk fontconfig >/dev/null; }

# A deadline night on this machine: how long requests take one at a time and many at once; and how
# long a whole school takes to be submitted; and what a slow phone makes of the pages.
bench: tools web/dist/index.html
	cargo build --quiet --profile bench --package local
	cargo bench --quiet --package journeys --bench deadline_night
	cargo test --quiet --profile bench --package journeys --test journeys -- --nocapture whole_school
	BINARY=target/release/portfolio-local tests/browser.sh lighthouse

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
	cargo clippy --workspace --all-targets --quiet -- -D warnings
	cd web && npm run --silent lint && npm run --silent format:check && npm run --silent typecheck

# Some tests run the programs themselves: one kills the local system, one plays Lambda. They are built
# together with the tests, whose dependencies' features they then share: alone, they would be built twice.
rust-test:
	$(BUILD_TESTED)
	$(if $(NEXTEST),cargo nextest run --workspace --no-fail-fast,cargo test --workspace --no-fail-fast)
	cargo test --workspace --doc --quiet

web-test: web/node_modules
	cd web && npm test --silent

# The story in a real browser against the real local system, on data of its own.
browser-test: web/dist/index.html
	$(BUILD_TESTED)
	tests/browser.sh

generate:
	cargo run --quiet --package codegen
	cd web && npm run --silent generate
