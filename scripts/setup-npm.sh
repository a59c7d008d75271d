#!/usr/bin/env bash
# Installs a folder's npm packages as its lock file says, and only when that file has changed.
set -euo pipefail
cd "$(dirname "$0")/../$1"

stamp=node_modules/.installed-from
wanted=$(sha256sum package-lock.json)
if [[ -f $stamp && $(<"$stamp") == "$wanted" ]]; then exit 0; fi

echo "setup: npm packages for $1"
npm ci --no-progress --loglevel=error
printf '%s\n' "$wanted" >"$stamp"
