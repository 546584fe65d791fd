import fc from "fast-check";
import { expect, test } from "vitest";
import { linesWithin, listField } from "../../../src/views/exposures/view.ts";
import { LIMITS } from "../../../src/views/limits.ts";

test("lines that fit stay as they are", () => {
  expect(linesWithin(["a", "b"], 3)).toEqual(["a", "b"]);
});

test("of lines that do not fit whole ones are kept, and the others counted", () => {
  expect(linesWithin(["1234567890", "1234567890", "1234567890"], 30)).toEqual(["1234567890", "… and 2 more"]);
});

test("a list never exceeds a field, and no line of it is cut", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ minLength: 1, maxLength: 200 }), { maxLength: 40 }), (lines) => {
      const { value } = listField("List", lines);
      expect(value.length).toBeLessThanOrEqual(LIMITS.fieldValue);
      const kept = linesWithin(lines, LIMITS.fieldValue);
      const whole = kept.length === lines.length ? kept : kept.slice(0, -1);
      expect(whole).toEqual(lines.slice(0, whole.length));
      if (kept.length < lines.length) expect(kept.at(-1)).toBe(`… and ${lines.length - whole.length} more`);
    }),
  );
});
