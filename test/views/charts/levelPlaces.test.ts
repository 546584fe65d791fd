import { scaleLinear } from "d3-scale";
import { expect, test } from "vitest";
import { placesOf } from "../../../src/views/charts/levelPlaces.ts";
import { PAGE } from "../../../src/views/charts/page.ts";

/** 20 points of price over 200 pixels. */
const panel = { left: 100, right: 800, top: 0, bottom: 200 };
const frame = { panel, window: { low: 590, high: 610 }, y: scaleLinear([590, 610], [200, 0]) };
const tag = (price: number) => ({ group: { price }, height: 40 });
const places = (...prices: number[]) => placesOf(frame, prices.map(tag), { left: 820, gap: 8 });

test("a tag stands beside its price, from where it may begin to the margin of the page", () => {
  const [place] = places(600);
  expect(place).toEqual({ box: { left: 820, right: PAGE.width - PAGE.margin, top: 80, bottom: 120 }, beyond: null });
});

test("tags of close prices stand apart by the gap", () => {
  const [upper, lower] = places(601, 600);
  expect(lower!.box.top - upper!.box.bottom).toBe(8);
});

test("a price beyond the window stands at the edge of the panel and says on which side it is", () => {
  const [above, below] = places(640, 500);
  expect([above!.beyond, above!.box.top]).toEqual(["up", panel.top]);
  expect([below!.beyond, below!.box.bottom]).toEqual(["down", panel.bottom]);
});

test("a price on the edge of the window is within it", () => {
  expect(places(610, 590).map(({ beyond }) => beyond)).toEqual([null, null]);
});
