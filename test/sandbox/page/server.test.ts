import { execFile } from "node:child_process";
import { request } from "node:http";
import { connect } from "node:net";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BODY_LIMIT_BYTES } from "../../../sandbox/page/body.ts";
import { createPageServer, type PageServer } from "../../../sandbox/page/server.ts";
import type { ChannelState } from "../../../sandbox/page/wire.ts";
import { createFakeUserSide, dmOf, FRIEND, GEX_CHANNEL, YOU, type FakeUserSide } from "../../support/fakeUserSide.ts";

let fake: FakeUserSide;
let server: PageServer;

beforeAll(async () => {
  fake = await createFakeUserSide();
  server = await createPageServer({ user: fake.user, banner: "SAMPLE data" });
});
afterAll(async () => {
  await server.stop();
  await fake.stop();
});

const get = (path: string) => fetch(`${server.url}${path}`);
const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${server.url}${path}`, {
    method: "POST",
    headers: { origin: server.url, "content-type": "application/json", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
/** fetch tidies addresses and sets Host itself; this sends them as they are. */
function raw(path: string, headers: Record<string, string> = {}): Promise<{ status: number; body: string }> {
  const { port } = new URL(server.url);
  return new Promise((resolve, reject) => {
    const sent = request({ host: "127.0.0.1", port, path, headers }, (response) => {
      let body = "";
      response.on("data", (chunk) => (body += String(chunk)));
      response.on("end", () => resolve({ status: response.statusCode ?? 0, body }));
    });
    sent.on("error", reject).end();
  });
}

describe("what the page consists of", () => {
  it("is served with the security headers, and with every address it names", async () => {
    const page = await get("/");
    const html = await page.text();
    expect(page.headers.get("content-security-policy")).toContain("script-src 'self'");
    const addresses = [...html.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map((match) => match[1] ?? "");
    expect(addresses.length).toBeGreaterThan(5);
    for (const address of addresses) expect((await get(address)).status, address).toBe(200);
    expect(html, "inline scripts and styles would not run").not.toMatch(/<script>|<style|\sstyle=|\son\w+=/);
  });

  it("reaches the browser as JavaScript that imports only what is served", async () => {
    const seen = new Set<string>(["/client/main.ts"]);
    for (const address of seen) {
      const module = await get(address);
      expect(module.headers.get("content-type"), address).toContain("text/javascript");
      const source = await module.text();
      expect(source, `${address} still has types`).not.toMatch(/^import type|^export interface/m);
      for (const match of source.matchAll(/^import[^"]*from "\.\/([^"]+)"/gm)) seen.add(`/client/${match[1]}`);
    }
    expect(seen.size).toBeGreaterThan(15);
  });

  it("is prepared without a warning of Node's, while other warnings pass", async () => {
    const assets = JSON.stringify(new URL("../../../sandbox/page/assets.ts", import.meta.url).href);
    const script = `const { loadAssets } = await import(${assets}); await loadAssets(); process.emitWarning("another");`;
    const { stderr } = await promisify(execFile)(process.execPath, ["--input-type=module", "-e", script]);
    expect(stderr).toContain("Warning: another");
    expect(stderr).not.toContain("stripTypeScriptTypes");
  });

  it("holds the fonts", async () => {
    const font = Buffer.from(await (await get("/fonts/inter-400.woff2")).arrayBuffer());
    expect(font.subarray(0, 4).toString()).toBe("wOF2");
  });
});

describe("requests it does not serve", () => {
  it("get 421 under another host name", async () => {
    expect((await raw("/state", { host: "evil.example" })).status).toBe(421);
  });

  it("get 415 for a form's content type and 403 from another site, and nothing happens", async () => {
    const before = fake.acts.length;
    const act = { userId: YOU.id, channelId: GEX_CHANNEL, command: "help", options: {} };
    expect((await post("/slash", act, { "content-type": "text/plain" })).status).toBe(415);
    expect((await post("/slash", act, { origin: "http://evil.example" })).status).toBe(403);
    expect(fake.acts.length).toBe(before);
  });

  it("get 404 at unknown addresses, also those that try to climb", async () => {
    for (const path of [
      "/nothing",
      "/client/tsconfig.json",
      "/client/../server.ts",
      "/client/..%2fserver.ts",
      "/styles/../../../package.json",
      "/fonts/../../../../etc/passwd",
      "//etc/passwd",
      "/%00",
    ]) {
      expect((await raw(path, { host: new URL(server.url).host })).status, path).toBe(404);
    }
    expect((await post("/nothing", {})).status).toBe(404);
  });

  it("get 413 for an oversized body, with the reason", async () => {
    const answer = await post("/slash", JSON.stringify({ padding: "x".repeat(BODY_LIMIT_BYTES) }));
    expect(answer.status).toBe(413);
    expect(await answer.json()).toEqual({ error: `The body is larger than ${BODY_LIMIT_BYTES} bytes.` });
  });

  it("get 400 for a body that is not JSON or lacks fields", async () => {
    expect((await post("/slash", "{")).status).toBe(400);
    expect((await post("/slash", { userId: YOU.id })).status).toBe(400);
  });

  it("do not stop the server when they break off", async () => {
    const { hostname, port } = new URL(server.url);
    await new Promise<void>((resolve) => {
      const socket = connect(Number(port), hostname, () => {
        socket.write(`POST /slash HTTP/1.1\r\nHost: ${hostname}:${port}\r\nOrigin: ${server.url}\r\n`);
        socket.write("Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{");
        socket.destroy();
        resolve();
      });
    });
    expect((await get("/state")).status).toBe(200);
  });
});

describe("the state of a channel", () => {
  const stateOf = async (query: string) => (await (await get(`/state?${query}`)).json()) as ChannelState;

  it("is the first person's first channel unless asked for another", async () => {
    const state = await stateOf("");
    expect(state).toMatchObject({ banner: "SAMPLE data", channelId: GEX_CHANNEL, online: null });
    expect((await stateOf(`user=${FRIEND.id}&channel=${dmOf(FRIEND.id)}`)).channelId).toBe(dmOf(FRIEND.id));
  });

  it("is not given of a channel the user does not see, nor to an unknown user", async () => {
    const others = await get(`/state?user=${YOU.id}&channel=${dmOf(FRIEND.id)}`);
    expect([others.status, await others.json()]).toEqual([404, { error: "This user sees no such channel." }]);
    expect((await get("/state?user=1")).status).toBe(404);
  });
});

it("an act is done at the local Discord, and its outcome or its error comes back as JSON", async () => {
  const act = { userId: YOU.id, channelId: GEX_CHANNEL, command: "help", options: { a: { b: 1 } } };
  const done = await post("/slash", act);
  expect(await done.json()).toMatchObject({ kind: "message", message: { channel_id: GEX_CHANNEL } });
  expect(fake.acts.at(-1)).toEqual({ kind: "slash", act });

  const failed = await post("/slash", { ...act, command: "silent" });
  expect([failed.status, await failed.json()]).toEqual([422, { error: "The application did not respond" }]);
});
