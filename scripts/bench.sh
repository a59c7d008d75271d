#!/usr/bin/env bash
# Runs the benchmarks in release mode. Arguments are passed on, for example: scripts/bench.sh -p roads
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/setup.sh build
scripts/ui.sh
if (($# == 0)); then set -- --workspace; fi
cargo bench --benches "$@"
