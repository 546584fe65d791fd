import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { START_ENV } from "../../support/startEnv.ts";
import { progressBar } from "../../../src/services/history/backfill.ts";
import type { Ticker } from "../../../src/engine/ticker.ts";
import { utcToNewYork } from "../../../src/engine/newYork.ts";
import { table } from "../../support/historyScene.ts";
import { chartOf, sessionsTo } from "../../support/pastOnFile.ts";
import * as up from "../../support/upstream.ts";

const BIN = resolve(import.meta.dirname, "../../../bin/gexcord.mjs");
/** The child goes by the real clock, which may stand before or after the close of the last of these. */
const DATES = sessionsTo(utcToNewYork(Date.now()).date, 300);
const SYMBOLS = ["SPY", "QQQ", "AAPL", "TSLA", "META"];
const INDICES = ["VIX", "VXN", "VXAPL"];

let upstream: up.Upstream;
let folder: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "gexcord-backfill-"));
  upstream = await up.startUpstream();
  for (const symbol of SYMBOLS)
    upstream.on(`/delayed_quotes/charts/historical/${symbol}.json`, up.delayed(40, up.json(chartOf(DATES))));
  for (const index of INDICES)
    upstream.on(`/us_indices/daily_prices/${index}_History.csv`, up.delayed(40, table(DATES)));
});
afterEach(async () => {
  await upstream.close();
  rmSync(folder, { recursive: true });
});

const environment = (dataDir: string) => ({
  ...START_ENV,
  CBOE_BASE_URL: upstream.origin,
  DATA_DIR: join(folder, dataDir),
  LOG_LEVEL: "error",
});

/** To its end. */
function run(dataDir: string, symbols: readonly string[] = SYMBOLS) {
  const options = { cwd: folder, env: environment(dataDir), timeout: 60_000 };
  return new Promise<{ code: number | string; out: string; err: string }>((done) => {
    execFile(process.execPath, [BIN, "backfill", ...symbols], options, (error, out, err) =>
      done({ code: error ? (error.code ?? "killed") : 0, out, err }),
    );
  });
}

/** Until it has sent so many requests; then it is killed, in the middle of the last one or `laterMs` after it. */
async function runAndKill(dataDir: string, { requests, laterMs }: { requests: number; laterMs: number }) {
  const until = upstream.requests.length + requests;
  const options = { cwd: folder, env: environment(dataDir), stdio: "ignore" } as const;
  const child = spawn(process.execPath, [BIN, "backfill", ...SYMBOLS], options);
  const gone = once(child, "exit");
  while (upstream.requests.length < until && child.exitCode === null) await new Promise((go) => setTimeout(go, 2));
  await new Promise((go) => setTimeout(go, laterMs));
  child.kill("SIGKILL");
  const [, signal] = await gone;
  return signal as string | null;
}

function recordIn(dataDir: string) {
  const db = new DatabaseSync(join(folder, dataDir, "gexcord.sqlite"), { readOnly: true });
  const rows = db.prepare("SELECT name, body FROM history ORDER BY name").all() as { name: string; body: string }[];
  const [check] = db.prepare("PRAGMA integrity_check").all();
  db.close();
  return { rows, check };
}

describe("npm run backfill", () => {
  test("shows its progress on standard error and says of each symbol what is on record", async () => {
    const { code, out, err } = await run("data", ["SPY", "tsla"]);
    expect(code).toBe(0);
    expect(out.split("\n")).toEqual([
      expect.stringMatching(/^SPY: (?:299|300) closes to \d{4}-\d\d-\d\d, VIX on (?:299|300) days$/),
      expect.stringMatching(/^TSLA: (?:299|300) closes to \d{4}-\d\d-\d\d, no volatility index on it$/),
      "",
    ]);
    expect(err.trimEnd().split("\n")).toEqual([
      "[------------------------] 0/2 SPY",
      "[############------------] 1/2 TSLA",
      "[########################] 2/2 done",
    ]);
  });

  test("of what is on record already asks for nothing", async () => {
    await run("data");
    const before = upstream.requests.length;
    expect((await run("data")).code).toBe(0);
    expect(upstream.requests.length).toBe(before);
  });

  test("says what could not be had, and ends with 1", async () => {
    upstream.on("/us_indices/daily_prices/VXN_History.csv", up.status(404));
    const { code, out } = await run("data", ["QQQ", "XYZ"]);
    expect(code).toBe(1);
    expect(out).toMatch(/^QQQ: (?:299|300) closes to .*, VXN is not published any more$/m);
    expect(out).toMatch(/^XYZ: no closes, no volatility index on it; closes: no-data$/m);
  });

  test.each([
    [["no/symbol"], /^"no\/symbol" is not a symbol/],
    [[], /^Which symbols\?/],
  ])("of %j ends with 78 and a sentence", async (symbols, words) => {
    const { code, err } = await run("data", symbols);
    expect(code).toBe(78);
    expect(err).toMatch(words);
  });

  test("killed with -9 again and again, and begun anew, loses and doubles nothing", { timeout: 120_000 }, async () => {
    await run("whole");
    const once = upstream.requests.length;
    expect(once).toBe(SYMBOLS.length + INDICES.length);
    const kills = [
      { requests: 1, laterMs: 0 },
      { requests: 2, laterMs: 45 },
      { requests: 1, laterMs: 41 },
      { requests: 2, laterMs: 20 },
    ];
    for (const kill of kills) expect(await runAndKill("killed", kill)).toBe("SIGKILL");
    const { code, out } = await run("killed");
    expect(code).toBe(0);
    expect(out.match(/closes to/g)).toHaveLength(SYMBOLS.length);
    const whole = recordIn("whole");
    expect(whole.rows.map(({ name }) => name)).toEqual(
      [...SYMBOLS.map((symbol) => `bars ${symbol}`), ...INDICES.map((index) => `index ${index}`)].toSorted(),
    );
    expect(recordIn("killed")).toEqual(whole);
    const again = upstream.requests.length - once - once;
    expect(again, "at most what was under way when it was killed is fetched twice").toBeLessThanOrEqual(
      2 * kills.length,
    );
  });
});

test("the bar is as long at the beginning as at the end, and of nothing it is empty", () => {
  const bar = (done: number, total: number) => progressBar({ done, total, symbol: "SPY" as Ticker });
  expect([bar(0, 3), bar(1, 3), bar(3, 3), bar(0, 0)]).toEqual([
    "[------------------------] 0/3 SPY",
    "[########----------------] 1/3 SPY",
    "[########################] 3/3 SPY",
    "[------------------------] 0/0 SPY",
  ]);
});
