import { tmpdir } from "node:os";
import { join } from "node:path";
import { defineConfig } from "vitest/config";
import { CANARIES } from "./test/support/canaries.ts";

// Some tests start the program as people do: what it loads is compiled once for all of them. Inherited by every process.
process.env["NODE_COMPILE_CACHE"] ??= join(tmpdir(), "gexcord-compiled");

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: ["test/support/announceSkips.ts"],
    setupFiles: ["test/support/seed.ts"],
    // Secrets to be recognised by: the CI fails when one of them turns up in the output of the run.
    env: CANARIES,
    testTimeout: 20_000,
    hookTimeout: 30_000,
    // Two cores: more workers than that only make the loopback tests wait for each other.
    maxWorkers: 2,
  },
});
