/** Whoever takes letters out, told apart over all machines and starts. */
export interface Owner {
  readonly host: string;
  readonly pid: number;
  /** Told apart from an earlier process with the same number: in a container it is always 1. */
  readonly start: string;
}

export const ownerName = ({ host, pid, start }: Owner): string => `${host} ${pid} ${start}`;

/** Whether a process of this host that left its name somewhere is no more; false for those of other hosts. */
export function isGone(name: string, self: Owner, isRunning: (pid: number) => boolean): boolean {
  const [host, pid, start] = name.split(" ");
  if (host !== self.host || name === ownerName(self)) return false;
  return Number(pid) === self.pid ? start !== self.start : !isRunning(Number(pid));
}

/** Whether a process with this number runs on this machine, ours or not. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
