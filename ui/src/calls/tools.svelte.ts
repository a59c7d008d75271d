// What stands open beside a call's form at this desk. Nothing here is known to the room.

/** One tool at a time: a form has room for no more. */
export type Tool = "none" | "where" | "share" | "number" | "premise";

class Tools {
  open = $state<Tool>("none");
  callBacks = $state(false);
  /** Each wish for the focus is a new one. */
  wishes = $state(0);

  /** Opens a tool, or closes it where it stands open. */
  toggle(tool: Tool): void {
    this.open = this.open === tool ? "none" : tool;
    this.wishes += 1;
  }

  /** Closes a tool; false where another has been opened meanwhile, which is left as it is. */
  leave(tool: Tool): boolean {
    if (this.open !== tool) return false;
    this.open = "none";
    return true;
  }

  toggleCallBacks(): void {
    this.callBacks = !this.callBacks;
    this.wishes += 1;
  }
}

export const tools = new Tools();
