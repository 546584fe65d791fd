import { exposureCommand } from "./exposureCommand.ts";

export const dex = exposureCommand("dex", "dex", "Delta of all open interest in dollars, options only, by strike");
