#!/usr/bin/env bash
# Dependencies: banned ones, licences and sources always; known weaknesses where their databases can be reached.
set -euo pipefail
cd "$(dirname "$0")/.."

if ! command -v cargo-deny >/dev/null; then
  echo "audit: cargo-deny is missing. Install it by: cargo install cargo-deny --locked" >&2
  exit 1
fi
cargo deny --all-features check bans licenses sources

# A database that can't be reached is said, not failed: the machine may be offline. A weakness found fails.
if cargo deny fetch db >/dev/null 2>&1; then
  cargo deny check --disable-fetch advisories
else
  echo "audit: not done: the Rust advisory database can't be reached"
fi
for folder in ui tests/browser; do
  if npm --prefix "$folder" ping >/dev/null 2>&1; then
    (cd "$folder" && npm audit --omit=dev)
  else
    echo "audit: not done: npm's advisories for $folder can't be reached"
  fi
done
