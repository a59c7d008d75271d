// Sending units, joining calls, and what becomes of incidents.

import { tick } from "svelte";
import { newId } from "../backend/backend";
import type { AssignmentStatus } from "../generated/AssignmentStatus";
import type { Command } from "../generated/Command";
import type { IncidentDisposition } from "../generated/IncidentDisposition";
import { proposed } from "../recommendation/choice.svelte";
import { say } from "../words/words.svelte";
import { Calling } from "./calling";
import { toasts } from "./toasts.svelte";
import { deskWords } from "./words";

/** Units that are sent by name, and why where they are others than proposed. */
export type Named = { units: string[]; reason: string };

export class Dispatching extends Calling {
  #sending = false;

  /** Sends what is ticked, or who is named: for the call being taken, or as more units for the incident being looked at. */
  async send(named?: Named): Promise<void> {
    if (this.#sending) return;
    this.#sending = true;
    try {
      await this.ends(this.#send(named));
    } finally {
      this.#sending = false;
    }
  }

  async #send(named?: Named): Promise<void> {
    await this.opening;
    if (this.place.incident) await this.#sendMore(this.place.incident, named);
    else await this.#openIncident(named);
  }

  join(incident?: string): Promise<void> {
    return this.ends(this.#join(incident));
  }

  async #join(incident?: string): Promise<void> {
    await this.opening;
    const view = this.current();
    const first = incident ?? this.assessor.assessment?.similar[0]?.incident;
    if (!view || !first) return;
    const call = view.call.id;
    await this.place.texts?.settled();
    const joined = { do: "join_call", call, incident: first } as const;
    if ((await this.does(joined, () => this.place.openCall(call))) === null) return;
    this.place.leaveCall(call);
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
    if (seq !== null && this.place.incident === incident) this.place.incident = null;
    return seq;
  }

  /** Looks at an incident, on the map too. */
  look(incident: string): void {
    this.place.openIncident(incident, this.desk.incidents.get(incident)?.incident.place.position);
  }

  async #openIncident(named?: Named): Promise<void> {
    const view = this.current();
    if (!view || view.call.stage.stage === "closed") return;
    const call = view.call.id;
    await this.#caughtUp();
    // What is ticked by now is about something else, which its units must not be sent for.
    if (this.place.call !== call || this.place.incident) {
      const number = `P-${view.call.number}`;
      toasts.add({ kind: "problem", says: () => deskWords[say.language].notSent(number) });
      return;
    }
    const incident = newId();
    const send = this.#chosen(named);
    const reroutes = this.#reroutes(incident);
    const at = this.current()?.location?.position;
    const done = await this.does({ do: "open_incident", incident, call, send });
    if (done === null) {
      if (this.choice.differs(this.assessor.assessment?.recommendation) && !send.reason)
        this.place.focus("reason");
      return;
    }
    for (const reroute of reroutes) await this.does(reroute);
    if (this.place.call !== call || this.place.incident) return this.place.leaveCall(call);
    this.choice.clear();
    this.place.call = null;
    this.place.openIncident(incident, at);
  }

  /** Busy units that are asked for: diverted now, or to come once they are free. */
  #reroutes(incident: string): Command[] {
    const why = this.choice.reason.trim();
    const { diverts, queues } = this.choice;
    return [
      ...[...diverts].map((unit): Command => ({ do: "divert", incident, unit, why })),
      ...[...queues].map((unit): Command => ({ do: "queue", incident, unit })),
    ];
  }

  /** All that was typed and picked counts before units are sent: who should go rests on it. */
  async #caughtUp(): Promise<void> {
    await this.place.texts?.settled();
    const seq = await this.lately;
    if (seq !== null) await this.desk.shows(seq);
    // The effects that ask who should go run first.
    await tick();
    await this.assessor.settled();
  }

  async #sendMore(incident: string, named?: Named): Promise<void> {
    const send = this.#chosen(named);
    const reroutes = this.#reroutes(incident);
    const reroutesOnly = send.units.length === 0 && reroutes.length > 0;
    if (!reroutesOnly && (await this.does({ do: "send", incident, send })) === null) return;
    for (const reroute of reroutes) await this.does(reroute);
    if (this.place.incident === incident) this.choice.clear();
  }

  #chosen(named?: Named) {
    const recommendation = this.assessor.assessment?.recommendation;
    const units = named?.units ?? this.choice.ticked(recommendation).map((unit) => unit.unit);
    const reason = named?.reason || this.choice.reason;
    return { units, proposed: proposed(recommendation), reason: reason.trim() };
  }
}
