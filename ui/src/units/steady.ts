// A board of units is drawn anew when something about them is news; that they drive on is not.

import type { UnitView } from "../generated/UnitView";

/** Whether all but the place is as it was. */
function stands(a: UnitView, b: UnitView): boolean {
  const keys = Object.keys(b) as (keyof UnitView)[];
  return (
    keys.length === Object.keys(a).length && keys.every((key) => key === "position" || a[key] === b[key])
  );
}

/** Hands on the views that it handed on before, wherever nothing but their place is another. */
export class Steady {
  #kept: readonly UnitView[] = [];

  of(views: readonly UnitView[]): readonly UnitView[] {
    const known = new Map(this.#kept.map((view) => [view.unit.spec.id, view]));
    const now = views.map((view) => {
      const old = known.get(view.unit.spec.id);
      return old && stands(old, view) ? old : view;
    });
    const same = now.length === this.#kept.length && now.every((view, i) => view === this.#kept[i]);
    if (!same) this.#kept = now;
    return this.#kept;
  }
}
