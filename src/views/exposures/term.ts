import type { ExpiryExposure, ExposureSnapshot } from "../../engine/snapshot.ts";
import { expiryDay, money, monthDay, share } from "../format.ts";
import { rollOffLines } from "../rollOffWords.ts";
import { gammaSentence } from "../words.ts";
import { altText } from "./altText.ts";
import { listField, shortField, type ExposureView } from "./view.ts";

const NEXT = 3;

/** Gamma by expiry: what rolls off when, and how far out the open interest sits. */
export const term: ExposureView = {
  name: "Term structure",
  hint: "Gamma by expiry, and what rolls off when",
  command: "gex view:term",
  chart: "term",
  wants: ["levels", "gex"],
  fixed: null,
  words: ({ reading }) => {
    const { snapshot } = reading;
    const lines = nextExpiries(snapshot);
    return {
      subject: "gamma by expiry",
      sentences: [gammaSentence(reading), rollingSentence(snapshot)],
      fields: [
        listField("Rolling off next", lines.length > 0 ? lines : ["none: no expiry is selected"]),
        shortField("Largest expiry", largestLines(snapshot)),
        shortField("OI-weighted time", oiLines(snapshot)),
        listField("Net GEX per 1 % once it has rolled off", rollOffLines(reading)),
      ],
      alt: altText("Bars of net gamma by expiry, and the share that has rolled off by each,", snapshot, [
        `net GEX ${money(snapshot.net.gex)} per 1 percent move over ${countOf(snapshot)}`,
        ...lines,
      ]),
    };
  },
};

const gross = (expiries: readonly ExpiryExposure[]) => expiries.reduce((total, one) => total + one.grossGex, 0);

/** Share of gross gamma that is gone once these have expired, 0–1; null where there is no gamma. */
export function grossShare(some: readonly ExpiryExposure[], { expiries }: ExposureSnapshot): number | null {
  const all = gross(expiries);
  return all > 0 ? gross(some) / all : null;
}

const countOf = ({ expiries }: ExposureSnapshot) =>
  `${expiries.length} ${expiries.length === 1 ? "expiry" : "expiries"}`;

function nextExpiries(snapshot: ExposureSnapshot): string[] {
  const next = snapshot.expiries.slice(0, NEXT);
  return next.map((expiry, index) => {
    const alone = share(grossShare([expiry], snapshot));
    const byThen = share(grossShare(next.slice(0, index + 1), snapshot));
    const total = index === 0 ? "" : `, ${byThen} by then`;
    return `**${expiryDay(expiry)}**: net ${money(expiry.net.gex)} · ${alone} of gross γ${total}`;
  });
}

function rollingSentence(snapshot: ExposureSnapshot): string {
  const next = snapshot.expiries.slice(0, NEXT);
  const last = next.at(-1);
  const part = grossShare(next, snapshot);
  if (!last || part === null) return "No expiry here carries gamma, so nothing rolls off.";
  if (next.length === snapshot.expiries.length)
    return `All of it is gone after **${monthDay(last.date)}**: the selection has ${countOf(snapshot)}.`;
  return `**${share(part)} of gross gamma** rolls off by **${monthDay(last.date)}**, the third of ${countOf(snapshot)}; each roll-off can move flip and walls.`;
}

function largestLines(snapshot: ExposureSnapshot): string[] {
  const [largest] = snapshot.expiries.toSorted((a, b) => b.grossGex - a.grossGex);
  if (!largest || !(largest.grossGex > 0)) return ["none", "no expiry carries gamma"];
  return [
    `**${expiryDay(largest)}**`,
    `${share(grossShare([largest], snapshot))} of gross γ, net ${money(largest.net.gex)}`,
  ];
}

const oiLines = ({ oiWeightedDte }: ExposureSnapshot): string[] =>
  oiWeightedDte === null
    ? ["n/a", "no open interest"]
    : [`**${oiWeightedDte.toFixed(1)} days**`, "to expiry, weighted by OI"];
