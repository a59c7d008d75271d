// The desk's sounds: which repeat now, how loud each is, and whether the browser lets any be heard.

import type { Urgency } from "../generated/Urgency";
import { play, SOUNDS } from "./tones";

const KEPT = "sigap.sounds";
export const KINDS: Urgency[] = ["ring", "life", "action"];

type Kept = { muted: boolean; volume: Record<Urgency, number> };

/** Whether sound can be heard: browsers stay mute until a page is touched. */
export type Hearing = "ready" | "silent" | "none";

export class Sounds {
  /** Turned off by whoever sits here. */
  muted = $state(false);
  /** From 0 to 1. */
  volume = $state<Record<Urgency, number>>({ ring: 0.7, life: 0.9, action: 0.5 });
  hearing = $state<Hearing>("silent");
  #audio: AudioContext | null = null;
  #timers = new Map<Urgency, ReturnType<typeof setInterval>>();

  constructor(
    readonly make: () => AudioContext | null = () =>
      typeof AudioContext === "undefined" ? null : new AudioContext(),
  ) {
    const kept = read();
    if (!kept) return;
    this.muted = kept.muted;
    for (const kind of KINDS) this.volume[kind] = kept.volume[kind] ?? this.volume[kind];
  }

  /** Gets the browser's leave to be heard: at once where it gives it, else with the first key or click. */
  begin(): () => void {
    // Asked for sooner, it would only be refused, and complained of.
    if (navigator.userActivation?.hasBeenActive) this.wake();
    const wake = () => this.wake();
    addEventListener("keydown", wake, true);
    addEventListener("pointerdown", wake, true);
    return () => {
      removeEventListener("keydown", wake, true);
      removeEventListener("pointerdown", wake, true);
    };
  }

  wake(): void {
    if (!this.#audio) {
      this.#audio = this.make();
      this.#audio?.addEventListener("statechange", () => this.#hear());
    }
    if (this.#audio?.state === "suspended") void this.#audio.resume().then(() => this.#hear());
    this.#hear();
  }

  #hear(): void {
    this.hearing = !this.#audio ? "none" : this.#audio.state === "running" ? "ready" : "silent";
  }

  toggle(): void {
    this.muted = !this.muted;
    this.#keep();
  }

  setVolume(kind: Urgency, volume: number): void {
    this.volume[kind] = Math.min(1, Math.max(0, volume));
    this.#keep();
  }

  /** Repeats these from now on, and no others. */
  repeat(wanted: ReadonlySet<Urgency>): void {
    for (const kind of KINDS) {
      const timer = this.#timers.get(kind);
      if (wanted.has(kind) === (timer !== undefined)) continue;
      clearInterval(timer);
      this.#timers.delete(kind);
      if (!wanted.has(kind)) continue;
      this.#sound(kind);
      this.#timers.set(
        kind,
        setInterval(() => this.#sound(kind), SOUNDS[kind].everyMs),
      );
    }
  }

  /** Once, to hear what it is like; even where sound is turned off. */
  test(kind: Urgency): void {
    this.wake();
    if (this.#audio) play(this.#audio, kind, this.volume[kind]);
  }

  #sound(kind: Urgency): void {
    const heard = this.#audio?.state === "running" && !this.muted && this.volume[kind] > 0;
    if (heard && this.#audio) play(this.#audio, kind, this.volume[kind]);
  }

  #keep(): void {
    const kept: Kept = { muted: this.muted, volume: { ...this.volume } };
    localStorage.setItem(KEPT, JSON.stringify(kept));
  }
}

function read(): Kept | null {
  try {
    return JSON.parse(localStorage.getItem(KEPT) ?? "null") as Kept | null;
  } catch {
    return null;
  }
}

export const sounds = new Sounds();
