import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { begin, evaluate, parseAlertState, RULES, whyUnusable } from "../../src/engine/alerts.ts";
import { briefAt, follow, MINUTE, spots, TEN_THIRTY, watched } from "../support/alertReadings.ts";

/** "10 below price": at minute 10, now below, the price did it. */
const told = (...given: Parameters<typeof follow>) =>
  follow(...given).events.map(({ minute, to, moved }) => [minute, to, ...(moved ? [moved] : [])].join(" "));

describe("the flip, at 590", () => {
  const flip = watched("flip");

  test("is crossed once spot was 0.1 % beyond it at two readings in a row, and not before", () => {
    expect(told(flip, spots([592, 589.5, 589.3, 589.3]))).toEqual(["3 below price"]);
    expect(told(flip, spots([592, 589.3, 592, 589.3, 592])), "never two in a row").toEqual([]);
    expect(told(flip, spots([592, 589.5, 589.5, 589.5])), "never 0.1 % beyond").toEqual([]);
  });

  test("says from where to where, with the numbers of the last reading before", () => {
    const [event] = follow(flip, spots([592, 591, 588, 588.5], { flip: 590 })).events;
    expect(event).toEqual({
      from: "above",
      to: "below",
      moved: "price",
      level: 590,
      before: { spot: 591, level: 590 },
      at: TEN_THIRTY + 3 * MINUTE,
      minute: 3,
    });
  });

  test("that rises over a price that stands still is an event too, and said to be the flip's", () => {
    const briefs = [590, 590.5, 594, 594].map((level, minute) => briefAt(minute, { spot: 592, flip: level }));
    expect(told(flip, briefs)).toEqual(["3 below level"]);
  });

  test("that disappears and comes back on the same side tells nothing", () => {
    const briefs = [590, null, null, 589, 589].map((level, minute) => briefAt(minute, { spot: 592, flip: level }));
    expect(told(flip, briefs)).toEqual([]);
  });

  test("that disappears between two readings beyond it makes neither certain", () => {
    const briefs = [590, 596, null, 596].map((level, minute) => briefAt(minute, { spot: 592, flip: level }));
    expect(told(flip, briefs)).toEqual([]);
    expect(told(flip, [...briefs, briefAt(4, { spot: 592, flip: 596 })])).toEqual(["4 below level"]);
  });

  test("that was never there begins in silence when it appears", () => {
    const briefs = [null, null, 590, 590].map((level, minute) => briefAt(minute, { spot: 592, flip: level }));
    expect(told(flip, briefs)).toEqual([]);
    expect(follow(flip, briefs).state?.zone).toBe("above");
  });

  test("crossed back within half an hour is told when the half hour is over, if spot is still there", () => {
    const backAt10 = [592, 588, 588, ...Array.from({ length: 40 }, (_, i) => (i < 7 ? 588 : 592))];
    expect(told(flip, spots(backAt10))).toEqual(["2 below price", "32 above price"]);
  });

  test("crossed back and forth within half an hour is told once", () => {
    const thereAndBack = [592, 588, 588, 592, 592, 592, ...Array.from({ length: 40 }, () => 588)];
    expect(told(flip, spots(thereAndBack))).toEqual(["2 below price"]);
  });
});

