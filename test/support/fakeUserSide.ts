import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createCanvas } from "@napi-rs/canvas";
import type { APIMessage } from "discord.js";
import type { LocalEvents, LocalUser, OptionValues, Outcome, UserSide } from "../../sandbox/discord/userSide.ts";
import { FAKE_COMMANDS, FAKE_SYMBOLS, FEEDBACK_MODAL, GEX_COMPONENTS, gexEmbed } from "./fakeGex.ts";

export const BOT: LocalUser = { id: "900000000000000001", name: "gexcord", bot: true };
export const YOU: LocalUser = { id: "900000000000000010", name: "you", bot: false };
export const FRIEND: LocalUser = { id: "900000000000000013", name: "friend", bot: false };
export const GEX_CHANNEL = "900000000000000020";

const EPHEMERAL = 1 << 6;
const LOADING = 1 << 7;
const NO_FLAGS: number = 0;

type Subscriptions = { [E in keyof LocalEvents]: Set<(payload: LocalEvents[E]) => void> };
type Stored = { message: APIMessage; visibleTo: string | null };

/** One act as it arrived, for tests that look at what the page sent. */
export interface Act {
  readonly kind: "slash" | "autocomplete" | "click" | "submit" | "dismiss";
  readonly act: object;
}

export interface FakeUserSide {
  readonly user: UserSide;
  readonly acts: readonly Act[];
  emit<E extends keyof LocalEvents>(event: E, payload: LocalEvents[E]): void;
  /** The bot says something by itself. */
  say(channelId: string, parts: Partial<APIMessage>): APIMessage;
  stop(): Promise<void>;
}

