// The room in the same process: the desktop window.

import { Channel, invoke } from "@tauri-apps/api/core";
import type { Answer } from "../generated/Answer";
import type { Language } from "../generated/Language";
import type { Push } from "../generated/Push";
import type { Request } from "../generated/Request";
import type { AnswerTo, Backend, Listener } from "./backend";

export class TauriBackend implements Backend {
  #listener: Listener | null = null;

  async ask<R extends Request>(request: R, language: Language): Promise<AnswerTo<R>> {
    const answer = await invoke<Answer>("ask", { request, language });
    return answer.value as AnswerTo<R>;
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
