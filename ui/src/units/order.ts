// The orders of the units board.

import type { Service } from "../generated/Service";
import type { UnitView } from "../generated/UnitView";

export const ORDERS = ["service", "status", "kind", "station", "since"] as const;
export type Order = (typeof ORDERS)[number];

const SERVICES: Service[] = ["fire", "medical", "police", "rescue"];
const STATUSES = [
  "notified",
  "acknowledged",
  "en_route",
  "on_scene",
  "transporting",
  "at_hospital",
  "available",
  "out_of_service",
  "off_duty",
];
const KEPT = "sigap.units.order";
/** Made once: it takes far longer to make than to use. */
const SIGNS = new Intl.Collator(undefined, { numeric: true });

/** What a unit is doing, from what wants an eye to what doesn't. */
function doing(view: UnitView): number {
  return STATUSES.indexOf(view.status?.is ?? view.availability.is);
}

function service(view: UnitView): number {
  return SERVICES.indexOf(view.unit.spec.service);
}

const BY: Record<Order, (a: UnitView, b: UnitView) => number> = {
  service: (a, b) => service(a) - service(b),
  status: (a, b) => doing(a) - doing(b) || a.since - b.since,
  kind: (a, b) => (a.unit.spec.capabilities[0] ?? "").localeCompare(b.unit.spec.capabilities[0] ?? ""),
  station: (a, b) => a.unit.spec.station_name.localeCompare(b.unit.spec.station_name),
  since: (a, b) => a.since - b.since,
};

/** Units in an order; equals by call sign. */
export function sorted(units: UnitView[], order: Order): UnitView[] {
  const sign = (view: UnitView) => view.unit.spec.id;
  return units.sort((a, b) => BY[order](a, b) || SIGNS.compare(sign(a), sign(b)));
}

/** The order chosen last on this machine. */
export function kept(): Order {
  const stored = localStorage.getItem(KEPT);
  return ORDERS.find((order) => order === stored) ?? "service";
}

export function keep(order: Order): void {
  localStorage.setItem(KEPT, order);
}

/** Things by a key, in the order in which the keys come first. */
export function grouped<T>(things: readonly T[], key: (thing: T) => string): [string, T[]][] {
  const groups = new Map<string, T[]>();
  for (const thing of things) groups.set(key(thing), [...(groups.get(key(thing)) ?? []), thing]);
  return [...groups];
}
