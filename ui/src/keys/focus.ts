// Where the focus is, to the letter.

type TextField = HTMLInputElement | HTMLTextAreaElement;

/** Fields without letters, which have the focus but no caret. */
const UNLETTERED = ["checkbox", "radio", "button", "submit", "range", "color", "file"];

/** Whether letters go into this. */
export function isTextField(target: EventTarget | null): target is TextField {
  if (target instanceof HTMLTextAreaElement) return true;
  return target instanceof HTMLInputElement && !UNLETTERED.includes(target.type);
}

/** Remembers where the focus is, with its caret. The answer brings it back, and says whether it could. */
export function whereFocusIs(): () => boolean {
  const at = document.activeElement;
  if (!(at instanceof HTMLElement) || at === document.body) return () => false;
  const caret = isTextField(at)
    ? ([at.selectionStart, at.selectionEnd, at.selectionDirection] as const)
    : null;
  const scrolled = at.scrollTop;
  return () => {
    const back = at.isConnected ? at : at.id ? document.getElementById(at.id) : null;
    if (!back || !isSeen(back)) return false;
    back.focus({ preventScroll: true });
    if (caret && isTextField(back) && caret[0] !== null) {
      back.setSelectionRange(caret[0], caret[1], caret[2] ?? "none");
    }
    back.scrollTop = scrolled;
    return document.activeElement === back;
  };
}

function isSeen(element: HTMLElement): boolean {
  return element.checkVisibility?.() ?? true;
}
