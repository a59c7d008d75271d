import type { AlarmSubject } from "../generated/AlarmSubject";
import type { Language } from "../generated/Language";
import type { Service } from "../generated/Service";
import type { Urgency } from "../generated/Urgency";

/** What an alarm is about, with its names filled in; `more` counts the further causes of the same line. */
export type Told = Record<AlarmSubject["about"], (what: string, where: string, more: number) => string>;

const others = (what: string, more: number) => (more > 0 ? `${what} dan ${more} lainnya` : what);
const andMore = (what: string, more: number) => (more > 0 ? `${what} and ${more} more` : what);

const services: Record<Service, string> = {
  fire: "Pemadam",
  medical: "Ambulans",
  police: "Ketertiban",
  rescue: "Penyelamat",
};
const englishServices: Record<Service, string> = {
  fire: "Fire",
  medical: "Ambulance",
  police: "Police",
  rescue: "Rescue",
};

const told: Told = {
  unanswered_ring: (call, _, more) =>
    more > 0 ? `${more + 1} panggilan belum dijawab, terlama ${call}` : `Panggilan ${call} belum dijawab`,
  unclassified_call: (call, _, more) => `${others(call, more)} lama berjalan tanpa jenis kejadian`,
  caller_on_hold: (call, _, more) => `${others(call, more)} lama ditahan: bicaralah lagi`,
  undecided_call: (call, _, more) => `${others(call, more)} lama terbuka tanpa keputusan`,
  incident_without_units: (incident) => `${incident} belum punya unit`,
  notice_not_acknowledged: (unit, incident, more) => `${others(unit, more)} belum mengakui tugas ${incident}`,
  not_moving: (unit, incident, more) => `${others(unit, more)} belum bergerak menuju ${incident}`,
  late_on_scene: (unit, incident, more) => `${others(unit, more)} terlambat tiba di ${incident}`,
  will_be_late: (unit, incident, more) => `${others(unit, more)} akan terlambat tiba di ${incident}`,
  position_stale: (unit, incident, more) =>
    `Posisi ${others(unit, more)} ke ${incident} tidak terdengar lagi`,
  on_scene_too_long: (unit, incident, more) =>
    `Tanyakan keadaan ${others(unit, more)}: lama di lokasi ${incident}`,
  call_back_due: (call, _, more) => `${others(call, more)} terputus, belum dihubungi balik`,
  zone_uncovered: (zone, service, more) => `${service} hampir tidak menjangkau ${others(zone, more)}`,
};

const englishTold: Told = {
  unanswered_ring: (call, _, more) =>
    more > 0 ? `${more + 1} calls are not answered, the longest ${call}` : `Call ${call} is not answered`,
  unclassified_call: (call, _, more) => `${andMore(call, more)} going on long without a type`,
  caller_on_hold: (call, _, more) => `${andMore(call, more)} long on hold: speak to them`,
  undecided_call: (call, _, more) => `${andMore(call, more)} open for long, nothing decided`,
  incident_without_units: (incident) => `${incident} has no units`,
  notice_not_acknowledged: (unit, incident, more) => `${andMore(unit, more)} did not acknowledge ${incident}`,
  not_moving: (unit, incident, more) => `${andMore(unit, more)} not moving towards ${incident}`,
  late_on_scene: (unit, incident, more) => `${andMore(unit, more)} late at ${incident}`,
  will_be_late: (unit, incident, more) => `${andMore(unit, more)} will be late at ${incident}`,
  position_stale: (unit, incident, more) => `Position of ${andMore(unit, more)} to ${incident} not heard of`,
  on_scene_too_long: (unit, incident, more) =>
    `Ask how ${andMore(unit, more)} is: long on scene at ${incident}`,
  call_back_due: (call, _, more) => `${andMore(call, more)} dropped and not called back`,
  zone_uncovered: (zone, service, more) => `${service} hardly reaches ${andMore(zone, more)}`,
};

/** By what a line of the command line names it. */
type Named = Record<AlarmSubject["about"], (what: string, service: string) => string>;

