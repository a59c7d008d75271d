// What comes out of the printer: a document of its own, never the screen.

import type { Page } from "@playwright/test";
import { expect, type Shown, test } from "./gallery";
import type { Language } from "./words";

/** A4, points. */
const STANDING = "595 x 842";
const LYING = "842 x 595";

type Paper = Shown & { keys: string[]; pages: string[]; says: Record<Language, string[]> };

const PAPERS: Record<string, Paper> = {
  "all keys": {
    show: "desk",
    state: "call",
    keys: ["F1"],
    pages: [LYING],
    says: { id: ["Semua tombol dan perintah", "Jawab yang terlama"], en: ["Answer the oldest"] },
  },
  "a handover": {
    show: "desk",
    state: "handover",
    keys: ["Alt+h"],
    pages: [STANDING],
    says: {
      id: ["Serah terima", "1 dari 3 ditandatangani", "Yang menerima", "Tanda tangan, tanggal"],
      en: ["Handover", "Taking over", "Signature, date"],
    },
  },
  "an incident's report": {
    show: "desk",
    state: "rush",
    keys: ["Alt+i", "Enter", "#[role=tab]:last-child"],
    pages: [STANDING, STANDING],
    says: {
      id: ["Laporan kejadian K-1021", "lansia di kamar belakang", "Ketua sif"],
      en: ["Incident report K-1021", "Shift lead"],
    },
  },
};

for (const [name, { keys, pages, says, ...shown }] of Object.entries(PAPERS)) {
  for (const language of ["id", "en"] as const) {
    test(`${name} is a document on paper: ${language}`, async ({ gallery }) => {
      const { page } = gallery;
      await gallery.shows({ ...shown, language });
      for (const key of keys) {
        if (key.startsWith("#")) await page.locator(key.slice(1)).first().press("Enter");
        else await gallery.presses(key);
      }
      await page.emulateMedia({ media: "print" });
      const paper = page.locator("article.paper");
      for (const sentence of says[language]) await expect(paper).toContainText(sentence);
      await expect(paper).toBeVisible();
      await expect(page.getByRole("dialog"), "the screen stays where it is").toBeHidden();
      await expect(page.locator("#desk h1")).toBeHidden();
      expect(await printed(page)).toEqual(pages);
      await page.emulateMedia({ media: "screen" });
      await expect(paper).toBeHidden();
    });
  }
}

/** The size of each page that would be printed, points. */
async function printed(page: Page): Promise<string[]> {
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
  const boxes = pdf.matchAll(/\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/g);
  return [...boxes].map(
    ([, width, height]) => `${Math.round(Number(width))} x ${Math.round(Number(height))}`,
  );
}
