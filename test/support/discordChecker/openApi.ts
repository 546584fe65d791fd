export const METHODS = ["get", "put", "post", "patch", "delete"] as const;
export type Method = (typeof METHODS)[number];

/** The parts of JSON Schema that Discord's description uses and `tighten` rewrites. */
export interface Schema {
  $ref?: string;
  type?: string | readonly string[];
  enum?: readonly unknown[];
  const?: unknown;
  pattern?: string;
  properties?: Record<string, Schema>;
  required?: readonly string[];
  additionalProperties?: boolean | Schema;
  items?: Schema;
  anyOf?: readonly Schema[];
  oneOf?: readonly Schema[];
  allOf?: readonly Schema[];
  if?: Schema;
  then?: Schema;
}

type Content = Readonly<Record<string, { readonly schema: Schema }>>;

export interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly { readonly in: string; readonly name: string; readonly schema?: Schema }[];
  readonly requestBody?: { readonly required?: boolean; readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly $ref?: string; readonly content?: Content }>>;
}

/** Discord's OpenAPI 3.1 description, as far as it is read here. */
export interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Partial<Record<Method, Operation>>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, Schema>>;
    readonly responses?: Operation["responses"];
  };
}

export interface MatchedOperation {
  /** The template, "/channels/{channel_id}/messages". */
  readonly path: string;
  readonly method: Method;
  readonly operation: Operation;
  readonly params: Readonly<Record<string, string>>;
}

/** Returns a lookup of operations by method and path; "/messages/@original" is matched before "/messages/{message_id}". */
export function createMatch({ paths }: OpenApi): (method: string, pathname: string) => MatchedOperation | null {
  const table = Object.entries(paths).flatMap(([path, methods]) =>
    METHODS.flatMap((method) => {
      const operation = methods[method];
      return operation ? [{ path, method, operation, parts: path.split("/").slice(1) }] : [];
    }),
  );
  const parameterCount = (parts: readonly string[]): number => parts.filter((part) => part.startsWith("{")).length;
  table.sort((a, b) => parameterCount(a.parts) - parameterCount(b.parts));

  return (method, pathname) => {
    const given = pathname
      .replace(/^\/api(\/v\d+)?/, "")
      .split("/")
      .slice(1)
      .map(decodeURIComponent);
    for (const { parts, ...entry } of table) {
      if (entry.method !== method.toLowerCase() || parts.length !== given.length) continue;
      if (!parts.every((part, index) => part.startsWith("{") || part === given[index])) continue;
      const params = parts.flatMap((part, index) =>
        part.startsWith("{") ? [[part.slice(1, -1), given[index] ?? ""] as const] : [],
      );
      return { ...entry, params: Object.fromEntries(params) };
    }
    return null;
  };
}
