#!/usr/bin/env bash
# Lets a browser do something with a local system on data of its own.
# What: the name of a script of web/package.json, the journeys unless said otherwise.
set -euo pipefail
# One of the schools is as large as any: a list of two thousand is looked at too.
export DEMO_STUDENTS=${DEMO_STUDENTS:-2000}
exec "$(dirname "$0")/started.sh" npm --prefix web run --silent "${1:-e2e}"
