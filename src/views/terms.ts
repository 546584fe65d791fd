/** One term of the product: what it is, how it is computed here, and what can be said against it. */
export interface Term {
  readonly name: string;
  readonly what: string;
  readonly computed: string;
  readonly critics: string;
}

const SIGN_CRITICS =
  "The sign is a convention: observed positions differ (Gârleanu, Pedersen and Poteshman 2009 found end users slightly net short single-stock options), so single names are where it is weakest.";

/** Every term `/explain` knows, in the order it lists them. */
export const TERMS = {
  gex: {
    name: "GEX · gamma exposure",
    what: "Dollars of stock dealers must trade for a 1 % move if the model's sign holds. Positive: they sell rallies and buy dips. Negative: they buy rallies and sell dips.",
    computed:
      "Per contract ±Γ · OI · 100 · S² · 0.01, calls +, puts −; Γ from Black-Scholes-Merton with the feed's IV at the time the quotes were struck. Per $1 it is that × 100 / S.",
    critics: `${SIGN_CRITICS} Treat every figure as an order of magnitude: published estimates of the same day have disagreed in sign.`,
  },
  flip: {
    name: "Gamma flip",
    what: "The price at which the model's net gamma changes sign. Above an upward flip hedging dampens moves, below it hedging amplifies them.",
    computed:
      "Every contract is re-priced over ±20 % of spot, each keeping its own IV; the flip is the nearest upward zero of that curve, else the nearest zero, else none with the reason. The regime is the sign of the same curve at spot.",
    critics:
      "It is a zone, not a line: letting the smile move with spot shifts it by up to 0.3 %, and carry by tens of index points.",
  },
  walls: {
    name: "Call wall and put wall",
    what: "The strike with the largest call gamma and the one with the largest put gamma. Resistance and support are the same, restricted to their side of spot.",
    computed:
      "Call wall: largest call GEX of all strikes. Put wall: most negative put GEX. Strength is its share of its side's gamma; under 20 % is weak.",
    critics:
      "A wall is where gamma is, not where price stops. A call wall below spot is no resistance, and the bot says so.",
  },
  regime: {
    name: "Regime and confidence",
    what: "The sign of net GEX at spot, and how far spot is from the flip: more than 2 % high, more than 0.5 % moderate, else low.",
    computed:
      "Sign of net GEX; distance |spot − flip| / spot, strictly greater. No flip within ±20 % reads low, with the words one-sided.",
    critics:
      "Confidence measures distance only. It knows nothing about news, liquidity or who really holds the contracts.",
  },
  vanna: {
    name: "VEX · vanna exposure",
    what: "Dollars dealers trade when implied volatility moves one point. Positive: they buy when IV falls and sell when it rises.",
    computed:
      "±∂Δ/∂σ · OI · 100 · S · 0.01 per vol point. 'Aligned' means positive gamma and negative VEX: both legs dampen.",
    critics:
      "Positive on nearly every chain by construction, since most open interest is out of the money, so 'aligned' is rare.",
  },
  charm: {
    name: "CHEX · charm exposure",
    what: "Dollars of stock dealers buy (+) or sell (−) over the next calendar day if nothing but time passes.",
    computed: "−(±∂Δ/∂t) / 365 · OI · 100 · S.",
    critics: "A rate: near expiry it overstates what the rest of the day can still bring.",
  },
  dex: {
    name: "DEX · delta exposure",
    what: "The delta of all open interest in dollars, options only, before any stock hedge.",
    computed: "Δ · OI · 100 · S with the natural sign of delta (puts negative).",
    critics:
      "Dealers hedge delta to zero, and deep in-the-money contracts weigh most: read it as the tilt of open interest, not as a position.",
  },
  magnet: {
    name: "0DTE magnet",
    what: "Among today's expiry the strike with the largest net gamma. Positive pulls price towards it; negative is called an accelerant.",
    computed: "Largest |net GEX| of the contracts that expire today.",
    critics: "Built from yesterday's open interest: trades opened today, most of 0DTE, are invisible.",
  },
  expectedmove: {
    name: "Expected move",
    what: "One standard deviation until the nearest expiry of the selection, as the options price it.",
    computed: "S · IV(at the forward) · √T, T in calendar years to settlement.",
    critics: "A width, not a forecast: about one day in three ends outside it even if the model is right.",
  },
  maxpain: {
    name: "Max pain",
    what: "The strike at which holders of one expiry would collect least at settlement.",
    computed: "Smallest sum of intrinsic values over the listed strikes, per expiry.",
    critics: "Evidence for drifting towards it is thin outside the last hours of an expiry.",
  },
  carry: {
    name: "Carry: rates and dividends",
    what: "What holding the stock to expiry costs or earns; near the flip it decides the sign.",
    computed:
      "Per expiry from put-call parity where quotes allow, within −5 % to +15 %; else the configured rate and yield.",
    critics: "For American single-stock options parity is approximate, because early exercise has a price.",
  },
  data: {
    name: "Where the numbers come from",
    what: "Cboe's free delayed quotes, 15 minutes old, fetched by this bot for its own users and computed here.",
    computed:
      "Values stand at the time the quotes were struck, not when they were fetched; outside the session that is the last close. Open interest is yesterday's clearing.",
    critics: "Open interest settles once a day, and dealers hedge with other options and futures too. Not advice.",
  },
} as const satisfies Record<string, Term>;

export type TermKey = keyof typeof TERMS;
export const TERM_KEYS = Object.keys(TERMS) as TermKey[];
