// Short messages that stand for a while: what was refused, what was done and can be taken back.

/** How long a message stands, milliseconds. */
const STANDS_MS = { told: 6000, done: 20_000, problem: 12_000 };
/** How many stand at once; the oldest goes. */
const AT_ONCE = 3;

export type Toast = { kind: keyof typeof STANDS_MS; text: string; undo?: () => void };
export type Standing = Toast & { id: number };

class Toasts {
  standing = $state.raw<readonly Standing[]>([]);
  #nextId = 1;

  add(toast: Toast): void {
    const own = { ...toast, id: this.#nextId++ };
    // The same refusal twice is one message.
    const others = this.standing.filter((other) => other.undo || other.text !== own.text);
    this.standing = [...others, own].slice(-AT_ONCE);
    setTimeout(() => this.dismiss(own.id), STANDS_MS[own.kind]);
  }

  dismiss(id: number): void {
    this.standing = this.standing.filter((toast) => toast.id !== id);
  }

  /** Takes back the latest thing that can be; the answer is whether there was one. */
  undoLatest(): boolean {
    const latest = this.standing.findLast((toast) => toast.undo);
    if (!latest) return false;
    this.dismiss(latest.id);
    latest.undo?.();
    return true;
  }
}

export const toasts = new Toasts();
