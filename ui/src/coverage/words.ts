import type { Language } from "../generated/Language";
import type { MoveAdvice } from "../generated/MoveAdvice";
import type { ProposedMove } from "../generated/ProposedMove";
import type { ZoneChange } from "../generated/ZoneChange";

const percents = ({ before_percent, after_percent }: ZoneChange) => `${before_percent} → ${after_percent} %`;
const change = (zone: ZoneChange) => `${zone.name} ${percents(zone)}`;

const id = {
  title: "Jangkauan",
  services: "Layanan",
  close: "Tutup jangkauan",
  loading: "Menghitung jangkauan…",
  failed: "Jangkauan belum bisa dihitung.",
  failedAdvice: "Peta dan zona menyusul. Papan unit tetap menunjukkan siapa yang siap.",
  again: "Coba lagi",
  nobody: "Tidak ada unit yang siap: tidak ada yang terjangkau.",
  nobodyAdvice: "Minta bantuan pusat tetangga, atau panggil awak yang lepas dinas.",
  rule: (units: number, within: number, target: number) =>
    `${units} unit siap · tiba dalam ${within} mnt sejak laporan · sasaran ${target} % jalan`,
  ready: (units: number) => `${units} unit siap`,
  zones: "Jalan yang terjangkau per wilayah",
  planned: (percent: number) => `menjadi ${percent} % begitu semua di tempat siaga`,
  gap: "celah",
  legend: "Tiba dalam menit",
  within: (minutes: number) => `≤ ${minutes}`,
  beyond: (minutes: number) => `> ${minutes} mnt`,
  advice: (advice: Exclude<MoveAdvice, { is: "move" }>) => {
    if (advice.is === "enough") return "Semua wilayah mencapai sasaran.";
    if (advice.is === "nobody_free")
      return `Celah terbesar: ${advice.gap}. Tidak ada unit bebas untuk digeser.`;
    return `Celah terbesar: ${advice.gap}. Tidak ada satu geseran pun yang menolong tanpa merugikan wilayah lain.`;
  },
  proposal: "Usulan geser",
  move: ({ unit, to, kind, gap }: ProposedMove, minutes: string) => {
    const place = kind === "zone_centre" ? `tengah ${to.label}` : to.label;
    return `${gap.name} celah terbesar: geser ${unit} ke ${place} (${minutes} jalan), ${percents(gap)}`;
  },
  gains: (zones: ZoneChange[]) => `Ikut naik: ${zones.map(change).join(", ")}`,
  costs: (zones: ZoneChange[]) =>
    zones.length === 0 ? "Tidak ada wilayah yang turun." : `Turun: ${zones.map(change).join(", ")}`,
  accept: (unit: string) => `Geser ${unit}`,
  sure: (unit: string, place: string) => `Suruh ${unit} siaga di ${place}?`,
  yes: "Ya, geser",
  no: "Batal",
  told: (unit: string, place: string) => `${unit} disuruh siaga di ${place}.`,
  standingBy: "Siaga di luar pos",
  due: (time: string) => `perkiraan ${time}`,
  back: "Kembalikan",
  more: (count: number) => `dan ${count} lainnya`,
};

const en: typeof id = {
  title: "Coverage",
  services: "Services",
  close: "Close coverage",
  loading: "Reckoning coverage…",
  failed: "Coverage can't be reckoned yet.",
  failedAdvice: "Map and zones follow. The units board still shows who is ready.",
  again: "Try again",
  nobody: "No unit is ready: nothing is covered.",
  nobodyAdvice: "Ask a neighbour centre for help, or call in a crew that is off duty.",
  rule: (units, within, target) =>
    `${units} units ready · there within ${within} min of the report · target ${target} % of roads`,
  ready: (units) => `${units} units ready`,
  zones: "Roads covered by zone",
  planned: (percent) => `${percent} % once everybody stands by where told`,
  gap: "gap",
  legend: "There within minutes",
  within: (minutes) => `≤ ${minutes}`,
  beyond: (minutes) => `> ${minutes} min`,
  advice: (advice) => {
    if (advice.is === "enough") return "Every zone reaches the target.";
    if (advice.is === "nobody_free") return `Worst gap: ${advice.gap}. No free unit could be moved.`;
    return `Worst gap: ${advice.gap}. No single move helps without costing other zones more.`;
  },
  proposal: "Proposed move",
  move: ({ unit, to, kind, gap }, minutes) => {
    const place = kind === "zone_centre" ? `the middle of ${to.label}` : to.label;
    return `${gap.name} is the worst gap: move ${unit} to ${place} (${minutes} by road), ${percents(gap)}`;
  },
  gains: (zones) => `Also up: ${zones.map(change).join(", ")}`,
  costs: (zones) => (zones.length === 0 ? "No zone falls." : `Down: ${zones.map(change).join(", ")}`),
  accept: (unit) => `Move ${unit}`,
  sure: (unit, place) => `Tell ${unit} to stand by at ${place}?`,
  yes: "Yes, move",
  no: "Cancel",
  told: (unit, place) => `${unit} was told to stand by at ${place}.`,
  standingBy: "Standing by elsewhere",
  due: (time) => `due ${time}`,
  back: "Send back",
  more: (count) => `and ${count} more`,
};

export const coverageWords: Record<Language, typeof id> = { id, en };
export type CoverageWords = typeof id;
