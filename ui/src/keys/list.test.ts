import { describe, expect, it, vi } from "vitest";
import { id } from "../words/id";

vi.stubGlobal("localStorage", { getItem: () => null, setItem: () => {} });
vi.stubGlobal("document", { documentElement: { dataset: {}, lang: "id" } });
const { commands } = await import("../command-line/commands");
const { keys } = await import("./keys");
const { sections } = await import("./list");

const rows = (...given: Parameters<typeof sections>) => sections(...given).flatMap((section) => section.rows);

describe("the list of keys and commands", () => {
  it("has every key and every command once", () => {
    const all = rows(commands, id, "id", "desk");
    for (const key of keys) expect(all.filter((row) => row.act === key.act)).toHaveLength(1);
    for (const command of commands.filter((own) => !own.key)) {
      expect(all.filter((row) => row.command === command)).toHaveLength(1);
    }
  });

  it("shows every command, beside its key where it has one", () => {
    const shown = new Set(rows(commands, id, "id", "desk").map((row) => row.command));
    for (const command of commands) expect(shown, command.name).toContain(command);
  });

  const standings = [
    ["call", "calls"],
    ["incident", "incidents"],
    ["map", "map"],
  ] as const;
  it.each(standings)("begins with what is at hand: %s", (standing, group) => {
    const [first] = sections(commands, id, "id", standing);
    expect(first).toMatchObject({ group, here: true });
  });

  const found: [string, string][] = [
    ["iseng", "Tutup: iseng"],
    ["out of", "Unit tidak siap tugas"],
    ["alt j", "Gabungkan dengan kejadian serupa"],
    ["rusak", "Unit tidak siap tugas"],
  ];
  it.each(found)("is found by typing, in either language and by the key: %s", (typed, name) => {
    expect(rows(commands, id, "id", "desk", typed).map((row) => row.name)).toContain(name);
  });

  it("is empty for what nothing does", () => {
    expect(sections(commands, id, "id", "desk", "xyzzy")).toEqual([]);
  });
});
