// The window asks before it is closed while somebody would lose by it. A browser's tab has its room elsewhere.

import { Channel, invoke } from "@tauri-apps/api/core";
import { inWindow } from "../backend/connect";
import type { Language } from "../generated/Language";

/** What closing the window would end. */
export type Losses = { calls: number; ringing: number; desks: number; pages: number };

/** From now on, `ask` is called when somebody closes the window. */
export function guardClosing(ask: (losses: Losses) => void): void {
  if (!inWindow()) return;
  const channel = new Channel<Losses>();
  channel.onmessage = ask;
  void invoke("guard_closing", { channel });
}

/** The question stands on the screen. */
export function asked(): void {
  void invoke("closing_asked");
}

export function closeAnyway(): void {
  void invoke("close_anyway");
}

const id = {
  title: "Tutup meja ini?",
  hosts: "Meja ini menjalankan ruang kendali: kalau ditutup, ruang kendali ikut tutup.",
  calls: (count: number) => `${count} panggilan sedang berjalan tidak ada yang memegang lagi.`,
  ringing: (count: number) => `${count} panggilan berdering tidak akan dijawab di sini.`,
  desks: (count: number) => `${count} meja lain terputus.`,
  pages: (count: number) => `${count} halaman unit terputus.`,
  kept: "Semua yang dicatat tetap tersimpan dan ada lagi begitu meja ini dibuka.",
  stay: "Tetap buka",
  close: "Tutup meja",
};

const en: typeof id = {
  title: "Close this desk?",
  hosts: "This desk runs the room: closing it closes the room.",
  calls: (count) =>
    count === 1
      ? "1 call is under way and nobody will have it."
      : `${count} calls are under way and nobody will have them.`,
  ringing: (count) =>
    count === 1
      ? "1 call rings and will not be answered here."
      : `${count} calls ring and will not be answered here.`,
  desks: (count) => (count === 1 ? "1 other desk is cut off." : `${count} other desks are cut off.`),
  pages: (count) => (count === 1 ? "1 unit's page is cut off." : `${count} units' pages are cut off.`),
  kept: "All that was written down is kept, and there again once this desk is opened.",
  stay: "Keep it open",
  close: "Close the desk",
};

export const closingWords: Record<Language, typeof id> = { id, en };
