import { describe, expect, it } from "vitest";
import { palettes } from "../map/palette";
import phoneLook from "../responder/look.css?raw";
import { contrast, distance, type Sight, tokens } from "../testing/colours";
import deskTokens from "./tokens.css?raw";

const sheet = { desk: deskTokens, phone: phoneLook };

/** Text of normal size: WCAG 2.2, 1.4.3. */
const TEXT = 4.5;
/** Edges, marks and the focus ring: 1.4.11. */
const MARK = 3;
/** Below this two colours that stand side by side with different meanings are hard to tell apart. */
const APART = 0.07;

const SURFACES = ["bg", "panel", "raise", "sunk"];
const FAMILIES = [
  "fire",
  "medical",
  "police",
  "rescue",
  "traffic",
  "crime",
  "disaster",
  "utility",
  "complaint",
];
const STATUSES = ["ready", "told", "rolling", "there", "leg", "idle"];

/** Which colours meet on the desk: what is written or drawn, on what, with which contrast. */
const desk: [string[], string[], number][] = [
  [["ink", "mid", "dim"], SURFACES, TEXT],
  [["ok", "warn", "bad", "focus"], SURFACES, TEXT],
  [FAMILIES, SURFACES, TEXT],
  [STATUSES, SURFACES, MARK],
  [["line-strong"], SURFACES, MARK],
  [["on-colour"], [...FAMILIES, "ok", "bad", "focus"], TEXT],
  [["warn-ink", "warn", "ink"], ["warn-bg"], TEXT],
  [["bad-ink", "ink"], ["bad-bg"], TEXT],
  [["focus"], ["warn-bg", "bad-bg"], MARK],
];
const phone: [string[], string[], number][] = [
  [["ink", "mid", "ok", "waits"], ["bg", "panel"], TEXT],
  [["ink", "mid"], ["raise", "field", "warn-wash"], TEXT],
  [["on-alarm"], ["alarm"], TEXT],
  [["on-go"], ["go"], TEXT],
  [["focus"], ["bg", "panel", "raise"], MARK],
];

/** Colours that stand side by side and mean different things. */
const TOLD_APART: Record<string, string[]> = {
  services: ["fire", "medical", "police", "rescue"],
  statuses: STATUSES,
  verdicts: ["ok", "warn", "bad"],
};
const SIGHTS: Sight[] = ["trichromacy", "protanopia", "deuteranopia", "tritanopia"];

describe.each(["dark", "light"] as const)("%s", (theme) => {
  const of = (css: string) => (name: string) => {
    const value = tokens(css, theme).get(name);
    if (!value) throw new Error(`no token --${name} in ${theme}`);
    return value;
  };

  it.each([
    ["desk", sheet.desk, desk],
    ["phone", sheet.phone, phone],
  ] as const)("what is written can be read: %s", (_, css, meet) => {
    const colour = of(css);
    const faint = meet.flatMap(([inks, grounds, least]) =>
      inks.flatMap((ink) =>
        grounds.flatMap((ground) => {
          const ratio = contrast(colour(ink), colour(ground));
          return ratio < least ? [`${ink} on ${ground}: ${ratio.toFixed(2)} < ${least}`] : [];
        }),
      ),
    );
    expect(faint).toEqual([]);
  });

  it.each(SIGHTS)("colours of different meaning can be told apart: %s", (sight) => {
    const colour = of(sheet.desk);
    const alike = Object.values(TOLD_APART).flatMap((group) =>
      group.flatMap((one, at) =>
        group.slice(at + 1).flatMap((other) => {
          const apart = distance(colour(one), colour(other), sight);
          return apart < APART ? [`${one} and ${other}: ${apart.toFixed(3)}`] : [];
        }),
      ),
    );
    expect(alike).toEqual([]);
  });
});

it.each(["dark", "light"] as const)("the map repeats the desk's colours: %s", (theme) => {
  const { service, family, ring, focus } = palettes[theme];
  const desk = tokens(sheet.desk, theme);
  const same = { ...service, ...family, focus };
  expect(Object.fromEntries(Object.keys(same).map((name) => [name, desk.get(name)]))).toEqual(same);
  const steps = {
    available: "ready",
    notified: "told",
    acknowledged: "told",
    en_route: "rolling",
    on_scene: "there",
    transporting: "leg",
    at_hospital: "leg",
  } as const;
  for (const [step, tone] of Object.entries(steps))
    expect(ring[step as keyof typeof steps], step).toBe(desk.get(tone));
});

it("knows what the standards' own examples say", () => {
  expect(contrast("#000000", "#ffffff")).toBeCloseTo(21);
  expect(contrast("#777777", "#ffffff")).toBeCloseTo(4.48, 2);
  expect(distance("#000000", "#ffffff", "trichromacy")).toBeCloseTo(1, 2);
  // Red and green of like lightness fall together for who lacks the middle cones.
  expect(distance("#b55b4a", "#7d7c46", "deuteranopia")).toBeLessThan(
    distance("#b55b4a", "#7d7c46", "trichromacy") / 3,
  );
});
