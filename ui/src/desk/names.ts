// What people call what the room tells of.

import type { ZoneView } from "../generated/ZoneView";

/** Villages share their names: those that do are told with what they lie in. */
export function zoneName({ name, within }: Pick<ZoneView, "name" | "within">): string {
  return [name, within].filter(Boolean).join(", ");
}
