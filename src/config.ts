import { z } from "zod";

/** A number written as text; empty text is no number (coercion would read it as 0). */
const number = (lowest: number, highest: number) =>
  z
    .string()
    .regex(/^-?\d+(?:\.\d+)?$/, "must be a number")
    .transform(Number)
    .pipe(z.number().min(lowest).max(highest));

const whole = (lowest: number, highest: number) => number(lowest, highest).pipe(z.int("must be a whole number"));

/** Every setting; `.env.example` explains each, and a test holds the two equal. */
export const settings = z.object({
  DISCORD_TOKEN: z
    .string()
    // Nothing else fits into a header, and an error about a header may quote it.
    .regex(/^[\w.-]{20,}$/, "does not look like a bot token; copy it from the developer portal, page Bot")
    .optional(),
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
  RISK_FREE_RATE: number(-0.05, 0.25).default(0.045),
  DIVIDEND_YIELD: number(-0.05, 0.25).default(0.013),
  CARRY: z.enum(["parity", "fixed"]).default("parity"),
  CBOE_BASE_URL: z.url({ protocol: /^https?$/ }).default("https://cdn.cboe.com/api/global"),
  FLASHALPHA_API_KEY: z
    .string()
    // Nothing else fits into a header, and an error about a header may quote it.
    .regex(/^[\x21-\x7e]{8,}$/, "does not look like an API key; copy it from your FlashAlpha account")
    .optional(),
  FLASHALPHA_PLAN: z.enum(["free", "basic", "growth", "alpha"]).optional(),
  FLASHALPHA_BASE_URL: z.url({ protocol: /^https?$/ }).default("https://lab.flashalpha.com"),
  SOURCES: z.enum(["flashalpha,cboe", "cboe,flashalpha", "cboe"]).default("flashalpha,cboe"),
  DATA_DIR: z.string().default("data"),
  CACHE_URL: z.url({ protocol: /^rediss?$/, error: "must look like redis://host:6379" }).optional(),
  STORE_URL: z
    .url({ protocol: /^postgres(?:ql)?$/, error: "must be postgres://user:password@host:port/database" })
    .optional(),
  CACHE_MEGABYTES: whole(8, 4096).default(256),
  WORKER_THREADS: whole(1, 8).default(1),
  CHART_COLORS: z.enum(["default", "colorblind"]).default("default"),
  SANDBOX_PORT: whole(0, 65_535).default(4280),
  HEALTH_PORT: whole(1, 65_535).optional(),
  HEALTH_HOST: z.union([z.ipv4(), z.ipv6()], "must be an IP address").default("127.0.0.1"),
});

export type Config = Readonly<z.infer<typeof settings>>;

/** Settings whose values must never be printed; a further one is one more name here, and a canary in the tests. */
export const SECRETS = [
  "DISCORD_TOKEN",
  "FLASHALPHA_API_KEY",
  "CACHE_URL",
  "STORE_URL",
] as const satisfies readonly (keyof Config)[];

/** The secrets that are set, among parsed settings or in an environment, and the passwords inside of addresses. */
export function secretsOf(values: Readonly<Partial<Record<(typeof SECRETS)[number], string | undefined>>>): string[] {
  return SECRETS.flatMap((name) => values[name]?.trim() || []).flatMap((value) => [value, ...passwordsIn(value)]);
}

/** As it stands there, and as it was meant before it was made fit for an address. */
function passwordsIn(address: string): string[] {
  const password = URL.parse(address)?.password;
  if (!password) return [];
  try {
    return [...new Set([password, decodeURIComponent(password)])];
  } catch {
    return [password];
  }
}

/** One line per problem, ready to print; never the value, which may be a secret. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

/** Pure: `main.ts` passes `process.env`, a test passes an object. @throws {ConfigError} naming every problem at once. */
export function loadConfig(env: Readonly<Record<string, string | undefined>>): Config {
  // A bare `FOO=` in .env means "not set", not "set to the empty string".
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()));
  const result = settings.safeParse(given);
  if (result.success) return result.data;
  const lines = result.error.issues.map(({ path, message }) => `  ${path.join(".")}: ${message}`);
  throw new ConfigError(`Settings to correct in .env:\n${lines.join("\n")}`);
}
