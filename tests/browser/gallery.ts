// The gallery of the UI's parts and screens, from a folder rather than from a room: each state of a screen is there at
// once, and the same each time.

import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { extname, resolve } from "node:path";
import { promisify } from "node:util";
import { test as base, type Page } from "@playwright/test";
import { whenNothingMoves } from "./open-to-all";
import type { Language } from "./words";

const project = resolve(import.meta.dirname, "../..");
const built = resolve(project, "ui/dist-gallery");
/** Nobody listens there: every file comes from the folder. */
const ORIGIN = "http://127.0.0.1:9";
/** The room's clock in the gallery. */
const NOW = 1_795_282_302_000;

const TYPES: Record<string, string> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".woff2": "font/woff2",
};

export type Shown = {
  show: "parts" | "desk" | "map" | "closing" | "responder" | "caller";
  state?: string;
  theme?: "dark" | "light";
  type?: "normal" | "large";
  language?: Language;
  /** Every word of the phones' catalogues within signs. */
  marked?: boolean;
};

export class Gallery {
  constructor(readonly page: Page) {}

  /** Shows a screen, and waits until it stands. */
  async shows({ marked, ...what }: Shown): Promise<void> {
    const query = new URLSearchParams(what);
    if (marked) query.set("marked", "");
    await this.page.goto(`${ORIGIN}/gallery.html?${query}`);
    await this.page.locator("#desk h1, #desk h2, #desk main").first().waitFor();
    await this.page.evaluate(async () => {
      await document.fonts.ready;
    });
    await this.page.evaluate(whenNothingMoves);
  }

  /** Has the desk that stands there say everything anew, every word of its catalogues within signs. */
  async speaksMarked(language: Language): Promise<void> {
    await this.page.evaluate(async (spoken) => {
      const { speakMarked } = window as unknown as { speakMarked(language: string): Promise<void> };
      await speakMarked(spoken);
    }, language);
  }

  async presses(...keys: string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }
}

/** Answers with the built file; what is not there (the map's tiles) is empty. */
async function serve(page: Page): Promise<void> {
  await page.route(`${ORIGIN}/**`, async (route) => {
    const path = new URL(route.request().url()).pathname;
    const contentType = TYPES[extname(path)];
    if (!contentType) return route.fulfill({ status: 204 });
    return route.fulfill({ contentType, body: await readFile(`${built}${path}`) });
  });
}

export const test = base.extend<{ gallery: Gallery }, { built: undefined }>({
  built: [
    // biome-ignore lint/correctness/noEmptyPattern: a fixture says what it needs by its first argument's pattern
    async ({}, use) => {
      await promisify(execFile)(resolve(project, "scripts/gallery.sh"));
      await use(undefined);
    },
    { scope: "worker", timeout: 120_000 },
  ],

  gallery: async ({ page, built: _built }, use) => {
    const broken: string[] = [];
    page.on("pageerror", (error) => broken.push(`${error.stack}`));
    await page.setViewportSize({ width: 1366, height: 768 });
    await page.emulateMedia({ reducedMotion: "reduce" });
    await page.clock.setFixedTime(NOW);
    await serve(page);
    await use(new Gallery(page));
    test.expect(broken).toEqual([]);
  },
});

export const { expect } = test;
