// An event of the log in a few words.

import type { Brings } from "../generated/Brings";
import type { Event } from "../generated/Event";
import { incidentWords } from "../incidents/words";
import type { Words } from "./id";
import { say } from "./words.svelte";

/** What the log names by keys, as people say it. */
export type Named = { kind(key: string): string; incident(id: string): string };

/** What happened, for the timeline; events that name no step of their own are told by their kind. */
export function told(event: Event, t: Words, { kind, incident }: Named): string {
  const w = incidentWords[say.language].told;
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
    case "fix_chosen":
      return w.fixChosen;
    case "called_back":
      return w.calledBack;
    case "call_marked_abusive":
      return w.abusive;
    case "location_linked":
      return w.linked;
    case "priority_set":
      return w.prioritySet(event.priority, event.why);
    case "alarm_lowered":
      return t.recommendation.alarmLevel(event.level);
    case "incident_merged":
      return w.merged(incident(event.incident), incident(event.into)) + broughtAlarm(event.brings, t);
    case "incident_unmerged":
      return w.unmerged(incident(event.incident));
    case "unit_diverted":
      return w.diverted(event.unit, event.why);
    case "unit_queued":
      return w.queued(event.unit);
    case "unit_unqueued":
      return w.unqueued(event.unit);
    default:
      return event.event;
  }
}

/** The alarm that a duplicate brought, where it had more than the first. */
function broughtAlarm(brings: Brings | null, t: Words): string {
  const level = brings?.alarm_level ?? 1;
  return level > 1 ? ` · ${t.recommendation.alarmLevel(level)}` : "";
}

function words(status: object): string {
  const text =
    "to" in status ? status.to : "why" in status ? status.why : "outcome" in status ? status.outcome : "";
  return text ? `: ${text}` : "";
}
