#!/usr/bin/env bash
# Builds the web UI into ui/dist, if a source is newer than what is there. The room and the shell carry that folder.
set -euo pipefail
cd "$(dirname "$0")/../ui"

built=dist/index.html
sources=(src index.html responder.html package-lock.json svelte.config.js tsconfig.json scale.ts vite.config.ts)
if [[ -d public ]]; then sources+=(public); fi
if [[ -f $built && -z $(find "${sources[@]}" -newer "$built" -print -quit) ]]; then exit 0; fi

npm run --silent build
