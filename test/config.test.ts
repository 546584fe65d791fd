import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseEnv } from "node:util";
import { describe, expect, test } from "vitest";
import { ConfigError, loadConfig, secretsOf, settings } from "../src/config.ts";

const DEFAULTS = {
  LOG_LEVEL: "info",
  RISK_FREE_RATE: 0.045,
  DIVIDEND_YIELD: 0.013,
  CARRY: "parity",
  CBOE_BASE_URL: "https://cdn.cboe.com/api/global",
  FLASHALPHA_BASE_URL: "https://lab.flashalpha.com",
  SOURCES: "flashalpha,cboe",
  DATA_DIR: "data",
  CACHE_MEGABYTES: 256,
  WORKER_THREADS: 1,
  CHART_COLORS: "default",
  SANDBOX_PORT: 4280,
  HEALTH_HOST: "127.0.0.1",
};

/** The lines of the error, without its heading. */
function problems(env: Record<string, string>): string[] {
  try {
    loadConfig(env);
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    const [heading, ...lines] = (error as ConfigError).message.split("\n");
    expect(heading).toBe("Settings to correct in .env:");
    return lines;
  }
  return [];
}

test("nothing at all is a working configuration", () => {
  expect(loadConfig({})).toEqual(DEFAULTS);
});

test("a blank setting is one that is not set", () => {
  const blank = Object.fromEntries(Object.keys(settings.shape).map((key, i) => [key, i % 2 ? "" : "  "]));
  expect(loadConfig(blank)).toEqual(DEFAULTS);
});

test("other variables of the environment are none of our business", () => {
  expect(loadConfig({ HOME: "/root", PATH: "/bin" })).toEqual(DEFAULTS);
});

test("numbers are read as numbers", () => {
  const config = loadConfig({ RISK_FREE_RATE: "-0.01", CACHE_MEGABYTES: "64", WORKER_THREADS: "2", SANDBOX_PORT: "0" });
  expect(config).toMatchObject({ RISK_FREE_RATE: -0.01, CACHE_MEGABYTES: 64, WORKER_THREADS: 2, SANDBOX_PORT: 0 });
});

const WRONG: readonly (readonly [string, string])[] = [
  ["DISCORD_TOKEN", "short"],
  ["DISCORD_TOKEN", "pasted…with-a-character-no-token-has"],
  ["DISCORD_TOKEN", "has a blank in the middle of it"],
  ["FLASHALPHA_API_KEY", "short"],
  ["FLASHALPHA_API_KEY", "with a blank in it"],
  ["FLASHALPHA_PLAN", "gold"],
  ["STORE_URL", "db.example:5432/gexcord"],
  ["STORE_URL", "mysql://gexcord@db.example/gexcord"],
  ["SOURCES", "yahoo"],
  ["LOG_LEVEL", "loud"],
  ["RISK_FREE_RATE", "4.5"],
  ["RISK_FREE_RATE", "4.5%"],
  ["RISK_FREE_RATE", "0x1"],
  ["DIVIDEND_YIELD", "1e-2"],
  ["DIVIDEND_YIELD", "-1"],
  ["CARRY", "none"],
  ["CBOE_BASE_URL", "cdn.cboe.com"],
  ["CBOE_BASE_URL", "file:///etc/passwd"],
  ["CACHE_MEGABYTES", "0"],
  ["CACHE_MEGABYTES", "9.5"],
  ["WORKER_THREADS", "1.5"],
  ["WORKER_THREADS", "64"],
  ["CHART_COLORS", "pink"],
  ["SANDBOX_PORT", "70000"],
  ["SANDBOX_PORT", "80.5"],
  ["SANDBOX_PORT", "NaN"],
  ["HEALTH_PORT", "0"],
  ["HEALTH_PORT", "https"],
  ["HEALTH_HOST", "localhost"],
  ["HEALTH_HOST", "127.0.0.1:80"],
];

describe("a wrong setting is one line that names it and never shows it", () => {
  test.each(WRONG)("%s=%s", (key, value) => {
    const lines = problems({ [key]: value });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(new RegExp(`^  ${key}: \\S+`));
    expect(lines[0], "it may be a secret").not.toContain(value);
  });
});

test("all problems are named at once, one line each", () => {
  const first = new Map(WRONG.toReversed());
  const lines = problems(Object.fromEntries(first));
  expect(lines).toHaveLength(first.size);
  expect(new Set(lines.map((line) => line.trim().split(":")[0]))).toEqual(new Set(first.keys()));
});

test("a token that was pasted into the wrong line is not printed either", () => {
  const canary = "MTk4NjIyNDgzNDcxOTI1MjQ4.Cl2FMQ.canary-canary-canary";
  const everywhere = Object.fromEntries(Object.keys(settings.shape).map((key) => [key, ` ${canary}`]));
  const lines = problems(everywhere);
  expect(lines.length).toBeGreaterThan(5);
  expect(lines.join("\n")).not.toContain("canary");
});

describe("the password in an address", () => {
  const secrets = (password: string) => secretsOf({ STORE_URL: ` postgres://gexcord:${password}@db.example/gexcord` });

  test.each([
    ["as it is", "plain-password", ["plain-password"]],
    ["as it stands there and as it is meant", "p%40ss-word", ["p%40ss-word", "p@ss-word"]],
    ["as it stands there when it means nothing", "100%-sure", ["100%-sure"]],
  ])("is a secret like the whole address, %s", (_how, password, found) => {
    expect(secrets(password)).toEqual([`postgres://gexcord:${password}@db.example/gexcord`, ...found]);
  });

  test("is none where there is no password, or no address", () => {
    expect(secretsOf({ STORE_URL: "postgres://db.example/gexcord" })).toHaveLength(1);
    expect(secretsOf({ DISCORD_TOKEN: "no.address" })).toEqual(["no.address"]);
  });
});

describe(".env.example", () => {
  const text = readFileSync(resolve(import.meta.dirname, "../.env.example"), "utf8");

  test("names every setting, and no other, in the same order", () => {
    const named = text.matchAll(/^([A-Z_]+)=/gm).map(([, name]) => name);
    expect([...named]).toEqual(Object.keys(settings.shape));
  });

  test("shows the defaults", () => {
    expect(loadConfig(parseEnv(text) as Record<string, string>)).toEqual(loadConfig({}));
  });

  test("explains each setting in a sentence above it", () => {
    const lines = text.split("\n");
    for (const [i, line] of lines.entries()) if (/^[A-Z_]+=/.test(line)) expect(lines[i - 1]).toMatch(/^# .+\.$/);
  });
});
