import { describe, expect, test } from "vitest";
import type { Plan } from "../../../src/engine/plan/types.ts";
import type { PaletteName } from "../../../src/views/charts/chart.ts";
import { payoff } from "../../../src/views/charts/payoff.ts";
import { PALETTES } from "../../../src/views/charts/theme.ts";
import { planCase, readingFor } from "../../support/planCases.ts";
import { planOf } from "../../support/plans.ts";
import { record } from "../../support/recordingContext.ts";

const drawn = (plan: Plan, palette: PaletteName = "default") =>
  record(payoff, { plan, reading: readingFor(plan), palette, command: "/plan symbol:SPY" });
const textsOf = (plan: Plan) => drawn(plan).texts.map(({ text }) => text);
const COLORS = PALETTES.default;
const bold = (plan: Plan) => drawn(plan).strokes.find(({ color, width, points }) => color === COLORS.profile && width === 6 && points.length > 10)!; // prettier-ignore
const dashed = (plan: Plan) => drawn(plan).strokes.find(({ color, width, points }) => color === COLORS.text && width === 3 && points.length > 10)!; // prettier-ignore
const middle = (plan: Plan, text: string) => {
  // Spot stands in the title first, then on its flag.
  const { area } = drawn(plan).texts.findLast((one) => one.text === text)!;
  return { x: (area.left + area.right) / 2, y: (area.top + area.bottom) / 2 };
};
const signs = (plan: Plan) => drawn(plan).fills.filter(({ color, points }) => color === COLORS.marks.maxGamma && points.length === 4); // prettier-ignore
/** Rings on the zero line, by their columns. */
const ringsOf = (plan: Plan) => drawn(plan).texts.filter(({ text }) => text.startsWith("even "));

describe("the line at expiry", () => {
  test("of a put spread: flat at the loss, up between the strikes, flat at the credit", () => {
    const { points } = bold(planOf());
    const rows = points.map(([, y]) => y);
    expect(rows[0]).toBe(Math.max(...rows));
    expect(rows.at(-1)).toBe(Math.min(...rows));
    for (const [index, row] of rows.slice(1).entries()) expect(row).toBeLessThanOrEqual(rows[index]! + 1e-6);
  });

  test("stands to its zero as the loss to the gain: 1,290 below, 210 above", () => {
    const rows = bold(planOf()).points.map(([, y]) => y);
    const zero = middle(planOf(), "0").y;
    const ratio = (Math.max(...rows) - zero) / (zero - Math.min(...rows));
    expect(ratio).toBeGreaterThan(1290 / 210 - 0.3);
    expect(ratio).toBeLessThan(1290 / 210 + 0.3);
  });

  test("is bold over everything, now is thin and dashed", () => {
    expect(bold(planOf()).dash).toEqual([]);
    expect(dashed(planOf()).dash).toEqual([12, 8]);
  });

  test("of a calendar is a tent with its peak at the strike, and so is that of a straddle", () => {
    for (const structure of ["calendar_spread", "short_straddle"] as const) {
      const plan = planCase(structure);
      const { points } = bold(plan);
      const peak = points.reduce((best, point) => (point[1] < best[1] ? point : best));
      const [first, last] = [points[0]!, points.at(-1)!];
      expect(peak[0]).toBeGreaterThan(first[0]);
      expect(peak[0]).toBeLessThan(last[0]);
      const [sign] = signs(plan);
      expect(Math.abs(peak[0] - sign!.points[0]![0]), structure).toBeLessThan(5);
    }
  });
});

test("now nothing is won or lost at spot: the dashed line crosses zero there", () => {
  // Every leg at its own IV is worth its mid, for a plan whose mids are Black-Scholes prices.
  const plan = planCase("iron_condor");
  const { points } = dashed(plan);
  const zero = middle(plan, "0").y;
  const spot = middle(plan, "603.42").x;
  const nearest = points.reduce((best, point) => (Math.abs(point[0] - spot) < Math.abs(best[0] - spot) ? point : best));
  expect(Math.abs(nearest[1] - zero)).toBeLessThan(3);
});

test("the axis names what can be lost and won a contract, the loss under its words", () => {
  const texts = textsOf(planOf());
  for (const text of ["−$1,290", "max loss", "$210", "max profit", "$ a contract"]) expect(texts).toContain(text);
  expect(middle(planOf(), "−$1,290").y).toBeGreaterThan(middle(planOf(), "max profit").y);
  expect(middle(planOf(), "max loss").y).toBeGreaterThan(middle(planOf(), "−$1,290").y);
});

test("in whole dollars no loss reads smaller than it is, and no gain larger", () => {
  const texts = textsOf(planOf({ credit: 0.845, maxLoss: { usd: 9.155, kind: "defined" }, maxProfit: 0.845 }));
  expect(texts).toContain("−$916");
  expect(texts).toContain("$84");
});

test("breakevens are labelled with their prices, on the side of the losses", () => {
  const plan = planCase("iron_condor");
  const [low, high] = plan.breakevens;
  expect(ringsOf(plan).map(({ text }) => text)).toEqual([`even ${low!.toFixed(2)}`, `even ${high!.toFixed(2)}`]);
  const spot = middle(plan, "603.42").x;
  const [left, right] = ringsOf(plan);
  expect(left!.area.right).toBeLessThan(spot);
  expect(right!.area.left).toBeGreaterThan(spot);
  const [put, call] = signs(plan).map(({ points }) => points[0]![0]);
  expect(left!.area.right, "outside of the short put").toBeLessThan(put!);
  expect(right!.area.left, "outside of the short call").toBeGreaterThan(call!);
  expect(left!.area.bottom, "above the zero line, where no loss is drawn").toBeLessThan(middle(plan, "0").y);
});

