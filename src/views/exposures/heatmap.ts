import type { ExposureSnapshot } from "../../engine/snapshot.ts";
import { distance, expiryDay, money, monthDay, share, strike } from "../format.ts";
import { flipSentence, gammaSentence } from "../words.ts";
import { altText } from "./altText.ts";
import { listField, type ExposureView } from "./view.ts";

const LARGEST = 3;

/** Net gamma by strike and expiry: which single cells make the levels. */
export const heatmap: ExposureView = {
  name: "Heatmap",
  hint: "Gamma by strike and expiry",
  command: "gex view:heatmap",
  chart: "heatmap",
  wants: ["levels", "gex"],
  fixed: null,
  words: ({ reading }) => {
    const { snapshot } = reading;
    const cells = largestCells(snapshot);
    return {
      subject: "gamma by strike and expiry",
      sentences: [gammaSentence(reading), flipSentence(reading), coverage(snapshot)],
      fields: [
        listField(
          "Largest cells, net GEX per 1 %",
          cells.map(
            (cell) =>
              `**${strike(cell.price)}** ${distance(cell.price, snapshot.spot)} · ${expiryDay(cell)}: **${money(cell.gex)}**`,
          ),
        ),
      ].filter(({ value }) => value !== ""),
      alt: altText("Heatmap of net gamma by strike and expiry", snapshot, [
        coverage(snapshot),
        ...cells.map(
          ({ price, gex, date }) => `${strike(price)} on ${monthDay(date)} ${money(gex)} per 1 percent move`,
        ),
      ]),
    };
  },
};

function largestCells({ heat }: ExposureSnapshot) {
  return heat.strikes
    .flatMap((price, row) =>
      heat.expiries.map((expiry, column) => ({ ...expiry, price, gex: heat.gex[row]?.[column] ?? 0 })),
    )
    .filter(({ gex }) => gex !== 0)
    .sort((a, b) => Math.abs(b.gex) - Math.abs(a.gex))
    .slice(0, LARGEST);
}

function coverage({ heat }: ExposureSnapshot): string {
  if (heat.share === null || heat.strikes.length === 0)
    return "No strike of these expiries carries net gamma, so there is no cell to show.";
  const size = `${heat.strikes.length} × ${heat.expiries.length}`;
  return `The ${size} busiest strikes and expiries hold **${share(heat.share)}** of all absolute net gamma; a dot is a cell nobody holds.`;
}
