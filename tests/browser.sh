#!/usr/bin/env bash
# Starts the local system on data of its own, lets a browser do something with it, and stops it.
# What: the name of a script of web/package.json, the journeys unless said otherwise.
set -euo pipefail
cd "$(dirname "$0")/.."
data=$(mktemp -d)
port=${BROWSER_TEST_PORT:-8799}
PORT=$port DATA_DIR=$data "${BINARY:-target/debug/portfolio-local}" >"$data/output.log" 2>"$data/error.log" &
pid=$!
trap 'kill "$pid" 2>/dev/null || true; wait "$pid" 2>/dev/null || true; rm -rf "$data"' EXIT
for _ in $(seq 1 240); do
  grep -q '^ready ' "$data/output.log" && break
  kill -0 "$pid" 2>/dev/null || { cat "$data/error.log" >&2; exit 1; }
  sleep 0.5
done
cd web
BASE_URL=http://127.0.0.1:$port npm run --silent "${1:-e2e}"
