import { describe, expect, test } from "vitest";
import { exposurePost } from "../../support/exposurePosts.ts";
import { answerOf } from "../../support/published.ts";
import { readingOf } from "../../support/snapshots.ts";

const embedOf = (rest: Parameters<typeof exposurePost>[2]) => exposurePost("gex", readingOf(), rest).embeds![0]!;
const namesOf = (rest: Parameters<typeof exposurePost>[2]) => embedOf(rest).fields!.map(({ name }) => name);
const VENDOR = "FlashAlpha · as published · 09:58 ET";

describe("where ours lead", () => {
  test("the vendor's block comes last, and nothing else changes", () => {
    const plain = embedOf({});
    const beside = embedOf({ published: answerOf() });
    expect(beside.fields!.at(-1)!.name).toBe(VENDOR);
    expect({ ...beside, fields: beside.fields!.slice(0, -1) }).toEqual(plain);
  });
});

describe("where the vendor's lead", () => {
  const lead = { published: answerOf(), lead: "published" as const };

  test("its block comes first, then ours under our own label and time", () => {
    expect(namesOf(lead).slice(0, 3)).toEqual([
      VENDOR,
      "Cboe delayed · computed here · Nov 23, 09:45 ET",
      "Gamma flip",
    ]);
    expect(namesOf(lead).filter((name) => name === VENDOR)).toHaveLength(1);
    expect(embedOf(lead).fields![1]!.value).toBe(embedOf({}).description);
    expect(embedOf(lead).description).toBeUndefined();
  });

  test("the regime line says that it is ours", () => {
    expect(embedOf(lead).author!.name).toBe(`${embedOf({}).author!.name} · Cboe delayed · computed here`);
  });

  test("without figures of the vendor ours lead, and its note says why", () => {
    const none = { published: { figures: null, notes: [{ kind: "key" as const }] }, lead: "published" as const };
    expect(embedOf(none).description).toBe(embedOf({}).description);
    expect(embedOf(none).author).toEqual(embedOf({}).author);
    expect(namesOf(none).at(-1)).toBe("FlashAlpha · no figures");
  });
});
