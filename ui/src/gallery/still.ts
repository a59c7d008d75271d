import { roomClock } from "../desk/clock.svelte";
import { NOW } from "../testing/views";

/** The room's clock stands still, so that the same screen is the same picture each time. */
export function stillRoomClock(): void {
  roomClock.exactly = () => NOW;
  roomClock.run = () => () => {};
  roomClock.hear = () => {};
  roomClock.now = NOW;
}
