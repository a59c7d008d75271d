# shellcheck shell=bash
# Sourced by check.sh and test.sh: `suite` runs one suite and keeps its output in target/test-logs,
# `summary` prints what ran and fails if anything did.

suite_logs=target/test-logs
suite_rows=$suite_logs/rows
rm -rf "$suite_logs"
mkdir -p "$suite_logs"
: >"$suite_rows"

# suite NAME COMMAND...: goes on after a failure, so that one run tells all there is to tell.
suite() {
  local name=$1 log began=$SECONDS status=0
  shift
  log=$suite_logs/${name// /-}.log
  printf '\n== %s\n' "$name"
  # The terminal is spared what passed; the log has everything.
  { "$@" 2>&1 || echo "$?" >"$log.status"; } | tee "$log" |
    grep --line-buffered -vE '^(test .* \.\.\. ok|successes:|    [A-Za-z0-9_:]+|)$' || true
  if [[ -f $log.status ]]; then
    status=$(<"$log.status")
    printf -- '-- %s failed with status %s; all of its output: %s\n' "$name" "$status" "$log"
  fi
  awk -v suite="$name" -v status="$status" -f scripts/count-tests.awk "$log" >>"$suite_rows"
  printf -- '-- %s: %d s\n' "$name" "$((SECONDS - began))"
}

# What failed once more, and why: the end of a long run is what is looked at.
failures() {
  local log name
  for log in "$suite_logs"/*.log; do
    [[ -f $log.status ]] || continue
    name=$(basename "$log" .log)
    awk -v suite="${name//-/ }" -f scripts/failures.awk "$log"
  done
}

# The closing line is for machines: `N passed, N failed`.
summary() {
  printf '\n'
  failures
  grep -hoE '^skipped: .*' "$suite_logs"/*.log | sort | uniq -c | sed 's/^ *\([0-9]*\) /\1 x /' || true
  awk -F '\t' '
    BEGIN { printf "%-40s %8s %8s %8s\n", "suite", "passed", "failed", "skipped" }
    { printf "%-40s %8d %8d %8d\n", $1, $2, $3, $4; passed += $2; failed += $3; skipped += $4 }
    END {
      printf "%-40s %8d %8d %8d\n\n", "all", passed, failed, skipped
      printf "%d passed, %d failed\n", passed, failed
      exit failed > 0 || passed == 0
    }' "$suite_rows"
}
