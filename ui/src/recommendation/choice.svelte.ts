// Which units are ticked: what the room proposes, and what the dispatcher changed about it.

import { SvelteMap, SvelteSet } from "svelte/reactivity";
import type { Proposal } from "../generated/Proposal";
import type { Recommendation } from "../generated/Recommendation";

export class Choice {
  reason = $state("");
  /** The latest wish to divert or queue that was met. */
  met = 0;
  /** Units to be taken off something less urgent. */
  readonly diverts = new SvelteSet<string>();
  /** Units to come once they are free. */
  readonly queues = new SvelteSet<string>();
  #changed = new SvelteMap<string, boolean>();
  #subject: string | null = null;

  /** Starts over for another call or incident. */
  about(subject: string | null): void {
    if (subject === this.#subject) return;
    this.#subject = subject;
    this.clear();
  }

  clear(): void {
    this.#changed.clear();
    this.diverts.clear();
    this.queues.clear();
    this.reason = "";
  }

  /** Diverts a unit or leaves it; diverting wants a reason, so the usual one stands there at once. */
  divert(unit: string, reason: string): void {
    this.queues.delete(unit);
    if (this.diverts.delete(unit)) return;
    this.diverts.add(unit);
    this.reason ||= reason;
  }

  queue(unit: string): void {
    this.diverts.delete(unit);
    if (!this.queues.delete(unit)) this.queues.add(unit);
  }

  isTicked(proposal: Proposal): boolean {
    return this.#changed.get(proposal.unit) ?? proposal.obstacle === null;
  }

  toggle(proposal: Proposal): void {
    this.#changed.set(proposal.unit, !this.isTicked(proposal));
  }

  ticked(recommendation: Recommendation | null | undefined): Proposal[] {
    return recommendation?.units.filter((unit) => this.isTicked(unit)) ?? [];
  }

  /** Whether something else is ticked than was proposed. */
  differs(recommendation: Recommendation | null | undefined): boolean {
    return recommendation?.units.some((unit) => this.isTicked(unit) !== (unit.obstacle === null)) ?? false;
  }
}

/** The units that the room proposes. */
export function proposed(recommendation: Recommendation | null | undefined): string[] {
  return recommendation?.units.filter((unit) => unit.obstacle === null).map((unit) => unit.unit) ?? [];
}
