import { parseArgs } from "node:util";
import { ConfigError } from "../src/config.ts";
import type { MarketChoice } from "./openMarket.ts";

const OPTIONS = {
  live: { type: "boolean" },
  data: { type: "string" },
  at: { type: "string" },
  speed: { type: "string" },
  out: { type: "string" },
} as const;

export interface SandboxArguments {
  readonly market: MarketChoice;
  readonly out: string | undefined;
  readonly rest: readonly string[];
}

/** What stands behind `npm start --` and `npm run try --`. @throws {ConfigError} in one readable line. */
export function parseSandboxArguments(args: readonly string[]): SandboxArguments {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
    return { market: choose(values), out: values.out, rest: positionals };
  } catch (error) {
    if (error instanceof ConfigError || !(error instanceof TypeError)) throw error;
    throw new ConfigError(`${error.message.split(". ")[0]}. Known: --live, --data FOLDER, --at TIME, --speed N.`);
  }
}

function choose({
  live,
  data,
  at,
  speed,
}: {
  live?: boolean;
  data?: string;
  at?: string;
  speed?: string;
}): MarketChoice {
  if (live && data !== undefined) throw new ConfigError("--live and --data exclude each other.");
  if ((live || data !== undefined) && (at ?? speed) !== undefined)
    throw new ConfigError("--at and --speed move the sample market's clock; they do not go with --live or --data.");
  if (live) return { kind: "live" };
  if (data !== undefined) return { kind: "recorded", folder: data };
  const instant = at === undefined ? undefined : new Date(at);
  if (instant && Number.isNaN(instant.getTime()))
    throw new ConfigError(`--at: not a time. Example: 2026-03-02T15:00:00Z`);
  const factor = speed === undefined ? undefined : Number(speed);
  if (factor !== undefined && !(factor > 0 && Number.isFinite(factor)))
    throw new ConfigError("--speed: a number above 0.");
  return { kind: "sample", ...(instant && { at: instant }), ...(factor !== undefined && { speed: factor }) };
}
