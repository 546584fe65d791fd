import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { AlertEvent, AlertKind, Watched } from "../../src/engine/alerts.ts";
import { briefOf, type Brief } from "../../src/engine/brief.ts";
import { alertPost } from "../../src/views/alert.ts";
import { fitPost } from "../../src/views/limits.ts";
import { briefAt, follow, TEN_THIRTY, watched } from "../support/alertReadings.ts";
import { anyReading } from "../support/anyReading.ts";
import { SLIPS, wordsOf } from "../support/posts.ts";

/** What is sent when the first reading is followed by two of the second kind. */
function sent(alert: Watched, first: Partial<Brief>, then: Partial<Brief>) {
  const briefs = [briefAt(0, first), briefAt(1, then), briefAt(2, then)];
  const [event] = follow(alert, briefs).events;
  const post = alertPost({ watched: alert, event: event!, brief: briefs[2]! });
  return { post, title: post.embeds![0]!.title, text: post.embeds![0]!.description!, content: post.content! };
}
const regime = (gamma: "positive" | "negative") => ({ ...briefAt(0).regime, gamma });

describe("what happened is one sentence with the level", () => {
  test.each<readonly [string, Watched, Partial<Brief>, Partial<Brief>]>([
    ["SPY fell below its flip 594.10", watched("flip"), { spot: 596, flip: 594.1 }, { spot: 593.4, flip: 594.1 }],
    ["SPY rose above its flip 594.10", watched("flip"), { spot: 580 }, { spot: 595, flip: 594.1 }],
    ["SPY: the flip rose above spot, to 604.00", watched("flip"), { spot: 600 }, { spot: 600, flip: 604 }],
    ["SPY: the flip fell below spot, to 594.00", watched("flip"), { spot: 600, flip: 604 }, { spot: 600, flip: 594 }],
    ["SPY touched its call wall 610", watched("call-wall"), {}, { spot: 609.8 }],
    ["SPY broke its call wall 610", watched("call-wall"), {}, { spot: 612 }],
    ["SPY touched its put wall 580", watched("put-wall"), {}, { spot: 580 }],
    ["SPY broke its put wall 580", watched("put-wall"), {}, { spot: 579 }],
    [
      "SPY turned to NEGATIVE γ",
      watched("regime"),
      { netGex: 5, grossGex: 100 },
      { netGex: -5, grossGex: 100, regime: regime("negative") },
    ],
    [
      "SPY moved from cell C to D, Stay Home",
      watched("cell"),
      { netGex: 5, grossGex: 100 },
      { netGex: -5, grossGex: 100, cell: "D", regime: regime("negative") },
    ],
    ["SPY came within 0.5 % of its flip 590.00", watched("near-flip", 0.5), {}, { spot: 592 }],
    ["SPY: the flip came within 0.5 % of spot, to 598.00", watched("near-flip", 0.5), {}, { flip: 598 }],
  ])("%s", (title, alert, first, then) => {
    const { post, title: said, content } = sent(alert, first, then);
    expect(said).toBe(title);
    expect(content.startsWith(`${title}: `)).toBe(true);
    expect(wordsOf(post).join("\n")).not.toMatch(SLIPS);
  });
});

describe("below it", () => {
  test("stand the numbers before and after, and what they mean in the model", () => {
    const { text, content } = sent(watched("flip"), { spot: 596 }, { spot: 585, flip: 594.1, regime: regime("negative") }); // prettier-ignore
    expect(text.split("\n")).toEqual([
      "Spot **585.00** (1.5 % from it); before: 596.00, flip 590.00.",
      "Model shows dealers **short gamma**: hedging leans with moves.",
    ]);
    expect(content).toBe("SPY fell below its flip 594.10: spot 585.00, flip 594.10 (+1.6 %) (15-min delayed)");
  });

  test("it is said when spot is at the flip, up to 0.5 % away", () => {
    const near = "Spot is at the flip 594.10; the sign can change on a small move.";
    expect(sent(watched("flip"), { spot: 596 }, { spot: 593.4, flip: 594.1 }).text).toContain(near);
    expect(sent(watched("flip"), { spot: 596 }, { spot: 585, flip: 594.1 }).text).not.toContain("small move");
  });

  test("a wall that has moved on, or is gone, is named where it is now", () => {
    const broken = { spot: 612 };
    expect(sent(watched("call-wall"), {}, { ...broken, callWall: 620 }).text).toContain(
      "The call wall is at 620 by now.",
    );
    expect(sent(watched("put-wall"), {}, { spot: 579, putWall: null }).text).toContain("The put wall is gone by now.");
    expect(sent(watched("call-wall"), {}, broken).text).not.toContain("by now");
  });

  test("a cell without a z-score says on what it rests", () => {
    const [first, then] = [
      { netGex: 5, grossGex: 100 },
      { netGex: -5, grossGex: 100 },
    ];
    expect(sent(watched("cell"), first, then).text).toContain("VRP unknown");
    expect(sent(watched("cell"), { ...first, vrpZ: 0 }, { ...then, vrpZ: 0 }).text).not.toContain("VRP unknown");
  });
});

test("source, delay, time of the quotes and day of the open interest stand at the bottom, with the alert itself", () => {
  const { post } = sent(watched("near-flip", 0.5), {}, { spot: 592 });
  expect(post.embeds![0]!.footer!.text.split("\n").slice(0, 2)).toEqual([
    "Cboe delayed · computed here · 15 min delayed · data Nov 23, 10:32 ET · OI of Nov 20",
    "Alert: SPY, spot comes within 0.5 % of the flip",
  ]);
  expect(post.embeds![0]!.timestamp).toBe(new Date(TEN_THIRTY + 120_000).toISOString());
});

test("sample data is called that in the line and in the title", () => {
  const source = { ...briefAt(0).source, sample: true };
  const { title, content } = sent(watched("flip"), { spot: 596, source }, { spot: 585, source });
  expect(title).toMatch(/^SAMPLE · /);
  expect(content).toMatch(/^SAMPLE DATA · /);
});

test("one button opens the full reply, another one's own alerts", () => {
  const { controls } = sent(watched("flip"), { spot: 596 }, { spot: 585 }).post;
  expect(controls!.rows.flat().map(({ action }) => action)).toEqual(["open", "alert"]);
  expect(controls!.state).toMatchObject({ symbol: "SPY", view: "gex", selection: { kind: "all" } });
});

test("whatever the market, the words have no slip and nothing is cut", () => {
  const level = fc.option(fc.double({ min: 0.01, max: 1e6, noNaN: true }), { nil: null });
  const kinds: readonly AlertKind[] = ["flip", "call-wall", "put-wall", "regime", "cell", "near-flip"];
  fc.assert(
    fc.property(anyReading, fc.constantFrom(...kinds), level, level, (reading, kind, now, before) => {
      const event: AlertEvent = { from: "above", to: "below", moved: "price", level: now, before: { spot: 1, level: before }, at: 0 }; // prettier-ignore
      const post = alertPost({
        watched: watched(kind, kind === "near-flip" ? 1 : null),
        event,
        brief: briefOf(reading),
      });
      expect(wordsOf(post).join("\n")).not.toMatch(SLIPS);
      expect(fitPost(post)).toEqual(post);
    }),
  );
});
