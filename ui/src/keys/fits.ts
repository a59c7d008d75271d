// A row of buttons of which only those count that fit into it.

import type { Attachment } from "svelte/attachments";

/** For a wrapping row that is one line high: what was wrapped is switched off, so that no key comes to what nobody sees. */
export const fits: Attachment<HTMLElement> = (row) => {
  const settle = () => {
    const top = (row.firstElementChild as HTMLElement | null)?.offsetTop ?? 0;
    for (const button of row.querySelectorAll("button")) button.disabled = button.offsetTop > top;
  };
  const resized = new ResizeObserver(settle);
  const changed = new MutationObserver(settle);
  resized.observe(row);
  changed.observe(row, { childList: true, characterData: true, subtree: true });
  settle();
  return () => {
    resized.disconnect();
    changed.disconnect();
  };
};
