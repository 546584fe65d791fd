import addFormats from "ajv-formats";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import type { JudgedRequest, JudgedResponse } from "../../../sandbox/discord/judge.ts";
import { documentedLimits } from "./documentedLimits.ts";
import { createMatch, type MatchedOperation, type OpenApi } from "./openApi.ts";
import { tighten, withNamedErrors } from "./tighten.ts";

/** Formats of the description that say nothing beyond the type. */
const PLAIN_FORMATS = ["int32", "int64", "double", "snowflake", "nonce"];
/** Says that some branch failed; the branch's own error says why. */
const FOLLOW_UP_ERRORS = new Set(["anyOf", "oneOf", "if"]);
const JSON_CONTENT = "application/json";
const SNOWFLAKE = /^\d{1,20}$/;

export interface Checker {
  /** Returns what Discord would refuse about a request; none when it is right. */
  request(request: JudgedRequest): string[];
  /** Returns what Discord would not answer that way. */
  response(response: JudgedResponse): string[];
  match(method: string, pathname: string): MatchedOperation | null;
  /** Compiles the schemas of the bot's operations. Left to the first request, this would take most of an interaction's 3 s. */
  warm(): void;
}

/** Judges requests and answers by Discord's OpenAPI description, plus the limits that only its documentation states. */
export function createChecker(description: OpenApi): Checker {
  const match = createMatch(description);
  const ofRequests = createCompiler(tighten(description));
  // Not tightened: Discord may add fields to an answer.
  const ofResponses = createCompiler(withNamedErrors(description));

  function request({ method, url, body, files }: JudgedRequest): string[] {
    const { pathname, searchParams } = new URL(url, "http://localhost");
    const found = match(method, pathname);
    if (!found) return [`${method} ${pathname} is no operation of the description`];
    const problems = [...queryProblems(found, searchParams), ...pathProblems(found)];
    const { requestBody } = found.operation;
    if (!requestBody) return body === undefined ? problems : [...problems, "a body where none is described"];
    if (body === undefined) {
      if (requestBody.required && files.length === 0) problems.push("a body is required");
      return problems;
    }
    if (files.length > 0 && !requestBody.content["multipart/form-data"])
      problems.push("files where none are described");
    problems.push(
      ...ofRequests(pointer("paths", found.path, found.method, "requestBody", "content", JSON_CONTENT), body),
    );
    // A limit can only be measured on a body of the right form.
    if (problems.length === 0) problems.push(...documentedLimits(found, body, { uploads: files }));
    return problems;
  }

  function response({ method, url, status, body }: JudgedResponse): string[] {
    const found = match(method, new URL(url, "http://localhost").pathname);
    if (!found) return [`${method} ${url} is no operation of the description`];
    const { responses } = found.operation;
    const key = responses[status] ? String(status) : status >= 400 ? "4XX" : null;
    const described = key === null ? undefined : responses[key];
    if (key === null || !described)
      return [`status ${status} is not described, only ${Object.keys(responses).join(", ")}`];
    const shared = described.$ref?.split("/").at(-1);
    const { content } = shared ? (description.components.responses?.[shared] ?? {}) : described;
    if (!content) return body === undefined ? [] : ["a body where none is described"];
    const place = shared ? ["components", "responses", shared] : ["paths", found.path, found.method, "responses", key];
    return ofResponses(pointer(...place, "content", JSON_CONTENT), body);
  }

  function warm(): void {
    const operations = [
      ["POST", "/interactions/1/t/callback"],
      ["POST", "/webhooks/1/t"],
      ["PATCH", "/webhooks/1/t/messages/@original"],
      ["POST", "/channels/1/messages"],
      ["PATCH", "/channels/1/messages/1"],
      ["POST", "/users/@me/channels"],
      ["PUT", "/applications/1/commands"],
    ] as const;
    for (const [method, url] of operations) {
      request({ method, url, body: {}, files: [] });
      response({ method, url, status: 200, body: {} });
    }
  }

  return { request, response, match, warm };
}

/** Returns a validation by the place of a schema in the document, compiled at its first use. */
function createCompiler({ paths, components }: OpenApi): (place: string, value: unknown) => string[] {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  for (const format of PLAIN_FORMATS) ajv.addFormat(format, true);
  ajv.addSchema({ $id: "discord:api", paths, components });
  const compiled = new Map<string, ValidateFunction>();

  return (place, value) => {
    const validate = compiled.get(place) ?? ajv.compile({ $ref: `discord:api#${place}/schema` });
    compiled.set(place, validate);
    if (validate(value)) return [];
    const errors = validate.errors ?? [];
    const causes = errors.filter(
      ({ keyword, message }) => !FOLLOW_UP_ERRORS.has(keyword) && message !== "must be null",
    );
    return (causes.length > 0 ? causes : errors).map(({ instancePath, message, params }) => {
      const { additionalProperty, allowedValue, allowedValues = allowedValue } = params as Record<string, unknown>;
      const detail = JSON.stringify(additionalProperty ?? allowedValues) ?? "";
      return `${instancePath || "/"} ${message} ${detail}`.trimEnd();
    });
  };
}

function pointer(...parts: readonly string[]): string {
  return parts.map((part) => `/${part.replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

function queryProblems({ operation }: MatchedOperation, query: URLSearchParams): string[] {
  const known = operation.parameters?.filter((parameter) => parameter.in === "query") ?? [];
  return [...query].flatMap(([name, value]) => {
    const parameter = known.find((candidate) => candidate.name === name);
    if (!parameter) return [`query: '${name}' is not described`];
    const isBoolean = parameter.schema?.type === "boolean";
    return isBoolean && !/^(true|false|1|0)$/.test(value) ? [`query: '${name}' is no boolean`] : [];
  });
}

function pathProblems({ params }: MatchedOperation): string[] {
  return Object.entries(params)
    .filter(([name, value]) => name.endsWith("_id") && !SNOWFLAKE.test(value))
    .map(([name, value]) => `path: ${name} '${value}' is no snowflake`);
}
