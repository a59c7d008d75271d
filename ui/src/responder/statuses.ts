import type { AssignmentStatus } from "../generated/AssignmentStatus";
import type { Command } from "../generated/Command";
import type { Notice } from "../generated/Notice";
import type { Outgoing } from "./outbox";

type Is = AssignmentStatus["is"];
type Report = Extract<Command, { do: "report" }>;

/** The statuses that want a line of text. */
export type Asking = "transporting" | "cleared" | "stood_down";

export const asks = (is: Is): is is Asking =>
  is === "transporting" || is === "cleared" || is === "stood_down";

/** The status with the text filled in. */
export function filled(status: AssignmentStatus, text: string): AssignmentStatus {
  switch (status.is) {
    case "transporting":
      return { ...status, to: text };
    case "cleared":
      return { ...status, outcome: text };
    case "stood_down":
      return { ...status, why: text };
    default:
      return status;
  }
}

/** What this crew pressed on this incident and the room has not confirmed yet. */
export function unconfirmed(waiting: readonly Outgoing[], notice: Notice): Report[] {
  return waiting
    .map(({ command }) => command)
    .filter((command): command is Report => command.do === "report" && command.incident === notice.incident);
}

/**
 * The buttons to show: what the room offers next, less what was pressed and what the room lists before it. The room
 * still decides on each of them when it arrives.
 */
export function offered(next: readonly AssignmentStatus[], pressed: readonly Report[]): AssignmentStatus[] {
  const last = pressed.at(-1)?.status.is;
  const at = next.findIndex(({ is }) => is === last);
  return next.slice(at + 1);
}
