import { describe, expect, test } from "vitest";
import { type ExpirySelection, parseSelection, selectionKey } from "../../src/engine/selection.ts";

const FORMS: readonly (readonly [string, ExpirySelection])[] = [
  ["all", { kind: "all" }],
  ["0dte", { kind: "zeroDte" }],
  ["7d", { kind: "maxDte", days: 7 }],
  ["365d", { kind: "maxDte", days: 365 }],
  ["opex", { kind: "nextOpex" }],
  ["2026-12-18", { kind: "date", date: "2026-12-18" }],
];

describe("a selection of expiries as text", () => {
  test.each(FORMS)("%s is read, and written back the same", (text, selection) => {
    expect(parseSelection(text)).toEqual(selection);
    expect(selectionKey(selection)).toBe(text);
  });

  test.each([
    ["", "all"],
    ["ALL", "all"],
    [" 0DTE ", "0dte"],
    ["0d", "0dte"],
    ["<=30d", "30d"],
    ["≤30D", "30d"],
    ["OpEx", "opex"],
  ])("%j means %s", (text, key) => {
    expect(selectionKey(parseSelection(text)!)).toBe(key);
  });

  test.each([
    "7",
    "d",
    "-7d",
    "1.5d",
    "99999d",
    "tomorrow",
    "2026-13-01",
    "2026-00-10",
    "2026-12-32",
    "18.12.2026",
    "2026-12-18x",
  ])("%j is none", (text) => {
    expect(parseSelection(text)).toBeNull();
  });
});
