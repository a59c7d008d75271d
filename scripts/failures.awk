# Reads one suite's output and prints which of its tests failed and the first lines of why, so that the end of a long run
# says what its middle had to say. It knows cargo test, Vitest and Playwright.

function begin(name, lines) {
  print suite ": " name
  left = lines
}

{ gsub(/\033\[[0-9;]*m/, "") }

# cargo: "---- calls::a_call_is_kept stdout ----", then what the test printed. With --show-output those that passed print
# theirs too, so only the names of the failed ones are known, and they come first.
/^test .* \.\.\. FAILED$/ {
  sub(/^test /, "")
  sub(/ \.\.\. FAILED$/, "")
  failed[$0]
}
/^---- .* stdout ----$/ && ($2 in failed) { begin($2, 12); next }

# Vitest: " FAIL  src/keys/card.test.ts > names"; Playwright: "  1) calls.spec.ts:12:1 › a call is kept ───".
/^ FAIL  / { begin($0, 12); next }
/^  [0-9]+\) .*›/ { begin($0, 40); next }

# The next one's line ends it.
/^  (✓|✘|-|\[[0-9]+\/[0-9]+\]) / || /^test result: / { left = 0 }

left > 0 && !/^[[:space:]]*$/ {
  print "  " substr($0, 1, 400)
  left--
}
