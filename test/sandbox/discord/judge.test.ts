import { expect, test } from "vitest";
import { createLocalDiscord } from "../../../sandbox/discord/localDiscord.ts";

test("a judge's word is Discord's: a wrong request is refused with its path, a wrong answer is noted", async () => {
  const discord = await createLocalDiscord({
    judge: {
      request: ({ body }) => (body === undefined ? [] : ["/embeds/0 must be object", "query: 'x' is not described"]),
      response: ({ status }) => (status === 200 ? ["/id must be string"] : []),
    },
  });
  const ask = async (path: string, init: RequestInit = {}) => {
    const headers = { authorization: `Bot ${discord.token}`, "user-agent": "DiscordBot (test, 1)" };
    return (await fetch(`${discord.api}/v10${path}`, { ...init, headers })).json();
  };
  try {
    expect(await ask("/users/@me/channels", { method: "POST", body: "{}" })).toMatchObject({
      code: 50035,
      errors: {
        embeds: { 0: { _errors: [{ message: "must be object" }] } },
        _errors: [{ message: expect.stringContaining("described") }],
      },
    });
    await ask("/users/@me");
    expect(discord.violations).toMatchObject([
      { side: "bot", method: "POST", path: "/users/@me/channels" },
      { side: "server", method: "GET", path: "/users/@me", problems: ["/id must be string"] },
    ]);
  } finally {
    await discord.stop();
  }
});

test("a fault of the local Discord itself is a 500 and noted as such", async () => {
  const discord = await createLocalDiscord({
    judge: {
      request: () => {
        throw new Error("broken");
      },
      response: () => [],
    },
  });
  try {
    const headers = { authorization: `Bot ${discord.token}`, "user-agent": "DiscordBot (test, 1)" };
    expect((await fetch(`${discord.api}/v10/users/@me`, { headers })).status).toBe(500);
    expect(discord.violations).toMatchObject([{ side: "fault", problems: [expect.stringContaining("broken")] }]);
  } finally {
    await discord.stop();
  }
});
