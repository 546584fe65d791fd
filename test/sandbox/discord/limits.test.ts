import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createLocalDiscord, type LocalDiscord } from "../../../sandbox/discord/localDiscord.ts";

const x = (length: number): string => "x".repeat(length);
const times = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, n) => make(n));
const button = (custom_id: string) => ({ type: 2, style: 1, custom_id, label: "x" });
const rows = (...components: unknown[][]) => ({
  content: "x",
  components: components.map((each) => ({ type: 1, components: each })),
});
const option = { type: 3, name: "symbol", description: "Ticker" };
const command = { name: "gex", description: "Gamma exposure" };

/** The limits which the local Discord keeps by itself, also where Discord's description is not there to judge. */
describe("documented limits without any judge", () => {
  let discord: LocalDiscord;

  beforeAll(async () => {
    discord = await createLocalDiscord();
    discord.rateLimits.set("POST /channels/:channel/messages", { limit: 1000, seconds: 1 });
  });
  afterAll(() => discord.stop());

  async function request(method: string, path: string, body: unknown): Promise<unknown> {
    const response = await fetch(`${discord.api}/v10${path}`, {
      method,
      body: JSON.stringify(body),
      headers: {
        authorization: `Bot ${discord.token}`,
        "user-agent": "DiscordBot (test, 1)",
        "content-type": "application/json",
      },
    });
    return response.json();
  }
  const send = (body: unknown): Promise<unknown> => {
    const [owner] = discord.user.users();
    const [channel] = discord.user.channels(owner?.id ?? "");
    return request("POST", `/channels/${channel?.id}/messages`, body);
  };
  const register = (body: unknown): Promise<unknown> =>
    request("PUT", `/applications/${discord.user.bot.id}/commands`, body);

  /** Body, where it is wrong, and Discord's code for it. */
  const messages: [what: string, body: unknown, path: string, code: string][] = [
    ["content of 2001", { content: x(2001) }, "content", "BASE_TYPE_MAX_LENGTH"],
    ["11 embeds", { embeds: times(11, () => ({ title: "t" })) }, "embeds", "BASE_TYPE_MAX_LENGTH"],
    ["a title of 257", { embeds: [{ title: x(257) }] }, "embeds.0.title", "BASE_TYPE_MAX_LENGTH"],
    ["a description of 4097", { embeds: [{ description: x(4097) }] }, "embeds.0.description", "BASE_TYPE_MAX_LENGTH"],
    [
      "26 fields",
      { embeds: [{ fields: times(26, () => ({ name: "n", value: "v" })) }] },
      "embeds.0.fields",
      "BASE_TYPE_MAX_LENGTH",
    ],
    [
      "a field without value",
      { embeds: [{ fields: [{ name: "n" }] }] },
      "embeds.0.fields.0.value",
      "BASE_TYPE_REQUIRED",
    ],
    [
      "a field name of 257",
      { embeds: [{ fields: [{ name: x(257), value: "v" }] }] },
      "embeds.0.fields.0.name",
      "BASE_TYPE_MAX_LENGTH",
    ],
    ["a footer of 2049", { embeds: [{ footer: { text: x(2049) } }] }, "embeds.0.footer.text", "BASE_TYPE_MAX_LENGTH"],
    [
      "6001 characters in all embeds",
      { embeds: [{ description: x(4000) }, { description: x(2001) }] },
      "embeds",
      "MAX_EMBED_SIZE_EXCEEDED",
    ],
    ["an embed that is a text", { embeds: ["x"] }, "embeds.0", "DICT_TYPE_CONVERT"],
    ["an image that is a text", { embeds: [{ image: "x" }] }, "embeds.0.image", "DICT_TYPE_CONVERT"],
    [
      "an image of no scheme we know",
      { embeds: [{ image: { url: "ftp://x" } }] },
      "embeds.0.image.url",
      "URL_TYPE_INVALID_SCHEME",
    ],
    [
      "an attachment:// without upload",
      { embeds: [{ image: { url: "attachment://a.png" } }] },
      "embeds.0.image.url",
      "ATTACHMENT_NOT_FOUND",
    ],
    ["6 rows", rows(...times(6, (n) => [button(`b${n}`)])), "components", "BASE_TYPE_MAX_LENGTH"],
    ["6 buttons", rows(times(6, (n) => button(`b${n}`))), "components.0.components", "BASE_TYPE_BAD_LENGTH"],
    [
      "one custom_id twice",
      rows([button("a")], [button("a")]),
      "components.1.components.0.custom_id",
      "COMPONENT_CUSTOM_ID_DUPLICATED",
    ],
    ["a custom_id of 101", rows([button(x(101))]), "components.0.components.0.custom_id", "BASE_TYPE_BAD_LENGTH"],
  ];
  test.for(messages)("%s", async ([, body, path, code]) => {
    expect(await send(body)).toMatchObject({ code: 50035 });
    expect(await send(body)).toHaveProperty(`errors.${path}._errors.0.code`, code);
  });

  test("an empty message is 50006", async () => {
    for (const body of [{}, { content: "  " }, { embeds: [{}] }])
      expect(await send(body)).toMatchObject({ code: 50006 });
  });

  test("a length counts characters, not UTF-16 units, without blanks around it", async () => {
    expect(await send({ content: `  ${"🙂".repeat(2000)}  ` })).toMatchObject({ content: "🙂".repeat(2000) });
  });

  const commands: [what: string, body: unknown, path: string, code: string][] = [
    ["an upper-case name", [{ ...command, name: "Gex" }], "0.name", "APPLICATION_COMMAND_INVALID_NAME"],
    ["a name of 33", [{ ...command, name: x(33) }], "0.name", "APPLICATION_COMMAND_INVALID_NAME"],
    ["a description of 101", [{ ...command, description: x(101) }], "0.description", "BASE_TYPE_BAD_LENGTH"],
    [
      "26 options",
      [{ ...command, options: times(26, (n) => ({ ...option, name: `o${n}` })) }],
      "0.options",
      "BASE_TYPE_MAX_LENGTH",
    ],
    [
      "26 choices",
      [{ ...command, options: [{ ...option, choices: times(26, (n) => ({ name: `${n}`, value: `${n}` })) }] }],
      "0.options.0.choices",
      "BASE_TYPE_MAX_LENGTH",
    ],
    [
      "required after optional",
      [{ ...command, options: [option, { ...option, name: "b", required: true }] }],
      "0.options.1",
      "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
    ],
    ["one name twice", [command, command], "1.name", "APPLICATION_COMMANDS_DUPLICATE_NAME"],
  ];
  test.for(commands)("commands: %s", async ([, body, path, code]) => {
    expect(await register(body)).toHaveProperty(`errors.${path}._errors.0.code`, code);
  });

  test("the 201st command created in a day is refused, a changed one is none", async () => {
    const batch = (day: string) => times(100, (n) => ({ ...command, name: `${day}-${n}` }));
    expect(await register(batch("a"))).toHaveLength(100);
    expect(await register(batch("a").map((each) => ({ ...each, description: "changed" })))).toHaveLength(100);
    expect(await register(batch("b"))).toHaveLength(100);
    expect(await register([{ ...command, name: "one-more" }])).toMatchObject({ code: 30034 });
  });
});
