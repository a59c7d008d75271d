import type { UnitPosition } from "../generated/UnitPosition";

/** `impossible`: browsers give positions to secure pages only, and this link is not one (or the phone has no GPS). */
export type Sharing = "off" | "searching" | "sharing" | "refused" | "impossible";

/** No more often than this does a position go out, ms. */
export const EVERY_MS = 5_000;

type Reading = Pick<GeolocationPosition, "timestamp"> & {
  coords: Pick<GeolocationCoordinates, "latitude" | "longitude" | "heading" | "speed">;
};

/** What the phone read, as the room wants it: GPS time, whole degrees, metres per second. */
export function asPosition({ coords, timestamp }: Reading): UnitPosition {
  const { latitude, longitude, heading, speed } = coords;
  const moves = heading !== null && Number.isFinite(heading);
  return {
    position: { lat: latitude, lon: longitude },
    at: Math.round(timestamp),
    heading_deg: moves ? Math.round(heading) % 360 : null,
    speed_mps: speed !== null && Number.isFinite(speed) ? speed : null,
  };
}

/** A clock that rings once; real time outside tests. */
export type Clock = { now(): number; after(ms: number, ring: () => void): () => void };

const wall: Clock = {
  now: () => performance.now(),
  after: (ms, ring) => {
    const timer = setTimeout(ring, ms);
    return () => clearTimeout(timer);
  },
};

/** Shares where the phone is while the crew allows it: the latest reading, and never an old one in a queue. */
export class PositionSharing {
  #state: Sharing = "off";
  #watch: number | null = null;
  #latest: UnitPosition | null = null;
  #sentAt = Number.NEGATIVE_INFINITY;
  #cancel: (() => void) | null = null;

  constructor(
    /** The phone's GPS; none on a page that is not secure. */
    readonly gps: Pick<Geolocation, "watchPosition" | "clearWatch"> | null,
    readonly send: (position: UnitPosition) => void,
    readonly onchange: (state: Sharing) => void,
    readonly clock: Clock = wall,
  ) {}

  start(): void {
    if (this.#watch !== null) return;
    if (!this.gps) {
      this.#become("impossible");
      return;
    }
    this.#become("searching");
    this.#watch = this.gps.watchPosition(
      (reading) => this.#read(asPosition(reading)),
      (error) => this.#failed(error),
      { enableHighAccuracy: true, maximumAge: EVERY_MS, timeout: 60_000 },
    );
  }

  stop(): void {
    this.#unwatch();
    this.#become("off");
  }

  #read(position: UnitPosition): void {
    this.#become("sharing");
    this.#latest = position;
    if (this.#cancel) return;
    const wait = this.#sentAt + EVERY_MS - this.clock.now();
    if (wait <= 0) this.#flush();
    else this.#cancel = this.clock.after(wait, () => this.#flush());
  }

  #flush(): void {
    this.#cancel = null;
    const position = this.#latest;
    this.#latest = null;
    if (!position) return;
    this.#sentAt = this.clock.now();
    this.send(position);
  }

  #failed({ code }: Pick<GeolocationPositionError, "code">): void {
    // 1 is PERMISSION_DENIED. Anything else (no satellites in a tunnel) passes, and the watch goes on.
    const refused = code === 1;
    if (refused) this.#unwatch();
    this.#become(refused ? "refused" : "searching");
  }

  #unwatch(): void {
    if (this.#watch !== null) this.gps?.clearWatch(this.#watch);
    this.#watch = null;
    this.#latest = null;
    this.#cancel?.();
    this.#cancel = null;
  }

  #become(state: Sharing): void {
    if (state === this.#state) return;
    this.#state = state;
    this.onchange(state);
  }
}
