#!/usr/bin/env bash
# Sets up, builds, and opens the desk on the demo region with units on duty.
# With no display it serves the same UI and prints the address. Arguments go on to the desk or the server.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/setup.sh build
scripts/ui.sh
cargo build --workspace --bins
scripts/demo-region.sh

demo=(--region regions/demo.region --room regions/demo.room)
# A room that is open already has its units; what comes next brings its window to the front, or says what is wrong.
target/debug/sigap demo "${demo[@]}" || echo "run: no units were added; is the demo room open already?" >&2
if [[ -n ${DISPLAY:-}${WAYLAND_DISPLAY:-} ]]; then
  exec target/debug/sigap-desk "${demo[@]}" "$@"
else
  exec target/debug/sigap serve "${demo[@]}" "$@"
fi
