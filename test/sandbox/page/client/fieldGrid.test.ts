import { describe, expect, it } from "vitest";
import { fieldSpans } from "../../../../sandbox/page/client/fieldGrid.ts";

const widths = (...inline: boolean[]) =>
  fieldSpans(inline.map((isInline) => ({ inline: isInline }))).map(({ from, to }) => `${from}-${to}`);

describe("the grid of embed fields", () => {
  it("puts six inline fields into two rows of three and gives a full one the whole width", () => {
    const row = ["1-5", "5-9", "9-13"];
    expect(widths(true, true, true, true, true, true, false)).toEqual([...row, ...row, "1-13"]);
  });

  it("shares a row among the two or one inline fields left over", () => {
    expect(widths(true, true, false, true)).toEqual(["1-7", "7-13", "1-13", "1-13"]);
  });
});
