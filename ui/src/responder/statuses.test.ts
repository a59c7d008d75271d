import { describe, expect, it } from "vitest";
import type { AssignmentStatus } from "../generated/AssignmentStatus";
import { notice } from "../testing/views";
import type { Outgoing } from "./outbox";
import { filled, offered, unconfirmed } from "./statuses";

const here = notice();

const pressed = (is: "acknowledged" | "en_route", incident = here.incident): Outgoing => ({
  id: is,
  command: { do: "report", incident, unit: "DMK-1", status: { is } },
});

const names = (statuses: AssignmentStatus[]) => statuses.map(({ is }) => is);

describe("the buttons of a notice", () => {
  it.each<[string, Outgoing[], string[]]>([
    ["nothing pressed: all that the room offers", [], ["acknowledged", "en_route", "on_scene", "cleared"]],
    [
      "one pressed: what the room lists after it",
      [pressed("acknowledged")],
      ["en_route", "on_scene", "cleared"],
    ],
    ["one skipped", [pressed("en_route")], ["on_scene", "cleared"]],
    ["two pressed", [pressed("acknowledged"), pressed("en_route")], ["on_scene", "cleared"]],
    [
      "pressed on another incident",
      [pressed("en_route", "other")],
      ["acknowledged", "en_route", "on_scene", "cleared"],
    ],
  ])("%s", (_, waiting, expected) => {
    expect(names(offered(here.assignment.next, unconfirmed(waiting, here)))).toEqual(expected);
  });

  it.each<[AssignmentStatus, AssignmentStatus]>([
    [
      { is: "transporting", to: "" },
      { is: "transporting", to: "RSUD" },
    ],
    [
      { is: "cleared", outcome: "" },
      { is: "cleared", outcome: "RSUD" },
    ],
    [
      { is: "stood_down", why: "" },
      { is: "stood_down", why: "RSUD" },
    ],
    [{ is: "on_scene" }, { is: "on_scene" }],
  ])("puts the line into the status that wants one: %o", (empty, full) => {
    expect(filled(empty, "RSUD")).toEqual(full);
  });
});
