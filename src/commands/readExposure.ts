import type { Answer, AppContext, ReadOptions } from "../context.ts";
import type { ExpirySelection } from "../engine/selection.ts";
import type { ExposureSnapshot } from "../engine/snapshot.ts";
import type { Ticker } from "../engine/ticker.ts";
import { ProviderError, UserError } from "../errors.ts";
import { monthDay } from "../views/format.ts";

/**
 * The reading a command is about, or the sentence why there is none.
 * @throws {UserError} unknown symbol with near spellings, or a selection the chain has no expiry for.
 * @throws {ProviderError} anything else a source could not do.
 */
export async function readExposure(
  request: { readonly symbol: Ticker; readonly selection: ExpirySelection },
  { exposure, symbols }: AppContext,
  options: ReadOptions,
): Promise<Answer> {
  const answer = await exposure.read(request, options).catch((error: unknown) => {
    if (error instanceof ProviderError && error.failure === "unknown-symbol")
      throw unknownSymbol(request.symbol, symbols.closest(request.symbol));
    throw error;
  });
  const { snapshot } = answer.reading;
  if (snapshot.expiries.length === 0) throw nothingSelected(snapshot);
  if (snapshot.strikes.length === 0)
    throw new UserError(`${snapshot.symbol} has no open interest in these expiries, so there is no exposure to show.`);
  return answer;
}

function unknownSymbol(symbol: Ticker, closest: readonly string[]): UserError {
  const suggestion = closest.length > 0 ? ` Did you mean ${closest.slice(0, 3).join(", ")}?` : "";
  return new UserError(`No listed options for **${symbol}** at the data source.${suggestion}`);
}

function nothingSelected({ symbol, selection, listed }: ExposureSnapshot): UserError {
  if (listed.length === 0) return new UserError(`The data source lists no live expiry for ${symbol}.`);
  const next = listed.slice(0, 4).map(({ date }) => `${date} (${monthDay(date)})`);
  const what: Record<ExpirySelection["kind"], string> = {
    all: "has no live expiry",
    zeroDte: "has no expiry left today",
    maxDte: "has no expiry that near",
    nextOpex: "has no monthly expiry listed",
    date: `has no expiry on ${selection.kind === "date" ? selection.date : "that date"}`,
  };
  return new UserError(`${symbol} ${what[selection.kind]}. Next expiries: ${next.join(", ")}.`);
}
