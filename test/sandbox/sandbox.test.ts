import { expect, test } from "vitest";
import { openSandbox, OPEN_MARKET } from "../support/sandboxes.ts";

test("autocomplete and commands work in a DM, where the answer stays", async () => {
  const { user } = await openSandbox(OPEN_MARKET);
  const friend = user.users()[1]!;
  const dm = user.channels(friend.id).find(({ kind }) => kind === "dm")!;
  const choices = await user.autocomplete({
    userId: friend.id,
    channelId: dm.id,
    command: "gex",
    options: { symbol: "sp" },
    focused: "symbol",
  });
  expect(choices.map(({ value }) => value)).toEqual(["SPY", "SPX"]);
  const settled = Promise.withResolvers<void>();
  user.on("message", ({ message, visibleTo }) => {
    if (message.embeds.length > 0 && visibleTo === null) settled.resolve();
  });
  await user.slash({ userId: friend.id, channelId: dm.id, command: "gex", options: { symbol: "SPY" } });
  await settled.promise;
  expect(user.messages(dm.id, friend.id).at(-1)?.embeds[0]?.title).toContain("SPY");
});

test("a private answer is the caller's alone, a shared one is for everyone", async () => {
  const { user } = await openSandbox(OPEN_MARKET);
  const [you, friend] = user.users();
  const channel = user.channels(you!.id)[0]!;
  const ask = (options: Record<string, string | boolean>) =>
    user.slash({ userId: you!.id, channelId: channel.id, command: "explain", options });
  await ask({ term: "gex" });
  expect(user.messages(channel.id, you!.id)).toHaveLength(1);
  expect(user.messages(channel.id, friend!.id)).toHaveLength(0);
  await ask({ term: "gex", share: true });
  expect(user.messages(channel.id, friend!.id)).toHaveLength(1);
});
