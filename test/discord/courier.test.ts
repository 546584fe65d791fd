import { setTimeout as sleep } from "node:timers/promises";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { PERMISSION } from "../../sandbox/discord/permissions.ts";
import type { Sent } from "../../src/context.ts";
import type { Post } from "../../src/views/post.ts";
import { PICTURE } from "../support/context.ts";
import { openCourierScene, type CourierScene } from "../support/courierScene.ts";

const SEND = "POST /channels/:channel/messages";
const MARKER = "#d-7f3a90c1";
let scene: CourierScene;

beforeEach(async () => {
  scene = await openCourierScene({ timeoutMs: 1_500 });
});
afterEach(async () => {
  expect(scene.discord.violations, "what Discord would not have taken, or not have answered").toEqual([]);
  await scene.discord.stop();
});

const messages = () => scene.discord.user.messages(scene.channelId, scene.you);
const posts = () => scene.discord.requests.filter(({ method }) => method === "POST");
const path = /\/messages$/;

describe("a message", () => {
  test("arrives with its picture, and mentions nobody", async () => {
    const post: Post = {
      embeds: [{ title: "SPY", image: { url: "attachment://spy.png" } }],
      files: [{ name: "spy.png", data: PICTURE, description: "SPY at 600" }],
    };
    const sent = await scene.courier.send(scene.parcel({ post }));
    const [message] = messages();
    expect(sent).toEqual({ kind: "sent", messageId: message?.id });
    expect(message?.embeds[0]).toMatchObject({ title: "SPY", image: { url: expect.stringContaining("/spy.png") } });
    expect(posts()[0]?.body).toMatchObject({
      enforce_nonce: true,
      allowed_mentions: { parse: [] },
      attachments: [{ id: "0", filename: "spy.png", description: "SPY at 600" }],
    });
  });

  test("sent again with its nonce is the one that is there", async () => {
    const parcel = scene.parcel();
    const [first, second] = [await scene.courier.send(parcel), await scene.courier.send(parcel)];
    expect(second).toEqual(first);
    expect(messages()).toHaveLength(1);
  });

  test("that was deleted since counts as sent when it is sent again", async () => {
    const parcel = scene.parcel();
    const first = await scene.courier.send(parcel);
    await scene.rest.delete(`/channels/${scene.channelId}/messages/${(first as { messageId: string }).messageId}`);
    expect(await scene.courier.send(parcel)).toEqual({ kind: "sent", messageId: null });
    expect(messages()).toEqual([]);
  });

  test("keeps its marker at the end of a footer however long the post is, and Discord takes it", async () => {
    const text = (most: number) => fc.nat(most).map((length) => "x".repeat(length));
    const embed = fc.record(
      {
        title: text(400),
        description: text(6_000),
        footer: text(3_000).map((words) => ({ text: words })),
        author: text(400).map((name) => ({ name })),
        fields: fc.array(fc.record({ name: text(400), value: text(1_500) }), { maxLength: 30 }),
      },
      { requiredKeys: [] },
    );
    const post = fc.record(
      { content: text(3_000), embeds: fc.array(embed, { maxLength: 12 }) },
      { requiredKeys: ["embeds"] },
    );
    await fc.assert(
      fc.asyncProperty(post, async (given) => {
        const outcome = await scene.courier.send(scene.parcel({ post: given }));
        expect(outcome.kind).toBe("sent");
        expect(messages().at(-1)?.embeds[0]?.footer?.text.endsWith(MARKER)).toBe(true);
      }),
      {
        numRuns: 30,
        examples: [[{ embeds: Array.from({ length: 10 }, () => ({ footer: { text: "x".repeat(2_048) } })) }]],
      },
    );
  });

  test("has its marker after the words of its first footer", async () => {
    const post: Post = { embeds: [{ title: "a", footer: { text: "as of 12:00" } }, { title: "b" }] };
    await scene.courier.send(scene.parcel({ post }));
    expect(messages()[0]?.embeds.map(({ title, footer }) => [title, footer?.text])).toEqual([
      ["a", `as of 12:00 · ${MARKER}`],
      ["b", undefined],
    ]);
  });

  test("without a marker has the footer it was given, and none if there was none", async () => {
    const post: Post = { embeds: [{ description: "x" }, { description: "y", footer: { text: "as of 12:00" } }] };
    await scene.courier.send(scene.parcel({ post, marker: null }));
    expect(messages()[0]?.embeds.map(({ footer }) => footer?.text)).toEqual([undefined, "as of 12:00"]);
  });
});

