import { readFileSync } from "node:fs";
import { sharedFile } from "../shared.ts";
import { createChecker, type Checker } from "./createChecker.ts";
import type { OpenApi } from "./openApi.ts";

/** Why tests skip where Discord's description does not lie beside the repository. */
export const NO_DESCRIPTION = "needs Discord's API description in ../shared/data/discord-openapi.json";

/** Returns a warm checker by Discord's own description; null in a plain clone, which does not have it. */
export function discordChecker(): Checker | null {
  const file = sharedFile("data/discord-openapi.json");
  if (!file) return null;
  const checker = createChecker(JSON.parse(readFileSync(file, "utf8")) as OpenApi);
  checker.warm();
  return checker;
}
