import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { mulberry32 } from "../test/support/snapshots.ts";
import { SCENARIOS, type ScenarioName } from "../test/support/soak/scenarios.ts";
import { sendMany } from "../test/support/soak/many.ts";
import { soak } from "../test/support/soak/soak.ts";

/** Discord's limit allows 10,000 in 200 s; we keep to four fifths of it. */
const MOST_SECONDS = 270;

/**
 * npm run soak -- [--scenario sqlite] [--kills 100] [--seconds 60] [--seed 7]: the bot's own sender in processes that are killed, frozen and
 * lied to, counted at the local Discord. Exit code 1 when a letter was doubled or lost, or when the control found nothing.
 * --scenario many: 10,000 direct messages at Discord's own limit; exit code 1 for a 429, a second request, or too long a time.
 */
const { values } = parseArgs({
  options: {
    scenario: { type: "string" },
    kills: { type: "string" },
    seconds: { type: "string" },
    seed: { type: "string", default: "1" },
  },
});
const print = (line: string) => void process.stdout.write(`${line}\n`);
if (values.scenario === "many") await many();
else await harmed();

async function many(): Promise<void> {
  const found = await sendMany({ letters: 10_000, closedInTen: 3 });
  for (const [name, value] of Object.entries(found)) print(`${name}: ${Math.round(value)}`);
  if (found.limited > 0 || found.mostEach > 1 || found.seconds > MOST_SECONDS) process.exitCode = 1;
}

async function harmed(): Promise<void> {
  const names = Object.keys(SCENARIOS).filter((name) => [undefined, name].includes(values.scenario)) as ScenarioName[];
  if (names.length === 0) throw new Error(`--scenario is one of ${Object.keys(SCENARIOS).join(", ")}`);

  print(`Node ${process.version}, ${availableParallelism()} cores, seed ${values.seed}.`);
  print("| scenario | processes | kills | stops | letters | doubled | lost | taken again | new nonce | seconds |");
  print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
  for (const name of names) {
    const scenario = {
      ...SCENARIOS[name],
      ...(values.kills && { kills: Number(values.kills) }),
      ...(values.seconds && { seconds: Number(values.seconds) }),
    };
    const found = await soak(scenario, mulberry32(Number(values.seed)));
    const { kills, stops, letters, doubled, lost, again, regenerated, seconds } = found;
    const counts = [scenario.processes, kills, stops, letters, doubled, lost, again, regenerated, Math.round(seconds)];
    print(`| ${[name, ...counts].join(" | ")} |`);
    const isAsPromised = name === "control" ? doubled > 0 : doubled === 0 && lost === 0;
    if (!isAsPromised) process.exitCode = 1;
  }
}
