import { alert } from "./alert.ts";
import { chex } from "./chex.ts";
import type { Command } from "./command.ts";
import { dashboard } from "./dashboard.ts";
import { dex } from "./dex.ts";
import { digest } from "./digest.ts";
import { explain } from "./explain.ts";
import { exposure } from "./exposure.ts";
import { gex } from "./gex.ts";
import { createHelp } from "./help.ts";
import { kelly } from "./kelly.ts";
import { levels } from "./levels.ts";
import { plan } from "./plan.ts";
import { privacy } from "./privacy.ts";
import { regime } from "./regime.ts";
import { scan } from "./scan.ts";
import { status } from "./status.ts";
import { vex } from "./vex.ts";
import { vrp } from "./vrp.ts";
import { watchlist } from "./watchlist.ts";
import { zerodte } from "./zerodte.ts";

/** A further command is one line here. */
const listed: readonly Command[] = [
  gex,
  dex,
  vex,
  chex,
  exposure,
  levels,
  regime,
  zerodte,
  vrp,
  scan,
  plan,
  kelly,
  alert,
  watchlist,
  digest,
  dashboard,
  explain,
  privacy,
  status,
];

export const commands: readonly Command[] = [...listed, createHelp(listed)];
