import { describe, expect, test } from "vitest";
import { ALERT_KINDS, begin, type Watched } from "../../src/engine/alerts.ts";
import type { Brief } from "../../src/engine/brief.ts";
import type { Ticker } from "../../src/engine/ticker.ts";
import type { Alert } from "../../src/services/store/alerts.ts";
import { alertListPost, alertPanel, armedPost, helloPost, offeredAt } from "../../src/views/alertPanel.ts";
import type { Menu } from "../../src/views/controls.ts";
import { fitPost } from "../../src/views/limits.ts";
import { briefAt } from "../support/alertReadings.ts";

const alertOf = (given: Partial<Alert> = {}): Alert => ({
  id: "a1",
  userId: "1",
  guildId: null,
  channelId: "91",
  symbol: "SPY" as Ticker,
  kind: "flip",
  threshold: null,
  quiet: null,
  createdAt: 0,
  expiresAt: Date.parse("2026-12-23T15:00:00Z"),
  state: "",
  paused: null,
  firedAt: null,
  muted: false,
  ...given,
});

const STATE = {
  view: "gex",
  symbol: "SPY" as Ticker,
  selection: { kind: "all" },
  palette: null,
  extra: "none",
} as const;
const menus = (alerts: readonly Alert[], row: Partial<Brief> = {}) =>
  alertPanel({ state: STATE, brief: briefAt(0, row), alerts }).controls!.rows.map(([first]) => first as Menu);

describe("the bell", () => {
  test("offers every kind in words, with today's numbers, and each leads back to what it says", () => {
    const [arm] = menus([]);
    expect(arm!.options.map(({ label, description }) => `${label} | ${description}`)).toEqual([
      "spot crosses the flip | spot 600.00, flip 590.00 (−1.7 %)",
      "spot touches or breaks the call wall | spot 600.00, call wall 610 (+1.7 %)",
      "spot touches or breaks the put wall | spot 600.00, put wall 580 (−3.3 %)",
      "gamma changes its sign | POSITIVE γ",
      "the cell changes | cell C, Grind It Out (VRP unknown)",
      "spot comes within 0.5 % of the flip | spot 600.00, flip 590.00 (−1.7 %)",
      "spot comes within 1 % of the flip | spot 600.00, flip 590.00 (−1.7 %)",
    ]);
    const led = arm!.options.map(({ value }) => offeredAt(value));
    expect(new Set(led.map((one) => one!.kind))).toEqual(new Set(ALERT_KINDS));
    expect(led.at(-1)).toEqual({ kind: "near-flip", threshold: 1 });
    expect([offeredAt("near-flip 7"), offeredAt(null)]).toEqual([null, null]);
  });

  test("names why there is no level", () => {
    const [arm] = menus([], { flip: null, flipMissing: "negative_throughout", callWall: null, putWall: null });
    expect(arm!.options.map(({ description }) => description).slice(0, 3)).toEqual([
      "no flip within ±20 %, gamma is negative throughout, spot 600.00",
      "no call wall, spot 600.00",
      "no put wall, spot 600.00",
    ]);
  });

  test("lets go of those one has: a second menu, which is not there without any", () => {
    expect(menus([])).toHaveLength(1);
    const disarm = menus([
      alertOf(),
      alertOf({ id: "b2", symbol: "QQQ" as Ticker, kind: "near-flip", threshold: 0.25 }),
    ])[1]!;
    expect(disarm.action).toBe("disarm");
    expect(disarm.options).toMatchObject([
      { label: "SPY: spot crosses the flip", value: "a1" },
      { label: "QQQ: spot comes within 0.25 % of the flip", value: "b2" },
    ]);
  });

  test("says how often it looks and how old quotes are, and what is sample data", () => {
    const { content } = alertPanel({ state: STATE, brief: briefAt(0), alerts: [] });
    expect(content).toContain("about once a minute while the market is open, on quotes that are 15 min delayed");
    const source = { ...briefAt(0).source, sample: true };
    expect(alertPanel({ state: STATE, brief: briefAt(0, { source }), alerts: [] }).content).toMatch(/^SAMPLE DATA/);
  });
});

describe("what was set", () => {
  const armed = (alert: Partial<Alert>, row: Partial<Brief> = {}) => {
    const brief = briefAt(0, row);
    const whole = alertOf(alert);
    return armedPost({ alert: whole, brief, zone: begin(whole as Watched, brief).zone }).content!.split("\n");
  };

  test("is told with the numbers of the moment, its pace and its end", () => {
    expect(armed({})).toEqual([
      "🔔 **SPY**: tells you when spot crosses the flip.",
      "Now spot 600.00, flip 590.00 (−1.7 %).",
      "Looked at about once a minute while the market is open, on quotes that are 15 min delayed. Two readings in a row make it certain; then half an hour of silence.",
      "Ends Dec 23. `/alert list` shows it, `/alert remove` ends it.",
    ]);
    expect(armed({ guildId: "2", quiet: "22:00-07:00 UTC" }).join("\n")).toMatch(
      /tells this channel when[\s\S]*Nothing is sent 22:00-07:00 UTC\./,
    );
  });

  test.each<readonly [Partial<Alert>, Partial<Brief>, RegExp]>([
    [{ kind: "near-flip", threshold: 2 }, {}, /that near already: .* comes back from farther away/],
    [{ kind: "call-wall" }, { spot: 610 }, /at the call wall already: .* when it breaks/],
    [{ kind: "put-wall" }, { spot: 570 }, /beyond the put wall already: .* broken anew/],
  ])("and is so already %#: then it says what it waits for", (alert, row, words) => {
    expect(armed(alert, row)[2]).toMatch(words);
  });

  test("is named in the first message to its channel", () => {
    expect(helloPost(alertOf()).content).toBe(
      "🔔 Alerts arrive here from now on. The first one: SPY: spot crosses the flip.",
    );
  });
});

describe("the list", () => {
  const line = (alert: Partial<Alert>) => alertListPost([alertOf(alert)]).embeds![0]!.description;

  test("says what, where, until when, and when it went off last", () => {
    expect(line({})).toBe("• **SPY: spot crosses the flip** · by DM · until Dec 23");
    const firedAt = Date.parse("2026-11-23T15:42:00Z");
    expect(line({ firedAt, guildId: "2", channelId: "3", quiet: "22:00-07:00 UTC" })).toBe(
      "• **SPY: spot crosses the flip** · in <#3> · quiet 22:00-07:00 UTC · until Dec 23 · last Nov 23, 10:42 ET",
    );
    expect(line({ firedAt, muted: true })).toMatch(/10:42 ET, kept quiet$/);
  });

  test.each([
    ["dm-closed", /direct messages are closed/],
    ["no-common-server", /no server in common/],
    ["forbidden", /may not post there/],
    ["channel-gone", /channel is gone/],
  ] as const)("names what keeps it from arriving: %s", (paused, words) => {
    expect(line({ paused })).toMatch(words);
  });

  test("of the most that a user can have is not cut", () => {
    const long = alertOf({ kind: "near-flip", threshold: 0.25, paused: "dm-closed", quiet: "22:00-07:00 America/Argentina/Buenos_Aires", firedAt: 1, muted: true }); // prettier-ignore
    const post = alertListPost(Array.from({ length: 10 }, () => long));
    expect(fitPost(post)).toEqual(post);
    expect(post.embeds![0]!.title).toBe("Your alerts: 10 of 10");
  });

  test("of nobody says how to get one", () => {
    expect(alertListPost([]).content).toMatch(/no alerts.*🔔.*\/alert add/);
  });
});
