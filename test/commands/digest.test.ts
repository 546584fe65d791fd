import { describe, expect, test } from "vitest";
import { digest, pauseDigest } from "../../src/commands/digest.ts";
import type { AppContext, Door, Refusal, Sent } from "../../src/context.ts";
import { symbolOf } from "../../src/engine/brief.ts";
import { StoreError } from "../../src/errors.ts";
import type { DigestPause } from "../../src/services/store/digests.ts";
import type { Post } from "../../src/views/post.ts";
import { call, context, quietDoor } from "../support/context.ts";
import { ticker } from "../support/providers.ts";
import { refusal } from "../support/refusal.ts";

interface Posted {
  readonly to: Parameters<Door["post"]>[0];
  readonly post: Post;
}

/** User 1 with SPY and QQQ on his watchlist, and what Discord was handed. It is Monday, 10:01 in New York. */
async function bot(door: Partial<Door> = {}, overrides: Partial<AppContext> = {}) {
  const posted: Posted[] = [];
  const opened: string[] = [];
  const asked = quietDoor(door);
  const ctx = context({
    door: {
      ...asked,
      openDm: (userId) => (opened.push(userId), asked.openDm(userId)),
      post: (to, post) => (posted.push({ to, post }), asked.post(to, post)),
    },
    ...overrides,
  });
  await ctx.store.watchlists.add("1", [ticker("SPY"), ticker("QQQ")]);
  const run = (part: string, values: Record<string, string> = {}) => digest.run(call(values, { part }), ctx);
  const says = async (part: string, values?: Record<string, string>) => (await run(part, values)).content ?? "";
  return { ctx, posted, opened, run, says, saved: () => ctx.store.digests.of("1") };
}

describe("/digest on", () => {
  test("sends the first one as a direct message, then saves the usual time, and says when the next comes", async () => {
    const { posted, opened, says, saved } = await bot();
    expect(await says("on")).toBe(
      "Your digest is on: at 09:20 New York time on trading days, as a direct message. The first one is there already. Next: Tue, Nov 24 at 09:20 New York time.",
    );
    expect(opened).toEqual(["1"]);
    expect(posted).toHaveLength(1);
    expect(posted[0]!.to).toEqual({ channelId: "91", ownerId: "1" });
    expect(posted[0]!.post.content).toMatch(
      /^This is your digest\. From now on it comes at 09:20 New York time on trading days\..*\nYour watchlist, /,
    );
    expect(JSON.stringify(posted[0]!.post.embeds)).toMatch(/SPY.*QQQ|QQQ.*SPY/);
    expect(await saved()).toMatchObject({
      channelId: "91",
      time: "09:20",
      zone: "America/New_York",
      days: "trading",
      paused: null,
    });
  });

  test("is remembered with its numbers, so that the next one tells what changed since", async () => {
    const { ctx, says } = await bot();
    await says("on");
    const { outbox, briefs } = ctx.store;
    const slot = await outbox.lastSent({ kind: "digest", userId: "1" }, Date.parse("2026-11-24T14:20:00Z"));
    expect(slot).toBe(ctx.now().getTime());
    expect((await briefs.at(slot!, [ticker("SPY"), ticker("QQQ")])).map(symbolOf)).toEqual(["SPY", "QQQ"]);
    expect(await outbox.counts()).toMatchObject({ sent: 1, pending: 0 });
  });

  test("takes time, zone and days, and what is left out stays as it was", async () => {
    const { says, saved } = await bot();
    await says("on", { time: "7 am", zone: "Berlin", days: "daily" });
    expect(await saved()).toMatchObject({ time: "07:00", zone: "Europe/Berlin", days: "daily" });
    expect(await says("on", { time: "08:00" })).toMatch(
      /at 08:00 Berlin time every day.*Next: Tue, Nov 24 at 08:00 Berlin time/,
    );
    expect(await saved()).toMatchObject({ time: "08:00", zone: "Europe/Berlin", days: "daily" });
  });

  test("with an empty watchlist says how to fill it; Discord hears nothing of it", async () => {
    const { ctx, opened, posted, says, saved } = await bot();
    await ctx.store.watchlists.clear("1");
    expect(await refusal(() => says("on"))).toMatch(/^Your watchlist is empty.*`\/watchlist add`/);
    expect([...opened, ...posted]).toEqual([]);
    expect(await saved()).toBeNull();
  });

  test.each<[Refusal, RegExp]>([
    ["dm-closed", /does not let me send you direct messages\. Allow them first: .*Privacy Settings/],
    ["no-common-server", /share no server/],
    ["flagged", /no new direct messages at the moment\. Try again in a few hours/],
  ])(
    "when Discord refuses (%s), whether to open or to write, it says what to do and saves nothing",
    async (reason, words) => {
      const post: Door["post"] = async () => ({ kind: "refused", refusal: reason, code: 50_007 });
      for (const door of [{ openDm: async () => ({ refusal: reason }) }, { post }]) {
        const { says, saved } = await bot(door);
        const said = await refusal(() => says("on"));
        expect(said).toMatch(words);
        expect(said).toMatch(/Nothing was saved\.$/);
        expect(await saved()).toBeNull();
      }
    },
  );

  test.each<[Sent, RegExp]>([
    [{ kind: "wait", ms: 20_000 }, /slow down\. Try again in 20 seconds/],
    [{ kind: "unsure", why: "AbortError" }, /did not say whether the message arrived\. Try again in a minute/],
    [{ kind: "locked-out" }, /no longer accepts my token/],
  ])("after %j nothing is saved either", async (sent, words) => {
    const { says, saved } = await bot({ post: async () => sent });
    expect(await refusal(() => says("on"))).toMatch(words);
    expect(await saved()).toBeNull();
  });

  test("resumes what was paused", async () => {
    const { ctx, says, saved } = await bot();
    await says("on");
    await ctx.store.digests.pause("1", "dm-closed");
    await says("on");
    expect(await saved()).toMatchObject({ paused: null });
    expect(await ctx.store.digests.takeNews("1")).toBeNull();
  });

  test("a store that cannot write is an error of the store, not of the user", async () => {
    const { ctx, says } = await bot();
    const transaction = () => Promise.reject(new StoreError("full", "disk"));
    const full = { ...ctx, store: { ...ctx.store, transaction } };
    await expect(digest.run(call({}, { part: "on" }), full)).rejects.toThrow(StoreError);
    expect(await says("show")).toMatch(/^Your digest is off/);
  });
});

