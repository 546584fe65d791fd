import { describe, expect, test } from "vitest";
import { isStale } from "../../src/engine/staleness.ts";

const stale = (quoteTime: string, now: string) => isStale({ quoteTime }, new Date(now));

// New York is five hours behind UTC in these weeks; Monday 2026-11-23 is an ordinary session.
describe("quotes while the market is open", () => {
  test.each([
    ["of a healthy feed", "2026-11-23T16:45:00Z", "2026-11-23T17:00:00Z", false],
    ["30 minutes old", "2026-11-23T16:30:00Z", "2026-11-23T17:00:00Z", false],
    ["a second older", "2026-11-23T16:29:59Z", "2026-11-23T17:00:00Z", true],
    ["of Friday's close, in the afternoon", "2026-11-20T21:00:00Z", "2026-11-23T19:00:00Z", true],
    ["of a minute before the close", "2026-11-23T20:59:00Z", "2026-11-23T20:59:59Z", false],
    ["of an hour before, on an early close", "2026-11-27T16:59:00Z", "2026-11-27T17:59:00Z", true],
  ])("%s: %s seen at %s is stale: %s", (_what, quoteTime, now, expected) => {
    expect(stale(quoteTime, now)).toBe(expected);
  });
});

describe("quotes of the last close are not stale", () => {
  test.each([
    ["before the open", "2026-11-23T14:29:00Z"],
    ["in the first half hour, when the delayed feed has no newer ones", "2026-11-23T14:59:59Z"],
    ["on a weekend", "2026-11-22T17:00:00Z"],
    ["on Thanksgiving", "2026-11-26T17:00:00Z"],
  ])("%s", (_when, now) => {
    expect(stale("2026-11-20T21:00:00Z", now)).toBe(false);
  });

  test("in the evening, and after an early close", () => {
    expect(stale("2026-11-23T21:00:00Z", "2026-11-24T00:00:00Z")).toBe(false);
    expect(stale("2026-11-27T18:00:00Z", "2026-11-27T19:00:00Z"), "13:00 close, seen at 14:00").toBe(false);
  });
});

test("they are from 10:00 on", () => {
  expect(stale("2026-11-20T21:00:00Z", "2026-11-23T15:00:00Z")).toBe(true);
});
