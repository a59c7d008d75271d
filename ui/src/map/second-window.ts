// The second window itself: a pop-up in a browser, a window of the shell's on the desktop.

import { Channel, invoke } from "@tauri-apps/api/core";
import { newId } from "../backend/backend";
import { inWindow } from "../backend/connect";
import { mapHash } from "./window-link";

const ID = "sigap.desk-id";
const SIZE = "sigap.map-window";

/** This desk among those of one browser; the shell has one. It stays over a reload. */
export function deskId(): string {
  if (inWindow()) return "desk";
  const id = sessionStorage.getItem(ID) ?? newId();
  sessionStorage.setItem(ID, id);
  return id;
}

/** The map's window, from the desk's side. */
export interface SecondWindow {
  focus(): void;
  close(): void;
}

/** Opens the window, or finds the one that is open. Null where the browser forbids it. */
export async function openWindow(id: string, gone: () => void): Promise<SecondWindow | null> {
  return inWindow() ? openShells(gone) : openPopUp(id, gone);
}

async function openShells(gone: () => void): Promise<SecondWindow | null> {
  await tearOff(gone);
  return shellsWindow(gone);
}

function tearOff(gone: () => void): Promise<void> {
  const channel = new Channel<null>();
  channel.onmessage = gone;
  return invoke("tear_off", { gone: channel });
}

/** The shell's second window, whether this page opened it or the one before it. */
export function shellsWindow(gone: () => void = () => {}): SecondWindow | null {
  if (!inWindow()) return null;
  return { focus: () => void tearOff(gone), close: () => void invoke("close_map") };
}

/** How often a pop-up is looked at, ms: a window that crashed says nothing. */
const LOOK_EVERY_MS = 1000;

function openPopUp(id: string, gone: () => void): SecondWindow | null {
  const address = `${location.pathname}${mapHash(id)}`;
  const opened = window.open(address, `sigap-map-${id}`, sizeKept());
  if (!opened) return null;
  const look = setInterval(() => {
    if (!opened.closed) return;
    clearInterval(look);
    gone();
  }, LOOK_EVERY_MS);
  return {
    focus: () => opened.focus(),
    close: () => {
      clearInterval(look);
      opened.close();
    },
  };
}

/** Where the window stood last, as `window.open` wants it. */
function sizeKept(): string {
  const kept = localStorage.getItem(SIZE);
  return kept && /^popup(,\w+=-?\d+)*$/.test(kept) ? kept : "popup,width=1280,height=900";
}

/** Remembers where this window stands. The shell does so by itself. */
export function keepSize(): void {
  if (inWindow()) return;
  const { innerWidth, innerHeight, screenX, screenY } = window;
  const size = `popup,width=${innerWidth},height=${innerHeight},left=${screenX},top=${screenY}`;
  localStorage.setItem(SIZE, size);
}
