import { alertWriter } from "./alerts.ts";
import { dashboard } from "./dashboard.ts";
import { digest } from "./digest.ts";
import { exitWriter } from "./exits.ts";
import type { Job, Writer } from "./job.ts";
import { notice } from "./notice.ts";

/** What leaves at times that people chose; a further one is one line here. */
export const jobs: readonly Job[] = [dashboard, digest];

/** Who writes each kind of letter. */
export const writers: readonly Writer[] = [...jobs, alertWriter, exitWriter, notice];
