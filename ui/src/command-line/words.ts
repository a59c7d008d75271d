import type { Language } from "../generated/Language";

const id = {
  title: "Baris perintah",
  prompt: "Ketik perintah, nama unit atau nomor kejadian",
  offers: "Pilihan",
  will: "Enter",
  wants: (what: string) => `Sebut ${what}.`,
  unknown: (words: string) => `“${words}” tidak dikenal di sini.`,
  meant: (words: string, near: string) => `“${words}” tidak dikenal. Maksud Anda ${near}?`,
  nothing: "Tekan huruf pertama, atau panah untuk memilih.",
  searching: "Mencari…",
  running: "Mengirim…",
  completes: "melengkapi",
  chooses: "memilih",
  history: "riwayat",
  leaves: "kembali",
  line: "Perintah",
  near: "Mungkin maksud Anda",
  atHand: "Yang bisa dilakukan di sini",
};

const en: typeof id = {
  title: "Command line",
  prompt: "Type a command, a unit or an incident's number",
  offers: "Choices",
  will: "Enter",
  wants: (what) => `Name the ${what}.`,
  unknown: (words) => `“${words}” means nothing here.`,
  meant: (words, near) => `“${words}” means nothing here. Did you mean ${near}?`,
  nothing: "Type a first letter, or choose with the arrows.",
  searching: "Searching…",
  running: "Sending…",
  completes: "completes",
  chooses: "chooses",
  history: "history",
  leaves: "back",
  line: "Command",
  near: "Perhaps you meant",
  atHand: "What can be done here",
};

export const lineWords: Record<Language, typeof id> = { id, en };
