// A dispatcher at the desk, by the keyboard unless a story says otherwise.

import { expect, type Locator, type Page } from "@playwright/test";

/** What each status button of an assignment makes of it. */
const REPORTED: Record<string, string> = {
  Akui: "diakui",
  Menuju: "menuju",
  "Di lokasi": "di lokasi",
  "Bawa pasien": "membawa pasien",
  "Di rumah sakit": "di rumah sakit",
  Selesai: "selesai",
};

export class Desk {
  readonly calls: Locator;
  readonly form: Locator;
  readonly kind: Locator;
  readonly place: Locator;
  readonly note: Locator;
  readonly saved: Locator;
  readonly recommendation: Locator;
  readonly send: Locator;
  readonly reason: Locator;
  readonly incidents: Locator;
  readonly incident: Locator;
  readonly units: Locator;
  readonly map: Locator;
  readonly linkLost: Locator;

  constructor(readonly page: Page) {
    this.calls = page.getByRole("region", { name: "Panggilan", exact: true });
    this.form = page.getByRole("region", { name: "Panggilan ini" });
    this.kind = page.getByRole("combobox", { name: "Kejadian", exact: true });
    this.place = page.getByRole("combobox", { name: "Lokasi", exact: true });
    this.note = page.getByRole("textbox", { name: "Catatan", exact: true });
    this.saved = this.form.getByText(/^tersimpan #\d+$/);
    this.recommendation = page.getByRole("region", { name: "Usulan" });
    this.send = page.getByRole("button", { name: /^Kirim/ });
    this.reason = page.getByRole("textbox", { name: "Alasan memilih unit lain" });
    this.incidents = page.getByRole("region", { name: "Kejadian terbuka" });
    this.incident = page.getByRole("region", { name: /^Kejadian K-\d+/ });
    this.units = page.getByRole("region", { name: "Unit", exact: true });
    this.map = page.locator("canvas").first();
    this.linkLost = page.getByText("Sambungan terputus");
  }

  async opens(address: string): Promise<void> {
    await this.page.goto(address);
    await this.isLinked();
  }

  /** Waits until the room has told what it knows. */
  async isLinked(): Promise<void> {
    await expect(this.page.getByText("Jurnal aman")).toBeVisible();
  }

  async presses(key: string): Promise<void> {
    await this.page.keyboard.press(key);
  }

  async types(text: string): Promise<void> {
    await this.page.keyboard.type(text);
  }

  // Calls

  /** F3: a call taken by hand. */
  async takesACall(): Promise<void> {
    await this.presses("F3");
    await expect(this.kind).toBeFocused();
  }

  /** F2, once it rings: the call that has rung longest. */
  async answers(): Promise<void> {
    await expect(this.calls).toContainText("berdering");
    await this.presses("F2");
    await expect(this.kind).toBeFocused();
  }

  /** Types words for the type, and takes the first of the list. */
  async picksType(words: string, first: string): Promise<void> {
    await expect(this.kind).toBeFocused();
    await this.types(words);
    await this.#takesTheFirst(first);
    await expect(this.place).toBeFocused();
    await expect(this.kind).toHaveValue(first);
  }

  /** Types words for the place, and takes the first of the list. */
  async picksPlace(words: string, first: string): Promise<void> {
    await expect(this.place).toBeFocused();
    await this.types(words);
    await this.#takesTheFirst(first);
    await expect(this.note).toBeFocused();
  }

  async #takesTheFirst(first: string): Promise<void> {
    await expect(this.page.getByRole("option").first()).toContainText(first);
    await this.presses("Enter");
  }

  /** Types a note, and waits until the room has it; the answer is the receipt's number. */
  async notes(text: string): Promise<number> {
    await expect(this.note).toBeFocused();
    await this.types(text);
    await expect(this.saved).toBeVisible();
    return Number((await this.saved.textContent())?.replace(/\D/g, ""));
  }

  /** Waits until the call's clock has moved on. */
  async clockRuns(): Promise<void> {
    const clock = this.form.getByText(/^\d+:\d\d$/).first();
    const before = (await clock.textContent()) ?? "";
    await expect(clock).not.toHaveText(before);
  }

  // Sending units

  /** The call signs that are ticked, once there are any. */
  async proposes(): Promise<string[]> {
    const ticked = this.recommendation.getByRole("checkbox", { checked: true });
    await expect(ticked.first()).toBeVisible();
    return await ticked.evaluateAll((boxes) => boxes.map((box) => box.getAttribute("aria-label") ?? ""));
  }

  /** A unit's row in the recommendation. */
  proposal(unit: string): Locator {
    const rows = this.recommendation.getByRole("listitem");
    return rows.filter({ has: this.page.getByText(unit, { exact: true }) });
  }

  /** Enter in the note: sends what is ticked. */
  async sends(): Promise<void> {
    await expect(this.note).toBeFocused();
    await this.presses("Enter");
    await expect(this.incident).toBeVisible();
  }

  // Incidents

  /** The number that people say: K-1021. */
  async incidentNumber(): Promise<string> {
    return (await this.incident.getAttribute("aria-label"))?.match(/K-\d+/)?.[0] ?? "";
  }

  /** Alt+I and Enter: the first of the open incidents. */
  async opensTheFirstIncident(): Promise<void> {
    await this.presses("Alt+I");
    await expect(this.incidents.getByRole("button").first()).toBeFocused();
    await this.presses("Enter");
    await expect(this.incident).toBeVisible();
  }

  /** A unit's row in the incident. */
  assignment(unit: string): Locator {
    return this.incident.getByRole("article", { name: unit, exact: true });
  }

  /** Reports the usual next status, each by Enter on its button, as far as these. */
  async reports(unit: string, statuses: string[]): Promise<void> {
    const row = this.assignment(unit);
    for (const status of statuses) {
      await row.getByRole("button").first().press("Enter");
      await expect(row).toContainText(status);
    }
  }

  /** Reports the usual next status until the unit is cleared, each by Enter on its button. */
  async reportsToTheEnd(unit: string): Promise<void> {
    const row = this.assignment(unit);
    const usual = row.getByRole("button").first();
    for (let status = ""; status !== "Selesai"; ) {
      status = (await usual.textContent())?.trim() ?? "";
      await usual.press("Enter");
      if (status === "Bawa pasien") {
        await expect(
          row
            .getByRole("group", { name: /Bawa ke mana/ })
            .getByRole("button")
            .first(),
        ).toBeFocused();
        await this.presses("Enter");
      }
      await expect(row.getByText(REPORTED[status] ?? status, { exact: true })).toBeVisible();
    }
  }

  /** Alt+C, then Enter on the ending. */
  async closesAs(ending: string): Promise<void> {
    await this.presses("Alt+C");
    await expect(this.page.getByRole("menuitem").first()).toBeFocused();
    await this.page.getByRole("menuitem", { name: ending }).press("Enter");
    await expect(this.incident).toBeHidden();
  }

  // Units

  /** A unit's place on the board. */
  onTheBoard(unit: string): Locator {
    return this.units.getByRole("listitem").filter({ has: this.page.getByText(unit, { exact: true }) });
  }

  /** Asks for a link to a unit's own page. */
  async pairs(unit: string): Promise<string> {
    await this.onTheBoard(unit).getByRole("button").press("Enter");
    const detail = this.page.getByRole("region", { name: `Rincian unit ${unit}` });
    await detail.getByRole("button", { name: "Tautan halaman unit" }).press("Enter");
    const link = (await detail.getByRole("link").getAttribute("href")) ?? "";
    await this.presses("Escape");
    await expect(detail).toBeHidden();
    return link;
  }
}
