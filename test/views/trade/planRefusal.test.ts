import { describe, expect, test } from "vitest";
import type { PlanRefusal, PlanWish } from "../../../src/engine/plan/types.ts";
import { fitPost } from "../../../src/views/limits.ts";
import { planRefusalPost, type Refused } from "../../../src/views/trade/planRefusal.ts";
import { planOf } from "../../support/plans.ts";
import { SLIPS, wordsOf } from "../../support/posts.ts";
import { readingOf } from "../../support/snapshots.ts";
import { vrpAnswerOf, zScoreOf } from "../../support/vrpReadings.ts";

const refusal = (
  overrides: Partial<Refused> = {},
  { wish = {}, z = -0.6, sample = false }: { wish?: Partial<PlanWish>; z?: number | null; sample?: boolean } = {},
) => {
  const { source } = readingOf().snapshot;
  return planRefusalPost(
    { kind: "refused", why: "cell", cell: "D", term: planOf().term, date: "2026-12-23", passedOver: [], ...overrides },
    {
      reading: readingOf({ overrides: { source: { ...source, sample } } }),
      vrp: vrpAnswerOf({ zScore: zScoreOf(252, { z }) }),
      wish: { structure: null, expiry: null, bankroll: null, ...wish },
      palette: null,
      stale: null,
      retryAt: null,
      command: "/plan symbol:SPY",
      now: new Date("2026-11-23T15:01:00Z"),
      clockOffMs: 0,
    },
  );
};
const saidBy = (post: ReturnType<typeof refusal>) => post.embeds![0]!.description!;
const field = (post: ReturnType<typeof refusal>, name: string) =>
  post.embeds![0]!.fields!.find((one) => one.name.startsWith(name))!;

test("cell D is named with its reason, and what would make it another", () => {
  const post = refusal();
  expect(saidBy(post)).toMatch(/^\*\*No plan:\*\* cell D, Stay Home \(.*VRP not high\): .* Nothing is sold here\.$/);
  expect(field(post, "What would change it").value).toBe(
    "A z-score of 1 or more makes it cell B (now −0.6), positive net gamma cell C.",
  );
  expect(field(refusal({}, { z: null }), "What would change it").value).toContain("(now none)");
});

test("structures that the forecast refused stand with their expected value, of the expiry that was looked at", () => {
  const post = refusal({
    why: "no_structure",
    cell: "C",
    passedOver: [{ structure: "iron_condor", why: "no_edge", ev: -5.66 }],
  });
  expect(saidBy(post)).toBe("**No plan:** nothing that cell C allows stands.");
  expect(field(post, "Passed over").name).toBe("Passed over for Dec 23");
  expect(field(post, "Passed over").value).toBe("Iron condor: our forecast leaves no gain (EV −$566 a contract)");
});

test("a structure of one's own is named; an expiry of one's own too", () => {
  const wish = { structure: "short_strangle" } as const;
  expect(saidBy(refusal({ why: "no_structure", cell: "C" }, { wish }))).toContain("the short strangle you asked for does not stand in cell C"); // prettier-ignore
  expect(saidBy(refusal({ why: "expiry_not_listed" }, { wish: { expiry: "2026-12-25" } }))).toContain(
    "2026-12-25 is not listed",
  );
});

test("the tenors are shown all the same", () => {
  expect(field(refusal(), "Expiry by premium").value.split("\n")).toHaveLength(4);
});

test("it has no picture and no exits, and is no advice either", () => {
  const post = refusal();
  expect(post.files).toBeUndefined();
  expect(post.controls!.rows.flat().map(({ action }) => action)).toEqual(["open", "watch"]);
  expect(post.embeds![0]!.footer!.text).toMatch(/not back-tested.*Not advice\.$/s);
});

test("made-up data says so", () => {
  const post = refusal({}, { sample: true });
  expect(post.content).toMatch(/^SAMPLE DATA · /);
  expect(post.embeds![0]!.title).toBe("SAMPLE · SPY · no plan");
});

describe("every reason", () => {
  test.each(["cell", "no_iv", "no_realised", "no_expiry", "expiry_not_listed", "event_front", "no_structure"] as const)(
    "%s has its own words and what would change it, within the limits",
    (why: PlanRefusal) => {
      const post = refusal({ why, cell: "C" });
      expect(fitPost(post)).toEqual(post);
      for (const words of wordsOf(post)) expect(words).not.toMatch(SLIPS);
      expect(saidBy(post).length).toBeGreaterThan(30);
      expect(field(post, "What would change it").value).toMatch(/\S{2,}.*\.$/);
    },
  );
});
