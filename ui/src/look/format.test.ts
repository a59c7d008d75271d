import { describe, expect, it } from "vitest";
import { en } from "../words/en";
import { id } from "../words/id";
import { age, clock, day, degrees, distance, running, zone } from "./format";

/** 2026-11-21 17:31:42 UTC, which is half past midnight of the next day in western Indonesia. */
const NIGHT = Date.UTC(2026, 10, 21, 17, 31, 42);

const timers: [number, string][] = [
  [-3, "0:00"],
  [0, "0:00"],
  [4.9, "0:04"],
  [38, "0:38"],
  [725, "12:05"],
  [3599, "59:59"],
  [3600, "1 j 00"],
  [10_925, "3 j 02"],
];
it.each(timers)("a timer of %d seconds reads %s", (seconds, shows) =>
  expect(running(seconds, id)).toBe(shows),
);

const ages: [number, string, string][] = [
  [0, "0 d", "0 s"],
  [59.9, "59 d", "59 s"],
  [60, "1 m", "1 m"],
  [3599, "59 m", "59 m"],
  [7300, "2 j", "2 h"],
];
it.each(ages)("an age of %d seconds reads %s and %s", (seconds, indonesian, english) => {
  expect(age(seconds, id)).toBe(indonesian);
  expect(age(seconds, en)).toBe(english);
});

const distances: [number, string, string][] = [
  [0, "0 m", "0 m"],
  [184, "180 m", "180 m"],
  [996, "1,0 km", "1.0 km"],
  [1000, "1,0 km", "1.0 km"],
  [2149, "2,1 km", "2.1 km"],
  [28_960, "29,0 km", "29.0 km"],
];
it.each(distances)("%d metres read %s and %s", (metres, indonesian, english) => {
  expect(distance(metres, id, "id")).toBe(indonesian);
  expect(distance(metres, en, "en")).toBe(english);
});

describe("times stand in the region's zone, wherever the desk is", () => {
  const zones: [string, string, string, string][] = [
    ["Asia/Jakarta", "00:31:42", "Min, 22 Nov", "WIB"],
    ["Asia/Makassar", "01:31:42", "Min, 22 Nov", "WITA"],
    ["Asia/Jayapura", "02:31:42", "Min, 22 Nov", "WIT"],
    ["Europe/Vaduz", "18:31:42", "Sab, 21 Nov", "CET"],
    ["Asia/Dili", "02:31:42", "Min, 22 Nov", "GMT+9"],
    ["UTC", "17:31:42", "Sab, 21 Nov", "UTC"],
  ];
  it.each(zones)("%s", (name, time, date, short) => {
    expect(clock(NIGHT, name)).toBe(time);
    expect(day(NIGHT, name, "id")).toBe(date);
    expect(zone(NIGHT, name)).toBe(short);
  });
});

it("writes degrees with the language's own comma", () => {
  const position = { lat: -8.21174, lon: 114.37603 };
  expect(degrees(position, "id")).toBe("-8,21174 · 114,37603");
  expect(degrees(position, "en")).toBe("-8.21174 · 114.37603");
});
