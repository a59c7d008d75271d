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
if report=$(npm --prefix ui audit --omit=dev 2>&1); then
  echo "npm advisories ok"
elif grep -q "audit endpoint returned an error" <<<"$report"; then
  echo "audit: not done: npm's advisory database can't be reached"
else
  printf '%s\n' "$report"
  exit 1
fi
