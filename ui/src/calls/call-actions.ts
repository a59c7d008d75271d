// What a dispatcher does around a call, beside taking and ending it.

import { newId } from "../backend/backend";
import type { Actions } from "../desk/actions";
import type { CallView } from "../generated/CallView";
import type { Channel } from "../generated/Channel";
import type { DirectoryEntry } from "../generated/DirectoryEntry";
import type { Fix } from "../generated/Fix";
import type { LocationShare } from "../generated/LocationShare";
import type { PremiseNote } from "../generated/PremiseNote";
import { longestHeld } from "./queue";
import { tools } from "./tools.svelte";

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
  await actions.does({ do: "mark_abusive", call: view.call.id, abusive: !view.call.abusive });
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
export async function enterNumber(actions: Actions, entry: DirectoryEntry): Promise<boolean> {
  return (await actions.does({ do: "enter_number", entry })) !== null;
}

/** Writes what one has to know of a place; the answer is whether the room took it. */
export async function notePremise(
  actions: Actions,
  place: Fix,
  text: string,
  hazard: boolean,
): Promise<boolean> {
  const command = { do: "note_premise" as const, note: newId(), place, text: { personal: text }, hazard };
  return (await actions.does(command)) !== null;
}

/** Says that a note endangers whoever goes there, or takes that back. */
export function toggleHazard(actions: Actions, { id, hazard }: PremiseNote): void {
  void actions.does({ do: "mark_hazard", note: id, hazard: !hazard });
}

export function removePremise(actions: Actions, { id }: PremiseNote): void {
  void actions.does({ do: "remove_premise_note", note: id });
}
