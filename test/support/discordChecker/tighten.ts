import { METHODS, type OpenApi, type Schema } from "./openApi.ts";

/** discord.js adds these to every message body; where the description does not know them Discord ignores them. */
const IGNORED_IN_MESSAGES = ["tts", "nonce", "enforce_nonce"];

/**
 * Returns the description with its request schemas made strict enough to judge by:
 * - a property it does not name is refused (it says additionalProperties only once);
 * - unions told apart by an integer `type` become if/then, so that an error names the field and not the union;
 * - permission sets may be decimal strings, as every client sends them, not only integers.
 */
export function tighten(description: OpenApi): OpenApi {
  const strict = structuredClone(description);
  const seen = new Set<Schema>();

  for (const methods of Object.values(strict.paths))
    for (const method of METHODS) {
      const schema = methods[method]?.requestBody?.content["application/json"]?.schema;
      if (schema) visit(schema);
    }
  return strict;

  function visit(schema: Schema): void {
    if (seen.has(schema)) return;
    seen.add(schema);
    if (schema.$ref) return visit(resolve(schema.$ref));
    if (schema.properties) acceptPermissionStrings(schema.properties);
    // The branches are visited as they were: rewriting moves them behind an `if`.
    const branches = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])];
    discriminate(schema);
    branches.forEach(visit);
    if (schema.items) visit(schema.items);
    if (typeof schema.additionalProperties === "object") visit(schema.additionalProperties);
    if (!schema.properties) return;
    Object.values(schema.properties).forEach(visit);
    if (schema.properties["embeds"] && schema.properties["components"])
      for (const name of IGNORED_IN_MESSAGES) schema.properties[name] ??= {};
    if (!schema.allOf) schema.additionalProperties ??= false;
  }

  function resolve(reference: string): Schema {
    return strict.components.schemas[reference.slice("#/components/schemas/".length)] ?? {};
  }

  /** ajv's own `discriminator` takes string tags only; Discord's are integers. */
  function discriminate(schema: Schema): void {
    const branches = schema.anyOf ?? schema.oneOf ?? [];
    const tags = branches.map((branch) => tagsOf(branch.$ref ? resolve(branch.$ref) : branch));
    if (branches.length < 2 || tags.some((tag) => tag.length === 0)) return;
    delete schema.anyOf;
    delete schema.oneOf;
    schema.type = "object";
    schema.required = ["type"];
    schema.properties = { type: { enum: tags.flat() } };
    schema.additionalProperties = true;
    schema.allOf = branches.map((branch, index) => ({
      if: { properties: { type: { enum: tags[index] ?? [] } }, required: ["type"] },
      // oxlint-disable-next-line unicorn/no-thenable -- JSON Schema's keyword, in data that is never awaited
      then: branch,
    }));
  }
}

/**
 * Returns the description with the codes inside `_errors` as texts ("BASE_TYPE_REQUIRED"), as the documentation shows them and
 * Discord sends them; the description has the integer of the outer error there.
 */
export function withNamedErrors(description: OpenApi): OpenApi {
  const corrected = structuredClone(description);
  const list = corrected.components.schemas["InnerErrors"]?.properties?.["_errors"];
  if (list)
    list.items = {
      type: "object",
      properties: { code: { type: "string" }, message: { type: "string" } },
      required: ["code", "message"],
    };
  return corrected;
}

/** Returns the values of a required `type`, none when the schema is not told apart by it. */
function tagsOf({ properties, required }: Schema): readonly unknown[] {
  const type = properties?.["type"];
  if (!type || !required?.includes("type")) return [];
  return type.enum ?? (type.const === undefined ? [] : [type.const]);
}

function acceptPermissionStrings(properties: Record<string, Schema>): void {
  for (const [name, schema] of Object.entries(properties))
    if (name.endsWith("permissions") && [schema.type].flat().includes("integer"))
      properties[name] = { anyOf: [schema, { type: "string", pattern: "^[0-9]+$" }] };
}
