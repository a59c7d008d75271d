import type { Language } from "../generated/Language";

const id = { rename: "Ganti nama meja ini" };
const en: typeof id = { rename: "Rename this desk" };

export const deskNameWords: Record<Language, typeof id> = { id, en };
