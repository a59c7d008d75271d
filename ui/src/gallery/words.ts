// Sentences that the gallery tries its parts with, as long as real ones are.

import type { Language } from "../generated/Language";

const id = {
  short: "Tutup",
  long: "Kembalikan titik yang dipakai sebelumnya",
  label: "Nama yang menerima",
  hint: "Nama orang, bukan nama meja.",
  error: "Isi nama dulu, lalu tandatangani.",
  typed: "Ketua sif pagi",
  says: "Ruang kendali tidak terjangkau.",
  advice: "Ketikan Anda disimpan di sini dan dikirim begitu tersambung.",
  progress: "1 dari 3 ditandatangani",
  badge: "perlu bantuan khusus",
  status: "2 posisi basi",
};

const en: typeof id = {
  short: "Close",
  long: "Go back to the fix that was used before",
  label: "Name of whoever takes over",
  hint: "A person's name, not a desk's.",
  error: "Enter a name first, then sign.",
  typed: "Morning shift lead",
  says: "The room is not reached.",
  advice: "What you type is kept here and sent once the link is back.",
  progress: "1 of 3 signed",
  badge: "needs special help",
  status: "2 stale positions",
};

export const galleryWords: Record<Language, typeof id> = { id, en };