describe("one try is one request, and its outcome is", () => {
  const faulty = (fault: object) => scene.discord.faults.inject({ method: "POST", path, times: 9, ...fault });
  const refused = (code: number, status = 403) => ({ status, body: { code, message: "no" } });

  test.for<[what: string, fault: object, outcome: Sent]>([
    ["closed DMs", refused(50_007), { kind: "refused", refusal: "dm-closed", code: 50_007 }],
    ["no common server", refused(50_278), { kind: "refused", refusal: "no-common-server", code: 50_278 }],
    ["no permission", refused(50_013), { kind: "refused", refusal: "forbidden", code: 50_013 }],
    ["no access", refused(50_001), { kind: "refused", refusal: "forbidden", code: 50_001 }],
    ["no such channel", refused(10_003, 404), { kind: "refused", refusal: "channel-gone", code: 10_003 }],
    ["taken for spam", refused(20_026), { kind: "refused", refusal: "flagged", code: 20_026 }],
    ["DMs opened too fast", refused(40_003), { kind: "refused", refusal: "flagged", code: 40_003 }],
    ["a body Discord does not like", refused(50_035, 400), { kind: "refused", refusal: "invalid", code: 50_035 }],
    ["a revoked token", { status: 401, body: { code: 0, message: "401: Unauthorized" } }, { kind: "locked-out" }],
    ["an error after it was taken", { status: 502, afterCommit: true }, { kind: "unsure", why: "HTTPError" }],
    ["a refusal by something on the way", { status: 403, body: {} }, { kind: "unsure", why: "status 403" }],
    ["silence", { delayMs: 4_000 }, { kind: "unsure", why: "AbortError" }],
    ["a connection that is cut", { drop: true, afterCommit: true }, { kind: "unsure", why: "Error" }],
  ])("%s", async ([, fault, outcome]) => {
    faulty(fault);
    expect(await scene.courier.send(scene.parcel())).toMatchObject(
      outcome.kind === "unsure" ? { kind: "unsure" } : outcome,
    );
    expect(posts()).toHaveLength(1);
  });

  test("a full bucket: to wait, and the next try asks Discord nothing before that", async () => {
    scene.discord.rateLimits.set(SEND, { limit: 2, seconds: 5 });
    await scene.courier.send(scene.parcel());
    await scene.courier.send(scene.parcel());
    const outcome = await scene.courier.send(scene.parcel());
    expect(outcome).toEqual({ kind: "wait", ms: expect.closeTo(5_000, -3) });
    expect(posts()).toHaveLength(2);
  });

  test("the limit of the whole bot: everything waits", async () => {
    faulty({
      status: 429,
      body: { message: "You are being rate limited.", retry_after: 3, global: true },
      headers: { "retry-after": "3", "x-ratelimit-global": "true", "x-ratelimit-scope": "global" },
    });
    expect(await scene.courier.send(scene.parcel())).toEqual({
      kind: "wait",
      ms: expect.closeTo(3_000, -3),
      all: true,
    });
  });

  test("after the token was revoked: the same without asking, for discord.js has forgotten it", async () => {
    faulty({ status: 401, body: { code: 0, message: "401: Unauthorized" } });
    await scene.courier.send(scene.parcel());
    expect(await scene.courier.send(scene.parcel())).toEqual({ kind: "locked-out" });
    expect(posts()).toHaveLength(1);
  });
});

describe("looking for a message", () => {
  const find = (marker = MARKER, since = Date.now() - 60_000) => scene.courier.find(scene.channelId, marker, since);
  const chatter = async (count: number) => {
    for (let i = 0; i < count; i += 1)
      // More than fifty a second are too many for Discord.
      while ((await scene.courier.send(scene.parcel({ marker: null }))).kind !== "sent") await sleep(50);
  };

  test("finds it among others", async () => {
    await chatter(3);
    const sent = await scene.courier.send(scene.parcel());
    await chatter(3);
    expect(await find()).toEqual({ kind: "there", messageId: (sent as { messageId: string }).messageId });
    expect(await find("#d-00000000")).toEqual({ kind: "absent" });
  });

  test("goes through pages: a lively channel says more than a hundred things in a minute", async () => {
    await chatter(120);
    await sleep(1_000);
    await scene.courier.send(scene.parcel());
    expect(await find()).toMatchObject({ kind: "there" });
  });

  test("starts where it is told to", async () => {
    await scene.courier.send(scene.parcel());
    expect(await find(MARKER, Date.now() + 60_000)).toEqual({ kind: "absent" });
  });

  test("is not believed where the bot may not read the history: Discord shows it an empty channel", async () => {
    await scene.courier.send(scene.parcel());
    scene.discord.world.deny(scene.channelId, PERMISSION.readMessageHistory);
    expect(await find()).toEqual({ kind: "unreadable" });
  });

  test("is refused in a channel that the bot does not see or that is gone", async () => {
    scene.discord.world.deny(scene.channelId, PERMISSION.viewChannel);
    expect(await find()).toEqual({ kind: "unreadable" });
    expect(await scene.courier.find("1234567890123456789", MARKER, 0)).toEqual({ kind: "unreadable" });
  });

  test("takes no permission in a direct message", async () => {
    const { id } = scene.discord.world.dmChannel(scene.you);
    expect(await scene.courier.find(id, MARKER, Date.now())).toEqual({ kind: "absent" });
    await scene.courier.send(scene.parcel({ channelId: id }));
    expect(await scene.courier.find(id, MARKER, Date.now() - 1_000)).toMatchObject({ kind: "there" });
  });

  test("fails for now when Discord does not answer", async () => {
    scene.discord.faults.inject({ method: "GET", path, status: 502 });
    expect(await find()).toEqual({ kind: "later" });
    scene.discord.faults.inject({ method: "GET", path, delayMs: 4_000 });
    expect(await find()).toEqual({ kind: "later" });
  });
});
