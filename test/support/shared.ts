import { existsSync } from "node:fs";
import { resolve } from "node:path";

const SHARED = resolve(import.meta.dirname, "../../../shared");

/** A reference file beside the repository (recorded chains, vectors, Discord's API description); null in a plain clone. */
export function sharedFile(path: string): string | null {
  const file = resolve(SHARED, path);
  return existsSync(file) ? file : null;
}
