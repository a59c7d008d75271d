import type { HandoverItemView } from "../generated/HandoverItemView";
import type { HandoverSubject } from "../generated/HandoverSubject";
import type { HandoverView } from "../generated/HandoverView";

type About = HandoverSubject["about"];

/** An item with its place in the room's list, by which it is signed. */
export type Numbered = { at: number; view: HandoverItemView };

/** The order in which a lead wants to hear of them. */
const ORDER: readonly About[] = [
  "open_incident",
  "waiting_call",
  "call_back",
  "unit_out_of_service",
  "road_closed",
];

/** The items by what they are about; nothing is said of what there is none of. */
export function grouped(items: readonly HandoverItemView[]): { about: About; items: Numbered[] }[] {
  const numbered = items.map((view, at) => ({ at, view }));
  return ORDER.map((about) => ({
    about,
    items: numbered.filter(({ view }) => view.item.subject.about === about),
  })).filter((group) => group.items.length > 0);
}

/** The items in the order they are shown in. */
export const inOrder = (items: readonly HandoverItemView[]): Numbered[] =>
  grouped(items).flatMap((group) => group.items);

const isSigned = ({ view }: Numbered) => view.item.signed_at !== null;

export function signedCount(items: readonly HandoverItemView[]): number {
  return items.filter(({ item }) => item.signed_at !== null).length;
}

/** The unsigned item after this one, else the first unsigned one; none once all others are signed. */
export function nextToSign(items: readonly HandoverItemView[], after: number): number | null {
  const shown = inOrder(items);
  const from = shown.findIndex(({ at }) => at === after);
  const around = [...shown.slice(from + 1), ...shown.slice(0, Math.max(from, 0))];
  return around.find((item) => !isSigned(item))?.at ?? null;
}

/** The unsigned item that an arrow key goes to, staying at either end. */
export function neighbour(items: readonly HandoverItemView[], at: number, step: 1 | -1): number {
  const open = inOrder(items).filter((item) => !isSigned(item) || item.at === at);
  const from = open.findIndex((item) => item.at === at);
  return open[from + step]?.at ?? at;
}

/** The handover under way, if there is one, and the completed ones, the latest first. */
export function sorted(handovers: readonly HandoverView[]): {
  open: HandoverView | null;
  past: HandoverView[];
} {
  const latest = [...handovers].sort((a, b) => b.handover.begun_at - a.handover.begun_at);
  return {
    open: latest.find(({ handover }) => handover.completed_at === null) ?? null,
    past: latest.filter(({ handover }) => handover.completed_at !== null),
  };
}
