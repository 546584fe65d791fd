import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openVendorBot, type VendorBot } from "../support/vendorBot.ts";

describe.each([
  { sources: "flashalpha,cboe", vendorLeads: true },
  { sources: "cboe,flashalpha", vendorLeads: false },
] as const)("with SOURCES=$sources", ({ sources, vendorLeads }) => {
  let bot: VendorBot;
  beforeAll(async () => {
    bot = await openVendorBot({ on: "growth", sources });
  });
  afterAll(() => bot.stop());

  test.each(["gex", "regime", "zerodte"])("the one named first leads /%s, and the other follows", async (command) => {
    const message = await bot.ask(command, { symbol: "SPY" });
    const { author, description, fields = [], image } = message.embeds[0]!;
    const names = fields.map(({ name }) => name);
    const vendor = names.findIndex((name) => name.startsWith("SAMPLE · FlashAlpha · as published"));
    const ours = names.findIndex((name) => name.startsWith("SAMPLE market · computed here · "));
    if (vendorLeads) {
      expect([vendor, ours, description]).toEqual([0, 1, undefined]);
      expect(author?.name, "the regime in the head is ours and says so").toMatch(/ · SAMPLE market · computed here$/);
    } else {
      expect([vendor, ours]).toEqual([names.indexOf("Mind") - 1, -1]);
      expect(vendor).toBeGreaterThan(0);
      expect(description).toMatch(/./);
    }
    expect(image, "the picture is ours either way").toBeDefined();
  });
});
