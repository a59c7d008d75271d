#!/usr/bin/env bash
# The everyday loop: what can be known in under three minutes once everything is built.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/setup.sh build test

# shellcheck source=scripts/suites.sh
source scripts/suites.sh
# shellcheck source=scripts/checks.sh
source scripts/checks.sh
# Unit tests: what sits beside the code it tests.
suite "rust tests" cargo test --workspace --lib --bins --no-fail-fast -- --show-output
suite "wire types" scripts/types.sh --check
summary
