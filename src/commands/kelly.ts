import { ApplicationCommandOptionType } from "discord.js";
import { UserError } from "../errors.ts";
import { kellyOddsPost } from "../views/trade/kellyOdds.ts";
import { kellyOptionPost } from "../views/trade/kellyOption.ts";
import { defineGroup, definePart, type Option } from "./command.ts";
import { kellySpread } from "./kellySpread.ts";
import { numberOption, optionalNumber } from "./numberOption.ts";
import { shareOption, symbolOption } from "./options.ts";
import { spreadExpiryOption } from "./planOptions.ts";

const YEAR = 365;
const usd = (description: string) => numberOption({ description, least: 0.01, most: 1e6 });
const percentage = (description: string) => optionalNumber({ description, least: -100, most: 100 });

const rightOption: Option<"call" | "put"> = {
  json: {
    type: ApplicationCommandOptionType.String,
    description: "Call or put",
    required: true,
    choices: [
      { name: "Call", value: "call" },
      { name: "Put", value: "put" },
    ],
  },
  read: (options, name) => (options.getString(name, true) === "put" ? "put" : "call"),
};

const odds = definePart({
  name: "odds",
  description: "A credit spread as a bet that is won or lost whole, by numbers",
  options: {
    win: numberOption({ description: "How often it is won, in percent", least: 0.1, most: 99.9 }),
    credit: usd("Credit in dollars per share"),
    width: usd("Width between the strikes in dollars"),
    share: shareOption,
  },
  run: async ({ win, credit, width }) => {
    if (credit >= width)
      throw new UserError("The credit must be below the width: else nothing could be lost, which no market pays.");
    return kellyOddsPost({ win: win / 100, credit, width });
  },
});

const spread = definePart({
  name: "spread",
  description: "A credit spread as it is quoted, and how Kelly changes with the forecast of volatility",
  options: {
    symbol: symbolOption,
    short: usd("Strike that is sold: above the other for puts, below it for calls"),
    long: usd("Strike that is bought"),
    expiry: spreadExpiryOption,
    forecast: optionalNumber({
      description: "Your forecast of volatility in percent (default: ours)",
      least: 1,
      most: 500,
    }),
    share: shareOption,
  },
  run: kellySpread,
});

const option = definePart({
  name: "option",
  description: "A bought option by numbers, as FlashAlpha's form does it",
  options: {
    right: rightOption,
    spot: usd("Price of the underlying"),
    strike: usd("Strike"),
    days: numberOption({ description: "Days to expiry", least: 0.01, most: 1_095 }),
    iv: numberOption({ description: "Volatility in percent a year", least: 0.1, most: 300 }),
    premium: usd("What it costs, in dollars per share"),
    drift: numberOption({
      description: "What you believe the underlying returns, in percent a year",
      least: -100,
      most: 100,
    }),
    rate: percentage("Interest rate in percent a year (default 0)"),
    yield: percentage("Dividend yield in percent a year (default 0)"),
    share: shareOption,
  },
  run: async ({ right, spot, strike, days, iv, premium, drift, rate, yield: dividends }) => {
    if (right === "put" && premium >= strike)
      throw new UserError(
        "A put that costs its strike or more cannot end with a profit: check `premium` and `strike`.",
      );
    if (right === "call" && premium >= spot)
      throw new UserError("A call that costs the underlying or more is no price: check `premium` and `spot`.");
    const years = days / YEAR;
    const rates = { drift: drift / 100, rate: (rate ?? 0) / 100, dividendYield: (dividends ?? 0) / 100 };
    return kellyOptionPost({ right, spot, strike, years, iv: iv / 100, premium, ...rates }, days);
  },
});

export const kelly = defineGroup({
  name: "kelly",
  description: "How much to risk, or nothing: by odds, of a quoted credit spread, of a bought option",
  parts: [odds, spread, option],
});
