import { describe, expect, test } from "vitest";
import {
  awayFromSpot,
  charmFigure,
  moveWords,
  nothingTodayWords,
  timeLeft,
} from "../../../src/views/charts/zeroDteWords.ts";
import { todaysSnapshot, ZERO_DTE_CASES } from "../../support/zeroDteCases.ts";

const snapshot = todaysSnapshot();

describe("time left", () => {
  test.each([
    ["2026-11-23T16:45:00Z", "4 h 15 min left"],
    ["2026-11-23T18:55:59Z", "2 h 04 min left"],
    ["2026-11-23T20:00:00Z", "1 h 00 min left"],
    ["2026-11-23T20:00:01Z", "59 min left"],
    ["2026-11-23T20:59:00Z", "1 min left"],
    ["2026-11-23T21:00:00Z", "settled"],
    ["2026-11-23T21:10:00Z", "settled"],
    ["2026-11-20T21:00:00Z", "3 d left"],
  ])("from %s to 16:00 New York: %s", (quoteTime, words) => {
    expect(timeLeft(quoteTime, "2026-11-23T21:00:00Z")).toBe(words);
  });
});

describe("charm to the close", () => {
  test("positive is buying and negative is selling", () => {
    expect(charmFigure({ ...snapshot, charmToClose: 1.2e8 }, "M").value).toBe("dealers buy $120M");
    expect(charmFigure({ ...snapshot, charmToClose: -1.2e8 }, "M").value).toBe("dealers sell $120M");
    expect(charmFigure({ ...snapshot, charmToClose: 0 }, "M").value).toBe("dealers trade $0");
  });

  test("an amount too small for the picture's suffix is said to be small, not drawn as zeros", () => {
    expect(charmFigure({ ...snapshot, charmToClose: -3.4e6 }, "B").value).toBe("dealers sell <$0.01B");
    expect(charmFigure({ ...snapshot, charmToClose: 1e7 }, "B").value).toBe("dealers buy $0.010B");
  });

  test("on an early close it ends at 13:00", () => {
    const friday = { ...snapshot, quoteTime: "2026-11-27T16:00:00Z" };
    expect(charmFigure(friday, "M").note).toBe("time alone, until 13:00 ET");
  });

  test("without a figure the market is closed, or the source did not give one", () => {
    const none = { ...snapshot, charmToClose: null };
    expect(charmFigure(none, "M")).toMatchObject({ value: "n/a", note: "not given" });
    expect(charmFigure({ ...none, session: "closed" }, "M").note).toBe("market closed: no time passes");
  });
});

test("a move that ends on another day says which", () => {
  const { expectedMove } = snapshot;
  const later = { ...snapshot, expectedMove: expectedMove && { ...expectedMove, until: "2026-11-24T21:00:00Z" } };
  expect(moveWords(later).until).toEqual(["until Nov 24, 16:00 ET", "28 h 15 min left"]);
  expect(moveWords({ ...later, expectedMove: expectedMove && { ...expectedMove, straddle: null } }).straddle).toBe(
    "no straddle",
  );
});

test("where the magnet is: above, below or at spot", () => {
  expect(awayFromSpot(605, 603.42)).toBe("1.58 above spot");
  expect(awayFromSpot(600, 603.42)).toBe("3.42 below spot");
  expect(awayFromSpot(600, 600)).toBe("at spot");
});

test("an expiry of today without open interest is not the same as no expiry today", () => {
  const { snapshot: nothing } = ZERO_DTE_CASES["0dte, nothing expires today"]!();
  expect(nothingTodayWords(nothing)[0]).toBe("Nothing expires today");
  expect(nothingTodayWords({ ...nothing, expiries: snapshot.expiries })).toContain(
    "No open interest in what expires today.",
  );
  expect(nothingTodayWords({ ...nothing, listed: [] }), "no line about a next expiry").toHaveLength(2);
});
