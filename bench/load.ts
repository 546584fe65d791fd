import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { CALLS, SYMBOLS } from "./load/calls.ts";
import type { BotReport } from "./load/botChild.ts";
import { head, line, memoryLines, sentenceLines, type Run } from "./load/report.ts";
import { everyOther, inTurn, openScene, unseenSymbols } from "./load/scene.ts";

/**
 * The real bot under load: npm run bench:load -- [--seconds 60] [--rate 50] [--runs healthy,hanging,parsing,memory]
 * [--interactions 10000]. See docs/performance.md, "Under load".
 */
const { values } = parseArgs({
  options: {
    seconds: { type: "string", default: "60" },
    rate: { type: "string", default: "50" },
    interactions: { type: "string", default: "10000" },
    runs: { type: "string", default: "healthy,hanging,parsing,memory" },
  },
});
/** New ones, in the run that parses. */
const CHAINS_PER_SECOND = 4;
/** One minute: every symbol's copy was replaced once, and what is remembered of it was drawn. */
const WARM_UP_SECONDS = 60;
const SAMPLE_EVERY_MS = 2_000;
const perSecond = Number(values.rate);
const count = Math.round(Number(values.seconds) * perSecond);
const print = (text = "") => process.stdout.write(`${text}\n`);

const RUNS: Readonly<Record<string, () => Promise<Run>>> = { healthy, hanging, parsing };

print(`Node ${process.version}. The bot, Discord, the feed and the people share this machine's cores.`);
const wanted = values.runs.split(",");
const runs: Run[] = [];
for (const [name, run] of Object.entries(RUNS)) if (wanted.includes(name)) runs.push(await run());
if (runs.length > 0) print(`\n${head}\n${runs.map(line).join("\n")}\n\n${sentenceLines(runs).join("\n")}`);
if (wanted.includes("memory")) print(`\n${await memory(Number(values.interactions))}`);

/** Every symbol is in the cache, and refreshed once a minute from a feed that answers at once. */
async function healthy(): Promise<Run> {
  const scene = await openScene();
  await scene.warm(SYMBOLS);
  const driven = await scene.run({ calls: CALLS, perSecond, count });
  const report = await scene.report();
  await scene.stop();
  return { name: "healthy", driven, report };
}

/** The feed accepts and never answers. Half of the symbols have a copy, which the bot's fast clock makes old within seconds. */
async function hanging(): Promise<Run> {
  const scene = await openScene({ speed: 10 });
  await scene.warm(everyOther);
  scene.feed.hang(true);
  const driven = await scene.run({ calls: CALLS, perSecond, count });
  const report = await scene.report();
  scene.feed.hang(false);
  await scene.stop();
  return { name: "feed hangs", driven, report };
}

/** As healthy, and beside it four large chains a second that no cache knows are asked for, parsed and drawn. */
async function parsing(): Promise<Run> {
  const scene = await openScene({ limits: { perSecond: 20, burst: 20 } });
  await scene.warm(SYMBOLS);
  const before = scene.feed.requests;
  const chains = Math.round((count / perSecond) * CHAINS_PER_SECOND);
  const [driven] = await Promise.all([
    scene.run({ calls: CALLS, perSecond, count }),
    scene.run({ calls: [inTurn(unseenSymbols(chains))], perSecond: CHAINS_PER_SECOND, count: chains }),
  ]);
  const report = await scene.report();
  const downloads = scene.feed.requests - before;
  await scene.stop();
  return {
    name: `and ${CHAINS_PER_SECOND} chains/s`,
    driven,
    report,
    note: `${downloads} downloads, ${scene.feed.large}`,
  };
}

/**
 * How much the bot's process grows over many interactions, after a warm-up. Memory is a saw-tooth, so that two points say
 * little: it is sampled all along, and the line through the samples is told.
 */
async function memory(interactions: number): Promise<string> {
  const scene = await openScene();
  await scene.warm(SYMBOLS);
  await scene.run({ calls: CALLS, perSecond, count: WARM_UP_SECONDS * perSecond });
  const samples: BotReport[] = [];
  const over = new AbortController();
  const sampling = (async () => {
    while (!over.signal.aborted) {
      samples.push(await scene.report());
      await sleep(SAMPLE_EVERY_MS);
    }
  })();
  await scene.run({ calls: CALLS, perSecond, count: interactions });
  over.abort();
  await sampling;
  await scene.stop();
  return `Memory of the bot's process over ${interactions} interactions:\n${memoryLines(samples, interactions)}`;
}
