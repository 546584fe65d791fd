import type { Asked } from "./plans.ts";
import { seedOf, spotOf } from "./seed.ts";
import { vrpBody, vrpHistoryBody } from "./vrp.ts";

const STRIKES = 21;

/** Strikes around spot in whole dollars and what lies on them, $; one net figure differs per block and expiry. */
export function strikesOf({ symbol, expiration }: Pick<Asked, "symbol" | "expiration">) {
  const centre = Math.round(spotOf(symbol));
  return Array.from({ length: STRIKES }, (_, i) => {
    const strike = centre - 10 + i;
    const noise = (name: string) => (seedOf(`${symbol} ${expiration} ${name} ${strike}`) % 1_000_000) * 100;
    const side = (block: string) => ({ call: noise(`call ${block}`), put: -noise(`put ${block}`) });
    const oi = { call_oi: noise("call oi") / 1e4, put_oi: noise("put oi") / 1e4 };
    return { strike, oi, gex: side("gex"), dex: side("dex"), vex: side("vex"), chex: side("chex") };
  });
}
type Block = "gex" | "dex" | "vex" | "chex";

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** Calls + puts over all strikes, as the vendor's net. */
export const netOf = (asked: Pick<Asked, "symbol" | "expiration">, block: Block): number =>
  sum(strikesOf(asked).map((strike) => strike[block].call + strike[block].put));

export function levelsOf(symbol: string) {
  const centre = Math.round(spotOf(symbol));
  return {
    gamma_flip: centre - 1.37,
    max_positive_gamma: centre + 2,
    max_negative_gamma: centre - 6,
    call_wall: centre + 5,
    put_wall: centre - 5,
    highest_oi_strike: centre + 1,
    zero_dte_magnet: centre,
  };
}

export interface BodyOptions {
  readonly asOf: string;
  /** Some clients see the levels at the top of the answer. */
  readonly levelsAtRoot: boolean;
}

/** The body of a healthy answer, contradictions included: puts positive on /gex and negative elsewhere, stories reversed. */
export function bodyOf(asked: Asked, { asOf, levelsAtRoot }: BodyOptions): Readonly<Record<string, unknown>> {
  const { endpoint, symbol } = asked;
  if (endpoint === "vrp") return vrpBody(symbol, asOf);
  if (endpoint === "vrpHistory") return vrpHistoryBody(symbol, asOf);
  const heading = { symbol, underlying_price: spotOf(symbol), as_of: asOf };
  const flip = levelsOf(symbol).gamma_flip;
  if (endpoint === "levels") return { ...heading, ...(levelsAtRoot ? levelsOf(symbol) : { levels: levelsOf(symbol) }) };
  if (endpoint === "sheet")
    return {
      ...heading,
      totals: { ...Object.fromEntries(BLOCKS.map((block) => [`net_${block}`, netOf(asked, block)])), net_dag: 1 },
      strikes: strikesOf(asked).map((strike) => ({
        strike: strike.strike,
        ...Object.assign({}, ...BLOCKS.map((block) => sides(block, strike[block], { putSign: 1 }))),
        dag: 1,
        ...strike.oi,
      })),
      peaks: [],
      lis: null,
      is_opex: false,
      is_triple_witching: false,
    };
  const net = netOf(asked, endpoint);
  const stories: Readonly<Record<string, object>> = {
    gex: { gamma_flip: flip, net_gex_label: net > 0 ? "Positive" : "NEGATIVE" },
    dex: {},
    vex: {
      vex_interpretation: "Positive vanna: dealers buy when volatility RISES @everyone [here](https://evil.example)",
    },
    chex: { chex_interpretation: "pushing dealers to buy, supports decline into close" },
  };
  return {
    ...heading,
    ...stories[endpoint],
    [`net_${endpoint}`]: net,
    strikes: strikesOf(asked)
      .toReversed()
      .map((strike) => ({
        strike: strike.strike,
        ...sides(endpoint, strike[endpoint], { putSign: endpoint === "gex" ? -1 : 1 }),
        ...strike.oi,
        call_volume: 10,
        put_volume: null,
      })),
  };
}

const BLOCKS: readonly Block[] = ["gex", "dex", "vex", "chex"];

const sides = (block: Block, { call, put }: { call: number; put: number }, { putSign }: { putSign: 1 | -1 }) => ({
  [`call_${block}`]: call,
  [`put_${block}`]: put * putSign,
  [`net_${block}`]: call + put,
});
