// What no page may ever do: complain, break the content policy, or ask anything of another machine.

import type { BrowserContext, ConsoleMessage, Page } from "@playwright/test";
import { slows } from "./slow";

const LOOPBACK = /^(https?|wss?):\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?\//;
const OF_THE_PAGE_ITSELF = /^(data|blob|about):/;
/** What Chromium itself writes about a room that is not there. */
const LOST_LINK =
  /ERR_(CONNECTION_\w+|EMPTY_RESPONSE|INCOMPLETE_CHUNKED_ENCODING|CONTENT_LENGTH_MISMATCH|SOCKET_NOT_CONNECTED)|WebSocket connection to/;

/** Chromium draws maps without a graphics card here and says that it is slow; a page may sound once a key was pressed. */
const OF_THE_MACHINE = /GPU stall|WebGL|GroupMarkerNotSet|software|AudioContext was not allowed/i;

/** Collects what was broken, for the end of the test. */
export class Strictness {
  readonly broken: string[] = [];
  #roomMayBeGone = false;

  /** Watches every page that the context has or will have. */
  watch(context: BrowserContext): void {
    for (const page of context.pages()) this.#watchPage(page);
    context.on("page", (page) => this.#watchPage(page));
    slows(context);
    context.on("request", (request) => this.#asked(request.url()));
    context.on("console", (message) => this.#wrote(message));
    context.on("weberror", (error) => this.broken.push(`page error: ${error.error().stack}`));
  }

  /** From now on the test ends the room, which Chromium may say. */
  roomMayBeGone(): void {
    this.#roomMayBeGone = true;
  }

  #watchPage(page: Page): void {
    page.on("websocket", (socket) => this.#asked(socket.url()));
    page.on("crash", () => this.broken.push("a page crashed"));
  }

  #asked(url: string): void {
    if (!LOOPBACK.test(url) && !OF_THE_PAGE_ITSELF.test(url)) this.broken.push(`left this machine: ${url}`);
  }

  #wrote(message: ConsoleMessage): void {
    if (message.type() !== "error" && message.type() !== "warning") return;
    const text = `${message.type()}: ${message.text()} (${message.location().url})`;
    if (this.#roomMayBeGone && LOST_LINK.test(text)) return;
    if (message.type() === "warning" && OF_THE_MACHINE.test(text)) return;
    this.broken.push(text);
  }
}
