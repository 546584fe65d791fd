import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { ApiError, apiError, invalidForm, plainError } from "./apiError.ts";
import type { Cdn } from "./attachments.ts";
import { readBody, type Body } from "./body.ts";
import type { FaultQueue } from "./faults.ts";
import type { Judge, JudgedRequest } from "./judge.ts";
import type { Ledger } from "./ledger.ts";
import type { Problem } from "./limits/field.ts";
import type { RateLimiter } from "./rateLimits.ts";
import type { Match } from "./router.ts";

const API = "/api/v10";
const MAJOR_PARAMETERS = ["channel", "guild", "application", "token"];
/** Errors that mean the body itself was wrong. */
const BODY_ERRORS: readonly number[] = [50035, 50006, 50109];

interface Deps {
  readonly find: (method: string, path: string) => Match | null;
  readonly token: string;
  readonly demandsUserAgent: boolean;
  readonly cdn: Cdn;
  readonly faults: FaultQueue;
  readonly rateLimits: RateLimiter;
  readonly ledger: Ledger;
  readonly judge: Judge | null;
  readonly now: () => number;
  readonly latencyMs: Latency | null;
}

/** How long a request takes to be carried out, and then to be answered, ms. */
export type Latency = () => { readonly before: number; readonly after: number };

interface Answer {
  readonly status: number;
  /** undefined: no body. */
  readonly json: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Returns the handler of all HTTP requests: the API below /api/v10, and the files below /attachments. */
export function createHttpHandler({
  find,
  token,
  demandsUserAgent,
  cdn,
  faults,
  rateLimits,
  ledger,
  judge,
  now,
  latencyMs,
}: Deps) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method = "GET", url = "/" } = request;
    const { pathname, searchParams, search } = new URL(url, "http://localhost");
    if (!pathname.startsWith(`${API}/`)) return sendFile(pathname, response);
    const path = pathname.slice(API.length);
    const match = find(method, path);

    let body: Body;
    try {
      body = await readBody(request);
    } catch (error) {
      return send(response, errorAnswer(error));
    }
    const files = body.uploads.map(({ field, filename, data }) => ({ field, filename, size: data.length }));
    const judged: JudgedRequest = { method, url, body: body.json, files };
    const noteStatus = ledger.note({ at: now(), method, path: decode(path) + search, body: body.json, files });

    const fault = faults.take(method, path);
    const latency = latencyMs?.() ?? { before: 0, after: 0 };
    const delay = fault?.delayMs ?? 0;
    await pass(latency.before + (fault?.afterCommit ? 0 : delay));
    const answer = fault && !fault.afterCommit && (fault.drop || fault.status) ? null : answerTruly();
    await pass(latency.after + (fault?.afterCommit ? delay : 0));
    if (fault?.drop) return void request.socket.destroy();
    if (fault?.status) {
      noteStatus(fault.status);
      return send(response, { status: fault.status, json: fault.body ?? {}, headers: fault.headers ?? {} });
    }
    if (!answer) return;
    noteStatus(answer.status);
    judgeAnswer(answer);
    send(response, answer);

    function answerTruly(): Answer {
      const limited = match ? limit(match) : { headers: {}, refused: null };
      if (limited.refused) return limited.refused;
      try {
        const json = perform();
        return { status: json === undefined ? 204 : 200, json, headers: limited.headers };
      } catch (error) {
        return { ...errorAnswer(error), headers: limited.headers };
      }
    }

    function perform(): unknown {
      const { route, params } = authorize();
      const problems = judge?.request(judged) ?? [];
      if (problems.length > 0) throw invalidForm(problems.map(judgedProblem));
      const param = (name: string): string => params.get(name) ?? "";
      return route.answer({ param, query: searchParams, body: body.json, uploads: body.uploads });
    }

    function authorize(): Match {
      if (demandsUserAgent && !request.headers["user-agent"]?.startsWith("DiscordBot ")) throw apiError(40333);
      if (!match) throw plainError(404, "Not Found");
      if (!match.route.byInteractionToken && request.headers.authorization !== `Bot ${token}`)
        throw plainError(401, "Unauthorized");
      return match;
    }

    function limit({ route, params }: Match): { headers: Readonly<Record<string, string>>; refused: Answer | null } {
      const major = MAJOR_PARAMETERS.map((name) => params.get(name) ?? "").join(" ");
      const { headers, refused } = rateLimits.take(route.name, major, { countsGlobally: !route.byInteractionToken });
      if (!refused) return { headers, refused: null };
      const { isGlobal, retryAfter } = refused;
      const json = { message: "You are being rate limited.", retry_after: retryAfter, global: isGlobal };
      const scope: Record<string, string> = isGlobal ? { "x-ratelimit-global": "true" } : {};
      const told = {
        ...headers,
        ...scope,
        "retry-after": String(Math.ceil(retryAfter)),
        "x-ratelimit-scope": isGlobal ? "global" : "user",
      };
      return { headers, refused: { status: 429, json, headers: told } };
    }

    /** Anything thrown that is no ApiError is a fault of ours and must not pass for Discord's behaviour. */
    function errorAnswer(error: unknown): Answer {
      const place = { method, path };
      if (!(error instanceof ApiError)) {
        ledger.complain({
          ...place,
          side: "fault",
          problems: [error instanceof Error ? (error.stack ?? error.message) : String(error)],
        });
        return { status: 500, json: { message: "500: Internal Server Error", code: 0 } };
      }
      if (BODY_ERRORS.includes(error.body.code))
        ledger.complain({
          ...place,
          side: "bot",
          problems: [`${error.message} ${JSON.stringify(error.body.errors ?? {})}`],
        });
      return { status: error.status, json: error.body };
    }

    function judgeAnswer({ status, json }: Answer): void {
      // An unknown route has no schema to be judged by, and 429 and 5xx are described for no route.
      if (!judge || !match || status === 429 || status >= 500) return;
      const problems = judge.response({ method, url, status, body: json });
      if (problems.length > 0) ledger.complain({ side: "server", method, path, problems });
    }
  };

  function sendFile(pathname: string, response: ServerResponse): void {
    const file = cdn.read(pathname);
    if (file) response.writeHead(200, { "content-type": file.contentType, "content-length": file.data.length });
    else response.writeHead(404);
    response.end(file?.data);
  }
}

async function pass(ms: number): Promise<void> {
  if (ms > 0) await sleep(ms);
}

function send(response: ServerResponse, { status, json, headers = {} }: Answer): void {
  response.writeHead(status, { ...(json === undefined ? {} : { "content-type": "application/json" }), ...headers });
  response.end(json === undefined ? undefined : JSON.stringify(json));
}

/** "/data/embeds/0 must be object" → the place and the words. */
function judgedProblem(problem: string): Problem {
  const [place = "", ...words] = problem.split(" ");
  if (!place.startsWith("/")) return { path: [], code: "INVALID", message: problem };
  return { path: place.split("/").filter(Boolean), code: "INVALID", message: words.join(" ") };
}

function decode(path: string): string {
  return path.replaceAll(/%40/gi, "@");
}
