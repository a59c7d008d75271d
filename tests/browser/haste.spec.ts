// A dispatcher does not wait for the screen.

import { expect, test } from "./harness";

test("what is typed before a call's form stands there is the form's", async ({ desk }) => {
  const { keyboard } = desk.page;
  await keyboard.press("F3");
  await keyboard.type("kebakaran rum");
  await expect(desk.kind).toHaveValue("kebakaran rum");
  await expect(desk.page.getByRole("option", { name: /^Kebakaran rumah/ })).toBeVisible();
  await keyboard.press("Enter");
  await expect(desk.kind).toHaveValue("Kebakaran rumah");
});

test("a key pressed right after a call was asked for is meant for that call, not for the last one", async ({
  room,
  desk,
}) => {
  await desk.takesACall();
  await desk.picksType("sesak", "Sesak napas atau nyeri dada");
  await room.rings({ call: "pbx-1", number: "0800-0000-0106" });
  await expect(desk.calls).toContainText("berdering");
  await desk.page.keyboard.press("F2");
  await desk.page.keyboard.press("F6");
  await expect(desk.page.getByText("Ditutup sebagai iseng.")).toBeVisible();
  await expect(desk.calls).not.toContainText("0800-0000-0106");
  await expect(desk.calls).toContainText("Sesak napas");
});

test("a second call asked for in haste leaves the first one's notes alone", async ({ room, desk }) => {
  const { keyboard } = desk.page;
  await keyboard.press("F3");
  await expect(desk.kind).toBeFocused();
  await desk.note.focus();
  await keyboard.type("asap");
  await expect(desk.saved).toBeVisible();
  await room.rings({ call: "pbx-1" });
  await expect(desk.calls).toContainText("berdering");
  await keyboard.press("F2");
  await keyboard.type("sesak");
  await expect(desk.kind).toHaveValue("sesak");
  await expect(desk.note).toHaveValue("");
  await keyboard.press("Escape");
  await desk.calls.getByRole("button", { name: /ditahan/ }).press("Enter");
  await expect(desk.note).toHaveValue("asap");
});
