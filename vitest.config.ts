import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: ["test/support/announceSkips.ts"],
    testTimeout: 20_000,
    hookTimeout: 30_000,
    // Two cores: more workers than that only make the loopback tests wait for each other.
    maxWorkers: 2,
  },
});
