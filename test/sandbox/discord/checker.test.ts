import { describe, expect, test } from "vitest";
import { discordChecker, NO_DESCRIPTION } from "../../support/discordChecker/describedByDiscord.ts";
import { createMatch } from "../../support/discordChecker/openApi.ts";
import { SAMPLES } from "./checkerSamples.ts";

const checker = discordChecker();

describe.skipIf(!checker)(`requests judged by Discord's own description (${NO_DESCRIPTION})`, () => {
  describe.for(SAMPLES)("$name", ({ right, wrong }) => {
    test("the right one passes", () => {
      expect(checker?.request(right)).toEqual([]);
    });

    test.for(Object.entries(wrong))("%s is refused", ([, change]) => {
      expect(checker?.request({ ...right, ...change })).not.toEqual([]);
    });
  });

  test("an error of a component names the field, not the union around it", () => {
    const components = [{ type: 1, components: [{ type: 2, style: 9, label: "x", custom_id: "a" }] }];
    const problems = checker?.request({
      method: "POST",
      url: "/api/v10/channels/222222222222222222/messages",
      body: { content: "x", components },
      files: [],
    });
    expect(problems).not.toEqual([]);
    for (const problem of problems ?? []) expect(problem).toMatch(/^\/components\/0\/components\/0\/style /);
  });

  test("an answer that Discord would not give is named", () => {
    const answer = { method: "GET", url: "/api/v10/channels/222222222222222222", status: 200 };
    expect(checker?.response({ ...answer, body: { id: 5 } })).not.toEqual([]);
    expect(checker?.response({ ...answer, status: 302, body: undefined })).not.toEqual([]);
    expect(checker?.response({ ...answer, status: 404, body: { message: "Unknown Channel", code: 10003 } })).toEqual(
      [],
    );
  });
});

test("a literal path is matched before a parameter, decoded and without the version", () => {
  const operation = { operationId: "read", responses: {} };
  const match = createMatch({
    paths: { "/messages/{message_id}": { get: operation }, "/messages/@original": { get: operation } },
    components: { schemas: {} },
  });
  expect(match("GET", "/api/v10/messages/%40original")).toMatchObject({ path: "/messages/@original", params: {} });
  expect(match("GET", "/api/v10/messages/5")?.params).toEqual({ message_id: "5" });
  expect(match("PUT", "/api/v10/messages/5")).toBeNull();
});
