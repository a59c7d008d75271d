import { describe, expect, it } from "vitest";
import type { UnitPosition } from "../generated/UnitPosition";
import { asPosition, type Clock, EVERY_MS, PositionSharing, type Sharing } from "./position-sharing";

class Hands implements Clock {
  time = 0;
  #bells: { at: number; ring: () => void }[] = [];

  now = () => this.time;

  after(ms: number, ring: () => void): () => void {
    const bell = { at: this.time + ms, ring };
    this.#bells.push(bell);
    return () => {
      this.#bells = this.#bells.filter((other) => other !== bell);
    };
  }

  turn(ms: number): void {
    this.time += ms;
    const due = this.#bells.filter(({ at }) => at <= this.time);
    this.#bells = this.#bells.filter(({ at }) => at > this.time);
    for (const { ring } of due) ring();
  }
}

class Gps {
  read: PositionCallback = () => {};
  fail: (code: number) => void = () => {};
  watching = 0;

  watchPosition(read: PositionCallback, failed?: PositionErrorCallback | null): number {
    this.watching += 1;
    this.read = read;
    this.fail = (code) => failed?.({ code } as GeolocationPositionError);
    return 7;
  }

  clearWatch(id: number): void {
    if (id === 7) this.watching -= 1;
  }

  at(lat: number): void {
    const coords = { latitude: lat, longitude: 114, heading: null, speed: null };
    this.read({ timestamp: 1_000, coords } as GeolocationPosition);
  }
}

function phone() {
  const clock = new Hands();
  const gps = new Gps();
  const sent: UnitPosition[] = [];
  const states: Sharing[] = [];
  const sharing = new PositionSharing(
    gps,
    (position) => sent.push(position),
    (state) => states.push(state),
    clock,
  );
  return { clock, gps, sent, states, sharing };
}

describe("position sharing", () => {
  it.each<[string, number | null, number | null, Partial<UnitPosition>]>([
    ["standing still", Number.NaN, 0, { heading_deg: null, speed_mps: 0 }],
    ["unknown", null, null, { heading_deg: null, speed_mps: null }],
    ["north by a hair", 359.7, 12.5, { heading_deg: 0, speed_mps: 12.5 }],
  ])("writes a reading as the room wants it: %s", (_, heading, speed, expected) => {
    const reading = { timestamp: 1000.4, coords: { latitude: -8, longitude: 114, heading, speed } };
    expect(asPosition(reading)).toMatchObject({ at: 1000, position: { lat: -8, lon: 114 }, ...expected });
  });

  it("sends the first reading at once, then the latest every five seconds", () => {
    const { clock, gps, sent, sharing } = phone();
    sharing.start();
    for (const lat of [1, 2, 3]) gps.at(lat);
    expect(sent.map(({ position }) => position.lat)).toEqual([1]);
    clock.turn(EVERY_MS - 1);
    expect(sent.length).toBe(1);
    clock.turn(1);
    expect(sent.map(({ position }) => position.lat)).toEqual([1, 3]);
    clock.turn(EVERY_MS);
    expect(sent.length).toBe(2);
  });

  it("sends nothing after it was switched off", () => {
    const { clock, gps, sent, states, sharing } = phone();
    sharing.start();
    gps.at(1);
    gps.at(2);
    sharing.stop();
    clock.turn(EVERY_MS);
    expect(sent.length).toBe(1);
    expect(gps.watching).toBe(0);
    expect(states).toEqual(["searching", "sharing", "off"]);
  });

  it("tells refusal from a tunnel", () => {
    const { gps, states, sharing } = phone();
    sharing.start();
    gps.at(1);
    gps.fail(2);
    gps.fail(1);
    expect(states).toEqual(["searching", "sharing", "searching", "refused"]);
    expect(gps.watching).toBe(0);
  });

  it("says so where the link is not secure", () => {
    const states: Sharing[] = [];
    new PositionSharing(
      null,
      () => {},
      (state) => states.push(state),
    ).start();
    expect(states).toEqual(["impossible"]);
  });
});
