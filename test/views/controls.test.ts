import { describe, expect, test } from "vitest";
import { selectionKey, type ExpirySelection } from "../../src/engine/selection.ts";
import { controlsOf, copyControls, type Button, type Menu } from "../../src/views/controls.ts";
import { VIEW_LIST } from "../../src/views/exposures/index.ts";
import type { ReplyState } from "../../src/views/replyState.ts";
import { ticker } from "../support/providers.ts";

const state: ReplyState = {
  view: "heatmap",
  symbol: ticker("SPY"),
  selection: { kind: "all" },
  palette: null,
  extra: "none",
};
const listedOf = (count: number, first = 0) =>
  Array.from({ length: count }, (_, n) => ({
    date: new Date(Date.UTC(2026, 10, 23 + first + n)).toISOString().slice(0, 10),
    dte: first + n,
  }));
const controls = (change: Partial<ReplyState> = {}, listed = listedOf(3), choosesExpiry = true, hasReading = true) =>
  controlsOf({ state: { ...state, ...change }, views: VIEW_LIST, listed, choosesExpiry, hasReading });
const menu = (action: string, from = controls()) =>
  from.rows.flat().find((one): one is Menu => one.kind === "menu" && one.action === action)!;
const buttons = (from = controls()) => from.rows.flat().filter((one): one is Button => one.kind === "button");
const chosen = (one: Menu) => one.options.filter((option) => option.chosen).map(({ value }) => value);

describe("the View menu", () => {
  test("offers every view with a hint, the present one chosen", () => {
    expect(menu("view").options.map(({ value }) => value)).toEqual(VIEW_LIST.map(({ key }) => key));
    expect(chosen(menu("view"))).toEqual(["heatmap"]);
    expect(menu("view").options.every(({ description = "" }) => description.length > 5)).toBe(true);
  });
});

describe("the Expiry menu", () => {
  test("offers the presets, then the dates of the chain", () => {
    const { options } = menu("expiry");
    expect(options.map(({ value }) => value)).toEqual([
      "all",
      "0dte",
      "7d",
      "45d",
      "opex",
      "2026-11-23",
      "2026-11-24",
      "2026-11-25",
    ]);
    expect(options.at(-1)?.label).toBe("Nov 25, 2026 · 2 DTE");
    expect(options.at(-3)?.label).toBe("Nov 23, 2026 · today");
  });

  test("does not offer today when nothing expires today", () => {
    expect(menu("expiry", controls({}, listedOf(3, 1))).options.map(({ value }) => value)).not.toContain("0dte");
  });

  test.each<ExpirySelection>([
    { kind: "all" },
    { kind: "maxDte", days: 30 },
    { kind: "date", date: "2026-12-30" },
    { kind: "date", date: "2027-05-01" },
    { kind: "zeroDte" },
  ])("%j is chosen, also beyond what 25 options hold or among no dates at all", (selection) => {
    for (const listed of [listedOf(60), listedOf(2, 1), []]) {
      const one = menu("expiry", controls({ selection }, listed));
      expect(one.options.length).toBeLessThanOrEqual(25);
      expect(chosen(one)).toEqual([selectionKey(selection)]);
      expect(new Set(one.options.map(({ value }) => value)).size).toBe(one.options.length);
    }
  });

  test("is left out where the view decides", () => {
    expect(menu("expiry", controls({}, listedOf(3), false))).toBeUndefined();
  });
});

describe("the buttons", () => {
  test("are Refresh, Explain, Data and Share, and below them Watch and Alert", () => {
    expect(buttons().map(({ action, label }) => [action, label])).toEqual([
      ["refresh", "Refresh"],
      ["explain", "Explain"],
      ["data", "Data"],
      ["share", "Share"],
      ["watch", "Watch"],
      ["alert", "Alert"],
    ]);
    expect(controls().rows.map((row) => row.length)).toEqual([1, 1, 4, 2]);
  });

  test("without figures of ours there is nothing to explain, no data and nothing to be alerted by", () => {
    const labels = buttons(controls({}, listedOf(3), true, false)).map(({ label }) => label);
    expect(labels).toEqual(["Refresh", "Share", "Watch"]);
  });

  test("one that is pressed in says how to undo it", () => {
    const pressed = buttons(controls({ extra: "explain" })).filter(({ active }) => active);
    expect(pressed.map(({ label }) => label)).toEqual(["Hide"]);
    expect(buttons(controls({ extra: "data" })).find(({ active }) => active)?.label).toBe("Hide data");
  });
});

test("a stranger is offered one thing: a copy in the same state", () => {
  expect(copyControls(state)).toMatchObject({ state, rows: [[{ action: "copy" }]] });
});
