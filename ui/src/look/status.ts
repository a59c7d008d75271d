// Which colour a status has; its word always stands beside it.

import type { AssignmentStatus } from "../generated/AssignmentStatus";
import type { UnitView } from "../generated/UnitView";

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
