// What happened to an incident, as people read it.

import type { Desk } from "../desk/desk.svelte";
import type { Actor } from "../generated/Actor";
import type { Moment } from "../generated/Moment";
import { told } from "../words/told";
import { say } from "../words/words.svelte";

/** One thing that happened: when (ms), what, by whom, and its number in the log. */
export type Line = { at: number; what: string; who: string; seq: number };

/** The moments in the present language. */
export function linesOf(moments: readonly Moment[], desk: Desk): Line[] {
  const named = {
    kind: (key: string) => say.name(desk.kind(key)?.name ?? { id: key, en: key }),
    incident(id: string) {
      const number = desk.incidents.get(id)?.incident.number;
      return number === undefined ? say.t.incidents.another : `K-${number}`;
    },
  };
  return moments.map(({ at, event, by, seq }) => ({
    at,
    what: told(event, say.t, named),
    who: who(by),
    seq,
  }));
}

function who(by: Actor): string {
  switch (by.as) {
    case "dispatcher":
    case "lead":
      return `${say.t.desk} ${by.desk}`;
    case "responder":
      return by.unit;
    case "feed":
      return by.name;
    case "caller":
      return say.t.form.caller;
    case "room":
      return say.t.name;
  }
}
