// Every key can be had by its name too. What a key does is said where the keys are.

import type { Language } from "../../generated/Language";
import { type KeyName, keys } from "../../keys/keys";
import { en } from "../../words/en";
import { id } from "../../words/id";
import { say } from "../../words/words.svelte";
import { type Command, command, will } from "../command";

/** Keys that are the line's own, or whose work a command with arguments does. */
const DONE_ELSEWHERE: readonly string[] = [
  "commandLine",
  "back",
  "prank",
  "silent",
  "dropped",
  "wrongNumber",
  "information",
  "transferred",
  "testCall",
];

/** Short words for some; the others are called by their name in the list of keys. */
const SHORT: Record<string, Record<Language, readonly [string, ...string[]]>> = {
  alarms: { id: ["daftar alarm"], en: ["list of alarms"] },
  wholeRegion: { id: ["seluruh wilayah"], en: ["whole region"] },
  sounds: { id: ["suara", "bunyi"], en: ["sounds"] },
  largeType: { id: ["huruf besar"], en: ["large type"] },
  follow: { id: ["ikuti"], en: ["follow"] },
  measure: { id: ["ukur jarak", "ukur"], en: ["measure"] },
  layers: { id: ["lapisan"], en: ["layers"] },
  tearOff: { id: ["jendela peta"], en: ["map window"] },
  incidents: { id: ["daftar kejadian"], en: ["list of incidents"] },
  units: { id: ["papan unit"], en: ["units board"] },
  moveUp: { id: ["usulan geser"], en: ["proposed move"] },
  newOther: { id: ["saluran lain"], en: ["other channel"] },
  resumeLongest: { id: ["penunggu terlama"], en: ["longest held"] },
  abusive: { id: ["kasar"], en: ["abusive"] },
  callBacks: { id: ["daftar telepon balik"], en: ["list of call-backs"] },
  whereIs: { id: ["di mana"], en: ["where is it"] },
  shareLink: { id: ["tautan pelapor", "bagikan tautan"], en: ["share link"] },
  takeSuggested: { id: ["pakai usulan jenis"], en: ["take suggested type"] },
  hospital: { id: ["rumah sakit"], en: ["hospital"] },
  station: { id: ["lihat pos"], en: ["station view"] },
};

/** The keys that none of these commands stands for, each as a command of its own. */
export function keyCommands(others: readonly Command[]): Command[] {
  const has = new Set<KeyName | undefined>(others.map((own) => own.key));
  return keys
    .filter(({ name }) => !has.has(name) && !DONE_ELSEWHERE.includes(name))
    .map((key) => {
      const { name, group } = key;
      const about = { id: id.keyNames[name], en: en.keyNames[name] };
      const named = { id: [about.id.toLowerCase()], en: [about.en.toLowerCase()] } as const;
      return command({
        name,
        called: SHORT[name] ?? named,
        about,
        group,
        key: name,
        takes: {},
        echo: () => will(about[say.language]),
        run: (_, { actions }) => {
          actions.press(key);
          return true;
        },
      });
    });
}
