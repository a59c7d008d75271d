import { describe, expect, it } from "vitest";
import { KeptText } from "./kept-text.svelte";

/** A field whose sends the test settles one by one. */
function field() {
  const sent: string[] = [];
  const waiting: { resolve(seq: number): void; reject(why: unknown): void }[] = [];
  const later: (() => void)[] = [];
  const text = new KeptText(
    (value) => {
      sent.push(value);
      return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
    },
    (then) => later.push(then),
  );
  const settle = async (act: (one: (typeof waiting)[number] | undefined) => void) => {
    act(waiting.shift());
    for (let turns = 0; turns < 4; turns += 1) await Promise.resolve();
  };
  return {
    text,
    sent,
    receipt: (seq: number) => settle((one) => one?.resolve(seq)),
    refusal: () => settle((one) => one?.reject(new Error("no"))),
    unavailable: () =>
      settle((one) =>
        one?.reject({ kind: "unavailable", code: "journal_down", message: "on paper", retry: true }),
      ),
    aSecondPasses: () => later.shift()?.(),
  };
}

describe("a text that is kept with every keystroke", () => {
  it("has one send under way, and after it the latest text alone", async () => {
    const { text, sent, receipt } = field();
    for (const typed of ["a", "ap", "api"]) text.type(typed);
    expect(sent).toEqual(["a"]);
    expect(text.state).toBe("saving");
    await receipt(11);
    expect(sent).toEqual(["a", "api"]);
    expect(text.state).toBe("saving");
    await receipt(12);
    expect(text.state).toBe("saved");
    expect(text.seq).toBe(12);
  });

  it("tells when the last keystroke is kept", async () => {
    const { text, receipt } = field();
    let settled = false;
    text.type("a");
    text.type("ap");
    void text.settled().then(() => {
      settled = true;
    });
    await receipt(1);
    expect(settled).toBe(false);
    await receipt(2);
    expect(settled).toBe(true);
  });

  it("never lets the room's older text overwrite what is being typed", async () => {
    const { text, receipt } = field();
    text.type("api besar");
    text.adopt("api");
    expect(text.value).toBe("api besar");
    await receipt(5);
    text.adopt("api besar di dapur");
    expect(text.value).toBe("api besar di dapur");
  });

  it("says so where it could not be kept, keeps the text, and tries again with the next keystroke", async () => {
    const { text, sent, receipt, refusal } = field();
    text.type("api");
    await refusal();
    expect(text.state).toBe("unsaved");
    expect(text.value).toBe("api");
    text.type("api!");
    await receipt(9);
    expect(sent).toEqual(["api", "api!"]);
    expect(text.state).toBe("saved");
  });

  it("never puts the room's older text over one that it could not keep", async () => {
    const { text, refusal } = field();
    text.adopt("api");
    text.type("api besar, terlalu panjang");
    await refusal();
    text.adopt("api");
    expect(text.value).toBe("api besar, terlalu panjang");
    expect(text.state).toBe("unsaved");
    text.adopt("ditulis meja lain");
    expect(text.value).toBe("ditulis meja lain");
    expect(text.state).toBe("saved");
  });

  it("sends again by itself what the room could not keep for the moment", async () => {
    const { text, sent, receipt, unavailable, aSecondPasses } = field();
    text.type("api");
    await unavailable();
    expect(text.state).toBe("unsaved");
    text.adopt("");
    expect(text.value).toBe("api");
    aSecondPasses();
    expect(text.state).toBe("unsaved");
    await unavailable();
    aSecondPasses();
    await receipt(9);
    expect(sent).toEqual(["api", "api", "api"]);
    expect(text.state).toBe("saved");
    expect(text.value).toBe("api");
  });

  it("sends the latest text, once, where more is typed while the room can't keep it", async () => {
    const { text, sent, receipt, unavailable, aSecondPasses } = field();
    text.type("api");
    await unavailable();
    text.type("api!");
    aSecondPasses();
    await receipt(10);
    expect(sent).toEqual(["api", "api!"]);
    expect(text.state).toBe("saved");
  });
});
