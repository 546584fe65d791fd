import type { ExposureSnapshot } from "../../engine/snapshot.ts";
import { price } from "../format.ts";

/** What a picture shows, for those who cannot see it: kind, symbol and spot, then its main numbers. Facts may carry markup. */
export function altText(picture: string, { symbol, spot, source }: ExposureSnapshot, facts: readonly string[]): string {
  const head = `${source.sample ? "SAMPLE DATA. " : ""}${picture} for ${symbol}, spot ${price(spot)}`;
  return [head, ...facts.map((fact) => fact.replaceAll("*", "").replace(/\.$/, ""))].join("; ");
}
