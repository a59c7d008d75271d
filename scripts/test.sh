#!/usr/bin/env bash
# Every test there is: the checks, all Rust tests (the real window among them) and the story in a real browser.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/setup.sh build test

# shellcheck source=scripts/suites.sh
source scripts/suites.sh
# shellcheck source=scripts/checks.sh
source scripts/checks.sh
# Programs and tests in one go, so that nothing is built twice.
suite "rust build" cargo build --workspace --bins --tests
suite "demo region" scripts/demo-region.sh
export SIGAP_TEST_REGION=$PWD/regions/demo.region
suite "rust tests" cargo test --workspace --no-fail-fast -- --show-output
suite "wire types" scripts/types.sh --check
suite "browser story" npm --prefix tests/browser run --silent test
summary
