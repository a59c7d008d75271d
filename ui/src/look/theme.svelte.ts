// How this desk looks: dark by default, light by choice; type large or not. Kept for the next time.

const THEME = "sigap.theme";
const TYPE = "sigap.type";

export type Theme = "dark" | "light";
export type TypeSize = "normal" | "large";

class Look {
  theme = $state<Theme>(localStorage.getItem(THEME) === "light" ? "light" : "dark");
  type = $state<TypeSize>(localStorage.getItem(TYPE) === "large" ? "large" : "normal");

  constructor() {
    this.#show();
  }

  toggle(): void {
    this.theme = this.theme === "dark" ? "light" : "dark";
    localStorage.setItem(THEME, this.theme);
    this.#show();
  }

  toggleType(): void {
    this.type = this.type === "normal" ? "large" : "normal";
    localStorage.setItem(TYPE, this.type);
    this.#show();
  }

  #show(): void {
    document.documentElement.dataset.theme = this.theme;
    document.documentElement.dataset.type = this.type;
  }
}

export const look = new Look();
