import type { Reading } from "../../engine/regime.ts";
import type { VrpReading } from "../../engine/vrp/types.ts";
import { CELLS, whenOf } from "../cells.ts";
import { ESTIMATOR_NAME, estimatorSentences, measuredBy } from "../estimatorWords.ts";
import { points } from "../format.ts";
import { zScore } from "../universe/tableWords.ts";
import { historySentences } from "../vrpHistoryWords.ts";
import { vrpRegimeSentence, WHY_MISSING, zSentence } from "../vrpWords.ts";
import { warningSentences } from "../vrpWarnings.ts";
import { altText } from "./altText.ts";
import { publishedVrpFields } from "./publishedVrp.ts";
import { listField, shortField, type ExposureView, type VrpAnswer } from "./view.ts";
import { levelLines, sideLines, termLines } from "./vrpLevels.ts";
import { flowRiskLines, harvestLines, netHarvestLines, scoreLines } from "./vrpScores.ts";

/** What options pay beyond what the underlying moved, and what that means with the regime of gamma. */
export const vrp: ExposureView = {
  name: "Volatility premium",
  hint: "IV against realised, z-score, wings, term, scores",
  command: "vrp",
  chart: "vrp",
  wants: ["vrp", "vrpHistory"],
  // Thirty days, wings and flow risk are of the whole chain.
  fixed: { kind: "all" },
  vrp: true,
  words: ({ reading: { snapshot, regime }, vrp: answer, published, now }) => {
    if (answer === null) throw new TypeError("the VRP view is made of a VRP reading");
    const { reading } = answer;
    return {
      subject: "volatility risk premium",
      sentences: [
        headlineSentence({ snapshot, regime }, reading),
        zSentence(reading.zScore, reading.estimator),
        sidesSentence(reading),
      ],
      fields: [
        ...estimatorField(reading),
        listField("IV against realised, vol points", levelLines(snapshot, reading)),
        listField("By side (25-delta IV − RV of that side)", sideLines(snapshot, reading)),
        listField("By time (IV − RV of matching length)", termLines(reading)),
        shortField("Harvest", harvestLines(reading)),
        shortField("Flow risk", flowRiskLines(reading)),
        shortField("Net harvest", netHarvestLines(reading)),
        listField("Scores of 100", scoreLines(reading)),
        listField("About this premium", mindLines(answer)),
      ],
      published: publishedVrpFields({ published, vrp: answer, now }),
      alt: altText("Premium of implied over realised volatility by day, with its term curve and wings,", snapshot, [
        `cell ${reading.cell} ${CELLS[reading.cell].name}`,
        `implied ${points(reading.iv?.value ?? null, UNSIGNED)}, realised over 20 days${measuredBy(reading.estimator)} ${points(reading.realised[20], UNSIGNED)}, premium ${points(reading.vrp[20])} vol points`,
        reading.zScore.z === null
          ? "no z-score"
          : `z-score ${zScore(reading.zScore.z)} over ${reading.zScore.n} days${reading.zScore.provisional ? ", provisional" : ""}`,
      ]),
    };
  },
};

/** Before every number that is of it. */
const estimatorField = (reading: VrpReading) => {
  const said = estimatorSentences(reading);
  return said.length > 0 ? [listField(`Realised volatility by ${ESTIMATOR_NAME[reading.estimator]}`, said)] : [];
};

const UNSIGNED = { signed: false } as const;

function headlineSentence({ snapshot: { symbol }, regime: { gamma } }: Reading, reading: VrpReading): string {
  const { cell, vrpUnavailable, iv, realised, missing, estimator } = reading;
  const by = estimator === "close_to_close" ? "" : ` ${ESTIMATOR_NAME.close_to_close}`;
  const where = `**Cell ${cell}, ${CELLS[cell].name}** (${vrpUnavailable ? "by gamma alone" : `${whenOf(cell, gamma)}${by}`})`;
  const vrp20 = reading.vrp[20];
  if (vrp20 === null || iv === null) return `${where}; no VRP: ${WHY_MISSING[missing.vrp20 ?? missing.iv ?? "no_iv"]}.`;
  const size = points(Math.abs(vrp20), UNSIGNED);
  const paid =
    vrp20 > 0 ? `**${size} vol points more** than` : vrp20 < 0 ? `**${size} vol points less** than` : "**as much** as";
  return `${where}: options price ${paid} ${symbol} realised in 20 days (IV ${points(iv.value, UNSIGNED)}, RV20 ${points(realised[20], UNSIGNED)}${measuredBy(estimator)}).`;
}

/** Which side and which time pay. */
function sidesSentence({ directional: { downside, upside }, term }: VrpReading): string {
  return `${sideWords(downside, upside)}; ${timeWords(term)}.`;
}

function sideWords(downside: number | null, upside: number | null): string {
  if (downside === null || upside === null) return "Which side pays is not known";
  const numbers = `(puts ${points(downside)}, calls ${points(upside)})`;
  if (downside <= 0 && upside <= 0) return `Neither side pays ${numbers}`;
  if (upside <= 0) return `Only puts pay ${numbers}`;
  if (downside <= 0) return `Only calls pay ${numbers}`;
  return downside === upside
    ? `Both sides pay alike ${numbers}`
    : `${downside > upside ? "Puts" : "Calls"} pay more ${numbers}`;
}

function timeWords(term: VrpReading["term"]): string {
  const known = term.flatMap(({ days, vrp: premium }) => (premium === null ? [] : [{ days, premium }]));
  const [front, ...later] = known;
  if (!front || later.length === 0) return "which tenor pays is not known";
  const paying = known.filter(({ premium }) => premium > 0);
  if (paying.length === known.length) return "every tenor pays";
  if (paying.length === 0) return "no tenor pays";
  if (front.premium <= 0 && later.every(({ premium }) => premium > 0))
    return `${front.days} days pay nothing, later ones do`;
  return `of the tenors only ${paying.map(({ days }) => days).join(", ")} days pay`;
}

function mindLines({ reading, ...rest }: VrpAnswer): string[] {
  return [
    vrpRegimeSentence(reading),
    ...warningSentences(reading),
    ...historySentences({ reading, ...rest }),
    "RV looks back: this is what options cost against the past, not what a seller will earn.",
  ];
}
