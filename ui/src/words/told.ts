// An event of the log in a few words.

import type { Event } from "../generated/Event";
import type { Words } from "./id";

/** What happened, for the timeline; events that name no step of their own are told by their kind. */
export function told(event: Event, t: Words, kind: (key: string) => string): string {
  switch (event.event) {
    case "call_rang":
      return `${t.calls.ringing} P-${event.number}`;
    case "call_answered":
      return t.calls.active;
    case "call_held":
      return t.calls.held;
    case "call_hung_up":
      return t.calls.hungUp;
    case "call_closed":
      return t.closedAs(t.disposition[event.disposition]);
    case "fix_added":
      return `${t.source[event.fix.source]}: ${event.fix.label}`;
    case "incident_opened":
      return `K-${event.number} ${kind(event.kind)}, ${event.place.label}`;
    case "call_joined":
      return t.disposition.joined;
    case "call_unjoined":
      return t.incidents.leave;
    case "units_chosen":
      return `${t.recommendation.send(event.sent.length)}: ${[event.sent.join(", "), event.reason].filter(Boolean).join(" · ")}`;
    case "unit_notified":
      return `${event.unit} ${t.status.notified}`;
    case "status_reported":
      return `${event.unit} ${t.status[event.status.is]}${words(event.status)}`;
    case "incident_noted":
      return event.text.personal ?? t.erased;
    case "incident_reclassified":
      return kind(event.kind);
    case "place_moved":
      return event.place.label;
    case "alarm_raised":
      return t.recommendation.alarmLevel(event.level);
    case "incident_closed":
      return t.closedAs(t.ended[event.disposition]);
    case "incident_reopened":
    case "call_reopened":
      return t.incidents.reopen;
    default:
      return event.event;
  }
}

function words(status: object): string {
  const text =
    "to" in status ? status.to : "why" in status ? status.why : "outcome" in status ? status.outcome : "";
  return text ? `: ${text}` : "";
}
