import type { JudgedRequest } from "../../../sandbox/discord/judge.ts";

const APPLICATION = "111111111111111111";
const CHANNEL = "222222222222222222";
const MESSAGE = "333333333333333333";
const GUILD = "444444444444444444";
const INTERACTION = "555555555555555555";
const USER = "666666666666666666";
const TOKEN = "aW50ZXJhY3Rpb246dG9rZW4";

/** One operation with requests that Discord takes and requests that it refuses, each as a change of the right one. */
export interface Sample {
  readonly name: string;
  readonly right: JudgedRequest;
  /** What is wrong → the change that makes it so. */
  readonly wrong: Readonly<Record<string, Partial<JudgedRequest>>>;
}

const x = (length: number): string => "x".repeat(length);
const times = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, n) => make(n));

const embed = {
  title: "SPY gamma exposure",
  description: "Net **1.2bn**",
  color: 0x2ecc71,
  timestamp: "2026-11-22T08:00:00.000Z",
  fields: [{ name: "Flip", value: "671", inline: true }],
  image: { url: "attachment://gex.png" },
  footer: { text: "Cboe" },
};
const button = (custom_id: string) => ({ type: 2, style: 2, label: "Refresh", custom_id });
const row = { type: 1, components: [button("gex:SPY:refresh")] };
const options = [
  { label: "0DTE", value: "0" },
  { label: "All", value: "all" },
];
const selectRow = { type: 1, components: [{ type: 3, custom_id: "expiry", options }] };
const files = [{ field: "files[0]", filename: "gex.png", size: 4000 }];
const attachments = [{ id: "0", description: "Gamma by strike" }];
const option = { type: 3, name: "symbol", description: "Ticker" };
const command = {
  name: "gex",
  description: "Gamma exposure of a ticker",
  description_localizations: { de: "Gamma-Exposition" },
  type: 1,
  integration_types: [0, 1],
  contexts: [0, 1, 2],
  options: [{ ...option, required: true, autocomplete: true, max_length: 10 }],
};
const choices = (count: number) => times(count, (n) => ({ name: `name ${n}`, value: `value ${n}` }));

const of = (method: string, url: string, rest: Partial<JudgedRequest> = {}): JudgedRequest => ({
  method,
  url: `/api/v10${url}`,
  body: undefined,
  files: [],
  ...rest,
});
const withCommands = (...body: unknown[]): Partial<JudgedRequest> => ({ body });
const withOptions = (...given: unknown[]): Partial<JudgedRequest> => withCommands({ ...command, options: given });
const reply = (data: object): Partial<JudgedRequest> => ({ body: { type: 4, data } });
const buttons = (...components: unknown[]): Partial<JudgedRequest> =>
  reply({ content: "x", components: [{ type: 1, components }] });
const callback = `/interactions/${INTERACTION}/${TOKEN}/callback`;
const input = { type: 4, custom_id: "level", label: "Level", style: 1 };
const modal = { custom_id: "alert", title: "Alert", components: [{ type: 1, components: [input] }] };

