import { expect, it } from "vitest";
import { toRem } from "../../scale";

const lengths: [string, string][] = [
  ["13px", "0.8125rem"],
  ["6px 14px", "0.375rem 0.875rem"],
  ["-8px", "-0.5rem"],
  ["1px solid var(--line)", "1px solid var(--line)"],
  ["inset 3px 0 var(--focus)", "inset 0.1875rem 0 var(--focus)"],
  ["min(920px, 92vw)", "min(57.5rem, 92vw)"],
  ["var(--size-12px)", "var(--size-12px)"],
  ['url("a-16px.woff2")', 'url("a-16px.woff2")'],
  ["1.5rem", "1.5rem"],
];
it.each(lengths)("%s becomes %s", (written, built) => expect(toRem(written)).toBe(built));
