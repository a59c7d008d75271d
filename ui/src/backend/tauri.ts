// The room in the same process: the desktop window.

import { Channel, invoke } from "@tauri-apps/api/core";
import type { Answer } from "../generated/Answer";
import type { Language } from "../generated/Language";
import type { Push } from "../generated/Push";
import type { Request } from "../generated/Request";
import type { AnswerTo, Backend, Listener } from "./backend";

export class TauriBackend implements Backend {
  /** Only of the desk: its torn-off map is called what the desk is called. */
  readonly sitDown?: () => void;
  #listener: Listener | null = null;

  /** `wish` is what somebody would have the desk called; the shell keeps it, and has every window start over under it. */
  constructor(wish: (() => string | undefined) | null) {
    if (wish) this.sitDown = () => void invoke("sit_down", { name: wish() ?? "" });
  }

  async ask<R extends Request>(request: R, language: Language): Promise<AnswerTo<R>> {
    const answer = await invoke<Answer>("ask", { request, language });
    return answer.value as AnswerTo<R>;
  }

  /** The system's notices are in the screen's language. */
  speaks(language: Language): void {
    void invoke("speaks", { language });
  }

  watch(listener: Listener): void {
    this.#listener = listener;
    const channel = new Channel<Push>();
    channel.onmessage = (push) => this.#listener?.push(push);
    invoke("watch", { channel }).then(
      () => listener.link("open"),
      () => listener.link("lost"),
    );
  }

  close(): void {
    this.#listener = null;
  }
}
