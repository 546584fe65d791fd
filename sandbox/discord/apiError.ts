import type { Problem } from "./limits/field.ts";

/** Status and text of the error codes the local Discord answers with, as Discord words them. */
const ERRORS = {
  10002: [404, "Unknown Application"],
  10003: [404, "Unknown Channel"],
  10004: [404, "Unknown Guild"],
  10007: [404, "Unknown Member"],
  10008: [404, "Unknown Message"],
  10013: [404, "Unknown User"],
  10015: [404, "Unknown Webhook"],
  10062: [404, "Unknown interaction"],
  10063: [404, "Unknown application command"],
  20026: [403, "Your bot has been flagged by our anti-spam system for abusive behavior."],
  30034: [400, "Max number of daily application command creates has been reached (200)"],
  40003: [403, "You are opening direct messages too fast"],
  40005: [413, "Request entity too large"],
  40060: [400, "Interaction has already been acknowledged."],
  40094: [400, "This interaction has reached the maximum number of follow-up messages"],
  40333: [403, "internal network error"],
  50001: [403, "Missing Access"],
  50005: [403, "Cannot edit a message authored by another user"],
  50006: [400, "Cannot send an empty message"],
  50007: [403, "Cannot send messages to this user"],
  50013: [403, "Missing Permissions"],
  50027: [401, "Invalid Webhook Token"],
  50109: [400, "The request body contains invalid JSON."],
  50278: [403, "Cannot send messages to this user due to having no mutual guilds"],
} as const satisfies Record<number, readonly [status: number, text: string]>;

interface ErrorTree {
  [key: string]: ErrorTree | readonly { readonly code: string; readonly message: string }[];
}

/** An answer Discord gives on purpose. Anything else that is thrown while answering is a fault of the local Discord. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly status: number;
  readonly body: { readonly message: string; readonly code: number; readonly errors?: ErrorTree };

  constructor(status: number, body: ApiError["body"]) {
    super(body.message);
    this.status = status;
    this.body = body;
  }
}

export function apiError(code: keyof typeof ERRORS): ApiError {
  const [status, message] = ERRORS[code];
  return new ApiError(status, { message, code });
}

/** Returns an answer without an error code: 401 for a wrong token, 404 for an unknown route. */
export function plainError(status: number, text: string): ApiError {
  return new ApiError(status, { message: `${status}: ${text}`, code: 0 });
}

/** Returns error 50035 with the problems nested by their path, as in `errors.embeds[0].title._errors`. */
export function invalidForm(problems: readonly Problem[]): ApiError {
  const errors: ErrorTree = {};
  for (const { path, code, message } of problems) {
    let node = errors;
    for (const key of path) node = (node[key] ??= {}) as ErrorTree;
    node["_errors"] = [...((node["_errors"] as ErrorTree[string] & readonly []) ?? []), { code, message }];
  }
  return new ApiError(400, { message: "Invalid Form Body", code: 50035, errors });
}
