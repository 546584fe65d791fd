import { expect, test } from "vitest";
import { startFakeFlashAlpha } from "./fakeFlashAlpha.ts";

const get = (base: string, path: string, key = "fa-test-key-0123456789") =>
  fetch(base + path, { headers: { "x-api-key": key } });

test.each([
  "/v1/exposure/gex/SPY?apiKey=fa-test-key-0123456789",
  "/v1/exposure/gex/",
  "/v1/exposure/gex/%2e%2e",
  "/v1/exposure/gex/SPY/x",
  "/v1/vrp/SPY/more",
  "/v1/vrp/SPY?date=2026-11-20",
  "/v1/vrp/SPY/history",
  "/v1/vrp/SPY/history?days=365&apiKey=fa-test-key-0123456789",
  "/v1/exposure/vrp/SPY",
  "/v1/exposure/gex/SPY?expiration=2026-12-18&min_oi=5",
  "/v1/exposure/levels/SPY?expiration=2026-12-18",
  "/v1/exposure/gex/SPY?expiration=tomorrow",
])("asking for %s fails the test that does", async (path) => {
  const fake = await startFakeFlashAlpha();
  expect((await get(fake.baseUrl, path)).status).toBe(500);
  await expect(fake.close()).rejects.toThrow("requests FlashAlpha must never see");
});

test("answers are the same for the same symbol, counted in the headers, and end in a 429 that contradicts itself", async () => {
  const fake = await startFakeFlashAlpha({ now: () => Date.parse("2026-11-23T15:00:00Z") });
  const bodies = [];
  for (let turn = 1; turn <= 5; turn++) {
    const response = await get(fake.baseUrl, "/v1/exposure/gex/SPY?expiration=2026-12-18");
    expect(response.headers.get("x-ratelimit-remaining")).toBe(String(5 - turn));
    bodies.push(await response.text());
  }
  expect(new Set(bodies).size).toBe(1);
  const refused = await get(fake.baseUrl, "/v1/exposure/levels/SPY");
  expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, String(9 * 3600)]);
  expect(await refused.json()).toMatchObject({
    limit: 10,
    message: expect.stringContaining("5 requests") as unknown,
    reset_at: "2026-11-24T00:00:00.000Z",
  });
  await fake.close();
});

test("a wrong key, a plan too small and an unknown symbol are refused as documented", async () => {
  const fake = await startFakeFlashAlpha();
  expect((await get(fake.baseUrl, "/v1/exposure/levels/SPY", "other")).status).toBe(401);
  const restricted = await get(fake.baseUrl, "/v1/exposure/sheet/SPY");
  expect([restricted.status, await restricted.json()]).toMatchObject([
    403,
    { error: "tier_restricted", required_plan: "Growth" },
  ]);
  fake.setPlan("growth");
  expect((await get(fake.baseUrl, "/v1/exposure/sheet/SPY")).status).toBe(200);
  expect((await get(fake.baseUrl, "/v1/exposure/levels/ZZZZ")).status).toBe(404);
  await fake.close();
});
