import { expect, test } from "vitest";
import { dashboardPost } from "../../../src/views/universe/dashboard.ts";
import { digestPost } from "../../../src/views/universe/digest.ts";
import { pictureOf } from "../../../src/views/universe/picture.ts";

test.each([
  ["dashboard", dashboardPost],
  ["digest", digestPost],
] as const)("the picture of a %s has the title and the command of its post", (kind, post) => {
  const given = { rows: [], before: null, at: "2026-11-23T15:01:00.000Z" };
  const { title, command, slot, palette } = pictureOf(kind, given, "colorblind");
  const { embeds = [] } = post({ ...given, now: new Date(given.at), picture: null, name: "on demand" });
  expect(embeds[0]?.title).toBe(`${title} · on demand`);
  expect(embeds[0]?.footer?.text).toContain(command);
  expect([slot, palette]).toEqual(["Nov 23, 10:01 ET", "colorblind"]);
});
