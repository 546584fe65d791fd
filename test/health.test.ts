import { createServer, request } from "node:http";
import { connect } from "node:net";
import { networkInterfaces } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { ConfigError } from "../src/config.ts";
import { createHealth, type HealthOptions, type HealthReport } from "../src/health.ts";

const WELL: HealthReport = { gateway: true, workers: true, store: true, degraded: [] };

async function open(options: Partial<HealthOptions> = {}) {
  const health = await createHealth({ port: 0, status: async () => WELL, ...options });
  onTestFinished(() => health.stop());
  return health;
}

async function get(port: number, path: string, method = "GET") {
  const response = await fetch(`http://127.0.0.1:${port}${path}`, { method });
  return { code: response.status, allow: response.headers.get("allow"), text: await response.text() };
}

describe("/healthz", () => {
  test("is alive while the event loop turns, whatever Discord and the sources do", async () => {
    const { port } = await open({
      status: async () => ({ gateway: false, workers: false, store: false, degraded: ["cboe"] }),
    });
    const { code, text } = await get(port, "/healthz");
    expect(code).toBe(200);
    expect(JSON.parse(text)).toEqual({ status: "alive", loopLagMs: expect.any(Number) });
  });

  test("is not, once, after the loop was held up for too long", async () => {
    const { port } = await open({ mostLagMs: 200 });
    await sleep(60);
    const until = performance.now() + 500;
    while (performance.now() < until);
    await sleep(60);
    const { code, text } = await get(port, "/healthz");
    expect(code).toBe(503);
    expect(JSON.parse(text)).toMatchObject({ status: "stuck" });
    const { loopLagMs } = JSON.parse(text) as { loopLagMs: number };
    expect(loopLagMs).toBeGreaterThan(200);
    await vi.waitFor(async () => expect((await get(port, "/healthz")).code).toBe(200));
  });
});

describe("/readyz", () => {
  test.each<[Partial<HealthReport>, number, string]>([
    [{}, 200, "ready"],
    [{ degraded: ["cboe"] }, 200, "degraded"],
    [{ gateway: false }, 503, "not ready"],
    [{ workers: false }, 503, "not ready"],
    [{ store: false }, 503, "not ready"],
    [{ gateway: false, degraded: ["cboe"] }, 503, "not ready"],
  ])("with %j answers %d, %s", async (parts, expected, status) => {
    const report = { ...WELL, ...parts };
    const { port } = await open({ status: async () => report });
    const { code, text } = await get(port, "/readyz");
    expect(code).toBe(expected);
    expect(JSON.parse(text), "and nothing else").toEqual({ status, ...report });
  });

  test("passes on nothing but the four parts, whatever else a report holds", async () => {
    const status = async () => ({ ...WELL, token: "canary", guild: "900000000000000001" });
    const { port } = await open({ status });
    expect(Object.keys(JSON.parse((await get(port, "/readyz")).text) as object)).toEqual([
      "status",
      "gateway",
      "workers",
      "store",
      "degraded",
    ]);
  });

  test("is asked anew each time", async () => {
    let gateway = false;
    const { port } = await open({ status: async () => ({ ...WELL, gateway }) });
    expect((await get(port, "/readyz")).code).toBe(503);
    gateway = true;
    expect((await get(port, "/readyz")).code).toBe(200);
  });
});

test.each(["/", "/metrics", "/healthz/", "/healthz?x=1", "/readyz/..", "/__proto__", "/constructor", "/.env"])(
  "%s is not found",
  async (path) => {
    const { port } = await open();
    expect((await get(port, path)).code).toBe(404);
  },
);

test.each(["POST", "PUT", "DELETE", "OPTIONS", "HEAD"])("%s is no way to ask", async (method) => {
  const { port } = await open();
  expect(await get(port, "/readyz", method)).toMatchObject({ code: 405, allow: "GET" });
});

describe("who can ask", () => {
  test("by default this machine only: no other address of it is listened on", async () => {
    const { host, port } = await open();
    expect(host).toBe("127.0.0.1");
    for (const address of ["127.0.0.2", ...otherAddresses()])
      await expect(reach(address, port), address).rejects.toThrow();
  });

  test("others when the operator says so", async () => {
    const { port } = await open({ host: "0.0.0.0" });
    expect(await reach(otherAddresses()[0] ?? "127.0.0.1", port)).toBe(200);
  });
});

/** Addresses under which others reach this machine; perhaps none. */
function otherAddresses(): string[] {
  return Object.values(networkInterfaces()).flatMap((all = []) =>
    all.filter(({ family, internal }) => family === "IPv4" && !internal).map(({ address }) => address),
  );
}

function reach(host: string, port: number): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const asking = request({ host, port, path: "/healthz", timeout: 2_000 }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    asking.on("timeout", () => asking.destroy(new Error("silence")));
    asking.on("error", reject).end();
  });
}

test("a port that is taken is a setting to correct, in words", async () => {
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void taken.close());
  const { port } = taken.address() as { port: number };
  const failure = await createHealth({ port, status: async () => WELL }).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(ConfigError);
  expect((failure as ConfigError).message).toMatch(
    new RegExp(`HEALTH_PORT: 127\\.0\\.0\\.1:${port} .*another program uses it`),
  );
});

test("after stopping nobody answers, and whoever never finished asking does not hold it up", async () => {
  const health = await createHealth({ port: 0, status: async () => WELL });
  const slow = connect(health.port, "127.0.0.1");
  slow.on("error", () => {});
  await new Promise<void>((resolve) => slow.write("GET /healthz HTTP/1.1\r\n", () => resolve()));
  await get(health.port, "/healthz");
  await health.stop();
  await expect(get(health.port, "/healthz")).rejects.toThrow();
});
