import { exposureCommand } from "./exposureCommand.ts";

export const chex = exposureCommand(
  "chex",
  "chex",
  "Charm exposure: what dealers trade as time passes, and until the close",
);