describe("a wall, calls at 610 and puts at 580", () => {
  const [call, put] = [watched("call-wall"), watched("put-wall")];

  test("is touched within 0.1 %, and touched anew only after spot was 0.2 % away", () => {
    expect(told(call, spots([605, 609.5, 609.5]))).toEqual(["2 at price"]);
    const restless = [605, 609.5, 609.5, ...Array.from({ length: 60 }, (_, i) => (i % 4 < 2 ? 609.2 : 609.6))];
    expect(told(call, spots(restless))).toEqual(["2 at price"]);
    const away = [605, 609.5, 609.5, 608, 608, ...Array.from({ length: 40 }, () => 609.5)];
    expect(told(call, spots(away))).toEqual(["2 at price", "32 at price"]);
  });

  test("is broken more than 0.1 % beyond it; the way back is no news", () => {
    expect(told(call, spots([605, 611, 611, ...Array.from({ length: 40 }, () => 605)]))).toEqual(["2 beyond price"]);
    const backToIt = [605, 611, 611, ...Array.from({ length: 40 }, () => 609.8)];
    expect(told(call, spots(backToIt)), "from beyond to it").toEqual(["2 beyond price"]);
  });

  test("that is touched and broken one reading later is told as broken once that holds", () => {
    expect(told(call, spots([605, 609.8, 611, 611]))).toEqual(["3 beyond price"]);
  });

  test("that was broken is told again only after spot was back inside, and as touched after 0.2 %", () => {
    const then = (prices: readonly number[]) => [605, 611, 611, ...Array.from({ length: 60 }, (_, i) => prices[Math.floor(i / 2) % 2]!)]; // prettier-ignore
    expect(told(call, spots(then([610.3, 611])))).toEqual(["2 beyond price"]);
    expect(told(call, spots(then([609.2, 609.6])))).toEqual(["2 beyond price"]);
    expect(told(call, spots(then([609.8, 611])))).toEqual(["2 beyond price", "34 beyond price"]);
  });

  test("of puts is seen from above", () => {
    expect(told(put, spots([585, 580.3, 580.3]))).toEqual(["2 at price"]);
    expect(told(put, spots([585, 579, 579]))).toEqual(["2 beyond price"]);
    expect(told(put, spots([585, 620, 620]))).toEqual([]);
  });

  test("that moves on to spot is not a wall that was touched", () => {
    const briefs = [610, 605, 605, 605].map((wall, minute) => briefAt(minute, { spot: 605, callWall: wall }));
    expect(told(call, briefs)).toEqual([]);
    expect(follow(call, briefs).state).toMatchObject({ zone: "at", level: 605 });
  });

  test("that gives way when it is broken was broken: it is compared with the wall known before", () => {
    const rows = [
      [605, 610],
      [611, 615],
      [611, 615],
      [611, 615],
    ] as const;
    const briefs = rows.map(([spot, callWall], minute) => briefAt(minute, { spot, callWall }));
    const { events, state } = follow(call, briefs);
    expect(events).toMatchObject([{ minute: 2, to: "beyond", level: 610, before: { spot: 605, level: 610 } }]);
    expect(state, "and the new one is watched from then on").toMatchObject({ zone: "away", level: 615 });
  });

  test("of last night's open interest is another wall: no break of yesterday's is told", () => {
    const friday = briefAt(0, { spot: 608, oiDate: "2026-11-19" });
    const monday = [1, 2, 3].map((minute) => briefAt(minute, { spot: 612, callWall: 620, oiDate: "2026-11-20" }));
    expect(told(call, [friday, ...monday])).toEqual([]);
    expect(follow(call, [friday, ...monday]).state).toMatchObject({ zone: "away", level: 620 });
  });
});

describe("the sign of gamma and the cell", () => {
  const rows = (nets: readonly number[], vrpZ: number | null = null) =>
    nets.map((netGex, minute) => briefAt(minute, { netGex, grossGex: 100, vrpZ }));

  test("change when net gamma is 1 % of the gross on the other side, twice", () => {
    expect(told(watched("regime"), rows([5, -0.5, -0.5, -0.5]))).toEqual([]);
    expect(told(watched("regime"), rows([5, -2, -2]))).toEqual(["2 negative"]);
    expect(told(watched("cell"), rows([5, -2, -2]))).toEqual(["2 D"]);
  });

  test("without any gamma there is none", () => {
    expect(begin(watched("regime"), briefAt(0, { netGex: 0, grossGex: 0 })).zone).toBeNull();
  });

  test("a z-score moves the cell, 0.1 beyond the border; one that only appears does not", () => {
    const z = (scores: readonly (number | null)[]) =>
      scores.map((vrpZ, minute) => briefAt(minute, { netGex: 5, grossGex: 100, vrpZ }));
    expect(told(watched("cell"), z([0.5, 1.05, 1.05]))).toEqual([]);
    expect(told(watched("cell"), z([0.5, 1.2, 1.2]))).toEqual(["2 A"]);
    expect(told(watched("cell"), z([null, 1.2, 1.2, 1.2]))).toEqual([]);
  });
});

