import { describe, expect, test } from "vitest";
import { createSend, type Send } from "../../src/discord/send.ts";

const CALLBACK = "http://127.0.0.1/api/v10/interactions/1575182782626267136/aW50ZXI-_x/callback?with_response=false";
const EDIT = "http://127.0.0.1/api/v10/webhooks/1575182782626267136/aW50ZXI-_x/messages/%40original";

const answer = (status: number, code?: number) => () =>
  Promise.resolve(code === undefined ? new Response(null, { status }) : Response.json({ code }, { status }));
const acknowledged = answer(400, 40_060);
const broken = (code: string) => () =>
  Promise.reject(new TypeError("fetch failed", { cause: Object.assign(new Error("other side closed"), { code }) }));
const gaveUp = () => Promise.reject(new DOMException("This operation was aborted", "AbortError"));

/** One answer after another. */
function scripted(...steps: readonly (() => Promise<Response>)[]): Send {
  const left = [...steps];
  return () => left.shift()!();
}

describe("a connection that broke", () => {
  test.each(["ECONNRESET", "EPIPE", "UND_ERR_SOCKET"])("(%s) is what discord.js repeats", async (code) => {
    await expect(createSend(scripted(broken(code)))(EDIT, {})).rejects.toMatchObject({ code: "ECONNRESET" });
  });

  test("is told from a host that is not there, which is passed on as it is", async () => {
    const error = await createSend(scripted(broken("ENOTFOUND")))(EDIT, {}).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ message: "fetch failed", cause: { code: "ENOTFOUND" } });
  });
});

describe("an acknowledgement that Discord has already", () => {
  test.each([
    ["a 503", answer(503)],
    ["a broken connection", broken("UND_ERR_SOCKET")],
    ["no answer in time", gaveUp],
  ])("is ours when it was sent before and came back with %s", async (_how, lost) => {
    const send = createSend(scripted(lost, acknowledged));
    await send(CALLBACK, {}).catch(() => null);
    expect((await send(CALLBACK, {})).status).toBe(204);
  });

  test("is ours also when several answers were lost", async () => {
    const send = createSend(scripted(answer(500), answer(502), acknowledged));
    await send(CALLBACK, {});
    await send(CALLBACK, {});
    expect((await send(CALLBACK, {})).status).toBe(204);
  });

  test("is another instance's when it was sent once", async () => {
    const response = await createSend(scripted(acknowledged))(CALLBACK, {});
    expect(response.status).toBe(400);
    expect(await response.json(), "and discord.js can read why").toEqual({ code: 40_060 });
  });

  test("is another instance's when only some other one was lost", async () => {
    const send = createSend(scripted(answer(503), acknowledged));
    await send(CALLBACK.replace("1575182782626267136", "1575182782626267137"), {});
    expect((await send(CALLBACK, {})).status).toBe(400);
  });
});

test.each([
  ["too late", answer(404, 10_062), 404],
  ["wrong", answer(400, 50_035), 400],
])("an acknowledgement that is %s stays refused, also the second time", async (_why, refused, status) => {
  const send = createSend(scripted(answer(503), refused));
  await send(CALLBACK, {});
  expect((await send(CALLBACK, {})).status).toBe(status);
});

test("anything else passes as it is", async () => {
  const send = createSend(scripted(answer(503), acknowledged));
  await send(EDIT, {});
  expect((await send(EDIT, {})).status).toBe(400);
});
