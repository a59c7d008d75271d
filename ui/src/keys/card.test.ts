import { expect, it, vi } from "vitest";
import { en } from "../words/en";
import { id } from "../words/id";
import { keyCard } from "./card";

vi.stubGlobal("localStorage", { getItem: () => null, setItem: () => {} });
vi.stubGlobal("document", { documentElement: { dataset: {} } });
const { keys } = await import("./keys");
const { sections } = await import("./list");

const card = keyCard({ id: sections([], id, "id", "desk"), en: sections([], en, "en", "desk") }, { id, en });

it.each([
  ["id", id],
  ["en", en],
] as const)("has every key with its name: %s", (language, words) => {
  const page = card.split(`<article lang="${language}">`)[1]?.split("</article>")[0] ?? "";
  for (const { key, name } of keys) {
    const line = page.split("\n").find((own) => own.includes(`<kbd>${key.replaceAll("+", " ")}</kbd>`));
    expect(line, key).toContain(`<dd>${words.keyNames[name]}</dd>`);
  }
});

/** After a key has changed: `npx vitest run src/keys/card.test.ts -u`, and commit the card. */
it("is what docs/key-card.html says", async () => {
  await expect(card).toMatchFileSnapshot("../../../docs/key-card.html");
});
