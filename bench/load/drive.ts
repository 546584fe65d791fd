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
  const finishedAt = new Map<string, { readonly message: APIMessage; readonly at: number }>();
  const awaited = new Map<string, number>();
  /** The View menu under the last answer that each person has, by user. */
  const owners = new Map<string, string>();
  const menus = new Map<string, Menu>();
  const pressed = new Map<string, Menu>();
  let unanswered = 0;
  let notSent = 0;

  // A quick edit may be here before the person's own promise has told which message it belongs to.
  const leave = user.on("message", ({ message, visibleTo }) => {
    if ((message.flags ?? 0) & MessageFlags.Loading) return;
    const at = performance.now();
    const menu = visibleTo === null ? undefined : pressed.get(visibleTo);
    if (menu && menu.messageId !== message.id && message.embeds.length === 0)
      return saidBeside(visibleTo!, { menu, message, at });
    const sentAt = awaited.get(message.id);
    if (sentAt === undefined) finishedAt.set(message.id, { message, at });
    else finish(message, at - sentAt);
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
    const menu = menus.get(person.userId);
    try {
      if (menu && random() < PRESSES) await choose(person, menu);
      else await ask(person);
    } catch (error) {
      // Discord forgets old messages of a channel, so a person cannot press what stood under one.
      if (String(error).includes("did not respond")) unanswered += 1;
      else notSent += 1;
      pressed.delete(person.userId);
      heard(String(error));
    }
  }

  async function ask({ userId, channelId }: Person): Promise<void> {
    const sentAt = performance.now();
    const outcome = await user.slash({ userId, channelId, ...nextCall(calls, random) });
    acknowledged.push(performance.now() - sentAt);
    if (outcome.kind !== "message") throw new Error(`no message but ${outcome.kind}`);
    const early = finishedAt.get(outcome.message.id);
    owners.set(outcome.message.id, userId);
    if (early) finish(early.message, early.at - sentAt);
    else awaited.set(outcome.message.id, sentAt);
  }

  async function choose({ userId }: Person, menu: Menu): Promise<void> {
    const { messageId, customId } = menu;
    const sentAt = performance.now();
    // One press at a time: the message is the same before and after.
    menus.delete(userId);
    pressed.set(userId, menu);
    awaited.set(messageId, sentAt);
    await user.click({ userId, messageId, customId, values: [nextView(random)] });
    acknowledged.push(performance.now() - sentAt);
  }

  function finish(message: APIMessage, ms: number): void {
    awaited.delete(message.id);
    finishedAt.delete(message.id);
    edited.push(ms);
    const [row] = (message.components ?? []) as unknown as { components: { custom_id: string }[] }[];
    const owner = owners.get(message.id);
    if (owner) pressed.delete(owner);
    if (row && owner) menus.set(owner, { messageId: message.id, customId: row.components[0]!.custom_id });
    if (message.embeds.length === 0) heard(message.content);
  }

  /** What cannot be had after a press is said in a private message beside the reply, whose menu stays as it was. */
  function saidBeside(userId: string, said: { menu: Menu; message: APIMessage; at: number }): void {
    const { messageId } = said.menu;
    const sentAt = awaited.get(messageId);
    pressed.delete(userId);
    awaited.delete(messageId);
    menus.set(userId, said.menu);
    if (sentAt !== undefined) edited.push(said.at - sentAt);
    heard(said.message.content);
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
