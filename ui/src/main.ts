import { mount } from "svelte";
import "./fonts.css";
import "./look/tokens.css";
import "./look/base.css";
import { connect } from "./backend/connect";
import Desk from "./Desk.svelte";
import MapWindow from "./map/MapWindow.svelte";
import { mapOf } from "./map/window-link";

const target = document.getElementById("desk");
const deskId = mapOf(location.hash);
if (target && deskId !== null) mount(MapWindow, { target, props: { backend: connect("map"), deskId } });
else if (target) mount(Desk, { target, props: { backend: connect("desk") } });
