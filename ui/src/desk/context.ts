// The desk's shared things, handed down by the outermost component.

import { getContext, setContext } from "svelte";
import type { Assessor } from "../recommendation/assessor.svelte";
import type { Choice } from "../recommendation/choice.svelte";
import type { Actions } from "./actions";
import type { Desk } from "./desk.svelte";
import type { Workplace } from "./workplace.svelte";

export type Shared = { desk: Desk; place: Workplace; actions: Actions; assessor: Assessor; choice: Choice };

const KEY = Symbol("desk");

export function share(shared: Shared): void {
  setContext(KEY, shared);
}

export function shared(): Shared {
  return getContext<Shared>(KEY);
}
