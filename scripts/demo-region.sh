#!/usr/bin/env bash
# Makes the demo region, regions/demo.region, of a real country's map, by the built program named (or the debug one).
# Made once, and again when the code that makes it has changed.
set -euo pipefail
cd "$(dirname "$0")/.."

sigap=${1:-target/debug/sigap}
region=regions/demo.region
if [[ -f $region && -z $(find crates/region crates/roads -newer "$region" -print -quit) ]]; then exit 0; fi
scripts/fetch-demo-region.sh
"$sigap" region build regions/liechtenstein.osm.pbf --out "$region" --name Liechtenstein
