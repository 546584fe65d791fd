import { describe, expect, test } from "vitest";
import type { ExposureChartInput } from "../../src/views/charts/page.ts";
import { rememberPictures } from "../../src/workers/pictures.ts";
import { readingOf } from "../support/snapshots.ts";
import { UNIVERSE_CASES } from "../support/universeCases.ts";

const inputOf = (rest: Partial<ExposureChartInput> = {}): ExposureChartInput & { shareOfChain: null } => ({
  reading: readingOf(),
  palette: "default",
  command: "/gex symbol:SPY expiry:all",
  shareOfChain: null,
  ...rest,
});

function drawing() {
  const drawn: string[] = [];
  const outcomes: (() => Promise<Uint8Array>)[] = [];
  const draw = rememberPictures(
    async (chart, input) => {
      drawn.push(`${chart} ${(input as ExposureChartInput).palette}`);
      return (await outcomes.shift()?.()) ?? Uint8Array.of(drawn.length);
    },
    { maxBytes: 2 },
  );
  return { drawn, outcomes, draw };
}

describe("a picture", () => {
  test("is drawn once for one reading, also while it is being drawn", async () => {
    const { drawn, draw } = drawing();
    const input = inputOf();
    const [a, b] = await Promise.all([draw("ladder", input), draw("ladder", { ...input })]);
    expect(b).toBe(a);
    expect(await draw("ladder", input)).toBe(a);
    expect(drawn).toEqual(["ladder default"]);
  });

  test.each<[string, Partial<ExposureChartInput>]>([
    ["another reading, even one that looks the same", { reading: readingOf() }],
    ["another palette", { palette: "colorblind" }],
    ["another command in its footer", { command: "/gex symbol:SPY expiry:0dte" }],
  ])("is drawn anew for %s", async (_what, change) => {
    const { drawn, draw } = drawing();
    const input = inputOf();
    const first = await draw("ladder", input);
    expect(await draw("ladder", { ...input, ...change })).not.toBe(first);
    expect(drawn).toHaveLength(2);
  });

  test("of a table is drawn once for the same numbers, although they are other objects, and anew for others", async () => {
    const { drawn, draw } = drawing();
    const table = () => structuredClone(UNIVERSE_CASES["ten"]!());
    const first = await draw("universe", table());
    expect(await draw("universe", table())).toBe(first);
    const { rows, ...rest } = table();
    const moved = rows.map((row, index) => (index === 9 && "spot" in row ? { ...row, spot: row.spot + 0.01 } : row));
    expect(await draw("universe", { ...rest, rows: moved })).not.toBe(first);
    expect(await draw("universe", { ...table(), slot: "Nov 24, 09:45 ET" })).not.toBe(first);
    expect(drawn).toHaveLength(3);
  });

  test("is forgotten when others need its room, the one asked for longest ago first", async () => {
    const { drawn, draw } = drawing();
    const [first, second, third] = [inputOf(), inputOf(), inputOf()];
    for (const input of [first, second, first, third]) await draw("ladder", input);
    expect(drawn).toHaveLength(3);
    await draw("ladder", first);
    expect(drawn).toHaveLength(3);
    await draw("ladder", second);
    expect(drawn).toHaveLength(4);
  });

  test("that failed is tried again", async () => {
    const { outcomes, draw } = drawing();
    outcomes.push(() => Promise.reject(new Error("no worker")));
    const input = inputOf();
    await expect(draw("ladder", input)).rejects.toThrow("no worker");
    expect(await draw("ladder", input)).toEqual(Uint8Array.of(2));
  });
});
