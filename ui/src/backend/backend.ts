// The port through which the UI speaks to the room. It has two implementations that carry the same messages.

import type { Answer } from "../generated/Answer";
import type { Language } from "../generated/Language";
import type { Problem } from "../generated/Problem";
import type { Push } from "../generated/Push";
import type { Request } from "../generated/Request";

/** Which answer each request gets. */
type AnswerName = {
  snapshot: "snapshot";
  page: "page";
  submit: "receipt";
  find_types: "types";
  find_places: "places";
  describe_place: "place";
  would_close: "would_close";
  around: "around";
  crossings: "places";
  link_location: "location_share";
  assess: "assessment";
  reassess: "assessment";
  ways: "ways";
  timeline: "timeline";
  duplicates: "duplicates";
  hospitals: "hospitals";
  runs: "runs";
  coverage: "coverage";
  coverage_map: "coverage_map";
  pair_page: "paired";
};

/** The value of the answer to a request. */
export type AnswerTo<R extends Request> = Extract<Answer, { answer: AnswerName[R["ask"]] }>["value"];

/** How the link to the room is. */
export type Link = "connecting" | "open" | "lost" | "refused";

/** What the room tells by itself. */
export type Listener = { push(push: Push): void; link(link: Link): void };

/** The room, from wherever the UI runs. */
export interface Backend {
  /**
   * Asks the room. Rejects with a `Problem`, also where the link is lost; a submit waits for the link instead and is
   * sent again under its own id.
   */
  ask<R extends Request>(request: R, language: Language): Promise<AnswerTo<R>>;
  /** Watches the room from now on; the listener is told the link's state at once. */
  watch(listener: Listener): void;
  /** Comes in again under the name that was chosen meanwhile; absent where nobody sits. */
  sitDown?(): void;
  /** Says which language the screen speaks, where somebody beside the page has to know. */
  speaks?(language: Language): void;
  /** Lets go of the room. */
  close(): void;
}

/** Whether something thrown by `ask` is the room's own word. */
export function isProblem(thrown: unknown): thrown is Problem {
  return typeof thrown === "object" && thrown !== null && "code" in thrown && "message" in thrown;
}

/** A new id, version 4. `crypto.randomUUID` is missing where a page comes over plain http from another machine. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
