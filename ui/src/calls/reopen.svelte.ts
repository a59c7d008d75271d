// A desk that is loaded anew goes on with the call it was taking.

import type { Desk } from "../desk/desk.svelte";
import type { Workplace } from "../desk/workplace.svelte";
import { ownActive } from "./queue";

const LAST = "sigap.call";

/** Opens this desk's own active call once, as soon as the room has been heard of. To be called by a component. */
export function reopensOwnCall(desk: Desk, place: Workplace): void {
  let looked = false;
  $effect(() => {
    if (!desk.room || looked) return;
    looked = true;
    const own = ownActive([...desk.calls.values()], desk.room.you, sessionStorage.getItem(LAST));
    if (own && !place.call) place.openCall(own.call.id);
  });
  $effect(() => {
    if (place.call) sessionStorage.setItem(LAST, place.call);
  });
}
