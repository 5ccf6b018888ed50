#!/usr/bin/env bash
# Starts the local system on data of its own, does something with it, and stops it.
# What: a command, which finds the system at BASE_URL. With READ_LOG what the system wrote meanwhile is read
# afterwards: nothing of what must not be told may stand in it.
set -euo pipefail
cd "$(dirname "$0")/.."
data=$(mktemp -d)
port=${BROWSER_TEST_PORT:-8799}
# What is read afterwards speaks as production lets it.
[ -z "${READ_LOG:-}" ] || export RUST_LOG=info
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
if [ -n "${READ_LOG:-}" ]; then
  python3 -c "import sys, urllib.request as web; sys.stdout.buffer.write(web.urlopen(sys.argv[1]).read())" \
    "http://127.0.0.1:$port/_local/accounts" >"$data/accounts.json"
  SYSTEM_LOG=$data/error.log SYSTEM_ACCOUNTS=$data/accounts.json cargo test --locked --quiet --workspace \
    --test journeys -- --ignored --exact logs::a_system_that_ran_has_told_nothing
fi
