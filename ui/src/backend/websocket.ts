// The room over a WebSocket: browsers and phones.

import type { Answer } from "../generated/Answer";
import type { Language } from "../generated/Language";
import type { Problem } from "../generated/Problem";
import type { Push } from "../generated/Push";
import type { Request } from "../generated/Request";
import type { AnswerTo, Backend, Link, Listener } from "./backend";

/** The room closes with this where it doesn't know the token. */
const NOT_ADMITTED = 4401;
/** Pauses before trying again, milliseconds. */
const PAUSES = [200, 500, 1000, 2000, 3000];

type ServerFrame =
  | { welcome: unknown }
  | { id: number; answer: Answer }
  | { id: number; problem: Problem }
  | { push: Push };

type Waiting = {
  request: Request;
  language: Language;
  sent: boolean;
  resolve(value: unknown): void;
  reject(problem: Problem): void;
};

/** How a socket is made; tests make their own. */
export type Dial = (url: string) => WebSocket;

export class WebSocketBackend implements Backend {
  #socket: WebSocket | null = null;
  #listener: Listener | null = null;
  #link: Link = "connecting";
  #waiting = new Map<number, Waiting>();
  #nextId = 1;
  #failures = 0;
  #closed = false;

  constructor(
    readonly url: string,
    readonly token: string,
    readonly dial: Dial = (address) => new WebSocket(address),
    readonly pause: (ms: number, then: () => void) => void = (ms, then) => setTimeout(then, ms),
  ) {
    this.#connect();
  }

  ask<R extends Request>(request: R, language: Language): Promise<AnswerTo<R>> {
    return new Promise<AnswerTo<R>>((resolve, reject) => {
      if (this.#link !== "open" && request.ask !== "submit") {
        reject(noLink(language));
        return;
      }
      const id = this.#nextId++;
      const waiting: Waiting = {
        request,
        language,
        sent: false,
        resolve: (value) => resolve(value as AnswerTo<R>),
        reject,
      };
      this.#waiting.set(id, waiting);
      if (this.#link === "open") this.#send(id, waiting);
    });
  }

  watch(listener: Listener): void {
    this.#listener = listener;
    listener.link(this.#link);
  }

  close(): void {
    this.#closed = true;
    this.#socket?.close();
  }

  #connect(): void {
    const socket = this.dial(this.url);
    this.#socket = socket;
    socket.onopen = () => socket.send(JSON.stringify({ token: this.token }));
    socket.onmessage = (message) => this.#take(JSON.parse(String(message.data)));
    socket.onclose = (event) => this.#lost(event.code);
  }

  #take(frame: ServerFrame): void {
    if ("welcome" in frame) this.#welcomed();
    else if ("push" in frame) this.#listener?.push(frame.push);
    else this.#settle(frame);
  }

  #settle(frame: { id: number; answer: Answer } | { id: number; problem: Problem }): void {
    const waiting = this.#waiting.get(frame.id);
    this.#waiting.delete(frame.id);
    if ("answer" in frame) waiting?.resolve(frame.answer.value);
    else waiting?.reject(frame.problem);
  }

  /** Submits that got no answer go out again under their own ids, so that nothing is lost or done twice. */
  #welcomed(): void {
    this.#failures = 0;
    this.#tell("open");
    for (const [id, waiting] of this.#waiting) this.#send(id, waiting);
  }

  #send(id: number, waiting: Waiting): void {
    waiting.sent = true;
    this.#socket?.send(JSON.stringify({ id, language: waiting.language, request: waiting.request }));
  }

  #lost(code: number): void {
    if (this.#closed) return;
    for (const [id, waiting] of this.#waiting) {
      if (waiting.request.ask === "submit") continue;
      this.#waiting.delete(id);
      waiting.reject(noLink(waiting.language));
    }
    if (code === NOT_ADMITTED) {
      this.#tell("refused");
      return;
    }
    this.#tell("lost");
    const pause = PAUSES[Math.min(this.#failures, PAUSES.length - 1)] ?? 0;
    this.#failures += 1;
    this.pause(pause, () => {
      if (!this.#closed) this.#connect();
    });
  }

  #tell(link: Link): void {
    this.#link = link;
    this.#listener?.link(link);
  }
}

function noLink(language: Language): Problem {
  const message =
    language === "id" ? "Sambungan ke ruang kendali terputus." : "The link to the room is lost.";
  return { kind: "unavailable", code: "no_link", message, retry: true };
}
