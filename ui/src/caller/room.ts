// The two doors that a caller's link opens.

/** What the room makes of it: kept, said too often, the link has ended, or nobody answers. */
export type Heard = "kept" | "too_often" | "ended" | "lost";

/** Where the phone is, as the room wants it. */
export type Told = { lat: number; lon: number; accuracy_m: number; at: number };

export type Doors = { link(): Promise<Heard>; fix(told: Told): Promise<Heard> };

export class Room implements Doors {
  readonly token: string;

  constructor(token: string) {
    this.token = token;
  }

  link(): Promise<Heard> {
    if (!this.token) return Promise.resolve("ended");
    return this.ask("GET", "caller/link");
  }

  fix(told: Told): Promise<Heard> {
    return this.ask("POST", "caller/fix", JSON.stringify(told));
  }

  private ask(method: string, path: string, body: string | null = null): Promise<Heard> {
    const headers = { authorization: `Bearer ${this.token}` };
    return fetch(`/${path}`, { method, body, headers }).then(
      (answer) => heard(answer.status),
      () => "lost",
    );
  }
}

export function heard(status: number): Heard {
  if (status >= 200 && status < 300) return "kept";
  if (status === 429) return "too_often";
  return status === 410 ? "ended" : "lost";
}