test("/digest off ends it and leaves the watchlist", async () => {
  const { ctx, says, saved } = await bot();
  await says("on");
  expect(await says("off")).toBe("Your digest is off. Your watchlist stays as it is.");
  expect(await saved()).toBeNull();
  expect(await ctx.store.watchlists.of("1")).toHaveLength(2);
  expect(await says("off")).toBe("Your digest was off already.");
});

describe("/digest time", () => {
  test("moves it without another message", async () => {
    const { posted, says, saved } = await bot();
    await says("on");
    expect(await says("time", { time: "15:45" })).toBe(
      "Your digest comes at 15:45 New York time on trading days now. Next: Mon, Nov 23 at 15:45 New York time.",
    );
    expect(posted).toHaveLength(1);
    expect(await saved()).toMatchObject({ time: "15:45", channelId: "91" });
  });

  test("says so when it is off, and does not resume what is paused", async () => {
    const { ctx, says, saved } = await bot();
    expect(await refusal(() => says("time", { time: "15:45" }))).toBe("Your digest is off. `/digest on` turns it on.");
    await says("on");
    await ctx.store.digests.pause("1", "user");
    expect(await refusal(() => says("time", { time: "15:45" }))).toMatch(/^Your digest is paused\. `\/digest on`/);
    expect(await saved()).toMatchObject({ time: "09:20", paused: "user" });
  });
});

