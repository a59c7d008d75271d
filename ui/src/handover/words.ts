import type { HandoverSubject } from "../generated/HandoverSubject";
import type { Language } from "../generated/Language";

type About = HandoverSubject["about"];

const id = {
  title: "Serah terima",
  close: "Tutup",
  print: "Cetak",
  begin: "Mulai serah terima",
  beginWhy: "Ruang kendali mendaftar semua yang masih terbuka. Pengganti menandatanganinya satu per satu.",
  outgoing: "Nama yang menyerahkan",
  incoming: "Nama yang menerima",
  begun: (name: string, when: string) => `Dimulai ${when} oleh ${name}`,
  words: "Pesan untuk sif berikutnya",
  wordsHint: "apa yang perlu diketahui dan tidak ada di daftar",
  keeping: { saved: "tersimpan", saving: "menyimpan…", unsaved: "belum tersimpan" },
  items: "Yang diserahkan",
  nothing: "Tidak ada yang terbuka. Sif berikutnya mulai dari bersih.",
  groups: {
    open_incident: "Kejadian terbuka",
    waiting_call: "Panggilan menunggu",
    call_back: "Perlu dihubungi balik",
    unit_out_of_service: "Unit tidak siap",
    road_closed: "Jalan ditutup",
  } satisfies Record<About, string>,
  since: (when: string) => `sejak ${when}`,
  sign: "Tandatangani",
  signItem: (name: string) => `Tandatangani ${name}`,
  signed: (name: string, when: string) => `${name}, ${when}`,
  progress: (signed: number, all: number) => `${signed} dari ${all} ditandatangani`,
  nameFirst: "Isi nama yang menerima dulu.",
  keys: "Panah memilih, Enter menandatangani lalu ke berikutnya.",
  takeOver: "Ambil alih",
  complete: (outgoing: string, incoming: string) => `${outgoing} kepada ${incoming}`,
  completedAt: (when: string) => `Selesai ${when}`,
  earlier: "Serah terima sebelumnya",
  none: "Belum ada serah terima.",
  noWords: "Tanpa pesan.",
  handsOver: "Yang menyerahkan",
  takesOver: "Yang menerima",
  unnamedRoad: "Jalan tanpa nama",
};

type Words = typeof id;

const en: Words = {
  title: "Handover",
  close: "Close",
  print: "Print",
  begin: "Begin handover",
  beginWhy: "The room lists everything that is still open. Whoever takes over signs it item by item.",
  outgoing: "Name of the outgoing lead",
  incoming: "Name of the incoming lead",
  begun: (name, when) => `Begun ${when} by ${name}`,
  words: "Message to the next shift",
  wordsHint: "what must be known and is not on the list",
  keeping: { saved: "saved", saving: "saving…", unsaved: "not saved yet" },
  items: "Handed over",
  nothing: "Nothing is open. The next shift starts clean.",
  groups: {
    open_incident: "Open incidents",
    waiting_call: "Calls waiting",
    call_back: "Call-backs due",
    unit_out_of_service: "Units out of service",
    road_closed: "Roads closed",
  },
  since: (when) => `since ${when}`,
  sign: "Sign",
  signItem: (name) => `Sign ${name}`,
  signed: (name, when) => `${name}, ${when}`,
  progress: (signed, all) => `${signed} of ${all} signed`,
  nameFirst: "Fill in the incoming lead's name first.",
  keys: "Arrows choose, Enter signs and goes to the next.",
  takeOver: "Take over",
  complete: (outgoing, incoming) => `${outgoing} to ${incoming}`,
  completedAt: (when) => `Completed ${when}`,
  earlier: "Earlier handovers",
  none: "No handover yet.",
  noWords: "No message.",
  handsOver: "Handing over",
  takesOver: "Taking over",
  unnamedRoad: "Road without a name",
};

export type HandoverWords = Words;
export const handoverWords: Record<Language, Words> = { id, en };
