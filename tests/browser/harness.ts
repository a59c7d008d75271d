// A real room for each test: the built `sigap` serves a fresh folder on a free loopback port. A desk is open at it, and
// whatever a page complains of, or asks of another machine, fails the test.

import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync, readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { test as base, expect } from "@playwright/test";
import { Desk } from "./desk";
import { Strictness } from "./strictness";

const project = resolve(import.meta.dirname, "../..");
const sigap = resolve(project, process.env.SIGAP_BIN ?? "target/debug/sigap");

/** The one line that `sigap serve --json` prints once it listens. */
type Listening = { listening: string; desk: string };

/** Degrees. */
export type Position = { lat: number; lon: number };

/** A ring: the exchange's own id of the call, and what the line knows. */
export type Ring = { call: string; number?: string; location?: Position & { radius_m: number } };

/** The room under test, as the machine sees it: a process, a folder and a port. */
export class Room {
  #process: ChildProcess | undefined;
  #port = 0;
  #listening: Listening = { listening: "", desk: "" };

  constructor(
    readonly region: string,
    readonly folder: string,
    readonly logFile: string,
    readonly extraArgs: string[],
  ) {}

  /** Where the room listens, as `http://127.0.0.1:PORT/`. It stays the same over a restart. */
  get url(): string {
    return this.#listening.listening;
  }

  /** The address that opens a desk, its token included. */
  get desk(): string {
    return this.#listening.desk;
  }

  /** Puts the stations' units on duty in a new room. */
  async fillWithDemoUnits(): Promise<void> {
    await promisify(execFile)(sigap, ["demo", "--region", this.region, "--room", this.folder]);
  }

  /** Rings as the telephone exchange does, and tells what the network knows of the place. */
  async rings(ring: Ring): Promise<void> {
    await this.#feed("POST", "feed/call", { event: "ringing", ...ring });
  }

  /** The exchange tells that the caller has hung up. */
  async hangsUp(call: string): Promise<void> {
    await this.#feed("POST", "feed/call", { event: "hung_up", call });
  }

  /** The exchange tells that a handset was lifted. */
  async lifts(call: string): Promise<void> {
    await this.#feed("POST", "feed/call", { event: "answered", call });
  }

  /** A unit's phone tells where it is, or was `ageSeconds` ago. */
  async sees(unit: string, at: Position, ageSeconds = 0): Promise<void> {
    const timestamp = Math.floor(Date.now() / 1000) - ageSeconds;
    const seen = new URLSearchParams({
      id: unit,
      lat: `${at.lat}`,
      lon: `${at.lon}`,
      timestamp: `${timestamp}`,
    });
    await this.#feed("GET", `feed/position?${seen}`);
  }

  async #feed(method: "GET" | "POST", path: string, body?: object): Promise<void> {
    const authorization = `Bearer ${readFileSync(join(this.folder, "feed.token"), "utf8").trim()}`;
    const sent = body ? { body: JSON.stringify(body) } : {};
    const answered = await fetch(new URL(path, this.url), { method, headers: { authorization }, ...sent });
    if (!answered.ok) throw new Error(`${path}: ${answered.status} ${await answered.text()}`);
  }

  async start(): Promise<void> {
    const log = openSync(this.logFile, "a");
    const where = ["--region", this.region, "--room", this.folder, "--port", String(this.#port)];
    const started = spawn(sigap, ["serve", "--json", ...where, ...this.extraArgs], {
      stdio: ["ignore", "pipe", log],
    });
    closeSync(log);
    this.#process = started;
    this.#listening = await this.#firstLine(started);
    this.#port = Number(new URL(this.url).port);
  }

  /** Ends the room as a power cut would, with no chance to tidy up. */
  async kill(): Promise<void> {
    await this.#end("SIGKILL");
  }

  /** Starts the room again on the same folder and port, ending it first if it still runs. */
  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  /** Asks the room to close, and waits until it has. */
  async stop(): Promise<void> {
    await this.#end("SIGTERM");
  }

  async #end(signal: "SIGKILL" | "SIGTERM"): Promise<void> {
    const running = this.#process;
    this.#process = undefined;
    if (!running || running.exitCode !== null || running.signalCode !== null) return;
    const gone = once(running, "exit");
    running.kill(signal);
    const lastResort = setTimeout(() => running.kill("SIGKILL"), 10_000);
    await gone;
    clearTimeout(lastResort);
  }

  async #firstLine(started: ChildProcess): Promise<Listening> {
    if (!started.stdout) throw new Error("the room has no standard output");
    for await (const line of createInterface({ input: started.stdout })) {
      if (!line.startsWith("{")) continue;
      // Whatever else the room prints is read and dropped, so that it never waits on a full pipe.
      started.stdout.resume();
      return JSON.parse(line) as Listening;
    }
    throw new Error(`the room ended before it listened:\n${readFileSync(this.logFile, "utf8")}`);
  }
}

type Options = {
  /** Whether the stations' units are on duty when the room opens. */
  demoUnits: boolean;
  /** More arguments for `sigap serve`, for example `--calls`. */
  serveArgs: string[];
  /** What `settings.toml` in the room's folder says; empty for no such file. */
  settings: string;
};

export const test = base.extend<Options & { room: Room; strictness: Strictness; desk: Desk }>({
  demoUnits: [true, { option: true }],
  serveArgs: [[], { option: true }],
  settings: ["", { option: true }],

  room: async ({ demoUnits, serveArgs, settings }, use, testInfo) => {
    const region = process.env.SIGAP_TEST_REGION;
    if (!region) throw new Error("SIGAP_TEST_REGION must name a region file (`make test` sets it)");
    const folder = await mkdtemp(join(tmpdir(), "sigap-room-"));
    const room = new Room(resolve(project, region), folder, testInfo.outputPath("room.log"), serveArgs);
    try {
      if (settings) await writeFile(join(folder, "settings.toml"), settings);
      if (demoUnits) await room.fillWithDemoUnits();
      await room.start();
      await use(room);
    } finally {
      await room.stop();
      await rm(folder, { recursive: true, force: true });
    }
  },

  strictness: async ({ context }, use) => {
    const strictness = new Strictness();
    strictness.watch(context);
    await use(strictness);
    expect(strictness.broken).toEqual([]);
  },

  // The strictness is asked for first, so that it watches the page from its beginning.
  desk: async ({ strictness: _watching, page, room }, use) => {
    const desk = new Desk(page);
    await desk.opens(room.desk);
    await use(desk);
    // Before the room closes, so that what the pages say of that is not held against them.
    for (const own of page.context().pages()) await own.close();
  },
});

export { expect };
