/** A desk at a room that answers nothing by itself, for tests of what looks at a whole desk. */
import type { AnswerTo, Backend } from "../backend/backend";
import { Actions } from "../desk/actions";
import type { Shared } from "../desk/context";
import { Desk } from "../desk/desk.svelte";
import { Workplace } from "../desk/workplace.svelte";
import type { CallView } from "../generated/CallView";
import type { Command } from "../generated/Command";
import type { IncidentView } from "../generated/IncidentView";
import type { Problem } from "../generated/Problem";
import type { Request } from "../generated/Request";
import type { UnitView } from "../generated/UnitView";
import { Assessor } from "../recommendation/assessor.svelte";
import { Choice } from "../recommendation/choice.svelte";
import { NOW, region } from "./views";

/** A room that answers by the kind of question, and remembers what it was told to do. */
export class ToldRoom implements Backend {
  commands: Command[] = [];
  answers: Partial<Record<Request["ask"], unknown>> = { find_places: [] };
  /** What it says no with. */
  refuses: Problem | null = null;

  async ask<R extends Request>(request: R): Promise<AnswerTo<R>> {
    if (request.ask === "submit") {
      this.commands.push(request.command);
      if (this.refuses) throw this.refuses;
    }
    const answer = request.ask === "submit" ? { seq: 1 } : this.answers[request.ask];
    return answer as AnswerTo<R>;
  }

  watch(): void {}
  close(): void {}
}

type Parts = { units?: UnitView[]; incidents?: IncidentView[]; calls?: CallView[] };

export function worldOf(parts: Parts = {}): { room: ToldRoom; shared: Shared } {
  const room = new ToldRoom();
  const desk = new Desk(room);
  desk.room = {
    you: { as: "dispatcher", desk: "Meja 1" },
    region,
    catalogue: { capabilities: [], types: [] },
    stations: [],
  };
  for (const view of parts.units ?? []) desk.units.set(view.unit.spec.id, view);
  for (const view of parts.incidents ?? []) desk.incidents.set(view.incident.id, view);
  for (const view of parts.calls ?? []) desk.calls.set(view.call.id, view);
  const place = new Workplace();
  const assessor = new Assessor((question) => desk.ask(question));
  const choice = new Choice();
  return {
    room,
    shared: { desk, place, assessor, choice, actions: new Actions(desk, place, assessor, choice) },
  };
}

type CallParts = {
  number?: number;
  from?: string;
  stage?: CallView["call"]["stage"];
  callBack?: boolean;
  location?: CallView["location"];
};

export function callView(id: string, parts: CallParts = {}): CallView {
  const { number = 7, from = null, stage = { stage: "active", since: NOW }, callBack = false } = parts;
  const nothing = { personal: "" };
  return {
    call: {
      id,
      number,
      channel: "phone",
      caller_number: from === null ? null : { personal: from },
      rang_at: NOW - 60_000,
      answered_at: NOW - 50_000,
      hung_up_at: null,
      taken_by: { as: "dispatcher", desk: "Meja 1" },
      stage,
      draft: { kind: null, place: nothing, caller: nothing, note: nothing, number: nothing, answers: {} },
      fixes: [],
      chosen_fix: null,
      incident: null,
      call_back_due: callBack,
      call_backs: [],
      abusive: false,
      location_link: null,
      news: null,
    },
    location: parts.location ?? null,
    registered: null,
    earlier: [],
    history: { calls: 0, incidents: 0, pranks: 0, silent: 0, abusive: 0 },
    premises: [],
    suggested: [],
    news_apart_m: null,
    call_back_at: callBack ? NOW + 120_000 : null,
    rang_again_at: null,
  };
}
