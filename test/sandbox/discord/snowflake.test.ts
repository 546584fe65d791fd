import { expect, test } from "vitest";
import { createSnowflakes, snowflakeTime } from "../../../sandbox/discord/snowflake.ts";

const NOW = Date.UTC(2026, 10, 24, 12);

test("an id has 19 digits, as discord.js expects them in its bucket keys, and carries its time", () => {
  const id = createSnowflakes(() => NOW)();
  expect(id).toMatch(/^\d{19}$/);
  expect(snowflakeTime(id)).toBe(NOW);
});

test("ids never repeat and always grow, also when the clock stands still or goes back", () => {
  let now = NOW;
  const next = createSnowflakes(() => now);
  const ids = Array.from({ length: 5000 }, (_, index) => {
    if (index === 2500) now -= 1000;
    return BigInt(next());
  });
  expect(ids.every((id, index) => index === 0 || id > (ids[index - 1] ?? id))).toBe(true);
});

test("the documented example was made when the documentation says", () => {
  expect(new Date(snowflakeTime("175928847299117063")).toISOString()).toBe("2016-04-30T11:18:25.796Z");
});
