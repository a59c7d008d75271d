// The order of the queue, and whose each call is.

import type { Actor } from "../generated/Actor";
import type { CallView } from "../generated/CallView";

/** Where a call stands for this desk. */
export type Standing = "ringing" | "lifted" | "mine" | "held" | "elsewhere" | "due" | "over";

/** The desk of whoever sits at one. */
export function deskOf(actor: Actor | null | undefined): string | null {
  return actor && "desk" in actor ? actor.desk : null;
}

export function standing({ call }: CallView, you: Actor | null | undefined): Standing {
  switch (call.stage.stage) {
    case "ringing":
      return "ringing";
    case "held":
      return "held";
    case "active":
      // The exchange heard the handset before any desk took the call.
      if (deskOf(call.taken_by) === null) return "lifted";
      return deskOf(call.taken_by) === deskOf(you) ? "mine" : "elsewhere";
    case "closed":
      return call.call_back_due ? "due" : "over";
  }
}

const ORDER: Record<Standing, number> = {
  lifted: 0,
  ringing: 1,
  mine: 2,
  held: 3,
  elsewhere: 4,
  due: 5,
  over: 6,
};

/** Since when it has been what it is. */
export function since({ call }: CallView): number {
  return call.stage.stage === "ringing" ? call.rang_at : call.stage.since;
}

/** The call that is to be taken next: who talks into a handset already, else who has rung longest. */
export function nextToTake(calls: CallView[]): CallView | undefined {
  return queued(calls, null).find((view) => ["lifted", "ringing"].includes(standing(view, null)));
}

/** The calls in hand: what no desk has first, then one's own, those that wait, and those of other desks; the longest first. */
export function queued(calls: CallView[], you: Actor | null | undefined): CallView[] {
  return calls
    .filter((view) => view.call.stage.stage !== "closed")
    .sort((a, b) => ORDER[standing(a, you)] - ORDER[standing(b, you)] || since(a) - since(b));
}

/** The calls to be called back, the one due first on top. */
export function dueBack(calls: CallView[]): CallView[] {
  return calls
    .filter((view) => standing(view, null) === "due")
    .sort((a, b) => (a.call_back_at ?? 0) - (b.call_back_at ?? 0));
}

/** The caller who has waited longest, but for the one whose form stands there. */
export function longestHeld(calls: CallView[], except: string | null): CallView | undefined {
  const held = calls.filter((view) => view.call.stage.stage === "held");
  const others = held.filter((view) => view.call.id !== except);
  return (others.length > 0 ? others : held).sort((a, b) => since(a) - since(b))[0];
}

/** The call that this desk was taking, to be shown again after the page was loaded anew. */
export function ownActive(
  calls: CallView[],
  you: Actor | null | undefined,
  last: string | null,
): CallView | undefined {
  const own = calls.filter((view) => standing(view, you) === "mine");
  return own.find((view) => view.call.id === last) ?? own.sort((a, b) => since(b) - since(a))[0];
}
