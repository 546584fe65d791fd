/** One made-up underlying. Prices, volatilities and open interest are invented; only the listing habits are real. */
export interface Underlying {
  readonly symbol: string;
  readonly kind: "index" | "etf" | "stock";
  /** Price around which the path wanders. */
  readonly anchor: number;
  /** Moves per move of the market. */
  readonly beta: number;
  /** Own volatility beside the market's, decimal per year. */
  readonly ownVol: number;
  /** 30-day and long-run implied volatility, decimal. */
  readonly iv: number;
  readonly longIv: number;
  /** Slope of the smile's left wing in volatility per unit of ln(K/F)/√T; the right wing is the same, seen from `trough`. */
  readonly wing: number;
  readonly trough: number;
  readonly dividendYield: number;
  readonly expiries: "daily" | "monWedFri" | "weekly";
  /** Strike distance at the money, further out, and in the wings. */
  readonly steps: readonly [number, number, number];
  /** Strikes that attract open interest are multiples of these, the most popular first. */
  readonly popular: readonly [number, number, number];
  /** Multiplies how far the three zones reach. */
  readonly reach: number;
  /** Contracts on a popular strike of a near monthly expiry. */
  readonly openInterest: number;
  /** Weight of calls and puts in the open interest; decides, with the path, who is in positive gamma. */
  readonly calls: number;
  readonly puts: number;
  /** Shares per day. */
  readonly shares: number;
}

const etf = {
  kind: "etf",
  expiries: "daily",
  steps: [1, 5, 10],
  popular: [10, 5, 2],
  reach: 1,
  trough: 0.2,
  dividendYield: 0.012,
} as const;

const stock = {
  kind: "stock",
  expiries: "weekly",
  steps: [2.5, 5, 10],
  popular: [20, 10, 5],
  reach: 1.6,
  trough: 0.18,
  dividendYield: 0.004,
} as const;

const spy = { anchor: 650, beta: 1, ownVol: 0, iv: 0.135, longIv: 0.185, wing: 0.25 } as const;

/** The market's own volatility, decimal per year. */
export const MARKET_VOL = 0.13;
/** Continuously compounded rate of the made-up market. */
export const RATE = 0.043;

/** Moves exactly as the market does; volatilities lean against its level. */
export const MARKET: Underlying = {
  ...etf,
  ...spy,
  symbol: "SPY",
  openInterest: 7_500,
  calls: 1,
  puts: 1.1,
  shares: 62e6,
};

export const UNDERLYINGS: readonly Underlying[] = [
  MARKET,
  {
    ...etf,
    symbol: "QQQ",
    anchor: 580,
    beta: 1.2,
    ownVol: 0.07,
    iv: 0.17,
    longIv: 0.215,
    wing: 0.23,
    openInterest: 4_200,
    calls: 0.85,
    puts: 1.2,
    shares: 44e6,
  },
  {
    ...etf,
    symbol: "IWM",
    anchor: 235,
    beta: 1.15,
    ownVol: 0.11,
    iv: 0.205,
    longIv: 0.235,
    wing: 0.21,
    expiries: "monWedFri",
    openInterest: 9_000,
    calls: 0.5,
    puts: 1.5,
    shares: 31e6,
  },
  {
    ...stock,
    symbol: "AAPL",
    anchor: 232,
    beta: 1.05,
    ownVol: 0.2,
    iv: 0.255,
    longIv: 0.285,
    wing: 0.15,
    openInterest: 11_000,
    calls: 1,
    puts: 0.95,
    shares: 48e6,
  },
  {
    ...stock,
    symbol: "TSLA",
    steps: [5, 10, 20],
    popular: [50, 20, 10],
    reach: 2,
    anchor: 345,
    beta: 1.7,
    ownVol: 0.43,
    iv: 0.53,
    longIv: 0.56,
    wing: 0.1,
    openInterest: 9_500,
    calls: 0.65,
    puts: 1.2,
    shares: 88e6,
  },
  {
    ...stock,
    symbol: "NVDA",
    anchor: 182,
    beta: 1.6,
    ownVol: 0.3,
    iv: 0.4,
    longIv: 0.43,
    wing: 0.11,
    openInterest: 42_000,
    calls: 0.85,
    puts: 1.15,
    shares: 185e6,
  },
  {
    ...stock,
    symbol: "META",
    reach: 1.3,
    anchor: 705,
    beta: 1.2,
    ownVol: 0.24,
    iv: 0.3,
    longIv: 0.33,
    wing: 0.13,
    steps: [5, 10, 20],
    popular: [50, 20, 10],
    openInterest: 2_100,
    calls: 1.2,
    puts: 0.68,
    shares: 12e6,
    dividendYield: 0.003,
  },
  {
    ...stock,
    symbol: "AMZN",
    anchor: 226,
    beta: 1.2,
    ownVol: 0.24,
    iv: 0.3,
    longIv: 0.33,
    wing: 0.13,
    openInterest: 14_000,
    calls: 0.85,
    puts: 1.15,
    shares: 40e6,
    dividendYield: 0,
  },
  {
    ...stock,
    symbol: "AMD",
    anchor: 166,
    beta: 1.6,
    ownVol: 0.36,
    iv: 0.47,
    longIv: 0.49,
    wing: 0.1,
    openInterest: 11_000,
    calls: 0.58,
    puts: 1.38,
    shares: 45e6,
    dividendYield: 0,
  },
  {
    ...stock,
    symbol: "GOOGL",
    anchor: 208,
    beta: 1.05,
    ownVol: 0.21,
    iv: 0.27,
    longIv: 0.3,
    wing: 0.14,
    openInterest: 12_000,
    calls: 0.8,
    puts: 1.1,
    shares: 36e6,
  },
  {
    ...etf,
    ...spy,
    symbol: "SPX",
    kind: "index",
    anchor: 6519.5,
    steps: [5, 25, 100],
    popular: [100, 50, 25],
    openInterest: 5_200,
    calls: 0.82,
    puts: 1.2,
    shares: 0,
  },
];
