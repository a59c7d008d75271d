// In place of the map in the gallery: a canvas that takes the focus and shows nothing. Drawing is no part of a screen's
// state, takes seconds without a graphics card, and is never the same twice. Enter picks the place in its middle.

import type { Position } from "../generated/Position";
import { CENTRE } from "../testing/views";

type Options = { container: HTMLElement; title: string; events: { pick(at: Position): void } };

export const canDrawMaps = () => true;

export class DeskMap {
  constructor({ container, title, events }: Options) {
    const canvas = document.createElement("canvas");
    canvas.tabIndex = 0;
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", title);
    canvas.addEventListener("keydown", ({ key }) => {
      if (key === "Enter") events.pick(CENTRE);
    });
    container.append(canvas);
    // Whatever it is told, it does nothing.
    // biome-ignore lint/correctness/noConstructorReturn: it stands in for the class of the real one
    return new Proxy(this, { get: () => () => null });
  }
}
