import { dirname, join, normalize } from "node:path/posix";

/** A source file: its path from the root of the repository, and its text. */
export interface Source {
  readonly path: string;
  readonly text: string;
}

export interface Import {
  readonly target: string;
  /** Vanishes when the types are stripped. */
  readonly typeOnly: boolean;
  readonly dynamic: boolean;
}

/** What a layer may import: folders and files of src by name, packages for use, and more of both for their types alone. */
interface Layer {
  readonly from: readonly string[];
  readonly packages: readonly string[];
  readonly types?: readonly string[];
}

/** A folder or a top-level file of src per line; a change here belongs into the change that needs it. */
export const LAYERS: Readonly<Record<string, Layer>> = {
  engine: { from: ["engine"], packages: [] },
  "errors.ts": { from: [], packages: [] },
  "memory.ts": { from: [], packages: [] },
  "tokenBuckets.ts": { from: [], packages: [] },
  services: {
    from: ["services", "engine", "errors.ts", "tokenBuckets.ts"],
    packages: ["node:", "@keyv/valkey", "cockatiel", "keyv", "lru-cache", "pg", "undici", "zod"],
    types: ["workers"],
  },
  views: {
    from: ["views", "engine", "errors.ts"],
    packages: ["d3-scale", "d3-shape"],
    types: ["services", "discord.js", "@napi-rs/canvas"],
  },
  workers: {
    from: ["workers", "services", "views", "engine", "errors.ts"],
    packages: ["node:", "lru-cache", "piscina", "sharp", "@napi-rs/canvas"],
  },
  "context.ts": { from: [], packages: [], types: ["engine", "services", "views", "pino"] },
  commands: {
    from: ["commands", "jobs", "views", "engine", "context.ts", "errors.ts"],
    packages: ["discord.js"],
  },
  jobs: {
    from: ["jobs", "views", "engine", "context.ts", "errors.ts"],
    packages: ["node-cron"],
    types: ["services"],
  },
  discord: {
    from: ["discord", "commands", "views", "context.ts", "errors.ts", "tokenBuckets.ts"],
    packages: ["node:", "discord.js"],
  },
  "config.ts": { from: [], packages: ["zod"] },
  "health.ts": { from: ["config.ts"], packages: ["node:"] },
  "log.ts": { from: [], packages: ["pino"] },
  "app.ts": {
    from: ["services", "workers", "engine", "config.ts", "log.ts"],
    packages: ["node:"],
    types: ["context.ts"],
  },
  "delivery.ts": {
    from: ["jobs", "services"],
    packages: ["node:"],
    types: ["context.ts", "discord", "views"],
  },
  "main.ts": {
    from: [
      "app.ts",
      "delivery.ts",
      "commands",
      "config.ts",
      "discord",
      "engine",
      "health.ts",
      "jobs",
      "log.ts",
      "services",
    ],
    packages: ["node:", "discord.js"],
  },
};

/** The only file of src that knows of the sandbox, and only while it runs. */
const KNOWS_SANDBOX = "src/main.ts";
/** The only one that reads our own version. */
const KNOWS_VERSION = "src/app.ts";

const withoutComments = (text: string) => text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|\s)\/\/.*$/gm, "$1");

