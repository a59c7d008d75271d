# shellcheck shell=bash
# Sourced by check.sh and test.sh after suites.sh: the suites that both begin with. They need no built program.

suite "scripts" shellcheck scripts/*.sh .ci/run
# The room and the shell carry ui/dist, so it comes before the Rust.
suite "ui build" scripts/ui.sh
suite "ui checks" npm --prefix ui run --silent check
suite "ui tests" npm --prefix ui run --silent test
suite "browser story checks" npm --prefix tests/browser run --silent check
suite "rust format" cargo fmt --all --check
suite "rust lints" cargo clippy --workspace --all-targets --quiet -- -D warnings
