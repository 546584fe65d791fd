import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { APIMessage } from "discord.js";
import { describe, expect, onTestFinished, test } from "vitest";
import { START_ENV } from "../support/startEnv.ts";
import { sharedFile } from "../support/shared.ts";

const ROOT = resolve(import.meta.dirname, "../..");

interface Run {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** `npm run try -- …` as a process of its own. */
function run(...args: string[]): Promise<Run> {
  const env = { ...START_ENV, LOG_LEVEL: "silent" };
  return new Promise((done) => {
    execFile(process.execPath, ["bin/gexcord.mjs", "try", ...args], { cwd: ROOT, env }, (error, stdout, stderr) => {
      done({ code: error ? Number(error.code) : 0, stdout, stderr });
    });
  });
}

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), "gexcord-try-"));
  onTestFinished(() => rmSync(path, { recursive: true }));
  return path;
}

const messageIn = (path: string) => JSON.parse(readFileSync(join(path, "message.json"), "utf8")) as APIMessage;

test("prints a readable answer and writes the message and its picture", async () => {
  const out = folder();
  const { code, stdout } = await run("/gex SPY", "--at", "2026-11-24T17:00:00Z", "--out", out);
  expect(code).toBe(0);
  expect(stdout).toContain("SAMPLE · SPY · dealer exposure · All expiries");
  expect(stdout).toContain(`Written to ${out}: message.json, gex.png`);
  const [embed] = messageIn(out).embeds;
  expect(embed?.fields?.map(({ name }) => name).slice(0, 6)).toEqual([
    "Gamma flip",
    "Call wall",
    "Put wall",
    "Max γ",
    "0DTE magnet",
    "Expected move",
  ]);
  const png = readFileSync(join(out, "gex.png"));
  expect([png.readUInt32BE(16), png.readUInt32BE(20)], "width and height of the PNG").toEqual([1080, 1350]);
}, 30_000);

test.each([
  ["/gex SPYY", /No listed options for \*\*SPYY\*\*.*Did you mean SPY\?/],
  ["/gex", /needs symbol/],
  ["/gexx SPY", /no such command/i],
  ["/gex SPY yesterday", /is no expiry/],
  ["/gex VIX", /VIX futures/],
])(
  "%s ends with the words a user would see, and 1",
  async (line, words) => {
    const { code, stdout, stderr } = await run(line);
    expect(stderr).toMatch(words);
    expect([code, stdout]).toEqual([1, ""]);
  },
  30_000,
);

test("a folder without chains is named, and nothing starts", async () => {
  const { code, stderr } = await run("/gex SPX", "--data", "/nowhere");
  expect(stderr).toContain("/nowhere");
  expect(code).not.toBe(0);
}, 30_000);

/** Symbol under which a recording answers, and its reference. */
const RECORDED = [
  ["SPX", "spx-20240105-weekend"],
  ["SPX.B", "spx-20230609-intraday"],
  ["QQQ", "qqq-20250606-weekend"],
  ["AAPL", "aapl-20250606-weekend"],
  ["RUT", "rut-20250604-close"],
] as const;

interface Reference {
  readonly cases: readonly {
    readonly id: string;
    readonly results: {
      readonly net_gex: { readonly per_1pct_usd: number };
      readonly flip_profile: { readonly flip_up: number };
      readonly call_wall: number;
      readonly put_wall: number;
    };
  }[];
}

const chains = sharedFile("data/chains");
describe.skipIf(!chains)(
  "recorded chains answer with their reference numbers (they are not part of the repository)",
  () => {
    test.each(RECORDED)(
      "%s",
      async (symbol, name) => {
        const out = folder();
        expect(await run(`/gex ${symbol}`, "--data", chains!, "--out", out)).toMatchObject({ code: 0, stderr: "" });
        const reference = JSON.parse(readFileSync(join(chains!, `${name}.expected.json`), "utf8")) as Reference;
        const { results } = reference.cases.find(({ id }) => id === "quote_time")!;
        const { content, embeds } = messageIn(out);
        expect(JSON.stringify(embeds), "a recording's clock is not ours").not.toContain("clock is off");
        const number = (label: string) =>
          Number(new RegExp(`${label} ([\\d,.]+)`).exec(content)?.[1]?.replaceAll(",", ""));
        expect(number("Call Wall")).toBe(results.call_wall);
        expect(number("Put Wall")).toBe(results.put_wall);
        expect(Math.abs(number("Gamma Flip") - results.flip_profile.flip_up), "to the cents shown").toBeLessThanOrEqual(
          0.011,
        );
        const [, sign, digits, suffix] = /Net GEX ([+−])\$([\d.]+)([BM])/.exec(content)!;
        const shown = Number(digits) * (suffix === "B" ? 1e9 : 1e6) * (sign === "−" ? -1 : 1);
        expect(shown / results.net_gex.per_1pct_usd, "to the three digits shown").toBeCloseTo(1, 2);
      },
      30_000,
    );
  },
);
