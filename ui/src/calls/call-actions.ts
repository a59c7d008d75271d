// What a dispatcher does around a call, beside taking and ending it.

import { newId } from "../backend/backend";
import type { Actions } from "../desk/actions";
import { toasts } from "../desk/toasts.svelte";
import type { CallView } from "../generated/CallView";
import type { Channel } from "../generated/Channel";
import type { DirectoryEntry } from "../generated/DirectoryEntry";
import type { Fix } from "../generated/Fix";
import type { LocationShare } from "../generated/LocationShare";
import type { PremiseNote } from "../generated/PremiseNote";
import { longestHeld } from "./queue";
import { tools } from "./tools.svelte";
import { callWords } from "./words";

/** The call whose form stands there. */
function current({ desk, place }: Actions): CallView | undefined {
  const view = place.call ? desk.calls.get(place.call) : undefined;
  return view && view.call.stage.stage !== "closed" ? view : undefined;
}

/** A call that did not come by telephone: its channel is the first thing to say. */
export async function newCallBy(actions: Actions): Promise<void> {
  await actions.newCall();
  actions.place.focus("channel");
}

/** Goes on with the caller who has waited longest. */
export async function resumeLongest(actions: Actions): Promise<void> {
  const held = longestHeld([...actions.desk.calls.values()], actions.place.call);
  if (held) await actions.answer(held.call.id);
}

/** Marks whoever is on the line as abusive, or takes the mark back. */
export async function toggleAbusive(actions: Actions): Promise<void> {
  const view = current(actions);
  if (!view) return;
  const [call, abusive] = [view.call.id, !view.call.abusive];
  if ((await actions.desk.submit({ do: "mark_abusive", call, abusive })) === null) return;
  const words = callWords();
  toasts.add({
    kind: "done",
    text: abusive ? words.abusiveMarked : words.abusiveUnmarked,
    undo: () => void actions.desk.submit({ do: "mark_abusive", call, abusive: !abusive }),
  });
}

export function setChannel({ desk }: Actions, call: string, channel: Channel): void {
  void desk.submit({ do: "draft", call, change: { field: "channel", channel } });
}

/** Takes the type that the written words suggest. */
export function takeSuggested(actions: Actions): boolean {
  const view = current(actions);
  const first = view?.suggested[0];
  if (!view || !first) return false;
  actions.setKind(view.call.id, first);
  return true;
}

/** Opens or closes a tool of the call's form. */
export function toggleTool(actions: Actions, tool: "where" | "share"): void {
  if (!current(actions)) return;
  if (actions.place.incident) actions.place.back();
  tools.toggle(tool);
}

export async function linkLocation({ desk }: Actions, call: string): Promise<LocationShare | null> {
  try {
    return await desk.ask({ ask: "link_location", call });
  } catch (problem) {
    desk.show(problem);
    return null;
  }
}

/** Enters a number; the answer is whether the room took it. */
export async function enterNumber({ desk }: Actions, entry: DirectoryEntry): Promise<boolean> {
  const done = (await desk.submit({ do: "enter_number", entry })) !== null;
  if (done) toasts.add({ kind: "told", text: callWords().entry.saved });
  return done;
}

export async function notePremise({ desk }: Actions, place: Fix, text: string): Promise<boolean> {
  const command = { do: "note_premise" as const, note: newId(), place, text: { personal: text } };
  const done = (await desk.submit(command)) !== null;
  if (done) toasts.add({ kind: "told", text: callWords().premise.saved });
  return done;
}

export async function removePremise({ desk }: Actions, { id, place, text }: PremiseNote): Promise<void> {
  if ((await desk.submit({ do: "remove_premise_note", note: id })) === null) return;
  toasts.add({
    kind: "done",
    text: callWords().premise.removed,
    undo: () => void desk.submit({ do: "note_premise", note: newId(), place, text }),
  });
}
