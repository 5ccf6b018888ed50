#!/usr/bin/env bash
# Starts the local system on data of its own, does something with it, and stops it.
# What: a command, which finds the system at BASE_URL.
set -euo pipefail
cd "$(dirname "$0")/.."
data=$(mktemp -d)
port=${BROWSER_TEST_PORT:-8799}
PORT=$port DATA_DIR=$data "${BINARY:-target/debug/portfolio-local}" >"$data/output.log" 2>"$data/error.log" &
pid=$!
trap 'kill "$pid" 2>/dev/null || true; wait "$pid" 2>/dev/null || true; rm -rf "$data"' EXIT
# Filling a large school takes a slow machine minutes; one that is not ready then never will be.
for _ in $(seq 1 1800); do
  grep -q '^ready ' "$data/output.log" && break
  kill -0 "$pid" 2>/dev/null || break
  sleep 0.5
done
grep -q '^ready ' "$data/output.log" || { echo "the system did not start" >&2; cat "$data/error.log" >&2; exit 1; }
BASE_URL=http://127.0.0.1:$port "$@"
