// What a unit is doing, in words: for which incident, where it stands by, or why it can't be sent.

import type { Desk } from "../desk/desk.svelte";
import type { IncidentView } from "../generated/IncidentView";
import type { UnitView } from "../generated/UnitView";
import { clock } from "../look/format";
import { say } from "../words/words.svelte";
import { unitWords } from "./words";

type Seen = Pick<Desk, "incidents" | "room">;
type Naming = (view: IncidentView) => string;

const byNumber: Naming = ({ incident }) => `K-${incident.number}`;

export function doing(view: UnitView, desk: Seen, named: Naming = byNumber): string {
  return parts(view, desk, named).filter(Boolean).join(" · ");
}

function parts(view: UnitView, { incidents, room }: Seen, named: Naming): string[] {
  const { t } = say;
  const { availability, standby, status, unit } = view;
  if (status && availability.is === "committed") {
    const on = incidents.get(availability.incident);
    const words = [t.status[status.is], on ? named(on) : ""];
    // What a unit does is told by its sign too; for which incident only here, where the line may be cut off.
    return named === byNumber ? words.reverse() : words;
  }
  if (unit.duty.duty === "out_of_service") {
    const { until, why } = unit.duty;
    const zone = room?.region.time_zone ?? "UTC";
    const back = until ? unitWords[say.language].untilTime(clock(until, zone).slice(0, 5)) : "";
    return [t.availability.out_of_service, back, why];
  }
  if (standby) return [t.units.standby, standby.label];
  return [t.availability[availability.is], unit.spec.station_name];
}
