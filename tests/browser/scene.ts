// A night in the demo room, as the pictures show it: driven through the feeds and the desk's own keys.

import type { Desk } from "./desk";
import { expect, type Position, type Room } from "./harness";

const SCHAAN = { lat: 47.1712629, lon: 9.5125198 };
const TRIESEN = { lat: 47.1105746, lon: 9.5216466 };
const ESCHEN = { lat: 47.2074122, lon: 9.5274417 };
const RUGGELL = { lat: 47.2326173, lon: 9.5463651 };
const BALZERS = { lat: 47.0662361, lon: 9.4994045 };
const TRIESENBERG = { lat: 47.1170307, lon: 9.5470088 };
const HOSPITAL = { lat: 47.1343767, lon: 9.5224777 };
const VADUZ = { lat: 47.1262082, lon: 9.522267 };

const STATIONS: [Position, string[]][] = [
  [SCHAAN, ["DMK-1", "DMK-2", "DMK-3", "RES-1"]],
  [TRIESENBERG, ["DMK-4", "DMK-5"]],
  [TRIESEN, ["DMK-6", "DMK-7"]],
  [ESCHEN, ["DMK-8", "DMK-9"]],
  [RUGGELL, ["DMK-10", "DMK-11"]],
  [HOSPITAL, ["AMB-1", "AMB-2", "AMB-3"]],
  [VADUZ, ["PTR-1", "PTR-2", "SPP-1"]],
];

/** Everybody's phone tells where they are; one has not been heard of for a quarter of an hour. */
export async function everybodyReports(room: Room): Promise<void> {
  for (const [station, units] of STATIONS) for (const unit of units) await room.sees(unit, station);
  await room.sees("DMK-13", BALZERS);
  await room.sees("DMK-12", BALZERS, 900);
}

/** A road is closed by a landslide: the place that was found stands in the middle of the map. */
export async function aRoadIsClosed(desk: Desk): Promise<void> {
  await desk.takesACall();
  await desk.picksType("longsor", "Longsor atau bangunan runtuh");
  await desk.picksPlace("malbunstrasse", "Malbunstrasse");
  await desk.presses("Alt+X");
  await expect(desk.map).toBeFocused();
  await desk.presses("Enter");
  await desk.types("longsor");
  await desk.presses("Enter");
  await expect(desk.page.getByText("longsor").first()).toBeVisible();
  await desk.presses("F10");
  await expect(desk.form).toBeHidden();
}

/** An accident that is being attended to, and a fire that units are on their way to. */
export async function twoIncidentsAreOpen(room: Room, desk: Desk): Promise<void> {
  await desk.takesACall();
  await desk.picksType("kecelakaan", "Kecelakaan dengan korban");
  await desk.picksPlace("zollstrasse vaduz", "Zollstrasse");
  await desk.notes("motor dan mobil, satu orang luka di kaki");
  await desk.sends();
  await desk.reports("PTR-1", ["diakui", "menuju", "di lokasi"]);
  await desk.reports("AMB-1", ["diakui", "menuju"]);

  await room.rings({ call: "pbx-fire", number: "0800-0000-0104" });
  await desk.answers();
  await desk.picksType("kebakaran", "Kebakaran rumah");
  await desk.picksPlace("dorfstrasse planken", "Dorfstrasse");
  await desk.notes("api dari dapur, sudah sampai atap, dua orang di dalam");
  await desk.sends();
  await desk.reports("DMK-1", ["diakui", "menuju"]);
  await desk.reports("DMK-2", ["diakui", "menuju"]);
  await room.sees("DMK-1", { lat: 47.1758, lon: 9.5217 });
  await room.sees("DMK-2", { lat: 47.1722, lon: 9.5158 });
  await room.sees("AMB-1", { lat: 47.1389, lon: 9.5212 });
  await room.sees("PTR-1", { lat: 47.1397, lon: 9.5147 });
}

/** A caller who waits. */
export async function aCallIsHeld(room: Room, desk: Desk): Promise<void> {
  await room.rings({ call: "pbx-held", number: "0800-0000-0102" });
  await desk.answers();
  await desk.picksType("lampu", "Lampu jalan mati");
  await desk.picksPlace("bahnhofstrasse schaan", "Bahnhofstrasse");
  await desk.presses("F4");
  await expect(desk.calls).toContainText("ditahan");
}

/** A call that is being typed, with the recommendation standing; and one that rings. */
export async function aCallIsTyped(room: Room, desk: Desk): Promise<void> {
  const near = { lat: 47.1092, lon: 9.5257, radius_m: 60 };
  await room.rings({ call: "pbx-typed", number: "0800-0000-0101", location: near });
  await desk.answers();
  await desk.picksType("kebakaran", "Kebakaran rumah");
  await desk.picksPlace("dorfstrasse triesen", "Dorfstrasse");
  await desk.proposes();
  await desk.notes("asap tebal dari lantai dua, gang sempit");
  await room.rings({ call: "pbx-ringing", number: "0800-0000-0106" });
  await expect(desk.calls).toContainText("sering iseng");
}
