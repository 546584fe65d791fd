import type { Ticker } from "../../engine/ticker.ts";

/** "**SPY**, **QQQ**". */
export const bold = (symbols: readonly Ticker[]): string => symbols.map((symbol) => `**${symbol}**`).join(", ");

/** "1 symbol", "3 symbols". */
export const symbolCount = (count: number): string => `${count} ${count === 1 ? "symbol" : "symbols"}`;