const named: Named = {
  unanswered_ring: (call) => `${call} berdering`,
  unclassified_call: (call) => `${call} tanpa jenis`,
  caller_on_hold: (call) => `${call} lama ditahan`,
  undecided_call: (call) => `${call} tanpa keputusan`,
  incident_without_units: (incident) => `${incident} tanpa unit`,
  notice_not_acknowledged: (unit) => `${unit} belum mengakui`,
  not_moving: (unit) => `${unit} belum bergerak`,
  late_on_scene: (unit) => `${unit} terlambat`,
  will_be_late: (unit) => `${unit} akan terlambat`,
  position_stale: (unit) => `${unit} tidak terdengar`,
  on_scene_too_long: (unit) => `${unit} lama di lokasi`,
  call_back_due: (call) => `${call} belum dihubungi`,
  zone_uncovered: (zone, service) => `${zone} tanpa ${service.toLowerCase()}`,
};

const englishNamed: Named = {
  unanswered_ring: (call) => `${call} rings`,
  unclassified_call: (call) => `${call} without type`,
  caller_on_hold: (call) => `${call} long on hold`,
  undecided_call: (call) => `${call} undecided`,
  incident_without_units: (incident) => `${incident} without units`,
  notice_not_acknowledged: (unit) => `${unit} not acknowledged`,
  not_moving: (unit) => `${unit} not moving`,
  late_on_scene: (unit) => `${unit} late`,
  will_be_late: (unit) => `${unit} will be late`,
  position_stale: (unit) => `${unit} not heard`,
  on_scene_too_long: (unit) => `${unit} long on scene`,
  call_back_due: (call) => `${call} not called back`,
  zone_uncovered: (zone, service) => `${zone} without ${service.toLowerCase()}`,
};

const id = {
  title: "Alarm",
  none: "Tidak ada alarm",
  acknowledge: "Akui",
  all: (count: number) => `${count} alarm`,
  list: "Semua alarm",
  urgency: { ring: "dering", life: "mengancam jiwa", action: "perlu tindakan" } satisfies Record<
    Urgency,
    string
  >,
  services,
  told,
  named,
  show: { incident: "Kejadian", call: "Panggilan", coverage: "Jangkauan" },
  rate: (count: number, budget: number) => `${count}/${budget} per meja per jam`,
  rateTitle: (count: number, desks: number, budget: number) =>
    `${count} alarm dalam satu jam terakhir, ${desks} meja; batas ${budget} per meja`,
  tooMany: "terlalu banyak",
  sounds: {
    title: "Suara",
    close: "Tutup",
    muted: "Suara dimatikan di meja ini",
    mute: "Matikan semua suara",
    unmute: "Hidupkan suara",
    silent: "Peramban masih bisu: tekan tombol apa saja untuk menyalakan suara",
    enable: "Nyalakan suara",
    ready: "Suara siap",
    none: "Peramban ini tidak bisa bersuara",
    test: "Coba",
    volume: (kind: string) => `Volume ${kind}`,
    off: "mati",
    kind: {
      ring: { name: "Panggilan berdering", when: "tiga nada, diulang sampai dijawab atau diakui" },
      life: { name: "Mengancam jiwa", when: "nada naik cepat, diulang sampai diakui" },
      action: { name: "Perlu tindakan", when: "dua nada rendah, jarang, sampai diakui" },
    } satisfies Record<Urgency, { name: string; when: string }>,
    quiet: "Yang tidak perlu tindakan tidak bersuara.",
  },
};

const en: typeof id = {
  title: "Alarms",
  none: "No alarms",
  acknowledge: "Acknowledge",
  all: (count) => `${count} alarms`,
  list: "All alarms",
  urgency: { ring: "ring", life: "danger to life", action: "needs action" },
  services: englishServices,
  told: englishTold,
  named: englishNamed,
  show: { incident: "Incident", call: "Call", coverage: "Coverage" },
  rate: (count, budget) => `${count}/${budget} per desk and hour`,
  rateTitle: (count, desks, budget) =>
    `${count} alarms in the last hour, ${desks} desks; at most ${budget} a desk`,
  tooMany: "too many",
  sounds: {
    title: "Sounds",
    close: "Close",
    muted: "Sound is off at this desk",
    mute: "Turn all sound off",
    unmute: "Turn sound on",
    silent: "The browser is still mute: press any key to turn sound on",
    enable: "Turn sound on",
    ready: "Sound is ready",
    none: "This browser can't make sound",
    test: "Test",
    volume: (kind) => `Volume ${kind}`,
    off: "off",
    kind: {
      ring: { name: "A call rings", when: "three tones, until answered or acknowledged" },
      life: { name: "Danger to life", when: "fast rising tones, until acknowledged" },
      action: { name: "Needs action", when: "two low tones, seldom, until acknowledged" },
    },
    quiet: "What needs no action makes no sound.",
  },
};

export const alarmWords: Record<Language, typeof id> = { id, en };
