import type { Upload } from "./attachments.ts";

/** One request as a route sees it. */
export interface Call {
  /** A decoded part of the path; the router has made sure it is there. */
  readonly param: (name: string) => string;
  readonly query: URLSearchParams;
  /** The JSON body, or the payload_json of a multipart one. Not checked yet. */
  readonly body: unknown;
  readonly uploads: readonly Upload[];
}

export interface Route {
  /** Method and pattern, "GET /channels/:channel". */
  readonly name: string;
  /** Callback and interaction webhooks carry their own token, no Authorization header, and do not count against the global limit. */
  readonly byInteractionToken?: true;
  /** Returns the JSON to answer with 200; undefined answers 204. */
  readonly answer: (call: Call) => unknown;
}

export interface Match {
  readonly route: Route;
  readonly params: ReadonlyMap<string, string>;
}

/** Returns a lookup by method and path; a literal part wins over a parameter ("/users/@me" over "/users/:user"). */
export function createRouter(routes: readonly Route[]): (method: string, path: string) => Match | null {
  const table = routes
    .map((route) => {
      const [method = "", pattern = ""] = route.name.split(" ");
      return { route, method, parts: pattern.split("/") };
    })
    .toSorted((a, b) => parameters(a.parts) - parameters(b.parts));

  return (method, path) => {
    const given = path.split("/").map(decodePart);
    for (const entry of table) {
      if (entry.method !== method || entry.parts.length !== given.length) continue;
      if (!entry.parts.every((part, index) => part.startsWith(":") || part === given[index])) continue;
      const params = entry.parts.flatMap((part, index) =>
        part.startsWith(":") ? [[part.slice(1), given[index] ?? ""] as const] : [],
      );
      return { route: entry.route, params: new Map(params) };
    }
    return null;
  };
}

function parameters(parts: readonly string[]): number {
  return parts.filter((part) => part.startsWith(":")).length;
}

/** discord.js sends "@original" as "%40original". */
function decodePart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
