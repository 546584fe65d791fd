import type { VrpReading } from "../../engine/vrp/types.ts";
import { share } from "../format.ts";
import { GATES, netHarvestBand, STRUCTURES, WHY_MISSING } from "../vrpWords.ts";

const whyNot = (reason: keyof typeof WHY_MISSING | undefined) => ["n/a", WHY_MISSING[reason ?? "no_z"]];

/** How much of the premium gamma lets a seller keep. */
export function harvestLines({ harvest, gammaSupport, missing }: VrpReading): string[] {
  return harvest === null
    ? whyNot(missing.harvest)
    : [`**${harvest.toFixed(2)}** of 1`, `γ gives ${gammaSupport.toFixed(2)} of 1`];
}

/** What dealers' hedging can do to a seller. */
export function flowRiskLines({ flowRisk: { value, coverage } }: VrpReading): string[] {
  return [`**${value.toFixed(0)}** of 100, high is bad`, covered(coverage)];
}

/** Harvest less flow risk, with its band. */
export function netHarvestLines(reading: VrpReading): string[] {
  const band = netHarvestBand(reading);
  return band === null
    ? whyNot(reading.missing.netHarvest)
    : [`**${reading.netHarvest!.toFixed(0)}** of 100: ${band}`, "harvest less flow risk"];
}

const covered = (coverage: number) => `${share(coverage)} of its input`;

/** Six structures, what held them down, and whose scores they are. */
export function scoreLines({ strategies, cell, missing }: VrpReading): string[] {
  const lines = (Object.keys(STRUCTURES) as (keyof typeof STRUCTURES)[]).map((structure) => {
    const { value, coverage, gates } = strategies[structure];
    if (value === null)
      return `${STRUCTURES[structure]}: n/a, ${WHY_MISSING[missing[structure] ?? "low_coverage"]} (${covered(coverage)})`;
    const held = gates.length === 0 ? "" : `, held down: ${gates.map((gate) => GATES[gate]).join(", ")}`;
    return `${STRUCTURES[structure]} **${value.toFixed(0)}** (${covered(coverage)}${held})`;
  });
  return [
    ...(cell === "D" ? ["**Cell D: no trade.** The scores stand here for comparison only."] : []),
    ...lines,
    "These scores are ours and not back-tested, nor are they FlashAlpha's. Not advice.",
  ];
}
