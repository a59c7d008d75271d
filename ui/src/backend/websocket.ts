// The room over a WebSocket: browsers and phones.

import type { ClientFrame } from "../generated/ClientFrame";
import type { Hello } from "../generated/Hello";
import type { Language } from "../generated/Language";
import type { Problem } from "../generated/Problem";
import type { Request } from "../generated/Request";
import type { Seat } from "../generated/Seat";
import type { ServerFrame } from "../generated/ServerFrame";
import type { Welcome } from "../generated/Welcome";
import type { AnswerTo, Backend, Link, Listener } from "./backend";
import { NO_LINK, noLinkWords } from "./no-link";

/** The room closes with this where it doesn't know the token. */
const NOT_ADMITTED = 4401;
/** Pauses before trying again, milliseconds. */
const PAUSES = [200, 500, 1000, 2000, 3000];
/** `WebSocket.CONNECTING` and `CLOSING`, by the standard. */
const CONNECTING = 0;
const CLOSING = 2;

/**
 * Nothing at all was heard for so long: the line is dead, whatever the socket says. The room has a word every 5 s, for on a
 * dead line it is as quiet as in a quiet night, and no call rings.
 */
export const SILENCE_MS = 15_000;
/** The code of a socket that ended without a word. */
const SILENT = 1006;

type Waiting = {
  request: Request;
  language: Language;
  resolve(value: unknown): void;
  reject(problem: Problem): void;
};

/** How a socket is made; tests make their own. */
export type Dial = (url: string) => WebSocket;

/** How a desk sits down, and hears what the room calls it; units' pages have no desk. */
export type Sitting = { seat(): Seat; called(name: string): void };

export class WebSocketBackend implements Backend {
  /** Only of desks. */
  readonly sitDown?: () => void;
  #socket: WebSocket | null = null;
  #listener: Listener | null = null;
  #link: Link = "connecting";
  #waiting = new Map<number, Waiting>();
  #nextId = 1;
  #failures = 0;
  #closed = false;
  #silence: ReturnType<typeof setTimeout> | undefined;

  constructor(
    readonly url: string,
    readonly token: string,
    readonly dial: Dial = (address) => new WebSocket(address),
    readonly pause: (ms: number, then: () => void) => void = (ms, then) => setTimeout(then, ms),
    readonly sitting: Sitting | null = null,
  ) {
    if (sitting) this.sitDown = () => this.#sitDown();
    this.#connect();
  }

  ask<R extends Request>(request: R, language: Language): Promise<AnswerTo<R>> {
    return new Promise<unknown>((resolve, reject) => {
      if (this.#link !== "open" && request.ask !== "submit") {
        reject(noLink(language));
        return;
      }
      const id = this.#nextId++;
      const waiting: Waiting = {
        request,
        language,
        resolve,
        reject,
      };
      this.#waiting.set(id, waiting);
      if (this.#link === "open") this.#send(id, waiting);
    }) as Promise<AnswerTo<R>>;
  }

  watch(listener: Listener): void {
    this.#listener = listener;
    listener.link(this.#link);
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#silence);
    this.#socket?.close();
  }

  #connect(): void {
    const socket = this.dial(this.url);
    this.#socket = socket;
    this.#awaitWord();
    socket.onopen = () => socket.send(JSON.stringify(this.#hello()));
    socket.onmessage = (message) => this.#take(JSON.parse(String(message.data)));
    socket.onclose = (event) => this.#lost(event.code);
  }

  /** One that is still being opened will say the new name. */
  #sitDown(): void {
    if (this.#socket?.readyState !== CONNECTING) this.#socket?.close();
  }

  #hello(): Hello {
    const seat = this.sitting?.seat();
    return { token: this.token, ...(seat ? { seat } : {}) };
  }

  /** A line can die without the socket knowing: a pulled cable, a machine that is gone. */
  #awaitWord(): void {
    this.#silence ??= setTimeout(() => {
      const dead = this.#socket;
      if (!dead) return;
      dead.onopen = dead.onmessage = dead.onclose = null;
      dead.close();
      this.#lost(SILENT);
    }, SILENCE_MS);
  }

  #heard(): void {
    clearTimeout(this.#silence);
    this.#silence = undefined;
    this.#awaitWord();
  }

  #take(frame: ServerFrame | Welcome): void {
    if ("welcome" in frame) {
      if ("desk" in frame.welcome) this.sitting?.called(frame.welcome.desk);
      this.#welcomed();
    } else if ("push" in frame) this.#listener?.push(frame.push);
    else if (!("alive" in frame)) this.#settle(frame);
    this.#heard();
  }

  /** A problem without an id is about a frame that the room couldn't read, which nobody waits for. */
  #settle(frame: Exclude<ServerFrame, { push: unknown } | { alive: unknown }>): void {
    if (frame.id === null) return;
    const waiting = this.#waiting.get(frame.id);
    this.#waiting.delete(frame.id);
    if ("answer" in frame) waiting?.resolve(frame.answer.value);
    else waiting?.reject(frame.problem);
  }

  /** Submits that got no answer go out again under their own ids, so that nothing is lost or done twice. */
  #welcomed(): void {
    this.#failures = 0;
    for (const [id, waiting] of this.#waiting) this.#send(id, waiting);
    this.#tell("open");
  }

  #send(id: number, { language, request }: Waiting): void {
    const frame: ClientFrame = { id, language, request };
    // One that is closing would only complain; what waits is settled once it has closed.
    if (!this.#socket || this.#socket.readyState >= CLOSING) return;
    this.#socket.send(JSON.stringify(frame));
  }

  #lost(code: number): void {
    clearTimeout(this.#silence);
    this.#silence = undefined;
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
  return { kind: "unavailable", code: NO_LINK, message: noLinkWords[language], retry: true };
}
