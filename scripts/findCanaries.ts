import { readFileSync } from "node:fs";
import { canariesIn } from "../test/support/canaries.ts";

/** `node scripts/findCanaries.ts FILE`: ends with 1 when the output of a test run holds one of the tests' made-up secrets. */
const [file = ""] = process.argv.slice(2);
const printed = canariesIn(readFileSync(file, "utf8"));
if (printed.length > 0) {
  console.error(
    `Printed by the run, and never to be: ${printed.join(", ")}. The value is in test/support/canaries.ts.`,
  );
  process.exitCode = 1;
}
