import type { LocalUser, OptionValues, Outcome } from "../../discord/userSide.ts";
import type { ChannelState } from "../wire.ts";
import * as api from "./api.ts";
import { invocablesOf, nestValues, type Invocable } from "./catalogue.ts";
import { drawChannelStart } from "./channelStart.ts";
import { createComposer } from "./composer.ts";
import { createDrawer } from "./drawer.ts";
import { element, part } from "./element.ts";
import { icon } from "./icon.ts";
import { createMessageLog } from "./messageLog.ts";
import { openModal } from "./modal.ts";
import { failureNote, pendingNote, quietNote } from "./notes.ts";
import { refreshRelativeTimes } from "./prose.ts";
import { drawSidebar, type Place } from "./sidebar.ts";

/** Wires the page: what the person does goes to the server, what happens comes back as events. */
let state: ChannelState = await api.fetchState({});
let me: LocalUser = personIn(state, null);
let stopListening: () => void = () => {};
/** Acts of this page that are on their way. A failure the local Discord reports meanwhile is theirs, and shown once. */
let underWay = 0;
/** The event of a failure and the answer to the act take two connections, and may overtake each other. */
const OVERTAKING_MS = 1000;
const unread = new Set<string>();

const drawer = createDrawer();
const log = createMessageLog({
  async use({ messageId, ...act }) {
    try {
      arrive(await mine(api.click({ userId: me.id, messageId, ...act })), null);
    } catch (error) {
      log.complain(messageId, sentence(error));
    }
  },
  dismiss(messageId) {
    log.remove(messageId);
    composer.focus();
    api.dismiss({ userId: me.id, messageId }).catch((error: unknown) => showFailure(sentence(error), null));
  },
});
const composer = createComposer({
  send: (invocable, values) => void send(invocable, values),
  fetchChoices: (invocable, values, focused) =>
    api.autocomplete({ ...address(invocable), options: nestValues(invocable, values), focused }),
  note(about) {
    if (about.kind === "plain") {
      const words = "This sandbox takes slash commands only, so your message was not sent. Type ";
      return log.append(quietNote(words, element("code", {}, "/"), " to see what the bot can do."));
    }
    const similar = about.similar.map((name) => `/${name}`).join(", ");
    const hint = similar ? ` Did you mean ${similar}?` : " Type / to see all commands.";
    return log.append(quietNote("There is no command ", element("code", {}, `/${about.name}`), ".", hint));
  },
});

async function send(invocable: Invocable, values: OptionValues): Promise<void> {
  const channelId = state.channelId;
  const pending = pendingNote(state.bot, { by: me, command: invocable.label });
  log.append(pending);
  try {
    const outcome = await mine(api.slash({ ...address(invocable), options: nestValues(invocable, values) }));
    pending.remove();
    if (state.channelId === channelId) arrive(outcome, invocable.label);
  } catch (error) {
    pending.remove();
    if (state.channelId === channelId) showFailure(sentence(error), invocable.label);
  }
}

async function mine<T>(act: Promise<T>): Promise<T> {
  underWay += 1;
  try {
    return await act;
  } finally {
    setTimeout(() => (underWay -= 1), OVERTAKING_MS);
  }
}

function address({ command }: Invocable) {
  return { userId: me.id, channelId: state.channelId, command };
}

function arrive(outcome: Outcome, command: string | null): void {
  if (outcome.kind === "message" && outcome.message.channel_id === state.channelId) {
    log.put(outcome.message, command ?? undefined);
  }
  if (outcome.kind !== "modal") return;
  const userId = me.id;
  openModal(outcome.modal, {
    appName: state.bot.name,
    nameable: state,
    async send(values) {
      arrive(await mine(api.submit({ userId, interactionId: outcome.interactionId, values })), command);
    },
  });
}

function showFailure(text: string, command: string | null): void {
  log.append(failureNote(state.bot, { by: me, command, text }));
}

/** Shows another channel, or the same one anew, as this user. */
async function go(place: Place): Promise<void> {
  try {
    const next = await api.fetchState(place);
    const someoneElse = place.userId !== me.id;
    state = next;
    me = personIn(next, place.userId);
    if (someoneElse) listen();
    draw();
  } catch (error) {
    showFailure(sentence(error), null);
  }
}

function draw(): void {
  const channel = state.channels.find(({ id }) => id === state.channelId);
  if (!channel) return;
  unread.delete(channel.id);
  const name = channel.kind === "dm" ? state.bot.name : channel.name;
  document.title = `${channel.kind === "dm" ? "@" : "#"}${name} | gexcord sandbox`;
  part("banner").textContent = state.banner;
  part("title").textContent = name;
  part("glyph").replaceChildren(icon(channel.kind === "dm" ? "at" : "hash", 24));
  part("log").setAttribute("aria-label", `Messages in ${name}`);
  drawSides();
  drawPresence();
  const labels = invocablesOf(state.commands).map(({ label }) => label);
  const examples = [...(labels.includes("gex") ? ["/gex SPY"] : []), ...(labels.includes("help") ? ["/help"] : [])];
  const start = drawChannelStart(channel, { bot: state.bot, examples, tryOut: (line) => composer.write(line) });
  log.reset(state.messages, { nameable: state, start });
  composer.reset(state, `Message ${channel.kind === "dm" ? "@" : "#"}${name}`);
  drawer.close();
  if (window.matchMedia("(hover: hover)").matches) composer.focus();
}

function drawSides(): void {
  drawSidebar(state, { userId: me.id, unread, go: (place) => void go(place) });
}

function drawPresence(): void {
  const offline = part("offline");
  offline.hidden = state.online !== false;
  offline.textContent = offline.hidden
    ? ""
    : `${state.bot.name} is offline. Commands will not be answered until it is back.`;
}

function listen(): void {
  stopListening();
  stopListening = api.listen(
    me.id,
    {
      message({ message }) {
        if (message.channel_id === state.channelId) return log.put(message);
        unread.add(message.channel_id);
        return drawSides();
      },
      deleted({ channelId, messageId }) {
        if (channelId === state.channelId) log.remove(messageId);
      },
      failed({ channelId, text }) {
        if (channelId === state.channelId && underWay === 0)
          log.append(failureNote(state.bot, { by: me, command: null, text }));
      },
      presence({ online }) {
        state = { ...state, online };
        drawPresence();
        drawSides();
      },
    },
    () => void go({ userId: me.id, channelId: state.channelId }),
  );
}

function personIn({ users, bot }: ChannelState, userId: string | null): LocalUser {
  return users.find((user) => (userId === null ? !user.bot : user.id === userId)) ?? bot;
}

function sentence(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

listen();
draw();
setInterval(() => refreshRelativeTimes(document, new Date()), 15_000);
