// A ring that can't be overheard: two tones, repeated while a call rings unanswered.

const EVERY_MS = 2200;

export class RingTone {
  #audio: AudioContext | null = null;
  #timer: ReturnType<typeof setInterval> | undefined;

  /** Rings from now on, or stops. */
  set(ringing: boolean): void {
    if (ringing === (this.#timer !== undefined)) return;
    if (!ringing) {
      clearInterval(this.#timer);
      this.#timer = undefined;
      return;
    }
    this.#ring();
    this.#timer = setInterval(() => this.#ring(), EVERY_MS);
  }

  #ring(): void {
    // A browser without sound, or one that wants a key pressed first: the queue still shows the ring.
    if (typeof AudioContext === "undefined") return;
    this.#audio ??= new AudioContext();
    if (this.#audio.state !== "running") return void this.#audio.resume();
    for (const [at, pitch] of [
      [0, 880],
      [0.18, 660],
      [0.36, 880],
    ] as const)
      this.#tone(this.#audio, at, pitch);
  }

  #tone(audio: AudioContext, at: number, pitch: number): void {
    const [tone, volume] = [audio.createOscillator(), audio.createGain()];
    tone.frequency.value = pitch;
    volume.gain.setValueAtTime(0.12, audio.currentTime + at);
    volume.gain.exponentialRampToValueAtTime(0.001, audio.currentTime + at + 0.17);
    tone.connect(volume).connect(audio.destination);
    tone.start(audio.currentTime + at);
    tone.stop(audio.currentTime + at + 0.18);
  }
}
