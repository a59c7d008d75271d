// What takes back what: for each thing that a desk can have the room do, the commands that restore what was before, or the
// sentence that says why it stays. Nothing is undone in the log: taking back is one more command there.

import { newId } from "../backend/backend";
import type { Command } from "../generated/Command";
import type { IncidentView } from "../generated/IncidentView";
import { type Sentence, say } from "../words/words.svelte";
import type { Desk } from "./desk.svelte";
import { zoneName } from "./names";
import { toasts } from "./toasts.svelte";
import { undoWords } from "./undo-words";

type Seen = Pick<Desk, "calls" | "incidents" | "units" | "closures" | "zones" | "kind">;

/** What becomes of Ctrl+Z after a command. */
export type Back =
  | {
      is: "undone";
      /** What was done, for the message that offers it. */
      said: Sentence;
      /** What restores it as the desk is then; null where somebody has changed it again. */
      by(now: Seen): readonly Command[] | null;
    }
  | {
      is: "stays";
      /** What was done, where that is worth a message; Ctrl+Z alone asks for the reason otherwise. */
      said: Sentence | null;
      why: Sentence;
    };

/** By the name of a command; null for what is corrected where it stands, or is no dispatcher's doing. */
const backs: { [C in Command as C["do"]]: ((command: C, before: Seen) => Back | null) | null } = {
  ring: null,
  answer: null,
  hold: null,
  hang_up: null,
  draft: null,
  add_fix: null,
  choose_fix: null,
  close_call: ({ call, disposition }) =>
    undone(
      () => say.t.closedAs(say.t.disposition[disposition]),
      () => [{ do: "reopen_call", call }],
    ),
  reopen_call: null,
  called_back: ({ call, result }) =>
    result === "not_reached"
      ? null
      : undone(
          () => say.t.calls.calledBack,
          () => [{ do: "called_back", call, result: "not_reached" }],
        ),
  mark_abusive: ({ call, abusive }) =>
    undone(
      () => (abusive ? w().abusive : w().notAbusive),
      () => [{ do: "mark_abusive", call, abusive: !abusive }],
    ),
  link_location: () => stays(() => w().stays.linked),
  note_premise: ({ note }) =>
    undone(
      () => w().premise,
      () => [{ do: "remove_premise_note", note }],
    ),
  mark_hazard: ({ note, hazard }) =>
    undone(
      () => (hazard ? w().hazard : w().noHazard),
      () => [{ do: "mark_hazard", note, hazard: !hazard }],
    ),
  remove_premise_note: ({ note }, { calls }) => {
    const before = [...calls.values()].flatMap(({ premises }) => premises).find(({ id }) => id === note);
    if (!before) return null;
    const { place, text, hazard } = before;
    return undone(
      () => w().noPremise,
      () => [{ do: "note_premise", note: newId(), place, text, hazard }],
    );
  },
  open_incident: ({ send: { units } }) =>
    stays(() => (units.length > 0 ? w().stays.sent(units.join(", ")) : w().stays.opened)),
  join_call: ({ call }) =>
    undone(
      () => say.t.closedAs(say.t.disposition.joined),
      () => [{ do: "unjoin_call", call }],
    ),
  unjoin_call: ({ call }, { incidents }) => {
    const view = [...incidents.values()].find(({ incident }) => incident.calls.includes(call));
    if (!view) return null;
    return undone(
      () => w().unjoined(numbered(view)),
      () => [{ do: "join_call", call, incident: view.incident.id }],
    );
  },
  send: ({ send: { units } }) => stays(() => w().stays.sent(units.join(", "))),
  report: ({ unit }) => stays(() => w().stays.reported(unit)),
  note_incident: () => stays(() => w().stays.noted),
  reclassify: ({ incident, kind }, before) => {
    const view = before.incidents.get(incident);
    if (!view) return null;
    const { kind: was, priority } = view.incident;
    const type = before.kind(kind);
    return undone(
      () => w().kind(numbered(view), type ? say.name(type.name) : kind),
      (now) => {
        if (now.incidents.get(incident)?.incident.kind !== kind) return null;
        const back: Command = { do: "reclassify", incident, kind: was };
        // A type brings its own priority: one that was set by hand is set again.
        if (now.kind(was)?.priority === priority) return [back];
        return [back, { do: "prioritise", incident, priority, why: w().why }];
      },
    );
  },
  move_place: ({ incident, place }, { incidents }) => {
    const view = incidents.get(incident);
    if (!view) return null;
    const before = view.incident.place;
    return undone(
      () => w().moved(numbered(view), place.label),
      (now) =>
        same(now.incidents.get(incident)?.incident.place.position, place.position)
          ? [{ do: "move_place", incident, place: before }]
          : null,
    );
  },
  raise_alarm: ({ incident }, seen) => levelled(incident, 1, seen),
  lower_alarm: ({ incident }, seen) => levelled(incident, -1, seen),
  prioritise: ({ incident, priority }, { incidents }) => {
    const view = incidents.get(incident);
    if (!view) return null;
    const before = view.incident.priority;
    return undone(
      () => w().priority(numbered(view), priority),
      (now) =>
        now.incidents.get(incident)?.incident.priority === priority
          ? [{ do: "prioritise", incident, priority: before, why: w().why }]
          : null,
    );
  },
  merge_incident: ({ incident, into }, { incidents }) => {
    const names = [incidents.get(incident), incidents.get(into)].map(numbered);
    return undone(
      () => w().merged(names[0] ?? "", names[1] ?? ""),
      () => [{ do: "unmerge_incident", incident }],
    );
  },
  unmerge_incident: ({ incident }, { incidents }) => {
    const view = incidents.get(incident);
    const into = view?.incident.merged_into;
    if (!into) return null;
    return undone(
      () => w().parted(numbered(view)),
      () => [{ do: "merge_incident", incident, into }],
    );
  },
  divert: ({ unit, incident }, { incidents }) => {
    const to = numbered(incidents.get(incident));
    return stays(
      () => w().stays.diverted(unit),
      () => w().diverted(unit, to),
    );
  },
  queue: ({ incident, unit }, { incidents }) => {
    const own = numbered(incidents.get(incident));
    return undone(
      () => w().queued(unit, own),
      () => [{ do: "unqueue", incident, unit }],
    );
  },
  unqueue: ({ incident, unit }, { incidents }) => {
    const own = numbered(incidents.get(incident));
    return undone(
      () => w().unqueued(unit, own),
      () => [{ do: "queue", incident, unit }],
    );
  },
  close_incident: ({ incident, disposition }, { incidents }) => {
    const awaited = incidents.get(incident)?.awaited.map(({ unit }) => unit) ?? [];
    return undone(
      () => say.t.closedAs(say.t.ended[disposition]),
      ({ units }) => [
        { do: "reopen_incident", incident },
        // Closing it took it off the queues of those who are busy still.
        ...awaited
          .filter((unit) => units.get(unit)?.availability.is === "committed")
          .map((unit): Command => ({ do: "queue", incident, unit })),
      ],
    );
  },
  reopen_incident: null,
  register_unit: null,
  set_first_due: ({ zone, units }, { zones }) => {
    const view = zones.get(zone);
    if (!view) return null;
    return undone(
      () => w().firstDue(zoneName(view), units.join(", ")),
      (now) =>
        same(now.zones.get(zone)?.first_due, units)
          ? [{ do: "set_first_due", zone, units: view.first_due }]
          : null,
    );
  },
  set_duty: ({ unit, duty }, { units }) => {
    const before = units.get(unit)?.unit.duty;
    if (!before) return null;
    return undone(
      () => w().duty[duty.duty](unit),
      (now) => (same(now.units.get(unit)?.unit.duty, duty) ? [{ do: "set_duty", unit, duty: before }] : null),
    );
  },
  move_up: ({ unit, to }, { units }) => {
    const before = units.get(unit)?.standby;
    return undone(
      () => w().movedUp(unit, to.label),
      (now) => {
        if (now.units.get(unit)?.standby?.label !== to.label) return null;
        return [before ? { do: "move_up", unit, to: before } : { do: "send_back", unit }];
      },
    );
  },
  send_back: ({ unit }, { units }) => {
    const to = units.get(unit)?.standby;
    return to
      ? undone(
          () => w().sentBack(unit),
          () => [{ do: "move_up", unit, to }],
        )
      : null;
  },
  pair_page: ({ unit }) => stays(() => w().stays.paired(unit)),
  note_positions: null,
  close_road: ({ closure, effect, why }) =>
    undone(
      () => (effect.is === "closed" ? w().closedRoad(why) : w().slowedRoad(why)),
      (now) => (now.closures.has(closure) ? [{ do: "open_road", closure }] : null),
    ),
  change_closure: ({ closure, shape, effect, why }, { closures }) => {
    const before = closures.get(closure)?.closure;
    if (!before) return null;
    return undone(
      () => w().changedRoad(why),
      (now) => {
        const is = now.closures.get(closure)?.closure;
        if (!is || !same([is.shape, is.effect, is.why], [shape, effect, why])) return null;
        return [
          { do: "change_closure", closure, shape: before.shape, effect: before.effect, why: before.why },
        ];
      },
    );
  },
  open_road: ({ closure }, { closures }) => {
    const before = closures.get(closure)?.closure;
    if (!before) return null;
    const { shape, effect, why } = before;
    return undone(
      () => w().openedRoad(why),
      () => [{ do: "close_road", closure: newId(), shape, effect, why }],
    );
  },
  enter_number: () =>
    stays(
      () => w().stays.entered,
      () => w().entered,
    ),
  begin_handover: null,
  handover_words: null,
  sign_item: () => stays(() => w().stays.signed),
  complete_handover: () => stays(() => w().stays.signed),
  acknowledge_alarm: () => stays(() => w().stays.acknowledged),
};

