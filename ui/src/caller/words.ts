// What the caller's page says: short, for somebody who is afraid.

const id = {
  title: "112 · Lokasi saya",
  other: "English",
  lead: "Petugas 112 perlu tahu di mana Anda.",
  button: "KIRIM LOKASI SAYA",
  what: "Yang dikirim: titik lokasi ponsel ini dan ketepatannya.",
  whom: "Kepada: ruang kendali 112 yang sedang melayani Anda, hanya untuk laporan ini.",
  long: "Selama halaman ini terbuka, paling lama satu jam. Nomor, foto dan isi ponsel tidak dikirim.",
  asking: "Mencari lokasi… Jika ponsel bertanya, pilih IZINKAN.",
  sharing: "Lokasi terkirim",
  precise: (metres: number) => `Ketepatan ±${metres} m`,
  at: (time: string) => `Terakhir ${time}`,
  keep: "Biarkan halaman ini terbuka dan tetap di telepon. Jika aman, keluar ke tempat terbuka agar lebih tepat.",
  stop: "Berhenti mengirim",
  stopped: "Pengiriman lokasi dihentikan.",
  again: "Kirim lagi",
  refused: "Ponsel ini tidak mengizinkan lokasi.",
  refusedHow: "Izinkan lokasi untuk halaman ini di setelan peramban, lalu tekan Kirim lagi.",
  off: "Lokasi belum didapat. Nyalakan GPS/Lokasi di ponsel.",
  impossible: "Halaman ini tidak bisa membaca lokasi ponsel.",
  say: "Sebutkan kepada petugas: jalan, patokan atau simpang terdekat, dan warna bangunan.",
  ended: "Tautan ini tidak berlaku lagi.",
  endedHow: "Jika masih butuh pertolongan, hubungi 112.",
  lost: "Belum terkirim: tidak ada sinyal. Dicoba lagi terus.",
};

const en: typeof id = {
  title: "112 · My location",
  other: "Bahasa Indonesia",
  lead: "The 112 operator needs to know where you are.",
  button: "SEND MY LOCATION",
  what: "What is sent: where this phone is, and how precisely.",
  whom: "To whom: the 112 room that is helping you, for this report alone.",
  long: "While this page is open, for an hour at most. Your number, pictures and data are not sent.",
  asking: "Finding your location… If the phone asks, choose ALLOW.",
  sharing: "Location sent",
  precise: (metres) => `Precise to ±${metres} m`,
  at: (time) => `Last at ${time}`,
  keep: "Leave this page open and stay on the phone. If it is safe, go outdoors for a better location.",
  stop: "Stop sending",
  stopped: "Your location is no longer sent.",
  again: "Send again",
  refused: "This phone does not allow location.",
  refusedHow: "Allow location for this page in the browser's settings, then press Send again.",
  off: "No location yet. Turn on GPS/Location on the phone.",
  impossible: "This page can't read the phone's location.",
  say: "Tell the operator: the nearest street, landmark or junction, and the colour of the building.",
  ended: "This link has ended.",
  endedHow: "If you still need help, call 112.",
  lost: "Not sent yet: no signal. It is tried again and again.",
};

export type CallerWords = typeof id;
export const callerWords = { id, en };
export type CallerLanguage = keyof typeof callerWords;
