import type { Language } from "../generated/Language";

const id = {
  undone: "Dibatalkan.",
  nothing: "Tidak ada yang bisa dibatalkan.",
  changed: "Sudah diubah lagi sesudahnya: tidak dibatalkan.",
  /** The reason in the log where one is wanted. */
  why: "dibatalkan",

  duty: {
    on_duty: (unit: string) => `${unit} siap lagi.`,
    out_of_service: (unit: string) => `${unit} tidak siap tugas.`,
    off_duty: (unit: string) => `${unit} di luar dinas.`,
  },
  priority: (incident: string, level: number) => `${incident}: prioritas ${level}.`,
  kind: (incident: string, kind: string) => `${incident}: ${kind}.`,
  moved: (incident: string, place: string) => `${incident} dipindah ke ${place}.`,
  level: (incident: string, level: number) => `${incident}: alarm tingkat ${level}.`,
  merged: (from: string, into: string) => `${from} digabung ke ${into}.`,
  parted: (incident: string) => `${incident} dipisahkan lagi.`,
  diverted: (unit: string, to: string) => `${unit} dialihkan ke ${to}.`,
  queued: (unit: string, to: string) => `${to} menunggu ${unit}.`,
  unqueued: (unit: string, to: string) => `${to} tidak lagi menunggu ${unit}.`,
  abusive: "Penelepon ditandai kasar. Formulirnya tetap terbuka.",
  notAbusive: "Tanda kasar dihapus.",
  premise: "Catatan tempat disimpan.",
  noPremise: "Catatan tempat dihapus.",
  hazard: "Catatan tempat ditandai bahaya.",
  noHazard: "Catatan tempat bukan bahaya lagi.",
  entered: "Nomor dicatat.",
  unjoined: (incident: string) => `Panggilan dilepas dari ${incident}.`,
  closedRoad: (why: string) => `Jalan ditutup: ${why}.`,
  slowedRoad: (why: string) => `Jalan lambat: ${why}.`,
  changedRoad: (why: string) => `Penutupan diubah: ${why}.`,
  openedRoad: (why: string) => `Jalan dibuka: ${why}.`,
  movedUp: (unit: string, place: string) => `${unit} siaga di ${place}.`,
  sentBack: (unit: string) => `${unit} kembali ke posnya.`,
  firstDue: (zone: string, units: string) =>
    units ? `Pilihan pertama di ${zone}: ${units}.` : `${zone} tanpa pilihan pertama.`,

  stays: {
    sent: (units: string) =>
      `${units} sudah diberi tahu. Yang tidak perlu ditarik dengan “Tarik” dan alasannya.`,
    opened: "Kejadian sudah dibuka. Kalau keliru, tutup sebagai alarm palsu.",
    diverted: (unit: string) =>
      `${unit} sudah diberi tahu tujuannya: alihkan lagi, atau tarik dengan alasan.`,
    reported: (unit: string) => `Status ${unit} sudah tercatat dan tidak dihapus; laporkan yang berikutnya.`,
    noted: "Catatan tetap di log. Tulis catatan yang membetulkannya.",
    paired: (unit: string) => `Tautan lama ${unit} sudah tidak berlaku. Buat tautan baru kalau perlu.`,
    linked: "Tautan sebelumnya sudah tidak berlaku. Buat tautan baru kalau perlu.",
    entered: "Isinya diperbaiki di formulir nomor.",
    signed: "Yang sudah ditandatangani tidak dibatalkan.",
    acknowledged: "Alarm sudah diakui; ia hilang sendiri kalau sebabnya selesai.",
  },
};

const en: typeof id = {
  undone: "Taken back.",
  nothing: "There is nothing to undo.",
  changed: "It was changed again since: not undone.",
  why: "taken back",

  duty: {
    on_duty: (unit) => `${unit} is back in service.`,
    out_of_service: (unit) => `${unit} is out of service.`,
    off_duty: (unit) => `${unit} is off duty.`,
  },
  priority: (incident, level) => `${incident}: priority ${level}.`,
  kind: (incident, kind) => `${incident}: ${kind}.`,
  moved: (incident, place) => `${incident} moved to ${place}.`,
  level: (incident, level) => `${incident}: alarm level ${level}.`,
  merged: (from, into) => `${from} was merged into ${into}.`,
  parted: (incident) => `${incident} is on its own again.`,
  diverted: (unit, to) => `${unit} diverted to ${to}.`,
  queued: (unit, to) => `${to} waits for ${unit}.`,
  unqueued: (unit, to) => `${to} no longer waits for ${unit}.`,
  abusive: "The caller is marked as abusive. The form stays open.",
  notAbusive: "The mark was taken back.",
  premise: "The premise note was kept.",
  noPremise: "The premise note was removed.",
  hazard: "The premise note was marked as a hazard.",
  noHazard: "The premise note is no hazard any more.",
  entered: "The number was entered.",
  unjoined: (incident) => `The call left ${incident}.`,
  closedRoad: (why) => `Road closed: ${why}.`,
  slowedRoad: (why) => `Slow road: ${why}.`,
  changedRoad: (why) => `Closure changed: ${why}.`,
  openedRoad: (why) => `Road opened: ${why}.`,
  movedUp: (unit, place) => `${unit} stands by at ${place}.`,
  sentBack: (unit) => `${unit} goes back to its station.`,
  firstDue: (zone, units) => (units ? `First due in ${zone}: ${units}.` : `Nobody is first due in ${zone}.`),

  stays: {
    sent: (units) => `${units}: already told. Stand down whom you don't need, with the reason.`,
    opened: "The incident is open. If it was a mistake, close it as a false alarm.",
    diverted: (unit) => `${unit} has been told where to go: divert it again, or stand it down with a reason.`,
    reported: (unit) => `The status of ${unit} is in the log and stays; report the next one.`,
    noted: "A note stays in the log. Write one that puts it right.",
    paired: (unit) => `The old link of ${unit} no longer works. Make a new one if you need it.`,
    linked: "The link before no longer works. Make a new one if you need it.",
    entered: "What is wrong is put right in the number's form.",
    signed: "What was signed is not undone.",
    acknowledged: "The alarm is acknowledged; it goes by itself once its cause is over.",
  },
};

export const undoWords: Record<Language, typeof id> = { id, en };
export type UndoWords = typeof id;
