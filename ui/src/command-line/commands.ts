// Every command there is. Another part of the desk adds its own list here.

import type { Command } from "./command";
import { callCommands } from "./commands/calls";
import { deskCommands } from "./commands/desk";
import { incidentCommands } from "./commands/incidents";
import { keyCommands } from "./commands/keys";
import { sendingCommands } from "./commands/sending";

const own: readonly Command[] = [...sendingCommands, ...callCommands, ...incidentCommands, ...deskCommands];

export const commands: readonly Command[] = [...own, ...keyCommands(own)];
