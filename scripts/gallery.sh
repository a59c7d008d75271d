#!/usr/bin/env bash
# Builds the gallery of the UI's parts and screens into ui/dist-gallery, if a source is newer than what is there.
set -euo pipefail
cd "$(dirname "$0")/../ui"

built=dist-gallery/gallery.html
sources=(src gallery.html package-lock.json svelte.config.js tsconfig.json scale.ts vite.config.ts)
if [[ -f $built && -z $(find "${sources[@]}" -newer "$built" -print -quit) ]]; then exit 0; fi

npm run --silent gallery
