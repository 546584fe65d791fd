import { createTokenBuckets, type TokenBucketOptions } from "../tokenBuckets.ts";

/** Who asks: a user, and the server he asks in. */
export interface Asker {
  readonly userId: string;
  /** Null outside of servers. */
  readonly guildId: string | null;
}

/** How often one user and one server may make us ask a source. Answers from memory cost nothing. */
export interface Allowance {
  /** 0: go ahead, it is counted; else the ms until this asker may. */
  take(asker: Asker): number;
}

type Pace = Pick<TokenBucketOptions, "capacity" | "perSecond">;
/** Five at once, then one every four seconds: a person reading answers never meets it. */
const USER: Pace = { capacity: 5, perSecond: 5 / 20 };
const SERVER: Pace = { capacity: 30, perSecond: 30 / 60 };
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
  const users = createTokenBuckets({ ...user, now, most: MOST });
  const servers = createTokenBuckets({ ...server, now, most: MOST });
  return {
    take({ userId, guildId }) {
      // The user first: what he is refused must not count against the others of his server.
      const wait = users.take(userId);
      return wait > 0 || guildId === null ? wait : servers.take(guildId);
    },
  };
}
