import { createLog } from "../../src/log.ts";
import type { AppContext } from "../../src/context.ts";

export interface LogLine {
  readonly level: number;
  readonly msg?: string;
  readonly err?: { readonly name: string; readonly message: string; readonly [field: string]: unknown };
  readonly [field: string]: unknown;
}

/** The levels as pino numbers them. */
export const LEVEL = { info: 30, warn: 40, error: 50 } as const;

/** The product's own log, and what it wrote: parsed, and as the text a file would hold. */
export function recordedLog({ secrets = [] }: { secrets?: readonly string[] } = {}) {
  const written: string[] = [];
  const log: AppContext["log"] = createLog({
    level: "debug",
    secrets,
    destination: { write: (line) => void written.push(line) },
  });
  return {
    log,
    lines: () => written.map((line) => JSON.parse(line) as LogLine),
    text: () => written.join(""),
  };
}
