import { exposureCommand } from "./exposureCommand.ts";

export const regime = exposureCommand(
  "regime",
  "regime",
  "The gamma regime: sign, vanna, distance to the flip, confidence, and why",
);
