// The room's clock. The desk's own clock may be wrong; only the time that passes is taken from it.

/** Corrections smaller than this are the network's jitter, milliseconds. */
const JITTER_MS = 300;

class RoomClock {
  #offset = Date.now() - performance.now();
  #heard = false;

  /** The room's time, unix milliseconds, brought up to date on each of its full seconds. */
  now = $state(Date.now());

  /** Takes over what the room says. */
  hear(roomNow: number): void {
    const offset = roomNow - performance.now();
    if (this.#heard && Math.abs(offset - this.#offset) < JITTER_MS) return;
    this.#heard = true;
    this.#offset = offset;
    this.now = this.exactly();
  }

  /** The room's time at this instant. */
  exactly(): number {
    return Math.round(performance.now() + this.#offset);
  }

  /** Ticks until the answer is called. */
  run(): () => void {
    let timer: ReturnType<typeof setTimeout>;
    const tick = () => {
      // Not read back: an effect that runs this would be about the time, and run itself again with every millisecond.
      const now = this.exactly();
      this.now = now;
      timer = setTimeout(tick, 1000 - (now % 1000));
    };
    tick();
    return () => clearTimeout(timer);
  }
}

export const roomClock = new RoomClock();
