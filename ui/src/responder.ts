import { mount } from "svelte";
import "./fonts.css";
import "./responder/look.css";
import { socketUrl } from "./backend/connect";
import { WebSocketBackend } from "./backend/websocket";
import { keepPage } from "./responder/keep-page";
import { LastViews } from "./responder/last-view";
import NoWayIn from "./responder/NoWayIn.svelte";
import { preference } from "./responder/preference";
import Responder from "./responder/Responder.svelte";
import { ResponderPage } from "./responder/responder-page.svelte";
import { PatchyLink } from "./responder/room-link";
import { takeToken } from "./responder/session";
import { responderWords } from "./responder/words";

// A new link opened where the page is already open changes only what is behind the #.
window.addEventListener("hashchange", () => location.reload());

const target = document.getElementById("responder");
const token = takeToken();

if (target && token) {
  keepPage();
  const room = new PatchyLink(() => new WebSocketBackend(socketUrl(), token));
  mount(Responder, {
    target,
    props: { page: new ResponderPage(room, localStorage, new LastViews(localStorage, token)) },
  });
} else if (target) {
  document.documentElement.lang = preference.language;
  document.documentElement.dataset.theme = preference.theme;
  const words = responderWords[preference.language];
  mount(NoWayIn, { target, props: { title: words.noToken, why: words.noTokenWhy } });
}
