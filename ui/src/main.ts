import { mount } from "svelte";
import "./fonts.css";
import "./look/tokens.css";
import "./look/base.css";
import { connect } from "./backend/connect";
import Desk from "./Desk.svelte";

const target = document.getElementById("desk");
if (target) mount(Desk, { target, props: { backend: connect() } });
