// What went wrong, in words.

import { isProblem } from "../backend/backend";
import { NO_LINK, noLinkWords } from "../backend/no-link";
import { type Sentence, say } from "../words/words.svelte";

/** What was thrown, to be said. The room words its own no once, in the language it was asked in; all else is worded here. */
export function sentenceOf(thrown: unknown): Sentence {
  if (!isProblem(thrown)) return () => say.t.fault;
  if (thrown.code === NO_LINK) return () => noLinkWords[say.language];
  return () => thrown.message;
}
