// What the desk sounds like, made of oscillators: each kind can be told apart with one's back to the screen.

import type { Urgency } from "../generated/Urgency";

/** One tone: when it begins and how long it lasts, seconds, and its pitch at both ends, hertz. */
type Tone = { at: number; lasts: number; from: number; to: number };

/** A sound, and how often it is repeated, milliseconds. */
type Sound = { wave: OscillatorType; tones: Tone[]; everyMs: number };

const steady = (at: number, lasts: number, pitch: number): Tone => ({ at, lasts, from: pitch, to: pitch });

export const SOUNDS: Record<Urgency, Sound> = {
  // A telephone.
  ring: {
    wave: "sine",
    tones: [steady(0, 0.18, 880), steady(0.18, 0.18, 660), steady(0.36, 0.18, 880)],
    everyMs: 2200,
  },
  // A siren's whoop, four times.
  life: {
    wave: "triangle",
    tones: [0, 0.22, 0.44, 0.66].map((at) => ({ at, lasts: 0.2, from: 700, to: 1500 })),
    everyMs: 3000,
  },
  // Somebody knocks.
  action: { wave: "sine", tones: [steady(0, 0.22, 523), steady(0.26, 0.3, 392)], everyMs: 15_000 },
};

/** Plays a sound once, from now on. */
export function play(audio: AudioContext, kind: Urgency, volume: number): void {
  const { wave, tones } = SOUNDS[kind];
  for (const { at, lasts, from, to } of tones) {
    const [tone, gain] = [audio.createOscillator(), audio.createGain()];
    const [begin, end] = [audio.currentTime + at, audio.currentTime + at + lasts];
    tone.type = wave;
    tone.frequency.setValueAtTime(from, begin);
    tone.frequency.linearRampToValueAtTime(to, end);
    // It swells and fades within milliseconds, or it would click.
    gain.gain.setValueAtTime(0.0001, begin);
    gain.gain.exponentialRampToValueAtTime(Math.max(0.0001, volume * 0.3), begin + 0.015);
    gain.gain.exponentialRampToValueAtTime(0.0001, end);
    tone.connect(gain).connect(audio.destination);
    tone.start(begin);
    tone.stop(end);
  }
}
