// The language the UI speaks now.

import type { Bilingual } from "../generated/Bilingual";
import type { Language } from "../generated/Language";
import type { Personal } from "../generated/Personal";
import { en } from "./en";
import { id, type Words } from "./id";

/** What is kept to be said: worded when it is shown, for by then the screen may speak the other language. */
export type Sentence = () => string;

const CHOICE = "sigap.language";

class Speech {
  language = $state<Language>(localStorage.getItem(CHOICE) === "en" ? "en" : "id");

  /** The catalogue of the present language. */
  get t(): Words {
    return this.language === "id" ? id : en;
  }

  /** A name from the room, in the present language. */
  name(bilingual: Bilingual): string {
    return bilingual[this.language];
  }

  /** A person's text, or that it was erased by law. */
  personal(text: Personal | null | undefined): string {
    if (!text) return "";
    return text.personal ?? this.t.erased;
  }

  toggle(): void {
    this.language = this.language === "id" ? "en" : "id";
    localStorage.setItem(CHOICE, this.language);
    document.documentElement.lang = this.language;
  }
}

export const say = new Speech();
