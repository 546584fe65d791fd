import type { Logger } from "pino";
import type { Instant } from "./engine/snapshot.ts";
import type { Refusal, Sent } from "./services/outbox/letter.ts";
import type { Store } from "./services/store/store.ts";
import type { ExposureService } from "./services/exposure.ts";
import type { History } from "./services/history/history.ts";
import type { PublishedSource } from "./services/published.ts";
import type { Upkeep } from "./services/upkeep.ts";

export type { Found, Refusal, Sent } from "./services/outbox/letter.ts";
export type { Answer, BoardAnswer, Gap } from "./services/exposure.ts";
export type { Alert } from "./services/store/alerts.ts";
export type { KeptPlan } from "./services/store/plans.ts";
export type { HistoryNote, SymbolHistory } from "./services/history/history.ts";
export type { ReadOptions } from "./services/payloads.ts";
export type { Dashboard } from "./services/store/dashboards.ts";
export type { Run } from "./services/store/runs.ts";
import type { ChartInputs, ChartName } from "./views/charts/index.ts";
import type { PaletteName } from "./views/charts/chart.ts";
import type { Lead } from "./views/exposures/view.ts";
import type { Post } from "./views/post.ts";

/** The symbols a user may mean, from a local list: never a source, so that suggestions are instant and free. */
export interface SymbolDirectory {
  /** Best first: exact, prefix, word of the name. */
  suggest(typed: string, limit: number): readonly { readonly symbol: string; readonly name: string }[];
  /** "Did you mean": symbols spelled nearly like this, best first, perhaps none. */
  closest(typed: string): readonly string[];
}

/** What a command may have Discord do besides answering it. */
export interface Door {
  /** The DM channel with a user. Opened at his own wish only: Discord takes bots that open many for spam. */
  openDm(userId: string): Promise<{ readonly channelId: string } | { readonly refusal: Refusal }>;
  /** A confirmation or a test, sent at once. @param to.ownerId who may use its controls; null: everybody */
  post(to: { readonly channelId: string; readonly ownerId: string | null }, post: Post): Promise<Sent>;
  /** What the bot lacks for posting pictures in that channel, in Discord's words; empty when nothing, or not to be found out. */
  missingPermissions(channelId: string, guildId: string): Promise<readonly string[]>;
}

/** Everything a command or a job may reach. Built once in `app.ts`, faked in ten lines in tests. */
export interface AppContext {
  readonly exposure: ExposureService;
  /** What is on record of a symbol: daily closes, index volatilities, and what the bot kept of earlier sessions. */
  readonly history: History;
  /** A vendor's finished figures, beside ours; null without a key. */
  readonly published: PublishedSource | null;
  /** Whose figures a reply leads with where both exist. */
  readonly lead: Lead;
  readonly symbols: SymbolDirectory;
  readonly store: Store;
  /** What is sent and copied by itself. */
  readonly upkeep: Upkeep;
  readonly door: Door;
  /** A chart as PNG bytes, drawn in a worker thread. */
  readonly draw: <Name extends ChartName>(chart: Name, input: ChartInputs[Name]) => Promise<Uint8Array>;
  /** Colours of pictures when a user asks for none. */
  readonly palette: PaletteName;
  readonly about: { readonly version: string; readonly startedAt: Instant };
  readonly now: () => Date;
  /** Ms this machine's clock is ahead of that of the source asked last; 0 as long as nothing speaks against it. */
  readonly clockOffMs: () => number;
  readonly log: Logger;
}
