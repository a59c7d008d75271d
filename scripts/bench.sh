#!/usr/bin/env bash
# Builds for release and runs the benchmarks of the whole house. Arguments are more regions: .region or .osm.pbf files.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/setup.sh build test
scripts/ui.sh
if [[ -z $(compgen -G 'regions/*.region') ]]; then scripts/fetch-demo-region.sh; fi

# One choice of packages for both steps, so that nothing is built twice.
house=(-p benchmarks -p sigap -p sigap-desk)
cargo build --release "${house[@]}" --bins --bench benchmarks
cargo bench "${house[@]}" --bench benchmarks -- "$@"
