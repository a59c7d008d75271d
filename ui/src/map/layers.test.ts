import { expect, it } from "vitest";
import { region } from "../testing/views";
import { BASE_LAYERS } from "./layers";
import { palettes } from "./palette";
import { mapStyle } from "./style";

it("a switch holds layers that are there, and all names of the basemap", () => {
  const style = mapStyle(region, "http://localhost/{z}/{x}/{y}.mvt", palettes.dark);
  const ids = style.layers.map(({ id }) => id);
  for (const held of Object.values(BASE_LAYERS)) expect(ids).toEqual(expect.arrayContaining([...held]));
  const named = style.layers.filter(
    (layer) => layer.type === "symbol" && layer.source === "region" && layer.layout?.["text-field"],
  );
  expect(new Set(named.map(({ id }) => id))).toEqual(new Set(BASE_LAYERS.names));
});
