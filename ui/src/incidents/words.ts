import type { Language } from "../generated/Language";

const id = {
  paper: {
    title: "Laporan kejadian",
    print: "Cetak laporan",
    kind: "Kejadian",
    place: "Lokasi",
    urgency: "Tingkat",
    reported: "Dilaporkan",
    closed: "Ditutup",
    open: "masih terbuka",
    unit: "Unit",
    end: "berakhir",
    lead: "Ketua sif",
  },
  /** Short, so that a row of what may be reported stays one line. */
  detail: "Rincian",
  premises: "Catatan tempat",
  noUnits: {
    says: "Belum ada unit di kejadian ini.",
    advice: "Tambah unit di tab sebelah: usulannya sudah dihitung.",
  },
  merge: "Gabung",
  mergeTitle: (own: string) => `Gabungkan ${own} ke`,
  mergeInto: (own: string, other: string, units: number) =>
    units === 0 ? `${own} masuk ke ${other}` : `${own} masuk ke ${other}, ${units} unit ikut`,
  likely: (metres: string) => `mungkin sama, ${metres}`,
  sameNumber: "nomor yang sama",
  noOthers: "Tidak ada kejadian lain yang terbuka.",
  merged: (own: string, other: string) => `${own} digabung ke ${other}.`,
  unmerge: "Pisahkan",
  mergedInto: (other: string) => `Laporan ganda: digabung ke ${other}`,
  includes: (own: string, calls: number) => `Termasuk ${own} · ${calls} laporan`,
  open: (own: string) => `Buka ${own}`,

  priority: "Prioritas",
  priorityAsk: "Prioritas baru (1–5) dan alasannya",
  priorityHint: "misalnya: 2 korban bertambah",
  priorityWrong: "Mulai dengan angka 1 sampai 5, lalu alasannya.",
  lower: "Turunkan alarm",

  hospitals: "Bawa ke mana?",
  hospital: "rumah sakit",
  clinic: "klinik",
  other: "Tempat lain…",
  noHospitals: "Tidak ada rumah sakit yang terjangkau lewat jalan.",
  away: (minutes: string, distance: string) => `${minutes} · ${distance}`,
  destination: (place: string) => `ke ${place}`,
  unplaced: "tidak ada di peta: tanpa perkiraan tiba",

  awaited: "Menunggu unit bebas",
  queuedSince: (age: string) => `antre ${age}`,
  after: (count: number) => (count === 0 ? "berikutnya" : `setelah ${count} kejadian lain`),
  unqueue: "Batal antre",

  busy: (count: number) => `${count} unit sedang bertugas`,
  on: (incident: string, priority: number) => `di ${incident}, prioritas ${priority}`,
  leaves: (incident: string, others: number) =>
    others === 0 ? `${incident} tinggal tanpa unit` : `${incident} tinggal ${others} unit`,
  divert: "Alihkan",
  diverts: "dialihkan",
  queue: "Antrekan",
  queues: "antre",
  divertReason: "lebih mendesak",
  freeAt: (time: string) => `bebas sekitar ${time}`,
  freeUnknown: "belum tahu kapan bebas",
  also: (diverted: number, queued: number) =>
    [diverted > 0 ? `alihkan ${diverted}` : "", queued > 0 ? `antrekan ${queued}` : ""]
      .filter(Boolean)
      .join(", "),
  firstDue: "pilihan pertama wilayah ini",

  told: {
    fixChosen: "Titik lokasi dipilih",
    prioritySet: (priority: number, why: string) => `Prioritas ${priority}: ${why}`,
    merged: (from: string, into: string) => `${from} digabung ke ${into}`,
    unmerged: (from: string) => `${from} dipisahkan lagi`,
    diverted: (unit: string, why: string) => `${unit} dialihkan: ${why}`,
    queued: (unit: string) => `${unit} diantrekan`,
    unqueued: (unit: string) => `${unit} batal antre`,
    calledBack: "Sudah dihubungi balik",
    abusive: "Ditandai kasar",
    linked: "Tautan lokasi dibuat untuk penelepon",
  },
};

const en: typeof id = {
  paper: {
    title: "Incident report",
    print: "Print the report",
    kind: "Incident",
    place: "Place",
    urgency: "Urgency",
    reported: "Reported",
    closed: "Closed",
    open: "still open",
    unit: "Unit",
    end: "ended",
    lead: "Shift lead",
  },
  detail: "Detail",
  premises: "Premise notes",
  noUnits: {
    says: "No unit is on this incident.",
    advice: "Add units in the next tab: the recommendation is there.",
  },
  merge: "Merge",
  mergeTitle: (own) => `Merge ${own} into`,
  mergeInto: (own, other, units) =>
    units === 0
      ? `${own} goes into ${other}`
      : `${own} goes into ${other}, with ${units} unit${units === 1 ? "" : "s"}`,
  likely: (metres) => `maybe the same, ${metres}`,
  sameNumber: "the same number",
  noOthers: "No other incident is open.",
  merged: (own, other) => `${own} was merged into ${other}.`,
  unmerge: "Unmerge",
  mergedInto: (other) => `Duplicate: merged into ${other}`,
  includes: (own, calls) => `Includes ${own} · ${calls} report${calls === 1 ? "" : "s"}`,
  open: (own) => `Open ${own}`,

  priority: "Priority",
  priorityAsk: "New priority (1–5) and why",
  priorityHint: "for example: 2 more victims",
  priorityWrong: "Begin with a number from 1 to 5, then the reason.",
  lower: "Lower the alarm",

  hospitals: "Where to?",
  hospital: "hospital",
  clinic: "clinic",
  other: "Elsewhere…",
  noHospitals: "No hospital can be reached by road.",
  away: (minutes, distance) => `${minutes} · ${distance}`,
  destination: (place) => `to ${place}`,
  unplaced: "not on the map: no arrival time",

  awaited: "Waiting for units to be free",
  queuedSince: (age) => `queued ${age}`,
  after: (count) => (count === 0 ? "next" : `after ${count} other incident${count === 1 ? "" : "s"}`),
  unqueue: "Take off the queue",

  busy: (count) => `${count} unit${count === 1 ? " is" : "s are"} busy`,
  on: (incident, priority) => `on ${incident}, priority ${priority}`,
  leaves: (incident, others) =>
    others === 0
      ? `leaves ${incident} without units`
      : `leaves ${incident} ${others} unit${others === 1 ? "" : "s"}`,
  divert: "Divert",
  diverts: "diverted",
  queue: "Queue",
  queues: "queued",
  divertReason: "more urgent",
  freeAt: (time) => `free about ${time}`,
  freeUnknown: "not known when free",
  also: (diverted, queued) =>
    [diverted > 0 ? `divert ${diverted}` : "", queued > 0 ? `queue ${queued}` : ""]
      .filter(Boolean)
      .join(", "),
  firstDue: "first due in this zone",

  told: {
    fixChosen: "Location chosen",
    prioritySet: (priority, why) => `Priority ${priority}: ${why}`,
    merged: (from, into) => `${from} merged into ${into}`,
    unmerged: (from) => `${from} on its own again`,
    diverted: (unit, why) => `${unit} diverted: ${why}`,
    queued: (unit) => `${unit} queued`,
    unqueued: (unit) => `${unit} off the queue`,
    calledBack: "Called back",
    abusive: "Marked as abusive",
    linked: "Location link made for the caller",
  },
};

export const incidentWords: Record<Language, typeof id> = { id, en };
export type IncidentWords = typeof id;
