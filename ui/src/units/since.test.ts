import { expect, test } from "vitest";
import { NOW, unitView } from "../testing/views";
import { id as words } from "../words/id";
import { since } from "./since";
import { unitWords } from "./words";

const onTask = { ...unitView("DMK-1", { status: { is: "en_route" } }), since: NOW };
const waiting = { ...unitView("DMK-2"), since: NOW };
const told = (view: typeof waiting, seconds: number) =>
  since(view, NOW + seconds * 1000, words, unitWords.id);

test.each([
  ["one on a task, by seconds", onTask, [0, 59, 185], ["0:00", "0:59", "3:05"]],
  ["one that waits, by minutes", waiting, [0, 59, 60, 185, 7300], ["baru", "baru", "1 m", "3 m", "2 j"]],
])("how long is told of %s", (_, view, seconds, texts) => {
  expect(seconds.map((own) => told(view, own))).toEqual(texts);
});
