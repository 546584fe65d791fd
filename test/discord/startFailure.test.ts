import { DiscordAPIError, DiscordjsError, DiscordjsErrorCodes } from "discord.js";
import { expect, test } from "vitest";
import { ConnectionRefused, isPassing, wordsForStart } from "../../src/discord/startFailure.ts";

/** The constructor is private in the types only. */
const invalidToken: unknown = Reflect.construct(DiscordjsError, [DiscordjsErrorCodes.TokenInvalid]);

const CANARY = "MTk4NjIyNDgzNDcxOTI1MjQ4.Cl2FMQ.canary";

const refusal = (status: number, code: number, message: string) =>
  new DiscordAPIError(
    { code, message },
    ...([code, status, "GET", `https://discord.com/api/v10/${CANARY}`, { files: undefined, body: CANARY }] as const),
  );

test.each([
  ["discord.js does not take it for a token", invalidToken],
  ["Discord answers 401", refusal(401, 0, "401: Unauthorized")],
])("a wrong token: %s", (_how, error) => {
  expect(wordsForStart(error)).toMatch(/^Discord refuses the token\..*DISCORD_TOKEN/);
});

test("any other refusal is told with Discord's own words and code", () => {
  expect(wordsForStart(refusal(403, 20_012, "You are not authorized"))).toBe(
    "Discord refuses the start: You are not authorized (code 20012).",
  );
});

test.each(["ENOTFOUND", "ECONNREFUSED", "ETIMEDOUT", "UND_ERR_CONNECT_TIMEOUT"])(
  "%s is told as a network that does not reach Discord, also as the cause of another error",
  (code) => {
    const cause = Object.assign(new Error("no route"), { code });
    expect(wordsForStart(cause)).toMatch(`cannot be reached (${code})`);
    expect(wordsForStart(new TypeError("fetch failed", { cause }))).toMatch(`cannot be reached (${code})`);
  },
);

test("nothing of the request is shown", () => {
  for (const status of [400, 401, 500]) expect(wordsForStart(refusal(status, 1, "no"))).not.toContain("canary");
});

test.each([new TypeError("undefined is not a function"), new Error("?", { cause: "text" }), "text", null, undefined])(
  "%s is unforeseen: there are no words for it",
  (error) => expect(wordsForStart(error)).toBeNull(),
);

test("a connection that Discord ended for good is told in the words it came with", () => {
  expect(wordsForStart(new ConnectionRefused("Discord refuses an intent."))).toBe("Discord refuses an intent.");
});

test("only what the network did may pass by itself; a supervisor must not try the rest again", () => {
  const unreachable = Object.assign(new Error("no route"), { code: "ENETUNREACH" });
  expect([unreachable, new TypeError("fetch failed", { cause: unreachable })].map(isPassing)).toEqual([true, true]);
  const final = [invalidToken, refusal(401, 0, "no"), new ConnectionRefused("no"), new TypeError("a bug"), null];
  expect(final.map(isPassing)).toEqual([false, false, false, false, false]);
});
