import { createTokenBuckets, type TokenBucketOptions } from "../tokenBuckets.ts";

/** Says before any work whether an interaction is taken on. */
export interface Gate {
  /** Null: go ahead; else the words why not. */
  refusal(userId: string): string | null;
}

/** How fast one person may use the bot. */
export type PersonalPace = Pick<TokenBucketOptions, "capacity" | "perSecond">;

export interface GateOptions {
  readonly pace?: PersonalPace;
  /** Interactions being worked on right now. */
  readonly underWay: () => number;
  /** Milliseconds on a clock that never goes back. */
  readonly now: () => number;
}

/** More at once than this would only wait for each other, past Discord's patience. */
const MOST_UNDER_WAY = 200;
/** What one person can use: ten at once, then one a second. */
const PACE: PersonalPace = { capacity: 10, perSecond: 1 };
const MOST_PEOPLE = 10_000;

/** Nobody can keep the others waiting, and a flood is refused in words instead of piling up. */
export function createGate({ underWay, now, pace = PACE }: GateOptions): Gate {
  const paces = createTokenBuckets({ ...pace, now, most: MOST_PEOPLE });
  return {
    refusal(userId) {
      const wait = paces.take(userId);
      if (wait > 0) return `That was a lot at once. Wait ${seconds(wait)} and try again.`;
      if (underWay() > MOST_UNDER_WAY)
        return "More is asked of this bot than it can answer right now. Try again in a minute.";
      return null;
    },
  };
}

const seconds = (ms: number) => {
  const whole = Math.max(1, Math.ceil(ms / 1000));
  return `${whole} ${whole === 1 ? "second" : "seconds"}`;
};
