// Alarms: the first one, or one by what it is about.

import { alarmName, sentence } from "../../alarms/sentence";
import { alarmWords } from "../../alarms/words";
import type { Alarm } from "../../generated/Alarm";
import { say } from "../../words/words.svelte";
import { type Argument, type Command, cannot, command, will } from "../command";
import type { Option } from "../option";
import { optional } from "../things";

const id = {
  acknowledge: (alarm: string) => `Akui: ${alarm}`,
  none: "Tidak ada alarm.",
};
const en: typeof id = {
  acknowledge: (alarm) => `Acknowledge: ${alarm}`,
  none: "There is no alarm.",
};
export const alarmLines = { id, en };
const words = () => alarmLines[say.language];

const alarms: Argument<Alarm> = {
  called: { id: "alarm", en: "alarm" },
  none: () => words().none,
  options: ({ desk, language }) =>
    desk.alarms.map(
      (alarm): Option<Alarm> => ({
        key: alarm.key,
        text: alarmName(alarm, desk, language),
        names: [alarmName(alarm, desk, "id"), alarmName(alarm, desk, "en")],
        also: [sentence(alarm, desk)],
        label: sentence(alarm, desk),
        detail: alarmWords[language].urgency[alarm.urgency],
        icon: alarm.urgency === "ring" ? "phone" : "alarm",
        value: alarm,
      }),
    ),
};

const acknowledge = command({
  name: "acknowledge",
  called: { id: ["akui", "akui alarm"], en: ["acknowledge"] },
  about: { id: "Akui alarm", en: "Acknowledge an alarm" },
  group: "incidents",
  key: "acknowledge",
  takes: { alarm: optional(alarms) },
  echo: ({ alarm }, { desk }) => {
    const meant = alarm ?? desk.alarms[0];
    return meant ? will(words().acknowledge(sentence(meant, desk))) : cannot(words().none);
  },
  run: ({ alarm }, { actions }) => {
    actions.acknowledge(alarm);
    return true;
  },
});

export const alarmCommands: readonly Command[] = [acknowledge];
