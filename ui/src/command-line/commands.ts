// Every command there is. Another part of the desk adds its own list here.

import type { Command } from "./command";
import { alarmCommands } from "./commands/alarms";
import { callerCommands } from "./commands/caller";
import { callCommands } from "./commands/calls";
import { deskCommands } from "./commands/desk";
import { houseCommands } from "./commands/house";
import { incidentCommands } from "./commands/incidents";
import { keyCommands } from "./commands/keys";
import { sendingCommands } from "./commands/sending";

const own: readonly Command[] = [
  ...sendingCommands,
  ...callCommands,
  ...callerCommands,
  ...incidentCommands,
  ...alarmCommands,
  ...houseCommands,
  ...deskCommands,
];

export const commands: readonly Command[] = [...own, ...keyCommands(own)];
