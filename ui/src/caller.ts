// The page that a caller opens by the room's link. It stands alone and is small: old phones have to run it.

import "./caller/look.css";
import { CallerPage } from "./caller/page";
import { Room } from "./caller/room";

// A new link opened where the page is already open changes only what is behind the #.
window.addEventListener("hashchange", () => location.reload());

const token = location.hash.slice(1);
// The token must not stay where it can be read over a shoulder or copied on; reloading the page keeps it.
if (token) {
  try {
    sessionStorage.setItem("sigap.caller", token);
  } catch {
    // Without storage the link has to be opened anew.
  }
  history.replaceState(null, "", location.pathname);
}

function kept(): string {
  try {
    return sessionStorage.getItem("sigap.caller") || "";
  } catch {
    return "";
  }
}

const target = document.getElementById("caller");
const gps = window.isSecureContext && navigator.geolocation ? navigator.geolocation : null;
if (target) new CallerPage(target, new Room(token || kept()), gps, navigator.language).open();
