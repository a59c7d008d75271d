import { expect, it } from "vitest";
import { mapHash, mapOf, type ToDesk, type ToMap, WindowLink } from "./window-link";

it.each([
  ["", null],
  ["#token=abc", null],
  [mapHash("d-1"), "d-1"],
])("the page at %j is the map of %j", (hash, desk) => expect(mapOf(hash)).toBe(desk));

it("a desk and its map hear each other, not themselves and no other desk's", async () => {
  const heard = { desk: [] as ToDesk[], map: [] as ToMap[], other: [] as ToMap[] };
  let all = () => {};
  const both = new Promise<void>((done) => {
    all = () => {
      if (heard.desk.length > 0 && heard.map.length > 0) done();
    };
  });
  const desk = WindowLink.ofDesk("one", (message) => {
    heard.desk.push(message);
    all();
  });
  const map = WindowLink.ofMap("one", (message) => {
    heard.map.push(message);
    all();
  });
  const other = WindowLink.ofMap("two", (message) => heard.other.push(message));
  desk.tell({ is: "who" });
  map.tell({ is: "here" });
  await both;
  for (const end of [desk, map, other]) end.close();
  expect(heard).toEqual({ desk: [{ is: "here" }], map: [{ is: "who" }], other: [] });
});
