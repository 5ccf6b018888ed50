#!/usr/bin/env bash
# Lets a browser do something with a local system on data of its own.
# What: the name of a script of web/package.json, the journeys unless said otherwise.
set -euo pipefail
exec "$(dirname "$0")/started.sh" npm --prefix web run --silent "${1:-e2e}"