export const SAMPLES: readonly Sample[] = [
  { name: "where the gateway is", right: of("GET", "/gateway/bot"), wrong: { "a body": { body: { a: 1 } } } },
  {
    name: "who the bot is",
    right: of("GET", "/users/@me"),
    wrong: { "an unknown query": { url: "/api/v10/users/@me?x=1" } },
  },
  {
    name: "the application",
    right: of("GET", "/applications/@me"),
    wrong: { "a method that is not there": { method: "PUT", body: {} } },
  },
  {
    name: "registering commands",
    right: of("PUT", `/applications/${APPLICATION}/commands`, {
      body: [{ ...command, default_member_permissions: "0" }],
    }),
    wrong: {
      "a description of 101": withCommands({ ...command, description: x(101) }),
      "an option without description": withOptions({ type: 3, name: "symbol" }),
      "26 choices": withOptions({ ...option, choices: choices(26) }),
      "option type 99": withOptions({ ...option, type: 99 }),
      "context 7": withCommands({ ...command, contexts: [7] }),
      "a misspelt property": withCommands({ ...command, descripton: "x" }),
      "an upper-case name": withCommands({ ...command, name: "Gex" }),
      "a space in the name": withCommands({ ...command, name: "gex spy" }),
      "an upper-case localised name": withCommands({ ...command, name_localizations: { de: "Gex" } }),
      "a required option after an optional one": withOptions(option, { ...option, name: "b", required: true }),
      "two options of one name": withOptions(option, option),
      "two commands of one name": withCommands(command, command),
      "autocomplete with choices": withOptions({ ...option, autocomplete: true, choices: choices(1) }),
      "101 commands": { body: times(101, (n) => ({ ...command, name: `c${n}` })) },
      "over 8000 characters": withOptions(
        ...times(25, (n) => ({ ...option, name: `o${n}`, description: x(100), choices: choices(25) })),
      ),
    },
  },
  {
    name: "registering commands in one server",
    right: of("PUT", `/applications/${APPLICATION}/guilds/${GUILD}/commands`, {
      body: [{ name: "gex", description: "Gamma exposure", type: 1 }],
    }),
    wrong: { contexts: withCommands(command) },
  },
  {
    name: "a reply",
    right: of("POST", `${callback}?with_response=true`, {
      body: {
        type: 4,
        data: {
          content: "hi",
          flags: 64,
          embeds: [{ title: "t" }],
          components: [row],
          allowed_mentions: { parse: [] },
        },
      },
    }),
    wrong: {
      "type 99": { body: { type: 99 } },
      "no type": { body: { data: { content: "x" } } },
      "a title of 257": reply({ embeds: [{ title: x(257) }] }),
      "6001 characters in all embeds": reply({ embeds: [{ description: x(4000) }, { description: x(2001) }] }),
      "a button without custom_id": buttons({ type: 2, style: 1, label: "x" }),
      "a button without label": buttons({ type: 2, style: 1, custom_id: "x" }),
      "a link with a custom_id": buttons({ ...button("x"), style: 5, url: "https://example.com" }),
      "6 buttons in a row": buttons(...times(6, (n) => button(`b${n}`))),
      "a custom_id twice": buttons(button("a"), button("a")),
      "a menu beside a button": buttons(button("a"), selectRow.components[0]),
      "6 rows": reply({ content: "x", components: times(6, (n) => ({ type: 1, components: [button(`b${n}`)] })) }),
      "a text display without the V2 flag": reply({ content: "x", components: [{ type: 10, content: "x" }] }),
      "content with the V2 flag": reply({ content: "x", flags: 1 << 15, components: [{ type: 10, content: "x" }] }),
      "a misspelt 'embed'": reply({ embed: [{ title: "t" }], content: "x" }),
    },
  },
  {
    name: "a reply with a picture",
    right: of("POST", callback, { body: { type: 4, data: { embeds: [embed], attachments } }, files }),
    wrong: {
      "an attachment:// without its file": { files: [{ field: "files[0]", filename: "other.png", size: 1 }] },
      "an attachment id without its part": reply({ content: "x", attachments: [{ id: "3" }] }),
      "a part that is not files[n]": { files: [{ field: "file", filename: "gex.png", size: 1 }] },
      "11 files": { files: times(11, (n) => ({ field: `files[${n}]`, filename: "gex.png", size: 1 })) },
    },
  },
  {
    name: "a defer",
    right: of("POST", callback, { body: { type: 5, data: { flags: 64 } } }),
    wrong: { "flags as text": { body: { type: 5, data: { flags: "64" } } } },
  },
  {
    name: "suggestions",
    right: of("POST", callback, { body: { type: 8, data: { choices: choices(25) } } }),
    wrong: {
      "26 choices": { body: { type: 8, data: { choices: choices(26) } } },
      "a choice name of 101": { body: { type: 8, data: { choices: [{ name: x(101), value: "v" }] } } },
      "a choice value of 101": { body: { type: 8, data: { choices: [{ name: "n", value: x(101) }] } } },
    },
  },
  {
    name: "a modal",
    right: of("POST", callback, { body: { type: 9, data: modal } }),
    wrong: {
      "a title of 46": { body: { type: 9, data: { ...modal, title: x(46) } } },
      "nothing in it": { body: { type: 9, data: { ...modal, components: [] } } },
      "an input without label": {
        body: { type: 9, data: { ...modal, components: [{ type: 1, components: [{ ...input, label: "" }] }] } },
      },
    },
  },
  {
    name: "editing the reply",
    right: of("PATCH", `/webhooks/${APPLICATION}/${TOKEN}/messages/%40original`, {
      body: { embeds: [embed], components: [row, selectRow], attachments, tts: false },
      files,
    }),
    wrong: {
      "11 embeds": { body: { embeds: times(11, () => ({ title: "t" })) } },
      "a field value of 1025": { body: { embeds: [{ fields: [{ name: "n", value: x(1025) }] }] } },
      "a blank field value": { body: { embeds: [{ fields: [{ name: "n", value: " " }] }] } },
      "26 fields": { body: { embeds: [{ fields: times(26, () => ({ name: "n", value: "v" })) }] } },
      "a colour over ffffff": { body: { embeds: [{ title: "t", color: 0x1000000 }] } },
      "an image address that is none": { body: { embeds: [{ image: { url: "not a url" } }] } },
      "a menu with one value twice": {
        body: {
          components: [{ type: 1, components: [{ type: 3, custom_id: "e", options: [options[0], options[0]] }] }],
        },
      },
    },
  },
  {
    name: "a follow-up",
    right: of("POST", `/webhooks/${APPLICATION}/${TOKEN}?wait=true`, { body: { content: "more", flags: 64 } }),
    wrong: { "content of 2001": { body: { content: x(2001) } }, "nothing to show": { body: {} } },
  },
  {
    name: "a message to a channel",
    right: of("POST", `/channels/${CHANNEL}/messages`, {
      body: {
        content: "Daily digest",
        embeds: [embed],
        attachments,
        allowed_mentions: { parse: [] },
        nonce: "1",
        enforce_nonce: true,
        tts: false,
      },
      files,
    }),
    wrong: {
      "a snowflake as number": { body: { content: "x", sticker_ids: [123] }, files: [] },
      "a timestamp that is no date": { body: { embeds: [{ title: "t", timestamp: "yesterday" }] }, files: [] },
      "a channel that is no snowflake": { url: "/api/v10/channels/abc/messages" },
      "mentions parsed and listed": { body: { content: "x", allowed_mentions: { parse: ["users"], users: [USER] } } },
    },
  },
  {
    name: "editing a message",
    right: of("PATCH", `/channels/${CHANNEL}/messages/${MESSAGE}`, {
      body: { embeds: [{ title: "v2" }], attachments: [] },
    }),
    wrong: {
      "embeds as one object": { body: { embeds: { title: "x" } } },
      "an attachment:// to a file that is dropped": { body: { embeds: [embed], attachments: [] } },
    },
  },
  {
    name: "opening a DM",
    right: of("POST", "/users/@me/channels", { body: { recipient_id: USER } }),
    wrong: {
      "the recipient as number": { body: { recipient_id: 666 } },
      "a misspelt recipient": { body: { recipient: USER } },
    },
  },
  { name: "reading a channel", right: of("GET", `/channels/${CHANNEL}`), wrong: {} },
];
