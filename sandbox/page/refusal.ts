import type { IncomingMessage } from "node:http";

export interface Refusal {
  readonly status: number;
  readonly error: string;
}

/**
 * Why this request must not be served, or null if it may be.
 *
 * The page listens on loopback, so the one attacker to expect is another site open in the same browser. It can reach
 * us by a name it controls that resolves to 127.0.0.1 (DNS rebinding: the Host header gives it away), or post to us
 * blindly (the Origin header, and a content type which a plain form cannot send, give that away).
 */
export function refusalOf(request: Pick<IncomingMessage, "method" | "headers">, port: number): Refusal | null {
  const { host, origin } = request.headers;
  if (host !== `127.0.0.1:${port}` && host !== `localhost:${port}`) {
    return { status: 421, error: "This sandbox answers on 127.0.0.1 only." };
  }
  if (request.method === "GET") return null;
  if (request.method !== "POST") return { status: 405, error: "Only GET and POST are known here." };
  if (origin !== `http://${host}`) return { status: 403, error: "Only the sandbox page itself may do this." };
  if (!/^application\/json(?:;|$)/i.test(request.headers["content-type"] ?? "")) {
    return { status: 415, error: "The body must be application/json." };
  }
  return null;
}

/**
 * Scripts, styles and fonts come from this server alone and markup never from a string (trusted types). Pictures may
 * also come from the local Discord, which is another port of 127.0.0.1.
 */
export const SECURITY_HEADERS = {
  "content-security-policy": [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "img-src 'self' http://127.0.0.1:*",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join("; "),
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
} as const;
