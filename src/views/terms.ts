import { TRADE_TERMS } from "./tradeTerms.ts";
import { VRP_TERMS } from "./vrpTerms.ts";

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
      "±∂Δ/∂σ · OI · 100 · S · 0.01 per vol point. 'Aligned' means positive gamma and negative VEX: both legs dampen. Vanna ratio: max(0, VEX) / (|VEX| + |GEX|), one vol point against one percent.",
    critics:
      "Positive on nearly every chain by construction, since most open interest is out of the money, so 'aligned' is rare.",
  },
  charm: {
    name: "CHEX · charm exposure",
    what: "Dollars of stock dealers buy (+) or sell (−) over the next calendar day if nothing but time passes.",
    computed: "−(±∂Δ/∂t) / 365 · OI · 100 · S.",
    critics:
      "A rate: near expiry it overstates what the rest of the day can still bring. Positive on all 14 chains once measured, since most open interest is out of the money.",
  },
  charmclose: {
    name: "Charm until the close",
    what: "Dollars of stock dealers buy or sell between the quotes and the closing bell if spot and every IV stand still.",
    computed:
      "−[dealer delta at the close − dealer delta now] · S, every contract re-priced at the bell; what settles by then counts at intrinsic value. Nothing outside the session.",
    critics: "Spot does not stand still: near a strike that expires today a small move can turn the figure around.",
  },
  dex: {
    name: "DEX · delta exposure",
    what: "The delta of all open interest in dollars, options only, before any stock hedge.",
    computed: "Δ · OI · 100 · S with the natural sign of delta (puts negative).",
    critics:
      "Dealers hedge delta to zero, and deep in-the-money contracts weigh most: read it as the tilt of open interest, not as a position.",
  },
  putcall: {
    name: "Put/call ratio",
    what: "Puts per call of the selected expiries, of open interest and of volume. Above 1 there are more puts.",
    computed: "Σ puts / Σ calls, in contracts; n/a without calls. Volume is the session's, open interest yesterday's.",
    critics:
      "It says nothing on who bought or sold: a sold put counts like a bought one, and far months weigh like near ones.",
  },
  magnet: {
    name: "0DTE magnet",
    what: "Among today's expiry the strike with the largest net gamma. Positive pulls price towards it; negative is called an accelerant.",
    computed: "Largest |net GEX| of the contracts that expire today.",
    critics: "Built from yesterday's open interest: trades opened today, most of 0DTE, are invisible.",
  },
  accelerant: {
    name: "0DTE accelerant",
    what: "The strike with today's largest net gamma when that is negative: hedging pushes price away from it instead of towards it.",
    computed: "As the magnet: largest |net GEX| of the contracts that expire today; the sign decides the name.",
    critics: "The name is ours; FlashAlpha calls both a magnet. It stands and falls with the sign convention.",
  },
  pin: {
    name: "Pin score",
    what: "0 to 100: how much today's expiry invites pinning at its magnet.",
    computed:
      ".30 open interest on the three busiest strikes (10 % is 0, 50 % is 100) + .25 proximity (0 from 1 % away) + .25 time (hours of the session gone) + .20 gamma at the magnet against the largest strike.",
    critics:
      "The weights are FlashAlpha's published ones, the four parts are ours. Not back-tested, and no probability.",
  },
  expectedmove: {
    name: "Expected move",
    what: "One standard deviation until the nearest expiry of the selection, as the options price it.",
    computed: "S · IV(at the forward) · √T, T in calendar years to settlement.",
    critics: "A width, not a forecast: about one day in three ends outside it even if the model is right.",
  },
  straddle: {
    name: "Straddle and 1σ",
    what: "What the at-the-money call and put cost together: the market's own price of a move until that expiry.",
    computed: "Call mid + put mid at the strike nearest spot. 1σ ≈ 1.2533 × straddle when rates and dividends are nil.",
    critics: "Mids of 15-minute-old quotes; wide quotes make it a guess.",
  },
  hedge: {
    name: "Hedging estimate",
    what: "Shares and dollars dealers would trade if spot moved 1 % up or down.",
    computed:
      "Linear: ∓GEX / S shares. Re-priced: dealer delta now − dealer delta at the moved spot, so that up and down differ; its dollars are at the moved spot.",
    critics:
      "It takes the hedge to be in the stock, at once and in full. Dealers also use other options and futures, or wait.",
  },
  rolloff: {
    name: "Roll-off",
    what: "How gamma will stand when today's expiry, or the next OPEX (monthly expiry), is gone: net, sign and flip.",
    computed:
      "The same re-pricing without the contracts of that date, all else unchanged. The share of a date is its gross gamma Σ|GEX| over that of all selected expiries.",
    critics:
      "Nothing stands still: positions are rolled into later expiries, and what is opened until then is not in it.",
  },
  dte: {
    name: "OI-weighted time to expiry",
    what: "How far out the open interest sits, in calendar days.",
    computed: "Σ OI · DTE / Σ OI over the selected expiries; today's count 0 days.",
    critics: "Long-dated contracts pull it up although they carry little gamma: compare with the shares by expiry.",
  },
  heatmap: {
    name: "Gamma heatmap",
    what: "Net GEX per 1 % of single cells: one strike on one expiry.",
    computed:
      "The eight expiries with the most absolute net gamma and, among them, the 24 strikes with the most; the reply says how much of the whole they hold. A dot is a cell nobody holds, which is not a net of 0.",
    critics:
      "A large cell is large open interest near the money. Who holds which side of it is the sign convention again.",
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
  quality: {
    name: "Data quality",
    what: "How much of the chain could be used, and what had to be mended.",
    computed:
      "Contracts with gamma, rows dropped by reason, IV taken from the other side or solved from the mid, open interest without any IV. Degraded: more than 10 % of it, or no expiry with quotes for put-call parity.",
    critics: "A clean chain is not a right sign: quality says nothing on who holds the contracts.",
  },
  ...VRP_TERMS,
  ...TRADE_TERMS,
  flashalpha: {
    name: "FlashAlpha beside ours",
    what: "The vendor's own levels, exposures and, with an Alpha key, VRP, exactly as published: its sign, unit, clock and distance from its own spot.",
    computed:
      "Net GEX is $ per 1 % move like ours; VEX is in FlashAlpha units, since it does not say per what. Its regime is told by the sign of its net GEX and by its spot against its flip, and it is named where these differ, or where its sign is not ours. So is a VRP of the other sign, or a z on the other side of 1.",
    critics:
      "Its flip recipe is not published, and its documentation contradicts itself in places; we never mix its figures into ours.",
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
