// What a dispatcher does: each a command or two, and where to look afterwards.

import { tick } from "svelte";
import { SvelteSet } from "svelte/reactivity";
import { newId } from "../backend/backend";
import type { Alarm } from "../generated/Alarm";
import type { AssignmentStatus } from "../generated/AssignmentStatus";
import type { CallBackResult } from "../generated/CallBackResult";
import type { CallDisposition } from "../generated/CallDisposition";
import type { CallView } from "../generated/CallView";
import type { Command } from "../generated/Command";
import type { Duty } from "../generated/Duty";
import type { Effect } from "../generated/Effect";
import type { Fix } from "../generated/Fix";
import type { IncidentDisposition } from "../generated/IncidentDisposition";
import type { Pairing } from "../generated/Pairing";
import type { Position } from "../generated/Position";
import { mapWords } from "../map/words";
import type { Assessor } from "../recommendation/assessor.svelte";
import { type Choice, proposed } from "../recommendation/choice.svelte";
import { say } from "../words/words.svelte";
import type { Desk } from "./desk.svelte";
import { toasts } from "./toasts.svelte";
import { does } from "./undo";
import { undoWords } from "./undo-words";
import type { Workplace } from "./workplace.svelte";

/** Half the height of the map that an uncertainty circle should fill at most, pixels. */
const CIRCLE_PX = 220;
/** Metres a pixel stands for at zoom 0 on the equator, with tiles of 512 pixels. */
const METRES_PER_PX = 78_271.5;

/** The zoom at which the whole circle of a fix is seen, and streets where it is small. */
export function zoomFor(fix: Fix): number {
  const metres = Math.cos((fix.position.lat * Math.PI) / 180) * METRES_PER_PX;
  return Math.min(15.5, Math.log2((metres * CIRCLE_PX) / Math.max(1, fix.radius_m)));
}

/** Units that are sent by name, and why where they are others than proposed. */
export type Named = { units: string[]; reason: string };

export class Actions {
  /** The alarms that were acknowledged here, by their causes. */
  readonly hushed = new SvelteSet<string>();
  /** Tears the map off to a second window, or brings it back. */
  tear: () => void = () => {};
  #sending = false;
  /** The latest call that was asked for, until its form stands there: the next key is meant for it. */
  #opening: Promise<void> = Promise.resolve();
  /** The latest ring, answer or hold, until the desk shows it. */
  #turning: Promise<boolean> = Promise.resolve(true);
  /** The latest receipt of what a recommendation rests on. */
  #lately: Promise<number | null> = Promise.resolve(null);

  constructor(
    readonly desk: Desk,
    readonly place: Workplace,
    readonly assessor: Assessor,
    readonly choice: Choice,
  ) {}

  /** Has the room do something, and offers to take it back, or says why that can't be. */
  does(command: Command, then?: () => void): Promise<number | null> {
    return does(this.desk, command, then);
  }

  // Calls

  async answerOldest(): Promise<void> {
    const ringing = [...this.desk.calls.values()].filter((view) => view.call.stage.stage === "ringing");
    const oldest = ringing.sort((a, b) => a.call.rang_at - b.call.rang_at)[0];
    if (oldest) await this.answer(oldest.call.id);
  }

  answer(call: string): Promise<void> {
    this.#opening = this.#answer(call);
    return this.#opening;
  }

  newCall(): Promise<void> {
    this.#opening = this.#takeNew();
    return this.#opening;
  }

