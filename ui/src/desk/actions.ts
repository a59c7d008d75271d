// What a dispatcher does: each a command or two, and where to look afterwards. Calls and incidents have files of their own;
// here is what is done to the map, to units and to alarms.

import { SvelteSet } from "svelte/reactivity";
import { FirstAlarm } from "../alarms/first-alarm";
import { newId } from "../backend/backend";
import type { Alarm } from "../generated/Alarm";
import type { Command } from "../generated/Command";
import type { Duty } from "../generated/Duty";
import type { Effect } from "../generated/Effect";
import type { Pairing } from "../generated/Pairing";
import type { Position } from "../generated/Position";
import type { Key } from "../keys/keys";
import { mapWords } from "../map/words";
import { say } from "../words/words.svelte";
import { Dispatching } from "./dispatching";
import { toasts } from "./toasts.svelte";
import { undoWords } from "./undo-words";

export class Actions extends Dispatching {
  /** Which alarm stands first, and stood there before. */
  readonly firstAlarm = new FirstAlarm();
  /** The alarms that were acknowledged here, by their causes. */
  readonly hushed = new SvelteSet<string>();
  /** Tears the map off to a second window, or brings it back. */
  tear: () => void = () => {};
  /** Does what a key stands for. */
  press: (key: Key) => void = (key) => key.act({ actions: this, place: this.place });

  // The map

  async pick(at: Position): Promise<void> {
    const view = this.current();
    if (!view || view.call.stage.stage === "closed") return;
    try {
      const hit = await this.desk.ask({ ask: "describe_place", at });
      this.addFix(view.call.id, hit.fix);
      this.place.focus("note");
    } catch (problem) {
      this.desk.show(problem);
    }
  }

  /** Keeps the closure that was drawn, or the change of one. */
  async closeRoad(why: string, effect: Effect): Promise<void> {
    const { shape, changes } = this.place.map.closing ?? {};
    if (!shape) return;
    const command: Command = changes
      ? { do: "change_closure", closure: changes.id, shape, effect, why }
      : { do: "close_road", closure: newId(), shape, effect, why };
    if ((await this.does(command)) === null) return;
    this.place.map.back();
    this.place.focus("note");
  }

  /** Follows the unit that is looked at, else the first on its way to the incident; or follows none any more. */
  follow(): void {
    const { map, unit, incident } = this.place;
    if (map.following !== null) {
      map.following = null;
      return;
    }
    const onTheWay = incident ? this.desk.incidents.get(incident)?.assignments : undefined;
    const first = onTheWay?.find(({ assignment }) => assignment.steps.at(-1)?.status.is === "en_route");
    map.following = unit ?? first?.assignment.unit ?? null;
    if (map.following === null)
      toasts.add({ kind: "told", says: () => mapWords[say.language].nobodyToFollow });
  }

  openRoad(closure: string): void {
    void this.does({ do: "open_road", closure });
  }

  // Units and alarms

  setDuty(unit: string, duty: Duty): Promise<number | null> {
    return this.does({ do: "set_duty", unit, duty });
  }

  async pair(unit: string): Promise<Pairing | null> {
    try {
      const pairing = await this.desk.ask({ ask: "pair_page", unit });
      toasts.stays(() => undoWords[say.language].stays.paired(unit));
      return pairing;
    } catch (problem) {
      this.desk.show(problem);
      return null;
    }
  }

  /** Acknowledges an alarm with all its causes: the first, unless told which. */
  acknowledge(alarm: Alarm | undefined = this.firstAlarm.meant(this.desk.alarms)): void {
    for (const cause of alarm?.causes ?? []) {
      this.hushed.add(cause.key);
      void this.does({ do: "acknowledge_alarm", alarm: cause.key });
    }
  }
}
