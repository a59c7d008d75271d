// All keys and commands as one list: what does the same stands in one line, and what belongs where one stands comes first.

import type { Command } from "../command-line/command";
import type { Language } from "../generated/Language";
import type { Words } from "../words/id";
import { type Group, type Key, keys } from "./keys";

export type Row = {
  name: string;
  group: Group;
  /** How the key is written; empty where there is none. */
  key: string;
  act: Key["act"] | null;
  command: Command | null;
};
export type Section = { group: Group; here: boolean; rows: Row[] };

/** What is at hand where one stands. */
const AT_HAND: Record<"call" | "incident" | "map" | "desk", readonly Group[]> = {
  call: ["calls", "dispatch"],
  incident: ["incidents", "dispatch"],
  map: ["map"],
  desk: [],
};
export type Standing = keyof typeof AT_HAND;

/** A key as people read it: Ctrl K. */
export function shownKey(key: string): string {
  return key.replaceAll("+", " ");
}

/** The list, without what has nothing to do with what was typed. */
export function sections(
  commands: readonly Command[],
  t: Words,
  language: Language,
  standing: Standing,
  typed = "",
): Section[] {
  const all = [...keyRows(commands, t), ...commandRows(commands, language), ...unboundRows(t)];
  const shown = all.filter((row) => matches(row, typed));
  const groups = Object.keys(t.keyList.groups) as Group[];
  const here = AT_HAND[standing];
  return [...here, ...groups.filter((group) => !here.includes(group))]
    .map((group) => ({ group, here: here.includes(group), rows: shown.filter((row) => row.group === group) }))
    .filter(({ rows }) => rows.length > 0);
}

function keyRows(commands: readonly Command[], t: Words): Row[] {
  return keys.map(({ key, also, name, group, act }) => ({
    name: t.keyNames[name],
    group,
    key: also ? `${shownKey(key)} · ${also}` : shownKey(key),
    act,
    command: commands.find((own) => own.key === name) ?? null,
  }));
}

function commandRows(commands: readonly Command[], language: Language): Row[] {
  return commands
    .filter((own) => !own.key)
    .map((command) => ({ name: command.about[language], group: command.group, key: "", act: null, command }));
}

/** Keys that are the field's, the list's or the map's own. */
function unboundRows(t: Words): Row[] {
  return Object.values(t.keyList.own).map(({ key, name, group }) => ({
    name,
    group: group as Group,
    key,
    act: null,
    command: null,
  }));
}

function matches(row: Row, typed: string): boolean {
  const called = row.command ? [...row.command.called.id, ...row.command.called.en] : [];
  const known = [row.name, row.key, row.command?.about.id, row.command?.about.en, ...called]
    .join(" ")
    .toLowerCase();
  return typed
    .toLowerCase()
    .split(/\s+/u)
    .every((word) => known.includes(word));
}
