import { expect, it, vi } from "vitest";
import { en } from "../words/en";
import { id } from "../words/id";
import { keyCard } from "./card";

vi.stubGlobal("localStorage", { getItem: () => null, setItem: () => {} });
vi.stubGlobal("document", { documentElement: { dataset: {} } });
const { keys } = await import("./keys");

const card = keyCard(keys, { id, en });

it("has every key once in each language, with its name", () => {
  const rows = (language: string) =>
    [
      ...(card.split(`<article lang="${language}">`)[1]?.split("</article>")[0] ?? "").matchAll(
        /<dd>(.*?)<\/dd>/g,
      ),
    ].map(([, text]) => text);
  expect(rows("id").sort()).toEqual(Object.values(id.keyNames).sort());
  expect(rows("en").sort()).toEqual(Object.values(en.keyNames).sort());
});

/** After a key has changed: `npx vitest run src/keys/card.test.ts -u`, and commit the card. */
it("is what docs/key-card.html says", async () => {
  await expect(card).toMatchFileSnapshot("../../../docs/key-card.html");
});
