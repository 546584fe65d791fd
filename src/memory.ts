/**
 * V8's young generation may not grow to three times 32 MB for objects that live a few milliseconds, and the old one is collected
 * when it is 40 % larger than what lives, not up to four times as large: pages it once had it keeps.
 */
export const NODE_FLAGS = ["--max-semi-space-size=8", "--heap-growing-percent=40"] as const;

/**
 * For glibc, which otherwise raises the size from which it maps memory of its own as soon as one picture is freed, and from
 * then on keeps what pictures, chains and uploads leave behind. Measured in docs/decisions/0014-memory.md.
 */
export const MALLOC: Readonly<Record<string, string>> = {
  MALLOC_MMAP_THRESHOLD_: "65536",
  MALLOC_TRIM_THRESHOLD_: "131072",
  MALLOC_ARENA_MAX: "2",
};

/**
 * Becomes the same program with these settings, under the same process id. Does nothing where they are set already, by us
 * or by the operator, and on other systems than Linux.
 */
export function becomeFrugal(): void {
  const { platform, env, execPath, execArgv, argv } = process;
  if (platform !== "linux" || process.execve === undefined || Object.keys(MALLOC).some((name) => name in env)) return;
  process.execve(execPath, [execPath, ...execArgv, ...NODE_FLAGS, ...argv.slice(1)], { ...env, ...MALLOC });
}
