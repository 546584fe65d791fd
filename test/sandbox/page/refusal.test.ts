import { describe, expect, it } from "vitest";
import { refusalOf, SECURITY_HEADERS } from "../../../sandbox/page/refusal.ts";

const PORT = 4321;
const own = {
  host: `127.0.0.1:${PORT}`,
  origin: `http://127.0.0.1:${PORT}`,
  "content-type": "application/json; charset=utf-8",
};
const statusOf = (method: string, headers: object) =>
  refusalOf({ method, headers: { ...own, ...headers } }, PORT)?.status;

describe("a request is refused", () => {
  it("never when it comes from the page itself", () => {
    expect(statusOf("GET", {})).toBeUndefined();
    expect(statusOf("POST", {})).toBeUndefined();
    expect(statusOf("POST", { host: `localhost:${PORT}`, origin: `http://localhost:${PORT}` })).toBeUndefined();
  });

  it("when it was sent to another name, as DNS rebinding does", () => {
    for (const host of [
      "evil.example",
      `evil.example:${PORT}`,
      "127.0.0.1",
      `127.0.0.1:1`,
      `127.0.0.1:${PORT}.evil.example`,
      undefined,
    ]) {
      expect(statusOf("GET", { host }), String(host)).toBe(421);
    }
  });

  it("when another site posts it, or nobody says who does", () => {
    for (const origin of ["http://evil.example", "null", `http://127.0.0.1:1`, `http://localhost:${PORT}`, undefined]) {
      expect(statusOf("POST", { origin }), String(origin)).toBe(403);
    }
  });

  it("when its body is what a plain form can send", () => {
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "application/jsonp", undefined]) {
      expect(statusOf("POST", { "content-type": type }), String(type)).toBe(415);
    }
  });

  it("when its method is neither GET nor POST", () => {
    expect(statusOf("DELETE", {})).toBe(405);
  });
});

it("the content security policy allows no inline script and no foreign address but local pictures", () => {
  const policy = SECURITY_HEADERS["content-security-policy"];
  expect(policy).not.toContain("unsafe");
  expect(policy).toContain("default-src 'none'");
  expect(policy.match(/https?:\S+/g)).toEqual(["http://127.0.0.1:*;"]);
});
