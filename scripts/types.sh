#!/usr/bin/env bash
# Writes the TypeScript of the wire types, made from Rust by ts-rs, into ui/src/generated.
# With --check it changes nothing and fails when that folder is not what Rust would write now.
set -euo pipefail
cd "$(dirname "$0")/.."

fresh=ui/.types
kept=ui/src/generated
trap 'rm -rf "$fresh"' EXIT
rm -rf "$fresh"
mkdir -p "$fresh"

# The whole workspace, so that what was built for the other tests serves here too.
if ! made=$(TS_RS_EXPORT_DIR="$PWD/$fresh" cargo test --quiet --workspace --lib export_bindings 2>&1); then
  printf '%s\n' "$made" >&2
  exit 1
fi
(cd ui && node_modules/.bin/biome format --write --colors=off .types >/dev/null)

if [[ ${1:-} == --check ]]; then
  if ! diff --recursive --brief "$kept" "$fresh"; then
    echo "types: ui/src/generated is not what the Rust types say. Run \`make types\` and commit the folder." >&2
    exit 1
  fi
else
  mkdir -p "$kept"
  rm -rf "${kept:?}"
  cp -r "$fresh" "$kept"
fi