describe("near the flip, under 1 %", () => {
  const near = watched("near-flip", 1);

  test("is told on the way in, not on the way out, and anew after 1.1 %", () => {
    expect(told(near, spots([600, 595, 595]))).toEqual(["2 near price"]);
    expect(told(near, spots([595, 600, 600]))).toEqual([]);
    const bobbing = [600, 595, 595, ...Array.from({ length: 60 }, (_, i) => (i % 4 < 2 ? 596.3 : 595.5))];
    expect(told(near, spots(bobbing)), "1.06 % and 0.92 %").toEqual(["2 near price"]);
  });

  test("counts from either side, and says when it was the flip that came", () => {
    expect(told(near, spots([580, 585, 585]))).toEqual(["2 near price"]);
    const coming = [590, 596, 596].map((flip, minute) => briefAt(minute, { spot: 600, flip }));
    expect(told(near, coming)).toEqual(["2 near level"]);
  });
});

describe("readings that count for nothing", () => {
  const flip = watched("flip");
  const before = follow(flip, spots([592])).state;
  const crossed = spots([592, 588, 588]);

  test("the same quotes looked at twice are one reading", () => {
    expect(told(flip, [crossed[0]!, crossed[1]!, crossed[1]!, crossed[1]!])).toEqual([]);
  });

  test("older quotes than those known, from a second source's copy", () => {
    expect(told(flip, [crossed[0]!, crossed[2]!, crossed[1]!])).toEqual([]);
  });

  test("quotes more than four minutes older than the source's delay", () => {
    const old = crossed.map((brief) => ({ alert: flip, brief, now: Date.parse(brief.quoteTime) + 19 * MINUTE + 1 }));
    for (const one of old) expect(evaluate({ ...one, state: before })).toEqual({ state: before, event: null });
    expect(told(flip, crossed, { delay: 19 })).toEqual(["2 below price"]);
    expect(told(flip, crossed, { delay: 20 })).toEqual([]);
    expect(told(flip, crossed, { delay: -1 }), "of the future").toEqual([]);
  });

  test("a closed market, whatever it shows", () => {
    const closed = crossed.map((brief) => ({ ...brief, session: "closed" as const }));
    expect(told(flip, closed, { state: before })).toEqual([]);
    expect(whyUnusable(closed[0]!, TEN_THIRTY)).toBe("closed");
  });

  test.each([
    ["another source", { provider: "flashalpha", label: "FlashAlpha", delayMinutes: 15, sample: false }],
    ["sample data", { ...crossed[0]!.source, sample: true }],
  ])("a crossing between %s and the last reading: it begins anew", (_what, source) => {
    const other = crossed.slice(1).map((brief) => ({ ...brief, source }));
    expect(told(flip, other, { state: before })).toEqual([]);
    expect(follow(flip, other, { state: before }).state?.zone).toBe("below");
  });
});

test("a state is small plain JSON, and one of another version is none", () => {
  const { state } = follow(watched("flip"), spots([592, 588]));
  expect(parseAlertState(JSON.stringify(state))).toEqual(state);
  expect(JSON.stringify(state).length).toBeLessThan(250);
  expect(parseAlertState("")).toBeNull();
  expect(parseAlertState(JSON.stringify({ ...state, version: 2 }))).toBeNull();
});

