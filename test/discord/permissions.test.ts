import { PermissionFlagsBits as P, Routes, type REST } from "discord.js";
import { expect, test } from "vitest";
import { missingIn } from "../../src/discord/permissions.ts";

const EVERYTHING_NEEDED =
  P.ViewChannel | P.SendMessages | P.EmbedLinks | P.AttachFiles | P.ReadMessageHistory | P.SendMessagesInThreads;
const [GUILD, BOT, ROLE, OTHER_ROLE] = ["5", "1", "11", "12"];
interface Overwrite {
  readonly id: string;
  readonly type: 0 | 1;
  readonly allow?: bigint;
  readonly deny?: bigint;
}

/** What the bot lacks in a channel with these overwrites, when everyone, its role and another role hold so much. */
async function lacks({
  everyone = EVERYTHING_NEEDED,
  role = 0n,
  overwrites = [],
  thread = false,
}: {
  everyone?: bigint;
  role?: bigint;
  overwrites?: readonly Overwrite[];
  thread?: boolean;
}): Promise<readonly string[]> {
  const permission_overwrites = overwrites.map(({ id, type, allow = 0n, deny = 0n }) => ({
    id,
    type,
    allow: allow.toString(),
    deny: deny.toString(),
  }));
  const answers: Record<string, unknown> = {
    [Routes.channel("9")]: { type: 0, guild_id: GUILD, permission_overwrites },
    [Routes.channel("10")]: { type: 11, guild_id: GUILD, parent_id: "9" },
    [Routes.user()]: { id: BOT },
    [Routes.guildRoles(GUILD)]: [
      { id: GUILD, permissions: everyone.toString() },
      { id: ROLE, permissions: role.toString() },
      { id: OTHER_ROLE, permissions: P.Administrator.toString() },
    ],
    [Routes.guildMember(GUILD, BOT)]: { roles: [ROLE] },
  };
  const rest = { get: async (route: string) => answers[route] } as unknown as REST;
  return missingIn(thread ? "10" : "9", rest);
}

test("what a role of the bot allows adds to what everyone may; roles of others do not count", async () => {
  expect(await lacks({ everyone: P.ViewChannel, role: EVERYTHING_NEEDED & ~P.AttachFiles })).toEqual(["Attach Files"]);
});

test("an administrator lacks nothing, whatever the channel denies", async () => {
  const overwrites = [{ id: BOT, type: 1, deny: EVERYTHING_NEEDED }] as const;
  expect(await lacks({ everyone: 0n, role: P.Administrator, overwrites })).toEqual([]);
});

test("a channel's word for the bot is above that for its roles, and that above the one for everyone", async () => {
  const deny = P.SendMessages;
  const allow = P.SendMessages;
  expect(await lacks({ overwrites: [{ id: GUILD, type: 0, deny }] })).toEqual(["Send Messages"]);
  const byRole: readonly Overwrite[] = [
    { id: ROLE, type: 0, allow },
    { id: GUILD, type: 0, deny },
  ];
  expect(await lacks({ overwrites: byRole })).toEqual([]);
  expect(await lacks({ overwrites: [...byRole, { id: BOT, type: 1, deny }] })).toEqual(["Send Messages"]);
  expect(await lacks({ overwrites: [{ id: OTHER_ROLE, type: 0, deny }] }), "of a role it does not have").toEqual([]);
});

test("who may not see a channel may do nothing in it", async () => {
  expect(await lacks({ overwrites: [{ id: GUILD, type: 0, deny: P.ViewChannel }] })).toEqual([
    "View Channel",
    "Send Messages",
    "Embed Links",
    "Attach Files",
    "Read Message History",
  ]);
});

test("a thread goes by its channel, and writing in it is a permission of its own", async () => {
  const overwrites = [{ id: GUILD, type: 0, deny: P.SendMessagesInThreads }] as const;
  expect(await lacks({ overwrites, thread: true })).toEqual(["Send Messages in Threads"]);
  expect(await lacks({ overwrites })).toEqual([]);
});
