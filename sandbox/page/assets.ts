import { readdir, readFile } from "node:fs/promises";
import { stripTypeScriptTypes } from "node:module";

export interface Asset {
  readonly type: string;
  readonly body: string | Buffer;
}

const FONT_WEIGHTS = [400, 500, 600, 700] as const;

/**
 * Every file the page consists of, by its address. A fixed table, built once: whatever a request asks for that is not
 * in it does not exist, so no address can climb out of the folder.
 */
export async function loadAssets(): Promise<ReadonlyMap<string, Asset>> {
  const assets = new Map<string, Asset>();
  const modules = await namesIn("client", ".ts");
  assets.set("/", {
    type: "text/html; charset=utf-8",
    body: withPreloads(await readFile(here("page.html"), "utf8"), modules),
  });
  assets.set("/icon.svg", { type: "image/svg+xml", body: await readFile(here("icon.svg"), "utf8") });
  for (const name of await namesIn("styles", ".css")) {
    assets.set(`/styles/${name}`, {
      type: "text/css; charset=utf-8",
      body: await readFile(here(`styles/${name}`), "utf8"),
    });
  }
  for (const name of modules) {
    const source = await readFile(here(`client/${name}`), "utf8");
    assets.set(`/client/${name}`, { type: "text/javascript; charset=utf-8", body: stripTypes(source) });
  }
  for (const weight of FONT_WEIGHTS) {
    const file = new URL(import.meta.resolve(`@fontsource/inter/files/inter-latin-${weight}-normal.woff2`));
    assets.set(`/fonts/inter-${weight}.woff2`, { type: "font/woff2", body: await readFile(file) });
  }
  return assets;
}

/** Names all modules to the browser at once: without it, each import would be found only in the file before. */
function withPreloads(html: string, modules: readonly string[]): string {
  const links = modules.map((name) => `<link rel="modulepreload" href="/client/${name}" />`);
  return html.replace("<script ", `${links.join("\n    ")}\n    <script `);
}

function here(path: string): URL {
  return new URL(path, import.meta.url);
}

async function namesIn(folder: string, ending: string): Promise<string[]> {
  return (await readdir(here(folder))).filter((name) => name.endsWith(ending));
}

/**
 * The same stripping Node applies to our own modules, so line and column stay where they are in the source. Running
 * stripped files is stable in Node 24, but this function still announces itself as experimental: that one sentence is
 * dropped, for the length of this synchronous call, and every other warning passes.
 */
function stripTypes(source: string): string {
  const pass = process.emitWarning.bind(process);
  const original = Object.getOwnPropertyDescriptor(process, "emitWarning");
  process.emitWarning = (warning: string | Error, ...rest: never[]) => {
    if (!String(warning).startsWith("stripTypeScriptTypes ")) pass(warning, ...rest);
  };
  try {
    return stripTypeScriptTypes(source);
  } finally {
    if (original) Object.defineProperty(process, "emitWarning", original);
  }
}