/** What takes a command back; asked before it is done, for it rests on what was. */
export function backOf(command: Command, before: Seen): Back | null {
  // The table has for each name what takes that very command; only the compiler cannot follow the pair.
  const back = backs[command.do] as ((command: Command, before: Seen) => Back | null) | null;
  return back?.(command, before) ?? null;
}

/**
 * Has the room do something, and offers to take it back, or says why that can't be. Answers the receipt's number, or null
 * where the room said no. `then` looks where it belongs once it was taken back.
 */
export async function does(desk: Desk, command: Command, then?: () => void): Promise<number | null> {
  const back = backOf(command, desk);
  const seq = await desk.submit(command);
  if (seq === null || !back) return seq;
  if (back.is === "stays") {
    const { said, why } = back;
    if (said) toasts.add({ kind: "told", says: () => `${said()} ${why()}` });
    toasts.stays(back.why);
  } else toasts.add({ kind: "done", says: back.said, undo: () => void takeBack(desk, back, then) });
  return seq;
}

async function takeBack(desk: Desk, back: Extract<Back, { is: "undone" }>, then?: () => void): Promise<void> {
  const commands = back.by(desk);
  if (!commands) return toasts.add({ kind: "told", says: () => w().changed });
  for (const command of commands) if ((await desk.submit(command)) === null) return;
  toasts.add({ kind: "told", says: () => w().undone });
  then?.();
}

/** Ctrl+Z: takes back the latest thing that was done here, or says why not. */
export function undoLatest(): boolean {
  const latest = toasts.undoLatest();
  if (latest !== true) toasts.add({ kind: "told", says: latest === false ? () => w().nothing : latest.why });
  return latest === true;
}

function w() {
  return undoWords[say.language];
}

function undone(said: Sentence, by: (now: Seen) => readonly Command[] | null): Back {
  return { is: "undone", said, by };
}

function stays(why: Sentence, said: Sentence | null = null): Back {
  return { is: "stays", said, why };
}

function numbered(view: IncidentView | undefined): string {
  return view ? `K-${view.incident.number}` : "K-?";
}

function levelled(incident: string, step: 1 | -1, { incidents }: Seen): Back | null {
  const view = incidents.get(incident);
  if (!view) return null;
  const level = view.incident.alarm_level + step;
  return undone(
    () => w().level(numbered(view), level),
    (now) =>
      now.incidents.get(incident)?.incident.alarm_level === level
        ? [{ do: step === 1 ? "lower_alarm" : "raise_alarm", incident }]
        : null,
  );
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
