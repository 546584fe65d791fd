import { parentPort, workerData } from "node:worker_threads";
import { createFeed } from "../sandbox/feed/feed.ts";
import { recordedSource } from "../sandbox/feed/recordedSource.ts";

/** A feed of recorded chains in a thread of its own, as it is in a process of its own elsewhere; says where it listens. */
const feed = await createFeed({ source: await recordedSource(workerData as string) });
parentPort!.postMessage(feed.baseUrl, []);
