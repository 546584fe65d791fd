import { describe, expect, test } from "vitest";
import { strangerPost } from "../../src/commands/steer.ts";
import { ticker } from "../support/providers.ts";

const state = {
  view: "gex",
  symbol: ticker("AAPL"),
  selection: { kind: "all" },
  palette: null,
  extra: "none",
} as const;

describe("who uses a control of somebody else's reply", () => {
  test("is offered a copy that shows the same", () => {
    const { content, controls } = strangerPost({ action: "view", state });
    expect(content).toMatch(/^Only the person who asked can steer this reply\. Your own copy of AAPL shows the same/);
    expect(controls!.rows.flat().map(({ action }) => action)).toEqual(["copy"]);
  });

  test.each(["plan", "exit"] as const)("of a scan or a plan (%s) is told the commands for his own", (action) => {
    const { content, controls } = strangerPost({ action, state });
    expect(content).toContain("`/plan symbol:AAPL` or `/scan`");
    expect(content).not.toContain("shows the same");
    expect(controls!.rows.flat().map(({ action: own }) => own)).toEqual(["copy"]);
  });
});
