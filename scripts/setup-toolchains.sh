#!/usr/bin/env bash
# Checks that Rust and Node are there and new enough. It installs neither: how to is the owner's choice.
set -euo pipefail

status=0

# at_least NAME OLDEST COMMAND HOW: COMMAND prints a version; HOW says where to get it.
at_least() {
  local name=$1 oldest=$2 command=$3 how=$4 found
  found=$($command 2>/dev/null | grep -oE '[0-9]+(\.[0-9]+)+' | head -n 1) || true
  if [[ -z $found ]]; then
    echo "setup: $name is missing (at least $oldest). $how" >&2
    status=1
  elif [[ $(printf '%s\n' "$oldest" "$found" | sort -V | head -n 1) != "$oldest" ]]; then
    echo "setup: $name is $found, at least $oldest is needed. $how" >&2
    status=1
  fi
}

rust="Get Rust by rustup (https://rustup.rs), then open a new shell; an older one is brought up by: rustup update stable"
node="Get Node 20.19 or newer with npm from https://nodejs.org, or by a version manager such as nvm."

at_least "cargo" 1.95 "cargo --version" "$rust"
at_least "rustfmt" 1.8 "cargo fmt --version" "Add it by: rustup component add rustfmt"
at_least "clippy" 0.1.95 "cargo clippy --version" "Add it by: rustup component add clippy"
at_least "node" 20.19 "node --version" "$node"
at_least "npm" 10 "npm --version" "$node"
exit "$status"
