// What the room has told this desk, and the desk's one way to ask and command it. It decides nothing.

import { SvelteMap } from "svelte/reactivity";
import { type AnswerTo, type Backend, type Link, newId } from "../backend/backend";
import type { Alarm } from "../generated/Alarm";
import type { CallView } from "../generated/CallView";
import type { ClosureView } from "../generated/ClosureView";
import type { Command } from "../generated/Command";
import type { CoverageView } from "../generated/CoverageView";
import type { HandoverView } from "../generated/HandoverView";
import type { Health } from "../generated/Health";
import type { IncidentType } from "../generated/IncidentType";
import type { IncidentView } from "../generated/IncidentView";
import type { Push } from "../generated/Push";
import type { Request } from "../generated/Request";
import type { Service } from "../generated/Service";
import type { Snapshot } from "../generated/Snapshot";
import type { UnitView } from "../generated/UnitView";
import type { ZoneView } from "../generated/ZoneView";
import { type Sentence, say } from "../words/words.svelte";
import { roomClock } from "./clock.svelte";
import { apply, fill, type Mirror } from "./mirror";
import { sentenceOf } from "./problem";
import { toasts } from "./toasts.svelte";

/** What stays the same while the room runs. */
export type Room = Pick<Snapshot, "you" | "region" | "catalogue" | "stations">;

/** Pause before the snapshot is asked for again after it failed, milliseconds. */
const AGAIN_MS = 1000;

export class Desk implements Mirror {
  /** Null until the room has been heard of. */
  room = $state.raw<Room | null>(null);
  link = $state<Link>("connecting");
  seq = $state(0);
  calls = new SvelteMap<string, CallView>();
  incidents = new SvelteMap<string, IncidentView>();
  units = new SvelteMap<string, UnitView>();
  closures = new SvelteMap<string, ClosureView>();
  zones = new SvelteMap<string, ZoneView>();
  handovers = new SvelteMap<string, HandoverView>();
  coverage = new SvelteMap<Service, CoverageView>();
  alarms = $state.raw<Alarm[]>([]);
  health = $state.raw<Health>({
    journal: "safe",
    places: "preparing",
    watching: 0,
    stale_units: 0,
    alarms: { last_hour: 0, desks: 0, per_desk: 0, budget: 0 },
  });
  /** Grows with every push: what a recommendation rests on may have changed. */
  changes = $state(0);

  /** Whoever shows what went wrong in place of a message, while somebody does. */
  hears: ((problem: Sentence) => void) | null = null;
  readonly backend: Backend;
  #types = $derived(new Map(this.room?.catalogue.types.map((type) => [type.key, type])));
  #capabilities = $derived(new Map(this.room?.catalogue.capabilities.map((own) => [own.key, own])));
  /** Pushes that came while a snapshot is on its way; null where none is. */
  #early: Push[] | null = null;
  #snapshotSeq = 0;
  #awaited: { seq: number; resolve: () => void }[] = [];

  constructor(backend: Backend) {
    this.backend = backend;
    backend.watch({ push: (push) => this.#take(push), link: (link) => this.#onLink(link) });
  }

  kind(key: string | null | undefined): IncidentType | undefined {
    return key ? this.#types.get(key) : undefined;
  }

  /** What units with this capability are called, in the language of the screen. */
  capability(key: string): string {
    const known = this.#capabilities.get(key);
    return known ? say.name(known.name) : key;
  }

  /** Asks the room; rejects with a `Problem`. */
  ask<R extends Request>(request: R): Promise<AnswerTo<R>> {
    return this.backend.ask(request, say.language);
  }

  /** Has the room do something: the receipt's number, or null where it said no, in its own words on the screen. */
  async submit(command: Command): Promise<number | null> {
    try {
      const receipt = await this.ask({ ask: "submit", id: newId(), command });
      return receipt.seq;
    } catch (thrown) {
      this.show(thrown);
      return null;
    }
  }

  /** Waits until this desk shows what the receipt with this number stands for. */
  shows(seq: number): Promise<void> {
    if (this.seq >= seq) return Promise.resolve();
    return new Promise((resolve) => this.#awaited.push({ seq, resolve }));
  }

  /** Shows what went wrong. */
  show(thrown: unknown): void {
    const says = sentenceOf(thrown);
    if (this.hears) this.hears(says);
    else toasts.add({ kind: "problem", says });
  }

  #onLink(link: Link): void {
    this.link = link;
    if (link === "open") void this.#refill();
  }

  async #refill(): Promise<void> {
    if (this.#early) return;
    this.#early = [];
    try {
      this.#fill(await this.ask({ ask: "snapshot" }));
    } catch {
      this.#early = null;
      // Where the link is gone, its return asks again.
      setTimeout(() => this.link === "open" && void this.#refill(), AGAIN_MS);
    }
  }

  #fill(snapshot: Snapshot): void {
    const { you, region, catalogue, stations } = snapshot;
    roomClock.hear(snapshot.now);
    this.room = { you, region, catalogue, stations };
    this.#snapshotSeq = snapshot.seq;
    fill(this, snapshot);
    const early = this.#early ?? [];
    this.#early = null;
    this.changes += 1;
    for (const push of early) this.#take(push);
    this.#tell();
  }

  /** Changes that the snapshot has already are left out; what isn't in the log counts from when it is told. */
  #take(push: Push): void {
    if (this.#early) {
      this.#early.push(push);
      return;
    }
    roomClock.hear(push.now);
    const told = push.seq < this.#snapshotSeq;
    for (const change of push.changes) {
      const ofTheMoment = ["positions", "alarms", "health", "coverage", "missed"].includes(change.change);
      if (told && !ofTheMoment) continue;
      if (!apply(this, change)) void this.#refill();
    }
    this.seq = Math.max(this.seq, push.seq);
    this.changes += 1;
    this.#tell();
  }

  #tell(): void {
    for (const { seq, resolve } of this.#awaited) if (this.seq >= seq) resolve();
    this.#awaited = this.#awaited.filter(({ seq }) => this.seq < seq);
  }
}
