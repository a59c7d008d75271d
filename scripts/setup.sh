#!/usr/bin/env bash
# Sets up a Debian machine that has git, Rust and Node: `scripts/setup.sh build` or `scripts/setup.sh build test`.
# Quick when all is there, safe to run again at any time.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/setup-debian.sh "$@"
scripts/setup-toolchains.sh
scripts/setup-npm.sh ui
if [[ " $* " == *" test "* ]]; then scripts/setup-npm.sh tests/browser; fi
