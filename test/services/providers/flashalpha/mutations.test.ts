import { describe, expect, test } from "vitest";
import type { Endpoint } from "../../../../src/services/providers/flashalpha/endpoints.ts";
import { readFigures } from "../../../../src/services/providers/flashalpha/figures.ts";
import type { PublishedAnswer } from "../../../../src/services/published.ts";
import { publishedVrpFields } from "../../../../src/views/exposures/publishedVrp.ts";
import { LIMITS } from "../../../../src/views/limits.ts";
import { NOW } from "../../../support/exposurePosts.ts";
import { bodyOf } from "../../../support/fakeFlashAlpha/figures.ts";
import { vrpBody, vrpHistoryBody } from "../../../support/fakeFlashAlpha/vrp.ts";
import { SLIPS } from "../../../support/posts.ts";
import { ticker } from "../../../support/providers.ts";
import { publishedOf } from "../../../support/published.ts";
import * as up from "../../../support/upstream.ts";
import { vrpAnswerOf } from "../../../support/vrpReadings.ts";
import { setup, wish } from "./setup.ts";

const ENDPOINTS: readonly Endpoint[] = ["levels", "gex", "dex", "vex", "chex", "sheet", "vrp", "vrpHistory"];
const PER_ENDPOINT = 150;
const THROUGH_HTTP = 120;
const FETCHED = Date.parse("2026-11-23T15:00:30Z");
const NASTY = [
  "null",
  "1e999",
  "-1e999",
  "NaN",
  '""',
  '"12"',
  "true",
  "[]",
  "{}",
  '"@everyone"',
  "1e308",
  "-0",
  '"\\u202e"',
];

/** Whole numbers below a bound, the same at every run. */
function createRandom(seed: number) {
  return (below: number): number => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((seed / 2 ** 32) * below);
  };
}

/** One of: cut off, a bit flipped, a number replaced by something nasty, a key renamed, a piece said twice. */
function mutate(body: string, random: (below: number) => number): Uint8Array {
  const numbers = [...body.matchAll(/-?\d+(?:\.\d+)?(?=[,}\]])/g)];
  const keys = [...body.matchAll(/"[a-z_]+":/g)];
  const bytes = new TextEncoder().encode(body);
  const at = random(bytes.length);
  switch (random(5)) {
    case 0:
      return bytes.subarray(0, at);
    case 1:
      bytes[at] = bytes[at]! ^ (1 << random(8));
      return bytes;
    case 2: {
      const { index, 0: number } = numbers[random(numbers.length)]!;
      return encode(body.slice(0, index) + NASTY[random(NASTY.length)]! + body.slice(index + number.length));
    }
    case 3: {
      const { index, 0: key } = keys[random(keys.length)]!;
      return encode(`${body.slice(0, index)}"__proto__":${body.slice(index + key.length)}`);
    }
    default:
      return encode(body.slice(0, at) + body.slice(random(at + 1)));
  }
}
const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

const numbersIn = (value: unknown): number[] =>
  typeof value === "number"
    ? [value]
    : typeof value === "object" && value !== null
      ? Object.values(value).flatMap(numbersIn)
      : [];
const textsIn = (value: unknown): string[] =>
  typeof value === "string"
    ? [value]
    : typeof value === "object" && value !== null
      ? Object.values(value).flatMap(textsIn)
      : [];

/** Words of our own types, and times. */
const OURS = /^(?:figures|no-data|bad-response|chain|harvestable|term_inversion|[-\dT:.]+Z|\d{4}-\d{2}-\d{2})$/;

describe.each(ENDPOINTS)("%s, damaged in a hundred ways", (endpoint) => {
  const call = { endpoint, symbol: ticker("SPY"), expiration: null };
  const healthy = JSON.stringify(bodyOf(call, { asOf: "2026-11-23T15:00:00Z", levelsAtRoot: false }));
  const random = createRandom(ENDPOINTS.indexOf(endpoint) + 1);
  const damaged = Array.from({ length: PER_ENDPOINT }, () => mutate(healthy, random));
  const readings = damaged.map((bytes) => readFigures(bytes, call, { fetchedAt: FETCHED }));

  test("every number that comes out is one, and no word is the vendor's", () => {
    for (const reading of readings) {
      expect(numbersIn(reading).every(Number.isFinite)).toBe(true);
      expect(textsIn(reading).filter((text) => !OURS.test(text))).toEqual([]);
      expect(JSON.parse(JSON.stringify(reading))).toEqual(reading);
    }
  });

  test("some are read and some are refused, so that both have been tried", () => {
    const kinds = readings.map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === "figures").length).toBeGreaterThan(PER_ENDPOINT / 10);
    expect(kinds.filter((kind) => kind === "bad-response").length).toBeGreaterThan(PER_ENDPOINT / 10);
  });
});

test(`${THROUGH_HTTP} damaged bodies over HTTP: always an answer, with figures or with a reason`, async () => {
  const { source, fake, text, lines } = await setup({ on: "alpha", plan: "alpha", limits: { breakerFailures: 1_000 } });
  const random = createRandom(99);
  for (let i = 0; i < THROUGH_HTTP; i++) {
    const symbol = `Q${String.fromCharCode(65 + Math.floor(i / 26), 65 + (i % 26))}`;
    for (const endpoint of ["levels", "sheet"] as const) {
      const call = { endpoint, symbol, expiration: null };
      const healthy = JSON.stringify(bodyOf(call, { asOf: "2026-11-23T15:00:00Z", levelsAtRoot: i % 2 === 0 }));
      fake.misbehave(endpoint, up.json(mutate(healthy, random)));
    }
    const { figures, notes } = await source.read(wish(symbol));
    expect(figures !== null || notes.length > 0).toBe(true);
    expect(numbersIn(figures).every(Number.isFinite)).toBe(true);
  }
  expect(text()).not.toMatch(/everyone|dealers|evil/);
  expect(lines().length, "one line per kind of trouble").toBeLessThanOrEqual(4);
});

describe.each(["vrp", "vrpHistory"] as const)("%s, 5,000 bent bodies", (endpoint) => {
  const call = { endpoint, symbol: ticker("SPY"), expiration: null };
  // A month of days bends like a year of them, and faster.
  const healthy = JSON.stringify(
    endpoint === "vrp" ? vrpBody("SPY", "2026-11-23T15:00:00Z") : vrpHistoryBody("SPY", "2026-11-23T15:00:00Z", 22),
  );
  const random = createRandom(7);
  const vrp = vrpAnswerOf();

  test("end in whole sentences of ours that Discord takes uncut, or in a reason", () => {
    const kinds = new Map<string, number>();
    for (let i = 0; i < 5_000; i++) {
      const reading = readFigures(mutate(healthy, random), call, { fetchedAt: FETCHED });
      kinds.set(reading.kind, (kinds.get(reading.kind) ?? 0) + 1);
      const published: PublishedAnswer =
        reading.kind === "figures"
          ? { figures: publishedOf({ levels: null, gex: null, ...reading.figures }), notes: [] }
          : { figures: null, notes: [{ kind: "failed", reason: reading.kind }] };
      const fields = publishedVrpFields({ published, vrp, now: NOW });
      expect(fields.length).toBeGreaterThan(0);
      for (const { name, value } of fields) {
        expect(value, name).not.toMatch(SLIPS);
        expect(value).not.toMatch(/everyone|evil|dealers|more$/);
        expect(value.length).toBeLessThanOrEqual(LIMITS.fieldValue);
      }
    }
    expect(kinds.get("figures")).toBeGreaterThan(1_000);
    expect(kinds.get("bad-response")).toBeGreaterThan(1_000);
  });
});
