import { describe, expect, test } from "vitest";
import type { PublishedVrp } from "../../../../src/engine/publishedVrp.ts";
import { readFigures } from "../../../../src/services/providers/flashalpha/figures.ts";
import { premiumOf, vrpBody, vrpHistoryBody } from "../../../support/fakeFlashAlpha/vrp.ts";
import { ticker } from "../../../support/providers.ts";

const AS_OF = "2026-11-23T15:00:00Z";
const FETCHED = Date.parse("2026-11-23T15:00:30Z");
const healthy = vrpBody("SPY", AS_OF);
type Body = Readonly<Record<string, unknown>>;
const part = (name: string): Body => healthy[name] as Body;

const read = (endpoint: "vrp" | "vrpHistory", body: unknown) =>
  readFigures(new TextEncoder().encode(JSON.stringify(body)), { endpoint, symbol: ticker("SPY"), expiration: null }, { fetchedAt: FETCHED }); // prettier-ignore
function premium(change: Body = {}): PublishedVrp {
  const reading = read("vrp", { ...healthy, ...change });
  if (reading.kind !== "figures" || !reading.figures.vrp) throw new Error(`read as ${reading.kind}`);
  return reading.figures.vrp;
}
const core = (change: Body) => premium({ vrp: { ...part("vrp"), ...change } });

test("the nested answer is read, and nothing at its top under a nested name", () => {
  const { iv, rv, vrp } = premiumOf("SPY");
  expect(premium()).toMatchObject({
    asOf: "2026-11-23T15:00:00.000Z",
    scope: "chain",
    atmIv: iv,
    realised: rv,
    vrp,
    z: 1.34,
    percentile: 88,
    historyDays: 60,
    downside: 7.35,
    upside: 4.21,
    harvest: 0.72,
    netHarvest: 61,
    flowRisk: 24,
    regime: "harvestable",
    warnings: ["term_inversion"],
  });
  expect(premium().term, "ascending; the tenor without a premium is left out").toEqual([
    { days: 7, vrp: 3.12 },
    { days: 30, vrp: 5.41 },
    { days: 60, vrp: 5.2 },
  ]);
});

describe("what it documents in two ways", () => {
  test.each([
    ["0 to 1", 0.35, 0.35],
    ["0 to 100", 35, 35],
    ["beyond both", 350, null],
    ["as text", "0.35", null],
  ])("harvest score %s", (_name, harvest_score, harvest) => {
    expect(premium({ gex_conditioned: { harvest_score } }).harvest).toBe(harvest);
  });

  // Its real sample of 2026-03-05: 18.37 and 10.26 with 0.0232 printed.
  test.each([
    ["IV² − RV²", 0.0232, 0.0232],
    ["VRP / 100", 0.0811, null],
    ["nothing", null, null],
  ])("variance premium: %s", (_name, printed, taken) => {
    const sample = { vrp: { ...part("vrp"), atm_iv: 18.37, rv_20d: 10.26, vrp_20d: 8.11 } };
    expect(premium({ ...sample, variance_risk_premium: printed }).variancePremium).toBe(taken);
  });

  test.each(["unknown", "undetermined", "UNDETERMINED", "", null, 7, "sell everything"])(
    "no label: %j",
    (vrp_regime) => {
      expect(premium({ regime: { vrp_regime } }).regime).toBeNull();
    },
  );
  test("a label in capitals is the label", () => {
    expect(premium({ regime: { vrp_regime: "TOXIC_SHORT_VOL" } }).regime).toBe("toxic_short_vol");
  });

  test.each([
    [
      { short_put_spread: 68, short_strangle: 71 },
      { short_put_spread: 68, short_strangle: 71 },
    ],
    [{ straddle: 1, strangle: 2, condor: 3, calendar: 4, jade_lizard: 5 }, { short_straddle: 1, short_strangle: 2, iron_condor: 3, calendar_spread: 4, jade_lizard: 5 }], // prettier-ignore
    [{ iron_condor: null, calendar_spread: 101, butterfly: 50 }, {}],
    [{}, {}],
  ])("strategy scores %j", (strategy_scores, scores) => {
    expect(premium({ strategy_scores }).scores).toEqual(scores);
  });
  test.each([null, [], "none", 3])("strategy scores that are %j are none", (strategy_scores) => {
    expect(premium({ strategy_scores }).scores).toEqual({});
  });
});