describe("whatever the market does", () => {
  const price = fc.double({ min: 570, max: 620, noNaN: true });
  const row = fc.record({
    spot: price,
    flip: fc.option(price, { nil: null, freq: 8 }),
    callWall: fc.constantFrom(605, 610, 615),
    putWall: fc.constantFrom(575, 580, 585),
    netGex: fc.double({ min: -100, max: 100, noNaN: true }),
    grossGex: fc.constant(100),
  });
  /** Each for a few readings, so that changes hold. */
  const stay = fc.tuple(row, fc.integer({ min: 1, max: 12 })).map(([one, times]) => Array.from({ length: times }, () => one)); // prettier-ignore
  const walk = fc.array(stay, { minLength: 2, maxLength: 20 }).map((stays) => stays.flat());
  const alert = fc.oneof(
    fc.constantFrom("flip", "call-wall", "put-wall", "regime", "cell" as const).map((kind) => watched(kind as "flip")),
    fc.double({ min: 0.1, max: 5, noNaN: true }).map((percent) => watched("near-flip", percent)),
  );

  test("the same readings tell the same, also when the state went through the store in between", () => {
    fc.assert(
      fc.property(alert, walk, fc.nat(150), (one, rows, cut) => {
        const briefs = rows.map((values, minute) => briefAt(minute, values));
        const whole = follow(one, briefs);
        const first = follow(one, briefs.slice(0, cut));
        const kept = first.state && parseAlertState(JSON.stringify(first.state));
        const rest = follow(one, briefs.slice(cut), { state: kept });
        expect([...first.events, ...rest.events]).toEqual(whole.events);
      }),
    );
  });

  test("nothing is told within half an hour of the last", () => {
    let events = 0;
    fc.assert(
      fc.property(alert, walk, (one, rows) => {
        const { events: all } = follow(
          one,
          rows.map((values, minute) => briefAt(minute, values)),
        );
        events += all.length;
        for (const [i, { at }] of all.entries())
          if (i > 0) expect(at - all[i - 1]!.at).toBeGreaterThanOrEqual(RULES.cooldownMs);
      }),
    );
    expect(events, "and the draw has events").toBeGreaterThan(50);
  });

  test("nothing is told that the last two readings do not both show", () => {
    fc.assert(
      fc.property(walk, (rows) => {
        const briefs = rows.map((values, minute) => briefAt(minute, values));
        for (const { minute, to } of follow(watched("flip"), briefs).events)
          for (const { spot, flip } of briefs.slice(minute - 1, minute + 1)) {
            if (to === "below") expect(spot).toBeLessThan(flip! * 0.999);
            else expect(spot).toBeGreaterThan(flip! * 1.001);
          }
        for (const { minute, to, level } of follow(watched("call-wall"), briefs).events)
          for (const { spot } of briefs.slice(minute - 1, minute + 1))
            expect(spot).toBeGreaterThanOrEqual(level! * (to === "beyond" ? 1 : 0.998));
        for (const { minute, to } of follow(watched("regime"), briefs).events)
          for (const { netGex } of briefs.slice(minute - 1, minute + 1))
            expect(Math.sign(netGex)).toBe(to === "positive" ? 1 : -1);
      }),
    );
  });

  test("the side that is told is never the one that was told before", () => {
    fc.assert(
      fc.property(walk, (rows) => {
        const { events } = follow(
          watched("flip"),
          rows.map((values, minute) => briefAt(minute, values)),
        );
        for (const [i, { from, to }] of events.entries()) {
          expect(from).not.toBe(to);
          if (i > 0) expect(from).toBe(events[i - 1]!.to);
        }
      }),
    );
  });

  test("a price that never leaves a level by 0.1 % tells nothing of the flip, and of a wall once", () => {
    const flicker = fc.array(fc.double({ min: -0.099, max: 0.099, noNaN: true }), { minLength: 2, maxLength: 100 });
    fc.assert(
      fc.property(flicker, (percents) => {
        const around = (level: number) => percents.map((percent) => level * (1 + percent / 100));
        expect(told(watched("flip"), spots([592, ...around(590)]))).toEqual([]);
        expect(told(watched("call-wall"), spots([605, ...around(610)]))).toEqual(["2 at price"]);
      }),
    );
  });

  test("who asks to be told farther from the flip is told no later", () => {
    const percent = fc.double({ min: 0.2, max: 3, noNaN: true });
    fc.assert(
      fc.property(walk, percent, percent, (rows, one, other) => {
        const [narrow, wide] = [Math.min(one, other), Math.max(one, other)];
        // From far away, so that both have something to wait for.
        const briefs = [{ spot: 650, flip: 590 }, ...rows.map(({ spot }) => ({ spot, flip: 590 }))].map((values, minute) => briefAt(minute, values)); // prettier-ignore
        const [inner] = follow(watched("near-flip", narrow), briefs).events;
        const [outer] = follow(watched("near-flip", wide), briefs).events;
        if (inner) expect(outer!.minute).toBeLessThanOrEqual(inner.minute);
      }),
    );
  });
});
