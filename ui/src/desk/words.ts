// What the desk says before it has a room, without a call, and when the room itself is not well.

import type { Language } from "../generated/Language";

const id = {
  loading: "Memuat ruang kendali…",
  unreached: {
    says: "Ruang kendali tidak terjangkau.",
    advice: "Dicoba lagi terus. Periksa jaringan, dan apakah ruang kendali berjalan.",
  },
  unknown: {
    says: "Meja ini tidak dikenal ruang kendali.",
    advice: "Buka lagi lewat alamat yang ditulis ruang kendali saat dijalankan.",
  },
  lost: {
    says: "Sambungan terputus.",
    advice: "Ketikan Anda disimpan di sini dan dikirim begitu tersambung. Kabari unit lewat radio.",
  },
  reopening: {
    says: "Jurnal sedang diperiksa.",
    advice: "Yang Anda kirim menunggu sampai jurnal bisa ditulis lagi.",
  },
  down: {
    says: "Jurnal tidak bisa ditulis.",
    advice: "Tidak ada yang tersimpan sekarang: catat di kertas, dan kabari unit lewat radio.",
  },
  nameless: {
    says: "Nama tempat tidak bisa dibaca.",
    advice: "Pilih lokasi di peta, atau ketik koordinat atau kode plus. Wilayah ini perlu dibangun ulang.",
  },
  noCalls: {
    says: "Tidak ada panggilan.",
    advice: "Yang masuk muncul di sini.",
  },
  noCall: {
    says: "Belum ada panggilan yang dibuka.",
    advice: "F2 menjawab yang berdering terlama, F3 mencatat panggilan baru.",
  },
  notSent: (call: string) => `${call} belum dikirim: Anda sudah membuka yang lain. Buka lagi, lalu kirim.`,
};

const en: typeof id = {
  loading: "Loading the room…",
  unreached: {
    says: "The room is not reached.",
    advice: "It is tried again and again. Check the network, and whether the room is running.",
  },
  unknown: {
    says: "The room does not know this desk.",
    advice: "Open it again by the address that the room prints when it starts.",
  },
  lost: {
    says: "The link is lost.",
    advice: "What you type is kept here and sent once the link is back. Tell units by radio.",
  },
  reopening: {
    says: "The log is being checked.",
    advice: "What you send waits until the log can be written again.",
  },
  down: {
    says: "The log can't be written.",
    advice: "Nothing is saved now: write on paper, and tell units by radio.",
  },
  nameless: {
    says: "Names of places can't be read.",
    advice: "Set the place on the map, or type coordinates or a plus code. The region has to be built again.",
  },
  noCalls: {
    says: "No calls.",
    advice: "Those that come in stand here.",
  },
  noCall: {
    says: "No call is open.",
    advice: "F2 answers the one that has rung longest, F3 enters a new one.",
  },
  notSent: (call: string) =>
    `${call} is not sent yet: you have opened something else. Open it again, then send.`,
};

export const deskWords: Record<Language, typeof id> = { id, en };
