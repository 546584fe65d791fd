import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createCustomIds, type Pressed } from "../../src/discord/customIds.ts";
import { ACTIONS } from "../../src/views/controls.ts";
import { VIEW_KEYS } from "../../src/views/replyState.ts";
import { ticker } from "../support/providers.ts";

const WEEK = 7 * 24 * 3_600_000;
const NOW = Date.parse("2026-11-23T15:00:00Z");
const idsAt = (time: number, secret = "token of a bot") => createCustomIds({ secret, now: () => new Date(time) });
const ids = idsAt(NOW);

const pressed: Pressed = {
  action: "view",
  value: null,
  ownerId: "200000000000000001",
  state: { view: "gex", symbol: ticker("BRK.B"), selection: { kind: "all" }, palette: null, extra: "none" },
};
const id = ids.write(pressed);

const anyPressed: fc.Arbitrary<Pressed> = fc.record({
  action: fc.constantFrom(...ACTIONS),
  value: fc.constantFrom(null, "k3x9q2", "k3x9q2w8-profit"),
  ownerId: fc.bigInt({ min: 1n, max: 2n ** 63n }).map(String),
  state: fc.record({
    view: fc.constantFrom(...VIEW_KEYS),
    symbol: fc.constantFrom("SPY", "BRK.B", "GOOGLQ").map(ticker),
    selection: fc.constantFrom({ kind: "all" as const }, { kind: "date" as const, date: "2026-12-18" }),
    palette: fc.constantFrom(null, "default" as const, "colorblind" as const),
    extra: fc.constantFrom("none" as const, "explain" as const, "data" as const),
    estimator: fc.constantFrom("parkinson" as const, "yang_zhang" as const),
  }),
});

describe("a custom id", () => {
  test("brings back what was written, within Discord's hundred characters", () => {
    fc.assert(
      fc.property(anyPressed, (one) => {
        const text = ids.write(one);
        expect(text.length).toBeLessThanOrEqual(100);
        expect(ids.read(text)).toEqual({ kind: "ours", ...one });
      }),
    );
  });

  test("works after a restart: another process with the same secret reads it", () => {
    expect(idsAt(NOW + 1000).read(id)).toMatchObject({ kind: "ours" });
  });

  test("is readable for a week and then too old", () => {
    expect(idsAt(NOW + WEEK).read(id).kind).toBe("ours");
    expect(idsAt(NOW + WEEK + 60_000).read(id).kind).toBe("expired");
  });
});

describe("what somebody made up is forged", () => {
  test("any single change of any character", () => {
    fc.assert(
      fc.property(
        fc.nat({ max: id.length - 1 }),
        fc.constantFrom("a", "b", "0", "1", "9", ".", "~", "_", "-", "Z"),
        (at, letter) => {
          const changed = id.slice(0, at) + letter + id.slice(at + 1);
          if (changed !== id) expect(ids.read(changed)).toEqual({ kind: "forged" });
        },
      ),
      { numRuns: 2_000 },
    );
  });

  test("another owner under a code that was given to the first", () => {
    const other = ids.write({ ...pressed, ownerId: "200000000000000002" });
    const mac = id.slice(id.lastIndexOf("."));
    expect(ids.read(other.slice(0, other.lastIndexOf(".")) + mac)).toEqual({ kind: "forged" });
  });

  test("one of another bot", () => {
    expect(idsAt(NOW, "token of another bot").read(id)).toEqual({ kind: "forged" });
  });

  test("anything at all", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(ids.read(text)).toEqual({ kind: "forged" });
      }),
    );
    for (const text of ["", ".", "v1", "v1.view.x.y.z.", "view", `${id}x`, `${id}.`])
      expect(ids.read(text).kind).toBe("forged");
  });
});

test("one whose view a newer version no longer has is too old, not forged", () => {
  const unknown = { ...pressed, state: { ...pressed.state, view: "skew" as "gex" } };
  expect(ids.read(ids.write(unknown))).toEqual({ kind: "expired" });
});
