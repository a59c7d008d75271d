# Reads one suite's output and prints a row for each group of tests in it: name, passed, failed, skipped, tab-separated.
# It knows the closing lines of cargo test, Vitest and Playwright. A suite without any is one check that passed or failed.

function row(name, p, f, s) {
  if (p + f + s == 0) return
  printf "%s\t%d\t%d\t%d\n", name, p, f, s
  rows++
  failures += f
}

function count(word) { return match($0, "[0-9]+ " word) ? substr($0, RSTART) + 0 : 0 }

{ gsub(/\033\[[0-9;]*m/, "") }

# cargo: "     Running unittests src/lib.rs (target/debug/deps/dispatch-0123456789abcdef)"
/^ +Running .*\(.*\)$/ {
  binary = $0
  sub(/.*\//, "", binary)
  sub(/-[0-9a-f]+\)$/, "", binary)
}
/^ +Doc-tests / { binary = $2 " examples" }
/^skipped: / { said_skipped++ }
# A test that says it was skipped has proved nothing, though cargo counts it as passed.
/^test result: / {
  p = count("passed")
  if (said_skipped > p) said_skipped = p
  row(suite ": " binary, p - said_skipped, count("failed"), count("ignored") + said_skipped)
  said_skipped = 0
}

# Vitest: "      Tests  1 failed | 2 passed | 1 skipped (4)"
/^ +Tests +[0-9]+ / { row(suite, count("passed"), count("failed"), count("skipped") + count("todo")) }

# Playwright: one line for each outcome, "  2 passed (4.7s)"
/^  [0-9]+ passed( |$)/ { story_passed = $1 }
/^  [0-9]+ (failed|flaky|interrupted)( |$)/ { story_failed += $1 }
/^  [0-9]+ (skipped|did not run)( |$)/ { story_skipped += $1 }

END {
  row(suite, story_passed, story_failed, story_skipped)
  if (status != 0 && failures == 0) row(suite, 0, 1, 0)
  else if (rows == 0) row(suite, 1, 0, 0)
}
