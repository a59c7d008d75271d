#!/usr/bin/env bash
# Makes the demo region, regions/demo.region, of a real country's map. Wants target/debug/sigap.
# Made once, and again when the code that makes it has changed.
set -euo pipefail
cd "$(dirname "$0")/.."

region=regions/demo.region
if [[ -f $region && -z $(find crates/region crates/roads -newer "$region" -print -quit) ]]; then exit 0; fi
scripts/fetch-demo-region.sh
target/debug/sigap region build regions/liechtenstein.osm.pbf --out "$region"
