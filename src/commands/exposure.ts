import { exposureCommand } from "./exposureCommand.ts";

export const exposure = exposureCommand(
  "exposure",
  "exposure",
  "Gamma, delta, vanna and charm exposure side by side on one price axis",
);
