/** How often a notice that nobody has acknowledged calls again, ms. */
const AGAIN_MS = 4_000;

/** Two rising tones, three times: heard over an engine, unlike any ring tone. */
function sound(audio: AudioContext): void {
  const volume = audio.createGain();
  volume.gain.value = 0.5;
  volume.connect(audio.destination);
  for (let i = 0; i < 6; i += 1) {
    const tone = audio.createOscillator();
    tone.type = "square";
    tone.frequency.value = i % 2 === 0 ? 740 : 1110;
    tone.connect(volume);
    tone.start(audio.currentTime + i * 0.22);
    tone.stop(audio.currentTime + i * 0.22 + 0.18);
  }
}

/** Browsers let a page vibrate, as they let it sound, only after it was touched once; they complain if it tries. */
function vibrate(pattern: number | number[]): void {
  if (navigator.userActivation?.hasBeenActive) navigator.vibrate?.(pattern);
}

/**
 * Calls the crew with sound, vibration and the page's title, again and again until it is silenced.
 *
 * Browsers let a page sound only after it was touched once; until then `muted` is true and the page has to say so.
 */
export class Alert {
  readonly #audio = typeof AudioContext === "undefined" ? null : new AudioContext();
  #timer: ReturnType<typeof setInterval> | null = null;
  #title: string | null = null;

  constructor(readonly onmuted: (muted: boolean) => void) {
    this.#audio?.addEventListener("statechange", () => this.onmuted(this.muted));
    this.onmuted(this.muted);
  }

  get muted(): boolean {
    return this.#audio?.state !== "running";
  }

  /** To be called from a press, for only then do browsers allow sound. */
  async unmute(): Promise<void> {
    await this.#audio?.resume();
    this.onmuted(this.muted);
  }

  start(title: string): void {
    if (this.#timer !== null) return;
    this.#title = document.title;
    const plain = document.title;
    let on = false;
    const call = () => {
      on = !on;
      document.title = on ? title : plain;
      if (this.#audio && !this.muted) sound(this.#audio);
      vibrate([500, 200, 500, 200, 500]);
    };
    call();
    this.#timer = setInterval(call, AGAIN_MS);
  }

  stop(): void {
    if (this.#timer === null) return;
    clearInterval(this.#timer);
    this.#timer = null;
    vibrate(0);
    if (this.#title !== null) document.title = this.#title;
  }
}
