import { describe, expect, it } from "vitest";
import { createSteadyClock } from "../../src/jobs/steadyClock.ts";

const MINUTE = 60_000;
const NOON = Date.parse("2026-11-24T12:00:00Z");

/** A machine at noon: both clocks run, and the wall clock can be set. */
function machine() {
  let [elapsed, wall] = [1_000, NOON];
  const read = createSteadyClock({ now: () => wall, monotonic: () => elapsed });
  return {
    set: (minutes: number) => void (wall += minutes * MINUTE),
    /** Minutes from noon, after that many more have gone by. */
    after: (minutes: number) => {
      elapsed += minutes * MINUTE;
      wall += minutes * MINUTE;
      const { now, certain, steady } = read();
      return { now: (now - NOON) / MINUTE, certain: (certain - NOON) / MINUTE, steady };
    },
  };
}

describe("a clock that nobody sets", () => {
  it("is believed at once, but not that something is over before five minutes have passed", () => {
    const { after } = machine();
    expect(after(0)).toEqual({ now: 0, certain: 0, steady: false });
    expect(after(4.9)).toEqual({ now: 4.9, certain: 4.9, steady: false });
    expect(after(0.1)).toEqual({ now: 5, certain: 5, steady: true });
  });

  it("may be slewed", () => {
    const { after, set } = machine();
    after(5);
    set(0.9);
    expect(after(1)).toEqual({ now: 6.9, certain: 6.9, steady: true });
  });
});

describe("a clock that is put forward", () => {
  it("is not believed for five minutes", () => {
    const { after, set } = machine();
    after(10);
    set(60);
    expect(after(1)).toEqual({ now: 71, certain: 11, steady: false });
    expect(after(4.9)).toEqual({ now: 75.9, certain: 15.9, steady: false });
    expect(after(0.1), "a minute late: it was noticed a minute after").toEqual({ now: 76, certain: 76, steady: true });
  });

  it("and put back has claimed nothing meanwhile", () => {
    const { after, set } = machine();
    after(10);
    set(1440);
    after(1);
    set(-1440);
    expect(after(1)).toEqual({ now: 12, certain: 12, steady: false });
  });

  it("again and again is believed as far as it always went", () => {
    const { after, set } = machine();
    after(10);
    set(60);
    after(4);
    set(60);
    expect(after(4)).toEqual({ now: 138, certain: 18, steady: false });
    expect(after(5)).toEqual({ now: 143, certain: 143, steady: true });
  });
});

describe("a clock that is put back", () => {
  it("is believed at once in what it says, not in that something is over", () => {
    const { after, set } = machine();
    after(10);
    set(-60);
    expect(after(1)).toEqual({ now: -49, certain: -49, steady: false });
  });

  it("and forward again is late by five minutes at most", () => {
    const { after, set } = machine();
    after(10);
    set(-60);
    after(1);
    set(60);
    expect(after(1)).toEqual({ now: 12, certain: -48, steady: false });
    expect(after(5)).toEqual({ now: 17, certain: 17, steady: true });
  });
});
