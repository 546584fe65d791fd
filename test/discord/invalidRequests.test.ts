import { afterEach, beforeEach, expect, test } from "vitest";
import { countInvalid } from "../../src/discord/invalidRequests.ts";
import { openCourierScene, type CourierScene } from "../support/courierScene.ts";

let scene: CourierScene;
const clock = { now: 0 };

beforeEach(async () => {
  scene = await openCourierScene();
});
afterEach(() => scene.discord.stop());

test("requests refused with 401, 403 and 429 count for ten minutes, over all ways to Discord; others do not", async () => {
  const count = countInvalid([scene.rest, scene.letterRest], () => clock.now);
  const answer = async (status: number, headers: Readonly<Record<string, string>> = {}) => {
    scene.discord.faults.inject({
      method: "POST",
      path: /messages$/,
      status,
      body: { code: 1, message: "no" },
      headers,
    });
    await scene.courier.send(scene.parcel());
  };
  await answer(403);
  clock.now += 1;
  await answer(429, { "retry-after": "0", "x-ratelimit-scope": "user" });
  await answer(429, { "retry-after": "0", "x-ratelimit-scope": "shared" });
  await answer(404);
  await answer(500);
  await scene.courier.send(scene.parcel());
  scene.discord.faults.inject({ method: "GET", path: /./, status: 403, body: { code: 1, message: "no" } });
  await expect(scene.rest.get("/users/@me")).rejects.toThrow();
  expect(count()).toBe(3);
  clock.now = 600_000;
  expect(count()).toBe(2);
  clock.now += 1;
  expect(count()).toBe(0);
});
