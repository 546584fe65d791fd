import { selectionKey, type ExpirySelection } from "../engine/selection.ts";
import type { ExposureSnapshot } from "../engine/snapshot.ts";
import type { Ticker } from "../engine/ticker.ts";
import { monthDay } from "./format.ts";
import type { ReplyState } from "./replyState.ts";

/** What a menu or button does to the reply it stands under. */
export const REPLY_ACTIONS = ["view", "expiry", "refresh", "explain", "data", "share", "copy"] as const;
/** What one does besides, answered privately beside the post. */
export const ASIDE_ACTIONS = ["open", "watch", "pause", "alert", "arm", "disarm", "exit", "exitdone", "plan"] as const;
export const ACTIONS = [...REPLY_ACTIONS, ...ASIDE_ACTIONS] as const;
export type ReplyAction = (typeof REPLY_ACTIONS)[number];
export type AsideAction = (typeof ASIDE_ACTIONS)[number];
export type Action = ReplyAction | AsideAction;

export interface MenuOption {
  readonly label: string;
  readonly value: string;
  readonly description?: string;
  readonly chosen: boolean;
}

export interface Menu {
  readonly kind: "menu";
  readonly action: Action;
  /** Whose it is, where one post has several; default: the symbol of the state. */
  readonly symbol?: Ticker;
  readonly placeholder: string;
  readonly options: readonly MenuOption[];
}

export interface Button {
  readonly kind: "button";
  readonly action: Action;
  /** Whose it is, where one post has several; default: the symbol of the state. */
  readonly symbol?: Ticker;
  readonly label: string;
  readonly emoji: string;
  /** What the press means besides its action; letters, digits and hyphens, at most 14. Default: nothing. */
  readonly value?: string;
  /** Pressed in, so that pressing again undoes it. */
  readonly active: boolean;
}

/** Rows of menus and buttons, and the state of the reply they change. */
export interface Controls {
  readonly state: ReplyState;
  readonly rows: readonly (readonly [Menu] | readonly Button[])[];
}

/** Discord's limit of options in a menu. */
const MOST_OPTIONS = 25;

const PRESETS: readonly (readonly [string, ExpirySelection])[] = [
  ["All expiries", { kind: "all" }],
  ["0DTE: expires today", { kind: "zeroDte" }],
  ["Up to 7 days", { kind: "maxDte", days: 7 }],
  ["Up to 45 days", { kind: "maxDte", days: 45 }],
  ["Next OPEX (monthly expiry)", { kind: "nextOpex" }],
];

export interface ControlsInput {
  readonly state: ReplyState;
  readonly views: readonly { readonly key: string; readonly name: string; readonly hint: string }[];
  /** Live expiries of the chain. */
  readonly listed: ExposureSnapshot["listed"];
  /** False for a view that has one expiry by definition. */
  readonly choosesExpiry: boolean;
  /** False when the reply has no figures of ours: then there is nothing to explain and no data. */
  readonly hasReading: boolean;
}

/** Under every exposure reply: what to look at, which expiries, and what else to do with it. */
export function controlsOf({ state, views, listed, choosesExpiry, hasReading }: ControlsInput): Controls {
  const view: Menu = {
    kind: "menu",
    action: "view",
    placeholder: "View",
    options: views.map(({ key, name, hint }) => ({
      label: name,
      value: key,
      description: hint,
      chosen: key === state.view,
    })),
  };
  const expiry: Menu = {
    kind: "menu",
    action: "expiry",
    placeholder: "Expiries",
    options: expiryOptions(state.selection, listed),
  };
  const button = (action: Action, label: string, emoji: string, active = false): Button => ({
    kind: "button",
    action,
    label,
    emoji,
    active,
  });
  return {
    state,
    rows: [
      [view],
      ...(choosesExpiry ? [[expiry] as const] : []),
      [
        button("refresh", "Refresh", "🔄"),
        ...(hasReading
          ? [
              button("explain", state.extra === "explain" ? "Hide" : "Explain", "❓", state.extra === "explain"),
              button("data", state.extra === "data" ? "Hide data" : "Data", "💾", state.extra === "data"),
            ]
          : []),
        button("share", "Share", "📣"),
      ],
      [button("watch", "Watch", "⭐"), ...(hasReading ? [button("alert", "Alert", "🔔")] : [])],
    ],
  };
}

/** What a stranger gets who presses a button of somebody else's reply. */
export const copyControls = (state: ReplyState): Controls => ({
  state,
  rows: [[{ kind: "button", action: "copy", label: "Get a private copy", emoji: "📄", active: false }]],
});

/** The presets, then dates as they come; the chosen one is always among them. */
function expiryOptions(chosen: ExpirySelection, listed: ExposureSnapshot["listed"]): MenuOption[] {
  const chosenKey = selectionKey(chosen);
  const option = (label: string, value: string): MenuOption => ({ label, value, chosen: value === chosenKey });
  const presets = PRESETS.filter(([, { kind }]) => kind !== "zeroDte" || listed.some(({ dte }) => dte === 0)).map(
    ([label, selection]) => option(label, selectionKey(selection)),
  );
  const dates = listed.map(({ date, dte }) =>
    option(`${monthDay(date)}, ${date.slice(0, 4)} · ${dte === 0 ? "today" : `${dte} DTE`}`, date),
  );
  const all = [...presets, ...dates];
  const shown = all.slice(0, MOST_OPTIONS);
  if (shown.some((one) => one.chosen)) return shown;
  const missing = all.find((one) => one.chosen) ?? option(chosenName(chosen), chosenKey);
  return [...shown.slice(0, MOST_OPTIONS - 1), missing];
}

const chosenName = (chosen: ExpirySelection) =>
  chosen.kind === "maxDte" ? `Up to ${chosen.days} days` : chosen.kind === "date" ? chosen.date : selectionKey(chosen);