describe("what makes no sense is null, and the rest stays", () => {
  test.each([
    ["atm_iv", -1],
    ["atm_iv", 1_001],
    ["rv_20d", "13.04"],
    ["vrp_20d", -1_001],
    ["z_score", 101],
    ["percentile", 100.5],
    ["percentile", -1],
    ["history_days", 60.5],
    ["history_days", -1],
  ])("%s of %j", (name, value) => {
    const found = core({ [name]: value });
    const taken = { atm_iv: found.atmIv, rv_20d: found.realised[20], vrp_20d: found.vrp[20], z_score: found.z, percentile: found.percentile, history_days: found.historyDays }; // prettier-ignore
    expect(taken[name as keyof typeof taken]).toBeNull();
    expect(Object.values(taken).filter((one) => one === null)).toHaveLength(1);
  });

  test("nested blocks that are null, absent or a list", () => {
    const bare = { directional: null, term_vrp: null, gex_conditioned: [], regime: "positive", warnings: {}, strategy_scores: null }; // prettier-ignore
    expect(premium(bare)).toMatchObject({ downside: null, upside: null, term: [], harvest: null, regime: null, warnings: [], scores: {} }); // prettier-ignore
  });

  test("a premium of nothing but nulls is no data, without the block it is another shape", () => {
    expect(read("vrp", { ...healthy, vrp: {} }).kind).toBe("no-data");
    expect(read("vrp", { ...healthy, vrp: null }).kind).toBe("no-data");
    expect(read("vrp", { ...healthy, vrp: undefined }).kind).toBe("bad-response");
    expect(read("vrp", { ...healthy, as_of: null }).kind).toBe("bad-response");
    expect(read("vrp", { ...healthy, as_of: "2026-11-25T15:00:00Z" }).kind, "two days ahead").toBe("bad-response");
  });
});

describe("its record of days", () => {
  const record = vrpHistoryBody("SPY", AS_OF, 30);
  const rows = (history: unknown) => {
    const reading = read("vrpHistory", { ...record, history });
    return reading.kind === "figures" ? reading.figures.vrpHistory!.rows : reading.kind;
  };

  test("comes out ascending, without days that have no premium", () => {
    const found = rows(record["history"]);
    expect(found).toHaveLength(30);
    expect([found[0], found.at(-1)]).toEqual([
      { date: "2026-10-12", vrp20: 3 },
      { date: "2026-11-20", vrp20: 5 },
    ]);
  });

  test("of two rows for a date the first counts; days to come and dates that are none are left out", () => {
    const row = (date: unknown, vrp_20d: unknown = 4) => ({ date, vrp_20d });
    expect(
      rows([row("2026-11-19", 1), row("2026-11-19", 2), row("2026-11-24"), row("2026-02-30"), row(3), null]),
    ).toEqual([{ date: "2026-11-19", vrp20: 1 }]);
  });

  test.each([
    [[], "no-data"],
    [[{ date: "2026-11-19", vrp_20d: null }], "no-data"],
    [null, "bad-response"],
    [Array.from({ length: 401 }, () => ({ date: "2026-11-19", vrp_20d: 4 })), "bad-response"],
  ])("%j is %s", (history, kind) => expect(rows(history)).toBe(kind));

  test("of another symbol is refused", () => {
    expect(read("vrpHistory", { ...record, symbol: "QQQ" }).kind).toBe("bad-response");
  });
});
