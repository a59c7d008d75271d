// Dark by default, light by choice.

const CHOICE = "sigap.theme";

export type Theme = "dark" | "light";

class Look {
  theme = $state<Theme>(localStorage.getItem(CHOICE) === "light" ? "light" : "dark");

  constructor() {
    document.documentElement.dataset.theme = this.theme;
  }

  toggle(): void {
    this.theme = this.theme === "dark" ? "light" : "dark";
    localStorage.setItem(CHOICE, this.theme);
    document.documentElement.dataset.theme = this.theme;
  }
}

export const look = new Look();
