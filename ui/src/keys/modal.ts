// A dialog over the desk: Esc leaves it, and the focus goes back to where it was, caret and all.

import type { Attachment } from "svelte/attachments";
import { whereFocusIs } from "./focus";

/** For a `<dialog>` that is there while it is open; its `close` event says that it wants to go. */
export const modal: Attachment<HTMLDialogElement> = (dialog) => {
  const goBack = whereFocusIs();
  const listening = new AbortController();
  dialog.showModal();
  dialog.querySelector<HTMLElement>("[data-first]")?.focus();
  dialog.addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Escape") return;
      // The desk's own Esc would take the dialog away before it had closed.
      event.preventDefault();
      event.stopPropagation();
      dialog.close();
      // Its own event is a task for later, and until then the desk would take the next key for the dialog's.
      dialog.dispatchEvent(new Event("close"));
    },
    { signal: listening.signal },
  );
  return () => {
    listening.abort();
    // It goes already: whoever opens the next one must not hear that this one closed.
    dialog.addEventListener("close", (event) => event.stopImmediatePropagation(), { capture: true });
    dialog.close();
    goBack();
  };
};
