// The page itself: one big button, and what came of it. No framework: it must run on a phone of eight years ago.

import type { Doors, Heard, Told } from "./room";
import { Telling } from "./telling";
import { type CallerLanguage, callerWords } from "./words";

/** What stands there. */
export type Screen = "start" | "asking" | "sharing" | "stopped" | "refused" | "off" | "impossible" | "ended";
type Gps = Pick<Geolocation, "watchPosition" | "clearWatch">;
type Piece = [tag: string, kind: string, text: string, act?: () => void];

export class CallerPage {
  private screen: Screen = "start";
  private language: CallerLanguage;
  private told: Told | null = null;
  private lost = false;
  private watch: number | null = null;
  private readonly telling: Telling;

  constructor(
    private readonly target: HTMLElement,
    private readonly room: Doors,
    /** The phone's GPS; none on a page that is not secure. */
    private readonly gps: Gps | null,
    language: string,
  ) {
    this.language = /^en\b/i.test(language) ? "en" : "id";
    this.telling = new Telling(room, (heard, told) => this.heard(heard, told));
  }

  open(): void {
    this.show(this.gps ? "start" : "impossible");
    this.room.link().then((heard) => {
      if (heard === "ended") this.show("ended");
    });
  }

  share(): void {
    if (!this.gps) return;
    this.halt();
    this.show("asking");
    this.watch = this.gps.watchPosition(
      ({ coords, timestamp }) => {
        const { latitude, longitude, accuracy } = coords;
        void this.telling.read({
          lat: latitude,
          lon: longitude,
          accuracy_m: Math.round(accuracy * 10) / 10,
          at: Math.round(timestamp),
        });
      },
      // 1 is PERMISSION_DENIED. Anything else passes, and the watch goes on.
      ({ code }) => {
        if (code === 1) this.halt();
        if (code === 1 || !this.told) this.show(code === 1 ? "refused" : "off");
      },
      { enableHighAccuracy: true, maximumAge: 2_000, timeout: 20_000 },
    );
  }

  stop(): void {
    this.halt();
    this.show("stopped");
  }

  private heard(heard: Heard, told: Told): void {
    if (this.screen === "stopped") return;
    this.lost = heard === "lost";
    if (heard === "kept") this.told = told;
    if (heard === "ended") this.halt();
    if (heard === "ended") this.show("ended");
    else if (this.told) this.show("sharing");
    else this.show("asking");
  }

  private halt(): void {
    if (this.watch !== null && this.gps) this.gps.clearWatch(this.watch);
    this.watch = null;
  }

  private show(screen: Screen): void {
    this.screen = screen;
    this.draw();
  }

  private draw(): void {
    const words = callerWords[this.language];
    document.documentElement.lang = this.language;
    document.title = words.title;
    while (this.target.firstChild) this.target.removeChild(this.target.firstChild);
    const turn = () => {
      this.language = this.language === "id" ? "en" : "id";
      this.draw();
    };
    const pieces: Piece[] = [["p", "name", "112"], ["button", "turn", words.other, turn], ...this.pieces()];
    for (const [tag, kind, text, act] of pieces) {
      const element = document.createElement(tag);
      element.className = kind;
      element.textContent = text;
      // A heading stays one; that it changed is read out all the same.
      if (kind.indexOf("state") === 0 || kind === "trouble") element.setAttribute("aria-live", "polite");
      if (act) element.addEventListener("click", act);
      if (tag === "button") element.setAttribute("type", "button");
      this.target.appendChild(element);
    }
    this.target.setAttribute("data-screen", this.screen);
  }

  private pieces(): Piece[] {
    const words = callerWords[this.language];
    const share: Piece = ["button", "big", words.button, () => this.share()];
    const again: Piece = ["button", "big", words.again, () => this.share()];
    const told: Piece[] = [
      ["p", "fine", words.what],
      ["p", "fine", words.whom],
      ["p", "fine", words.long],
    ];
    switch (this.screen) {
      case "start":
        return [["h1", "lead", words.lead], share, ...told];
      case "asking":
        if (this.lost) return [["h1", "state", words.lost], ["p", "", words.say], ...told];
        return [["h1", "state", words.asking], ...told];
      case "sharing":
        return this.sharing();
      case "stopped":
        return [["h1", "state", words.stopped], again];
      case "refused":
        return [["h1", "state", words.refused], ["p", "", words.refusedHow], again, ["p", "", words.say]];
      case "off":
        return [["h1", "state", words.off], again, ["p", "", words.say]];
      case "impossible":
        return [
          ["h1", "state", words.impossible],
          ["p", "", words.say],
        ];
      case "ended":
        return [
          ["h1", "state", words.ended],
          ["p", "", words.endedHow],
        ];
    }
  }

  private sharing(): Piece[] {
    const words = callerWords[this.language];
    const told = this.told;
    const time = told ? new Date(told.at).toTimeString().slice(0, 8) : "";
    return [
      ["h1", "state good", `✓ ${words.sharing}`],
      ["p", "precise", told ? words.precise(Math.max(1, Math.round(told.accuracy_m))) : ""],
      ["p", "fine", words.at(time)],
      ...(this.lost ? ([["p", "trouble", words.lost]] as Piece[]) : []),
      ["p", "", words.keep],
      ["button", "quiet", words.stop, () => this.stop()],
    ];
  }
}
