// What a dispatcher does with incidents beside opening and closing them.

import type { Desk } from "../desk/desk.svelte";
import { toasts } from "../desk/toasts.svelte";
import type { Workplace } from "../desk/workplace.svelte";
import { say } from "../words/words.svelte";
import { incidentWords } from "./words";

/** An incident's number as people say it. */
export function numbered(desk: Desk, incident: string): string {
  const number = desk.incidents.get(incident)?.incident.number;
  return number === undefined ? "K-?" : `K-${number}`;
}

/** Merges an incident into another and looks at that one; the toast takes it back. */
export async function merge(desk: Desk, place: Workplace, incident: string, into: string): Promise<void> {
  if ((await desk.submit({ do: "merge_incident", incident, into })) === null) return;
  place.openIncident(into, desk.incidents.get(into)?.incident.place.position);
  toasts.add({
    kind: "done",
    text: incidentWords[say.language].merged(numbered(desk, incident), numbered(desk, into)),
    undo: () => void unmerge(desk, place, incident),
  });
}

/** Opens a duplicate again, with what it brought. */
export async function unmerge(desk: Desk, place: Workplace, incident: string): Promise<void> {
  if ((await desk.submit({ do: "unmerge_incident", incident })) === null) return;
  place.openIncident(incident, desk.incidents.get(incident)?.incident.place.position);
}
