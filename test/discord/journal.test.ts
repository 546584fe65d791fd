import { describe, expect, test } from "vitest";
import { createJournal } from "../../src/discord/journal.ts";
import { LEVEL, recordedLog } from "../support/recordedLog.ts";

const USER = "200000000000000001";
const GUILD = "300000000000000001";

function setup(secret = "token") {
  const { log, lines, text } = recordedLog();
  let time = 1000;
  const journal = createJournal({ log, secret, clock: () => time });
  return { journal, lines, text, pass: (ms: number) => void (time += ms) };
}

describe("the line of an interaction", () => {
  test("says what, how long, from where and how it ended", () => {
    const { journal, lines, pass } = setup();
    const entry = journal.open({ cmd: "/gex", userId: USER, guildId: GUILD });
    pass(40);
    entry.acknowledged();
    pass(200);
    entry.close({ outcome: "answered", trace: { source: "cboe", cache: "hit" } });
    expect(lines()).toEqual([
      expect.objectContaining({
        level: LEVEL.info,
        msg: "interaction",
        rid: entry.rid,
        cmd: "/gex",
        src: "cboe",
        cache: "hit",
        ack_ms: 40,
        total_ms: 240,
        outcome: "answered",
      }),
    ]);
  });

  test("an interaction that was never acknowledged has no time for it, one outside of servers no server", () => {
    const { journal, lines } = setup();
    journal.open({ cmd: "/gex", userId: USER, guildId: null }).close({ outcome: "late", code: 10_062 });
    expect(lines()[0]).not.toHaveProperty("ack_ms");
    expect(lines()[0]).not.toHaveProperty("guild_h");
    expect(lines()[0]).toMatchObject({ outcome: "late", code: 10_062 });
  });

  test.each(["bug", "busy", "forged", "undelivered"] as const)("%s is worth a look", (outcome) => {
    const { journal, lines } = setup();
    journal.open({ cmd: "/gex", userId: USER, guildId: GUILD }).close({ outcome });
    expect(lines()[0]?.level).toBe(LEVEL.warn);
  });
});

describe("nobody can be told from it", () => {
  test("users and servers are hashes: the same for the same, none of the ids", () => {
    const { journal, lines, text } = setup();
    for (const userId of [USER, USER, "200000000000000002"])
      journal.open({ cmd: "/gex", userId, guildId: GUILD }).close({ outcome: "answered" });
    const hashes = lines().map((line) => line["user_h"]);
    expect(hashes[0]).toMatch(/^[0-9a-f]{12}$/);
    expect(hashes[1]).toBe(hashes[0]);
    expect(hashes[2]).not.toBe(hashes[0]);
    expect(text()).not.toContain(USER);
    expect(text()).not.toContain(GUILD);
  });

  test("another installation has other hashes", () => {
    const [a, b] = [setup("token"), setup("another token")];
    for (const { journal } of [a, b])
      journal.open({ cmd: "/gex", userId: USER, guildId: GUILD }).close({ outcome: "answered" });
    expect(a.lines()[0]?.["user_h"]).not.toBe(b.lines()[0]?.["user_h"]);
  });
});
