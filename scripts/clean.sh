#!/usr/bin/env bash
# Removes all that was built or installed in this folder. Regions and rooms in regions/ stay: they hold data.
set -euo pipefail
cd "$(dirname "$0")/.."

cargo clean
rm -rf ui/dist ui/dist-gallery ui/node_modules tests/browser/node_modules tests/browser/results
