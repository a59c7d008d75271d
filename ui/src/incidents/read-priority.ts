// A priority and its reason, typed in one line.

/** "2 more victims" as a priority and its reason; null where it is not that. */
export function readPriority(typed: string): { priority: number; why: string } | null {
  const read = /^\s*[pP]?([1-5])[\s:,.–-]+(\S.*)$/.exec(typed);
  if (!read?.[1] || !read[2]) return null;
  return { priority: Number(read[1]), why: read[2].trim() };
}