test("strikes stand above with what is done there, levels below; one price is one tag", () => {
  const texts = textsOf(planCase("iron_condor"));
  for (const text of ["BUY PUT", "SELL PUT", "SELL CALL", "BUY CALL", "SUPPORT", "FLIP", "RESISTANCE"])
    expect(texts).toContain(text);
  const merged = textsOf(planCase("short_straddle"));
  expect(merged.filter((text) => text === "605")).toHaveLength(1);
  for (const text of ["SELL PUT", "SELL CALL"]) expect(merged).toContain(text);
  const calendar = textsOf(planCase("calendar_spread"));
  for (const text of ["SELL Dec 23 CALL", "BUY Jan 22 CALL"]) expect(calendar).toContain(text);
});

test("every short strike has a sign on the zero line, what is bought has none", () => {
  expect(signs(planCase("iron_condor"))).toHaveLength(2);
  expect(signs(planOf())).toHaveLength(1);
  const zero = middle(planOf(), "0").y;
  for (const { points } of signs(planOf()))
    expect(Math.abs((points[0]![1] + points[2]![1]) / 2 - zero)).toBeLessThan(3);
});

test("the expected move is named and shaded around spot", () => {
  // 603.42 ± 31.90
  expect(textsOf(planOf())).toContain("±1σ 571.52–635.32");
  const { rects, texts } = drawn(planOf());
  const band = rects.find(({ color, top, bottom }) => color === `${COLORS.text}1a` && bottom - top > 300)!;
  const flag = texts.findLast(({ text }) => text === "603.42")!;
  expect(band.left).toBeLessThan(flag.area.left);
  expect(band.right).toBeGreaterThan(flag.area.right);
});

describe("a loss without bound", () => {
  const down = (plan: Plan) => drawn(plan).fills.filter(({ color, points }) => color === COLORS.negative.words && points.length === 3).slice(1); // prettier-ignore

  test("goes on where it does: a strangle on both sides, a jade lizard below alone, a spread nowhere", () => {
    expect(down(planCase("short_strangle"))).toHaveLength(2);
    expect(down(planCase("jade_lizard"))).toHaveLength(1);
    expect(down(planCase("jade_lizard"))[0]!.points[0]![0]).toBeLessThan(300);
    for (const structure of ["short_put_spread", "iron_condor", "calendar_spread"] as const)
      expect(textsOf(planCase(structure))).not.toContain("loss goes on");
  });

  test("is called so instead of a number", () => {
    const texts = textsOf(planCase("short_strangle"));
    expect(texts).toContain("no bound");
    expect(texts).toContain("loss goes on");
    expect(texts).not.toContain("max loss");
  });

  test("does not flatten the rest: the credit keeps a tenth of the height at least", () => {
    const plan = planCase("short_strangle", { spot: 6_812.4, spacing: 25, iv: 0.14, symbol: "SPX" });
    const gain = middle(plan, `$${Math.round(100 * plan.credit).toLocaleString("en-US")}`).y;
    expect(middle(plan, "0").y - gain).toBeGreaterThan(50);
  });
});

test("a level far away has a tag at the edge instead of widening the picture", () => {
  const far = planCase("short_strangle", { overrides: { levels: { flip: 480.5, support: null, resistance: 800 } } });
  const near = planCase("short_strangle", { overrides: { levels: { flip: null, support: null, resistance: null } } });
  expect(bold(far).points.map(([x]) => x)).toEqual(bold(near).points.map(([x]) => x));
  expect(textsOf(far)).toContain("480.50");
  const { strokes, fills } = drawn(far);
  const arrows = fills.filter(({ color, points }) => color === COLORS.marks.flip && points.length === 3);
  expect(arrows, "a sign to the left on the tag").toHaveLength(1);
  expect(arrows[0]!.points[0]![0]).toBeLessThan(arrows[0]!.points[1]![0]);
  expect(
    strokes.filter(({ color }) => color === COLORS.marks.flip),
    "and no line that it does not stand on",
  ).toEqual([]);
});

test("the header says the loss, structure and date; the footer that it is a plan to review", () => {
  const texts = textsOf(planOf()).join("\n");
  expect(texts).toContain("Max loss");
  expect(texts).toContain("$1,290");
  expect(texts).toContain("Short put spread · Dec 23 (30 d)");
  expect(texts).toContain("A plan to review");
  expect(texts).toContain("not back-tested");
  expect(texts).not.toContain("Model: dealers");
});

test("gains are above zero in both palettes, in their colours", () => {
  const fills = (palette: PaletteName) => drawn(planOf(), palette).fills.filter(({ points }) => points.length > 50).map(({ color }) => color.slice(0, 7)); // prettier-ignore
  expect(fills("default")).toEqual([PALETTES.default.positive.bar, PALETTES.default.negative.bar]);
  expect(fills("colorblind")).toEqual([PALETTES.colorblind.positive.bar, PALETTES.colorblind.negative.bar]);
});
