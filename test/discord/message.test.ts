import { describe, expect, test } from "vitest";
import { toMessage as toSignedMessage } from "../../src/discord/message.ts";
import type { Post } from "../../src/views/post.ts";
import { deskOf } from "../support/desk.ts";

const signed = { ownerId: "77", ids: deskOf().ids };
const toMessage = (post: Post) => toSignedMessage(post, signed);

const file = (data: Uint8Array) => ({ name: "gex.png", data, description: "a picture" });

test("a post goes out with its words, embeds and files", () => {
  const message = toMessage({ content: "hi", embeds: [{ title: "t" }], files: [file(Uint8Array.of(1, 2, 3))] });
  expect(message).toEqual({
    content: "hi",
    embeds: [{ title: "t" }],
    files: [{ name: "gex.png", description: "a picture", attachment: Buffer.of(1, 2, 3) }],
    attachments: [],
    components: [],
  });
});

test("a file is sent from the bytes it has, also when they are a part of a larger buffer", () => {
  const whole = Uint8Array.of(9, 9, 1, 2, 3, 9);
  const [sent] = toMessage({ files: [file(whole.subarray(2, 5))] }).files as { attachment: Buffer }[];
  expect([...sent!.attachment]).toEqual([1, 2, 3]);
  expect(sent!.attachment.buffer, "without a copy").toBe(whole.buffer);
});

describe("an edit removes what the post no longer has", () => {
  test("words, embeds and earlier pictures", () => {
    expect(toMessage({})).toEqual({ content: "", embeds: [], files: [], attachments: [], components: [] });
  });

  test("earlier pictures also when there is a new one", () => {
    expect(toMessage({ files: [file(Uint8Array.of(1))] }).attachments).toEqual([]);
  });
});

test("nothing leaves that Discord would refuse for its length", () => {
  const { content = "", embeds = [] } = toMessage({
    content: "x".repeat(3_000),
    embeds: Array.from({ length: 12 }, () => ({ title: "t" })),
  });
  expect(content).toHaveLength(2_000);
  expect(embeds).toHaveLength(10);
});