describe("/digest now", () => {
  test("is the digest of the watchlist, private, at nobody's expense but the caller's", async () => {
    const asked: unknown[] = [];
    const { exposure } = context();
    const readMany: typeof exposure.readMany = (requests, options) => {
      asked.push([requests.map(({ symbol }) => symbol), options]);
      return exposure.readMany(requests);
    };
    const { posted, run } = await bot({}, { exposure: { ...exposure, readMany } });
    const post = await run("now");
    expect(post.embeds?.[0]?.title).toBe("Your watchlist · on demand");
    expect(digest.isPrivate(call({}, { part: "now" }).options)).toBe(true);
    expect(posted).toEqual([]);
    const asker = { userId: "1", guildId: "2" };
    expect(asked).toEqual([[expect.arrayContaining(["SPY", "QQQ"]), { freshness: "recent", asker }]]);
  });

  test("one dead symbol is a gap, and the others are there", async () => {
    const { exposure } = context();
    const readMany: typeof exposure.readMany = async (requests) => {
      const [first, ...rest] = await exposure.readMany(requests);
      return [first!, ...rest.map(() => ({ missing: ticker("QQQ"), failure: "unreachable" as const }))];
    };
    const { run } = await bot({}, { exposure: { ...exposure, readMany } });
    expect(JSON.stringify((await run("now")).embeds)).toMatch(/the source did not answer/);
  });

  test("needs a watchlist", async () => {
    const { ctx, says } = await bot();
    await ctx.store.watchlists.clear("1");
    expect(await refusal(() => says("now"))).toMatch(/^Your watchlist is empty/);
  });
});

describe("/digest show", () => {
  test("says when it comes and what it covers", async () => {
    const { ctx, says } = await bot();
    expect(await says("show")).toMatch(/^Your digest is off/);
    await says("on");
    expect(await says("show")).toMatch(
      /^Your digest comes at 09:20 New York time on trading days\. Next: Tue, Nov 24 at 09:20 New York time\.\nIt covers your watchlist: .*\(2 symbols\)\.$/,
    );
    await ctx.store.watchlists.clear("1");
    expect(await says("show")).toMatch(/Your watchlist is empty, so nothing is sent/);
  });

  test.each<[DigestPause, RegExp]>([
    ["user", /paused since Mon, Nov 23 at 10:01 New York time: you paused it\. `\/digest on` resumes it/],
    ["dm-closed", /: Discord does not let me send you direct messages.* `\/digest on` resumes it/],
    ["no-common-server", /: We share no server.* `\/digest on` resumes it/],
  ])("paused (%s): since when, why, and how to go on; that is not told again elsewhere", async (reason, words) => {
    const { ctx, says } = await bot();
    await says("on");
    await ctx.store.digests.pause("1", reason);
    const said = await says("show");
    expect(said).toMatch(words);
    expect(said, "there is no next one").not.toMatch(/Next:/);
    expect(await ctx.store.digests.takeNews("1")).toBeNull();
    expect(await says("show")).toBe(said);
  });
});

describe("the button under a digest", () => {
  const press = async (ctx: AppContext) => (await pauseDigest(ctx, { userId: "1", guildId: null })).content;

  test("pauses it and says how to resume; pressed again it says that it is paused", async () => {
    const { ctx, says, saved } = await bot();
    await says("on");
    expect(await press(ctx)).toBe("Your digest is paused. `/digest on` resumes it, `/digest off` ends it.");
    expect(await saved()).toMatchObject({ paused: "user" });
    expect(await press(ctx)).toMatch(/^Your digest is paused since Mon, Nov 23/);
  });

  test("says so when it is off", async () => {
    const { ctx } = await bot();
    expect(await press(ctx)).toMatch(/^Your digest is off/);
  });
});

test("what changed is said against the last digest that arrived", async () => {
  const { ctx, run } = await bot();
  expect(JSON.stringify(await run("now"))).toMatch(/nothing to compare with/);
  const slot = Date.parse("2026-11-20T14:20:00Z");
  await ctx.store.briefs.keep(slot, [{ missing: ticker("SPY"), why: "down" }]);
  expect(JSON.stringify(await run("now")), "none arrived yet").toMatch(/nothing to compare with/);
  ctx.store.outbox.lastSent = async ({ kind, userId }) => (kind === "digest" && userId === "1" ? slot : null);
  expect(JSON.stringify((await run("now")).embeds)).toMatch(/\*\*SPY\*\* numbers are back/);
});
