import { pino } from "pino";
import type { Call, Caller, OptionReader } from "../../src/commands/command.ts";
import type { AppContext, Door } from "../../src/context.ts";
import { createUpkeep } from "../../src/services/upkeep.ts";
import { boardOf } from "./boards.ts";
import { storeInMemory } from "./stores.ts";
import { readingOf } from "./snapshots.ts";

/** Enough of a bot to run a command: every symbol healthy, no history, no symbol list, a picture of four bytes, a fixed clock. */
export function context(overrides: Partial<AppContext> = {}): AppContext {
  const read: AppContext["exposure"]["read"] = async ({ symbol, selection }) => ({
    reading: readingOf({ symbol, overrides: { selection } }),
    stale: null,
    retryAt: null,
    cache: "miss",
  });
  return {
    exposure: {
      read,
      readMany: (requests) => Promise.all(requests.map((request) => read(request))),
      board: async ({ symbol }) => ({ board: boardOf({ symbol }), stale: null, retryAt: null }),
      listedExpiries: () => [],
      status: () => ({
        sources: [{ name: "cboe", lastAnswerAt: "2026-11-23T15:00:12.000Z", lastFailure: null }],
        cache: { entries: 3, bytes: 2_400_000, maxBytes: 268_435_456 },
        answers: { hit: 120, miss: 30, stale: 2 },
      }),
    },
    history: { of: async () => ({ bars: [], rows: [], volIndex: null, notes: [], madeUp: false }) },
    published: null,
    lead: "ours",
    symbols: { suggest: () => [], closest: () => [] },
    store: storeInMemory(),
    upkeep: createUpkeep(),
    door: quietDoor(),
    draw: async () => PICTURE,
    palette: "default",
    about: { version: "1.2.3", startedAt: "2026-11-21T15:01:00.000Z" },
    now: () => new Date("2026-11-23T15:01:00Z"),
    clockOffMs: () => 0,
    log: pino({ level: "silent" }),
    ...overrides,
  };
}

/** A Discord that opens every DM, takes every post and lacks no permission. */
export const quietDoor = (overrides: Partial<Door> = {}): Door => ({
  openDm: async (userId) => ({ channelId: `9${userId}` }),
  post: async () => ({ kind: "sent", messageId: "77" }),
  missingPermissions: async () => [],
  ...overrides,
});

/** What the fake `draw` returns. */
export const PICTURE = Uint8Array.of(137, 80, 78, 71);

/** A channel as an option holds it: discord.js gives the rights of whoever chose it along. */
export interface FilledChannel {
  readonly id: string;
  readonly type: number;
  readonly permissions: unknown;
}
type Filled = Readonly<Record<string, string | number | boolean | FilledChannel>>;

/**
 * The options a user filled in, as a command reads them; an absent required one throws as discord.js does.
 * @param part of a command that has some: "add"
 */
export function optionsOf(values: Filled = {}, part: string | null = null): OptionReader {
  const getString = (name: string, required?: boolean) => {
    const value = values[name];
    if (required && value === undefined) throw new TypeError(`Required option "${name}" not found.`);
    return typeof value === "string" ? value : null;
  };
  const getBoolean = (name: string) => (typeof values[name] === "boolean" ? values[name] : null);
  const getNumber = (name: string) => (typeof values[name] === "number" ? values[name] : null);
  const getChannel = (name: string) => (typeof values[name] === "object" ? values[name] : null);
  return { getString, getBoolean, getNumber, getChannel, getSubcommand: () => part } as unknown as OptionReader;
}

/** A call of a command by user 1 in channel 3 of server 2. */
export const call = (
  values?: Filled,
  { part, ...caller }: Partial<Caller> & { readonly part?: string } = {},
): Call => ({
  options: optionsOf(values, part),
  userId: "1",
  guildId: "2",
  channelId: "3",
  permissions: 0n,
  ...caller,
});
