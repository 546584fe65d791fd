import { setTimeout as sleep } from "node:timers/promises";
import { MessageFlags, type APIMessage } from "discord.js";
import type { UserSide } from "../../sandbox/discord/userSide.ts";
import { nextCall, nextView, PRESSES, randomOf, type Call } from "./calls.ts";
import type { Person } from "./crowd.ts";

export interface Drive {
  readonly user: UserSide;
  readonly people: readonly Person[];
  readonly calls: readonly Call[];
  readonly perSecond: number;
  readonly count: number;
  /** How long to wait for what is not answered when the last one was sent. */
  readonly patienceMs?: number;
}

/** What came of the interactions. Times in ms from the moment Discord sent the interaction. */
export interface Driven {
  readonly sent: number;
  /** To the acknowledgement, for those that had one. */
  readonly acknowledged: readonly number[];
  /** To the edited message, whatever it said. */
  readonly edited: readonly number[];
  /** Discord gives 3 s. */
  readonly notAcknowledged: number;
  /** "thinking…" to the end. */
  readonly unfinished: number;
  /** How often an answer was words alone, by its first words; an explanation or a picture is not among them. */
  readonly sentences: ReadonlyMap<string, number>;
}

const PATIENCE_MS = 25_000;
const WORDS_SHOWN = 60;

/** Sends interactions evenly spaced, never waiting for an answer, as people do who do not know of each other. */
export async function drive(options: Drive): Promise<Driven> {
  const { user, people, calls, perSecond, count, patienceMs = PATIENCE_MS } = options;
  const random = randomOf(7);
  const acknowledged: number[] = [];
  const edited: number[] = [];
  const sentences = new Map<string, number>();
  const readers = new Map(people.map(({ userId }) => [userId, newReader()]));
  let unanswered = 0;
  let notSent = 0;

  // All answers are private, so Discord says whose they are.
  const leave = user.on("message", ({ message, visibleTo }) => {
    const reader = visibleTo === null ? undefined : readers.get(visibleTo);
    if (!reader || (message.flags ?? 0) & MessageFlags.Loading) return;
    const at = performance.now();
    const { pressed, awaited, early } = reader;
    if (pressed && pressed.messageId !== message.id && message.embeds.length === 0)
      return saidBeside(reader, { menu: pressed, message, at });
    const sentAt = awaited.get(message.id);
    if (sentAt === undefined) early.set(message.id, { message, at });
    else finish(reader, message, at - sentAt);
  });

  const started = performance.now();
  for (let i = 0; i < count; i += 1) {
    const wait = started + (i * 1000) / perSecond - performance.now();
    if (wait > 1) await sleep(wait);
    void act(people[i % people.length]!);
  }
  const until = performance.now() + patienceMs;
  while (edited.length + unanswered + notSent < count && performance.now() < until) await sleep(20);
  leave();
  return {
    sent: count - notSent,
    acknowledged,
    edited,
    notAcknowledged: unanswered,
    unfinished: count - edited.length - unanswered - notSent,
    sentences,
  };

  async function act(person: Person): Promise<void> {
    const reader = readers.get(person.userId)!;
    try {
      if (reader.menu && random() < PRESSES) await choose(person, reader, reader.menu);
      else await ask(person, reader);
    } catch (error) {
      // Discord forgets old messages of a channel, so a person cannot press what stood under one.
      if (String(error).includes("did not respond")) unanswered += 1;
      else notSent += 1;
      reader.pressed = null;
      heard(String(error));
    }
  }

  async function ask({ userId, channelId }: Person, reader: Reader): Promise<void> {
    const sentAt = performance.now();
    const outcome = await user.slash({ userId, channelId, ...nextCall(calls, random) });
    acknowledged.push(performance.now() - sentAt);
    if (outcome.kind !== "message") throw new Error(`no message but ${outcome.kind}`);
    const { id } = outcome.message;
    const early = reader.early.get(id);
    if (early) finish(reader, early.message, early.at - sentAt);
    else reader.awaited.set(id, sentAt);
  }

  async function choose({ userId }: Person, reader: Reader, menu: Menu): Promise<void> {
    const { messageId, customId } = menu;
    const sentAt = performance.now();
    // One press at a time: the message is the same before and after.
    reader.menu = null;
    reader.pressed = menu;
    reader.awaited.set(messageId, sentAt);
    await user.click({ userId, messageId, customId, values: [nextView(random)] });
    acknowledged.push(performance.now() - sentAt);
  }

  function finish(reader: Reader, message: APIMessage, ms: number): void {
    reader.awaited.delete(message.id);
    reader.early.delete(message.id);
    reader.pressed = null;
    edited.push(ms);
    const [row] = (message.components ?? []) as unknown as { components: { custom_id: string }[] }[];
    if (row) reader.menu = { messageId: message.id, customId: row.components[0]!.custom_id };
    if (message.embeds.length === 0) heard(message.content);
  }

  /** What cannot be had after a press is said in a private message beside the reply, whose menu stays as it was. */
  function saidBeside(reader: Reader, { menu, message, at }: { menu: Menu; message: APIMessage; at: number }): void {
    const sentAt = reader.awaited.get(menu.messageId);
    reader.awaited.delete(menu.messageId);
    reader.pressed = null;
    reader.menu = menu;
    if (sentAt !== undefined) edited.push(at - sentAt);
    heard(message.content);
  }

  function heard(content: string): void {
    // Symbols and references differ, the sentence is the same.
    const words = content.replaceAll(/\*\*.*?\*\*/g, "…").slice(0, WORDS_SHOWN);
    sentences.set(words, (sentences.get(words) ?? 0) + 1);
  }
}

/** The View menu of a reply. */
interface Menu {
  readonly messageId: string;
  readonly customId: string;
}

/** What one person has before him. */
interface Reader {
  /** Under his last answer, while he may press it. */
  menu: Menu | null;
  /** The one he pressed, until something came of it. */
  pressed: Menu | null;
  /** When he sent what these messages will answer, by message. */
  readonly awaited: Map<string, number>;
  /** Finished before the person's own promise told which message to wait for, by message. */
  readonly early: Map<string, { readonly message: APIMessage; readonly at: number }>;
}

const newReader = (): Reader => ({ menu: null, pressed: null, awaited: new Map(), early: new Map() });
