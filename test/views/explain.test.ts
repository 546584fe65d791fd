import { describe, expect, test } from "vitest";
import { explainListPost, explainPost } from "../../src/views/explain.ts";
import { fitPost } from "../../src/views/limits.ts";
import { TERM_KEYS, TERMS } from "../../src/views/terms.ts";
import { SLIPS, wordsOf } from "../support/posts.ts";

describe.each(TERM_KEYS)("%s", (key) => {
  const post = explainPost(key);

  test("says what it is, how it is computed here, and what critics say", () => {
    const { title, fields = [] } = post.embeds![0]!;
    expect(title).toBe(TERMS[key].name);
    expect(fields.map(({ name }) => name)).toEqual(["What it is", "How it is computed here", "What critics say"]);
    const { what, computed, critics } = TERMS[key];
    expect(fields.map(({ value }) => value)).toEqual([what, computed, critics]);
    for (const { value } of fields) expect(value).toMatch(/\S{2,}.*\.$/);
  });

  test("stays short enough to be read, and fits Discord uncut", () => {
    expect(wordsOf(post).join("").length).toBeLessThan(1_500);
    expect(fitPost(post)).toEqual(post);
    for (const words of wordsOf(post)) expect(words).not.toMatch(SLIPS);
  });

  test("carries the model note and that it is no advice", () => {
    expect(post.embeds![0]!.footer?.text).toMatch(/^Model, not observed positions.*Not advice\.$/);
  });
});

test("the list names every term with the command that explains it", () => {
  const { description = "" } = explainListPost().embeds![0]!;
  expect(description.split("\n")).toEqual(TERM_KEYS.map((key) => `**${TERMS[key].name}**: \`/explain term:${key}\``));
  expect(fitPost(explainListPost())).toEqual(explainListPost());
});

test("the terms are those a reply uses", () => {
  for (const key of ["gex", "flip", "walls", "regime", "vanna", "charm", "dex", "magnet", "expectedmove"] as const)
    expect(TERM_KEYS).toContain(key);
  for (const key of ["charmclose", "putcall", "accelerant", "pin", "straddle", "hedge", "rolloff", "dte"] as const)
    expect(TERM_KEYS).toContain(key);
  for (const key of ["heatmap", "quality", "flashalpha"] as const) expect(TERM_KEYS).toContain(key);
  for (const key of ["vrp", "realised", "iv30", "vrpz", "cells", "directional", "termvrp"] as const)
    expect(TERM_KEYS).toContain(key);
  for (const key of ["harvest", "flowrisk", "strategies", "gate", "vrpregime"] as const)
    expect(TERM_KEYS).toContain(key);
  for (const key of ["plan", "maxloss", "payoff", "edge", "natural", "kelly", "exits"] as const)
    expect(TERM_KEYS).toContain(key);
  for (const key of ["putspread", "strangle", "condor", "calendar", "jadelizard"] as const)
    expect(TERM_KEYS).toContain(key);
});

test("every contestable term names who contests it and the evidence against the sign", () => {
  expect(TERMS.gex.critics).toContain("Gârleanu");
  expect(TERMS.walls.critics).toMatch(/no resistance/);
  expect(TERMS.magnet.critics).toMatch(/invisible/);
  expect(TERMS.pin.critics).toMatch(/ours.*Not back-tested/);
  for (const key of ["harvest", "flowrisk", "strategies", "gate", "vrpregime"] as const)
    expect(TERMS[key].critics).toMatch(/ours.*not back-tested|Ours.*not back-tested|ours; none is back-tested/);
  for (const key of ["plan", "edge"] as const) expect(TERMS[key].critics).toMatch(/^Ours.*not back-tested/);
  expect(TERMS.kelly.critics).toMatch(/Hypersensitive.*the veto/);
  expect(TERMS.flashalpha.computed).toContain("FlashAlpha units");
});
