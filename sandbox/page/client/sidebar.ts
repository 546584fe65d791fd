import type { LocalChannel, LocalUser } from "../../discord/userSide.ts";
import type { ChannelState } from "../wire.ts";
import { avatar } from "./avatar.ts";
import { element, part } from "./element.ts";
import { botFace, icon } from "./icon.ts";

export interface Place {
  readonly userId: string;
  /** None: the first channel of this user. */
  readonly channelId?: string;
}

/** Draws the server rail, the channel list, the user panel and the member list of one state. */
export function drawSidebar(
  state: ChannelState,
  { userId, unread, go }: { userId: string; unread: ReadonlySet<string>; go: (place: Place) => void },
): void {
  const groups = { guild: [] as LocalChannel[], dm: [] as LocalChannel[] };
  for (const channel of state.channels) groups[channel.kind].push(channel);
  const current = state.channels.find(({ id }) => id === state.channelId);
  const open = (channel: LocalChannel | undefined) => channel && go({ userId, channelId: channel.id });

  const rail = [
    railButton(
      "Direct messages",
      icon("at", 24),
      current?.kind === "dm",
      groups.dm.some(({ id }) => unread.has(id)),
    ),
    railButton(
      "Server",
      botFace(44),
      current?.kind === "guild",
      groups.guild.some(({ id }) => unread.has(id)),
    ),
  ] as const;
  rail[0].addEventListener("click", () => open(groups.dm[0]));
  rail[1].addEventListener("click", () => open(groups.guild[0]));
  part("rail").replaceChildren(rail[0], element("hr"), rail[1]);

  const rows = (
    channels: readonly LocalChannel[],
    glyph: (channel: LocalChannel) => Node,
    name: (channel: LocalChannel) => string,
  ) =>
    channels.map((channel) => {
      const button = element(
        "button",
        { type: "button", class: "channel" },
        glyph(channel),
        element("span", {}, name(channel)),
      );
      if (channel.id === state.channelId) button.setAttribute("aria-current", "page");
      if (unread.has(channel.id)) {
        button.classList.add("unread");
        button.append(element("span", { class: "unread-mark" }, "new"));
      }
      button.addEventListener("click", () => open(channel));
      return element("li", {}, button);
    });
  part("channels").replaceChildren(
    element("h3", {}, "Text channels"),
    element(
      "ul",
      {},
      ...rows(
        groups.guild,
        () => icon("hash"),
        ({ name }) => name,
      ),
    ),
    element("h3", {}, "Direct messages"),
    element(
      "ul",
      {},
      ...rows(
        groups.dm,
        () => avatar(state.bot, 32),
        () => state.bot.name,
      ),
    ),
  );
  drawPanel(state.users, { userId, go, channelId: current?.kind === "guild" ? current.id : null });
  drawMembers(state);
}

function railButton(label: string, glyph: Node, current: boolean, unread: boolean): HTMLButtonElement {
  const button = element("button", { type: "button", class: "rail-button", "aria-label": label, title: label }, glyph);
  if (current) button.setAttribute("aria-current", "true");
  button.classList.toggle("unread", unread);
  return button;
}

/** Who one is, and the way to be somebody else: two people see different ephemeral answers and DMs. */
function drawPanel(
  users: readonly LocalUser[],
  { userId, channelId, go }: { userId: string; channelId: string | null; go: (place: Place) => void },
): void {
  const people = users.filter(({ bot }) => !bot);
  const at = people.findIndex(({ id }) => id === userId);
  const me = people[at];
  const next = people[(at + 1) % people.length];
  if (!me || !next) return;
  const names = element(
    "span",
    { class: "panel-names" },
    element("strong", {}, me.name),
    element("span", {}, "Online"),
  );
  const panel = part("panel");
  const hadFocus = panel.contains(document.activeElement);
  panel.replaceChildren(avatar(me, 32), names);
  if (next === me) return;
  const swap = element("button", { type: "button", class: "swap" }, icon("swap", 18), next.name);
  swap.setAttribute("aria-label", `Switch to ${next.name}`);
  swap.title = `Switch to ${next.name}`;
  swap.addEventListener("click", () => go({ userId: next.id, ...(channelId ? { channelId } : {}) }));
  panel.append(swap);
  if (hadFocus) swap.focus();
}

function drawMembers({ users, bot, online, channels, channelId }: ChannelState): void {
  const isServer = channels.some(({ id, kind }) => id === channelId && kind === "guild");
  const row = (user: LocalUser, offline: boolean) => {
    const tag = user.bot ? element("span", { class: "app-tag" }, "APP") : null;
    const face = element("span", { class: `presence ${offline ? "offline" : ""}` }, avatar(user, 32));
    return element("li", { class: offline ? "offline" : "" }, face, element("span", {}, user.name), tag);
  };
  const people = users.filter((user) => !user.bot);
  const members = part("members");
  members.hidden = !isServer;
  members.replaceChildren(
    element("h3", {}, "Members"),
    element("ul", {}, row(bot, online === false), ...people.map((user) => row(user, false))),
  );
}
