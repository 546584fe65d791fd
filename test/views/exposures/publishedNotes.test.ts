import { expect, test } from "vitest";
import type { PublishedNote } from "../../../src/services/published.ts";
import { noteSentences } from "../../../src/views/exposures/publishedNotes.ts";
import { NOW } from "../../support/exposurePosts.ts";

const said = (note: PublishedNote, hasFigures = false) => noteSentences([note], { now: NOW, hasFigures })[0];
const MIDNIGHT_UTC = "2026-11-24T00:00:00Z";

test.each<[PublishedNote, string]>([
  [{ kind: "plan", blocks: ["dex", "vex", "chex"], plan: "Basic" }, "DEX, VEX and CHEX need FlashAlpha's Basic plan."],
  [{ kind: "plan", blocks: ["gex"], plan: "Growth" }, "GEX needs FlashAlpha's Growth plan."],
  [{ kind: "plan", blocks: ["levels"], plan: "Basic" }, "Levels need FlashAlpha's Basic plan."],
  [{ kind: "plan", blocks: ["levels", "gex"], plan: "Basic" }, "Levels and GEX need FlashAlpha's Basic plan."],
  [{ kind: "quota", resetsAt: MIDNIGHT_UTC }, "Today's FlashAlpha calls are used up; back at 19:00 ET."],
  [
    { kind: "share", resetsAt: MIDNIGHT_UTC },
    "This server's share of today's FlashAlpha calls is used up; back at 19:00 ET.",
  ],
  [{ kind: "key" }, "FlashAlpha refuses the key; the operator finds the reason in the log."],
  [{ kind: "failed", reason: "unreachable" }, "FlashAlpha does not answer."],
  [{ kind: "failed", reason: "unknown-symbol" }, "FlashAlpha has no options data for this symbol."],
  [{ kind: "failed", reason: "slow" }, "FlashAlpha is slow."],
])("%j", (note, sentence) => expect(said(note)).toBe(sentence));

test("beside figures a failure says that they may be older", () => {
  expect(said({ kind: "failed", reason: "bad-response" }, true)).toBe(
    "FlashAlpha sent something we cannot read: figures may be missing or old.",
  );
});

test("a plan of a name we do not know is not repeated", () => {
  expect(said({ kind: "plan", blocks: ["vex"], plan: "@everyone" })).toBe("VEX needs a larger FlashAlpha plan.");
});

test("trouble that several calls met is said once", () => {
  const key: PublishedNote = { kind: "key" };
  expect(noteSentences([key, key], { now: NOW, hasFigures: false })).toHaveLength(1);
});
