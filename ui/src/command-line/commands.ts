// Every command there is. Another part of the desk adds its own list here.

import type { Command } from "./command";
import { callCommands } from "./commands/calls";
import { deskCommands } from "./commands/desk";
import { sendingCommands } from "./commands/sending";

export const commands: readonly Command[] = [...sendingCommands, ...callCommands, ...deskCommands];
