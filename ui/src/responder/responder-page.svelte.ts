import { newId } from "../backend/backend";
import type { AssignmentStatus } from "../generated/AssignmentStatus";
import type { Change } from "../generated/Change";
import type { Language } from "../generated/Language";
import type { PageView } from "../generated/PageView";
import type { Push } from "../generated/Push";
import type { UnitPosition } from "../generated/UnitPosition";
import type { Theme } from "../look/theme.svelte";
import { Alert } from "./alert";
import type { LastViews } from "./last-view";
import { Outbox, type Outgoing, type Refused } from "./outbox";
import { PositionSharing, type Sharing } from "./position-sharing";
import { preference } from "./preference";
import type { LinkState, RoomLink } from "./room-link";
import { keepScreenOn } from "./screen";
import { unconfirmed } from "./statuses";
import { responderWords } from "./words";

/** How often what waits is tried again while the link is up, ms: the room may have been busy. */
const TRY_AGAIN_MS = 5_000;

/** After so long without a word from the room it is asked for one, ms: a phone's socket can die unnoticed. */
const SILENCE_MS = 20_000;

/** What a unit's own page knows and does. The components show it and call it. */
export class ResponderPage {
  view = $state.raw<PageView | null>(null);
  link = $state<LinkState>("connecting");
  /** When the room last said anything, by the phone's clock; only ever shown. */
  heardAt = $state<number | null>(null);
  waiting = $state.raw<readonly Outgoing[]>([]);
  refused = $state.raw<readonly Refused[]>([]);
  sharing = $state<Sharing>("off");
  muted = $state(true);
  language = $state<Language>(preference.language);
  theme = $state<Theme>(preference.theme);

  readonly words = $derived(responderWords[this.language]);
  readonly notice = $derived(this.view?.notice ?? null);
  /** Statuses pressed for this notice that the room has not confirmed. */
  readonly pressed = $derived(this.notice ? unconfirmed(this.waiting, this.notice) : []);
  /** Whether the crew has yet to show that it has read the notice. */
  readonly calling = $derived(
    this.notice?.assignment.assignment.steps.at(-1)?.status.is === "notified" && this.pressed.length === 0,
  );

  readonly #room: RoomLink;
  readonly #outbox: Outbox;
  readonly #alert: Alert;
  readonly #positions: PositionSharing;
  readonly #last: LastViews | null;
  /** Whether the room itself told what is shown; else it is what it told the page before this one. */
  #live = false;

  constructor(room: RoomLink, storage: Storage, last: LastViews | null = null) {
    this.#room = room;
    this.#last = last;
    const kept = last?.read();
    if (kept) ({ view: this.view, heardAt: this.heardAt } = kept);
    this.#outbox = new Outbox(
      storage,
      (id, command) => room.submit(id, command, this.language),
      () => this.#outboxChanged(),
    );
    this.waiting = this.#outbox.waiting;
    this.#alert = new Alert((muted) => {
      this.muted = muted;
    });
    this.#positions = new PositionSharing(
      window.isSecureContext && "geolocation" in navigator ? navigator.geolocation : null,
      (seen) => this.#report(seen),
      (sharing) => {
        this.sharing = sharing;
      },
    );
    if (preference.sharesPosition) this.#positions.start();
  }

  /** Keeps the page in step with the room; the answer ends it. */
  open(): () => void {
    const stop = this.#room.open({
      link: (state) => this.#linked(state),
      push: (push) => this.#pushed(push),
    });
    const again = setInterval(() => this.#again(), TRY_AGAIN_MS);
    const letScreenSleep = keepScreenOn();
    const seen = () => {
      if (!document.hidden) void this.#ask();
    };
    const redial = () => this.#room.redial();
    document.addEventListener("visibilitychange", seen);
    // The phone knows of a lost signal long before a socket does.
    window.addEventListener("offline", redial);
    window.addEventListener("online", redial);
    return () => {
      stop();
      clearInterval(again);
      letScreenSleep();
      document.removeEventListener("visibilitychange", seen);
      window.removeEventListener("offline", redial);
      window.removeEventListener("online", redial);
      this.#alert.stop();
      this.#positions.stop();
    };
  }

  report(status: AssignmentStatus): void {
    const { view, notice } = this;
    if (!view || !notice) return;
    const { incident } = notice;
    this.#outbox.press(newId(), { do: "report", incident, unit: view.unit.unit.spec.id, status });
    this.touched();
  }

  dismiss(id: string): void {
    this.#outbox.dismiss(id);
  }

  /** Any press on the page is a chance to be allowed to sound. */
  touched(): void {
    if (this.muted) void this.#alert.unmute();
  }

  sharePosition(share: boolean): void {
    preference.sharesPosition = share;
    if (share) this.#positions.start();
    else this.#positions.stop();
  }

  setTheme(theme: Theme): void {
    this.theme = theme;
    preference.theme = theme;
  }

  setLanguage(language: Language): void {
    this.language = language;
    preference.language = language;
  }

  /** Calls the crew while a notice waits to be acknowledged. */
  call(): void {
    if (this.calling) this.#alert.start(`● ${this.words.newNotice}`);
    else this.#alert.stop();
  }

  #outboxChanged(): void {
    this.waiting = this.#outbox.waiting;
    this.refused = this.#outbox.refused;
  }

  #linked(state: LinkState): void {
    this.link = state;
    if (state === "expired") this.#last?.forget();
    if (state !== "up") return;
    void this.#ask();
    void this.#outbox.deliver();
  }

  #again(): void {
    if (this.link !== "up") return;
    void this.#outbox.deliver();
    if (this.heardAt === null || Date.now() - this.heardAt > SILENCE_MS) void this.#ask();
  }

  async #ask(): Promise<void> {
    try {
      this.#see(await this.#room.page(this.language));
    } catch {
      // The link went down again; it asks anew once it is back.
    }
  }

  #pushed({ changes }: Push): void {
    this.heardAt = Date.now();
    for (const change of changes) this.#changed(change);
  }

  #changed(change: Change): void {
    if (change.change === "page") this.#see(change.value);
    else if (change.change === "missed") void this.#ask();
  }

  #see(view: PageView): void {
    this.heardAt = Date.now();
    // An answer may come behind a push that is newer.
    if (!this.#live || !this.view || view.seq >= this.view.seq) this.view = view;
    this.#live = true;
    this.#last?.keep({ view: this.view, heardAt: this.heardAt });
  }

  #report(seen: UnitPosition): void {
    const unit = this.view?.unit.unit.spec.id;
    if (!unit || this.link !== "up") return;
    const positions = [{ unit, seen }];
    // A position that does not arrive is not sent again: the next one is better.
    this.#room.submit(newId(), { do: "note_positions", positions }, this.language).catch(() => {});
  }
}