/** A local Discord of paper: it has two people, two channels and a DM each, and a bot that answers by rote. */
export async function createFakeUserSide({ answerAfterMs = 20 } = {}): Promise<FakeUserSide> {
  const files = new Map<string, Buffer>([
    ["/attachments/1/1/ladder.png", paintLadder()],
    ["/attachments/1/2/spy.csv", Buffer.from("strike,gex\n600,1\n")],
  ]);
  const cdn = createServer((request, response) => {
    const file = files.get(request.url ?? "");
    const type = request.url?.endsWith(".png") ? "image/png" : "text/csv";
    response.writeHead(file ? 200 : 404, { "content-type": type }).end(file);
  });
  await new Promise<void>((resolve) => cdn.listen(0, "127.0.0.1", resolve));
  const cdnUrl = `http://127.0.0.1:${(cdn.address() as AddressInfo).port}/attachments/1`;

  const acts: Act[] = [];
  const stored: Stored[] = [];
  const subscriptions: Subscriptions = {
    message: new Set(),
    deleted: new Set(),
    failed: new Set(),
    presence: new Set(),
  };
  let lastId = 910_000_000_000_000_000n;
  const nextId = () => String((lastId += 1n));
  const emit = <E extends keyof LocalEvents>(event: E, payload: LocalEvents[E]) => {
    for (const listener of subscriptions[event]) listener(payload);
  };

  const put = (channelId: string, parts: Partial<APIMessage>, visibleTo: string | null = null): APIMessage => {
    const message = {
      id: nextId(),
      channel_id: channelId,
      author: { id: BOT.id, username: BOT.name, bot: true },
      content: "",
      timestamp: new Date().toISOString(),
      edited_timestamp: null,
      embeds: [],
      attachments: [],
      components: [],
      type: 0,
      ...parts,
    } as unknown as APIMessage;
    stored.push({ message, visibleTo });
    emit("message", { message, visibleTo });
    return message;
  };
  const edit = (id: string, parts: Partial<APIMessage>): APIMessage => {
    const entry = stored.find(({ message }) => message.id === id);
    if (!entry) throw new Error("Unknown Message");
    entry.message = { ...entry.message, ...parts };
    emit("message", { message: entry.message, visibleTo: entry.visibleTo });
    return entry.message;
  };
  const usedBy = (userId: string, name: string) => ({
    interaction_metadata: { id: nextId(), type: 2, user: { id: userId } } as never,
    interaction: { id: nextId(), type: 2, name, user: { id: userId } } as never,
  });
  const gexParts = (symbol: string): Partial<APIMessage> => ({
    embeds: [
      gexEmbed(symbol, { imageUrl: `${cdnUrl}/1/ladder.png`, asOf: new Date(Date.now() - 900_000).toISOString() }),
    ],
    attachments: [
      { id: nextId(), filename: "spy.csv", size: 17, url: `${cdnUrl}/2/spy.csv`, content_type: "text/csv" } as never,
    ],
    components: GEX_COMPONENTS,
  });
  const pause = () => new Promise((resolve) => setTimeout(resolve, answerAfterMs));

  const user: UserSide = {
    bot: BOT,
    users: () => [YOU, FRIEND, BOT],
    channels: (userId) => [
      { id: GEX_CHANNEL, name: "gex", kind: "guild" },
      { id: "900000000000000021", name: "general", kind: "guild" },
      { id: dmOf(userId), name: BOT.name, kind: "dm" },
    ],
    commands: () => FAKE_COMMANDS,
    messages: (channelId, userId) =>
      stored
        .filter(({ message, visibleTo }) => message.channel_id === channelId && (visibleTo ?? userId) === userId)
        .map(({ message }) => message),
    async slash(act): Promise<Outcome> {
      acts.push({ kind: "slash", act });
      await pause();
      const used = usedBy(act.userId, act.command);
      if (act.command === "silent") throw new Error("The application did not respond");
      if (act.command === "feedback") return { kind: "modal", interactionId: "77", modal: FEEDBACK_MODAL };
      if (act.command === "gex") {
        const symbol = typed(act.options["symbol"]).toUpperCase();
        const message = put(act.channelId, { ...used, flags: LOADING });
        setTimeout(() => edit(message.id, { ...gexParts(symbol), flags: NO_FLAGS }), answerAfterMs);
        return { kind: "message", message };
      }
      const content = `# ${act.command}\nThe options were ${JSON.stringify(act.options)}`;
      return { kind: "message", message: put(act.channelId, { ...used, flags: EPHEMERAL, content }, act.userId) };
    },
    async autocomplete(act) {
      acts.push({ kind: "autocomplete", act });
      const wanted = typed(act.options[act.focused]).toUpperCase();
      return FAKE_SYMBOLS.filter(([symbol]) => symbol.startsWith(wanted)).map(([symbol, name]) => ({
        name: `${symbol} · ${name}`,
        value: symbol,
      }));
    },
    async click(act): Promise<Outcome> {
      acts.push({ kind: "click", act });
      await pause();
      if (act.customId === "broken") throw new Error("This interaction failed");
      const channelId = stored.find(({ message }) => message.id === act.messageId)?.message.channel_id ?? "";
      if (act.customId === "explain") {
        const content = "A **positive** regime: dealers trade against the move.";
        return { kind: "message", message: put(channelId, { content, flags: EPHEMERAL }, act.userId) };
      }
      const content = act.values ? `View: ${act.values.join(", ")}` : "Refreshed.";
      return { kind: "message", message: edit(act.messageId, { content, edited_timestamp: new Date().toISOString() }) };
    },
    async submit(act): Promise<Outcome> {
      acts.push({ kind: "submit", act });
      const content = `Thank you for “${act.values["subject"]}”.`;
      const message = put(GEX_CHANNEL, { ...usedBy(act.userId, "feedback"), content, flags: EPHEMERAL }, act.userId);
      return { kind: "message", message };
    },
    dismiss(act) {
      acts.push({ kind: "dismiss", act });
      const at = stored.findIndex(({ message }) => message.id === act.messageId);
      if (at >= 0) stored.splice(at, 1);
    },
    on(event, listener) {
      subscriptions[event].add(listener);
      return () => void subscriptions[event].delete(listener);
    },
  };

  return {
    user,
    acts,
    emit,
    say: (channelId, parts) => put(channelId, parts),
    stop: () => new Promise((resolve) => cdn.close(() => resolve())),
  };
}

export function dmOf(userId: string): string {
  return `${userId.slice(0, -3)}9${userId.slice(-2)}`;
}

function typed(value: OptionValues[string] | undefined): string {
  return typeof value === "string" ? value : "";
}

/** Bars to both sides of a zero axis, in the size of the bot's real charts. */
function paintLadder(): Buffer {
  const canvas = createCanvas(1080, 1350);
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#0f1117";
  pen.fillRect(0, 0, 1080, 1350);
  for (let row = 0; row < 24; row += 1) {
    const size = 380 * Math.exp(-(((row - 8) / 6) ** 2)) * (row < 13 ? 1 : -0.8);
    pen.fillStyle = size > 0 ? "#22c55e" : "#ef4444";
    pen.fillRect(540, 140 + row * 46, size, 30);
    pen.fillStyle = "#8b949e";
    pen.font = "26px Inter";
    pen.fillText(String(612 - row), 60, 165 + row * 46);
  }
  return canvas.toBuffer("image/png");
}
