import type { Command } from "../generated/Command";
import type { Language } from "../generated/Language";
import type { PageView } from "../generated/PageView";
import type { Problem } from "../generated/Problem";
import type { Push } from "../generated/Push";

/** `expired`: the room does not know the link's token (any more). */
export type LinkState = "connecting" | "up" | "down" | "expired";

/** What a unit's own page needs of the room. */
export type RoomLink = {
  /** Stays in touch until the answer is called. */
  open(hears: { link(state: LinkState): void; push(push: Push): void }): () => void;
  page(language: Language): Promise<PageView>;
  /** Null once it is durable; a problem where the room says no; rejects where no answer came. */
  submit(id: string, command: Command, language: Language): Promise<Problem | null>;
  newId(): string;
};
