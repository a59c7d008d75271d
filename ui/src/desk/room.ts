// The desk's one way to the room: asks, commands, and the pushes into the store.

import { type AnswerTo, type Backend, isProblem, type Link, newId } from "../backend/backend";
import type { Command } from "../generated/Command";
import type { Problem } from "../generated/Problem";
import type { Receipt } from "../generated/Receipt";
import type { Request } from "../generated/Request";
import { say } from "../words/words.svelte";
import { desk } from "./desk.svelte";
import { toasts } from "./toasts.svelte";

/** Pause before the snapshot is asked for again after it failed, milliseconds. */
const AGAIN_MS = 1000;

let backend: Backend | null = null;
let asking = false;

/** Lives with this room until the answer is called. */
export function open(with_: Backend): () => void {
  backend = with_;
  with_.watch({
    push: (push) => {
      if (desk.apply(push) === "missed") void refresh();
    },
    link: onLink,
  });
  return () => with_.close();
}

/** Asks the room. Rejects with a `Problem`. */
export async function ask<R extends Request>(request: R): Promise<AnswerTo<R>> {
  if (!backend) throw asProblem(null);
  try {
    return await backend.ask(request, say.language);
  } catch (thrown) {
    throw asProblem(thrown);
  }
}

/** Has the room do something. Rejects with a `Problem`. */
export function submit(command: Command): Promise<Receipt> {
  return ask({ ask: "submit", id: newId(), command });
}

/** Has the room do something; where it says no, its sentence is shown and the answer is null. */
export async function attempt(command: Command): Promise<Receipt | null> {
  try {
    return await submit(command);
  } catch (thrown) {
    toasts.problem(asProblem(thrown));
    return null;
  }
}

/** Whatever was thrown, as a problem that can be shown. */
export function asProblem(thrown: unknown): Problem {
  if (isProblem(thrown)) return thrown;
  return { kind: "fault", code: "fault", message: say.t.fault, retry: true };
}

function onLink(link: Link): void {
  desk.link = link;
  if (link === "open") void refresh();
}

async function refresh(): Promise<void> {
  if (asking) return;
  asking = true;
  desk.await();
  try {
    desk.load(await ask({ ask: "snapshot" }));
  } catch {
    // Without a link the next one asks again by itself.
    if (desk.link === "open") setTimeout(() => void refresh(), AGAIN_MS);
  } finally {
    asking = false;
  }
}
