import type { APIEmbedField } from "discord.js";
import type { Published } from "../../engine/published.ts";
import { otherVrp20, standingInItsHistory, type PublishedVrp } from "../../engine/publishedVrp.ts";
import { difference } from "../../engine/vrp/premium.ts";
import type { VrpReading } from "../../engine/vrp/types.ts";
import { FEWEST_ROWS } from "../../engine/vrp/zScore.ts";
import { age, MISSING, monthDay, newYorkTime, points, price } from "../format.ts";
import { zScore } from "../universe/tableWords.ts";
import { rankWords } from "../vrpWords.ts";
import { notesField, publishedName } from "./published.ts";
import { noteSentences, PLANS } from "./publishedNotes.ts";
import { vendorScoreLines } from "./publishedVrpScores.ts";
import { listField, type ViewInput } from "./view.ts";

type Figures = Pick<Published, "vrp" | "vrpHistory">;

/** The vendor's block beside our premium, and why something of it, or all, is missing; none without a key. */
export function publishedVrpFields({
  published,
  vrp,
  now,
}: Pick<ViewInput, "published" | "vrp" | "now">): APIEmbedField[] {
  if (!published) return [];
  const { figures, notes } = published;
  const said = noteSentences(notes, { now, hasFigures: figures !== null });
  if (figures)
    return [
      listField(publishedName(figures, now), vrpLines(figures, { now, ours: vrp?.reading ?? null })),
      ...notesField(said),
    ];
  const lacking = notes.find((note) => note.kind === "plan");
  const why = lacking ? [planSentence(lacking.plan, vrp?.vendor?.plan ?? null)] : said;
  return [listField("FlashAlpha · no VRP", [...why, "These numbers are ours, from free data."])];
}

/** Its plans are named if they are ones we know. @param has as far as is known */
function planSentence(needed: string, has: string | null): string {
  const plan = PLANS.has(needed) ? `its ${needed} plan` : "a larger plan";
  return `FlashAlpha's VRP needs ${plan}; ${has === null ? "which plan this key has is not known" : `this key has ${has}`}.`;
}

/** Premium, z and history as published, whether they contradict each other or ours, the rest, and how old it is. */
export function vrpLines(
  figures: Figures,
  { now, ours }: { readonly now: Date; readonly ours: VrpReading | null },
): string[] {
  const { vrp } = figures;
  if (!vrp) return ["It gave no VRP of today, only its record of days.", ...historyLines(figures)];
  return [
    ...premiumLines(vrp),
    ...contradictions(vrp),
    ...(ours ? disagreements(vrp, ours) : []),
    ...historyLines(figures),
    ...sideAndTermLines(vrp),
    ...vendorScoreLines(vrp),
    `Its figures are from ${newYorkTime(vrp.asOf)}, ${age(vrp.asOf, now)}${vrp.spot === null ? "" : ` · its spot ${price(vrp.spot)}`}.${ours ? " None of them is in ours." : ""}`,
  ];
}

const plain = (value: number | null) => points(value, { signed: false });

function premiumLines(published: PublishedVrp): string[] {
  const { atmIv, realised, vrp, variancePremium, fairVol } = published;
  const rest = [
    ...(variancePremium === null ? [] : [`variance premium ${variancePremium.toFixed(4).replace("-", "−")}`]),
    ...(fairVol === null ? [] : [`fair vol ${plain(fairVol)} by its recipe`]),
  ];
  return [
    `VRP20 **${points(vrp[20])}** (IV ${plain(atmIv)}, RV20 ${plain(realised[20])} close to close); its IV is at the money of the nearest expiry, ours of 30 days`,
    [`VRP over 5 d ${points(vrp[5])}`, `10 d ${points(vrp[10])}`, `30 d ${points(vrp[30])}`, ...rest].join(" · "),
    zLine(published),
  ];
}

function zLine({ z, percentile, historyDays }: PublishedVrp): string {
  const days = historyDays === null ? "days it does not count" : `${historyDays} days`;
  const over = percentile === null ? `over ${days}` : `${rankWords(percentile)} ${days}`;
  return `z-score ${z === null ? MISSING : `**${zScore(z)}**`}, ${over}, as it says`;
}

function contradictions(vrp: PublishedVrp): string[] {
  const other = otherVrp20(vrp);
  return other === null
    ? []
    : [`**Its own figures disagree**: IV − RV20 is ${points(other)}, its VRP20 ${points(vrp.vrp[20])}.`];
}

/** Both from close to close, whatever estimator is shown: that is what the vendor's are. */
function disagreements({ vrp, z }: PublishedVrp, { iv, closeToClose }: VrpReading): string[] {
  const [theirs, ours] = [vrp[20], difference(iv?.value ?? null, closeToClose.rv20)];
  const opposite = theirs !== null && ours !== null && theirs * ours < 0;
  const apart = z !== null && closeToClose.z !== null && z >= 1 !== closeToClose.z >= 1;
  return [
    ...(opposite
      ? [`**Its VRP20 is ${signWord(theirs)}, ours ${signWord(ours)}: whether options pay is uncertain today.**`]
      : []),
    ...(apart
      ? [
          `**Its z is ${sideWords(z)}, ours (${zScore(closeToClose.z)}) ${sideWords(closeToClose.z)}: whether VRP is high is uncertain today.** The cell is by ours.`,
        ]
      : []),
  ];
}

const signWord = (value: number) => (value > 0 ? "positive" : "negative");
const sideWords = (z: number) => (z >= 1 ? "1 or more" : "below 1");

function historyLines(figures: Figures): string[] {
  const own = standingInItsHistory(figures);
  if (!own) return [];
  const { n, from, to, lowest, highest, last, z, percentile, provisional } = own;
  const record = `its ${n} ${n === 1 ? "day" : "days"} from ${longDay(from)} to ${longDay(to)}: VRP20 ${points(lowest)} to ${points(highest)}, last ${points(last)}`;
  if (z === null) return [`Its history, ${record}${n < FEWEST_ROWS ? `; a z over it needs ${FEWEST_ROWS} days` : ""}.`];
  const rank = percentile === null ? "" : `, ${rankWords(percentile)} them`;
  return [
    `z over FlashAlpha's history, by our formula: **${zScore(z)}**${rank}${provisional ? `, **provisional (N=${n})**` : ""} (${record}).`,
  ];
}

const longDay = (date: string) => `${monthDay(date)}, ${date.slice(0, 4)}`;

const MOST_TENORS = 6;

function sideAndTermLines({ downside, upside, term }: PublishedVrp): string[] {
  const parts = [
    ...(downside === null ? [] : [`puts ${points(downside)}`]),
    ...(upside === null ? [] : [`calls ${points(upside)}`]),
    ...term.slice(0, MOST_TENORS).map(({ days, vrp }) => `${days}-day options ${points(vrp)}`),
  ];
  return parts.length === 0 ? [] : [`VRP of ${parts.join(" · ")}`];
}
