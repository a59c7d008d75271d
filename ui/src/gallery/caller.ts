// A caller's phone that finds what it was told to find.

import type { Doors, Heard } from "../caller/room";
import { CENTRE, NOW } from "../testing/views";

type Gps = Pick<Geolocation, "watchPosition" | "clearWatch">;

/** What the room and the phone answer in a state of the caller's page. */
export function toldCaller(state: string): { doors: Doors; gps: Gps | null } {
  const heard: Heard = state === "lost" ? "lost" : "kept";
  const doors: Doors = {
    link: async () => (state === "ended" ? "ended" : "kept"),
    fix: async () => heard,
  };
  return { doors, gps: state === "impossible" ? null : { watchPosition: watch(state), clearWatch() {} } };
}

function watch(state: string): Gps["watchPosition"] {
  return (found, failed) => {
    if (state === "refused" || state === "off") {
      failed?.({ code: state === "refused" ? 1 : 3 } as GeolocationPositionError);
    } else if (state !== "asking") {
      const coords = { latitude: CENTRE.lat, longitude: CENTRE.lon, accuracy: 18 };
      found({ coords, timestamp: NOW } as GeolocationPosition);
    }
    return 1;
  };
}
