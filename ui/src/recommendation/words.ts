// What stands where no recommendation does: what is so, and what to do.

import type { Language } from "../generated/Language";

/** What is so, and what to do about it. */
type Told = { says: string; advice: string };
/** What a recommendation still lacks. */
export type Lacking = "call" | "both" | "kind" | "place" | "plan";

const id = {
  lacks: {
    call: {
      says: "Belum ada panggilan yang dibuka.",
      advice: "Usulan unit muncul begitu jenis kejadian dan lokasinya diketahui.",
    },
    both: {
      says: "Jenis kejadian dan lokasi belum diketahui.",
      advice: "Usulan unit muncul begitu keduanya terisi.",
    },
    kind: {
      says: "Jenis kejadian belum diketahui.",
      advice: "Pilih jenisnya; kata-kata di catatan memberi saran.",
    },
    place: {
      says: "Lokasi belum diketahui.",
      advice: "Cari alamat atau patokannya; Alt W membantu bertanya.",
    },
    plan: {
      says: "Jenis ini tidak membutuhkan unit.",
      advice: "Kejadian tetap bisa dicatat tanpa mengirim unit.",
    },
  } satisfies Record<Lacking, Told>,
  reckoning: "Menghitung siapa yang paling cepat sampai…",
  slow: {
    says: "Ruang kendali lambat menjawab.",
    advice: "Jangan menunggu: kabari unit lewat radio, usulan menyusul.",
  },
  failed: {
    says: "Usulan tidak bisa dihitung sekarang.",
    advice: "Kabari unit lewat radio. Panggilan ini tetap tersimpan.",
  },
  again: "Coba lagi",
  old: {
    says: "Usulan ini dari sebelum sambungan putus.",
    advice: "Unit bisa sudah bergerak: pastikan lewat radio.",
  },
  nobody: {
    says: "Tidak ada unit yang bisa dikirim.",
    advice: "Sebabnya tertulis di atas. Minta bantuan pusat tetangga, atau catat tanpa unit.",
  },
};

const en: typeof id = {
  lacks: {
    call: {
      says: "No call is open.",
      advice: "The units stand here as soon as type and place are known.",
    },
    both: { says: "Type and place are not known.", advice: "The units stand here as soon as both are." },
    kind: {
      says: "The type is not known.",
      advice: "Choose it; the words of the notes suggest one.",
    },
    place: {
      says: "The place is not known.",
      advice: "Search the address or a landmark; Alt W helps to ask.",
    },
    plan: {
      says: "This type needs no units.",
      advice: "The incident can be entered all the same, with nobody sent.",
    },
  },
  reckoning: "Reckoning who gets there soonest…",
  slow: {
    says: "The room is slow to answer.",
    advice: "Don't wait: tell a unit by radio, the recommendation follows.",
  },
  failed: {
    says: "No recommendation can be reckoned now.",
    advice: "Tell a unit by radio. This call stays saved.",
  },
  again: "Try again",
  old: {
    says: "This recommendation is from before the link was lost.",
    advice: "Units may have moved since: make sure by radio.",
  },
  nobody: {
    says: "No unit can be sent.",
    advice: "Why is written above. Ask a neighbour centre for help, or enter it without units.",
  },
};

export const recommendationWords: Record<Language, typeof id> = { id, en };
