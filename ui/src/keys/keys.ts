// Every key of the desk, in one list: what it does, and where it belongs.

import { newCallBy, resumeLongest, takeSuggested, toggleAbusive, toggleTool } from "../calls/call-actions";
import { tools } from "../calls/tools.svelte";
import type { Actions } from "../desk/actions";
import { undoLatest } from "../desk/undo";
import type { Workplace } from "../desk/workplace.svelte";
import { look } from "../look/theme.svelte";
import { unitWords } from "../units/words";
import type { Words } from "../words/id";
import { say } from "../words/words.svelte";

export type Group = keyof Words["keyList"]["groups"];
export type KeyName = keyof Words["keyNames"];

/** A key as it is shown, what it does, and its name in the catalogue. */
export type Key = {
  key: string;
  /** Another key that does the same outside text fields. */
  also?: string;
  name: KeyName;
  group: Group;
  act(at: Desktop): void;
};

/** What keys act on. */
export type Desktop = { actions: Actions; place: Workplace };

export const keys: Key[] = [
  { key: "F2", name: "answer", group: "calls", act: ({ actions }) => void actions.answerOldest() },
  { key: "F3", name: "newCall", group: "calls", act: ({ actions }) => void actions.newCall() },
  { key: "F4", name: "hold", group: "calls", act: ({ actions }) => void actions.holdOrResume() },
  { key: "F6", name: "prank", group: "calls", act: ({ actions }) => void actions.closeCall("prank") },
  { key: "F7", name: "silent", group: "calls", act: ({ actions }) => void actions.closeCall("silent") },
  { key: "F8", name: "dropped", group: "calls", act: ({ actions }) => void actions.closeCall("dropped") },
  {
    key: "F9",
    name: "wrongNumber",
    group: "calls",
    act: ({ actions }) => void actions.closeCall("wrong_number"),
  },
  {
    key: "F10",
    name: "information",
    group: "calls",
    act: ({ actions }) => void actions.closeCall("information"),
  },
  { key: "Shift+F3", name: "newOther", group: "calls", act: ({ actions }) => void newCallBy(actions) },
  {
    key: "Shift+F4",
    name: "resumeLongest",
    group: "calls",
    act: ({ actions }) => void resumeLongest(actions),
  },
  { key: "Shift+F6", name: "abusive", group: "calls", act: ({ actions }) => void toggleAbusive(actions) },
  {
    key: "Shift+F8",
    name: "transferred",
    group: "calls",
    act: ({ actions }) => void actions.closeCall("transferred"),
  },
  { key: "Shift+F9", name: "testCall", group: "calls", act: ({ actions }) => void actions.closeCall("test") },
  { key: "Alt+B", name: "callBacks", group: "calls", act: () => tools.toggleCallBacks() },
  { key: "Alt+W", name: "whereIs", group: "calls", act: ({ actions }) => toggleTool(actions, "where") },
  { key: "Alt+S", name: "shareLink", group: "calls", act: ({ actions }) => toggleTool(actions, "share") },
  {
    key: "Alt+Enter",
    name: "takeSuggested",
    group: "calls",
    act: ({ actions }) => void takeSuggested(actions),
  },
  { key: "Ctrl+Z", name: "undo", group: "desk", act: () => void undoLatest() },
  { key: "Ctrl+Enter", name: "send", group: "dispatch", act: ({ actions }) => void actions.send() },
  { key: "Alt+J", name: "join", group: "dispatch", act: ({ actions }) => void actions.join() },
  { key: "Alt+I", name: "incidents", group: "incidents", act: ({ place }) => place.focus("incidents") },
  { key: "Alt+U", name: "units", group: "incidents", act: ({ place }) => place.focus("units") },
  { key: "Alt+A", name: "raise", group: "incidents", act: ({ actions }) => actions.raise() },
  { key: "Alt+E", name: "merge", group: "incidents", act: ({ place }) => place.focus("merge") },
  { key: "Alt+P", name: "priority", group: "incidents", act: ({ place }) => place.focus("priority") },
  { key: "Alt+Y", name: "hospital", group: "incidents", act: ({ place }) => place.focus("hospital") },
  { key: "Alt+D", name: "divert", group: "dispatch", act: ({ place }) => place.focus("divert") },
  { key: "Alt+Q", name: "queue", group: "dispatch", act: ({ place }) => place.focus("queue") },
  {
    key: "Shift+F7",
    name: "firstDue",
    group: "dispatch",
    act: ({ place }) => place.command(`${unitWords[say.language].firstDueCommand} `),
  },
  {
    key: "Alt+O",
    name: "station",
    group: "incidents",
    act: ({ actions, place }) => {
      const unit = place.unit ? actions.desk.units.get(place.unit)?.unit.spec : undefined;
      place.unit = null;
      place.station = unit?.station_name ?? "";
    },
  },
  { key: "Alt+C", name: "closeIncident", group: "incidents", act: ({ place }) => place.focus("disposition") },
  { key: "Alt+K", name: "acknowledge", group: "incidents", act: ({ actions }) => actions.acknowledge() },
  { key: "Shift+F2", name: "alarms", group: "incidents", act: ({ place }) => place.focus("alarms") },
  {
    key: "Alt+N",
    name: "sounds",
    group: "desk",
    act: ({ place }) => {
      place.overlay = "sounds";
    },
  },
  { key: "Alt+M", name: "map", group: "map", act: ({ place }) => place.focus("map") },
  {
    key: "Alt+X",
    name: "closeRoad",
    group: "map",
    act: ({ place }) => {
      place.map.close();
      place.focus("map");
    },
  },
  { key: "Alt+F", name: "follow", group: "map", act: ({ actions }) => actions.follow() },
  {
    key: "Alt+R",
    name: "measure",
    group: "map",
    act: ({ place }) => {
      place.map.measure();
      if (place.map.measuring) place.focus("map");
    },
  },
  {
    key: "Alt+Z",
    name: "layers",
    group: "map",
    act: ({ place }) => {
      place.map.layersOpen = !place.map.layersOpen;
    },
  },
  {
    key: "Alt+-",
    name: "wholeRegion",
    group: "map",
    act: ({ place }) => {
      place.map.following = null;
      place.lookAt = { whole: true };
    },
  },
  { key: "Ctrl+M", name: "tearOff", group: "map", act: ({ actions }) => actions.tear() },
  {
    key: "Alt+G",
    name: "coverage",
    group: "map",
    act: ({ place }) => {
      place.coverage = !place.coverage;
    },
  },
  {
    key: "Alt+V",
    name: "moveUp",
    group: "map",
    act: ({ place }) => {
      if (place.coverage) place.focus("moveUp");
    },
  },
  { key: "Ctrl+K", also: "/", name: "commandLine", group: "desk", act: ({ place }) => place.command() },
  {
    key: "Alt+H",
    name: "handover",
    group: "desk",
    act: ({ place }) => {
      place.overlay = "handover";
    },
  },
  { key: "Alt+L", name: "language", group: "desk", act: () => say.toggle() },
  { key: "Alt+T", name: "theme", group: "desk", act: () => look.toggle() },
  { key: "Alt+0", name: "largeType", group: "desk", act: () => look.toggleType() },
  {
    key: "F1",
    also: "?",
    name: "keyList",
    group: "desk",
    act: ({ place }) => {
      place.overlay = place.overlay === "keys" ? "none" : "keys";
    },
  },
  { key: "Esc", name: "back", group: "desk", act: ({ place }) => place.back() },
];

/** A key event as it is written in the list; numbers with Alt are `Alt+1`. */
export function written(event: KeyboardEvent): string {
  const key =
    event.key === "Escape" ? "Esc" : event.code.startsWith("Key") ? event.code.slice(3) : digit(event);
  const held = [event.ctrlKey && "Ctrl", event.altKey && "Alt", event.shiftKey && key.length > 1 && "Shift"];
  return [...held.filter(Boolean), key].join("+");
}

function digit(event: KeyboardEvent): string {
  return event.code.startsWith("Digit") ? event.code.slice(5) : event.key;
}

/** Whether typing goes on in a text field, where Ctrl+Z is the field's own. */
export { isTextField as isTyping } from "./focus";
