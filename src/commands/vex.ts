import { exposureCommand } from "./exposureCommand.ts";

export const vex = exposureCommand(
  "vex",
  "vex",
  "Vanna exposure: what dealers trade when implied volatility moves a point",
);
