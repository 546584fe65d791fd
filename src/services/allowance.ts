import { createTokenBuckets, type TokenBucketOptions } from "../tokenBuckets.ts";

/** Who asks: a user, and the server he asks in. */
export interface Asker {
  readonly userId: string;
  /** Null outside of servers. */
  readonly guildId: string | null;
}

/** What is asked for: one symbol, or one of a list. */
export type Purpose = "reply" | "list";

/** How often one user and one server may make us ask a source. Answers from memory cost nothing. */
export interface Allowance {
  /** 0: go ahead, it is counted; else the ms until this asker may. @param purpose default: "reply" */
  take(asker: Asker, purpose?: Purpose): number;
}

type Pace = Pick<TokenBucketOptions, "capacity" | "perSecond">;
/** Five at once, then one every four seconds: a person reading answers never meets it. */
const USER: Pace = { capacity: 5, perSecond: 5 / 20 };
const SERVER: Pace = { capacity: 30, perSecond: 30 / 60 };
/** A list has a purse of its own: the largest at once, and again a quarter of an hour later, when its copies are old. */
const USER_LIST: Pace = { capacity: 50, perSecond: 50 / (15 * 60) };
const SERVER_LIST: Pace = { capacity: 150, perSecond: 150 / (15 * 60) };
const MOST = 10_000;

export function createAllowance({
  now,
  user = USER,
  server = SERVER,
}: {
  /** Milliseconds on a clock that never goes back. */
  readonly now: () => number;
  readonly user?: Pace;
  readonly server?: Pace;
}): Allowance {
  const purse = (mine: Pace, ours: Pace) => ({
    users: createTokenBuckets({ ...mine, now, most: MOST }),
    servers: createTokenBuckets({ ...ours, now, most: MOST }),
  });
  const purses: Readonly<Record<Purpose, ReturnType<typeof purse>>> = {
    reply: purse(user, server),
    list: purse(USER_LIST, SERVER_LIST),
  };
  return {
    take({ userId, guildId }, purpose = "reply") {
      const { users, servers } = purses[purpose];
      // The user first: what he is refused must not count against the others of his server.
      const wait = users.take(userId);
      return wait > 0 || guildId === null ? wait : servers.take(guildId);
    },
  };
}
