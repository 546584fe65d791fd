/**
 * Bounds that nothing traded comes near: what lies beyond them is a misprint, and would turn sums into Infinity and NaN.
 * The dearest optionable underlying costs some $30,000, the largest open interest of one contract is some 3 million.
 */
const LOWEST_PRICE = 0.0001;
const HIGHEST_PRICE = 1e7;
const MOST_CONTRACTS = 1e9;

/** A price of an underlying or a strike in $; false for NaN. */
export const isPrice = (value: number): boolean => value >= LOWEST_PRICE && value <= HIGHEST_PRICE;

/** Open interest or volume of one contract: whole, perhaps none; false for NaN. */
export const isContractCount = (value: number): boolean =>
  Number.isInteger(value) && value >= 0 && value <= MOST_CONTRACTS;
