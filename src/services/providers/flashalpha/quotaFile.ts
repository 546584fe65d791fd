import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { z } from "zod";

const quota = z.object({
  limit: z.union([z.int().nonnegative(), z.literal("unlimited")]).nullable(),
  used: z.int().nonnegative(),
  /** Ms since the epoch, like every time in here. */
  resetsAt: z.number().nonnegative(),
  quietUntil: z.number().nonnegative(),
  payers: z.array(z.tuple([z.string(), z.number(), z.int().nonnegative()]).readonly()).readonly(),
});
/** What a restart must not forget about the day's calls of one key. */
export type SavedQuota = Readonly<z.infer<typeof quota>>;

const file = z.object({ version: z.literal(1), keys: z.record(z.string(), quota) });

/** Where the day's calls of a key are kept. */
export interface QuotaStore {
  /** Null when nothing usable is kept. */
  load(): SavedQuota | null;
  /** Returns when it is kept: a call is counted before it is made. Never throws. */
  save(saved: SavedQuota): void;
}

export interface QuotaFileOptions {
  readonly path: string;
  readonly apiKey: string;
  readonly now: () => number;
  readonly log: { warn(fields: object, message: string): void };
}

/**
 * A small JSON file, replaced as a whole (temporary file, then rename), written at most once per call to the vendor. Keys
 * and payers are in it as short hashes only. A missing or damaged file is as good as none; one that cannot be written is
 * reported once and counted on in memory.
 */
export function createQuotaFile({ path, apiKey, now, log }: QuotaFileOptions): QuotaStore {
  const key = shortHash(apiKey);
  let others: Readonly<Record<string, SavedQuota>> = {};
  let reported = false;
  return {
    load() {
      const { [key]: mine = null, ...rest } = read(path);
      others = rest;
      return mine;
    },
    save(saved) {
      // A key changed for another and back is the same key; its count of yesterday is not needed.
      const current = Object.entries(others).filter(([, { resetsAt }]) => resetsAt > now());
      try {
        write(path, { version: 1, keys: { ...Object.fromEntries(current), [key]: saved } });
      } catch (error) {
        if (!reported) log.warn({ err: error }, "the count of the day's calls cannot be written, a restart forgets it");
        reported = true;
      }
    },
  };
}

/** For a name that must be told from others and not be read. */
export const shortHash = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 12);

function read(path: string): Readonly<Record<string, SavedQuota>> {
  try {
    const parsed = file.safeParse(JSON.parse(readFileSync(path, "utf8")));
    return parsed.success ? parsed.data.keys : {};
  } catch {
    return {};
  }
}

function write(path: string, content: z.infer<typeof file>): void {
  mkdirSync(dirname(path), { recursive: true });
  const temporary = `${path}.${process.pid}.tmp`;
  writeFileSync(temporary, JSON.stringify(content), { mode: 0o600 });
  renameSync(temporary, path);
}
