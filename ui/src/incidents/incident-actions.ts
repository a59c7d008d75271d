// What a dispatcher does with incidents beside opening and closing them.

import type { Actions } from "../desk/actions";
import type { Desk } from "../desk/desk.svelte";

/** An incident's number as people say it. */
export function numbered(desk: Desk, incident: string): string {
  const number = desk.incidents.get(incident)?.incident.number;
  return number === undefined ? "K-?" : `K-${number}`;
}

/** Merges an incident into another and looks at that one. Answers whether the room took it. */
export async function merge(actions: Actions, incident: string, into: string): Promise<boolean> {
  const back = () => actions.look(incident);
  const done = (await actions.does({ do: "merge_incident", incident, into }, back)) !== null;
  if (done) actions.look(into);
  return done;
}

/** Opens a duplicate again, with what it brought. Answers whether the room took it. */
export async function unmerge(actions: Actions, incident: string): Promise<boolean> {
  const into = actions.desk.incidents.get(incident)?.incident.merged_into;
  const back = () => into && actions.look(into);
  const done = (await actions.does({ do: "unmerge_incident", incident }, back)) !== null;
  if (done) actions.look(incident);
  return done;
}
