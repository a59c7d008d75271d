// Runs in the page before each question: what things are called, as a screen reader would say it.
const textOf = (ids) => ids?.split(" ").map((id) => document.getElementById(id)?.textContent ?? "").join(" ");
const name = (element) =>
  (
    element?.getAttribute("aria-label") ??
    textOf(element?.getAttribute("aria-labelledby")) ??
    element?.labels?.[0]?.textContent ??
    element?.textContent ??
    ""
  ).trim();
const focused = () => name(document.activeElement);
const field = (called) => [...document.querySelectorAll("input, textarea")].find((one) => name(one) === called);
const parts = (called) =>
  called === ""
    ? [document.body]
    : [...document.querySelectorAll("section, article, dialog, ul, [role]")].filter((one) => name(one) === called);