export function importsOf({ text }: Source): Import[] {
  const code = withoutComments(text);
  const fixed = code.matchAll(/^\s*(?:import|export)\s+(type\s+)?(?:[^"';]*?\sfrom\s+)?"([^"]+)"/gm);
  const moving = code.matchAll(/\bimport\(\s*"([^"]+)"/g);
  return [
    ...fixed.map(([, type, target = ""]) => ({ target, typeOnly: type !== undefined, dynamic: false })),
    ...moving.map(([, target = ""]) => ({ target, typeOnly: false, dynamic: true })),
  ];
}

/** "src/views/charts/axes.ts" → "views", "src/app.ts" → "app.ts", "sandbox/try.ts" → "sandbox". */
const layerOf = (path: string) => (path.startsWith("src/") ? path.slice(4) : path).split("/")[0] ?? "";

/** What of this file's imports its layer does not allow, in words. */
export function misplacedImports(source: Source): string[] {
  const layer = LAYERS[layerOf(source.path)];
  if (!layer) return [`${source.path} belongs to no layer`];
  return importsOf(source)
    .filter((one) => !isAllowed(one, { layer, path: source.path }))
    .map(({ target }) => `${source.path} imports ${target}`);
}

function isAllowed({ target, typeOnly, dynamic }: Import, { layer, path }: { layer: Layer; path: string }): boolean {
  const types = typeOnly ? (layer.types ?? []) : [];
  if (!target.startsWith("."))
    return [...layer.packages, ...types].some(
      (name) => target === name || (name === "node:" && target.startsWith(name)),
    );
  const to = normalize(join(dirname(path), target));
  if (path === KNOWS_VERSION && to === "package.json") return true;
  if (!to.startsWith("src/")) return to.startsWith("sandbox/") && path === KNOWS_SANDBOX && dynamic;
  return [...layer.from, ...types].includes(layerOf(to));
}

/** Circles among the layers, as the running program sees them: "a → b → a"; none when layers only point one way. */
export function circles(sources: readonly Source[]): string[] {
  const edges = new Map<string, Set<string>>();
  for (const source of sources)
    for (const { target, typeOnly } of importsOf(source)) {
      const to = normalize(join(dirname(source.path), target));
      if (typeOnly || !target.startsWith(".") || !to.startsWith("src/")) continue;
      const from = layerOf(source.path);
      if (from !== layerOf(to)) edges.set(from, (edges.get(from) ?? new Set()).add(layerOf(to)));
    }
  const found = new Set<string>();
  const walk = (trail: readonly string[]): void => {
    for (const next of edges.get(trail.at(-1)!) ?? []) {
      if (next === trail[0]) found.add([...trail, next].join(" → "));
      else if (!trail.includes(next)) walk([...trail, next]);
    }
  };
  for (const start of edges.keys()) walk([start]);
  return [...found];
}

/** The clock, chance, the environment and anything that takes time: a pure file takes them as arguments or not at all. */
const IMPURE =
  /\bDate\.now\b|\bnew Date\(\s*\)|\bMath\.random\b|\bprocess\.|\bperformance\.|\bfetch\(|\bawait\b|\basync\b|\bconsole\.|\bset(?:Timeout|Interval|Immediate)\(|\bglobalThis\b/g;

export function impurities({ path, text }: Source): string[] {
  return [...withoutComments(text).matchAll(IMPURE)].map(([word]) => `${path}: ${word}`);
}

/** Written so that this file does not find itself. The linter finds the type in every place, this one where text is enough. */
const SHORTCUTS: readonly RegExp[] = [
  /\bvi\.(?:do)?[m]ock\(/g,
  /(?::\s*a[n]y\s*(?:[;)=[|&]|$)|<a[n]y\b|\bas\s+a[n]y\b)/gm,
  /@ts-(?:ignor[e]|nochec[k]|expect-erro[r])/g,
  /(?<!\bcontext)\.(?:skip|only|todo)(?:\(|\.)/g,
  /\b(?:TO[D]O|FIX[M]E|XX[X])\b/g,
];

/** What postpones or hides a problem instead of solving it. `skipIf` and `context.skip`, which take a condition, are none. */
export function shortcuts({ path, text }: Source): string[] {
  return SHORTCUTS.flatMap((pattern) => [...text.matchAll(pattern)].map(([found]) => `${path}: ${found.trim()}`));
}

const MOST_LINES = 250;

/** Too long to be held in the head; tables of data are not read but looked up. */
export function isTooLong({ path, text }: Source): boolean {
  return !path.endsWith(".data.ts") && text.trimEnd().split("\n").length > MOST_LINES;
}
