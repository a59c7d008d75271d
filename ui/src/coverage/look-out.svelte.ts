// What a desk looks at of coverage: a service, its latest view, and the map that belongs to it.

import type { Desk } from "../desk/desk.svelte";
import type { CoverageMap } from "../generated/CoverageMap";
import type { CoverageView } from "../generated/CoverageView";
import type { Service } from "../generated/Service";

/** The room pushes changes for a minute after each question; asked well before it is over. */
const ASK_AGAIN_MS = 25_000;

export class LookOut {
  service = $state<Service>("fire");
  failed = $state(false);
  #map = $state.raw<CoverageMap | null>(null);
  #drawing = false;

  constructor(readonly desk: Pick<Desk, "coverage" | "ask">) {}

  /** The latest view of the service; none while the first is on its way. */
  get view(): CoverageView | null {
    return this.desk.coverage.get(this.service) ?? null;
  }

  /** The latest map of the service; the one before stays until the next has come. */
  get map(): CoverageMap | null {
    return this.#map?.service === this.service ? this.#map : null;
  }

  /** Looks at a service until the answer is called. */
  look(service: Service): () => void {
    void this.ask(service);
    const timer = setInterval(() => void this.ask(service), ASK_AGAIN_MS);
    return () => clearInterval(timer);
  }

  async ask(service: Service): Promise<void> {
    try {
      const view = await this.desk.ask({ ask: "coverage", service });
      // A room that was started again counts its versions anew.
      if (this.#map && view.version < this.#map.version) this.#map = null;
      this.desk.coverage.set(service, view);
      this.failed = false;
    } catch {
      this.failed = true;
    }
  }

  /** Gets the map of the view shown: one at a time, the latest wins. */
  async draw(): Promise<void> {
    if (this.#drawing) return;
    this.#drawing = true;
    try {
      while (this.view && this.view.version > (this.map?.version ?? 0)) {
        this.#map = await this.desk.ask({ ask: "coverage_map", service: this.service });
      }
    } catch {
      // The map drawn last stands; the next view asks again.
    } finally {
      this.#drawing = false;
    }
  }
}