  async #answer(call: string): Promise<void> {
    const stage = this.desk.calls.get(call)?.call.stage.stage;
    this.place.expectCall();
    const held = this.#holding(call);
    if (stage === "active") {
      if (held.length > 0) await this.#turn(...held);
      this.#opened(call, true);
    } else this.#opened(call, await this.#turn(...held, { do: "answer", call }));
  }

  async #takeNew(): Promise<void> {
    const call = newId();
    this.place.expectCall();
    const ring: Command = { do: "ring", call, channel: "phone", number: null, fixes: [] };
    this.#opened(call, await this.#turn(...this.#holding(call), ring, { do: "answer", call }));
  }

  /** Shows the call's form; what was typed ahead is dropped where the call did not come. */
  #opened(call: string, came: boolean): void {
    const ahead = this.place.takeAhead();
    if (came) this.place.openCall(call, ahead);
  }

  async holdOrResume(): Promise<void> {
    await this.#opening;
    await this.#turning;
    const view = this.#current();
    if (!view) return;
    const call = view.call.id;
    await this.#turn({ do: view.call.stage.stage === "active" ? "hold" : "answer", call });
  }

  async closeCall(disposition: CallDisposition): Promise<void> {
    await this.#opening;
    const view = this.#current();
    if (!view || view.call.stage.stage === "closed") return;
    const call = view.call.id;
    await this.place.texts?.settled();
    const done = await this.does({ do: "close_call", call, disposition }, () => this.place.openCall(call));
    if (done !== null) this.place.call = null;
  }

  calledBack(call: string, result: CallBackResult): Promise<number | null> {
    return this.does({ do: "called_back", call, result });
  }

  addFix(call: string, fix: Fix): void {
    this.place.lookAt = { position: fix.position, zoom: zoomFor(fix) };
    this.#lately = this.desk.submit({ do: "add_fix", call, fix });
  }

  setKind(call: string, kind: string): void {
    this.#lately = this.desk.submit({ do: "draft", call, change: { field: "kind", kind } });
  }

  chooseFix(call: string, fix: number | null): void {
    this.#lately = this.desk.submit({ do: "choose_fix", call, fix });
  }

  // The map

  async pick(at: Position): Promise<void> {
    const view = this.#current();
    if (!view || view.call.stage.stage === "closed") return;
    try {
      const hit = await this.desk.ask({ ask: "describe_place", at });
      this.addFix(view.call.id, hit.fix);
      this.place.focus("note");
    } catch (problem) {
      this.desk.show(problem);
    }
  }

  /** Keeps the closure that was drawn, or the change of one. */
  async closeRoad(why: string, effect: Effect): Promise<void> {
    const { shape, changes } = this.place.map.closing ?? {};
    if (!shape) return;
    const command: Command = changes
      ? { do: "change_closure", closure: changes.id, shape, effect, why }
      : { do: "close_road", closure: newId(), shape, effect, why };
    if ((await this.does(command)) === null) return;
    this.place.map.back();
    this.place.focus("note");
  }

  /** Follows the unit that is looked at, else the first on its way to the incident; or follows none any more. */
  follow(): void {
    const { map, unit, incident } = this.place;
    if (map.following !== null) {
      map.following = null;
      return;
    }
    const onTheWay = incident ? this.desk.incidents.get(incident)?.assignments : undefined;
    const first = onTheWay?.find(({ assignment }) => assignment.steps.at(-1)?.status.is === "en_route");
    map.following = unit ?? first?.assignment.unit ?? null;
    if (map.following === null) toasts.add({ kind: "told", text: mapWords[say.language].nobodyToFollow });
  }

  openRoad(closure: string): void {
    void this.does({ do: "open_road", closure });
  }

  // Incidents

  /** Sends what is ticked, or who is named: for the call being taken, or as more units for the incident being looked at. */
  async send(named?: Named): Promise<void> {
    if (this.#sending) return;
    this.#sending = true;
    try {
      if (this.place.incident) await this.#sendMore(this.place.incident, named);
      else await this.#openIncident(named);
    } finally {
      this.#sending = false;
    }
  }

  async join(incident?: string): Promise<void> {
    await this.#opening;
    const view = this.#current();
    const first = incident ?? this.assessor.assessment?.similar[0]?.incident;
    if (!view || !first) return;
    const call = view.call.id;
    await this.place.texts?.settled();
    const joined = { do: "join_call", call, incident: first } as const;
    if ((await this.does(joined, () => this.place.openCall(call))) === null) return;
    this.place.call = null;
    this.look(first);
  }

  /** Takes a call off its incident again. */
  async leave(call: string): Promise<number | null> {
    const incident = this.place.incident;
    const seq = await this.does({ do: "unjoin_call", call }, () => incident && this.look(incident));
    if (seq !== null) this.place.openCall(call);
    return seq;
  }

  report(incident: string, unit: string, status: AssignmentStatus): Promise<number | null> {
    return this.does({ do: "report", incident, unit, status });
  }

  note(incident: string, text: string): Promise<number | null> {
    return this.does({ do: "note_incident", incident, text: { personal: text } });
  }

  raise(): void {
    if (this.place.incident) void this.does({ do: "raise_alarm", incident: this.place.incident });
  }

  lower(): void {
    if (this.place.incident) void this.does({ do: "lower_alarm", incident: this.place.incident });
  }

  async closeIncident(incident: string, disposition: IncidentDisposition): Promise<number | null> {
    const closing = { do: "close_incident", incident, disposition } as const;
    const seq = await this.does(closing, () => this.look(incident));
    if (seq !== null) this.place.incident = null;
    return seq;
  }

  /** Looks at an incident, on the map too. */
  look(incident: string): void {
    this.place.openIncident(incident, this.desk.incidents.get(incident)?.incident.place.position);
  }

  // Units and alarms

  setDuty(unit: string, duty: Duty): Promise<number | null> {
    return this.does({ do: "set_duty", unit, duty });
  }

  async pair(unit: string): Promise<Pairing | null> {
    try {
      const pairing = await this.desk.ask({ ask: "pair_page", unit });
      toasts.stays(undoWords[say.language].stays.paired(unit));
      return pairing;
    } catch (problem) {
      this.desk.show(problem);
      return null;
    }
  }

  /** Acknowledges an alarm with all its causes: the first, unless told which. */
  acknowledge(alarm: Alarm | undefined = this.desk.alarms[0]): void {
    for (const cause of alarm?.causes ?? []) {
      this.hushed.add(cause.key);
      void this.does({ do: "acknowledge_alarm", alarm: cause.key });
    }
  }

  #current(): CallView | undefined {
    return this.place.call ? this.desk.calls.get(this.place.call) : undefined;
  }

  /** Rings, answers or holds, and waits until the desk shows it, for the next key acts on what is shown. */
  #turn(...commands: Command[]): Promise<boolean> {
    this.#turning = this.#shown(commands);
    return this.#turning;
  }

  /** Each once the one before is kept, the screen only waited for at the end. Answers whether the last was done. */
  async #shown(commands: Command[]): Promise<boolean> {
    let seq: number | null = null;
    for (const command of commands) seq = await this.desk.submit(command);
    if (seq !== null) await this.desk.shows(seq);
    return seq !== null;
  }

  /** One person talks to one caller: taking a call holds the other. */
  #holding(except: string): Command[] {
    const view = this.#current();
    const talks = view && view.call.id !== except && view.call.stage.stage === "active";
    return talks ? [{ do: "hold", call: view.call.id }] : [];
  }

  async #openIncident(named?: Named): Promise<void> {
    const view = this.#current();
    if (!view || view.call.stage.stage === "closed") return;
    await this.#caughtUp();
    const incident = newId();
    const send = this.#chosen(named);
    const at = this.#current()?.location?.position;
    const done = await this.does({ do: "open_incident", incident, call: view.call.id, send });
    if (done === null) {
      if (this.choice.differs(this.assessor.assessment?.recommendation) && !send.reason)
        this.place.focus("reason");
      return;
    }
    await this.#reroute(incident);
    this.choice.clear();
    this.place.call = null;
    this.place.openIncident(incident, at);
  }

  /** Busy units that were asked for: diverted now, or to come once they are free. */
  async #reroute(incident: string): Promise<void> {
    const why = this.choice.reason.trim();
    for (const unit of this.choice.diverts) await this.does({ do: "divert", incident, unit, why });
    for (const unit of this.choice.queues) await this.does({ do: "queue", incident, unit });
  }

  /** All that was typed and picked counts before units are sent: who should go rests on it. */
  async #caughtUp(): Promise<void> {
    await this.place.texts?.settled();
    const seq = await this.#lately;
    if (seq !== null) await this.desk.shows(seq);
    // The effects that ask who should go run first.
    await tick();
    await this.assessor.settled();
  }

  async #sendMore(incident: string, named?: Named): Promise<void> {
    const send = this.#chosen(named);
    const reroutesOnly = send.units.length === 0 && this.choice.diverts.size + this.choice.queues.size > 0;
    if (!reroutesOnly && (await this.does({ do: "send", incident, send })) === null) return;
    await this.#reroute(incident);
    this.choice.clear();
  }

  #chosen(named?: Named) {
    const recommendation = this.assessor.assessment?.recommendation;
    const units = named?.units ?? this.choice.ticked(recommendation).map((unit) => unit.unit);
    const reason = named?.reason || this.choice.reason;
    return { units, proposed: proposed(recommendation), reason: reason.trim() };
  }
}
