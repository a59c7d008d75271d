import type { Language } from "../generated/Language";
import type { Theme } from "../look/theme.svelte";

function read(key: string): string | null {
  try {
    return localStorage.getItem(`sigap.responder.${key}`);
  } catch {
    return null;
  }
}

function write(key: string, value: string): void {
  try {
    localStorage.setItem(`sigap.responder.${key}`, value);
  } catch {
    // Kept until the page closes.
  }
}

/** What the crew chose on this phone, kept for the next time. */
export const preference = {
  get language(): Language {
    return read("language") === "en" ? "en" : "id";
  },
  set language(language: Language) {
    write("language", language);
  },
  get theme(): Theme {
    const chosen = read("theme");
    if (chosen === "dark" || chosen === "light") return chosen;
    return window.matchMedia("(prefers-color-scheme: light)").matches ? "light" : "dark";
  },
  set theme(theme: Theme) {
    write("theme", theme);
  },
  get sharesPosition(): boolean {
    return read("position") === "shared";
  },
  set sharesPosition(shares: boolean) {
    write("position", shares ? "shared" : "kept");
  },
};
