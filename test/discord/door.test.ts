import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { PERMISSION } from "../../sandbox/discord/permissions.ts";
import type { Door } from "../../src/context.ts";
import { createDoor } from "../../src/discord/door.ts";
import { openCourierScene, type CourierScene } from "../support/courierScene.ts";

let scene: CourierScene;
let door: Door;
const clock = { now: 0 };

beforeEach(async () => {
  scene = await openCourierScene();
  clock.now = 0;
  door = createDoor({ ...scene, now: () => clock.now, openEveryMs: 100 });
});
afterEach(async () => {
  expect(scene.discord.violations, "what Discord would not have taken, or not have answered").toEqual([]);
  await scene.discord.stop();
});

const opened = () => scene.discord.requests.filter(({ path }) => path === "/users/@me/channels");

describe("a DM channel", () => {
  const newcomer = () => {
    const { id } = scene.discord.world.addUser("newcomer").profile;
    scene.discord.world.join(scene.guildId, id);
    return id;
  };

  test("is opened once and is the same from then on", async () => {
    const first = await door.openDm(scene.you);
    clock.now += 100;
    expect(await door.openDm(scene.you)).toEqual(first);
    expect(first).toEqual({ channelId: scene.discord.world.existingDm(scene.you)?.id });
  });

  test("is opened so long after the one before, however many wish for one at once", async () => {
    const began = performance.now();
    await Promise.all([newcomer(), newcomer(), newcomer()].map((id) => door.openDm(id)));
    expect(performance.now() - began).toBeGreaterThanOrEqual(199);
    expect(opened()).toHaveLength(3);
  });

  test.for([
    ["too-fast", "40003"],
    ["flagged", "20026"],
  ] as const)("is not even asked for in the hour after Discord took us for spam: %s, %s", async ([reason]) => {
    scene.discord.refuseNewDms(reason);
    expect(await door.openDm(newcomer())).toEqual({ refusal: "flagged" });
    scene.discord.refuseNewDms(null);
    clock.now += 3_599_999;
    expect(await door.openDm(newcomer())).toEqual({ refusal: "flagged" });
    expect(opened()).toHaveLength(1);
    clock.now += 1;
    expect(await door.openDm(newcomer())).toMatchObject({ channelId: expect.any(String) });
  });

  test("that Discord refuses for another reason is a refusal; an error of Discord is an error", async () => {
    expect(await door.openDm("1234567890123456789")).toEqual({ refusal: "invalid" });
    clock.now += 100;
    scene.discord.faults.inject({ method: "POST", path: /channels$/, status: 502, times: 9 });
    await expect(door.openDm(newcomer())).rejects.toThrow();
  });
});

describe("a post that somebody waits for", () => {
  const post = { embeds: [{ description: "It works", footer: { text: "as of 12:00" } }] };
  const messages = () => scene.discord.user.messages(scene.channelId, scene.you);
  const to = () => ({ channelId: scene.channelId, ownerId: null });

  test("is tried again when its answer was lost, and appears once, without a marker", async () => {
    scene.discord.faults.inject({ method: "POST", path: /messages$/, status: 502, afterCommit: true, times: 2 });
    expect(await door.post(to(), post)).toMatchObject({ kind: "sent" });
    expect(messages().map(({ embeds }) => embeds[0]?.footer?.text)).toEqual(["as of 12:00"]);
  });

  test("is given up after three tries", async () => {
    scene.discord.faults.inject({ method: "POST", path: /messages$/, status: 502, times: 9 });
    expect(await door.post(to(), post)).toMatchObject({ kind: "unsure" });
    expect(scene.discord.requests).toHaveLength(3);
  });

  test("waits out a short wait, and says so when it would be a long one", async () => {
    const limit = (seconds: number) =>
      scene.discord.rateLimits.set("POST /channels/:channel/messages", { limit: 1, seconds });
    limit(1);
    await door.post(to(), post);
    expect(await door.post(to(), post)).toMatchObject({ kind: "sent" });
    limit(60);
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    await door.post(to(), post);
    expect(await door.post(to(), post)).toMatchObject({ kind: "wait" });
  });

  test("is refused at once", async () => {
    scene.discord.world.setSending(scene.channelId, false);
    expect(await door.post(to(), post)).toEqual({ kind: "refused", refusal: "forbidden", code: 50_013 });
    expect(scene.discord.requests).toHaveLength(1);
  });
});

describe("missing permissions", () => {
  const missing = () => door.missingPermissions(scene.channelId, scene.guildId);

  test("are none where the bot may do what it needs", async () => {
    expect(await missing()).toEqual([]);
  });

  test.for([
    ["sendMessages", "Send Messages"],
    ["embedLinks", "Embed Links"],
    ["attachFiles", "Attach Files"],
    ["readMessageHistory", "Read Message History"],
    ["viewChannel", "View Channel"],
  ] as const)("%s is missing as %s, in Discord's own words", async ([bit, name]) => {
    scene.discord.world.deny(scene.channelId, PERMISSION[bit]);
    expect(await missing()).toEqual([name]);
  });

  test("are told together", async () => {
    scene.discord.world.deny(scene.channelId, PERMISSION.attachFiles | PERMISSION.embedLinks);
    expect(await missing()).toEqual(["Embed Links", "Attach Files"]);
  });

  test("without Attach Files a picture is refused, which is what they are asked for", async () => {
    scene.discord.world.deny(scene.channelId, PERMISSION.attachFiles);
    const files = [{ name: "a.png", data: Uint8Array.of(1), description: "a" }];
    expect(await door.post({ channelId: scene.channelId, ownerId: null }, { content: "x", files })).toMatchObject({
      refusal: "forbidden",
    });
  });

  test("are none when they are not to be found out", async () => {
    scene.discord.faults.inject({ method: "GET", path: /roles$/, status: 500, times: 9 });
    expect(await missing()).toEqual([]);
  });
});
