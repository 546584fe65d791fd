import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Published } from "../../../src/engine/published.ts";
import type { PublishedAnswer, PublishedNote } from "../../../src/services/published.ts";
import { publishedField } from "../../../src/views/exposures/published.ts";
import { LIMITS } from "../../../src/views/limits.ts";
import { anyFullReading } from "../../support/anyFullReading.ts";
import { NOW } from "../../support/exposurePosts.ts";
import { SLIPS } from "../../support/posts.ts";
import { answerOf, anyPublishedAnswer, publishedLevels, publishedNet, publishedOf } from "../../support/published.ts";
import { readingOf } from "../../support/snapshots.ts";

const reading = readingOf();
const fieldOf = (published: PublishedAnswer | null) => publishedField({ published, reading, now: NOW })[0];
const linesOf = (some: Partial<Published>, notes: readonly PublishedNote[] = []) =>
  fieldOf(answerOf(some, notes))!.value.split("\n");

test("without a vendor there is no field", () => expect(fieldOf(null)).toBeUndefined());

describe("the block", () => {
  test("is named by whose figures they are and when they held", () => {
    expect(fieldOf(answerOf())!.name).toBe("FlashAlpha · as published · 09:58 ET");
    const old = publishedLevels({ asOf: "2026-11-20T21:00:00Z" });
    expect(fieldOf(answerOf({ levels: old }))!.name).toBe("FlashAlpha · as published · Nov 20, 16:00 ET");
  });

  test("says SAMPLE for made-up figures, once", () => {
    const source = { ...publishedOf().source, sample: true };
    expect(fieldOf(answerOf({ source }))!.name).toMatch(/^SAMPLE · FlashAlpha/);
    const marked = { ...source, label: "SAMPLE FlashAlpha" };
    expect(fieldOf(answerOf({ source: marked }))!.name.match(/SAMPLE/g)).toHaveLength(1);
  });

  test("has the levels with their distance from its own spot, which is not ours", () => {
    expect(reading.snapshot.spot).not.toBe(600);
    expect(linesOf({}).slice(0, 4)).toEqual([
      "Flip **594.00** −1.0 % · its spot 600.00",
      "Call wall **610** +1.7 % · put wall **590** −1.7 %",
      "Max γ **610** +1.7 % · most negative γ **585** −2.5 %",
      "0DTE magnet **603** +0.50 % · most OI **600** 0 %",
    ]);
  });

  test("has no distance where the vendor does not say its spot", () => {
    expect(linesOf({ levels: publishedLevels({ spot: null }) })[0]).toBe("Flip **594.00**");
  });

  test("what it left out is n/a, never 0", () => {
    const levels = publishedLevels({ flip: null, callWall: null, magnet: null });
    const lines = linesOf({ levels, gex: publishedNet(null), vex: publishedNet(null) });
    expect(lines[0]).toBe("Flip **n/a** · its spot 600.00");
    expect(lines[1]).toMatch(/^Call wall \*\*n\/a\*\* · /);
    expect(lines).toContain("Net GEX **n/a**, whole chain");
    expect(lines).toContain("VEX **n/a**");
  });

  test("has the flip of the net GEX where it publishes no levels", () => {
    expect(linesOf({ levels: null, gex: publishedNet(1e9, { flip: 594 }) })[0]).toBe(
      "Flip **594.00** −1.0 % · its spot 600.00",
    );
  });

  test.each([
    [{ gex: publishedNet(2.1e9) }, "Net GEX **+$2.10B** per 1 % move, whole chain"],
    [{ gex: publishedNet(-2.1e9, { scope: "2026-12-18" }) }, "Net GEX **−$2.10B** per 1 % move, expiry Dec 18 only"],
    [{ dex: publishedNet(-7e9) }, "DEX **−$7.00B**, options only"],
    [{ vex: publishedNet(3.4e10) }, "VEX **+34.0B** in FlashAlpha units: its size is not comparable with ours"],
    [{ vex: publishedNet(-3.4e10) }, "VEX **−34.0B** in FlashAlpha units: its size is not comparable with ours"],
    [{ chex: publishedNet(1.2e8) }, "CHEX **+$120M** per day"],
  ] as const)("each exposure has its unit and what it covers (%#)", (some, line) => {
    expect(linesOf(some)).toContain(line);
  });

  test("what covers something else than its net GEX says so, and so does what stands alone", () => {
    const dex = publishedNet(-7e9, { scope: "2026-12-18" });
    expect(linesOf({ dex })).toContain("DEX **−$7.00B**, options only, expiry Dec 18 only");
    expect(linesOf({ gex: null, chex: publishedNet(1e8) })).toContain("CHEX **+$100M** per day, whole chain");
  });

  test("a part from another time says from when", () => {
    expect(linesOf({ gex: publishedNet(1e9, { asOf: "2026-11-23T14:41:00Z" }) })).toContain(
      "Net GEX **+$1.00B** per 1 % move, whole chain (as of 09:41 ET)",
    );
  });

  test("its age is always said", () => {
    expect(linesOf({})).toContain("Its figures are from Nov 23, 09:58 ET, 3 min ago.");
  });
});

test("notes have a field of their own, after the figures", () => {
  const fields = publishedField({ published: answerOf({}, [{ kind: "key" }]), reading, now: NOW });
  expect(fields.map(({ name }) => name)).toEqual([
    "FlashAlpha · as published · 09:58 ET",
    "FlashAlpha · what is missing",
  ]);
  expect(fields[1]!.value).toBe("FlashAlpha refuses the key; the operator finds the reason in the log.");
  expect(publishedField({ published: answerOf(), reading, now: NOW })).toHaveLength(1);
});

describe("nothing could be had", () => {
  test("says so with the reason", () => {
    const field = fieldOf({ figures: null, notes: [{ kind: "key" }] })!;
    expect(field.name).toBe("FlashAlpha · no figures");
    expect(field.value).toBe("FlashAlpha refuses the key; the operator finds the reason in the log.");
    expect(fieldOf({ figures: null, notes: [] })!.value).toBe("It has nothing on this symbol.");
  });
});

test("any answer has words for everything, in a field that Discord takes uncut and with no text of the vendor", () => {
  fc.assert(
    fc.property(anyPublishedAnswer, anyFullReading, (published, reading) => {
      const fields = publishedField({ published, reading, now: NOW });
      for (const { name, value } of fields) {
        expect(value.length).toBeLessThanOrEqual(LIMITS.fieldValue);
        expect(value, "nothing left off").not.toMatch(/… and \d+ more/);
        expect(value.trim()).not.toBe("");
        for (const words of [name, value]) expect(words).not.toMatch(SLIPS);
        expect(value).not.toContain("everyone");
      }
      if (published.figures && Object.values(published.figures).some((part) => part?.asOf))
        expect(fields[0]!.value).toMatch(/Its figures are from .*(ago|just now)\./);
    }),
    { numRuns: 200 },
  );
});
