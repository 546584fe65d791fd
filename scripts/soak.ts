import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { mulberry32 } from "../test/support/snapshots.ts";
import { SCENARIOS, type ScenarioName } from "../test/support/soak/scenarios.ts";
import { soak } from "../test/support/soak/soak.ts";

/**
 * npm run soak -- [--scenario sqlite] [--kills 100] [--seed 7]: the bot's own sender in processes that are killed, frozen and
 * lied to, counted at the local Discord. Exit code 1 when a letter was doubled or lost, or when the control found nothing.
 */
const { values } = parseArgs({
  options: { scenario: { type: "string" }, kills: { type: "string" }, seed: { type: "string", default: "1" } },
});
const print = (line: string) => void process.stdout.write(`${line}\n`);
const names = Object.keys(SCENARIOS).filter((name) => [undefined, name].includes(values.scenario)) as ScenarioName[];
if (names.length === 0) throw new Error(`--scenario is one of ${Object.keys(SCENARIOS).join(", ")}`);

print(`Node ${process.version}, ${availableParallelism()} cores, seed ${values.seed}.`);
print("| scenario | processes | kills | stops | letters | doubled | lost | taken again | new nonce | seconds |");
print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
for (const name of names) {
  const scenario = { ...SCENARIOS[name], ...(values.kills && { kills: Number(values.kills) }) };
  const found = await soak(scenario, mulberry32(Number(values.seed)));
  const { kills, stops, letters, doubled, lost, again, regenerated, seconds } = found;
  const counts = [scenario.processes, kills, stops, letters, doubled, lost, again, regenerated, Math.round(seconds)];
  print(`| ${[name, ...counts].join(" | ")} |`);
  const isAsPromised = name === "control" ? doubled > 0 : doubled === 0 && lost === 0;
  if (!isAsPromised) process.exitCode = 1;
}
