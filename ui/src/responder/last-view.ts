import type { PageView } from "../generated/PageView";

/** What the room told last, and when by the phone's clock. */
export type LastView = { view: PageView; heardAt: number };

/** The part of the browser's storage that is needed. */
type Keeping = Pick<Storage, "getItem" | "setItem" | "removeItem">;

const KEY = "sigap.last-view";
/** This program, by its file's name: another version may tell things otherwise. */
const PROGRAM = import.meta.url;

type Kept = LastView & { token: string; program: string };

/**
 * What the room told this unit last, kept on the phone: a page that is opened again without a signal shows it, with its
 * age. Another link's is nobody's business, and goes; so does that of a link that no longer counts.
 */
export class LastViews {
  constructor(
    readonly storage: Keeping,
    readonly token: string,
  ) {}

  read(): LastView | null {
    try {
      const kept = JSON.parse(this.storage.getItem(KEY) ?? "null") as Kept | null;
      if (kept?.token === this.token && kept.program === PROGRAM)
        return { view: kept.view, heardAt: kept.heardAt };
      if (kept) this.forget();
    } catch {
      // No storage, or what nobody can read any more.
    }
    return null;
  }

  keep(last: LastView): void {
    try {
      this.storage.setItem(KEY, JSON.stringify({ ...last, token: this.token, program: PROGRAM }));
    } catch {
      // A full or forbidden storage: it lives as long as the page does.
    }
  }

  forget(): void {
    try {
      this.storage.removeItem(KEY);
    } catch {
      // Where nothing can be kept there is nothing to forget.
    }
  }
}
