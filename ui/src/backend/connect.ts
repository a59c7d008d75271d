// Which room the UI speaks to: the one in its own process, or the one that served the page.

import type { Backend } from "./backend";
import { alone, called, seat } from "./seat";
import { TauriBackend } from "./tauri";
import { WebSocketBackend } from "./websocket";

const TOKEN = "sigap.desk-token";

/** Whether the UI runs in the desktop window. */
export function inWindow(): boolean {
  return "__TAURI_INTERNALS__" in window;
}

/** The room of a desk, or of a desk's torn-off map. */
export function connect(as: "desk" | "map"): Backend {
  if (inWindow()) return new TauriBackend(as === "desk" ? () => seat().name : null);
  // A map in a browser has its desk's key, and so sits at the same desk.
  const backend = new WebSocketBackend(socketUrl(), deskToken(), undefined, undefined, { seat, called });
  if (as === "desk") alone(() => backend.sitDown?.());
  return backend;
}

/** The address of the room's socket, from the page's own. */
export function socketUrl(): string {
  const scheme = location.protocol === "https:" ? "wss:" : "ws:";
  return `${scheme}//${location.host}/ws`;
}

/** The token from the link, kept for this tab and taken out of the address bar, where it could be read or copied. */
function deskToken(): string {
  const token = new URLSearchParams(location.hash.slice(1)).get("token");
  if (token) {
    sessionStorage.setItem(TOKEN, token);
    history.replaceState(null, "", location.pathname);
  }
  return sessionStorage.getItem(TOKEN) ?? "";
}
