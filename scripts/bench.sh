#!/usr/bin/env bash
# Builds for release and runs the benchmarks. Arguments go on to them, for example more regions, --quick, or --only building.
# To measure OSRM beside it, name a Python that has the wheel osrm-bindings in SIGAP_BENCH_PYTHON.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/setup.sh build test
scripts/ui.sh
cargo build --release --package sigap --package sigap-desk
scripts/demo-region.sh target/release/sigap
cargo bench --package benchmarks --features peers -- "$@"
