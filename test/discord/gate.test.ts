import { describe, expect, test } from "vitest";
import { createGate } from "../../src/discord/gate.ts";

function setup() {
  let time = 0;
  let underWay = 0;
  return {
    gate: createGate({ underWay: () => underWay, now: () => time }),
    pass: (ms: number) => void (time += ms),
    load: (count: number) => void (underWay = count),
  };
}

describe("one person", () => {
  test("gets ten answers at once and is then told how many seconds to wait", () => {
    const { gate, pass } = setup();
    const answers = Array.from({ length: 11 }, () => gate.refusal("1"));
    expect(answers.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => null));
    expect(answers[10]).toBe("That was a lot at once. Wait 1 second and try again.");
    pass(1_000);
    expect(gate.refusal("1")).toBeNull();
    expect(gate.refusal("1")).toMatch(/Wait 1 second/);
  });

  test("who floods is refused all but one a second: 500 in a second cost eleven answers", () => {
    const { gate, pass } = setup();
    let answered = 0;
    for (let n = 0; n < 500; n++) {
      if (gate.refusal("1") === null) answered++;
      pass(2);
    }
    expect(answered).toBe(10);
    expect(gate.refusal("2"), "and nobody else notices").toBeNull();
  });
});

test("with two hundred under way the next is told that the bot is busy", () => {
  const { gate, load } = setup();
  load(200);
  expect(gate.refusal("1")).toBeNull();
  load(201);
  expect(gate.refusal("2")).toMatch(/^More is asked of this bot/);
});
