// An alarm in one sentence, and what should be heard of all of them.

import type { Mirror } from "../desk/mirror";
import type { Alarm } from "../generated/Alarm";
import type { AlarmSubject } from "../generated/AlarmSubject";
import type { Language } from "../generated/Language";
import type { Urgency } from "../generated/Urgency";
import { say } from "../words/words.svelte";
import { alarmWords } from "./words";

type Known = Pick<Mirror, "calls" | "incidents" | "alarms">;

/** What the oldest cause is about. */
export function subjectOf(alarm: Alarm): AlarmSubject | undefined {
  return alarm.causes[0]?.subject;
}

export function sentence(alarm: Alarm, known: Known): string {
  const words = alarmWords[say.language];
  const subject = subjectOf(alarm);
  if (!subject) return "";
  const more = alarm.causes.length - 1;
  const tell = words.told[subject.about];
  if ("call" in subject) return tell(number(subject.call, known), "", more);
  if ("zone" in subject) return tell(subject.name, words.services[subject.service], more);
  const incident = incidentNumber(subject.incident, known);
  return "unit" in subject ? tell(subject.unit, incident, more) : tell(incident, "", more);
}

/** What a line of the command line calls it, in this language; nobody's number is in it. */
export function alarmName(alarm: Alarm, known: Known, language: Language): string {
  const words = alarmWords[language];
  const subject = subjectOf(alarm);
  if (!subject) return "";
  const name = words.named[subject.about];
  if ("call" in subject) return name(`P-${known.calls.get(subject.call)?.call.number ?? "?"}`, "");
  if ("zone" in subject) return name(subject.name, words.services[subject.service]);
  return name("unit" in subject ? subject.unit : incidentNumber(subject.incident, known), "");
}

function incidentNumber(incident: string, known: Known): string {
  return `K-${known.incidents.get(incident)?.incident.number ?? "?"}`;
}

function number(call: string, known: Known): string {
  const view = known.calls.get(call)?.call;
  return say.personal(view?.caller_number) || `P-${view?.number ?? "?"}`;
}

/** The sounds that should repeat now. A ring that was acknowledged here is silent until its alarm comes back. */
export function soundsOf(known: Known, hushed: ReadonlySet<string>): Set<Urgency> {
  const wanted = new Set<Urgency>(known.alarms.map((alarm) => alarm.urgency));
  for (const { call } of known.calls.values())
    if (call.stage.stage === "ringing" && !hushed.has(`ring/${call.id}`)) wanted.add("ring");
  return wanted;
}
