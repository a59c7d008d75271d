import type { GeoJSONSourceDiff } from "maplibre-gl";
import { describe, expect, it } from "vitest";
import type { MapFeature } from "./diff";
import { SourceFeed } from "./source-feed";

const at = (id: string, lon = 0): MapFeature => ({
  type: "Feature",
  geometry: { type: "Point", coordinates: [lon, 0] },
  properties: { id },
});

/** A source whose worker answers when the test says so. */
class SlowSource {
  readonly got: GeoJSONSourceDiff[] = [];
  /** How many updates came while another was in flight. */
  overlapping = 0;
  #answer: { done: () => void; failed: (why: Error) => void } | null = null;

  updateData(diff: GeoJSONSourceDiff): Promise<void> {
    if (this.#answer) this.overlapping += 1;
    this.got.push(diff);
    return new Promise((done, failed) => {
      this.#answer = { done, failed };
    });
  }

  async answer(failure?: Error): Promise<void> {
    const answer = this.#answer;
    this.#answer = null;
    if (failure) answer?.failed(failure);
    else answer?.done();
    await new Promise((soon) => setTimeout(soon));
  }

  longitudes(): unknown[] {
    return this.got.map(({ add }) =>
      add?.map(({ geometry }) => (geometry.type === "Point" ? geometry.coordinates[0] : null)),
    );
  }
}

describe("a feed to a source of the map", () => {
  it("has one update in flight, and of what came meanwhile sends the latest only", async () => {
    const source = new SlowSource();
    const feed = new SourceFeed(source);
    for (const lon of [1, 2, 3, 4]) feed.show([at("DMK-1", lon)]);
    expect(source.longitudes()).toEqual([[1]]);
    await source.answer();
    expect(source.longitudes()).toEqual([[1], [4]]);
    await source.answer();
    expect(source.got.length).toBe(2);
    expect(source.overlapping).toBe(0);
  });

  it("sends nothing where nothing changed", async () => {
    const source = new SlowSource();
    const feed = new SourceFeed(source);
    feed.show([at("DMK-1", 1)]);
    await source.answer();
    feed.show([at("DMK-1", 1)]);
    expect(source.got.length).toBe(1);
  });

  it("sends what failed again with the next list", async () => {
    const source = new SlowSource();
    const feed = new SourceFeed(source);
    feed.show([at("DMK-1", 1)]);
    await source.answer(new Error("the worker is gone"));
    feed.show([at("DMK-1", 1)]);
    expect(source.longitudes()).toEqual([[1], [1]]);
  });
});
