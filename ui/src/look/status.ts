// Which colour and which sign a status has; its word always stands beside them.

import type { AssignmentStatus } from "../generated/AssignmentStatus";
import type { UnitView } from "../generated/UnitView";
import type { IconName } from "./icons";

export type Tone = "ready" | "told" | "rolling" | "there" | "leg" | "idle";

/** The colour token of an assignment's status. */
export function statusTone(status: AssignmentStatus): Tone {
  switch (status.is) {
    case "notified":
    case "acknowledged":
      return "told";
    case "en_route":
      return "rolling";
    case "on_scene":
      return "there";
    case "transporting":
    case "at_hospital":
      return "leg";
    case "cleared":
    case "stood_down":
      return "idle";
  }
}

/** The colour token of what a unit is doing. */
export function unitTone(view: UnitView): Tone {
  if (view.status) return statusTone(view.status);
  return view.availability.is === "available" ? "ready" : "idle";
}

/** The signs of the statuses that have none by their own name. */
const SIGNS = {
  cleared: "tick",
  stood_down: "cross",
  out_of_service: "block",
  off_duty: "night",
} as const satisfies Record<string, IconName>;

/** The sign of an assignment's status. */
export function statusIcon({ is }: AssignmentStatus): IconName {
  return is === "cleared" || is === "stood_down" ? SIGNS[is] : is;
}

/** The sign of what a unit is doing. */
export function unitIcon({ status, availability: { is }, standby }: UnitView): IconName {
  if (status) return statusIcon(status);
  if (is === "out_of_service" || is === "off_duty") return SIGNS[is];
  return standby ? "place" : "available";
}
